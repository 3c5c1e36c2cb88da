#pragma once
// Random numbers that are the same on every machine: own generator and own distributions (those of
// the standard library differ between libraries), built from + − × ÷ only.
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace planning::synth {

/// 64 well-mixed bits of a number (SplitMix64's finaliser, Steele, Lea, Flood 2014).
constexpr std::uint64_t mixed(std::uint64_t z)
{
    z += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// Counter-based: draw number k of a seed is mixed(seed + k × golden ratio), that is SplitMix64.
class Random {
public:
    explicit Random(std::uint64_t seed) : seed_{mixed(seed)}, state_{seed_} {}

    /// A generator of its own for one purpose, so that a new purpose moves no other's numbers.
    Random stream(std::string_view purpose, std::uint64_t number = 0) const;

    std::uint64_t next()
    {
        const std::uint64_t out = mixed(state_);
        state_ += 0x9e3779b97f4a7c15ULL;
        return out;
    }
    /// 0 ≤ x < 1, 53 bits.
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double uniform(double from, double to) { return from + (to - from) * uniform(); }
    /// 0 … n−1; n above zero.
    std::uint32_t below(std::uint32_t n)
    {
        return static_cast<std::uint32_t>(uniform() * static_cast<double>(n));
    }
    bool chance(double p) { return uniform() < p; }
    /// Mean 0, deviation 1: sum of twelve uniforms less six (Irwin–Hall); never beyond ±6.
    double normal();
    /// Half of the draws lie between `low` and `median`, half between `median` and `high`.
    double between(double low, double median, double high);
    template <typename T>
    void shuffle(std::vector<T>& items)
    {
        for (std::size_t i = items.size(); i > 1; --i) {
            std::swap(items[i - 1], items[below(static_cast<std::uint32_t>(i))]);
        }
    }

private:
    std::uint64_t seed_, state_;
};

/// To a multiple of `step`, halves upwards. Written values are rounded so that the last bits of a
/// machine's arithmetic never reach a file.
double rounded(double value, double step);

/// Smooth noise over the plane, about −1 to 1, mean 0: gradient noise on a lattice of `scale`
/// metres, three octaves.
class Noise {
public:
    Noise(std::uint64_t seed, double scale_m) : seed_{mixed(seed)}, scale_m_{scale_m} {}
    double at(double x_m, double y_m) const;
    /// One octave only, about −0.7 to 0.7.
    static double octave(std::uint64_t seed, double x, double y);

private:
    std::uint64_t seed_;
    double scale_m_;
};

} // namespace planning::synth
