#include "app/jobs/network_json.h"

namespace app {
namespace {

using planning::AssetRef;
using planning::Cause;
using planning::ChainLink;
using planning::Scenario;
using planning::Service;
using planning::SiteService;
using json = nlohmann::ordered_json;

json siteIds(const Scenario& world, const std::vector<std::uint32_t>& sites)
{
    json out = json::array();
    for (const std::uint32_t site : sites) {
        out.push_back(world.sites[site].site_id);
    }
    return out;
}

json facilityIds(const Scenario& world, const std::vector<std::uint32_t>& facilities)
{
    json out = json::array();
    for (const std::uint32_t facility : facilities) {
        out.push_back(world.facilities[facility].facility_id);
    }
    return out;
}

/// What is lost once batteries and tanks are empty.
json lossJson(const Scenario& world, const planning::Loss& loss, bool peopleKnown)
{
    return {{"sites_lost", siteIds(world, loss.sites)},
            {"people_lost", peopleKnown ? json(loss.people) : json(nullptr)},
            {"facilities_lost", facilityIds(world, loss.facilities)}};
}

json settlementJson(const NetworkReport& report, std::uint32_t index)
{
    const Scenario& world = report.situation.scenario;
    const planning::SettlementService& place = report.settlements[index];
    json back = json::array();
    for (const planning::ReturnUnit& unit : place.back) {
        back.push_back(
            {{"site_id", world.sites[unit.site].site_id},
             {"cell_id", unit.cell == planning::allCells ? json(nullptr)
                                                         : json(world.cells[unit.cell].cell_id)}});
    }
    return {{"settlement_id", world.settlements[index].settlement_id},
            {"name", world.settlements[index].name},
            {"people", place.people},
            {"people_reached_before", place.reached},
            {"people_served", place.served},
            {"people_served_at_most", place.served_at_most},
            {"service", text(place.service)},
            {"site_id", place.site() ? json(world.sites[*place.site()].site_id) : json(nullptr)},
            {"back", std::move(back)},
            {"cause", planning::text(place.cause)},
            {"chain", chainJson(world, place.chain)},
            {"repair", repairJson(world, place.repair)},
            {"people_back", place.people_back}};
}

} // namespace

std::string_view text(Service service)
{
    static constexpr std::array<std::string_view, 3> words{"on", "off", "unknown"};
    return words[static_cast<std::size_t>(service)];
}

json idsJson(const Scenario& world, const std::vector<AssetRef>& assets)
{
    json out = json::array();
    for (const AssetRef asset : assets) {
        out.push_back(planning::assetId(world, asset));
    }
    return out;
}

json chainJson(const Scenario& world, const std::vector<ChainLink>& chain)
{
    json out = json::array();
    for (const ChainLink& link : chain) {
        out.push_back({{"kind", planning::text(link.asset.kind)},
                       {"id", planning::assetId(world, link.asset)},
                       {"state", text(link.state)},
                       {"cause", planning::text(link.cause)}});
    }
    return out;
}

json repairJson(const Scenario& world, const planning::RepairSet& repair)
{
    json actions = json::array();
    for (const std::uint32_t action : repair.actions) {
        actions.push_back(world.actions[action].action_id);
    }
    return {{"possible", repair.possible},
            {"assets", idsJson(world, repair.assets)},
            {"actions", actions},
            {"cost_usd", repair.cost_usd},
            {"crew_days", repair.crew_days},
            {"at_most", repair.at_most},
            {"why_not", repair.why_not}};
}

json pointJson(const Scenario& world, const planning::FailurePoint& point, bool peopleKnown)
{
    const json assets = idsJson(world, point.assets);
    return {{"kind", point.corridor_id.empty() ? json(planning::text(point.assets.front().kind))
                                               : json("corridor")},
            {"id", point.corridor_id.empty() ? assets.front() : json(point.corridor_id)},
            {"assets", assets},
            {"sites_lost", siteIds(world, point.loss.sites)},
            {"people_lost", peopleKnown ? json(point.loss.people) : json(nullptr)},
            {"facilities_lost", facilityIds(world, point.loss.facilities)},
            {"later", lossJson(world, point.later, peopleKnown)}};
}

json pathsJson(const Scenario& world, const planning::DisjointPaths& paths)
{
    return {{"found", planning::text(paths.found)},
            {"first", idsJson(world, paths.first)},
            {"second", idsJson(world, paths.second)},
            {"same_core", paths.same_core},
            {"corridor", paths.corridor_id.empty() ? json(nullptr) : json(paths.corridor_id)},
            {"shared", idsJson(world, paths.shared)}};
}

json loadJson(const Scenario& world, const planning::EdgeLoad& load)
{
    return {{"kind", planning::text(load.asset.kind)},
            {"id", planning::assetId(world, load.asset)},
            {"load_mbps", load.load_mbps},
            {"capacity_mbps", load.capacity_mbps ? json(*load.capacity_mbps) : json(nullptr)},
            {"overloaded", load.capacity_mbps ? json(load.overloaded()) : json(nullptr)}};
}

SiteCounts countsOf(const NetworkReport& report)
{
    SiteCounts counts;
    for (std::size_t i = 0; i < report.state.sites.size(); ++i) {
        const SiteService& site = report.state.sites[i];
        if (report.situation.statuses.sites[i].status == planning::Status::planned) {
            ++counts.planned;
        } else if (site.service == Service::on) {
            ++counts.on;
        } else if (site.service == Service::unknown) {
            ++counts.unknown;
        } else {
            ++counts.off;
            ++counts.by_cause[static_cast<std::size_t>(site.cause)];
        }
    }
    return counts;
}

nlohmann::ordered_json asJson(const NetworkReport& report)
{
    const Situation& now = report.situation;
    const SiteCounts counts = countsOf(report);
    json causes;
    for (const Cause cause : {Cause::physical, Cause::power, Cause::backhaul, Cause::access,
                              Cause::capacity, Cause::unknown}) {
        causes[std::string{planning::text(cause)}] =
            counts.by_cause[static_cast<std::size_t>(cause)];
    }
    json out{{"as_of", geo::text(now.as_of)},
             {"settlements_with_unknown_people", now.unknown_people},
             {"synthetic", now.synthetic},
             {"sites",
              {{"total", report.state.sites.size()},
               {"on", counts.on},
               {"off", counts.off},
               {"unknown", counts.unknown},
               {"planned", counts.planned},
               {"off_by_cause", causes}}}};
    json down = json::array();
    for (std::size_t i = 0; i < report.state.sites.size(); ++i) {
        const SiteService& site = report.state.sites[i];
        if (site.service == Service::on ||
            now.statuses.sites[i].status == planning::Status::planned) {
            continue;
        }
        down.push_back({{"site_id", now.scenario.sites[i].site_id},
                        {"name", now.scenario.sites[i].name},
                        {"operator", now.scenario.sites[i].operator_name},
                        {"service", text(site.service)},
                        {"cause", planning::text(site.cause)},
                        {"words", inWords(site.service, site.cause)},
                        {"chain", chainJson(now.scenario, site.chain)},
                        {"repair", repairJson(now.scenario, site.repair)}});
    }
    out["down"] = std::move(down);
    json points = json::array();
    for (const planning::FailurePoint& point : report.single_points) {
        points.push_back(pointJson(now.scenario, point, report.people_known));
    }
    out["single_points"] = std::move(points);
    if (report.cut) {
        out["cut"] = lossJson(now.scenario, report.cut->loss, report.people_known);
        out["cut"]["later"] = lossJson(now.scenario, report.cut->later, report.people_known);
    }
    json settlements = json::array();
    for (std::uint32_t i = 0; i < report.settlements.size(); ++i) {
        if (report.settlements[i].people > 0 && report.settlements[i].service != Service::on) {
            settlements.push_back(settlementJson(report, i));
        }
    }
    out["settlements_down"] = report.people_known ? std::move(settlements) : json(nullptr);
    json loads = json::array();
    for (const planning::EdgeLoad& load : report.loads) {
        loads.push_back(loadJson(now.scenario, load));
    }
    out["loads"] = report.people_known ? std::move(loads) : json(nullptr);
    if (!report.site_paths.empty()) {
        json sites = json::array();
        for (std::size_t i = 0; i < report.site_paths.size(); ++i) {
            json one = pathsJson(now.scenario, report.site_paths[i]);
            one["site_id"] = now.scenario.sites[i].site_id;
            sites.push_back(std::move(one));
        }
        json places = json::array();
        for (std::size_t i = 0; i < report.settlement_paths.size(); ++i) {
            json one = pathsJson(now.scenario, report.settlement_paths[i]);
            one["settlement_id"] = now.scenario.settlements[i].settlement_id;
            places.push_back(std::move(one));
        }
        out["paths"] = {{"sites", std::move(sites)}, {"settlements", std::move(places)}};
    }
    json problems = json::array();
    for (const geo::Problem& problem : now.problems) {
        problems.push_back({{"table", problem.asset_kind},
                            {"id", problem.asset_id},
                            {"what", problem.what},
                            {"fix", problem.fix}});
    }
    out["problems"] = std::move(problems);
    return out;
}

} // namespace app
