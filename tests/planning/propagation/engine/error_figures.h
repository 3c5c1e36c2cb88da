#pragma once
// How far one set of losses lies from another.
#include <algorithm>
#include <cmath>
#include <vector>

namespace tiny {

struct ErrorFigures {
    std::size_t count = 0;
    double bias_db = 0, rms_db = 0, median_db = 0, p95_db = 0, p99_db = 0, worst_db = 0;
};

inline ErrorFigures errorFigures(const std::vector<double>& errors_db)
{
    ErrorFigures out;
    std::vector<double> sizes;
    for (const double e : errors_db) {
        out.bias_db += e;
        out.rms_db += e * e;
        sizes.push_back(std::abs(e));
    }
    std::sort(sizes.begin(), sizes.end());
    const auto n = static_cast<double>(sizes.size());
    out.count = sizes.size();
    out.bias_db /= n;
    out.rms_db = std::sqrt(out.rms_db / n);
    const auto quantile = [&](double share) {
        return sizes[static_cast<std::size_t>(share * (n - 1))];
    };
    out.median_db = quantile(0.5);
    out.p95_db = quantile(0.95);
    out.p99_db = quantile(0.99);
    out.worst_db = sizes.back();
    return out;
}

} // namespace tiny
