#pragma once
// The constants of P.1812's closed form for one site: everything in it that no receiver changes.
#include "planning/propagation/engine/area_loss.h"
#include "planning/propagation/engine/kernels.h"

#include <vector>

namespace planning::propagation::engine {

/// `tx_above_sea_m`: of the transmitting antenna; `zoned`: there is sea or coast somewhere.
ClosedForm closedForm(const RadioSetup& radio, double tx_above_sea_m, bool zoned);

/// Memory behind ReceiverArrays, for `capacity` receivers made whole groups.
class ReceiverBatch {
public:
    explicit ReceiverBatch(int capacity);
    const ReceiverArrays& arrays() const { return arrays_; }

private:
    std::vector<float> numbers_;
    std::vector<std::int16_t> results_;
    ReceiverArrays arrays_;
};

} // namespace planning::propagation::engine
