// Compiled for processors with SSE4.2; see planning/CMakeLists.txt.
#include "planning/propagation/engine/kernels_body.h"

namespace planning::propagation::engine {

const Kernels* sse4Kernels()
{
#ifdef __SSE4_2__
    static constexpr Kernels kernels = kernelsNamed("SSE4.2");
    return &kernels;
#else
    return nullptr;
#endif
}

} // namespace planning::propagation::engine
