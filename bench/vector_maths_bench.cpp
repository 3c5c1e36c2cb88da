// The engine's own logarithm, power of two and arctangent against the C library's vector functions
// (libmvec), eight floats at once: values a CPU second, and how many of the values libmvec gives
// other digits for with SSE4 than with AVX2. Only where there is a libmvec and an AVX2 processor.
#include "planning/propagation/engine/vector_maths.h"

#include <benchmark/benchmark.h>

#if defined(SILA_LIBMVEC) && defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#include <vector>

// glibc's names: vector ABI of x86, b: 4 floats of SSE4, d: 8 of AVX2.
extern "C" {
__m256 _ZGVdN8v_log2f(__m256);
__m256 _ZGVdN8v_exp2f(__m256);
__m256 _ZGVdN8v_atanf(__m256);
__m128 _ZGVbN4v_log2f(__m128);
__m128 _ZGVbN4v_exp2f(__m128);
__m128 _ZGVbN4v_atanf(__m128);
}

namespace {

namespace engine = planning::propagation::engine;

constexpr std::size_t count = 4096; // stays in the nearest cache
#define SILA_AVX2 __attribute__((target("avx2,fma")))

std::vector<float> inputs(float from, float to)
{
    std::vector<float> x(count);
    for (std::size_t i = 0; i < count; ++i) {
        x[i] = from + (to - from) * static_cast<float>(i) / static_cast<float>(count);
    }
    return x;
}

#define SILA_PAIR(name, ownOf, wide, narrow)                                                       \
    SILA_AVX2 void own_##name(const float* x, float* y)                                            \
    {                                                                                              \
        for (std::size_t i = 0; i < count; ++i) {                                                  \
            y[i] = engine::ownOf(x[i]);                                                            \
        }                                                                                          \
    }                                                                                              \
    SILA_AVX2 void library_##name(const float* x, float* y)                                        \
    {                                                                                              \
        for (std::size_t i = 0; i < count; i += 8) {                                               \
            _mm256_storeu_ps(y + i, wide(_mm256_loadu_ps(x + i)));                                 \
        }                                                                                          \
    }                                                                                              \
    void narrow_##name(const float* x, float* y)                                                   \
    {                                                                                              \
        for (std::size_t i = 0; i < count; i += 4) {                                               \
            _mm_storeu_ps(y + i, narrow(_mm_loadu_ps(x + i)));                                     \
        }                                                                                          \
    }

SILA_PAIR(log2, log2Of, _ZGVdN8v_log2f, _ZGVbN4v_log2f)
SILA_PAIR(exp2, exp2Of, _ZGVdN8v_exp2f, _ZGVbN4v_exp2f)
SILA_PAIR(atan, atanOf, _ZGVdN8v_atanf, _ZGVbN4v_atanf)

using Loop = void (*)(const float*, float*);

void run(benchmark::State& state, Loop loop, Loop narrow, float from, float to)
{
    if (__builtin_cpu_supports("avx2") == 0) {
        state.SkipWithError("no AVX2 here");
        return;
    }
    const std::vector<float> x = inputs(from, to);
    std::vector<float> y(count);
    for (auto _ : state) {
        loop(x.data(), y.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
    if (narrow != nullptr) {
        std::vector<float> other(count);
        narrow(x.data(), other.data());
        std::size_t differ = 0;
        for (std::size_t i = 0; i < count; ++i) {
            differ += y[i] != other[i] ? 1 : 0;
        }
        state.counters["differ_from_sse4"] = static_cast<double>(differ);
        state.counters["of"] = static_cast<double>(count);
    }
}

BENCHMARK_CAPTURE(run, log2, own_log2, nullptr, 0.001F, 5000)->Name("vector_maths/own/log2");
BENCHMARK_CAPTURE(run, log2, library_log2, narrow_log2, 0.001F, 5000)
    ->Name("vector_maths/libmvec/log2");
BENCHMARK_CAPTURE(run, exp2, own_exp2, nullptr, -60, 60)->Name("vector_maths/own/exp2");
BENCHMARK_CAPTURE(run, exp2, library_exp2, narrow_exp2, -60, 60)->Name("vector_maths/libmvec/exp2");
BENCHMARK_CAPTURE(run, atan, own_atan, nullptr, -20, 20)->Name("vector_maths/own/atan");
BENCHMARK_CAPTURE(run, atan, library_atan, narrow_atan, -20, 20)->Name("vector_maths/libmvec/atan");

} // namespace
#endif
