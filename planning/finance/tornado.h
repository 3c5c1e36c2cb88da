#pragma once
// Which assumption moves an answer most: each at its low and its high value, all others as they
// are.
#include "planning/feedback.h"
#include "planning/finance/cost_catalogue.h"
#include "planning/finance/demand.h"
#include "planning/finance/ownership.h"

#include <functional>
#include <optional>

namespace planning {

/// Something an answer rests on whose value nobody knows for sure.
struct Assumption {
    std::string id; // an item of the catalogue; "demand.mbps_each", "years", "money.sum" …
    std::string what, unit;
    double low = 0, base = 0, high = 0;
    std::string source; // of the range
};

struct TornadoBar {
    Assumption about;
    double at_low = 0, at_high = 0; // the answer with them
    double swing() const { return at_high > at_low ? at_high - at_low : at_low - at_high; }
};

struct Tornado {
    std::string answer, unit;     // what the figures are: "present value …", "USD"
    double base = 0;              // the answer with everything at its base
    std::vector<TornadoBar> bars; // widest first; assumptions that move nothing are left out
    std::size_t unmoved = 0;      // assumptions that span a range but move nothing
};

/// `answer`: with the assumption of this position at this value. Nothing when cancelled.
std::optional<Tornado> tornado(const std::vector<Assumption>& assumptions, double base,
                               const std::function<double(std::size_t, double)>& answer,
                               const Feedback& feedback = {});
/// Over the items of a catalogue alone; `answer` reads base values only.
std::optional<Tornado> tornado(const CostCatalogue& catalogue,
                               const std::function<double(const CostCatalogue&)>& answer,
                               const Feedback& feedback = {});

/// Items as assumptions, each at the level of cost asked for, as costAt() has it.
std::vector<Assumption> assumptionsOf(const CostCatalogue& catalogue,
                                      CostLevel level = CostLevel::base);
/// The same catalogue with all three values of one item at `value`.
CostCatalogue withItem(const CostCatalogue& catalogue, std::string_view id, double value);

/// How many are online, how many of them at once, what each asks for, the least of a place: half
/// to two or two and a half times what is asked for. The ranges are our assumption.
std::vector<Assumption> assumptionsOf(const DemandRule& rule);
/// Years from half to one and a half of those asked for; the rate from 0 to 8 % or twice as much.
std::vector<Assumption> assumptionsOf(const Horizon& horizon);
/// Sets what an assumption is about; false when it is about something else.
bool assume(DemandRule& rule, std::string_view id, double value);
bool assume(Horizon& horizon, std::string_view id, double value);

/// A factor on something of the request: 1 is as asked.
Assumption factorOf(std::string id, std::string what, double low, double high);

/// Items of two catalogues side by side, by id; absent where a set has none.
struct ComparedItem {
    std::string item, what, unit;
    std::vector<std::optional<double>> base; // per catalogue
};
std::vector<ComparedItem> compareCatalogues(const std::vector<const CostCatalogue*>& sets);

} // namespace planning
