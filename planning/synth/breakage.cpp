// What is cut between the sites and the cores, so that as many sites as wanted have lost their way
// although they stand and have power; then, what befell each site in the end.
#include "planning/synth/reach.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace planning::synth {
namespace {

class Breaker {
public:
    Breaker(Build& build, const Reach& reach, std::uint32_t region)
        : build_{build}, reach_{reach}, region_{build.regions[region]}, r_{region},
          strata_{strataOf(build, region)}, random_{build.random.stream("breakage", region)}
    {
        stratumOf_.assign(build.made().sites.size(), 0);
        for (std::uint32_t s = 0; s < strata_.size(); ++s) {
            for (const std::uint32_t site : strata_[s].sites) {
                stratumOf_[site] = s;
            }
        }
        double wanted = 0;
        for (const Stratum& stratum : strata_) {
            wanted += stratum.fates.cut_off / 100 * static_cast<double>(stratum.sites.size());
        }
        quota_ = static_cast<std::size_t>(std::floor(wanted + 0.5));
        for (const Link& link : build.made().links) {
            ++hangsOn_[link.to_id];
        }
    }

    void run()
    {
        spareRelays();
        hitOffices();
        cutTrenches();
        breakDishes();
        degradeOnlyTheServing();
    }

private:
    bool alive(std::uint32_t site) const
    {
        return !build_.siteHits[site].broken() && build_.darkDays[site] < 0;
    }
    PowerSupply& powerOf(std::uint32_t site) { return build_.made().sites[site].power; }
    std::vector<std::uint8_t> vertexOn() const
    {
        std::vector<std::uint8_t> on;
        for (const Hit& hit : build_.nodeHits) {
            on.push_back(hit.broken() ? 0 : 1);
        }
        for (std::uint32_t i = 0; i < build_.made().sites.size(); ++i) {
            on.push_back(alive(i) ? 1 : 0);
        }
        return on;
    }
    static std::vector<std::uint8_t> on(const std::vector<Hit>& hits)
    {
        std::vector<std::uint8_t> out;
        for (const Hit& hit : hits) {
            out.push_back(hit.broken() ? 0 : 1);
        }
        return out;
    }
    /// Sites of the region that stand, have power, and reach no core.
    std::vector<std::uint32_t> orphans() const
    {
        const auto reached = reach_.reached(vertexOn(), on(build_.spanHits), on(build_.linkHits));
        std::vector<std::uint32_t> out;
        for (const std::uint32_t site : region_.sites) {
            if (alive(site) && reached[reach_.ofSite(site)] == 0) {
                out.push_back(site);
            }
        }
        return out;
    }
    bool tooMany() const { return orphans().size() > quota_; }

    /// Trades the fate of a broken relay for that of a whole site nothing hangs on, in the same
    /// stratum, until no more sites are cut off than wanted. Shares stay as they are.
    void spareRelays()
    {
        std::vector<std::uint32_t> lost = orphans();
        for (std::size_t round = 0; lost.size() > quota_ && round < 4 * region_.sites.size();
             ++round) {
            const std::uint32_t orphan = lost[round % lost.size()];
            const auto breaks = reach_.breaksOn(reach_.ofSite(orphan), vertexOn(),
                                                on(build_.spanHits), on(build_.linkHits));
            const auto relay = std::ranges::find_if(breaks, [&](const Reach::Break& b) {
                return b.kind == Reach::Break::Kind::vertex && b.index >= reach_.ofSite(0);
            });
            if (relay != breaks.end()) {
                trade(relay->index - reach_.ofSite(0), orphan);
            }
            lost = orphans();
        }
    }

    /// `orphan` itself takes the relay's place when it can, else some other leaf.
    void trade(std::uint32_t relay, std::uint32_t orphan)
    {
        const auto isLeaf = [&](std::uint32_t site) {
            return hangsOn_[build_.made().sites[site].site_id] == 0;
        };
        // Only a site the grid does not feed can take over being dark.
        const bool dark = build_.darkDays[relay] >= 0;
        const auto fits = [&](std::uint32_t site) {
            return isLeaf(site) && (!dark || (!onGrid(build_, powerOf(site)) &&
                                              build_.siteHits[site].damage == Damage::none));
        };
        std::optional<std::uint32_t> other;
        if (stratumOf_[orphan] == stratumOf_[relay] && fits(orphan)) {
            other = orphan;
        } else {
            double best = -1e300;
            for (const std::uint32_t site : strata_[stratumOf_[relay]].sites) {
                const double score = build_.fields[r_].at(build_.made().sites[site].at.xy);
                if (alive(site) && fits(site) && score > best) {
                    best = score;
                    other = site;
                }
            }
        }
        if (!other) {
            return;
        }
        std::swap(build_.siteHits[relay].damage, build_.siteHits[*other].damage);
        std::swap(build_.darkDays[relay], build_.darkDays[*other]);
        if (!onGrid(build_, powerOf(relay))) {
            fuelUp(build_, relay, random_);
        }
        if (build_.darkDays[*other] >= 0) {
            powerOf(*other).fuel_on_hand_l = 0;
            powerOf(*other).solar_kw.reset();
        }
    }

    /// Offices are hit half as often as sites; never a core.
    void hitOffices()
    {
        double hit = 0;
        for (const Stratum& stratum : strata_) {
            hit += (stratum.fates.destroyed + 0.6 * stratum.fates.damaged) / 100 *
                   static_cast<double>(stratum.sites.size());
        }
        std::vector<std::uint32_t> offices;
        for (const std::uint32_t node : region_.nodes) {
            const NodeKind kind = build_.made().nodes[node].kind;
            if (kind == NodeKind::exchange || kind == NodeKind::aggregation) {
                offices.push_back(node);
            }
        }
        const double share = 0.5 * hit / static_cast<double>(region_.sites.size());
        int wanted =
            static_cast<int>(std::floor(share * static_cast<double>(offices.size()) + 0.5));
        std::ranges::stable_sort(offices, std::greater<>{}, [&](std::uint32_t node) {
            return build_.fields[r_].at(build_.made().nodes[node].at.xy);
        });
        for (const std::uint32_t node : offices) {
            if (wanted == 0) {
                break;
            }
            Hit& now = build_.nodeHits[node];
            now = {random_.chance(0.4) ? Damage::destroyed : Damage::partial,
                   ageAt(build_, r_, build_.made().nodes[node].at.xy)};
            if (tooMany()) {
                now = {};
            } else {
                --wanted;
            }
        }
    }

    struct Trench {
        double score = 0, length_km = 0;
        geo::XY middle;
        std::vector<std::uint32_t> spans; // all cables in it
    };
    std::vector<Trench> trenches()
    {
        std::map<std::string, Trench> byCorridor;
        const Index nodes = indexOfNodes(build_.made());
        const Index sites = indexOfSites(build_.made());
        for (std::uint32_t i = 0; i < build_.made().spans.size(); ++i) {
            const Span& span = build_.made().spans[i];
            const auto node = nodes.find(span.from_id);
            if (node == nodes.end() || build_.nodeRegions[node->second] != r_) {
                continue;
            }
            Trench& trench = byCorridor[span.corridor_id];
            trench.spans.push_back(i);
            trench.length_km += *span.length_km;
            const auto& line = span.line_xy.front();
            trench.middle = line[line.size() / 2];
            // Long cables are cut more often; one to a destroyed mast is gone with it.
            trench.score = build_.fields[r_].at(trench.middle) + 0.1 * std::sqrt(*span.length_km) +
                           0.15 * random_.normal();
            const auto site = sites.find(span.to_id);
            if (site != sites.end() && build_.siteHits[site->second].damage == Damage::destroyed) {
                trench.score += 0.5;
            }
        }
        std::vector<Trench> all;
        for (auto& [id, trench] : byCorridor) {
            all.push_back(std::move(trench));
        }
        std::ranges::stable_sort(all, std::greater<>{}, &Trench::score);
        return all;
    }

    void cutTrenches()
    {
        const std::vector<Trench> all = trenches();
        double total_km = 0;
        for (const Trench& trench : all) {
            total_km += trench.length_km;
        }
        double cut_km = 0;
        for (const Trench& trench : all) {
            if (cut_km + trench.length_km > build_.preset(r_).spans_cut * total_km) {
                continue;
            }
            const Hit hit{random_.chance(0.25) ? Damage::destroyed : Damage::partial,
                          ageAt(build_, r_, trench.middle)};
            const auto set = [&](const Hit& to) {
                for (const std::uint32_t span : trench.spans) {
                    build_.spanHits[span] = to;
                }
            };
            set(hit);
            if (tooMany()) {
                set({});
            } else {
                cut_km += trench.length_km;
            }
        }
    }

    /// Dishes blown off: fills what is left of the wanted number, one site each.
    void breakDishes()
    {
        const Index sites = indexOfSites(build_.made());
        std::vector<std::pair<double, std::uint32_t>> links;
        std::unordered_map<std::string, int> ways;
        for (const Link& link : build_.made().links) {
            ++ways[link.from_id];
        }
        for (std::uint32_t i = 0; i < build_.made().links.size(); ++i) {
            const Link& link = build_.made().links[i];
            const std::uint32_t site = sites.at(link.from_id);
            if (build_.siteDrafts[site].region == r_ && alive(site) && ways[link.from_id] == 1 &&
                hangsOn_[link.from_id] == 0) {
                links.emplace_back(-build_.fields[r_].at(build_.made().sites[site].at.xy), i);
            }
        }
        std::ranges::sort(links);
        std::size_t lost = orphans().size();
        for (const auto& [score, i] : links) {
            if (lost >= quota_) {
                break;
            }
            const std::uint32_t site = sites.at(build_.made().links[i].from_id);
            build_.linkHits[i] = {Damage::partial,
                                  ageAt(build_, r_, build_.made().sites[site].at.xy)};
            lost = orphans().size();
        }
    }

    /// A degraded site is on the air: one that lost its way trades its scratches with one that
    /// serves.
    void degradeOnlyTheServing()
    {
        const std::vector<std::uint32_t> lost = orphans();
        const auto isLost = [&](std::uint32_t site) {
            return std::ranges::find(lost, site) != lost.end();
        };
        for (const std::uint32_t orphan : lost) {
            if (build_.siteHits[orphan].damage != Damage::minimal) {
                continue;
            }
            for (const std::uint32_t other : strata_[stratumOf_[orphan]].sites) {
                if (alive(other) && !isLost(other) &&
                    build_.siteHits[other].damage == Damage::none) {
                    std::swap(build_.siteHits[orphan].damage, build_.siteHits[other].damage);
                    break;
                }
            }
        }
    }

    Build& build_;
    const Reach& reach_;
    const Region& region_;
    std::uint32_t r_;
    std::vector<Stratum> strata_;
    std::vector<std::uint32_t> stratumOf_;
    Random random_;
    std::size_t quota_ = 0;
    std::unordered_map<std::string, int> hangsOn_;
};

/// A dish goes down with the mast it hangs on.
void hitDishes(Build& build)
{
    const Index sites = indexOfSites(build.made());
    for (std::uint32_t i = 0; i < build.made().links.size(); ++i) {
        Hit& hit = build.linkHits[i];
        for (const std::string& end :
             {build.made().links[i].from_id, build.made().links[i].to_id}) {
            const auto site = sites.find(end);
            if (site != sites.end() && build.siteHits[site->second].damage == Damage::destroyed) {
                hit = {Damage::destroyed,
                       std::max(hit.age_days, build.siteHits[site->second].age_days)};
            }
        }
    }
}

} // namespace

void breakTransport(Build& build)
{
    build.nodeHits.assign(build.made().nodes.size(), {});
    build.spanHits.assign(build.made().spans.size(), {});
    build.linkHits.assign(build.made().links.size(), {});
    const Reach reach{build};
    for (std::uint32_t r = 0; r < build.regions.size(); ++r) {
        Breaker{build, reach, r}.run();
    }
    hitDishes(build);
    std::vector<std::uint8_t> vertexOn;
    for (const Hit& hit : build.nodeHits) {
        vertexOn.push_back(hit.broken() ? 0 : 1);
    }
    for (std::uint32_t i = 0; i < build.made().sites.size(); ++i) {
        vertexOn.push_back(!build.siteHits[i].broken() && build.darkDays[i] < 0 ? 1 : 0);
    }
    const auto on = [](const std::vector<Hit>& hits) {
        std::vector<std::uint8_t> out;
        for (const Hit& hit : hits) {
            out.push_back(hit.broken() ? 0 : 1);
        }
        return out;
    };
    const auto reached = reach.reached(vertexOn, on(build.spanHits), on(build.linkHits));
    for (std::uint32_t i = 0; i < build.made().sites.size(); ++i) {
        const Damage damage = build.siteHits[i].damage;
        build.result.fates.push_back(damage == Damage::destroyed     ? Fate::destroyed
                                     : damage == Damage::partial     ? Fate::partial
                                     : build.darkDays[i] >= 0        ? Fate::no_power
                                     : reached[reach.ofSite(i)] == 0 ? Fate::cut_off
                                     : damage == Damage::minimal     ? Fate::degraded
                                                                     : Fate::working);
    }
}

} // namespace planning::synth
