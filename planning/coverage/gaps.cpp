#include "planning/coverage/gaps.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace planning {
namespace {

constexpr double m2_per_km2 = 1e6;
constexpr double nearnessMargin = 1.01; // plane distances are within 1 % of geodesic ones

enum class GroupState : std::uint8_t { served, uncertain, lost, never };

std::vector<GroupState> statesOf(const GapInput& input, const WorkingLayers& working,
                                 TechnologySet wanted)
{
    const auto surely = technologiesByGroup(input.cover, working.surely);
    const auto possibly = technologiesByGroup(input.cover, working.possibly);
    const auto before =
        technologiesByGroup(input.cover, existingLayers(input.cover, input.statuses));
    std::vector<GroupState> states(surely.size());
    for (std::size_t g = 0; g < states.size(); ++g) {
        states[g] = (surely[g] & wanted) != 0     ? GroupState::served
                    : (possibly[g] & wanted) != 0 ? GroupState::uncertain
                    : (before[g] & wanted) != 0   ? GroupState::lost
                                                  : GroupState::never;
    }
    return states;
}

/// Why a layer that exists does not work.
Cause causeOf(const GapInput& input, const RadioLayer& layer)
{
    const SiteService& site = input.network.sites[layer.site];
    if (site.service == Service::on && layer.cell != allCells) {
        const AssetStatus& cell = input.statuses.cells[layer.cell];
        return cell.status == Status::unknown ? Cause::unknown
               : cell.cause == Cause::none    ? Cause::physical
                                              : cell.cause;
    }
    return site.service == Service::unknown || site.cause == Cause::none ? Cause::unknown
                                                                         : site.cause;
}

/// Cells of each gap, gap by gap; cells ascending.
struct Component {
    GapKind kind = GapKind::lost;
    std::vector<std::uint32_t> cells;
};

std::vector<Component> componentsOf(const Cover& cover, const std::vector<GroupState>& states,
                                    std::vector<std::uint32_t>& label)
{
    const auto kindAt = [&](std::size_t cell) -> std::optional<GapKind> {
        const std::uint32_t g = cover.group[cell];
        if (g == noGroup || !(cover.people[cell] > 0) || states[g] == GroupState::served) {
            return std::nullopt;
        }
        return states[g] == GroupState::never ? GapKind::neverServed : GapKind::lost;
    };
    std::vector<Component> components;
    label.assign(cover.frame.size(), noGroup);
    std::vector<std::uint32_t> open;
    for (std::size_t first = 0; first < label.size(); ++first) {
        const auto kind = label[first] == noGroup ? kindAt(first) : std::nullopt;
        if (!kind) {
            continue;
        }
        const auto mine = static_cast<std::uint32_t>(components.size());
        Component& component = components.emplace_back();
        component.kind = *kind;
        label[first] = mine;
        open.push_back(static_cast<std::uint32_t>(first));
        while (!open.empty()) {
            const std::uint32_t cell = open.back();
            open.pop_back();
            component.cells.push_back(cell);
            const int col = static_cast<int>(cell) % cover.frame.cols;
            const int row = static_cast<int>(cell) / cover.frame.cols;
            for (int r = row - 1; r <= row + 1; ++r) {
                for (int c = col - 1; c <= col + 1; ++c) {
                    if (!cover.frame.inside(c, r)) {
                        continue;
                    }
                    const std::size_t next = cover.frame.at(c, r);
                    if (label[next] == noGroup && kindAt(next) == kind) {
                        label[next] = mine;
                        open.push_back(static_cast<std::uint32_t>(next));
                    }
                }
            }
        }
        std::sort(component.cells.begin(), component.cells.end());
    }
    return components;
}

geo::XY centreOf(const Cover& cover, const std::vector<std::uint32_t>& cells)
{
    const auto centreAt = [&](std::uint32_t cell) {
        return cover.frame.centre(static_cast<int>(cell) % cover.frame.cols,
                                  static_cast<int>(cell) / cover.frame.cols);
    };
    geo::XY mean;
    double weight = 0;
    for (const std::uint32_t cell : cells) {
        const auto people = static_cast<double>(cover.people[cell]);
        const geo::XY at = centreAt(cell);
        mean.x_m += people * at.x_m;
        mean.y_m += people * at.y_m;
        weight += people;
    }
    mean = {mean.x_m / weight, mean.y_m / weight};
    geo::XY best = centreAt(cells.front());
    for (const std::uint32_t cell : cells) {
        const geo::XY at = centreAt(cell);
        if (geo::distance_m(at, mean) < geo::distance_m(best, mean)) {
            best = at;
        }
    }
    return best;
}

/// Nearest of `candidates` on the ellipsoid: those near enough in the plane are measured.
template <typename Asset>
std::optional<NearestAsset> nearest(const std::vector<Asset>& assets,
                                    const std::vector<std::uint32_t>& candidates, const Gap& gap)
{
    double least_m = std::numeric_limits<double>::infinity();
    for (const std::uint32_t i : candidates) {
        least_m = std::min(least_m, geo::distance_m(assets[i].at.xy, gap.centre));
    }
    std::optional<NearestAsset> best;
    for (const std::uint32_t i : candidates) {
        if (geo::distance_m(assets[i].at.xy, gap.centre) > nearnessMargin * least_m) {
            continue;
        }
        const double distance_m = geo::geodesic_m(gap.centre_lonlat, assets[i].at.lonlat);
        if (!best || distance_m < best->distance_m) {
            best = NearestAsset{i, distance_m};
        }
    }
    return best;
}

/// Who would serve the gap, and why they don't.
void explain(Gap& gap, const std::map<std::uint32_t, double>& peopleByGroup, const GapInput& input,
             const LayerFlags& candidates)
{
    std::map<std::uint32_t, GapSite> sites;
    for (const auto& [group, people] : peopleByGroup) {
        std::array<bool, causeCount> seen{};
        std::uint32_t last = noGroup;
        for (const std::uint32_t l : input.cover.layersOf(group)) {
            const RadioLayer& layer = input.cover.layers[l];
            if (candidates[l] == 0) {
                continue;
            }
            const Cause cause = causeOf(input, layer);
            seen[static_cast<std::size_t>(cause)] = true;
            GapSite& site =
                sites.try_emplace(layer.site, GapSite{layer.site, cause, 0}).first->second;
            if (layer.site != last) { // two technologies of one site reach the same people
                site.people += people;
                last = layer.site;
            }
        }
        for (std::size_t c = 0; c < seen.size(); ++c) {
            gap.people_by_cause[c] += seen[c] ? people : 0;
        }
    }
    const auto most = std::max_element(gap.people_by_cause.begin(), gap.people_by_cause.end());
    gap.cause = *most > 0 ? static_cast<Cause>(most - gap.people_by_cause.begin()) : Cause::unknown;
    for (const auto& [index, site] : sites) {
        gap.sites.push_back(site);
    }
    std::stable_sort(gap.sites.begin(), gap.sites.end(),
                     [](const GapSite& a, const GapSite& b) { return a.people > b.people; });
}

} // namespace

std::string_view text(GapKind kind)
{
    return kind == GapKind::lost ? "lost" : "never_served";
}

GapReport gaps(const GapInput& input, const GapRequest& request)
{
    const Cover& cover = input.cover;
    const WorkingLayers working = workingLayers(cover, input.network, input.statuses);
    const std::vector<GroupState> states = statesOf(input, working, request.technologies);
    const LayerFlags exists = existingLayers(cover, input.statuses);
    GapReport report;
    for (std::size_t g = 0; g < states.size(); ++g) {
        const double people = cover.group_people[g];
        report.people += people;
        report.served += states[g] == GroupState::served ? people : 0;
        report.served_at_most +=
            states[g] == GroupState::served || states[g] == GroupState::uncertain ? people : 0;
        report.served_before += states[g] != GroupState::never ? people : 0;
        report.lost +=
            states[g] == GroupState::lost || states[g] == GroupState::uncertain ? people : 0;
        report.lost_certain += states[g] == GroupState::lost ? people : 0;
        report.never += states[g] == GroupState::never ? people : 0;
    }
    // Layers that would serve: they exist, don't surely work, and are of a technology asked for.
    LayerFlags candidates(cover.layers.size());
    std::vector<std::uint32_t> servingSites;
    for (std::size_t l = 0; l < candidates.size(); ++l) {
        const bool asked = (setOf(cover.layers[l].technology) & request.technologies) != 0;
        candidates[l] = asked && exists[l] != 0 && working.surely[l] == 0 ? 1 : 0;
        if (asked && working.surely[l] != 0 &&
            (servingSites.empty() || servingSites.back() != cover.layers[l].site)) {
            servingSites.push_back(cover.layers[l].site);
        }
    }
    std::vector<std::uint32_t> nodes(input.scenario.nodes.size());
    std::iota(nodes.begin(), nodes.end(), 0U);

    std::vector<std::uint32_t> label;
    std::vector<Component> components = componentsOf(cover, states, label);
    std::vector<std::map<std::uint32_t, double>> places(components.size());
    for (const PlaceCell& c : input.settlementCells) {
        if (label[c.cell] != noGroup) {
            places[label[c.cell]][c.place] += c.people;
        }
    }
    const double cell_km2 = cover.frame.cell_m * cover.frame.cell_m / m2_per_km2;
    for (std::size_t i = 0; i < components.size(); ++i) {
        const Component& component = components[i];
        Gap gap;
        gap.kind = component.kind;
        std::map<std::uint32_t, double> peopleByGroup;
        for (const std::uint32_t cell : component.cells) {
            const auto people = static_cast<double>(cover.people[cell]);
            gap.people += people;
            gap.people_certain += states[cover.group[cell]] == GroupState::uncertain ? 0 : people;
            peopleByGroup[cover.group[cell]] += people;
        }
        if (gap.people < request.least_people) {
            ++report.small_gaps;
            report.small_gap_people += gap.people;
            continue;
        }
        gap.cells = static_cast<std::uint32_t>(component.cells.size());
        gap.area_km2 = cell_km2 * gap.cells;
        gap.centre = centreOf(cover, component.cells);
        gap.centre_lonlat = input.crs.unproject(gap.centre);
        gap.outline = outlineOf(component.cells, cover.frame);
        double named = 0;
        for (const auto& [settlement, people] : places[i]) {
            gap.places.push_back({settlement, people});
            named += people;
        }
        std::stable_sort(gap.places.begin(), gap.places.end(),
                         [](const GapPlace& a, const GapPlace& b) { return a.people > b.people; });
        gap.people_outside_places = std::max(0.0, gap.people - named);
        if (gap.kind == GapKind::lost) {
            explain(gap, peopleByGroup, input, candidates);
        }
        gap.site = nearest(input.scenario.sites, servingSites, gap);
        gap.node = nearest(input.scenario.nodes, nodes, gap);
        report.gaps.push_back(std::move(gap));
    }
    std::stable_sort(report.gaps.begin(), report.gaps.end(),
                     [](const Gap& a, const Gap& b) { return a.people > b.people; });
    return report;
}

} // namespace planning
