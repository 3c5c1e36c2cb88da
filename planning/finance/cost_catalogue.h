#pragma once
// What things cost and how long they take: low, base and high, each with its source. Values are
// data; a workspace may replace any of them.
#include <string>
#include <string_view>
#include <vector>

namespace planning {

struct CostItem {
    std::string id;   // site.structure_power, fibre.rural …
    std::string what; // in words
    std::string unit; // USD, USD/m, crew_days, crew_days/km, share
    double low = 0, base = 0, high = 0;
    std::string currency = "USD"; // empty when the unit is not money
    int year = 0;
    std::string source, edition;
};

enum class CostLevel { low, base, high };
std::string_view text(CostLevel level); // "low" …

class CostCatalogue {
public:
    CostCatalogue() = default;
    explicit CostCatalogue(std::vector<CostItem> items) : items_{std::move(items)} {}
    const std::vector<CostItem>& items() const { return items_; }
    const CostItem* find(std::string_view id) const; // nullptr when absent
    /// Throws geo::Error naming the item when absent.
    double value(std::string_view id, CostLevel level = CostLevel::base) const;

private:
    std::vector<CostItem> items_;
};

/// Our own set: repair by damage class, structures, radios, hops, fibre, power, and what connecting
/// a place costs (access_costs.h). The shares by damage class are our assumption (no public text
/// gives the telecom ones) and are marked so.
const CostCatalogue& silaCatalogue();

} // namespace planning
