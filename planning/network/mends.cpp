#include "planning/network/mends.h"

#include <functional>

namespace planning {
namespace {

// A piece that needs mending never comes free: of two ways of equal cost, fewer pieces win.
constexpr double pricePerPiece = 1e-3;
constexpr double pricePerCrewDay = 1e-6; // then fewer crew days

} // namespace

bool givesPower(ActionKind kind)
{
    return kind == ActionKind::power || kind == ActionKind::fuel;
}

double priceOf(const Mend& mend)
{
    return mend.cost_usd + pricePerCrewDay * mend.crew_days + pricePerPiece;
}

Mends::Mends(const Scenario& scenario) : scenario_{scenario}, assets_{indexOfAssets(scenario)}
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

std::optional<Mend> Mends::cheapest(AssetRef asset, bool power) const
{
    const auto at = actionsOf_.find(asset);
    if (at == actionsOf_.end()) {
        return std::nullopt;
    }
    std::optional<Mend> best;
    for (const std::uint32_t choice : at->second) {
        const ActionKind kind = scenario_.actions[choice].kind;
        if (kind == ActionKind::clear || givesPower(kind) != power) {
            continue; // clearing is only ever somebody's precondition
        }
        Mend mend;
        mend.choice = choice;
        enum class Mark { fresh, open, done };
        std::map<std::uint32_t, Mark> marks;
        const std::function<bool(std::uint32_t)> take = [&](std::uint32_t action) {
            Mark& mark = marks[action];
            if (mark != Mark::fresh) {
                return mark == Mark::done; // open: a cycle
            }
            mark = Mark::open;
            for (const std::string& before : scenario_.actions[action].after_ids) {
                const auto first = find(before);
                if (!first || !take(*first)) {
                    return false;
                }
            }
            mend.actions.push_back(action);
            mend.cost_usd += scenario_.actions[action].cost_usd;
            mend.crew_days += scenario_.actions[action].crew_days;
            marks[action] = Mark::done;
            return true;
        };
        if (take(choice) && (!best || priceOf(mend) < priceOf(*best))) {
            best = std::move(mend);
        }
    }
    return best;
}

} // namespace planning
