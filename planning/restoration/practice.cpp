#include "planning/restoration/practice.h"

#include "planning/restoration/random.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>

namespace planning::restoration {
namespace {

struct Spot {
    double x_km = 0, y_km = 0;
};

double distance(const Spot& a, const Spot& b)
{
    return std::hypot(a.x_km - b.x_km, a.y_km - b.y_km);
}

struct Cluster {
    Spot centre;
    double spread_km = 0;
    double share = 0;
};

struct Hit {
    Spot centre;
    double radius_km = 0;
};

/// Sites (or anything with a place) by square, for finding what is near.
class Squares {
public:
    explicit Squares(double size_km) : size_km_{size_km} {}
    void add(const Spot& at, std::uint32_t item) { squares_[key(at, 0, 0)].push_back(item); }

    template <typename Visit>
    void near(const Spot& at, int rings, Visit visit) const
    {
        for (int dx = -rings; dx <= rings; ++dx) {
            for (int dy = -rings; dy <= rings; ++dy) {
                if (const auto found = squares_.find(key(at, dx, dy)); found != squares_.end()) {
                    std::ranges::for_each(found->second, visit);
                }
            }
        }
    }

private:
    std::pair<int, int> key(const Spot& at, int dx, int dy) const
    {
        return {static_cast<int>(std::floor(at.x_km / size_km_)) + dx,
                static_cast<int>(std::floor(at.y_km / size_km_)) + dy};
    }
    double size_km_;
    std::map<std::pair<int, int>, std::vector<std::uint32_t>> squares_;
};

enum : std::uint32_t { transport = 0, power = 1 };
enum : std::size_t { money = 0, crews = 1, spares = 2 };

class Country {
public:
    explicit Country(const PracticeRequest& request)
        : ask_{request}, random_{request.seed}, side_km_{6 * std::sqrt(double(request.sites))}
    {
        out_.periods = request.periods;
        out_.networks.push_back({"transport", {}});
        if (request.power) {
            out_.networks.push_back({"power", {}});
        }
    }

    Instance run()
    {
        layPatches();
        buildHubs();
        buildSites();
        if (ask_.power) {
            buildPower();
        }
        settlePeople();
        supply();
        return std::move(out_);
    }

private:
    double between(double low, double high) { return random_.between(low, high); }
    bool chance(double p) { return random_.unit() < p; }
    Spot anywhere(double margin = 0)
    {
        const double low = margin * side_km_;
        const double x = between(low, side_km_ - low);
        return {x, between(low, side_km_ - low)};
    }
    Spot inCluster(double spread)
    {
        double pick = random_.unit();
        const Cluster* cluster = &clusters_.back();
        for (const Cluster& c : clusters_) {
            pick -= c.share;
            if (pick <= 0) {
                cluster = &c;
                break;
            }
        }
        const double s = cluster->spread_km * spread;
        const double x = cluster->centre.x_km + s * random_.normal();
        const double y = cluster->centre.y_km + s * random_.normal();
        return {std::clamp(x, 0.0, side_km_), std::clamp(y, 0.0, side_km_)};
    }

    void layPatches()
    {
        const int clusters = std::max(4, ask_.sites / 40);
        double all = 0;
        for (int i = 0; i < clusters; ++i) {
            const double share = std::pow(i + 1, -0.8);
            clusters_.push_back({anywhere(0.05), 1.5 + 6 * std::sqrt(share), share});
            all += share;
        }
        for (Cluster& c : clusters_) {
            c.share /= all;
        }
        for (int i = 0; i < std::max(2, ask_.sites / 500 + 1); ++i) {
            const Spot centre = anywhere();
            hits_.push_back({centre, side_km_ * between(0.12, 0.3)});
        }
    }

    double danger(const Spot& at) const
    {
        double p = 0.06;
        for (const Hit& hit : hits_) {
            const double r = distance(at, hit.centre) / hit.radius_km;
            p = std::max(p, 0.85 * std::exp(-r * r));
        }
        return p;
    }

    std::uint32_t addPart(const std::string& id, std::uint32_t network, const Spot& at)
    {
        Part part;
        part.id = id;
        part.network = network;
        out_.parts.push_back(part);
        place_.push_back(at);
        return static_cast<std::uint32_t>(out_.parts.size() - 1);
    }

    /// Where it is most dangerous, work may begin only after a while, and some roads close again.
    void damage(Part& part, double danger, double usd, double crewDays, double spare)
    {
        part.damaged = true;
        part.use = {std::max(1.0, std::round(usd)), std::round(crewDays * 10) / 10, spare};
        if (danger > 0.4 && chance(0.2)) {
            part.earliest = static_cast<int>(between(3, std::max(4.0, ask_.periods * 0.6)));
            if (chance(0.25)) {
                const int from = part.earliest;
                const int pause = from + static_cast<int>(between(2, 5));
                const int again = pause + static_cast<int>(between(1, 4));
                part.windows = {{from, std::min(pause, ask_.periods) - 1}};
                if (again < ask_.periods) {
                    part.windows.emplace_back(again, ask_.periods - 1);
                }
            }
        }
    }

    void buildHubs()
    {
        const int cores = std::max(2, ask_.sites / 700);
        const int hubs = std::max(4, ask_.sites / 12);
        for (int i = 0; i < hubs; ++i) {
            const Spot at = chance(0.6) ? inCluster(2) : anywhere();
            const bool core = i < cores;
            const auto hub =
                addPart(core ? fmt::format("core-{}", i + 1) : fmt::format("hub-{}", i + 1 - cores),
                        transport, at);
            hubs_.push_back(hub);
            const double p = danger(at);
            if (core) {
                out_.networks[transport].sources.push_back(hub);
            } else if (chance(p * 0.6)) {
                damage(out_.parts[hub], p, between(80, 300), between(6, 16),
                       std::floor(between(2, 6)));
            }
        }
        std::set<std::pair<std::uint32_t, std::uint32_t>> pairs = shortestTree();
        for (const auto hub : hubs_) { // rings
            if (chance(0.55)) {
                std::vector<std::uint32_t> others;
                std::ranges::copy_if(hubs_, std::back_inserter(others),
                                     [&](auto other) { return other != hub; });
                const std::size_t few = std::min<std::size_t>(4, others.size());
                std::ranges::partial_sort(
                    others, others.begin() + static_cast<std::ptrdiff_t>(few), {}, [&](auto other) {
                        return std::pair{distance(place_[hub], place_[other]), other};
                    });
                const auto other = others[random_.below(few)];
                pairs.insert({std::min(hub, other), std::max(hub, other)});
            }
        }
        for (const auto& [a, b] : pairs) {
            layFibre(a, b);
        }
    }

    std::set<std::pair<std::uint32_t, std::uint32_t>> shortestTree() const
    {
        std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
        std::vector<double> best(hubs_.size(), 1e18);
        std::vector<std::size_t> from(hubs_.size(), 0);
        std::vector<char> in(hubs_.size(), 0);
        best[0] = 0;
        for (std::size_t n = 0; n < hubs_.size(); ++n) {
            std::size_t next = hubs_.size();
            for (std::size_t i = 0; i < hubs_.size(); ++i) {
                if (in[i] == 0 && (next == hubs_.size() || best[i] < best[next])) {
                    next = i;
                }
            }
            in[next] = 1;
            if (n > 0) {
                pairs.insert({std::min(hubs_[next], hubs_[from[next]]),
                              std::max(hubs_[next], hubs_[from[next]])});
            }
            for (std::size_t i = 0; i < hubs_.size(); ++i) {
                const double d = distance(place_[hubs_[next]], place_[hubs_[i]]);
                if (in[i] == 0 && d < best[i]) {
                    best[i] = d;
                    from[i] = next;
                }
            }
        }
        return pairs;
    }

    void addEdge(const std::string& id, std::uint32_t a, std::uint32_t b)
    {
        const Spot middle{(place_[a].x_km + place_[b].x_km) / 2,
                          (place_[a].y_km + place_[b].y_km) / 2};
        const auto edge = addPart(id, transport, middle);
        out_.parts[edge].end_a = a;
        out_.parts[edge].end_b = b;
    }

    /// A chain of spans with handholes between them.
    void layFibre(std::uint32_t a, std::uint32_t b)
    {
        const double length = std::max(0.3, distance(place_[a], place_[b]));
        const int pieces = std::max(1, static_cast<int>(std::ceil(length / ask_.segment_km)));
        const double piece = length / pieces;
        std::uint32_t before = a;
        for (int i = 1; i <= pieces; ++i) {
            const double f = double(i) / pieces;
            const Spot at{place_[a].x_km + f * (place_[b].x_km - place_[a].x_km),
                          place_[a].y_km + f * (place_[b].y_km - place_[a].y_km)};
            const auto next =
                i == pieces ? b : addPart(fmt::format("joint-{}", ++joints_), transport, at);
            addEdge(fmt::format("span-{}", ++spans_), before, next);
            const double p = danger(at);
            if (chance(p * 0.45)) {
                damage(out_.parts.back(), p, piece * between(3, 8), piece * between(0.3, 0.8) + 0.5,
                       0);
            }
            before = next;
        }
    }

    void addHop(std::uint32_t a, std::uint32_t b, double share)
    {
        const double p = danger(place_[a]);
        addEdge(fmt::format("link-{}", ++links_), a, b);
        if (chance(p * share)) {
            damage(out_.parts.back(), p, between(4, 12), between(0.5, 1.5), 1);
        }
    }

    void buildSites()
    {
        for (int i = 0; i < ask_.sites; ++i) {
            const bool town = chance(0.6);
            const Spot at = town ? inCluster(1) : anywhere();
            const auto site = addPart(fmt::format("site-{}", i + 1), transport, at);
            sites_.push_back(site);
            radius_km_.push_back(town ? between(1.2, 3) : between(5, 12));
            const double p = danger(at);
            if (chance(p)) {
                damage(out_.parts[site], p, std::exp(3.8 + 0.7 * random_.normal()), between(2, 12),
                       std::floor(between(0, 4)));
            }
        }
        connectSites();
    }

    /// Each site hangs on the nearest hub, or on a site nearer to one; some have a second link.
    void connectSites()
    {
        std::vector<std::pair<double, std::uint32_t>> hubOf(sites_.size(), {1e18, 0});
        Squares squares{8};
        for (std::size_t i = 0; i < sites_.size(); ++i) {
            for (const auto hub : hubs_) {
                hubOf[i] = std::min(hubOf[i], {distance(place_[sites_[i]], place_[hub]), hub});
            }
            squares.add(place_[sites_[i]], static_cast<std::uint32_t>(i));
        }
        for (std::size_t i = 0; i < sites_.size(); ++i) {
            const Spot& at = place_[sites_[i]];
            std::vector<std::pair<double, std::uint32_t>> near;
            squares.near(at, 2, [&](std::uint32_t j) {
                if (hubOf[j].first < hubOf[i].first) {
                    near.emplace_back(distance(at, place_[sites_[j]]), sites_[j]);
                }
            });
            std::ranges::sort(near);
            const bool toHub = near.empty() || hubOf[i].first < near[0].first * 1.3;
            const auto parent = toHub ? hubOf[i].second : near[0].second;
            if (chance(0.3)) {
                layFibre(sites_[i], parent);
            } else {
                addHop(sites_[i], parent, 0.4);
            }
            if (near.size() > 1 && chance(0.3)) {
                addHop(sites_[i], near[1].second, 0.5);
            }
        }
    }

    /// A tree of feeders from a few plants; every hub and site needs the nearest feeder.
    void buildPower()
    {
        const int feeders = std::max(3, ask_.sites / 15);
        std::vector<std::uint32_t> grid;
        for (int i = 0; i < feeders; ++i) {
            const Spot at = i == 0 ? Spot{side_km_ / 2, side_km_ / 2} : inCluster(1.5);
            const auto node = addPart(fmt::format("feeder-{}", i + 1), power, at);
            if (i == 0) {
                out_.networks[power].sources.push_back(node);
            } else {
                const auto parent = *std::ranges::min_element(grid, {}, [&](auto g) {
                    return std::pair{distance(place_[g], at), g};
                });
                const double p = danger(at);
                if (chance(p * 0.5)) {
                    damage(out_.parts[node], p, between(30, 120), between(4, 10),
                           std::floor(between(1, 3)));
                }
                addEdge(fmt::format("line-{}", i), node, parent);
                out_.parts.back().network = power;
                if (chance(p * 0.5)) {
                    damage(out_.parts.back(), p, between(5, 40), between(1, 5), 0);
                }
            }
            grid.push_back(node);
        }
        for (const auto* list : {&hubs_, &sites_}) {
            for (const auto v : *list) {
                const auto feeder = *std::ranges::min_element(grid, {}, [&](auto g) {
                    return std::pair{distance(place_[g], place_[v]), g};
                });
                if (chance(0.8)) { // the others have power of their own
                    out_.parts[v].needs_on.push_back(feeder);
                }
            }
        }
    }

    void settlePeople()
    {
        Squares squares{12};
        for (std::size_t i = 0; i < sites_.size(); ++i) {
            squares.add(place_[sites_[i]], static_cast<std::uint32_t>(i));
        }
        std::map<std::vector<std::uint32_t>, double> groups;
        const std::int64_t cells = std::int64_t{ask_.sites} * ask_.cells_per_site;
        for (std::int64_t c = 0; c < cells; ++c) {
            const bool town = chance(0.65);
            const Spot at = town ? inCluster(1.2) : anywhere();
            double people = std::round(std::exp((town ? 4.5 : 3.0) + random_.normal())) + 1;
            people += chance(0.005) ? 3000 : 0; // a hospital
            std::vector<std::uint32_t> servers;
            squares.near(at, 1, [&](std::uint32_t i) {
                if (distance(at, place_[sites_[i]]) <= radius_km_[i]) {
                    servers.push_back(sites_[i]);
                }
            });
            if (!servers.empty()) {
                std::ranges::sort(servers);
                groups[servers] += people;
            }
        }
        for (const auto& [servers, people] : groups) {
            out_.demand.push_back({people, servers});
        }
    }

    void supply()
    {
        const char* names[] = {"money_usd", "crew_days", "spare_parts"};
        const double ease[] = {1, 0.95, 1.1};
        for (const std::size_t k : {money, crews, spares}) {
            double all = 0;
            double longest = 0;
            for (const Part& part : out_.parts) {
                all += part.damaged ? part.use[k] : 0;
                longest = std::max(longest, part.damaged ? part.use[k] : 0);
            }
            Resource resource;
            resource.name = names[k];
            resource.carry_over = k != crews || !ask_.crews_per_period;
            for (int t = 0; t < ask_.periods; ++t) {
                const double share = ask_.supply * ease[k] / ask_.periods * between(0.7, 1.3);
                resource.supply.push_back(std::round(all * share * 10) / 10);
            }
            // Else a work that fits into one period once there are more crews could no longer be
            // spread, and more crews would do harm (docs/instance.md).
            resource.spread =
                !resource.carry_over && longest > *std::ranges::max_element(resource.supply);
            out_.resources.push_back(std::move(resource));
        }
    }

    const PracticeRequest& ask_;
    Random random_;
    double side_km_;
    Instance out_;
    std::vector<Spot> place_; // per part
    std::vector<Cluster> clusters_;
    std::vector<Hit> hits_;
    std::vector<std::uint32_t> hubs_, sites_;
    std::vector<double> radius_km_; // per site
    int joints_ = 0, spans_ = 0, links_ = 0;
};

} // namespace

Instance practiceInstance(const PracticeRequest& request)
{
    if (request.sites < 1 || request.periods < 1 || request.cells_per_site < 1 ||
        !(request.segment_km > 0) || !(request.supply >= 0)) {
        throw geo::Error{"a practice country needs at least one site, one period, one cell per "
                         "site, and segments longer than nothing",
                         "Change the numbers."};
    }
    return Country{request}.run();
}

} // namespace planning::restoration
