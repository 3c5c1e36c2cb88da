#include "app/jobs/situation.h"

#include "app/jobs/cost_file.h"
#include "app/jobs/span_slopes.h"
#include "geo/misuse.h"
#include "planning/network/battery_end.h"
#include "planning/restoration/daily_fuel.h"
#include "planning/restoration/derive_actions.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {

geo::Time asOfFrom(const std::string& text)
{
    const auto time = geo::parseTime(text);
    if (!time) {
        throw geo::Misuse{fmt::format("'{}' is not a date", text),
                          "Write it as 2026-11-22 or 2026-11-22T06:30"};
    }
    constexpr std::size_t dateOnly = 10;
    return text.size() == dateOnly ? *time + std::chrono::hours{24} - std::chrono::seconds{1}
                                   : *time;
}

namespace {

geo::Time newestImport(const geo::Workspace& workspace)
{
    geo::Time newest{};
    const geo::Rows imports = workspace.read("imports");
    for (const geo::Row& row : imports.rows) {
        const auto text = imports.textAt(row, "imported_at");
        if (const auto time = text ? geo::parseTime(*text) : std::nullopt) {
            newest = std::max(newest, *time);
        }
    }
    return newest;
}

} // namespace

std::size_t settlementsOfUnknownPeople(const geo::Workspace& workspace,
                                       const planning::Scenario& scenario)
{
    return workspace.rasters("population").empty()
               ? static_cast<std::size_t>(std::ranges::count_if(
                     scenario.settlements, [](const auto& s) { return !s.population; }))
               : 0;
}

std::string asOfText(const Situation& situation)
{
    const std::string silent =
        !situation.reported ? "  (no report of damage at all: everything is taken as working)"
        : situation.unreported_sites > 0
            ? fmt::format("  (nobody reported on {} of {} sites: taken as {})",
                          situation.unreported_sites, situation.scenario.sites.size(),
                          situation.unobserved == planning::Status::unknown ? "unknown" : "working")
            : "";
    const std::string uncounted =
        situation.unknown_people == 0
            ? ""
            : fmt::format("  ({} of {} settlements with unknown people: in no total)",
                          situation.unknown_people, situation.scenario.settlements.size());
    return geo::text(situation.as_of) + silent + uncounted +
           (situation.synthetic ? "  (practice data: the network is invented)" : "");
}

Situation loadSituation(const geo::Workspace& workspace, const SituationRequest& request)
{
    Situation now;
    now.scenario = loadScenario(workspace, &now.problems);
    planning::Scenario& world = now.scenario;
    now.reported = std::ranges::any_of(world.observations, [&](const auto& seen) {
        return !request.as_of || seen.observed_at <= *request.as_of;
    });
    if (request.as_of) {
        now.as_of = *request.as_of;
    } else if (!now.reported) {
        now.as_of = newestImport(workspace);
    } else {
        for (const planning::Observation& seen : world.observations) {
            now.as_of = std::max(now.as_of, seen.observed_at);
        }
    }
    now.statuses = planning::statusesAsOf(world, now.as_of, request.unobserved);
    now.unobserved = request.unobserved;
    now.unreported_sites = static_cast<std::size_t>(std::ranges::count_if(
        now.statuses.sites, [](const auto& site) { return !site.observation; }));
    now.unknown_people = settlementsOfUnknownPeople(workspace, world);
    const planning::PowerState power = planning::lastingPower(world, now.statuses, now.as_of);
    now.span_slopes = spanSlopes(workspace, world, &now.statuses);
    auto derived = planning::deriveActions(world, now.statuses, power, costsOf(workspace),
                                           {request.cost_level, nullptr, &now.span_slopes});
    world.actions.insert(world.actions.end(), std::make_move_iterator(derived.begin()),
                         std::make_move_iterator(derived.end()));
    planning::addDailyFuel(world);
    const auto invented = [](const auto& nouns) {
        return std::ranges::any_of(nouns, [](const auto& noun) { return noun.synthetic; });
    };
    now.synthetic = invented(world.sites) || invented(world.nodes) || invented(world.spans) ||
                    invented(world.links) || invented(world.observations);
    return now;
}

} // namespace app
