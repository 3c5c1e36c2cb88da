#include "error_figures.h"
#include "peer_area.h"

#include <catch2/catch.hpp>

using namespace planning::propagation;

namespace {

const std::filesystem::path peers = SILA_SHARED "/validation/peer/area";

} // namespace

TEST_CASE("the area engine agrees with the published area set", "[engine][shared]")
{
    if (!std::filesystem::exists(peers)) {
        WARN("shared/validation/peer/area is not there: set SILA_SHARED");
        return;
    }
    static const peer::Area area = peer::area(peers);
    const auto method = GENERATE(AreaMethod::sweep, AreaMethod::exact, AreaMethod::scalar);
    const double time_percent = GENERATE(50.0, 10.0);
    const tiny::ErrorFigures e = tiny::errorFigures(peer::errors_db(area, method, time_percent));
    CAPTURE(static_cast<int>(method), time_percent, e.bias_db, e.rms_db, e.median_db, e.p95_db,
            e.p99_db, e.worst_db);
    // Losses are kept in hundredths of a dB: that alone makes a median of 0.0025 dB and a 95 % of
    // 0.0048 dB, to which 0.001 and 0.01 dB may come.
    if (method == AreaMethod::sweep) {
        CHECK(std::abs(e.bias_db) < 0.1);
        CHECK(e.rms_db < 0.8);
        CHECK(e.p95_db < 1.3);
    } else {
        CHECK(e.median_db < 0.0025 + 0.001);
        CHECK(e.p95_db < 0.0048 + 0.01);
    }
}
