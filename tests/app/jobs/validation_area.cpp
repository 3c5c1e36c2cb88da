#include "tests/app/jobs/validation_sets.h"
#include "tests/planning/propagation/engine/error_figures.h"
#include "tests/planning/propagation/engine/peer_area.h"

#include <fmt/format.h>

namespace tests {

std::vector<SetResult> validateArea(const std::filesystem::path& folder)
{
    using planning::propagation::AreaMethod;
    const peer::Area area = peer::area(folder / "peer/area");
    std::vector<SetResult> out;
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
