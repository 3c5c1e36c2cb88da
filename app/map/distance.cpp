#include "app/map/ground.h"

#include <cmath>

namespace app::map {

namespace {

/// Squared distance transform of one line: lower envelope of parabolas rooted at f.
class LineTransform {
public:
    explicit LineTransform(std::size_t n) : root_(n), edge_(n + 1), out_(n) {}

    const std::vector<float>& run(const std::vector<float>& f, std::size_t n)
    {
        const float inf = std::numeric_limits<float>::infinity();
        std::size_t count = 0;
        for (std::size_t q = 0; q < n; ++q) {
            if (f[q] == inf) {
                continue;
            }
            float s = -inf;
            while (count > 0) {
                s = crossing(f, root_[count - 1], q);
                if (s > edge_[count - 1]) {
                    break;
                }
                --count;
            }
            edge_[count] = count == 0 ? -inf : s;
            root_[count++] = q;
        }
        std::size_t k = 0;
        for (std::size_t q = 0; q < n; ++q) {
            if (count == 0) {
                out_[q] = inf;
                continue;
            }
            while (k + 1 < count && edge_[k + 1] < static_cast<float>(q)) {
                ++k;
            }
            const float d = static_cast<float>(q) - static_cast<float>(root_[k]);
            out_[q] = d * d + f[root_[k]];
        }
        return out_;
    }

private:
    static float crossing(const std::vector<float>& f, std::size_t a, std::size_t b)
    {
        const auto x = static_cast<double>(a);
        const auto y = static_cast<double>(b);
        return static_cast<float>(((f[b] + y * y) - (f[a] + x * x)) / (2 * (y - x)));
    }
    std::vector<std::size_t> root_;
    std::vector<float> edge_, out_;
};

} // namespace

geo::FloatGrid distanceTo(const geo::GridFrame& frame, const std::vector<std::uint8_t>& mark,
                          std::uint8_t value)
{
    const float inf = std::numeric_limits<float>::infinity();
    geo::FloatGrid out{frame, inf};
    const auto cols = static_cast<std::size_t>(frame.cols);
    const auto rows = static_cast<std::size_t>(frame.rows);
    LineTransform transform{std::max(cols, rows)};
    std::vector<float> line(std::max(cols, rows));
    // Along a row the distance to a mark needs no envelope: two sweeps.
    for (std::size_t r = 0; r < rows; ++r) {
        float* row = out.values.data() + r * cols;
        float run = inf;
        for (std::size_t c = 0; c < cols; ++c) {
            run = mark[r * cols + c] == value ? 0 : run + 1;
            row[c] = run;
        }
        run = inf;
        for (std::size_t c = cols; c-- > 0;) {
            run = mark[r * cols + c] == value ? 0 : run + 1;
            row[c] = std::min(row[c], run);
            row[c] *= row[c];
        }
    }
    for (std::size_t c = 0; c < cols; ++c) {
        for (std::size_t r = 0; r < rows; ++r) {
            line[r] = out.values[r * cols + c];
        }
        const std::vector<float>& squared = transform.run(line, rows);
        for (std::size_t r = 0; r < rows; ++r) {
            out.values[r * cols + c] = std::sqrt(squared[r]) * static_cast<float>(frame.cell_m);
        }
    }
    return out;
}

} // namespace app::map
