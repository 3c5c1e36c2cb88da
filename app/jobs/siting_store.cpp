#include "app/jobs/results_table.h"
#include "app/jobs/siting_job.h"
#include "app/jobs/tornado_tables.h"

#include <fmt/format.h>

namespace app {
namespace {

using geo::Value;
using planning::Candidate;

const std::vector<std::string> inputs{"sites",       "cells",        "nodes",   "spans",
                                      "links",       "zones",        "roads",   "areas",
                                      "settlements", "observations", "rasters", "results_coverage"};

Value number(planning::MaybeNumber value)
{
    return value ? Value{*value} : Value{};
}

std::string codesOf(const Candidate& c)
{
    nlohmann::ordered_json codes = nlohmann::ordered_json::array();
    for (const planning::SiteReason reason : c.reasons) {
        codes.push_back(planning::code(reason));
    }
    return codes.dump();
}

/// "Refused: lies in a closed zone; is too far from every road (zone Z1)."
std::string wordsOf(const Candidate& c)
{
    std::string out;
    for (const planning::SiteReason reason : c.reasons) {
        out += (out.empty() ? "" : "; ") + std::string{planning::inWords(reason)};
    }
    return c.detail.empty() ? out : fmt::format("{} ({})", out, c.detail);
}

ResultsTable candidateTable(const SitingReport& report, const geo::WorkingCrs& crs)
{
    ResultsTable table{"results_candidates"};
    for (std::size_t i = 0; i < report.candidates.size(); ++i) {
        const Candidate& c = report.candidates[i];
        const planning::SiteOwnership& own = report.own[i];
        const auto usd = [&](double value) { return c.refused() ? Value{} : Value{value}; };
        const bool ends = !c.backhaul.to_id.empty();
        const geo::LonLat end = ends ? crs.unproject(c.backhaul.to) : geo::LonLat{};
        const bool joined = c.backhaul.kind != planning::BackhaulKind::unjoined;
        table.add({c.id,
                   std::string{planning::text(c.kind)},
                   maybe(c.name),
                   maybe(c.source),
                   Value{std::int64_t{c.chosen() ? 1 : 0}},
                   c.chosen() ? Value{std::int64_t{c.order}} : Value{},
                   Value{std::int64_t{c.refused() ? 1 : 0}},
                   codesOf(c),
                   wordsOf(c),
                   c.people,
                   c.chosen() ? Value{c.people_reached} : Value{},
                   c.people_new,
                   c.chosen() ? Value{c.people_carried} : Value{},
                   c.refused() ? Value{} : Value{c.capacity_people},
                   joined ? Value{c.cost_usd} : Value{},
                   joined ? Value{c.cost_low_usd} : Value{},
                   joined ? Value{c.cost_high_usd} : Value{},
                   usd(own.own.ownership),
                   usd(own.own.opex_year),
                   usd(own.own.pv_cost),
                   usd(own.own.pv_fee),
                   usd(own.own.earner_npv),
                   c.refused() ? Value{} : number(own.even_fee),
                   c.refused() ? Value{} : number(own.fibre_even_km),
                   std::string{planning::text(c.radio.technology)},
                   c.radio.frequency_mhz,
                   c.radio.height_m,
                   maybe(std::string{planning::text(c.backhaul.kind)}),
                   maybe(c.backhaul.to_id),
                   joined ? Value{c.backhaul.length_m} : Value{},
                   ends ? Value{end.lon_deg} : Value{},
                   ends ? Value{end.lat_deg} : Value{},
                   c.at.lonlat.lon_deg,
                   c.at.lonlat.lat_deg,
                   number(c.road_m),
                   number(c.prominence_m)},
                  c.at.lonlat);
    }
    return table;
}

/// Ways from candidates to the network: taken and refused.
ResultsTable linkTable(const SitingReport& report, const geo::WorkingCrs& crs)
{
    ResultsTable table{"results_candidate_links"};
    for (const Candidate& c : report.candidates) {
        const planning::Backhaul& way = c.backhaul;
        if (!way.to_id.empty()) {
            const std::vector<geo::LineOf<geo::LonLat>> line{{c.at.lonlat, crs.unproject(way.to)}};
            table.add({c.id, way.to_id, std::string{planning::text(way.kind)},
                       Value{std::int64_t{1}}, Value{std::int64_t{c.chosen() ? 1 : 0}},
                       way.length_m,
                       way.kind == planning::BackhaulKind::hop ? Value{way.clear_ratio} : Value{},
                       way.cost_usd, Value{}},
                      line);
        }
        for (const planning::RefusedWay& refused : c.refused_ways) {
            table.add({c.id, refused.to_id, std::string{planning::text(refused.kind)},
                       Value{std::int64_t{0}}, Value{std::int64_t{0}}, refused.length_m, Value{},
                       Value{}, refused.why});
        }
    }
    return table;
}

ResultsTable settlementTable(const SitingReport& report)
{
    ResultsTable table{"results_siting_settlements"};
    for (const SitingSettlement& s : report.settlements) {
        const planning::Settlement& place = report.situation.scenario.settlements[s.settlement];
        table.add({place.settlement_id, place.name, place.population ? Value{s.people} : Value{},
                   s.served_before, s.served_after,
                   report.capacity_after ? Value{s.lacking} : Value{}},
                  place.at.lonlat);
    }
    return table;
}

} // namespace

void storeSiting(geo::Workspace& workspace, const SitingReport& report)
{
    const geo::WorkingCrs crs{workspace.crs()};
    const nlohmann::ordered_json all = asJson(report);
    const nlohmann::ordered_json parameters{
        {"request", all["request"]},        {"as_of", all["as_of"]},
        {"coverage", all["coverage"]},      {"totals", all["totals"]},
        {"ownership", all["ownership"]},    {"costs", all["costs"]},
        {"assumptions", all["assumptions"]}};
    const std::string fingerprint = workspace.fingerprint(inputs);
    const std::vector<ResultsTable> tables{candidateTable(report, crs), linkTable(report, crs),
                                           settlementTable(report),
                                           tornadoTable("results_siting_tornado", report.tornado)};
    geo::Workspace::Transaction transaction{workspace};
    for (const ResultsTable& table : tables) {
        table.write(workspace, inputs, fingerprint, parameters.dump());
    }
    transaction.commit();
}

} // namespace app
