// Observations, actions and access zones.
#include "app/jobs/checks.h"
#include "planning/restoration/supply.h"
#include "planning/scenario/closed_zones.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

using geo::Severity;

void checkObservations(CheckWorld& world)
{
    std::map<std::pair<planning::AssetKind, std::string>, std::size_t> missing;
    std::map<std::pair<planning::AssetKind, std::string>, geo::Time> future;
    for (const planning::Observation& seen : world.scenario.observations) {
        const std::string table = tableOf(seen.asset_kind);
        if (!world.has(table, seen.asset_id)) {
            ++missing[{seen.asset_kind, seen.asset_id}];
        } else if (world.request.now && seen.observed_at > *world.request.now) {
            future[{seen.asset_kind, seen.asset_id}] = seen.observed_at;
        }
    }
    for (const auto& [asset, count] : missing) {
        world.find(Severity::error, "observed_unknown", "observations", asset.second,
                   fmt::format("{} {} observed {} times is not in the workspace",
                               planning::text(asset.first), asset.second, count),
                   "Import the asset or correct asset_id and asset_kind", "asset_id");
    }
    for (const auto& [asset, time] : future) {
        world.find(Severity::warning, "observed_in_future", tableOf(asset.first), asset.second,
                   fmt::format("was observed on {}, which is still to come", geo::text(time)),
                   "Check the date: day and month may be swapped", "observed_at");
    }
}

void checkDisputes(CheckWorld& world)
{
    geo::Time newest{};
    for (const planning::Observation& seen : world.scenario.observations) {
        newest = std::max(newest, seen.observed_at);
    }
    const planning::Statuses now = planning::statusesAsOf(world.scenario, newest);
    const auto tell = [&world](const auto& nouns, const auto& statuses, const char* table,
                               auto idOf) {
        for (std::size_t i = 0; i < nouns.size(); ++i) {
            if (!statuses[i].disputed) {
                continue;
            }
            const auto& counts = world.scenario.observations[*statuses[i].observation];
            world.find(Severity::note, "observed_disputed", table, nouns[i].*idOf,
                       fmt::format("is taken as {} after {} of {}; another source says otherwise",
                                   planning::text(statuses[i].status), counts.source,
                                   geo::text(counts.observed_at)),
                       "Ask the sources, or give confidence to each");
        }
    };
    const planning::Scenario& s = world.scenario;
    tell(s.sites, now.sites, "sites", &planning::Site::site_id);
    tell(s.nodes, now.nodes, "nodes", &planning::Node::node_id);
    tell(s.spans, now.spans, "spans", &planning::Span::span_id);
    tell(s.links, now.links, "links", &planning::Link::link_id);
}

bool known(const CheckWorld& world, const std::string& id)
{
    return world.isEnd(id) || world.has("spans", id) || world.has("links", id) ||
           world.has("cells", id) || world.has("grid_nodes", id) || world.has("grid_lines", id) ||
           world.has("facilities", id);
}

void checkActions(CheckWorld& world)
{
    std::unordered_set<std::string> skills;
    for (const planning::Supply& supply : world.scenario.supply) {
        if (const auto skill = planning::crewSkill(supply.resource)) {
            skills.insert(*skill);
        }
    }
    std::map<std::string, std::size_t> noCrew;
    for (const planning::Action& action : world.scenario.actions) {
        const auto find = [&](std::string_view code, std::string what, std::string fix,
                              std::string field) {
            world.find(Severity::error, code, "actions", action.action_id, std::move(what),
                       std::move(fix), std::move(field));
        };
        // What is to be built need not be there yet.
        if (action.kind != planning::ActionKind::build && !known(world, action.asset_id)) {
            find("action_unknown_asset",
                 fmt::format("mends '{}', which is not in the workspace", action.asset_id),
                 "Import the asset or correct asset_id", "asset_id");
        }
        for (const std::string& before : action.after_ids) {
            if (!world.has("actions", before)) {
                find("action_after_unknown",
                     fmt::format("waits for action '{}', which is not in the workspace", before),
                     "Import that action or take it out of after_ids", "after_ids");
            }
        }
        if (action.earliest && action.latest && *action.latest < *action.earliest) {
            find("action_window",
                 fmt::format("must be done by {} but may start on {}", geo::text(*action.latest),
                             geo::text(*action.earliest)),
                 "Correct earliest or latest", "latest");
        }
        if (action.crew_days > 0 && action.skill.empty() && !skills.contains("")) {
            world.find(Severity::warning, "action_without_skill", "actions", action.action_id,
                       fmt::format("takes {:g} crew days and names no skill", action.crew_days),
                       "Name the skill of its crew, or set crew_days to 0 if nobody need go",
                       "skill");
        }
        if (!skills.empty() && !action.skill.empty() && !skills.contains(action.skill)) {
            ++noCrew[action.skill];
        }
    }
    for (const auto& [skill, count] : noCrew) {
        world.find(Severity::warning, "action_without_crew", "actions", "",
                   fmt::format("{} actions need crews with skill '{}', of which the supply has "
                               "none",
                               count, skill),
                   fmt::format("Add supply crew_days:{}, or correct the skill", skill), "skill");
    }
}

/// Circles of after_ids, each named once.
class Circles {
public:
    explicit Circles(CheckWorld& world) : world_{world}
    {
        const auto& actions = world.scenario.actions;
        for (std::uint32_t i = 0; i < actions.size(); ++i) {
            index_.emplace(actions[i].action_id, i);
        }
        state_.resize(actions.size());
    }
    void find()
    {
        for (std::uint32_t i = 0; i < state_.size(); ++i) {
            visit(i);
        }
    }

private:
    enum class State : std::uint8_t { unseen, onPath, done };

    /// Walks what action `start` waits for, without recursion: chains may be long.
    void visit(std::uint32_t start)
    {
        struct Step {
            std::uint32_t action;
            std::size_t next = 0;
        };
        if (state_[start] != State::unseen) {
            return;
        }
        std::vector<Step> path{{start}};
        state_[start] = State::onPath;
        while (!path.empty()) {
            Step& step = path.back();
            const auto& after = world_.scenario.actions[step.action].after_ids;
            if (step.next == after.size()) {
                state_[step.action] = State::done;
                path.pop_back();
                continue;
            }
            const auto found = index_.find(after[step.next++]);
            if (found == index_.end()) {
                continue;
            }
            if (state_[found->second] == State::onPath) {
                std::string circle;
                bool in = false;
                for (const Step& s : path) {
                    in = in || s.action == found->second;
                    if (in) {
                        circle += idOf(s.action) + " waits for ";
                    }
                }
                world_.find(Severity::error, "action_cycle", "actions", idOf(found->second),
                            circle + idOf(found->second), "Take one of them out of after_ids",
                            "after_ids");
            } else if (state_[found->second] == State::unseen) {
                state_[found->second] = State::onPath;
                path.push_back({found->second});
            }
        }
    }
    const std::string& idOf(std::uint32_t action) const
    {
        return world_.scenario.actions[action].action_id;
    }

    CheckWorld& world_;
    std::unordered_map<std::string, std::uint32_t> index_;
    std::vector<State> state_;
};

} // namespace

void checkRecovery(CheckWorld& world)
{
    checkObservations(world);
    checkDisputes(world);
    checkActions(world);
    Circles{world}.find();
    for (const planning::Zone& zone : world.scenario.zones) {
        if (planning::datesReversed(zone)) {
            world.find(Severity::error, "zone_dates", "zones", zone.zone_id,
                       fmt::format("ends on {}, before it begins on {}", geo::text(*zone.to_date),
                                   geo::text(*zone.from_date)),
                       "Correct from_date or to_date", "to_date");
        }
    }
}

} // namespace app
