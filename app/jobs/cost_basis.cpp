#include "app/jobs/cost_basis.h"

#include "app/jobs/cost_file.h"
#include "planning/network/battery_end.h"
#include "planning/restoration/derive_actions.h"

#include <fmt/format.h>

namespace app {
namespace {

double valueOf(const CostUse& use)
{
    return use.level == planning::CostLevel::low    ? use.item.low
           : use.level == planning::CostLevel::high ? use.item.high
                                                    : use.item.base;
}

} // namespace

CostBasis costBasis(const geo::Workspace& workspace, const Situation& situation,
                    planning::CostLevel level, std::span<const std::uint32_t> actions)
{
    const planning::Scenario& world = situation.scenario;
    const planning::CostCatalogue costs = costsOf(workspace);
    // Derived once more, this time with the items noted down.
    planning::Scenario stated = world;
    std::erase_if(stated.actions, planning::isDerived);
    std::map<std::string, std::set<std::string>> items;
    planning::deriveActions(stated, situation.statuses,
                            planning::lastingPower(stated, situation.statuses, situation.as_of),
                            costs, {level, &items, &situation.span_slopes});
    CostBasis out;
    std::map<std::string, std::size_t> count;
    for (const std::uint32_t action : actions) {
        const auto at = items.find(world.actions[action].action_id);
        out.stated += at == items.end() ? 1 : 0;
        if (at != items.end()) {
            for (const std::string& item : at->second) {
                ++count[item];
            }
        }
    }
    for (const planning::CostItem& item : costs.items()) {
        if (const auto at = count.find(item.id); at != count.end()) {
            out.items.push_back({item, level, at->second});
        }
    }
    return out;
}

std::vector<planning::Assumption> assumptionsOf(const CostBasis& basis)
{
    std::vector<planning::Assumption> out;
    for (const CostUse& use : basis.items) {
        out.push_back({use.item.id, use.item.what, use.item.unit, use.item.low, valueOf(use),
                       use.item.high, use.item.source});
    }
    return out;
}

nlohmann::ordered_json asJson(const CostBasis& basis)
{
    auto items = nlohmann::ordered_json::array();
    for (const CostUse& use : basis.items) {
        items.push_back({{"id", use.item.id},
                         {"value", valueOf(use)},
                         {"low", use.item.low},
                         {"base", use.item.base},
                         {"high", use.item.high},
                         {"unit", use.item.unit},
                         {"currency", use.item.currency},
                         {"year", use.item.year},
                         {"source", use.item.source},
                         {"edition", use.item.edition},
                         {"actions", use.actions}});
    }
    return {{"items", items}, {"actions_with_stated_cost", basis.stated}};
}

std::string asText(const CostBasis& basis)
{
    std::string out;
    for (const CostUse& use : basis.items) {
        out += fmt::format("{}{} {} {} ({}, {})", out.empty() ? "" : "; ", use.item.id,
                           valueOf(use), use.item.unit, use.item.source, use.item.year);
    }
    if (basis.stated > 0) {
        out += fmt::format("{}{} costs as they were sent", out.empty() ? "" : "; ", basis.stated);
    }
    return out.empty() ? out : "Costs rest on " + out + "\n";
}

} // namespace app
