#pragma once
// A small, fast stream of random numbers that is the same on every machine and library
// (xoshiro256**, Blackman and Vigna 2018; seeded by splitmix64).
#include <cmath>
#include <cstdint>
#include <numbers>

namespace planning::restoration {

class Random {
public:
    explicit Random(std::uint64_t seed)
    {
        for (std::uint64_t& word : state_) {
            seed += 0x9e3779b97f4a7c15U;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
            z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
            word = z ^ (z >> 31U);
        }
    }

    std::uint64_t next()
    {
        const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
        const std::uint64_t t = state_[1] << 17U;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = rotate(state_[3], 45);
        return result;
    }

    /// 0 to below n; n above 0 and below 2^32.
    std::uint32_t below(std::size_t n)
    {
        return static_cast<std::uint32_t>(((next() >> 32U) * n) >> 32U);
    }
    /// 0 to below 1.
    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// Mean 0, deviation 1 (Box and Muller).
    double normal()
    {
        const double u = 1 - unit();
        return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * unit());
    }

private:
    static std::uint64_t rotate(std::uint64_t x, unsigned k) { return (x << k) | (x >> (64U - k)); }
    std::uint64_t state_[4] = {};
};

} // namespace planning::restoration
