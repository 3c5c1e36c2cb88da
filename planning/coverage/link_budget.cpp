#include "planning/coverage/link_budget.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <span>

namespace planning {
namespace {

struct BlockCount {
    double bandwidth_mhz;
    int blocks;
};
constexpr std::array<BlockCount, 6> lteBlocks{
    {{1.4, 6}, {3, 15}, {5, 25}, {10, 50}, {15, 75}, {20, 100}}};
constexpr std::array<BlockCount, 8> nr15Blocks{
    {{5, 25}, {10, 52}, {15, 79}, {20, 106}, {25, 133}, {30, 160}, {40, 216}, {50, 270}}};
constexpr std::array<BlockCount, 13> nr30Blocks{{{5, 11},
                                                 {10, 24},
                                                 {15, 38},
                                                 {20, 51},
                                                 {25, 65},
                                                 {30, 78},
                                                 {40, 106},
                                                 {50, 133},
                                                 {60, 162},
                                                 {70, 189},
                                                 {80, 217},
                                                 {90, 245},
                                                 {100, 273}}};
constexpr double narrowSubcarrier_hz = 15e3;
constexpr double wideSubcarrier_hz = 30e3;
constexpr double wideFrom_mhz = 3000;
constexpr double narrowUpTo_mhz = 50;
constexpr double usedShare = 0.9;
constexpr double gsmCarrier_hz = 200e3;
constexpr double umtsChips_hz = 3.84e6;
constexpr double lowestThreshold_dbm = -150;

double subcarrier_hz(Technology technology, double bandwidth_mhz, double frequency_mhz)
{
    const bool wide = technology == Technology::gen5 &&
                      (frequency_mhz >= wideFrom_mhz || bandwidth_mhz > narrowUpTo_mhz);
    return wide ? wideSubcarrier_hz : narrowSubcarrier_hz;
}

} // namespace

std::optional<std::string> setThreshold(Thresholds& thresholds, std::string_view text)
{
    const std::string advice = "; write for example 4G=-110";
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) {
        return fmt::format("'{}' names no level{}", text, advice);
    }
    const auto technology = parseWord<Technology>(text.substr(0, equals));
    if (!technology) {
        return fmt::format("'{}' is not a technology (2G, 3G, 4G, 5G){}", text.substr(0, equals),
                           advice);
    }
    const std::string_view number = text.substr(equals + 1);
    double level_dbm = 0;
    const auto [end, fault] =
        std::from_chars(number.data(), number.data() + number.size(), level_dbm);
    if (fault != std::errc{} || end != number.data() + number.size()) {
        return fmt::format("'{}' is not a number{}", number, advice);
    }
    if (!(level_dbm >= lowestThreshold_dbm && level_dbm <= 0)) {
        return fmt::format("{} dBm is outside {} to 0 dBm{}", number, lowestThreshold_dbm, advice);
    }
    thresholds[*technology] = level_dbm;
    return std::nullopt;
}

int resourceBlocks(Technology technology, double bandwidth_mhz, double frequency_mhz)
{
    const double width_hz = subcarrier_hz(technology, bandwidth_mhz, frequency_mhz);
    std::span<const BlockCount> table = lteBlocks;
    if (technology == Technology::gen5) {
        table = width_hz == narrowSubcarrier_hz ? std::span<const BlockCount>{nr15Blocks}
                                                : std::span<const BlockCount>{nr30Blocks};
    }
    for (const BlockCount& row : table) {
        if (std::abs(row.bandwidth_mhz - bandwidth_mhz) < 1e-6) {
            return row.blocks;
        }
    }
    const double blocks = std::floor(usedShare * bandwidth_mhz * 1e6 / (12 * width_hz));
    return static_cast<int>(std::clamp(blocks, 1.0, 1e6));
}

double referenceWidth_hz(Technology technology, double bandwidth_mhz, double frequency_mhz)
{
    switch (technology) {
    case Technology::gen2:
        return gsmCarrier_hz;
    case Technology::gen3:
        return umtsChips_hz;
    case Technology::gen4:
    case Technology::gen5:
        break;
    }
    return subcarrier_hz(technology, bandwidth_mhz, frequency_mhz);
}

double referenceOffset_db(Technology technology, MaybeNumber bandwidth_mhz, double frequency_mhz)
{
    switch (technology) {
    case Technology::gen2:
        return 0;
    case Technology::gen3:
        return pilotBelowEirp_db;
    case Technology::gen4:
    case Technology::gen5:
        break;
    }
    const int blocks =
        resourceBlocks(technology, bandwidth_mhz.value_or(defaultBandwidth_mhz), frequency_mhz);
    return 10 * std::log10(12.0 * blocks);
}

} // namespace planning
