#pragma once
// A model held against measured levels: how far it is off, and a correction for each class of
// ground. What is corrected stays a layer of its own; totals rest on the model alone.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace planning {

/// One measured level beside the modelled one.
struct MeasuredLevel {
    double measured_dbm = 0, modelled_dbm = 0;
    double distance_m = 0;     // from the antenna
    std::uint32_t clutter = 0; // class of ground at the receiver
    double error_db() const { return measured_dbm - modelled_dbm; }
};

/// Of errors in dB: measured less modelled.
struct ErrorStatistics {
    std::size_t count = 0;
    double mean_db = 0;
    double deviation_db = 0; // sample standard deviation; 0 for a single one
    double rms_db = 0;
    double median_db = 0;
    double worst_db = 0; // of largest magnitude
};
ErrorStatistics errorStatistics(std::span<const double> errors_db);

/// error = offset + slope lg(distance / 1 km), by least squares.
struct LevelFit {
    double offset_db = 0; // at 1 km
    double slope_db = 0;  // a decade of distance
    bool sloped = false;  // false: too few measurements, or all at one distance; slope is 0
    double least_m = 0, most_m = 0; // distances measured at
    /// The line says nothing beyond the distances measured at: there it stays as at their end.
    double at(double distance_m) const;
};
inline constexpr std::size_t leastForOffset = 5;
inline constexpr std::size_t leastForSlope = 10;

struct ClassFit {
    std::uint32_t clutter = 0;
    ErrorStatistics before;
    std::optional<LevelFit> fit;          // nothing under leastForOffset measurements
    std::optional<ErrorStatistics> after; // with the fit taken off
};
/// One per class that has measurements, ascending.
std::vector<ClassFit> fitByClass(std::span<const MeasuredLevel> levels);

} // namespace planning
