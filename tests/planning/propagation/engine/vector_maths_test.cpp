#include "planning/propagation/engine/vector_maths.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace planning::propagation::engine;

namespace {

/// Values from `low` to `high` in even steps.
template <typename Check>
void over(double low, double high, const Check& check)
{
    constexpr int steps = 20011;
    for (int i = 0; i <= steps; ++i) {
        check(static_cast<float>(low + (high - low) * i / steps));
    }
}

} // namespace

// Goldens: the standard library in double precision; tolerances as the header states them.
TEST_CASE("logarithms, powers and angles in single precision keep six digits", "[engine]")
{
    double log_error = 0;
    double exp_error = 0;
    double atan_error = 0;
    double root_error = 0;
    over(-126, 127, [&](float x) { // powers of two and between
        const auto y = static_cast<float>(std::exp2(static_cast<double>(x)));
        const double exact = std::log2(static_cast<double>(y));
        log_error =
            std::max(log_error, std::abs(log2Of(y) - exact) / (1.2e-7 * (1 + std::abs(exact))));
    });
    over(0.5, 2, [&](float x) { // where the logarithm is small
        const double exact = std::log2(static_cast<double>(x));
        log_error =
            std::max(log_error, std::abs(log2Of(x) - exact) / (1.2e-7 * (1 + std::abs(exact))));
    });
    over(-126, 126, [&](float x) {
        exp_error =
            std::max(exp_error, std::abs(exp2Of(x) / std::exp2(static_cast<double>(x)) - 1));
    });
    over(-4, 4, [&](float x) {
        const double exact = std::atan(static_cast<double>(x));
        atan_error = std::max(atan_error, std::abs(atanOf(x) - exact) - 3e-7 * std::abs(exact));
    });
    over(-1, 1, [&](float x) {
        const double exact = std::sin(std::asin(static_cast<double>(x)) / 3);
        root_error = std::max(root_error,
                              std::abs(sineOfThirdOfArcsine(x) - exact) - 1e-6 * std::abs(exact));
    });
    CHECK(log_error <= 1);
    CHECK(exp_error <= 3e-7);
    CHECK(atan_error <= 0);
    CHECK(root_error <= 0);
    CHECK(exp2Of(-500) == Approx(std::exp2(-126)));
    CHECK(exp2Of(500) == Approx(std::exp2(126)));
    CHECK(atanOf(0) == 0);
    CHECK(atanOf(1e6F) == Approx(1.5707953));
    CHECK(withSign(2, -3) == -2);
    CHECK(choose(true, 1, 2) == 1);
    CHECK(choose(false, 1, 2) == 2);
}
