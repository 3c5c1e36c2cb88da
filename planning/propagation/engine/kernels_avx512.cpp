// Compiled for processors with AVX-512; see planning/CMakeLists.txt.
#include "planning/propagation/engine/kernels_body.h"

namespace planning::propagation::engine {

const Kernels* avx512Kernels()
{
#ifdef __AVX512F__
    static constexpr Kernels kernels = kernelsNamed("AVX-512");
    return &kernels;
#else
    return nullptr;
#endif
}

} // namespace planning::propagation::engine
