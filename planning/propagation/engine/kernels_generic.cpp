// Compiled for whatever the whole program is compiled for.
#include "planning/propagation/engine/kernels_body.h"

namespace planning::propagation::engine {

const Kernels* genericKernels()
{
    static constexpr Kernels kernels = kernelsNamed("generic");
    return &kernels;
}

} // namespace planning::propagation::engine
