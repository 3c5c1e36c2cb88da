#include "app/jobs/siting_job.h"

#include "app/jobs/cost_file.h"
#include "app/jobs/coverage_terrain.h"
#include "app/jobs/siting_ownership.h"
#include "app/jobs/siting_room.h"
#include "geo/misuse.h"
#include "planning/network/network_state.h"
#include "planning/restoration/least_people.h"
#include "planning/siting/choose_candidates.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <set>

namespace app {
namespace {

using planning::Candidate;

constexpr double transportAntenna_m = 30;

void mention(SitingReport& report, std::string what, std::string fix, const char* table = "",
             const std::string& id = {})
{
    report.problems.push_back({.severity = geo::Severity::warning,
                               .what = std::move(what),
                               .fix = std::move(fix),
                               .place = {.file = {}, .layer = table},
                               .asset_kind = table,
                               .asset_id = id});
}

void requireSound(const SitingRequest& q)
{
    if (!q.everyone && !q.budget_usd && !q.sites) {
        throw geo::Misuse{"nothing says how much may be built",
                          "Give --budget, --sites, or --everyone for the cheapest set that reaches "
                          "all who can be reached"};
    }
    if ((q.budget_usd && *q.budget_usd < 0) || (q.sites && *q.sites < 0) || q.temporary < 0 ||
        q.satellite < 0) {
        throw geo::Misuse{"a budget or a number of sites is below zero", "Give 0 or more"};
    }
    planning::requireSound(q.demand);
}

class Siting {
public:
    Siting(geo::Workspace& workspace, const SitingRequest& request) : workspace_{workspace}
    {
        report_.request = request;
        report_.request.candidates.temporary = request.temporary > 0;
        report_.request.candidates.satellite = request.satellite > 0;
        report_.request.candidates.rebuild = request.now;
    }

    std::optional<SitingReport> run(const planning::Feedback& feedback)
    {
        requireSound(ask());
        report_.situation = loadSituation(workspace_, ask().situation);
        const geo::WorkingCrs crs{workspace_.crs()};
        const LoadedCover loaded = requireCover(workspace_, world());
        if (loaded.stale) {
            mention(report_, "the coverage is older than the network or the people it rests on",
                    "Run sila coverage again; it only computes what is missing");
        }
        SitingGround ground{workspace_, crs, loaded, {}, {}};
        whoIsNotServed(ground);
        if (!findCandidates(ground, feedback.stage(0, 0.2))) {
            return std::nullopt;
        }
        const auto cover = coverOfCandidates(ground, report_, feedback.stage(0.2, 0.7));
        if (!cover) {
            return std::nullopt;
        }
        const planning::CostCatalogue costs = costsOf(workspace_);
        for (std::size_t i = 0; i < report_.candidates.size(); ++i) {
            planning::addCosts(report_.candidates[i], costs, standing_[i] != 0,
                               ask().candidates.fibre);
        }
        if (!choose(*cover, feedback.stage(0.7, 0.85)) ||
            !room(ground, *cover, feedback.stage(0.85, 0.98)) || !settle(ground, *cover)) {
            return std::nullopt;
        }
        assume();
        std::ranges::stable_sort(report_.candidates, [](const Candidate& a, const Candidate& b) {
            const auto rank = [](const Candidate& c) {
                return c.chosen() ? c.order : c.refused() ? 2'000'000'000 : 1'000'000'000;
            };
            return rank(a) != rank(b) ? rank(a) < rank(b) : a.people > b.people;
        });
        addOwnership(report_, costs);
        return std::move(report_);
    }

private:
    const SitingRequest& ask() const { return report_.request; }
    const planning::Scenario& world() const { return report_.situation.scenario; }

    /// Grid cells that receive nothing that counts, when all works or today.
    void whoIsNotServed(SitingGround& ground)
    {
        const planning::Cover& cover = ground.loaded.cover;
        const planning::Statuses& statuses = report_.situation.statuses;
        const planning::TransportGraph graph{world(), nullptr};
        const auto state =
            planning::networkState(world(), statuses, graph, report_.situation.as_of);
        ground.working = ask().now ? planning::workingLayers(cover, state, statuses).surely
                                   : planning::existingLayers(cover, statuses);
        for (std::size_t i = 0; i < world().sites.size(); ++i) {
            if (!ask().now || state.sites[i].service == planning::Service::on) {
                serving_.insert(world().sites[i].site_id);
            }
        }
        const auto received = planning::technologiesByGroup(cover, ground.working);
        planning::TechnologySet counts = planning::noTechnology;
        for (int t = static_cast<int>(ask().counts_from); t < planning::technologyCount; ++t) {
            counts |= planning::setOf(static_cast<planning::Technology>(t));
        }
        ground.unserved.assign(cover.frame.size(), 0);
        for (std::size_t i = 0; i < cover.group.size(); ++i) {
            if (cover.group[i] != planning::noGroup) {
                ground.unserved[i] = (received[cover.group[i]] & counts) == 0 ? 1 : 0;
            }
        }
        for (std::size_t g = 0; g < cover.groups(); ++g) {
            report_.people += cover.group_people[g];
            ((received[g] & counts) == 0 ? report_.unserved : report_.served) +=
                cover.group_people[g];
        }
        report_.grid_cells = cover.frame.size();
        for (const planning::Settlement& s : world().settlements) {
            if (s.population.value_or(0) == 0) { // unknown, or nobody
                report_.people_unknown += s.population ? 0 : 1;
                const std::string how = s.population ? "a population of 0: no site is for it"
                                                     : "no population: unknown in the totals";
                mention(report_, fmt::format("{} has {}", s.name, how),
                        "Give the number, even an estimate", "settlements", s.settlement_id);
            }
        }
    }

    /// Nodes, and sites joined to the network (of those that serve).
    std::vector<planning::TransportPoint> transport() const
    {
        std::vector<planning::TransportPoint> out;
        for (const planning::Node& node : world().nodes) {
            if (node.kind != planning::NodeKind::splice) {
                out.push_back({node.node_id, node.at.xy, transportAntenna_m});
            }
        }
        std::set<std::string> linked;
        for (const planning::Link& link : world().links) {
            linked.insert({link.from_id, link.to_id});
        }
        for (const planning::Span& span : world().spans) {
            linked.insert({span.from_id, span.to_id});
        }
        for (const planning::Site& site : world().sites) {
            if (serving_.contains(site.site_id) &&
                (!site.transport_id.empty() || linked.contains(site.site_id))) {
                out.push_back({site.site_id, site.at.xy,
                               site.structure_height_m.value_or(transportAntenna_m)});
            }
        }
        return out;
    }

    /// So far that hops to every point in reach of a candidate cross known ground.
    geo::Box withPoints(geo::Box box, const std::vector<planning::TransportPoint>& points) const
    {
        const geo::Box reach = box.grown(ask().candidates.most_hop_m);
        for (const planning::TransportPoint& point : points) {
            if (reach.contains(point.at.x_m, point.at.y_m)) {
                box.add(point.at.x_m, point.at.y_m);
            }
        }
        return box;
    }

    bool findCandidates(const SitingGround& ground, const planning::Feedback& feedback)
    {
        std::optional<Terrain> terrain;
        const geo::Box cover = ground.loaded.cover.frame.box();
        const auto points = transport();
        if (workspace_.rasters("elevation").empty()) {
            mention(report_,
                    "there is no elevation model: no hilltops are offered, and no hop is known to "
                    "be clear; only fibre along roads joins a candidate",
                    "Import one with sila import WORKSPACE elevation FILE");
        } else {
            terrain = loadTerrain(workspace_, ground.crs, withPoints(cover, points),
                                  ClutterCode::none, feedback.stage(0, 0.3, "terrain"), 0);
            if (!terrain) {
                return false;
            }
        }
        const geo::Elevation* elevation = terrain ? &terrain->elevation : nullptr;
        std::vector<planning::Hilltop> tops;
        if (elevation != nullptr && ask().candidates.hilltops) {
            tops = planning::hilltopsOf(*elevation, ask().candidates.peaks);
            std::erase_if(tops, [&](const planning::Hilltop& top) {
                return !cover.contains(top.at.x_m, top.at.y_m);
            });
        }
        planning::CandidateRequest request = ask().candidates;
        if (!request.on) {
            request.on = std::chrono::floor<std::chrono::days>(report_.situation.as_of);
        }
        planning::CandidateList list =
            planning::listCandidates(world(), report_.situation.statuses, tops, request);
        report_.carry_already = list.carry_already;
        report_.candidates = std::move(list.candidates);
        standing_ = std::move(list.standing);
        if (world().roads.empty()) {
            mention(report_,
                    "there are no roads: no candidate is refused for lying on none, and "
                    "fibre is not offered",
                    "Import them with sila import WORKSPACE roads FILE");
        }
        if (points.empty()) {
            mention(report_, "there is no transport node: only satellite can join a candidate",
                    "Import nodes and spans", "nodes");
        }
        return planning::checkCandidates(report_.candidates, world(), elevation, points, request,
                                         ask().threads, feedback.stage(0.3, 1, "candidates"));
    }

    bool choose(const planning::Cover& reach, const planning::Feedback& feedback,
                std::vector<char> only = {})
    {
        planning::SiteChoiceRequest request;
        request.only = std::move(only);
        request.budget_usd = ask().budget_usd;
        request.sites = ask().sites;
        request.temporary = ask().temporary;
        request.satellite = ask().satellite;
        request.everyone = ask().everyone;
        request.capacity = ask().capacity;
        request.people = report_.people;
        request.seed = ask().seed;
        request.effort = ask().effort;
        const auto choice =
            planning::chooseCandidates(report_.candidates, reach, request, feedback);
        if (!choice) {
            return false;
        }
        if (choice->groups == 0) {
            mention(report_, "no candidate reaches anybody who is not served",
                    "See the reasons of the candidates in results_candidates");
        }
        report_.reachable = choice->reachable;
        report_.reached = choice->reached;
        report_.gained = choice->gained;
        report_.promised = choice->gained;
        report_.carried = choice->carried;
        report_.bound = choice->bound;
        report_.optimal = choice->optimal;
        report_.cost_usd = choice->cost_usd;
        report_.cost_low_usd = choice->cost_low_usd;
        report_.cost_high_usd = choice->cost_high_usd;
        report_.groups = choice->groups;
        report_.incidences = choice->incidences;
        return true;
    }

    /// Whether the covered can be carried, before and with what is chosen. New cells disturb one
    /// another, which the choice does not know: what they carry together is counted here, and those
    /// without which no fewer are carried are left out again.
    bool room(const SitingGround& ground, const planning::Cover& reach,
              const planning::Feedback& feedback)
    {
        if (!ask().capacity) {
            return true;
        }
        const auto summed = [](const planning::CapacityReport& r) {
            const auto full = std::ranges::count_if(
                r.cells, [](const planning::CellLoad& c) { return c.load() > 1; });
            return SitingReport::Capacity{r.covered, r.lacking, r.too_slow,
                                          static_cast<std::size_t>(full)};
        };
        const auto before = capacityWith(ground, report_, false, feedback.stage(0, 0.2));
        const auto chosen = [&] {
            return std::ranges::count_if(report_.candidates, &Candidate::chosen);
        };
        const auto promised = chosen();
        room_ = roomOfChosen(ground, report_, feedback.stage(0.2, 0.9));
        if (!before || !room_) {
            return false;
        }
        report_.left_out = static_cast<std::size_t>(promised - chosen());
        if (report_.left_out > 0 && !chooseAmong(reach, feedback.stage(0.9, 1))) {
            return false;
        }
        report_.capacity_before = summed(before->report);
        report_.capacity_after = summed(room_->report);
        report_.carried = 0;
        const std::vector<double> carried = carriedBy(ground, report_, *room_);
        const double all = std::accumulate(carried.begin(), carried.end(), 0.0);
        // Fewer disturb than the choice allowed for: no more than it promised.
        const double share = all > report_.gained ? report_.gained / all : 1;
        for (std::size_t i = 0; i < carried.size(); ++i) {
            report_.candidates[i].people_carried = carried[i] * share;
            report_.carried += carried[i] * share;
        }
        const auto roomFor = [](const SitingReport::Capacity& c) {
            return c.covered - c.too_slow - c.lacking;
        };
        const double was = roomFor(*report_.capacity_before);
        const double is = roomFor(*report_.capacity_after);
        if (is < was - planning::leastPeople) {
            mention(
                report_,
                fmt::format("the new cells disturb those that stand on the same carrier: {:.0f} "
                            "people find room in all, {:.0f} did before",
                            is, was),
                "Give the new cells a carrier of their own (--frequency), or build fewer");
        }
        return true;
    }

    /// The choice once more with those that are still chosen; what bounds any choice stays.
    bool chooseAmong(const planning::Cover& reach, const planning::Feedback& feedback)
    {
        std::vector<char> kept;
        for (Candidate& c : report_.candidates) {
            kept.push_back(c.chosen() ? 1 : 0);
            const bool was = c.reasons == std::vector{planning::SiteReason::chosen};
            if (was) {
                c.reasons.clear();
            }
            if (was && !c.chosen()) {
                c.reasons = {planning::SiteReason::lessForMoney};
            }
            c.order = 0;
            c.people_reached = c.people_new = c.people_carried = 0;
        }
        const SitingReport first = report_;
        if (!choose(reach, feedback, std::move(kept))) {
            return false;
        }
        report_.reachable = first.reachable;
        report_.promised = first.promised;
        report_.bound = first.bound;
        report_.groups = first.groups;
        report_.incidences = first.incidences;
        report_.optimal = first.optimal && report_.gained >= first.promised - planning::leastPeople;
        return true;
    }

    /// Who is reached and finds no room, settlement by settlement.
    bool settle(const SitingGround& ground, const planning::Cover& reach)
    {
        const planning::Cover& cover = ground.loaded.cover;
        std::vector<char> chosenGroup(reach.groups(), 0);
        for (std::size_t g = 0; g < reach.groups(); ++g) {
            for (const std::uint32_t l : reach.layersOf(g)) {
                chosenGroup[g] |=
                    static_cast<char>(report_.candidates[reach.layers[l].site].chosen() ? 1 : 0);
            }
        }
        report_.settlements.resize(world().settlements.size());
        for (std::uint32_t i = 0; i < report_.settlements.size(); ++i) {
            report_.settlements[i].settlement = i;
        }
        for (const planning::PlaceCell& place : ground.loaded.settlementCells) {
            if (cover.group[place.cell] == planning::noGroup) {
                continue;
            }
            SitingSettlement& s = report_.settlements[place.place];
            s.people += place.people;
            const bool was = ground.unserved[place.cell] == 0;
            const std::uint32_t g = reach.group[place.cell];
            const bool is = was || (g != planning::noGroup && chosenGroup[g] != 0);
            s.served_before += was ? place.people : 0;
            s.served_after += is ? place.people : 0;
            if (room_ && is) {
                const float share = room_->report.share[place.cell];
                s.lacking += std::isnan(share) ? place.people
                                               : place.people * (1 - static_cast<double>(share));
            }
        }
        return true;
    }

    void assume()
    {
        auto& out = report_.assumptions;
        out.push_back(ask().now ? "whom today's network does not serve for sure"
                                : "whom nobody would serve if every site that exists worked");
        const planning::CandidateRadio& mast = ask().candidates.mast;
        out.push_back(fmt::format(
            "a new mast: {} at {:.0f} MHz, {:.0f} MHz wide, {:.0f} dBm, {:.0f} m, {} sectors taken "
            "as one all-round antenna",
            planning::text(mast.technology), mast.frequency_mhz, mast.bandwidth_mhz, mast.eirp_dbm,
            mast.height_m, mast.sectors));
        out.push_back(fmt::format(
            "hops of up to {:.0f} km at {:.1f} GHz with 60 % of the first "
            "Fresnel zone free over bare ground, or fibre of up to {:.0f} km "
            "along roads, {}; dearer where the ground is steep",
            ask().candidates.most_hop_m / 1000, ask().candidates.hop_frequency_ghz,
            ask().candidates.most_fibre_m / 1000, planning::text(ask().candidates.fibre)));
        out.push_back(fmt::format(
            "demand: {:.3g} users at once for each person, {:.3g} Mbit/s each",
            ask().demand.online_share * ask().demand.at_once_share, ask().demand.mbps_each));
        if (!ask().capacity) {
            out.emplace_back("cells are never full");
        } else if (ask().everyone) {
            out.emplace_back("reaching everyone is about reach: who finds no room in the cell buys "
                             "nothing there and is in no figure of money");
        }
        out.emplace_back("costs: the workspace's catalogue, base values; what is chosen is chosen "
                         "by the cost to build, what it costs over the years is told beside it");
    }

    geo::Workspace& workspace_;
    SitingReport report_;
    std::vector<char> standing_;
    std::set<std::string> serving_;  // sites that serve before anything new
    std::optional<SitingRoom> room_; // with what is chosen; nothing when cells are never full
};

} // namespace

double SitingReport::gapPercent() const
{
    const double value = request.everyone ? cost_usd : gained;
    const double most = std::max(std::abs(bound), std::abs(value));
    return most > 0 ? 100 * std::abs(bound - value) / most : 0;
}

std::optional<SitingReport> chooseSites(geo::Workspace& workspace, const SitingRequest& request,
                                        const planning::Feedback& feedback)
{
    return Siting{workspace, request}.run(feedback);
}

} // namespace app
