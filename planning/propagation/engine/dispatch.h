#pragma once
// Which instruction set the area engine's loops run with.
#include "planning/propagation/engine/kernels.h"

#include <cstdint>
#include <vector>

namespace planning::propagation::engine {

enum class InstructionSet : std::uint8_t { best, generic, sse4, avx2, avx512 };

/// The loops compiled for it; `best`: the widest this processor runs. Throws geo::Error when the
/// processor (or the compiler that made the program) does not have it.
const Kernels& kernels(InstructionSet set = InstructionSet::best);

/// Those that work here, narrowest first, without `best`.
std::vector<InstructionSet> instructionSets();

} // namespace planning::propagation::engine
