#include "app/cli/command.h"
#include "app/cli/situation_options.h"
#include "app/jobs/coverage_store.h"
#include "app/jobs/plan_job.h"
#include "app/jobs/require_network.h"
#include "geo/misuse.h"

#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace app::cli {
namespace {

struct Options {
    std::string workspace, start, name = "plan";
    SituationOptions situation;
    double budget_usd = -1, fuel_l = -1, discount = 0;
    std::vector<std::string> crews, weights, bases, floors;
    double speed_kmh = 0;
    std::string costs = "base";
    int days = 90;
    std::uint64_t seed = 1;
    std::int64_t effort = 0;
    double seconds = 0;
    std::string goOnFrom;
    planning::DoubtRequest doubt{.scenarios = 0};
    bool unknownWorks = false, tornado = true, savedCompete = true;
};

/// "fibre=2" → {"fibre", 2}. Throws geo::Error on anything else.
std::pair<std::string, double> named(const std::string& text, const char* what)
{
    const auto equals = text.find('=');
    char* end = nullptr;
    const double value =
        equals == std::string::npos ? NAN : std::strtod(text.c_str() + equals + 1, &end);
    if (equals == std::string::npos || equals == 0 || std::isnan(value) || value < 0 ||
        *end != '\0') {
        throw geo::Misuse{fmt::format("'{}' does not say how many {}", text, what),
                          "Write it as NAME=NUMBER, for example fibre=2"};
    }
    return {text.substr(0, equals), value};
}

/// A floor as it was typed: SHARE for each area not divided further, or AREA=SHARE; no area twice.
void addFloor(const std::string& typed, std::set<std::string>& given, planning::PlanRequest& plan)
{
    const auto equals = typed.find('=');
    const std::string area = equals == std::string::npos ? "" : typed.substr(0, equals);
    const std::string number = equals == std::string::npos ? typed : typed.substr(equals + 1);
    char* end = nullptr;
    const double share = std::strtod(number.c_str(), &end);
    if (number.empty() || *end != '\0' || !(share >= 0 && share <= 1) || equals == 0) {
        throw geo::Misuse{fmt::format("'{}' is no floor", typed),
                          "Write a share from 0 to 1 for all areas, or AREA=SHARE for one, for "
                          "example PS-GZ=0.5"};
    }
    if (!given.insert(area).second) {
        throw geo::Misuse{area.empty() ? "the floor of all areas is given twice"
                                       : fmt::format("the floor of '{}' is given twice", area),
                          "Give each area one floor"};
    }
    if (area.empty()) {
        plan.common_floor = share;
    } else {
        plan.floors[area] = share;
    }
}

PlanJobRequest requestFrom(const Options& options, const Context& context)
{
    PlanJobRequest request;
    request.name = options.name;
    readSituation(options.situation, request.situation);
    request.go_on_from = options.goOnFrom;
    request.tornado = options.tornado;
    request.saved_compete = options.savedCompete;
    if (options.doubt.scenarios > 0) {
        request.doubt = options.doubt;
        request.doubt->seed = options.seed;
    }
    planning::PlanRequest& plan = request.plan;
    if (!options.start.empty()) {
        const auto start = geo::parseDate(options.start);
        if (!start) {
            throw geo::Misuse{fmt::format("'{}' is not a date", options.start),
                              "Write it as 2026-11-23"};
        }
        plan.start = *start;
    }
    plan.days = options.days;
    if (options.budget_usd >= 0) {
        plan.budget_usd = options.budget_usd;
    }
    if (options.fuel_l >= 0) {
        plan.fuel_l_per_day = options.fuel_l;
    }
    for (const std::string& crew : options.crews) {
        const auto [skill, count] = named(crew, "crews");
        plan.crews[skill] = static_cast<int>(count);
    }
    for (const std::string& weight : options.weights) {
        const auto [word, value] = named(weight, "people a facility counts for");
        const auto kind = planning::parseWord<planning::FacilityKind>(word);
        if (!kind) {
            throw geo::Misuse{fmt::format("'{}' is not a kind of facility", word),
                              "Use hospital, clinic, school, shelter, water, government or other"};
        }
        plan.facility_weight[*kind] = value;
    }
    for (const std::string& base : options.bases) {
        const auto equals = base.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == base.size()) {
            throw geo::Misuse{fmt::format("'{}' does not say where crews are based", base),
                              "Write it as SKILL=PLACE, once for each crew in turn"};
        }
        plan.bases[base.substr(0, equals)].push_back(base.substr(equals + 1));
    }
    std::set<std::string> given;
    for (const std::string& floor : options.floors) {
        addFloor(floor, given, plan);
    }
    if (options.speed_kmh > 0) {
        plan.speed_kmh = options.speed_kmh;
    }
    request.situation.cost_level = options.costs == "low"    ? planning::CostLevel::low
                                   : options.costs == "high" ? planning::CostLevel::high
                                                             : planning::CostLevel::base;
    plan.discount = options.discount;
    plan.seed = options.seed;
    plan.effort = options.effort;
    plan.seconds = options.seconds;
    plan.clock = [began = std::chrono::steady_clock::now()] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    };
    plan.unknown_works = options.unknownWorks;
    plan.threads = context.threads == 0 ? 2 : context.threads;
    return request;
}

const Registration plan{
    {"plan", "Order the repairs by the people they reconnect, within money, crews, days and access",
     "sila plan gaza.gpkg --budget 500000 --crews fibre=2 site=3 power=1 --days 90", 70},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        command.add_option("WORKSPACE", o->workspace, "The workspace")->required();
        command
            .add_option("--budget", o->budget_usd,
                        "US dollars, all on day 1 (else the workspace's supply)")
            ->check(CLI::NonNegativeNumber);
        command.add_option("--crews", o->crews,
                           "Crews by skill, SKILL=NUMBER … (else the workspace's supply)");
        command.add_option("--base", o->bases,
                           "Base of each crew in turn, SKILL=PLACE … (a settlement, area, site, "
                           "node or facility by id or name, or lon,lat)");
        command.add_option("--speed", o->speed_kmh, "Of crews where there are no roads, km/h")
            ->check(CLI::PositiveNumber);
        command.add_option("--floor", o->floors,
                           "Share of its people an area shall have served at the end, as "
                           "AREA=SHARE, or SHARE for each other area that is not divided further "
                           "(PS-GZ=0.5 0.3); of an area of areas, all its people count together");
        command
            .add_option("--costs", o->costs,
                        "Values of the workspace's prices: low, base or high (a set of prices is "
                        "taken over with sila costs --use)")
            ->check(CLI::IsMember({"low", "base", "high"}))
            ->capture_default_str();
        command.add_option("--fuel", o->fuel_l, "Litres of fuel a day (else the supply)")
            ->check(CLI::NonNegativeNumber);
        const CLI::Option* days =
            command
                .add_option("--days", o->days,
                            "Length of the plan (with --go-on-from: else to the end of that plan)")
                ->check(CLI::Range(1, 3650))
                ->capture_default_str();
        command.add_option("--start", o->start, "Day 1 (else the day after the newest report)");
        addSituationOptions(command, o->situation);
        command.add_option("--weight", o->weights,
                           "People a facility counts for, KIND=NUMBER … (hospital=5000)");
        command
            .add_option("--discount", o->discount,
                        "People served a day later count 1/(1 + this) as much; 0.1: 9.1 % less")
            ->check(CLI::Range(0.0, 0.99));
        command.add_flag("--unknown-works", o->unknownWorks,
                         "Take assets of unknown status as working");
        command.add_flag("!--no-tornado", o->tornado,
                         "Leave out which assumption moves the plan most");
        command
            .add_option("--scenarios", o->doubt.scenarios,
                        "Judge the plan in so many drawn worlds: what is really broken, how "
                        "long repairs take, fuel, access (10 to 50; 0: none)")
            ->check(CLI::Range(0, 200));
        command
            .add_option("--early", o->doubt.early_days, "Days by which an action is finished early")
            ->check(CLI::Range(1, 3650))
            ->capture_default_str();
        command.add_option(
            "--go-on-from", o->goOnFrom,
            "A plan that has begun: keep what is under way, say what changes; what it "
            "paid for is not paid again");
        command.add_flag("!--no-saved", o->savedCompete,
                         "Leave the plans out that the workspace keeps; else the best of them is "
                         "taken where it brings more than the search finds");
        command.add_option("--name", o->name, "Name under which the plan is kept")
            ->capture_default_str();
        command.add_option("--seed", o->seed, "Seed of the search")
            ->check(CLI::NonNegativeNumber)
            ->capture_default_str();
        command
            .add_option("--effort", o->effort,
                        "Search steps in millions; same effort, seed and kept plans, same plan")
            ->check(CLI::NonNegativeNumber);
        command
            .add_option("--seconds", o->seconds,
                        "Stop the search after so long; plans may then differ")
            ->check(CLI::NonNegativeNumber);
        return [o, days](Context& context) {
            PlanJobRequest request = requestFrom(*o, context);
            request.days_open = days->count() == 0;
            auto workspace = geo::Workspace::open(o->workspace, geo::Access::write);
            requireNetwork(workspace);
            const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
            if (cover.stale) {
                context.say("The coverage is older than the data it rests on; run sila coverage "
                            "again for people that fit.");
            }
            const PlanReport report = planReport(workspace, request, cover.cover, context.feedback);
            if (!context.feedback.cancelled()) {
                storePlan(workspace, report);
                context.result(asJson(report), asText(report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
