#include "planning/propagation/engine/radial.h"

#include <algorithm>
#include <cmath>

namespace planning::propagation::engine {
namespace {

/// Some room behind, as loops run over whole groups and blocks.
std::size_t room(int points)
{
    return static_cast<std::size_t>(points) + 2 * blockSize;
}

} // namespace

Radial::Radial(const AreaSetup& setup, int points)
    : setup_{setup}, step_km_{setup.request.step_m / 1000}, tx_m_{setup.request.radio.tx_height_m},
      clutter_{setup.terrain.clutter != nullptr}, timed_{setup.form.timed}, d_km_(room(points)),
      per_km_(room(points)), d_(room(points)), ground_(room(points)),
      top_(clutter_ ? room(points) : 0), blocks_(room(points) / blockSize + 1),
      zone_(setup.zones != nullptr ? room(points) : 0), flat_{0, tx_m_, room(points)},
      median_{setup.median_c, tx_m_, room(points)}, anomalous_{setup.anomalous_c, tx_m_,
                                                               timed_ ? room(points) : 0},
      bare_{setup.median_c, tx_m_, clutter_ ? room(points) : 0}
{
    for (std::size_t i = 0; i < d_km_.size(); ++i) {
        d_km_[i] = static_cast<double>(i) * step_km_;
        per_km_[i] = i == 0 ? 0 : 1 / d_km_[i];
        d_[i] = static_cast<float>(d_km_[i]);
    }
}

void Radial::sample(double east, double north, int points)
{
    const SiteGeodesy& g = setup_.request.geodesy;
    const double step_m = setup_.request.step_m / groundLength_m(g, east, north);
    const double east_m = step_m * east;
    const double north_m = step_m * north;
    points_ = points;
    const Kernels& k = *setup_.kernels;
    k.heightsOnLine(setup_.ground.grid, setup_.ground.line(east_m, north_m),
                    static_cast<float>(setup_.base_m), points, ground_.data());
    ground_[0] = 0;
    first_void_ = points;
    for (int i = 0; i < points; ++i) {
        const float h = ground_[static_cast<std::size_t>(i)];
        if (std::isnan(h)) {
            first_void_ = i;
            break;
        }
    }
    if (clutter_) {
        k.topsOnLine(setup_.clutter.grid, setup_.clutter.line(east_m, north_m), ground_.data(),
                     points, top_.data());
    }
    if (setup_.zones != nullptr) {
        const geo::XY tx = setup_.request.transmitter;
        for (int i = 0; i < points; ++i) {
            zone_[static_cast<std::size_t>(i)] =
                zoneAt(*setup_.zones, setup_.terrain.elevation->height_m.frame,
                       {tx.x_m + i * east_m, tx.y_m + i * north_m});
        }
    }
}

void Radial::start()
{
    reached_ = 0;
    v1_ = 0;
    v2_ = 0;
    flat_.start();
    median_.start();
    anomalous_.start();
    bare_.start();
    blocks_[0] = ground_[0];
    if (setup_.zones != nullptr) {
        walk_.start(zone_[0]);
    }
}

void Radial::advance(int i)
{
    reached_ = i;
    const auto at = static_cast<std::size_t>(i);
    const double d = d_km_[at];
    const double h = ground_[at];
    const double h0 = ground_[at - 1];
    const double d0 = d_km_[at - 1];
    v1_ += step_km_ * (h + h0);                               // eq. (83)
    v2_ += step_km_ * (h * (2 * d + d0) + h0 * (d + 2 * d0)); // eq. (84)
    float& block = blocks_[at / blockSize];
    block = at % blockSize == 0 ? ground_[at] : std::max(block, ground_[at]);
    const double top = clutter_ ? top_[at] : h;
    flat_.addVertex(i, d, per_km_[at], h);
    median_.add(i, d, per_km_[at], top);
    if (timed_) {
        anomalous_.add(i, d, per_km_[at], top);
    }
    if (clutter_) {
        bare_.add(i, d, per_km_[at], h);
    }
    if (setup_.zones != nullptr) {
        walk_.step(step_km_, zone_[at]);
    }
}

/// See ReceiverArrays::edge.
double Radial::edge(const Hull& hull, double c, const PathEnd& end, double before_m,
                    double receiver_m) const
{
    const double d = end.d_km;
    const double x = d - step_km_; // of the point before the receiver
    const double line = (receiver_m - tx_m_) / d - c * d;
    const double y = before_m - c * x * x;
    const double slope = (y - tx_m_) / x;
    const double steepest = std::max(hull.steepest(), slope);
    if (steepest >= line) {
        const double end_y = receiver_m - c * d * d;
        const double back =
            std::max(hull.tangent(d, end_y).slope, (y - end_y) / step_km_); // eq. (17)
        return (steepest - line) * (back + line);
    }
    int at = 0;
    const double least = (line - slope) * (line - slope) * x / step_km_;
    return -static_cast<double>(setup_.kernels->leastClearance(
        hull.slopes(), hull.blocks(), d_.data(), reached_, static_cast<float>(line),
        static_cast<float>(d), static_cast<float>(least), &at));
}

void Radial::geometry(const PathEnd& end, const ReceiverArrays& r, int k) const
{
    const double d = end.d_km;
    const double x = d - step_km_;
    const double h = end.ground_m;
    const double before = end.before_ground_m;
    const double rx_m = h + setup_.request.radio.rx_height_m;
    const double line = (rx_m - tx_m_) / d;

    // Smooth surface, eq. (83…86): the two last stretches added.
    const auto m = static_cast<std::size_t>(reached_);
    const double dm = d_km_[m];
    const double hm = ground_[m];
    const double v1 = v1_ + (x - dm) * (before + hm) + step_km_ * (h + before);
    const double v2 = v2_ + (x - dm) * (before * (2 * x + dm) + hm * (x + 2 * dm)) +
                      step_km_ * (h * (2 * d + x) + before * (d + 2 * x));
    const double per_d = 1 / d;
    const double hst = (2 * v1 - v2 * per_d) * per_d;
    const double hsr = (v2 * per_d - v1) * per_d;
    double hstp = hst;
    double hsrp = hsr;
    const double per_x = 1 / x;
    const double steepest_flat = std::max(flat_.steepest(), (before - tx_m_) * per_x);
    if (steepest_flat > line) { // eq. (87, 88)
        const Hull::Tangent tangent = flat_.tangent(d, rx_m);
        const double at_t = steepest_flat - line;
        const double at_r = std::max(tangent.slope, (before - rx_m) / step_km_) + line;
        const double obstruction =
            std::max(flat_.highestAbove(line, tangent.vertex), before - tx_m_ - line * x);
        const double share = at_t / (at_t + at_r);
        hstp -= obstruction * share;
        hsrp -= obstruction * (1 - share);
    }

    // Horizons over bare ground, eq. (76…81); `reached_` + 1 stands for the point before the end.
    const Hull& hull = clutter_ ? bare_ : median_;
    const double c = setup_.median_c;
    const double s = line - c * d;
    const double y = before - c * x * x;
    const double slope = (y - tx_m_) * per_x;
    const int own = reached_ + 1;
    int lt = own;
    int lr = own;
    if (std::max(hull.steepest(), slope) > s) {
        double steepest = hull.steepest();
        if (slope > steepest) {
            steepest = slope;
        } else {
            lt = hull.steepestAt();
        }
        const double end_y = rx_m - c * d * d;
        double back = (y - end_y) / step_km_;
        const Hull::Tangent tangent = hull.tangent(d, end_y);
        if (tangent.slope > back) {
            back = tangent.slope;
            lr = tangent.at;
        }
        r.slope_t[k] = static_cast<float>(1e-3 * steepest);
        r.slope_r[k] = static_cast<float>(1e-3 * (back - 2 * c * d));
        r.edge[k] = static_cast<float>((steepest - s) * (back + s));
    } else {
        int at = own;
        const double least = (s - slope) * (s - slope) * x / step_km_;
        r.edge[k] = -setup_.kernels->leastClearance(
            hull.slopes(), hull.blocks(), d_.data(), reached_, static_cast<float>(s),
            static_cast<float>(d), static_cast<float>(least), &at);
        lt = at;
        lr = at;
        r.slope_t[k] = static_cast<float>(1e-3 * s);
        r.slope_r[k] = static_cast<float>(1e-3 * (-line - c * d));
    }
    if (clutter_) {
        r.edge[k] = static_cast<float>(edge(median_, c, end, end.before_top_m, rx_m));
    }
    if (timed_) {
        r.anomalous_edge[k] =
            static_cast<float>(edge(anomalous_, setup_.anomalous_c, end, end.before_top_m, rx_m));
    }

    const double st = std::min(hst, 0.0); // eq. (90)
    const double sr = std::min(hsr, h);
    const double tilt = (sr - st) * per_d;
    // Below 10 m roughness does not count, eq. (56): nothing lower need be looked for.
    constexpr double smooth_m = 10;
    double highest = st + smooth_m;
    if (lr == own) {
        highest = std::max(highest, before - tilt * x);
    }
    if (lt <= reached_) {
        highest = setup_.kernels->highestAbove(ground_.data(), blocks_.data(), d_.data(), lt,
                                               std::min(lr, reached_), static_cast<float>(tilt),
                                               static_cast<float>(highest));
    }
    const double dlt = lt == own ? x : d_km_[static_cast<std::size_t>(lt)];
    const double dlr = lr == own ? step_km_ : d - d_km_[static_cast<std::size_t>(lr)];
    r.d[k] = static_cast<float>(d);
    r.step[k] = static_cast<float>(step_km_);
    r.rise[k] = static_cast<float>(rx_m - tx_m_);
    r.dlt[k] = static_cast<float>(dlt);
    r.dlr[k] = static_cast<float>(dlr);
    r.hm[k] = static_cast<float>(highest - st);                  // eq. (93)
    r.htep[k] = static_cast<float>(tx_m_ - std::min(hstp, 0.0)); // eq. (37, 89)
    r.hrep[k] = static_cast<float>(rx_m - std::min(hsrp, h));
    r.hte[k] = static_cast<float>(tx_m_ - st); // eq. (92)
    r.hre[k] = static_cast<float>(rx_m - sr);
}

void Radial::zones(double d_km, RadioZone before, RadioZone at, const ReceiverArrays& r,
                   int k) const
{
    ZoneWalk walk = walk_;
    walk.step(d_km - step_km_ - d_km_[static_cast<std::size_t>(reached_)], before);
    walk.step(step_km_, at);
    walk.put(r, k);
}

} // namespace planning::propagation::engine
