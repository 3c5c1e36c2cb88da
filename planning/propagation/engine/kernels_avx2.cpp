// Compiled for processors with AVX2; see planning/CMakeLists.txt.
#include "planning/propagation/engine/kernels_body.h"

namespace planning::propagation::engine {

const Kernels* avx2Kernels()
{
#ifdef __AVX2__
    static constexpr Kernels kernels = kernelsNamed("AVX2");
    return &kernels;
#else
    return nullptr;
#endif
}

} // namespace planning::propagation::engine
