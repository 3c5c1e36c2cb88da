// Where the grid fails, who lives on fuel and who is dark.
#include "planning/synth/build.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace planning::synth {
namespace {

constexpr double spareShare = 1.3; // sites off the grid for each one that is to be dark

/// The grid of one region as a graph.
class GridGraph {
public:
    explicit GridGraph(const Build& build) : build_{build}
    {
        const Index index = indexOfGridNodes(build.made());
        next_.resize(build.made().grid_nodes.size());
        for (const GridLine& line : build.made().grid_lines) {
            const std::uint32_t a = index.at(line.from_id);
            const std::uint32_t b = index.at(line.to_id);
            next_[a].push_back(b);
            next_[b].push_back(a);
        }
    }

    std::vector<std::uint8_t> fed() const
    {
        const auto works = [&](std::uint32_t node) {
            return !build_.gridHits[node].broken() && build_.noSupply[node] == 0;
        };
        std::vector<std::uint8_t> fed(next_.size(), 0);
        std::vector<std::uint32_t> queue;
        for (std::uint32_t i = 0; i < next_.size(); ++i) {
            if (build_.made().grid_nodes[i].kind == GridNodeKind::source && works(i)) {
                fed[i] = 1;
                queue.push_back(i);
            }
        }
        while (!queue.empty()) {
            const std::uint32_t at = queue.back();
            queue.pop_back();
            for (const std::uint32_t other : next_[at]) {
                if (works(other) && fed[other] == 0) {
                    fed[other] = 1;
                    queue.push_back(other);
                }
            }
        }
        return fed;
    }

    /// Feeders that hang on a substation, directly or over other feeders.
    std::vector<std::uint32_t> feedersOf(std::uint32_t substation) const
    {
        std::vector<std::uint32_t> found;
        std::vector<std::uint32_t> queue{substation};
        while (!queue.empty()) {
            const std::uint32_t at = queue.back();
            queue.pop_back();
            for (const std::uint32_t other : next_[at]) {
                if (build_.made().grid_nodes[other].kind == GridNodeKind::feeder &&
                    std::ranges::find(found, other) == found.end()) {
                    found.push_back(other);
                    queue.push_back(other);
                }
            }
        }
        return found;
    }

private:
    const Build& build_;
    std::vector<std::vector<std::uint32_t>> next_;
};

bool survives(const Build& build, std::uint32_t site)
{
    return !build.siteHits[site].broken();
}

int darkWanted(const Stratum& stratum)
{
    const Fates& f = stratum.fates;
    return apportion({f.no_power, 100 - f.no_power}, static_cast<int>(stratum.sites.size()))[0];
}

/// Feeders that are to be dead: in each stratum the hardest hit, until enough sites hang on them.
std::vector<std::uint8_t> deadFeeders(const Build& build, std::uint32_t r,
                                      const std::vector<Stratum>& strata, Random& random)
{
    const Region& region = build.regions[r];
    const Index& index = build.gridIndex;
    std::vector<std::uint8_t> dead(build.made().grid_nodes.size(), 0);
    std::vector<double> score(dead.size(), 0);
    for (const std::uint32_t node : region.grid_nodes) {
        score[node] =
            build.fields[r].at(build.made().grid_nodes[node].at.xy) + 0.15 * random.normal();
    }
    for (const Stratum& stratum : strata) {
        const double hardest = stratum.fates.destroyed + stratum.fates.damaged;
        const double share = hardest > 20 ? region.preset->grid_out : 0.3 * region.preset->grid_out;
        const double offGridWanted = share * static_cast<double>(stratum.sites.size());
        const double survivorsWanted = spareShare * darkWanted(stratum);
        std::map<std::uint32_t, std::vector<std::uint32_t>> sitesOf;
        for (const std::uint32_t site : stratum.sites) {
            sitesOf[index.at(build.made().sites[site].power.grid_node_id)].push_back(site);
        }
        std::vector<std::uint32_t> feeders;
        double off = 0;
        double survivors = 0;
        const auto kill = [&](std::uint32_t feeder) {
            dead[feeder] = 1;
            for (const std::uint32_t site : sitesOf[feeder]) {
                off += 1;
                survivors += survives(build, site) ? 1 : 0;
            }
        };
        for (const auto& [feeder, sites] : sitesOf) {
            if (dead[feeder] != 0) {
                kill(feeder);
            } else {
                feeders.push_back(feeder);
            }
        }
        std::ranges::stable_sort(feeders, std::greater<>{},
                                 [&](std::uint32_t f) { return score[f]; });
        for (const std::uint32_t feeder : feeders) {
            if (off >= offGridWanted && survivors >= survivorsWanted) {
                break;
            }
            kill(feeder);
        }
    }
    return dead;
}

/// Explains dead feeders: by their substation where all of its feeders are dead and nobody else
/// loses supply, else by damage of their own.
void damageGrid(Build& build, std::uint32_t r, const GridGraph& graph,
                const std::vector<std::uint8_t>& dead, Random& random)
{
    const auto hit = [&](std::uint32_t node, double destroyedShare) {
        const geo::XY at = build.made().grid_nodes[node].at.xy;
        build.gridHits[node] = {random.chance(destroyedShare) ? Damage::destroyed : Damage::partial,
                                ageAt(build, r, at)};
    };
    for (const std::uint32_t node : build.regions[r].grid_nodes) {
        if (build.made().grid_nodes[node].kind != GridNodeKind::substation) {
            continue;
        }
        const std::vector<std::uint32_t> feeders = graph.feedersOf(node);
        if (feeders.empty() ||
            !std::ranges::all_of(feeders, [&](std::uint32_t f) { return dead[f] != 0; })) {
            continue;
        }
        hit(node, 0.3);
        const std::vector<std::uint8_t> fed = graph.fed();
        for (const std::uint32_t other : build.regions[r].grid_nodes) {
            const bool feeder = build.made().grid_nodes[other].kind == GridNodeKind::feeder;
            if (feeder && fed[other] == 0 && dead[other] == 0) {
                build.gridHits[node] = {}; // it would take others down
                break;
            }
        }
    }
    const std::vector<std::uint8_t> fed = graph.fed();
    for (const std::uint32_t node : build.regions[r].grid_nodes) {
        if (dead[node] != 0 && (fed[node] != 0 || random.chance(0.3))) {
            hit(node, 0.3);
        }
    }
}

/// Of the survivors off the grid, the wanted number goes dark; the others get fuel to run on.
void darken(Build& build, const std::vector<Stratum>& strata, Random& random)
{
    for (const Stratum& stratum : strata) {
        std::vector<std::pair<double, std::uint32_t>> candidates;
        for (const std::uint32_t i : stratum.sites) {
            PowerSupply& power = build.made().sites[i].power;
            if (onGrid(build, power) || !survives(build, i)) {
                continue;
            }
            const double order = random.uniform() + (*power.generator_kw > 0 ? 0.6 : 0);
            // A degraded site is on the air, so it has power.
            candidates.emplace_back(build.siteHits[i].damage == Damage::minimal ? 9 : order, i);
        }
        std::ranges::sort(candidates);
        int wanted = darkWanted(stratum);
        for (const auto& [order, i] : candidates) {
            PowerSupply& power = build.made().sites[i].power;
            if (wanted > 0 && order < 9) {
                --wanted;
                power.fuel_on_hand_l = 0;
                power.solar_kw.reset();
                build.darkDays[i] = 1 + static_cast<int>(random.below(
                                            build.request.profile == Profile::disaster ? 4 : 20));
            } else if (power.solar_kw.value_or(0) < *power.load_kw) {
                fuelUp(build, i, random);
            }
        }
    }
}

/// Brings the share of sites with a generator back to the preset's, among those it changes nothing
/// for today: on the grid, or hit.
void settleGenerators(Build& build, std::uint32_t r, Random& random)
{
    const Region& region = build.regions[r];
    std::vector<std::uint32_t> free;
    int with = 0;
    for (const std::uint32_t i : region.sites) {
        const PowerSupply& power = build.made().sites[i].power;
        with += *power.generator_kw > 0 ? 1 : 0;
        if (onGrid(build, power) || !survives(build, i)) {
            free.push_back(i);
        }
    }
    random.shuffle(free);
    const int wanted = static_cast<int>(std::floor(
        build.preset(r).generator_share * static_cast<double>(region.sites.size()) + 0.5));
    for (const std::uint32_t i : free) {
        PowerSupply& power = build.made().sites[i].power;
        if (with < wanted && *power.generator_kw == 0) {
            fuelUp(build, i, random);
            ++with;
        } else if (with > wanted && *power.generator_kw > 0) {
            power.generator_kw = 0;
            power.fuel_on_hand_l = 0;
            --with;
        }
    }
    for (const std::uint32_t i : region.sites) {
        PowerSupply& power = build.made().sites[i].power;
        if (*power.generator_kw == 0) { // no engine, no tank
            power.fuel_l_per_h.reset();
            power.tank_l.reset();
            power.fuel_on_hand_l.reset();
        }
    }
}

} // namespace

void cutPower(Build& build)
{
    build.gridIndex = indexOfGridNodes(build.made());
    build.gridHits.assign(build.made().grid_nodes.size(), {});
    build.noSupply.assign(build.made().grid_nodes.size(), 0);
    build.darkDays.assign(build.made().sites.size(), -1);
    const GridGraph graph{build};
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        Random random = build.random.stream("outage", r);
        const std::vector<Stratum> strata = strataOf(build, r);
        const bool cutOff =
            build.request.profile == Profile::conflict && build.preset(r).grid_out >= 1;
        if (cutOff) {
            for (const std::uint32_t node : build.regions[r].grid_nodes) {
                build.noSupply[node] =
                    build.made().grid_nodes[node].kind == GridNodeKind::source ? 1 : 0;
            }
        } else {
            damageGrid(build, r, graph, deadFeeders(build, r, strata, random), random);
        }
        build.gridFed = graph.fed();
        darken(build, strata, random);
    }
}

bool onGrid(const Build& build, const PowerSupply& power)
{
    return build.gridFed[build.gridIndex.at(power.grid_node_id)] != 0;
}

void fuelUp(Build& build, std::uint32_t site, Random& random)
{
    PowerSupply& power = build.made().sites[site].power;
    if (*power.generator_kw == 0) {
        const double size_kw = build.preset(build.siteDrafts[site].region).generator_kw;
        power.generator_kw = rounded(size_kw * random.uniform(0.8, 1.2), 0.5);
    }
    power.fuel_on_hand_l = std::max(20.0, std::floor(*power.tank_l * random.uniform(0.1, 0.9)));
}

void settlePower(Build& build)
{
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        Random random = build.random.stream("generators", r);
        settleGenerators(build, r, random);
    }
}

} // namespace planning::synth
