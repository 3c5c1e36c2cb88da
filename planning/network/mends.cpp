#include "planning/network/mends.h"

#include "planning/network/action_faults.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <set>

namespace planning {
namespace {

constexpr double pricePerCrewDay = 1e-6; // then fewer crew days

} // namespace

bool givesPower(ActionKind kind)
{
    return kind == ActionKind::power || kind == ActionKind::fuel;
}

double priceOf(const Action& action)
{
    return action.cost_usd + pricePerCrewDay * action.crew_days;
}

double priceOf(const Mend& mend)
{
    return mend.cost_usd + pricePerCrewDay * mend.crew_days + pricePerPiece;
}

Mends::Mends(const Scenario& scenario)
    : scenario_{scenario}, faults_{faultsOfActions(scenario)}, assets_{indexOfAssets(scenario)}
{
    for (std::uint32_t i = 0; i < scenario.actions.size(); ++i) {
        actionIndex_.emplace(scenario.actions[i].action_id, i);
        if (const auto at = assets_.find(scenario.actions[i].asset_id); at != assets_.end()) {
            actionsOf_[at->second].push_back(i);
        }
    }
}

std::optional<std::uint32_t> Mends::find(const std::string& action_id) const
{
    const auto at = actionIndex_.find(action_id);
    return at == actionIndex_.end() ? std::nullopt : std::optional{at->second};
}

bool Mends::suits(std::uint32_t action, bool power) const
{
    // Clearing is only ever somebody's precondition.
    const ActionKind kind = scenario_.actions[action].kind;
    return kind != ActionKind::clear && givesPower(kind) == power;
}

std::string Mends::whyNone(AssetRef asset, bool power) const
{
    std::string why;
    if (const auto at = actionsOf_.find(asset); at != actionsOf_.end()) {
        for (const std::uint32_t action : at->second) {
            if (suits(action, power) && !faults_[action].empty()) {
                why += fmt::format("{}'{}': {}", why.empty() ? "" : "; ",
                                   scenario_.actions[action].action_id, faults_[action]);
            }
        }
    }
    return why.empty() ? fmt::format("no {} of {} {} is known", power ? "way to power" : "repair",
                                     text(asset.kind), assetId(scenario_, asset))
                       : "no action on it can be used: " + why;
}

Mend Mends::mendBy(std::uint32_t choice) const
{
    Mend mend;
    mend.choice = choice;
    std::set<std::uint32_t> taken;
    const std::function<void(std::uint32_t)> take = [&](std::uint32_t action) {
        if (!taken.insert(action).second) {
            return;
        }
        for (const std::string& before : scenario_.actions[action].after_ids) {
            take(*find(before)); // sound: it is there, and there are no cycles
        }
        mend.actions.push_back(action);
        mend.cost_usd += scenario_.actions[action].cost_usd;
        mend.crew_days += scenario_.actions[action].crew_days;
    };
    take(choice);
    return mend;
}

std::vector<Mend> Mends::choices(AssetRef asset, bool power) const
{
    std::vector<Mend> out;
    if (const auto at = actionsOf_.find(asset); at != actionsOf_.end()) {
        for (const std::uint32_t choice : at->second) {
            if (suits(choice, power) && faults_[choice].empty()) {
                out.push_back(mendBy(choice));
            }
        }
    }
    std::ranges::stable_sort(out, {}, [](const Mend& mend) { return priceOf(mend); });
    return out;
}

std::optional<Mend> Mends::cheapest(AssetRef asset, bool power) const
{
    std::vector<Mend> all = choices(asset, power);
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

} // namespace planning
