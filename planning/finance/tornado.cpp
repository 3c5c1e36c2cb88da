#include "planning/finance/tornado.h"

#include <algorithm>
#include <cmath>

namespace planning {
namespace {

constexpr const char* ours = "our assumption, editable";

} // namespace

std::optional<Tornado> tornado(const std::vector<Assumption>& assumptions, double base,
                               const std::function<double(std::size_t, double)>& answer,
                               const Feedback& feedback)
{
    Tornado result;
    result.base = base;
    const double nothing = 1e-12 * std::max(1.0, std::abs(base));
    for (std::size_t i = 0; i < assumptions.size(); ++i) {
        if (feedback.cancelled()) {
            return std::nullopt;
        }
        feedback.progress(static_cast<double>(i) / static_cast<double>(assumptions.size()));
        const Assumption& about = assumptions[i];
        if (about.low == about.high) {
            continue;
        }
        const TornadoBar bar{about, about.low == about.base ? base : answer(i, about.low),
                             about.high == about.base ? base : answer(i, about.high)};
        if (bar.swing() > nothing || std::abs(bar.at_low - base) > nothing) {
            result.bars.push_back(bar);
        } else {
            ++result.unmoved;
        }
    }
    std::ranges::stable_sort(result.bars, std::greater{}, &TornadoBar::swing);
    return result;
}

std::optional<Tornado> tornado(const CostCatalogue& catalogue,
                               const std::function<double(const CostCatalogue&)>& answer,
                               const Feedback& feedback)
{
    const std::vector<Assumption> items = assumptionsOf(catalogue);
    return tornado(
        items, answer(catalogue),
        [&](std::size_t i, double value) {
            return answer(withItem(catalogue, items[i].id, value));
        },
        feedback);
}

std::vector<Assumption> assumptionsOf(const CostCatalogue& catalogue, CostLevel level)
{
    std::vector<Assumption> out;
    for (const CostItem& item : catalogue.items()) {
        out.push_back({item.id, item.what, item.unit, item.low, costAt(catalogue, item.id, level),
                       item.high, item.source});
    }
    return out;
}

CostCatalogue withItem(const CostCatalogue& catalogue, std::string_view id, double value)
{
    std::vector<CostItem> items = catalogue.items();
    for (CostItem& item : items) {
        if (item.id == id) {
            item.low = item.base = item.high = value;
        }
    }
    return CostCatalogue{std::move(items)};
}

std::vector<Assumption> assumptionsOf(const DemandRule& rule)
{
    const auto between = [](const char* id, const char* what, const char* unit, double value,
                            double low, double high, double most) {
        return Assumption{id, what, unit, low * value, value, std::min(most, high * value), ours};
    };
    return {
        between("demand.online_share", "people who use the network", "share", rule.online_share,
                0.5, 2, 1),
        between("demand.at_once_share", "users at the same moment", "share", rule.at_once_share,
                0.5, 2, 1),
        between("demand.mbps_each", "bandwidth of one user", "Mbps", rule.mbps_each, 0.5, 2.5, 1e6),
        between("demand.least_mbps", "least bandwidth of a place", "Mbps", rule.least_mbps, 0.5,
                2.5, rule.most_mbps)};
}

bool assume(DemandRule& rule, std::string_view id, double value)
{
    double* const place = id == "demand.online_share"    ? &rule.online_share
                          : id == "demand.at_once_share" ? &rule.at_once_share
                          : id == "demand.mbps_each"     ? &rule.mbps_each
                          : id == "demand.least_mbps"    ? &rule.least_mbps
                                                         : nullptr;
    if (place != nullptr) {
        *place = value;
    }
    return place != nullptr;
}

std::vector<Assumption> assumptionsOf(const Horizon& horizon)
{
    constexpr double dear = 0.08; // money for infrastructure of a country at risk
    const double years = horizon.years;
    return {{"years", "years of ownership", "years", std::max(1.0, std::round(years / 2)), years,
             std::min(100.0, std::round(1.5 * years)), ours},
            {"discount_rate", "discount rate, a year", "share", 0, horizon.rate,
             std::max(dear, 2 * horizon.rate), ours}};
}

bool assume(Horizon& horizon, std::string_view id, double value)
{
    if (id == "years") {
        horizon.years = static_cast<int>(std::lround(value));
    } else if (id == "discount_rate") {
        horizon.rate = value;
    } else {
        return false;
    }
    return true;
}

Assumption factorOf(std::string id, std::string what, double low, double high)
{
    return {std::move(id), std::move(what), "factor", low, 1, high, ours};
}

std::vector<ComparedItem> compareCatalogues(const std::vector<const CostCatalogue*>& sets)
{
    std::vector<ComparedItem> rows;
    for (std::size_t s = 0; s < sets.size(); ++s) {
        for (const CostItem& item : sets[s]->items()) {
            auto row = std::ranges::find(rows, item.id, &ComparedItem::item);
            if (row == rows.end()) {
                rows.push_back({item.id, item.what, item.unit,
                                std::vector<std::optional<double>>(sets.size())});
                row = rows.end() - 1;
            }
            row->base[s] = item.base;
        }
    }
    std::ranges::stable_sort(rows, {}, &ComparedItem::item);
    return rows;
}

} // namespace planning
