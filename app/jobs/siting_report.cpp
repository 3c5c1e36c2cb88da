#include "app/jobs/siting_ownership.h"
#include "app/jobs/thousands.h"
#include "app/jobs/tornado_tables.h"
#include "planning/restoration/least_people.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace app {
namespace {

using planning::Candidate;
using planning::SiteReason;
using Json = nlohmann::ordered_json;

Json maybeJson(planning::MaybeNumber value)
{
    return value ? Json(*value) : Json();
}

Json candidateJson(const Candidate& c)
{
    Json out{{"candidate_id", c.id},
             {"kind", planning::text(c.kind)},
             {"name", c.name},
             {"source_id", c.source.empty() ? Json() : Json(c.source)},
             {"lon", c.at.lonlat.lon_deg},
             {"lat", c.at.lonlat.lat_deg},
             {"chosen", c.chosen()}};
    if (c.chosen()) {
        out["number"] = c.order;
    }
    out["reasons"] = Json::array();
    for (const SiteReason reason : c.reasons) {
        out["reasons"].push_back(
            {{"code", planning::code(reason)}, {"words", planning::inWords(reason)}});
    }
    if (!c.detail.empty()) {
        out["detail"] = c.detail;
    }
    out["people"] = c.people;
    if (c.chosen()) {
        out["people_reached"] = c.people_reached;
        out["people_new"] = c.people_new;
        out["people_carried"] = c.people_carried;
    }
    if (!c.refused()) {
        out["capacity_people"] = c.capacity_people;
        out["cost_usd"] = c.cost_usd;
        out["cost_low_usd"] = c.cost_low_usd;
        out["cost_high_usd"] = c.cost_high_usd;
    }
    if (c.backhaul.kind != planning::BackhaulKind::unjoined) {
        out["backhaul"] = {{"kind", planning::text(c.backhaul.kind)},
                           {"to_id", c.backhaul.to_id},
                           {"length_m", c.backhaul.length_m},
                           {"cost_usd", c.backhaul.cost_usd}};
        if (c.backhaul.slope) {
            out["backhaul"]["slope"] = *c.backhaul.slope;
        }
        if (c.backhaul.kind == planning::BackhaulKind::hop) {
            out["backhaul"]["clear_ratio"] = c.backhaul.clear_ratio;
        }
    }
    if (!c.refused_ways.empty()) {
        Json& ways = out["refused_ways"] = Json::array();
        for (const planning::RefusedWay& way : c.refused_ways) {
            ways.push_back({{"kind", planning::text(way.kind)},
                            {"to_id", way.to_id},
                            {"length_m", way.length_m},
                            {"why", way.why}});
        }
    }
    out["height_m"] = c.radio.height_m;
    out["road_m"] = maybeJson(c.road_m);
    if (c.prominence_m) {
        out["prominence_m"] = *c.prominence_m;
    }
    return out;
}

Json capacityJson(const SitingReport::Capacity& c)
{
    return {{"covered", c.covered},
            {"lacking", c.lacking},
            {"too_slow", c.too_slow},
            {"full_cells", c.full_cells}};
}

std::map<std::string, std::size_t> countsByReason(const SitingReport& r)
{
    std::map<std::string, std::size_t> counts;
    for (const Candidate& c : r.candidates) {
        for (const SiteReason reason : c.reasons) {
            ++counts[std::string{planning::code(reason)}];
        }
    }
    return counts;
}

} // namespace

nlohmann::ordered_json asJson(const SitingReport& r)
{
    const SitingRequest& q = r.request;
    const planning::CandidateRadio& mast = q.candidates.mast;
    Json out;
    out["request"] = {{"state", q.now ? "now" : "all_working"},
                      {"served_from", planning::text(q.counts_from)},
                      {"budget_usd", maybeJson(q.budget_usd)},
                      {"sites", q.sites ? Json(*q.sites) : Json()},
                      {"temporary", q.temporary},
                      {"satellite", q.satellite},
                      {"everyone", q.everyone},
                      {"capacity", q.capacity},
                      {"technology", planning::text(mast.technology)},
                      {"frequency_mhz", mast.frequency_mhz},
                      {"bandwidth_mhz", mast.bandwidth_mhz},
                      {"sectors", mast.sectors},
                      {"eirp_dbm", mast.eirp_dbm},
                      {"height_m", mast.height_m},
                      {"least_people", q.candidates.least_people},
                      {"most_road_m", q.candidates.most_road_m},
                      {"most_hop_m", q.candidates.most_hop_m},
                      {"most_fibre_m", q.candidates.most_fibre_m},
                      {"least_prominence_m", q.candidates.peaks.least_prominence_m},
                      {"spacing_m", q.candidates.peaks.spacing_m},
                      {"seed", q.seed},
                      {"effort", q.effort}};
    out["as_of"] = geo::text(r.situation.as_of);
    out["synthetic"] = r.situation.synthetic;
    const auto chosen = std::ranges::count_if(r.candidates, &Candidate::chosen);
    const auto refused = std::ranges::count_if(r.candidates, &Candidate::refused);
    out["totals"] = {{"people", r.people},
                     {"settlements_unknown", r.people_unknown},
                     {"served", r.served},
                     {"unserved", r.unserved},
                     {"reachable", r.reachable},
                     {"reached", r.reached},
                     {"gained", r.gained},
                     {"carried", r.carried},
                     {"promised", r.promised},
                     {"left_out_disturbing", r.left_out},
                     {"candidates", r.candidates.size()},
                     {"refused", refused},
                     {"carry_already", r.carry_already},
                     {"chosen", chosen},
                     {"cost_usd", r.cost_usd},
                     {"cost_low_usd", r.cost_low_usd},
                     {"cost_high_usd", r.cost_high_usd},
                     {"bound", r.bound},
                     {"gap_percent", r.gapPercent()},
                     {"optimal", r.optimal},
                     {"grid_cells", r.grid_cells},
                     {"groups", r.groups},
                     {"incidences", r.incidences}};
    out["reasons"] = countsByReason(r);
    if (r.capacity_before) {
        out["capacity_before"] = capacityJson(*r.capacity_before);
    }
    if (r.capacity_after) {
        out["capacity_after"] = capacityJson(*r.capacity_after);
    }
    Json& candidates = out["candidates"] = Json::array();
    for (std::size_t i = 0; i < r.candidates.size(); ++i) {
        candidates.push_back(candidateJson(r.candidates[i]));
        if (!r.candidates[i].refused()) {
            candidates.back()["ownership"] = ownershipJson(r.own[i]);
        }
    }
    Json& settlements = out["settlements"] = Json::array();
    for (const SitingSettlement& s : r.settlements) {
        const planning::Settlement& place = r.situation.scenario.settlements[s.settlement];
        Json row{{"settlement_id", place.settlement_id},
                 {"name", place.name},
                 {"people", place.population ? Json(s.people) : Json()},
                 {"served_before", s.served_before},
                 {"served_after", s.served_after}};
        if (r.capacity_after) {
            row["lacking_capacity"] = s.lacking;
        }
        settlements.push_back(std::move(row));
    }
    out["ownership"] = ownershipJson(r);
    out["costs"] = asJson(r.costs);
    out["tornado"] = Json::array();
    for (const planning::Tornado& tornado : r.tornado) {
        out["tornado"].push_back(tornadoJson(tornado));
    }
    out["assumptions"] = r.assumptions;
    out["coverage"] = r.coverage;
    Json& problems = out["problems"] = Json::array();
    for (const geo::Problem& problem : r.problems) {
        problems.push_back({{"what", problem.what}, {"fix", problem.fix}});
    }
    return out;
}

std::string asText(const SitingReport& r)
{
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    const auto chosen = std::ranges::count_if(r.candidates, &Candidate::chosen);
    line("{} of {} people not served could be reached{}", thousands(r.reachable),
         thousands(r.unserved),
         r.situation.synthetic ? "  (practice data: the network is invented)" : "");
    const bool crowded = r.carried < r.reached - planning::leastPeople;
    const std::string price = fmt::format("for {} USD ({} to {})", thousands(r.cost_usd),
                                          thousands(r.cost_low_usd), thousands(r.cost_high_usd));
    if (crowded) {
        line("{} new sites carry {} of them {}: of {} they reach no more find room in their cell",
             chosen, thousands(r.carried), price, thousands(r.reached));
    } else {
        line("{} new sites reach {} of them {}", chosen, thousands(r.reached), price);
    }
    if (r.request.everyone) {
        line("no set that reaches as many costs less than {} USD: at most {:.2f} % above the "
             "least{}",
             thousands(r.bound), roundedUp(r.gapPercent(), 2),
             r.optimal ? " (proven the least)" : "");
    } else if (crowded || r.left_out > 0) {
        line("with room for {} if new cells did not disturb each other, where no choice has room "
             "for more than {}: at most {:.2f} % below the best{}",
             thousands(r.gained), thousands(r.bound), roundedUp(r.gapPercent(), 2),
             r.optimal ? " (proven the best)" : "");
    } else {
        line("no choice reaches more than {}: at most {:.2f} % below the best{}",
             thousands(r.bound), roundedUp(r.gapPercent(), 2),
             r.optimal ? " (proven the best)" : "");
    }
    if (r.left_out > 0) {
        line("{} more would only disturb these, and {} left out again", r.left_out,
             r.left_out == 1 ? "is" : "are");
    }
    for (const Candidate& c : r.candidates) {
        if (!c.chosen()) {
            break;
        }
        if (c.order == 1) {
            line("{:>4}  {:<44} {:>9} {:>9} {:>9}  way to the network", "#", "place", "new reach",
                 "room for", "USD");
        }
        line("{:4}  {:<44} {:>9} {:>9} {:>9}  {}{}", c.order, c.name.empty() ? c.id : c.name,
             thousands(c.people_reached), thousands(c.people_carried), thousands(c.cost_usd),
             planning::text(c.backhaul.kind),
             c.backhaul.to_id.empty() ? "" : " to " + c.backhaul.to_id);
    }
    const auto refused = std::ranges::count_if(r.candidates, &Candidate::refused);
    line("{} candidates, {} refused; {} sites have the technology already", r.candidates.size(),
         refused, r.carry_already);
    for (const auto& [code, count] : countsByReason(r)) {
        line("  {:<18} {:>6}", code, count);
    }
    out += ownershipText(r);
    if (r.capacity_before && r.capacity_after) {
        line("Room: {} of {} covered people find their cell full before, {} of {} with the new "
             "sites; {} get less than one user asks for",
             thousands(r.capacity_before->lacking), thousands(r.capacity_before->covered),
             thousands(r.capacity_after->lacking), thousands(r.capacity_after->covered),
             thousands(r.capacity_after->too_slow));
    }
    for (const std::string& assumption : r.assumptions) {
        line("Taken as given: {}.", assumption);
    }
    constexpr std::size_t shown = 20;
    for (std::size_t i = 0; i < std::min(shown, r.problems.size()); ++i) {
        line("Note: {}. {}.", r.problems[i].what, r.problems[i].fix);
    }
    if (r.problems.size() > shown) {
        line("{} more notes with --json.", r.problems.size() - shown);
    }
    return out;
}

} // namespace app
