#pragma once
// Which assumption moves an answer most: each cost item at its low and its high value, all others
// as they are.
#include "planning/feedback.h"
#include "planning/finance/cost_catalogue.h"

#include <functional>
#include <optional>

namespace planning {

struct TornadoBar {
    std::string item;               // of the catalogue
    double low = 0, high = 0;       // the item's values
    double at_low = 0, at_high = 0; // the answer with them
    double swing() const { return at_high > at_low ? at_high - at_low : at_low - at_high; }
};

struct Tornado {
    double base = 0;              // the answer with all items at their base
    std::vector<TornadoBar> bars; // widest first; items that move nothing are left out
    std::size_t unmoved = 0;      // items that span a range but move nothing
};

/// `answer` reads base values only. Nothing when cancelled.
std::optional<Tornado> tornado(const CostCatalogue& catalogue,
                               const std::function<double(const CostCatalogue&)>& answer,
                               const Feedback& feedback = {});

/// Items of two catalogues side by side, by id; absent where a set has none.
struct ComparedItem {
    std::string item, what, unit;
    std::vector<std::optional<double>> base; // per catalogue
};
std::vector<ComparedItem> compareCatalogues(const std::vector<const CostCatalogue*>& sets);

} // namespace planning
