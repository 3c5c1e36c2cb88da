#include "planning/propagation/itm.h"
#include "tests/app/jobs/validation_sets.h"
#include "tests/planning/propagation/engine/error_figures.h"
#include "tests/planning/propagation/engine/peer_area.h"

#include <fmt/format.h>

namespace tests {
namespace {

struct Path {
    std::vector<double> distance_km, height_m;
    double step_km = 0;
};

/// The great circle from 1 N 11 E on an Earth of 6371 km, by the set's rule: the fewest equal steps
/// of at most 30 m, heights bilinear between the cells' middles.
Path pathTo(const peer::Area& area, geo::LonLat to)
{
    constexpr double rad = std::numbers::pi / 180;
    constexpr double earth_km = 6371;
    constexpr double step_km = 0.03;
    const geo::LonLat from{11, 1};
    const auto point = [](geo::LonLat at) {
        return std::array{std::cos(at.lat_deg * rad) * std::cos(at.lon_deg * rad),
                          std::cos(at.lat_deg * rad) * std::sin(at.lon_deg * rad),
                          std::sin(at.lat_deg * rad)};
    };
    const auto half = [](double degrees) {
        const double sine = std::sin(degrees * rad / 2);
        return sine * sine;
    };
    const double angle =
        2 * std::asin(std::sqrt(half(to.lat_deg - from.lat_deg) +
                                std::cos(from.lat_deg * rad) * std::cos(to.lat_deg * rad) *
                                    half(to.lon_deg - from.lon_deg)));
    const double length_km = earth_km * angle;
    const int steps = std::max(2, static_cast<int>(std::ceil(length_km / step_km)));
    const auto a = point(from);
    const auto b = point(to);
    Path path;
    path.step_km = length_km / steps;
    for (int i = 0; i <= steps; ++i) {
        const double share = static_cast<double>(i) / steps;
        const double before = std::sin((1 - share) * angle);
        const double after = std::sin(share * angle);
        const double x = before * a[0] + after * b[0];
        const double y = before * a[1] + after * b[1];
        const double z = before * a[2] + after * b[2];
        const double lat_deg = std::atan2(z, std::hypot(x, y)) / rad;
        const double lon_deg = std::atan2(y, x) / rad;
        path.distance_km.push_back(path.step_km * i);
        path.height_m.push_back(area.elevation
                                    .heightAt({(lon_deg - 11) * 3600 * peer::arcSecond_m,
                                               (lat_deg - 1) * 3600 * peer::arcSecond_m})
                                    .value());
    }
    return path;
}

/// The models alone, in double precision and not rounded, over the paths of the area.
std::vector<SetResult> validatePaths(const peer::Area& area)
{
    using namespace planning::propagation;
    std::vector<double> p50;
    std::vector<double> p10;
    std::vector<double> itm;
    for (std::size_t i = 0; i < area.places.size(); ++i) {
        const Path path = pathTo(area, area.places[i]);
        const PathProfile profile{path.distance_km, path.height_m};
        P1812Request q{.f_ghz = 0.9, .tx_height_m = 30, .rx_height_m = 1.5};
        q.latitude_deg = (1 + area.places[i].lat_deg) / 2;
        p50.push_back(p1812(profile, q).Lb_db - area.p50_db[i]);
        q.time_percent = 10;
        p10.push_back(p1812(profile, q).Lb_db - area.p10_db[i]);
        ItmRequest r{.f_mhz = 900, .tx_height_m = 30, .rx_height_m = 1.5};
        r.polarisation = Polarisation::vertical;
        itm.push_back(itmPointToPoint({path.height_m, path.step_km * 1000}, r).A_db -
                      area.itm_db[i]);
    }
    std::vector<SetResult> out;
    for (const auto& [model, set, errors] :
         {std::tuple{"p1812", "peer/area, 50 % of time, double", &p50},
          std::tuple{"p1812", "peer/area, 10 % of time, double", &p10},
          std::tuple{"itm", "peer/area, median, double", &itm}}) {
        const tiny::ErrorFigures e = tiny::errorFigures(*errors);
        const auto add = [&](const char* figure, double value_db, double tolerance_db) {
            out.push_back({.model = model,
                           .set = set,
                           .quantity = figure,
                           .cases = e.count,
                           .within = value_db <= tolerance_db ? e.count : 0,
                           .worst = value_db,
                           .tolerance = tolerance_db,
                           .note = fmt::format("95 % within {:.2g} dB, worst receiver {:.2f} dB",
                                               e.p95_db, e.worst_db)});
        };
        add("Lb_db, median", e.median_db, 0.001);
        if (errors != &itm) { // where whole steps decide (see the notes), no limit is named
            add("Lb_db, 95 % of receivers", e.p95_db, 0.01);
        }
    }
    return out;
}

} // namespace

std::vector<SetResult> validateArea(const std::filesystem::path& folder)
{
    using planning::propagation::AreaMethod;
    const peer::Area area = peer::area(folder / "peer/area");
    std::vector<SetResult> out = validatePaths(area);
    for (const double time_percent : {50.0, 10.0}) {
        for (const auto& [name, method] :
             {std::pair{"sweep", AreaMethod::sweep}, std::pair{"exact", AreaMethod::exact}}) {
            const tiny::ErrorFigures e =
                tiny::errorFigures(peer::errors_db(area, method, time_percent));
            const auto add = [&](const char* figure, double value_db, double tolerance_db,
                                 const std::string& note) {
                out.push_back({.model = fmt::format("p1812 {}", name),
                               .set = fmt::format("peer/area, {:g} % of time", time_percent),
                               .quantity = figure,
                               .cases = e.count,
                               .within = value_db <= tolerance_db ? e.count : 0,
                               .worst = value_db,
                               .tolerance = tolerance_db,
                               .note = note});
            };
            const std::string worst = fmt::format("worst receiver {:.2f} dB", e.worst_db);
            if (method == AreaMethod::sweep) {
                add("Lb_db, bias", std::abs(e.bias_db), 0.1, "");
                add("Lb_db, root mean square", e.rms_db, 0.8, "");
                add("Lb_db, 95 % of receivers", e.p95_db, 1.3, worst);
            } else { // the rasters' steps of 0.01 dB make 0.0025 and 0.0048 dB of it
                add("Lb_db, median", e.median_db, 0.001 + 0.0025, "0.0025 of it are rounding");
                add("Lb_db, 95 % of receivers", e.p95_db, 0.01 + 0.0048, worst);
            }
        }
    }
    return out;
}

} // namespace tests
