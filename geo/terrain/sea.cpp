#include "geo/terrain/sea.h"

#include "geo/terrain/runs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace geo {
namespace {

// What is known of the sea in height models: its surface or its interpolated bed is smooth, and
// its shore stands at height zero beside low land.
constexpr double leastSea_m2 = 1e6;     // smaller waters are left as they are
constexpr double leastCoastShare = 0.5; // of a body's outline near land above zero
constexpr int coastReach = 3;           // "near": within this many cells
constexpr double highestShore_m = 100;  // median of the land right beside it
constexpr int fringe = 3;               // cells a mismatch of land and sea data may be wide
constexpr int bins = 1000;              // heights of shores, 1 m each

class Sea {
public:
    explicit Sea(HeightRows& heights) : h_{heights}, mask_(heights.values.size(), 0) {}

    SeaFound find()
    {
        SeaFound found;
        if (h_.cell_m > coarsestForSea_m) {
            found.too_coarse = true;
            found.sea = std::move(mask_);
            return found;
        }
        markBodies(found);
        for (int i = 0; i < fringe && found.collar_cells > 0; ++i) {
            growCollar(found);
        }
        for (int i = 0; i < fringe; ++i) {
            growFringe();
        }
        fillEnclosed();
        found.sea_cells =
            static_cast<std::size_t>(std::count(mask_.begin(), mask_.end(), std::uint8_t{1}));
        found.sea = std::move(mask_);
        return found;
    }

private:
    /// A body of smooth cells at or below zero.
    struct Body {
        std::size_t cells = 0;
        std::size_t outline = 0; // of these next to other cells with data
        std::size_t coast = 0;   // of those near land
        std::size_t edge = 0;    // on the edge of the grid
        float least = 0;
        float greatest = -1e9F;
        std::vector<std::uint32_t> shore; // how often land of this height lies right beside
    };

    std::size_t index(int col, int row) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(h_.cols) +
               static_cast<std::size_t>(col);
    }
    bool inside(int col, int row) const
    {
        return col >= 0 && row >= 0 && col < h_.cols && row < h_.rows;
    }
    bool low(int col, int row) const { return h_.at(col, row) <= 0; } // false for NaN

    double roughest() const
    {
        constexpr double roundedMetres_m = 2; // each of four heights is off by up to half a metre
        constexpr double reference_m = 90;    // cell of the models this was measured on
        const double scale = h_.cell_m / reference_m;
        return h_.whole ? roundedMetres_m : std::clamp(scale * scale, 0.3, roundedMetres_m);
    }

    /// Second differences along row and column stay small.
    bool smooth(int col, int row, double limit_m) const
    {
        const float here = h_.at(col, row);
        const auto bend = [&](int c0, int r0, int c1, int r1) {
            if (!inside(c0, r0) || !inside(c1, r1)) {
                return 0.0F;
            }
            const float b = h_.at(c0, r0) + h_.at(c1, r1) - 2 * here;
            return std::isnan(b) ? 0.0F : std::abs(b);
        };
        return static_cast<double>(bend(col - 1, row, col + 1, row)) <= limit_m &&
               static_cast<double>(bend(col, row - 1, col, row + 1)) <= limit_m;
    }

    bool nearLand(int col, int row) const
    {
        for (int r = row - coastReach; r <= row + coastReach; ++r) {
            for (int c = col - coastReach; c <= col + coastReach; ++c) {
                if (inside(c, r) && h_.at(c, r) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    void look(Body& body, int col, int row, const std::vector<std::uint8_t>& smoothLow)
    {
        const float here = h_.at(col, row);
        body.least = std::min(body.least, here);
        body.greatest = std::max(body.greatest, here);
        if (col == 0 || row == 0 || col == h_.cols - 1 || row == h_.rows - 1) {
            ++body.edge;
        }
        bool outline = false;
        for (int r = row - 1; r <= row + 1; ++r) {
            for (int c = col - 1; c <= col + 1; ++c) {
                if (!inside(c, r) || smoothLow[index(c, r)] != 0 || std::isnan(h_.at(c, r))) {
                    continue;
                }
                outline = true;
                if (const float land = h_.at(c, r); land > 0) {
                    ++body.shore[static_cast<std::size_t>(
                        std::min(static_cast<float>(bins - 1), land))];
                }
            }
        }
        if (outline) {
            ++body.outline;
            body.coast += nearLand(col, row) ? 1U : 0U;
        }
    }

    static double median(const std::vector<std::uint32_t>& counts)
    {
        std::size_t all = 0;
        for (const std::uint32_t n : counts) {
            all += n;
        }
        std::size_t below = 0;
        for (std::size_t bin = 0; bin < counts.size(); ++bin) {
            below += counts[bin];
            if (2 * below >= all && all > 0) {
                return static_cast<double>(bin);
            }
        }
        return 0;
    }

    static bool isSea(const Body& body)
    {
        if (body.outline == 0) {
            // Nothing but water as far as the data goes: a sea bed slopes, a surface at zero is
            // the sea, a flat surface elsewhere is a lake.
            return body.greatest - body.least > 20 || body.greatest > -2;
        }
        return static_cast<double>(body.coast) >=
                   leastCoastShare * static_cast<double>(body.outline) &&
               median(body.shore) <= highestShore_m;
    }

    /// Zeros a program wrote where it had nothing: beside land far above the sea.
    static bool isCollar(const Body& body)
    {
        return body.least == 0 && body.edge > 0 && median(body.shore) > highestShore_m;
    }

    void markBodies(SeaFound& found)
    {
        const double limit_m = roughest();
        std::vector<std::uint8_t> smoothLow(mask_.size(), 0);
        for (int row = 0; row < h_.rows; ++row) {
            for (int col = 0; col < h_.cols; ++col) {
                smoothLow[index(col, row)] = low(col, row) && smooth(col, row, limit_m) ? 1 : 0;
            }
        }
        const Parts parts = connectedParts(h_.cols, h_.rows, false, [&](int col, int row) {
            return smoothLow[index(col, row)] != 0;
        });
        std::vector<Body> bodies(parts.parts);
        for (const Run& run : parts.runs) {
            bodies[run.part].cells += static_cast<std::size_t>(run.to - run.from + 1);
        }
        const double cell_m2 = h_.cell_m * h_.cell_m;
        const auto large = [&](const Body& body) {
            return static_cast<double>(body.cells) * cell_m2 >= leastSea_m2;
        };
        for (const Run& run : parts.runs) {
            Body& body = bodies[run.part];
            if (!large(body)) {
                continue;
            }
            body.shore.resize(bins);
            for (int col = run.from; col <= run.to; ++col) {
                look(body, col, run.row, smoothLow);
            }
        }
        for (const Run& run : parts.runs) {
            const Body& body = bodies[run.part];
            if (!large(body)) {
                continue;
            }
            const bool sea = isSea(body);
            if (!sea && !isCollar(body)) {
                continue;
            }
            for (int col = run.from; col <= run.to; ++col) {
                if (sea) {
                    mask_[index(col, run.row)] = 1;
                } else {
                    h_.values[index(col, run.row)] = std::nanf("");
                    collar_.resize(mask_.size());
                    collar_[index(col, run.row)] = 1;
                    ++found.collar_cells;
                }
            }
        }
    }

    /// Zeros next to the collar: its innermost cells bend towards the land and are not smooth.
    void growCollar(SeaFound& found)
    {
        std::vector<std::size_t> added;
        for (int row = 0; row < h_.rows; ++row) {
            for (int col = 0; col < h_.cols; ++col) {
                if (h_.at(col, row) == 0 && besideCollar(col, row)) {
                    added.push_back(index(col, row));
                }
            }
        }
        for (const std::size_t i : added) {
            h_.values[i] = std::nanf("");
            collar_[i] = 1;
        }
        found.collar_cells += added.size();
    }

    bool besideCollar(int col, int row) const
    {
        for (int r = row - 1; r <= row + 1; ++r) {
            for (int c = col - 1; c <= col + 1; ++c) {
                if (inside(c, r) && collar_[index(c, r)] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Cells at or below zero next to the sea.
    void growFringe()
    {
        std::vector<std::size_t> added;
        for (int row = 0; row < h_.rows; ++row) {
            for (int col = 0; col < h_.cols; ++col) {
                if (mask_[index(col, row)] == 0 && low(col, row) && besideSea(col, row)) {
                    added.push_back(index(col, row));
                }
            }
        }
        for (const std::size_t i : added) {
            mask_[i] = 1;
        }
    }

    bool besideSea(int col, int row) const
    {
        for (int r = row - 1; r <= row + 1; ++r) {
            for (int c = col - 1; c <= col + 1; ++c) {
                if (inside(c, r) && mask_[index(c, r)] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Canyons and ridges of the sea bed: low cells with nothing but sea around them.
    void fillEnclosed()
    {
        const Parts parts = connectedParts(h_.cols, h_.rows, true, [&](int col, int row) {
            return mask_[index(col, row)] == 0 && low(col, row);
        });
        std::vector<std::uint8_t> open(parts.parts, 0);
        for (const Run& run : parts.runs) {
            for (int row = run.row - 1; row <= run.row + 1; ++row) {
                for (int col = run.from - 1; col <= run.to + 1; ++col) {
                    if (inside(col, row) && mask_[index(col, row)] == 0 && !low(col, row)) {
                        open[run.part] = 1; // land above zero, or no data
                    }
                }
            }
        }
        // A part that touches no sea at all (the only thing in its corner) is not enclosed by it.
        std::vector<std::uint8_t> wet(parts.parts, 0);
        for (const Run& run : parts.runs) {
            for (int col = run.from; col <= run.to && wet[run.part] == 0; ++col) {
                wet[run.part] = besideSea(col, run.row) ? 1 : 0;
            }
        }
        for (const Run& run : parts.runs) {
            if (open[run.part] == 0 && wet[run.part] != 0) {
                for (int col = run.from; col <= run.to; ++col) {
                    mask_[index(col, run.row)] = 1;
                }
            }
        }
    }

    HeightRows& h_;
    std::vector<std::uint8_t> mask_;
    std::vector<std::uint8_t> collar_ = {}; // as large as the mask once there is one
};

struct EdgeVoids {
    Parts parts;
    std::vector<std::uint8_t> edge;
};

EdgeVoids edgeVoids(const HeightRows& heights)
{
    EdgeVoids voids;
    voids.parts = connectedParts(heights.cols, heights.rows, true, [&](int col, int row) {
        return std::isnan(heights.at(col, row));
    });
    voids.edge.resize(voids.parts.parts);
    for (const Run& run : voids.parts.runs) {
        if (run.from == 0 || run.row == 0 || run.to == heights.cols - 1 ||
            run.row == heights.rows - 1) {
            voids.edge[run.part] = 1;
        }
    }
    return voids;
}

/// Cells without data that reach the edge and touch land near sea level: perhaps a sea left out.
std::size_t lowVoids(const HeightRows& heights)
{
    constexpr float lowShore_m = 5;
    constexpr double leastShare = 0.02; // cliffs may make up the rest
    const EdgeVoids voids = edgeVoids(heights);
    std::vector<std::size_t> cells(voids.edge.size());
    std::vector<std::size_t> shore(voids.edge.size());
    std::vector<std::size_t> lowShore(voids.edge.size());
    for (const Run& run : voids.parts.runs) {
        cells[run.part] += static_cast<std::size_t>(run.to - run.from + 1);
        for (int row = std::max(0, run.row - 1); row <= std::min(heights.rows - 1, run.row + 1);
             ++row) {
            for (int col = std::max(0, run.from - 1); col <= std::min(heights.cols - 1, run.to + 1);
                 ++col) {
                const float h = heights.at(col, row);
                shore[run.part] += std::isnan(h) ? 0U : 1U;
                lowShore[run.part] += std::abs(h) <= lowShore_m ? 1U : 0U;
            }
        }
    }
    std::size_t found = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (voids.edge[i] != 0 && lowShore[i] > 0 &&
            static_cast<double>(lowShore[i]) >= leastShare * static_cast<double>(shore[i])) {
            found += cells[i];
        }
    }
    return found;
}

} // namespace

SeaFound findSea(HeightRows& heights)
{
    SeaFound found = Sea{heights}.find();
    found.low_void_cells = lowVoids(heights);
    return found;
}

SeaFound voidsAsSea(const HeightRows& heights)
{
    SeaFound found;
    found.sea.resize(heights.values.size());
    const EdgeVoids voids = edgeVoids(heights);
    for (const Run& run : voids.parts.runs) {
        if (voids.edge[run.part] == 0) {
            continue;
        }
        for (int col = run.from; col <= run.to; ++col) {
            found.sea[static_cast<std::size_t>(run.row) * static_cast<std::size_t>(heights.cols) +
                      static_cast<std::size_t>(col)] = 1;
            ++found.sea_cells;
        }
    }
    return found;
}

} // namespace geo
