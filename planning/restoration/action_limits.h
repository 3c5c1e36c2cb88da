#pragma once
// Whether one action could be done at all with everything there is, on its own.
#include "planning/restoration/supply.h"

namespace planning {

class ActionLimits {
public:
    /// All must outlive it. `byCalendar`: one crew does a work from its first day to its last, so
    /// that what is too long for the plan or its place cannot be done.
    ActionLimits(const Scenario& scenario, const AssetIndex& assets, const PlanRequest& request,
                 bool byCalendar = true)
        : world_{scenario}, assets_{assets}, request_{request}, by_calendar_{byCalendar}
    {
    }
    /// Days on which it may be worked on.
    std::vector<std::pair<int, int>> windows(std::uint32_t action) const;
    /// Why no day or supply allows it; nothing when one does.
    std::optional<UndoneAction> whyNot(std::uint32_t action);
    /// What it takes more of than there is in all; nothing when there is enough.
    std::optional<UndoneAction> lacking(std::uint32_t action);
    const ResourceSupply& supplyNamed(const std::string& name);

    /// "it takes 12 of part:mast, there is 10 in all": with as many decimals as tell the two apart.
    static std::pair<std::string, std::string> apart(double amount, double there);

private:
    std::optional<UndoneAction> shutOut(std::uint32_t action) const;

    const Scenario& world_;
    const AssetIndex& assets_;
    const PlanRequest& request_;
    bool by_calendar_;
    std::map<std::string, ResourceSupply> supply_;
};

} // namespace planning
