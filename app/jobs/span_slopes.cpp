#include "app/jobs/span_slopes.h"

#include "app/jobs/raster_values.h"
#include "geo/crs/crs.h"
#include "geo/crs/line_length.h"
#include "planning/finance/fibre_price.h"

#include <algorithm>
#include <span>

namespace app {
namespace {

constexpr double finest_m = 90; // as fine as the models there are
constexpr int mostSteps = 40;   // of one line

/// Points along a line, equally far apart, both ends among them.
std::vector<geo::XY> along(const geo::LineOf<geo::XY>& line, double length_m, int steps)
{
    std::vector<geo::XY> out;
    double before = 0; // length up to the piece's start
    std::size_t piece = 1;
    for (int k = 0; k <= steps; ++k) {
        const double at = length_m * k / steps;
        double own = geo::distance_m(line[piece - 1], line[piece]);
        while (piece + 1 < line.size() && before + own < at) {
            before += own;
            ++piece;
            own = geo::distance_m(line[piece - 1], line[piece]);
        }
        const double t = own > 0 ? std::clamp((at - before) / own, 0.0, 1.0) : 0;
        const geo::XY a = line[piece - 1];
        const geo::XY b = line[piece];
        out.push_back({a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)});
    }
    return out;
}

} // namespace

std::map<std::string, double> spanSlopes(const geo::Workspace& workspace,
                                         const planning::Scenario& scenario,
                                         const planning::Statuses* outIn)
{
    std::map<std::string, double> out;
    if (workspace.rasters("elevation").empty()) {
        return out;
    }
    struct Stretch {
        const planning::Span* span;
        std::size_t first, count;
        double step_m;
    };
    std::vector<Stretch> stretches;
    std::vector<geo::LonLat> positions;
    const geo::WorkingCrs crs{workspace.crs()};
    for (std::size_t i = 0; i < scenario.spans.size(); ++i) {
        const planning::Span& span = scenario.spans[i];
        const bool asked = outIn == nullptr ||
                           planning::serviceOf(outIn->spans[i].status) == planning::Service::off;
        if (!asked || span.deployment == planning::Deployment::submarine) {
            continue;
        }
        for (const auto& line : span.line_xy) {
            const double length_m = geo::length_m(line);
            const int steps = std::clamp(static_cast<int>(length_m / finest_m), 1, mostSteps);
            if (line.size() < 2 || length_m < finest_m) {
                continue;
            }
            stretches.push_back(
                {&span, positions.size(), static_cast<std::size_t>(steps) + 1, length_m / steps});
            for (const geo::XY at : along(line, length_m, steps)) {
                positions.push_back(crs.unproject(at));
            }
        }
    }
    const std::vector<float> found_m = rasterValues(workspace, "elevation", positions);
    const std::vector<double> height_m(found_m.begin(), found_m.end());
    std::map<std::string, std::pair<double, double>> sums; // rise, way
    for (const Stretch& s : stretches) {
        const auto slope =
            planning::meanSlope(std::span{height_m}.subspan(s.first, s.count), s.step_m);
        if (slope) {
            const double way = s.step_m * static_cast<double>(s.count - 1);
            sums[s.span->span_id].first += *slope * way;
            sums[s.span->span_id].second += way;
        }
    }
    for (const auto& [id, sum] : sums) {
        out.emplace(id, sum.first / sum.second);
    }
    return out;
}

} // namespace app
