#include "app/jobs/gaps.h"
#include "app/jobs/network_job.h"
#include "app/jobs/thousands.h"

#include <fmt/format.h>

namespace app {
namespace {

using Json = nlohmann::ordered_json;
using planning::Technology;

constexpr std::size_t shownGaps = 15;

Json rangeJson(double least, double most)
{
    return {{"least", least}, {"most", most}};
}

Json servedJson(const ServedNow& p)
{
    Json out{{"people", p.surely.people},
             {"served", rangeJson(p.surely.any, p.possibly.any)},
             {"before", p.before.any}};
    for (int t = 0; t < planning::technologyCount; ++t) {
        const auto technology = static_cast<Technology>(t);
        out["by_technology"][std::string{planning::text(technology)}] = {
            {"served", rangeJson(p.surely[technology], p.possibly[technology])},
            {"before", p.before[technology]}};
    }
    return out;
}

Json servedByJson(const std::vector<ServedBy>& by)
{
    Json out = servedJson(by.front().people);
    Json& operators = out["by_operator"] = Json::array();
    for (std::size_t i = 1; i < by.size(); ++i) {
        Json one{{"operator", by[i].operator_name}};
        one.update(servedJson(by[i].people));
        operators.push_back(std::move(one));
    }
    return out;
}

std::string wordsOf(const planning::Gap& gap)
{
    if (gap.kind == planning::GapKind::neverServed) {
        return "no site ever reached it";
    }
    return inWords(gap.cause == planning::Cause::unknown ? planning::Service::unknown
                                                         : planning::Service::off,
                   gap.cause);
}

Json gapJson(const planning::Gap& gap, std::size_t number, const planning::Scenario& world)
{
    Json out{{"gap_id", fmt::format("G{:04}", number)},
             {"kind", planning::text(gap.kind)},
             {"people", gap.people},
             {"people_certain", gap.people_certain},
             {"area_km2", gap.area_km2},
             {"centre", {gap.centre_lonlat.lon_deg, gap.centre_lonlat.lat_deg}},
             {"cause", planning::text(gap.cause)},
             {"words", wordsOf(gap)}};
    Json& causes = out["people_by_cause"] = Json::object();
    for (std::size_t c = 0; c < gap.people_by_cause.size(); ++c) {
        if (gap.people_by_cause[c] > 0) {
            causes[std::string{planning::text(static_cast<planning::Cause>(c))}] =
                gap.people_by_cause[c];
        }
    }
    Json& places = out["places"] = Json::array();
    for (const planning::GapPlace& place : gap.places) {
        places.push_back({{"settlement_id", world.settlements[place.settlement].settlement_id},
                          {"name", world.settlements[place.settlement].name},
                          {"people", place.people}});
    }
    out["people_outside_places"] = gap.people_outside_places;
    Json& sites = out["sites"] = Json::array();
    for (const planning::GapSite& site : gap.sites) {
        sites.push_back({{"site_id", world.sites[site.site].site_id},
                         {"cause", planning::text(site.cause)},
                         {"people", site.people}});
    }
    out["nearest_site"] = gap.site ? Json{{"site_id", world.sites[gap.site->index].site_id},
                                          {"distance_m", gap.site->distance_m}}
                                   : Json{};
    out["nearest_node"] = gap.node ? Json{{"node_id", world.nodes[gap.node->index].node_id},
                                          {"distance_m", gap.node->distance_m}}
                                   : Json{};
    return out;
}

Json facilitiesJson(const GapsReport& report)
{
    Json out = Json::array();
    for (int k = 0; k <= static_cast<int>(planning::FacilityKind::other); ++k) {
        const auto kind = static_cast<planning::FacilityKind>(k);
        std::size_t total = 0;
        std::size_t surely = 0;
        std::size_t possibly = 0;
        std::size_t before = 0;
        for (const ServedFacility& f : report.facilities) {
            if (f.inside && report.situation.scenario.facilities[f.facility].kind == kind) {
                ++total;
                surely += f.surely != 0 ? 1 : 0;
                possibly += f.possibly != 0 ? 1 : 0;
                before += f.before != 0 ? 1 : 0;
            }
        }
        if (total > 0) {
            out.push_back({{"kind", planning::text(kind)},
                           {"total", total},
                           {"served", {{"least", surely}, {"most", possibly}}},
                           {"before", before}});
        }
    }
    return out;
}

std::string range(double least, double most)
{
    return thousands(least) == thousands(most)
               ? thousands(least)
               : fmt::format("{} to {}", thousands(least), thousands(most));
}

} // namespace

nlohmann::ordered_json asJson(const GapsReport& report)
{
    const planning::Scenario& world = report.situation.scenario;
    const planning::GapReport& g = report.gaps;
    Json out{{"as_of", geo::text(report.situation.as_of)},
             {"settlements_with_unknown_people", report.situation.unknown_people},
             {"synthetic", report.situation.synthetic},
             {"stale", report.stale},
             {"coverage", report.coverage}};
    out["people"] = {{"total", g.people},
                     {"served", rangeJson(g.served, g.served_at_most)},
                     {"before", g.served_before},
                     {"lost", rangeJson(g.lost_certain, g.lost)},
                     {"never_served", g.never}};
    out["served"] = servedByJson(report.by);
    out["small_gaps"] = {{"count", g.small_gaps}, {"people", g.small_gap_people}};
    Json& gaps = out["gaps"] = Json::array();
    for (std::size_t i = 0; i < g.gaps.size(); ++i) {
        gaps.push_back(gapJson(g.gaps[i], i + 1, world));
    }
    Json& areas = out["areas"] = Json::array();
    for (const ServedArea& area : report.areas) {
        Json one{{"area_code", world.areas[area.area].area_code},
                 {"name", world.areas[area.area].name},
                 {"level", world.areas[area.area].level}};
        one.update(servedByJson(area.by));
        areas.push_back(std::move(one));
    }
    out["facilities"] = facilitiesJson(report);
    Json& problems = out["problems"] = Json::array();
    for (const geo::Problem& problem : report.situation.problems) {
        problems.push_back({{"table", problem.asset_kind},
                            {"id", problem.asset_id},
                            {"what", problem.what},
                            {"fix", problem.fix}});
    }
    return out;
}

std::string asText(const GapsReport& report)
{
    const planning::Scenario& world = report.situation.scenario;
    const planning::GapReport& g = report.gaps;
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    line("As of {}", asOfText(report.situation));
    if (report.stale) {
        line("! The coverage is older than the network or the people it rests on: run sila "
             "coverage again");
    }
    const auto share = [&](double part) { return g.people > 0 ? 100 * part / g.people : 0; };
    const std::string served = fmt::format("{:.1f}", share(g.served));
    const std::string atMost = fmt::format("{:.1f}", share(g.served_at_most));
    line("About {} of {} people are served ({} %); before the damage {:.1f} %",
         range(g.served, g.served_at_most), thousands(g.people),
         served == atMost ? served : served + " to " + atMost, share(g.served_before));
    line("Lost: {} people. Never served: {} people.", range(g.lost_certain, g.lost),
         thousands(g.never));
    for (std::size_t i = 0; i < g.gaps.size() && i < shownGaps; ++i) {
        const planning::Gap& gap = g.gaps[i];
        std::string where;
        for (std::size_t p = 0; p < gap.places.size() && p < 3; ++p) {
            where += (p == 0 ? "" : ", ") + world.settlements[gap.places[p].settlement].name;
        }
        if (gap.places.size() > 3) {
            where += fmt::format(" and {} more places", gap.places.size() - 3);
        }
        line("G{:04} {:<12} {:>10} people  {}{}{}{}", i + 1, planning::text(gap.kind),
             range(gap.people_certain, gap.people), wordsOf(gap), where.empty() ? "" : "; " + where,
             gap.site ? fmt::format("; {:.1f} km to site {}", gap.site->distance_m / 1000,
                                    world.sites[gap.site->index].site_id)
                      : "",
             gap.node ? fmt::format("; {:.1f} km to node {}", gap.node->distance_m / 1000,
                                    world.nodes[gap.node->index].node_id)
                      : "");
    }
    if (g.gaps.size() > shownGaps) {
        line("… and {} more (--json lists all)", g.gaps.size() - shownGaps);
    }
    if (g.small_gaps > 0) {
        line("{} smaller gaps hold {} people", g.small_gaps, thousands(g.small_gap_people));
    }
    return out;
}

} // namespace app
