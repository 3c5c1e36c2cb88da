#pragma once
// Whether one action could be done at all with everything there is, on its own.
#include "planning/restoration/supply.h"

namespace planning {

class ActionLimits {
public:
    /// All must outlive it.
    ActionLimits(const Scenario& scenario, const AssetIndex& assets, const PlanRequest& request)
        : world_{scenario}, assets_{assets}, request_{request}
    {
    }
    /// Days on which it may be worked on.
    std::vector<std::pair<int, int>> windows(std::uint32_t action) const;
    /// Why no day or supply allows it; nothing when one does.
    std::optional<UndoneAction> whyNot(std::uint32_t action);
    const ResourceSupply& supplyNamed(const std::string& name);

private:
    const Scenario& world_;
    const AssetIndex& assets_;
    const PlanRequest& request_;
    std::map<std::string, ResourceSupply> supply_;
};

} // namespace planning
