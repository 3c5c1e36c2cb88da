#include "app/jobs/plan_json.h"

#include "app/jobs/tornado_tables.h"

#include <algorithm>
#include <numeric>

namespace app {

using planning::Action;
using planning::PlanStep;
using planning::RestorationPlan;
using json = nlohmann::ordered_json;

json requestJson(const planning::PlanRequest& request)
{
    json crews = json::object();
    for (const auto& [skill, count] : request.crews) {
        crews[skill] = count;
    }
    json bases = json::object();
    for (const auto& [skill, places] : request.bases) {
        bases[skill] = places;
    }
    json floors = json::object();
    for (const auto& [area, share] : request.floors) {
        floors[area] = share;
    }
    json begun = json::array();
    for (const planning::UnderWay& work : request.under_way) {
        begun.push_back(
            {{"action_id", work.action_id}, {"crew", work.crew}, {"days_left", work.days_left}});
    }
    json weights = json::object();
    for (const auto& [kind, weight] : request.facility_weight) {
        weights[std::string{planning::text(kind)}] = weight;
    }
    return {
        {"start", geo::text(request.start)},
        {"days", request.days},
        {"budget_usd", request.budget_usd ? json(*request.budget_usd) : json(nullptr)},
        {"crews", crews},
        {"bases", bases},
        {"speed_kmh", request.speed_kmh},
        {"work_day_h", request.work_day_h},
        {"drive_included_h", request.drive_included_h},
        {"floors", floors},
        {"common_floor", request.common_floor},
        {"facility_weight", weights},
        {"discount_per_day", request.discount},
        {"fuel_l_per_day", request.fuel_l_per_day ? json(*request.fuel_l_per_day) : json(nullptr)},
        {"unknown_works", request.unknown_works},
        {"under_way", begun},
        {"spent", request.spent},
        {"seed", request.seed},
        {"effort", request.effort}};
}

planning::PlanRequest requestFrom(const json& document)
{
    planning::PlanRequest request;
    request.start = geo::parseDate(document.value("start", "")).value_or(geo::Date{});
    request.days = std::clamp(document.value("days", request.days), 1, planning::longestPlan_days);
    const auto maybe = [&](const char* key) -> planning::MaybeNumber {
        const auto at = document.find(key);
        return at != document.end() && at->is_number() ? planning::MaybeNumber{at->get<double>()}
                                                       : std::nullopt;
    };
    request.budget_usd = maybe("budget_usd");
    request.fuel_l_per_day = maybe("fuel_l_per_day");
    request.crews = document.value("crews", std::map<std::string, int>{});
    request.unknown_works = document.value("unknown_works", false);
    request.seed = document.value("seed", request.seed);
    request.effort = document.value("effort", request.effort);
    request.bases = document.value("bases", std::map<std::string, std::vector<std::string>>{});
    request.speed_kmh = document.value("speed_kmh", request.speed_kmh);
    request.work_day_h = document.value("work_day_h", request.work_day_h);
    request.drive_included_h = document.value("drive_included_h", request.drive_included_h);
    request.floors = document.value("floors", std::map<std::string, double>{});
    request.common_floor = document.value("common_floor", 0.0);
    request.discount = document.value("discount_per_day", 0.0);
    request.spent = document.value("spent", std::map<std::string, double>{});
    for (const json& work : document.value("under_way", json::array())) {
        request.under_way.push_back(
            {work.value("action_id", ""), work.value("crew", ""), work.value("days_left", 1.0)});
    }
    for (const auto& [word, weight] :
         document.value("facility_weight", std::map<std::string, double>{})) {
        if (const auto kind = planning::parseWord<planning::FacilityKind>(word)) {
            request.facility_weight[*kind] = weight;
        }
    }
    return request;
}

double personDays(const RestorationPlan& plan)
{
    return std::accumulate(plan.served.begin() + 1, plan.served.end(), 0.0);
}

json areasJson(const planning::Scenario& world, const RestorationPlan& plan)
{
    json out = json::array();
    for (const planning::AreaServed& area : plan.areas) {
        const planning::Area& noun = world.areas[area.area];
        out.push_back({{"area_code", noun.area_code},
                       {"name", noun.name},
                       {"divided", area.divided},
                       {"people", area.people},
                       {"served_today", area.served_today},
                       {"served_at_end", area.served_at_end},
                       {"attainable", area.attainable},
                       {"floor", area.floor ? json(*area.floor) : json(nullptr)},
                       {"floor_possible", area.floor ? json(area.floorPossible()) : json(nullptr)},
                       {"floor_met", area.floor ? json(area.met) : json(nullptr)},
                       {"floor_met_on_day",
                        area.floor && area.met_on_day ? json(*area.met_on_day) : json(nullptr)},
                       {"weight", area.weight},
                       {"steps", area.steps},
                       {"closed_repairs", area.undone_closed}});
    }
    return out;
}

json facilitiesJson(const RestorationPlan& plan)
{
    json out = json::array();
    for (const planning::FacilitiesServed& kind : plan.facilities) {
        out.push_back({{"kind", planning::text(kind.kind)},
                       {"total", kind.total},
                       {"served_today", kind.served_today},
                       {"served_at_end", kind.served_at_end},
                       {"weight", kind.weight}});
    }
    return out;
}

json overloadsJson(const planning::Scenario& world, const RestorationPlan& plan)
{
    json out = json::array();
    for (const planning::Overload& load : plan.overloads) {
        out.push_back({{"kind", planning::text(load.asset.kind)},
                       {"id", planning::assetId(world, load.asset)},
                       {"first_day", load.first_day},
                       {"load_mbps", load.load_mbps},
                       {"capacity_mbps", load.capacity_mbps}});
    }
    return out;
}

json problemsJson(const geo::Problems& problems)
{
    json out = json::array();
    for (const geo::Problem& problem : problems) {
        out.push_back({{"table", problem.asset_kind},
                       {"id", problem.asset_id},
                       {"what", problem.what},
                       {"fix", problem.fix}});
    }
    return out;
}

namespace {

/// What the plan rests on: places that run out of what they have unless somebody keeps them up.
json keptPoweredJson(const planning::Scenario& world, const RestorationPlan& plan)
{
    json places = json::array();
    double litres = 0;
    for (const planning::KeptPowered& kept : plan.kept_powered) {
        litres += kept.fuel_l_per_day;
        places.push_back({{"kind", planning::text(kept.place.kind)},
                          {"id", planning::assetId(world, kept.place)},
                          {"brought_by_plan", kept.brought},
                          {"fuel_l_per_day", kept.fuel_l_per_day},
                          {"lasts_h", kept.brought ? json(nullptr) : json(kept.lasts_h)}});
    }
    const bool same = plan.served_unkept.empty();
    return {{"fuel_l_per_day", litres},
            {"places", places},
            {"curve_if_nobody_does", same ? json(plan.served) : json(plan.served_unkept)}};
}

} // namespace

nlohmann::ordered_json asJson(const PlanReport& report)
{
    const RestorationPlan& plan = report.plan;
    const planning::Scenario& world = report.situation.scenario;
    json steps = json::array();
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const PlanStep& step = plan.steps[i];
        const Action& action = world.actions[step.action];
        steps.push_back({{"step", i + 1},
                         {"action_id", action.action_id},
                         {"asset_id", action.asset_id},
                         {"kind", planning::text(action.kind)},
                         {"crew", step.crew},
                         {"start_day", step.first_day},
                         {"end_day", step.last_day},
                         {"drive_h", step.drive_h},
                         {"cost_usd", action.cost_usd},
                         {"crew_days", action.crew_days},
                         {"people_back", step.people_back},
                         {"needed_by", step.needed_by ? json(*step.needed_by + 1) : json(nullptr)},
                         {"why", step.why}});
    }
    json undone = json::array();
    for (const planning::UndoneAction& left : plan.undone) {
        undone.push_back({{"action_id", left.action ? json(world.actions[*left.action].action_id)
                                                    : json(nullptr)},
                          {"asset_id", left.asset_id},
                          {"reason", planning::text(left.reason)},
                          {"why", left.why}});
    }
    return {{"plan", report.name},
            {"as_of", geo::text(report.situation.as_of)},
            {"settlements_with_unknown_people", report.situation.unknown_people},
            {"synthetic", report.situation.synthetic},
            {"request", requestJson(plan.request)},
            {"people", plan.people},
            {"served_today", plan.served.front()},
            {"served_at_end", plan.served.back()},
            {"person_days", personDays(plan)},
            {"counted_person_days", plan.counted_days},
            {"upper_bound_person_days", plan.upper_bound_days},
            {"gap_percent", plan.gap_percent},
            {"money_usd", plan.money_usd},
            {"paid_before_usd", paidBefore_usd(report)},
            {"crew_days", plan.crew_days},
            {"scarcest", plan.scarcest},
            {"binding", plan.binding},
            {"curve", plan.served},
            {"bound_curve", plan.bound},
            {"steps", steps},
            {"undone", undone},
            {"areas", areasJson(world, plan)},
            {"facilities", facilitiesJson(plan)},
            {"overloads", overloadsJson(world, plan)},
            {"spans_and_links_of_unstated_capacity", plan.unstated_capacity},
            {"fuel_l_per_day_at_end", plan.fuel_l_per_day_at_end},
            {"kept_powered", keptPoweredJson(world, plan)},
            {"costs", asJson(report.costs)},
            {"taken_from", plan.taken_from.empty() ? json(nullptr) : json(plan.taken_from)},
            {"beyond_search_person_days", plan.beyond_search_days},
            {"goes_on_from", report.earlier.empty() ? json(nullptr) : json(report.earlier)},
            {"changes", changesJson(report.changes)},
            {"confidence_gone", report.confidence_gone},
            {"tornado", tornadoJson(report.tornado)},
            {"doubt", report.doubt ? doubtJson(world, *report.doubt) : json(nullptr)},
            {"problems", problemsJson(plan.problems)},
            {"assumptions", plan.assumptions}};
}

} // namespace app
