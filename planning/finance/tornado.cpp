#include "planning/finance/tornado.h"

#include <algorithm>
#include <cmath>

namespace planning {

std::optional<Tornado> tornado(const CostCatalogue& catalogue,
                               const std::function<double(const CostCatalogue&)>& answer,
                               const Feedback& feedback)
{
    Tornado result;
    result.base = answer(catalogue);
    const double nothing = 1e-12 * std::max(1.0, std::abs(result.base));
    const auto& items = catalogue.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (feedback.cancelled()) {
            return std::nullopt;
        }
        feedback.progress(static_cast<double>(i) / static_cast<double>(items.size()));
        if (items[i].low == items[i].high) {
            continue;
        }
        const auto with = [&](double value) {
            std::vector<CostItem> changed = items;
            changed[i].base = value;
            return answer(CostCatalogue{std::move(changed)});
        };
        const TornadoBar bar{items[i].id, items[i].low, items[i].high, with(items[i].low),
                             with(items[i].high)};
        if (bar.swing() > nothing || std::abs(bar.at_low - result.base) > nothing) {
            result.bars.push_back(bar);
        } else {
            ++result.unmoved;
        }
    }
    std::ranges::stable_sort(result.bars, std::greater{}, &TornadoBar::swing);
    return result;
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
