#include "app/jobs/cost_compare.h"

#include "planning/finance/tornado.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using json = nlohmann::ordered_json;
using planning::AccessTechnology;
using planning::CostItem;

json distanceJson(const std::optional<double>& km)
{
    return km && std::isfinite(*km) ? json(*km) : json(nullptr);
}

/// Least and most a set asks for bandwidth, over all technologies and levels.
std::pair<double, double> fees(const planning::CostCatalogue& costs)
{
    double least = 1e300;
    double most = 0;
    for (const CostItem& item : costs.items()) {
        if (item.id.ends_with(".fee")) {
            least = std::min(least, item.low);
            most = std::max(most, item.high);
        }
    }
    return {least, most};
}

/// What is priced here though it could not carry so much, or so far.
void addOutOfReach(CostComparison& out)
{
    for (const NamedCosts& set : out.sets) {
        for (const AccessTechnology technology : planning::accessTechnologies) {
            const auto cost = planning::accessCost(set.costs, technology);
            const std::string_view name = planning::text(technology);
            if (cost.most_mbps > 0 && out.request.mbps > cost.most_mbps) {
                out.traps.push_back(
                    fmt::format("By {}, {} carries at most {:g} Mbit/s at one place: its price for "
                                "{:g} is that of something that cannot be built so.",
                                set.name, name, cost.most_mbps, out.request.mbps));
            }
            if (technology == AccessTechnology::fibre && cost.reach_km > 0 &&
                out.request.road_km > cost.reach_km) {
                out.traps.push_back(fmt::format("By {}, {} reaches at most {:g} km: {:g} km are "
                                                "beyond it.",
                                                set.name, name, cost.reach_km,
                                                out.request.road_km));
            }
        }
    }
}

void addTraps(CostComparison& out)
{
    addOutOfReach(out);
    std::string levels;
    for (const NamedCosts& set : out.sets) {
        const auto [least, most] = fees(set.costs);
        levels += fmt::format("{}{} {} to {}", levels.empty() ? "" : ", ", set.name, least, most);
    }
    out.traps.push_back("The bandwidth fee is revenue for who sells it and a cost for who buys it; "
                        "CPP's cost of ownership leaves it out. See the three break-evens above.");
    out.traps.push_back("Fees differ wildly, in USD a Mbit/s and year: " + levels + ".");
    for (const NamedCosts& set : out.sets) {
        for (const std::string& trap : trapsOf(set.name)) {
            out.traps.push_back(trap + ".");
        }
    }
    const ConnectionRow* satellite = nullptr;
    for (const ConnectionRow& row : out.rows) {
        if (row.technology == AccessTechnology::satellite && satellite == nullptr) {
            satellite = &row;
        }
    }
    if (satellite != nullptr) {
        // What the break-even would be were satellite bandwidth dearer by so much than fibre's.
        const auto& costs = out.sets.front().costs;
        const auto fibre = planning::accessCost(costs, AccessTechnology::fibre);
        auto other = planning::accessCost(costs, AccessTechnology::satellite);
        constexpr double gigaSample = 102; // USD a Mbit/s and year, Giga's sample file
        other.fee_mbps_year = fibre.fee_mbps_year + gigaSample;
        const auto far = planning::fibreBreakEven_km(
            fibre, other, out.request.mbps, out.request.horizon, planning::Viewpoint::payer);
        out.traps.push_back(fmt::format(
            "By {}, fibre beats satellite up to {} when the fee is left out; with the fees of "
            "Giga's sample file (satellite {} dearer) counted as a cost, up to {}.",
            satellite->set, distanceWords(satellite->even_without_fee_km), gigaSample,
            distanceWords(far)));
    }
    out.traps.emplace_back("CPP measures along roads and lays 1.1 m for each; Giga takes the "
                           "straight line and 1.2 m for each.");
    out.traps.emplace_back("CPP's budget test adds up costs over the years without discounting; "
                           "its net present value discounts them.");
}

} // namespace

std::vector<std::string> trapsOf(const std::string& set)
{
    if (set != "giga") {
        return {};
    }
    const auto fee = [](AccessTechnology technology) {
        return planning::accessCost(planning::gigaCatalogue(), technology).fee_mbps_year;
    };
    return {fmt::format("Giga's base column mixes editions: bandwidth over cellular ({:g}) and "
                        "satellite ({:g} USD a Mbit/s and year) is the default of its interface, "
                        "over fibre and point-to-point ({:g}) that of its sample file, which makes "
                        "these two look dearer than within one edition",
                        fee(AccessTechnology::cellular), fee(AccessTechnology::satellite),
                        fee(AccessTechnology::fibre))};
}

std::string distanceWords(const std::optional<double>& km)
{
    return !km                   ? "never"
           : !std::isfinite(*km) ? "always"
           : *km < 10            ? fmt::format("{:.0f} m", 1000 * *km)
                                 : fmt::format("{:.1f} km", *km);
}

CostComparison compareCosts(std::vector<NamedCosts> sets, const CompareRequest& request)
{
    CostComparison out;
    out.request = request;
    out.sets = std::move(sets);
    for (const NamedCosts& set : out.sets) {
        const auto fibre = planning::accessCost(set.costs, AccessTechnology::fibre, request.level);
        for (const AccessTechnology technology : planning::accessTechnologies) {
            const auto cost = planning::accessCost(set.costs, technology, request.level);
            ConnectionRow row{set.name, technology, {}, {}, {}, {}};
            const bool isFibre = technology == AccessTechnology::fibre;
            row.own = planning::costOfOwnership(cost, isFibre ? request.road_km : 0, request.mbps,
                                                request.horizon);
            if (!isFibre) {
                using planning::Viewpoint;
                row.even_without_fee_km =
                    planning::fibreBreakEvenWithoutFee_km(fibre, cost, request.horizon);
                row.even_payer_km = planning::fibreBreakEven_km(fibre, cost, request.mbps,
                                                                request.horizon, Viewpoint::payer);
                row.even_earner_km = planning::fibreBreakEven_km(
                    fibre, cost, request.mbps, request.horizon, Viewpoint::earner);
            }
            out.rows.push_back(row);
        }
    }
    addTraps(out);
    return out;
}

json asJson(const CostComparison& comparison)
{
    std::vector<const planning::CostCatalogue*> catalogues;
    for (const NamedCosts& set : comparison.sets) {
        catalogues.push_back(&set.costs);
    }
    json items = json::array();
    for (const planning::ComparedItem& item : planning::compareCatalogues(catalogues)) {
        json row{{"id", item.item}, {"what", item.what}, {"unit", item.unit}};
        for (const NamedCosts& set : comparison.sets) {
            const CostItem* of = set.costs.find(item.item);
            row[set.name] =
                of == nullptr
                    ? json(nullptr)
                    : json{{"low", of->low},           {"base", of->base}, {"high", of->high},
                           {"currency", of->currency}, {"year", of->year}, {"source", of->source},
                           {"edition", of->edition}};
        }
        items.push_back(std::move(row));
    }
    json rows = json::array();
    for (const ConnectionRow& row : comparison.rows) {
        rows.push_back({{"set", row.set},
                        {"technology", planning::text(row.technology)},
                        {"init_capex", row.own.first_capex},
                        {"total_capex", row.own.capex},
                        {"opex", row.own.opex_year},
                        {"coo", row.own.ownership},
                        {"annual_cost", row.own.year_cost},
                        {"pp_coo", row.own.pv_cost},
                        {"pp_revenue", row.own.pv_fee},
                        {"pp_profit", row.own.earner_npv},
                        {"payer_coo", row.own.payer_ownership},
                        {"fibre_break_even_km_without_fee", distanceJson(row.even_without_fee_km)},
                        {"fibre_break_even_km_payer", distanceJson(row.even_payer_km)},
                        {"fibre_break_even_km_earner", distanceJson(row.even_earner_km)}});
    }
    return {{"mbps", comparison.request.mbps},
            {"road_km", comparison.request.road_km},
            {"years", comparison.request.horizon.years},
            {"discount_rate", comparison.request.horizon.rate},
            {"items", items},
            {"connections", rows},
            {"traps", comparison.traps}};
}

std::string asText(const CostComparison& comparison)
{
    const CompareRequest& asked = comparison.request;
    std::string out = fmt::format("{:<30} {:<14}", "item (low / base / high)", "unit");
    for (const NamedCosts& set : comparison.sets) {
        out += fmt::format(" {:>26}", set.name);
    }
    out += "\n";
    std::vector<const planning::CostCatalogue*> catalogues;
    for (const NamedCosts& set : comparison.sets) {
        catalogues.push_back(&set.costs);
    }
    for (const planning::ComparedItem& item : planning::compareCatalogues(catalogues)) {
        if (std::ranges::count_if(item.base, [](const auto& b) { return b.has_value(); }) < 2 &&
            comparison.sets.size() > 1 && !planning::isAccessItem(item.item) &&
            !item.item.starts_with("solar.")) {
            continue; // of repairs, which only one set prices: nothing to compare
        }
        out += fmt::format("{:<30} {:<14}", item.item, item.unit);
        for (const NamedCosts& set : comparison.sets) {
            const CostItem* of = set.costs.find(item.item);
            out += fmt::format(" {:>26}", of == nullptr ? std::string{"–"}
                                                        : fmt::format("{} / {} / {}", of->low,
                                                                      of->base, of->high));
        }
        out += "\n";
    }
    out += fmt::format("\nOne place, {} Mbit/s, {} years at {:.1f} %, fibre {} km along the road; "
                       "USD\n{:<6} {:<15} {:>11} {:>11} {:>12} {:>12} {:>12} {:>12}  {}\n",
                       asked.mbps, asked.horizon.years, 100 * asked.horizon.rate, asked.road_km,
                       "set", "technology", "to build", "to own", "PV cost", "PV fee", "earner NPV",
                       "payer owns", "fibre is better up to (no fee / payer / earner)");
    for (const ConnectionRow& row : comparison.rows) {
        const std::string even =
            row.technology == AccessTechnology::fibre
                ? ""
                : fmt::format("{} / {} / {}", distanceWords(row.even_without_fee_km),
                              distanceWords(row.even_payer_km), distanceWords(row.even_earner_km));
        out += fmt::format("{:<6} {:<15} {:>11.2f} {:>11.2f} {:>12.2f} {:>12.2f} {:>12.2f} "
                           "{:>12.2f}  {}\n",
                           row.set, planning::text(row.technology), row.own.first_capex,
                           row.own.ownership, row.own.pv_cost, row.own.pv_fee, row.own.earner_npv,
                           row.own.payer_ownership, even);
    }
    out += "\nMind:\n";
    for (const std::string& trap : comparison.traps) {
        out += "  " + trap + "\n";
    }
    return out;
}

} // namespace app
