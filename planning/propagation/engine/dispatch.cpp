#include "planning/propagation/engine/dispatch.h"

#include "geo/error.h"

namespace planning::propagation::engine {
namespace {

#if defined(__GNUC__) && defined(__x86_64__)
bool processorHas(InstructionSet set)
{
    switch (set) {
    case InstructionSet::sse4:
        return __builtin_cpu_supports("sse4.2") != 0;
    case InstructionSet::avx2:
        return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 &&
               __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("bmi2") != 0;
    case InstructionSet::avx512:
        return processorHas(InstructionSet::avx2) && __builtin_cpu_supports("avx512f") != 0 &&
               __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512cd") != 0 &&
               __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
    case InstructionSet::best:
    case InstructionSet::generic:
        break;
    }
    return true;
}
#else
bool processorHas(InstructionSet set)
{
    return set == InstructionSet::generic; // no way to ask
}
#endif

const Kernels* compiled(InstructionSet set)
{
    switch (set) {
    case InstructionSet::avx512:
        return avx512Kernels();
    case InstructionSet::avx2:
        return avx2Kernels();
    case InstructionSet::sse4:
        return sse4Kernels();
    case InstructionSet::best:
    case InstructionSet::generic:
        break;
    }
    return genericKernels();
}

const Kernels& widest()
{
    const auto sets = instructionSets();
    return *compiled(sets.back());
}

} // namespace

std::vector<InstructionSet> instructionSets()
{
    std::vector<InstructionSet> out{InstructionSet::generic};
    for (const InstructionSet set :
         {InstructionSet::sse4, InstructionSet::avx2, InstructionSet::avx512}) {
        if (processorHas(set) && compiled(set) != nullptr) {
            out.push_back(set);
        }
    }
    return out;
}

const Kernels& kernels(InstructionSet set)
{
    static const Kernels& best = widest();
    if (set == InstructionSet::best) {
        return best;
    }
    const Kernels* wanted = processorHas(set) ? compiled(set) : nullptr;
    if (wanted == nullptr) {
        throw geo::Error{"this processor does not have the instructions asked for",
                         "Leave the choice to the program"};
    }
    return *wanted;
}

} // namespace planning::propagation::engine
