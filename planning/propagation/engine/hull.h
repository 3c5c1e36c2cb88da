#pragma once
// What a growing profile looks like from its ends: the upper convex hull of its points over an
// Earth of one radius, and the steepest slope from the transmitter.
//
// Over an Earth of effective radius a km a point at d km and h m counts as lying at
// y = h - c d^2, c = 500 / a; then every line of sight is a straight line in (d, y).
#include "planning/propagation/engine/kernels.h"

#include <cstddef>
#include <vector>

namespace planning::propagation::engine {

class Hull {
public:
    /// `c`: see above, 0 for a flat Earth; `tx_m`: the transmitting antenna at distance 0; room for
    /// `points`.
    Hull(double c, double tx_m, std::size_t points)
        : c_{c}, tx_m_{tx_m}, vertices_(points), slopes_(points), blocks_(points / blockSize + 1)
    {
    }

    void start()
    {
        count_ = 0;
        steepest_ = lowest;
        steepest_at_ = 0;
    }
    /// Points come in order of distance, from number 1 on.
    void add(int i, double d_km, double per_km, double h_m)
    {
        const double slope = addVertex(i, d_km, per_km, h_m);
        const auto at = static_cast<std::size_t>(i);
        const auto steep = static_cast<float>(slope);
        slopes_[at] = steep;
        float& block = blocks_[at / blockSize];
        block = at % blockSize == 0 || i == 1 || steep > block ? steep : block;
    }
    /// The same without slopes() and blocks(). Gives the slope.
    double addVertex(int i, double d_km, double per_km, double h_m)
    {
        const double y = h_m - c_ * d_km * d_km;
        const double slope = (y - tx_m_) * per_km;
        if (slope > steepest_) {
            steepest_ = slope;
            steepest_at_ = i;
        }
        Vertex* const first = vertices_.data();
        std::size_t count = count_;
        while (count >= 2) { // drop what the new point hides
            const Vertex& a = first[count - 2];
            const Vertex& b = first[count - 1];
            if ((y - a.y) * (b.d - a.d) < (b.y - a.y) * (d_km - a.d)) {
                break;
            }
            --count;
        }
        first[count] = {d_km, y, i};
        count_ = count + 1;
        return slope;
    }

    double c() const { return c_; }
    /// Steepest slope from the transmitter, m per km, and the first point it leads to.
    double steepest() const { return steepest_; }
    int steepestAt() const { return steepest_at_; }
    /// Slopes from the transmitter to each point and their greatest in blocks of blockSize.
    const float* slopes() const { return slopes_.data(); }
    const float* blocks() const { return blocks_.data(); }

    struct Tangent {
        double slope = 0; // up from the receiver towards the transmitter, m per km
        int at = 0;       // number of the point it touches
        std::size_t vertex = 0;
    };
    /// From a receiver at (d, y) behind the last point; of equals the point nearest to it.
    Tangent tangent(double d_km, double y) const
    {
        std::size_t k = count_ - 1;
        double rise = vertices_[k].y - y;
        double away = d_km - vertices_[k].d;
        while (k > 0) {
            const double next_rise = vertices_[k - 1].y - y;
            const double next_away = d_km - vertices_[k - 1].d;
            if (next_rise * away <= rise * next_away) {
                break;
            }
            rise = next_rise;
            away = next_away;
            --k;
        }
        return {rise / away, vertices_[k].i, k};
    }
    /// Greatest height above the line that leaves the transmitting antenna with `slope`, for a line
    /// that some point lies above; looked for from a vertex behind the highest towards the
    /// transmitter.
    double highestAbove(double slope, std::size_t vertex) const
    {
        std::size_t k = vertex;
        double highest = vertices_[k].y - slope * vertices_[k].d;
        while (k > 0) {
            const double next = vertices_[k - 1].y - slope * vertices_[k - 1].d;
            if (next < highest) {
                break;
            }
            highest = next;
            --k;
        }
        return highest - tx_m_;
    }

private:
    static constexpr double lowest = -1e30;
    struct Vertex {
        double d = 0, y = 0;
        int i = 0;
    };
    double c_, tx_m_;
    std::vector<Vertex> vertices_;
    std::size_t count_ = 0;
    double steepest_ = lowest;
    int steepest_at_ = 0;
    std::vector<float> slopes_, blocks_;
};

} // namespace planning::propagation::engine
