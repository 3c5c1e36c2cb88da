#include "planning/synth/invented_settlements.h"

#include "planning/synth/build.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace planning::synth {
namespace {

constexpr double inhabitants_per_km2 = 4500;            // built-up
constexpr double reachEast_km = 22, reachNorth_km = 31; // of the governorate from the middle

double slopeAt(const InventedGround& ground, geo::XY p)
{
    const double east =
        ground.height_m({p.x_m + 150, p.y_m}) - ground.height_m({p.x_m - 150, p.y_m});
    const double north =
        ground.height_m({p.x_m, p.y_m + 150}) - ground.height_m({p.x_m, p.y_m - 150});
    return std::sqrt(east * east + north * north) / 300;
}

/// How good a place is to live in.
double pleasantness(const InventedGround& ground, geo::XY p)
{
    const double h_m = ground.height_m(p);
    const double coast_km = ground.inland_km(p);
    const double river_km = ground.river_km(p);
    return 1.0 / (1 + coast_km * coast_km / 6) + 1.0 / (1 + river_km * river_km / 3) -
           9 * slopeAt(ground, p) - h_m / 700;
}

class Founder {
public:
    Founder(const InventRequest& request, const InventedGround& ground, const geo::WorkingCrs& crs)
        : request_{request}, ground_{ground}, crs_{crs}, random_{request.seed}, winding_{windingOf(
                                                                                    request.seed)}
    {
    }

    std::vector<Settlement> found()
    {
        const std::size_t count = std::min(
            inventedNames().size(), static_cast<std::size_t>(std::max(8, request_.settlements)));
        std::vector<geo::XY> places;
        while (places.size() < count) {
            const auto next = nextPlace(places);
            if (!next) {
                break; // the land is full
            }
            places.push_back(*next);
        }
        // Zipf's law with a gentle head; the smallest still a village.
        std::vector<double> weights;
        for (std::size_t k = 0; k < places.size(); ++k) {
            weights.push_back(1.0 / (static_cast<double>(k) + 1.8));
        }
        const std::vector<int> tens = apportion(weights, static_cast<int>(request_.people / 10));
        std::vector<Settlement> out;
        const std::vector<std::size_t> names = namesFor(places);
        for (std::size_t k = 0; k < places.size(); ++k) {
            Settlement s;
            const InventedName& name = inventedNames()[names[k]];
            s.settlement_id = fmt::format("XS-{:03}", k + 1);
            s.name = name.name;
            s.name_local = name.local;
            s.population = 10.0 * tens[k];
            s.radius_m =
                rounded(std::max(250.0, 1000 * std::sqrt(*s.population / inhabitants_per_km2 /
                                                         std::numbers::pi)),
                        10);
            const geo::LonLat exact = crs_.unproject(places[k]);
            s.at.lonlat = {rounded(exact.lon_deg, 1e-6), rounded(exact.lat_deg, 1e-6)};
            s.at.xy = places[k];
            s.synthetic = true;
            out.push_back(std::move(s));
        }
        return out;
    }

private:
    std::optional<geo::XY> nextPlace(const std::vector<geo::XY>& places)
    {
        // Towns keep their distance: the first ones more.
        const std::size_t rank = places.size();
        const double apart_m = rank < 3 ? 17000 : rank < 8 ? 9000 : rank < 25 ? 4500 : 2600;
        std::optional<geo::XY> best;
        double bestScore = -1e300;
        int seen = 0;
        for (int tries = 0; tries < 20000 && seen < 90; ++tries) {
            const geo::XY p{rounded(ground_.middle().x_m + random_.uniform(-31000, 27000), 1),
                            rounded(ground_.middle().y_m + random_.uniform(-36000, 36000), 1)};
            const bool near = std::ranges::any_of(
                places, [&](geo::XY q) { return metresBetween(p, q) < apart_m; });
            const bool remote = rank < 14 && ground_.onIsland(p); // towns are on the mainland
            if (near || remote || !governed(ground_, winding_, p) || ground_.inland_km(p) < 0.35) {
                continue;
            }
            ++seen;
            const double score = pleasantness(ground_, p) + 0.4 * random_.uniform() +
                                 (rank == 1 ? 0.15 * ground_.inland_km(p) : 0.0); // one inland
            if (score > bestScore) {
                bestScore = score;
                best = p;
            }
        }
        return best;
    }

    /// Arabic names mostly in the south, Ukrainian in the north, English along the coast; mixed.
    std::vector<std::size_t> namesFor(const std::vector<geo::XY>& places)
    {
        std::vector<std::size_t> left;
        for (std::size_t i = 0; i < inventedNames().size(); ++i) {
            left.push_back(i);
        }
        std::vector<std::size_t> out;
        for (std::size_t k = 0; k < places.size(); ++k) {
            const double y = (places[k].y_m - ground_.middle().y_m) / 30000;
            const double coast_km = ground_.inland_km(places[k]);
            const double liking[] = {-y, y, coast_km < 3 ? 0.7 : -0.4};
            std::size_t best = 0;
            double bestScore = -1e300;
            for (std::size_t i = 0; i < left.size(); ++i) {
                const int culture = inventedNames()[left[i]].culture;
                const double score = k < 3 ? (left[i] == k ? 1 : 0)
                                           : liking[culture] + 0.5 * random_.uniform() -
                                                 0.004 * static_cast<double>(i);
                if (score > bestScore) {
                    bestScore = score;
                    best = i;
                }
            }
            out.push_back(left[best]);
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(best));
        }
        return out;
    }

    const InventRequest& request_;
    const InventedGround& ground_;
    const geo::WorkingCrs& crs_;
    Random random_;
    Noise winding_;
};

} // namespace

Noise windingOf(std::uint64_t seed)
{
    return Noise{mixed(seed + 77), 11000};
}

bool governed(const InventedGround& ground, const Noise& winding, geo::XY p)
{
    const double x = (p.x_m - ground.middle().x_m) / 1000;
    const double y = (p.y_m - ground.middle().y_m) / 1000;
    const double wind = 3.5 * winding.at(p.x_m, p.y_m);
    return ground.height_m(p) > 0 && x < reachEast_km + wind && std::fabs(y) < reachNorth_km + wind;
}

std::vector<Settlement> foundSettlements(const InventRequest& request, const InventedGround& ground,
                                         const geo::WorkingCrs& crs)
{
    return Founder{request, ground, crs}.found();
}

} // namespace planning::synth
