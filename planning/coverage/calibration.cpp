#include "planning/coverage/calibration.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace planning {
namespace {

constexpr double least_m = 1;        // nearer is as near
constexpr double leastSpread = 1e-9; // of lg distance

double decades(double distance_m)
{
    return std::log10(std::max(distance_m, least_m) / 1000);
}

LevelFit fitted(std::span<const MeasuredLevel> levels)
{
    const auto n = static_cast<double>(levels.size());
    double mean_x = 0;
    double mean_y = 0;
    for (const MeasuredLevel& level : levels) {
        mean_x += decades(level.distance_m) / n;
        mean_y += level.error_db() / n;
    }
    double xx = 0;
    double xy = 0;
    for (const MeasuredLevel& level : levels) {
        const double x = decades(level.distance_m) - mean_x;
        xx += x * x;
        xy += x * (level.error_db() - mean_y);
    }
    LevelFit fit;
    fit.least_m = levels.front().distance_m;
    for (const MeasuredLevel& level : levels) {
        fit.least_m = std::min(fit.least_m, level.distance_m);
        fit.most_m = std::max(fit.most_m, level.distance_m);
    }
    fit.sloped = levels.size() >= leastForSlope && xx > leastSpread * n;
    fit.slope_db = fit.sloped ? xy / xx : 0;
    fit.offset_db = mean_y - fit.slope_db * (fit.sloped ? mean_x : 0);
    return fit;
}

} // namespace

double LevelFit::at(double distance_m) const
{
    return offset_db + slope_db * decades(std::clamp(distance_m, least_m, most_m));
}

ErrorStatistics errorStatistics(std::span<const double> errors_db)
{
    ErrorStatistics out;
    out.count = errors_db.size();
    if (errors_db.empty()) {
        return out;
    }
    const auto n = static_cast<double>(errors_db.size());
    double squares = 0;
    for (const double e : errors_db) {
        out.mean_db += e / n;
        squares += e * e / n;
        if (std::abs(e) > std::abs(out.worst_db)) {
            out.worst_db = e;
        }
    }
    out.rms_db = std::sqrt(squares);
    if (errors_db.size() > 1) {
        double around = 0;
        for (const double e : errors_db) {
            around += (e - out.mean_db) * (e - out.mean_db);
        }
        out.deviation_db = std::sqrt(around / (n - 1));
    }
    std::vector<double> sorted(errors_db.begin(), errors_db.end());
    std::sort(sorted.begin(), sorted.end());
    const std::size_t half = sorted.size() / 2;
    out.median_db = sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return out;
}

std::vector<ClassFit> fitByClass(std::span<const MeasuredLevel> levels)
{
    std::map<std::uint32_t, std::vector<MeasuredLevel>> classes;
    for (const MeasuredLevel& level : levels) {
        classes[level.clutter].push_back(level);
    }
    std::vector<ClassFit> out;
    for (const auto& [clutter, mine] : classes) {
        ClassFit one;
        one.clutter = clutter;
        std::vector<double> errors;
        for (const MeasuredLevel& level : mine) {
            errors.push_back(level.error_db());
        }
        one.before = errorStatistics(errors);
        if (mine.size() >= leastForOffset) {
            one.fit = fitted(mine);
            for (std::size_t i = 0; i < mine.size(); ++i) {
                errors[i] -= one.fit->at(mine[i].distance_m);
            }
            one.after = errorStatistics(errors);
        }
        out.push_back(one);
    }
    return out;
}

} // namespace planning
