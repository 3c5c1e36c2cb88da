#include "app/jobs/technology_places.h"

#include "app/jobs/coverage_terrain.h"
#include "app/jobs/raster_values.h"
#include "planning/finance/fibre_price.h"
#include "planning/network/hop_clearance.h"
#include "planning/siting/capacity.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using planning::PlaceToConnect;
using planning::Refusal;

constexpr double assumedMast_m = 30; // where no structure's height is known
constexpr std::size_t sitesTried = 8;
constexpr double profileStep_m = 100;

double between_km(geo::XY a, geo::XY b)
{
    return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m) / 1000;
}

class PlaceFinder {
public:
    PlaceFinder(TechnologyReport& report, const geo::Workspace& workspace,
                const planning::Cover* cover)
        : report_{report}, world_{report.scenario}, workspace_{workspace}, cover_{cover}
    {
    }

    bool run(const planning::Feedback& feedback)
    {
        list();
        return !feedback.cancelled() && layFibre(feedback.stage(0, 0.3, "Laying fibre")) &&
               steepness() && receive() && look(feedback.stage(0.3, 1, "Looking for sight"));
    }

private:
    void list()
    {
        const auto& request = report_.request;
        for (std::uint32_t i = 0; request.settlements && i < world_.settlements.size(); ++i) {
            const planning::Settlement& s = world_.settlements[i];
            PlaceToConnect place;
            place.id = s.settlement_id;
            place.people = s.population;
            add({false, i, {}, {}}, std::move(place), s.at.xy, s.name);
        }
        for (std::uint32_t i = 0; request.facilities && i < world_.facilities.size(); ++i) {
            const planning::Facility& f = world_.facilities[i];
            PlaceToConnect place;
            place.id = f.facility_id;
            place.users = f.users;
            place.has_grid = f.has_grid;
            add({true, i, {}, {}}, std::move(place), f.at.xy, f.name);
        }
        if (report_.places.empty()) {
            throw geo::Error{"the workspace has no settlement and no facility to connect",
                             "Import settlements or facilities first"};
        }
    }
    void add(ConnectedPlace place, PlaceToConnect asked, geo::XY at, const std::string& name)
    {
        if (asked.people == 0.0 || asked.users == 0.0) {
            mention(place.facility ? "facilities" : "settlements", asked.id,
                    fmt::format("{} has {} of 0: nobody is there to connect",
                                name.empty() ? asked.id : name,
                                place.facility ? "a number of users" : "a population"),
                    "Give the number, even an estimate, if somebody is there");
        } else if (!asked.people && !asked.users) {
            mention(place.facility ? "facilities" : "settlements", asked.id,
                    fmt::format("{} has no {}: it is left out of the totals as unknown",
                                name.empty() ? asked.id : name,
                                place.facility ? "users" : "population"),
                    "Give the number, even an estimate");
        }
        report_.places.push_back(std::move(place));
        report_.asked.push_back(std::move(asked));
        at_.push_back(at);
    }
    void mention(const char* table, const std::string& id, std::string what, std::string fix)
    {
        report_.problems.push_back({.severity = geo::Severity::warning,
                                    .what = std::move(what),
                                    .fix = std::move(fix),
                                    .place = {.file = {}, .layer = table},
                                    .asset_kind = table,
                                    .asset_id = id});
    }

    /// Places where nobody is or whose demand nobody knows carry no fibre on to others, nor do
    /// those without power.
    bool layFibre(const planning::Feedback& feedback)
    {
        std::vector<std::uint32_t> known;
        std::vector<geo::XY> at, nodes;
        std::vector<bool> passesOn;
        for (std::uint32_t i = 0; i < at_.size(); ++i) {
            if (report_.asked[i].people.value_or(0) > 0 || report_.asked[i].users.value_or(0) > 0) {
                known.push_back(i);
                at.push_back(at_[i]);
                passesOn.push_back(planning::canHavePower(report_.asked[i], report_.costs,
                                                          report_.request.choice));
            }
        }
        for (const planning::Node& node : world_.nodes) {
            nodes.push_back(node.at.xy);
        }
        const auto ways =
            planning::fibreTree(at, nodes, world_.roads, report_.request.fibre, feedback, passesOn);
        if (!ways) {
            return false;
        }
        for (std::size_t k = 0; k < known.size(); ++k) {
            PlaceToConnect& place = report_.asked[known[k]];
            const planning::FibreWay& way = (*ways)[k];
            place.fibre_km = way.km;
            if (way.parent) {
                place.fibre_parent = known[*way.parent];
            }
            place.fibre_refusal =
                !way.off_road && nodes.empty() ? Refusal::no_node : Refusal::no_road;
            if (way.off_road) {
                const bool facility = report_.places[known[k]].facility;
                mention(facility ? "facilities" : "settlements", place.id,
                        fmt::format("{} lies more than {:.0f} m from every road", place.id,
                                    report_.request.fibre.snap_m),
                        "Import the roads that lead there, or correct its position");
            }
        }
        if (world_.roads.empty()) {
            report_.assumptions.push_back(
                fmt::format("no roads are known: fibre goes straight, {:.2f} times as far",
                            report_.request.fibre.straight_factor));
        }
        report_.assumptions.emplace_back("every node is taken as mended: this is about what comes "
                                         "after the emergency");
        return true;
    }

    /// How steep the ground is between a place and where its fibre comes from, where the cost set
    /// has a price for that.
    bool steepness()
    {
        if (report_.costs.find("fibre.hilly") == nullptr || world_.nodes.empty() ||
            workspace_.rasters("elevation").empty()) {
            return true;
        }
        constexpr int steps = 20;
        const geo::WorkingCrs crs{world_.crs};
        std::vector<geo::LonLat> positions;
        std::vector<std::pair<std::uint32_t, double>> asked; // place, metres of a step
        for (std::uint32_t i = 0; i < at_.size(); ++i) {
            const PlaceToConnect& place = report_.asked[i];
            if (!place.fibre_km) {
                continue;
            }
            const geo::XY from = at_[i];
            const geo::XY to = place.fibre_parent ? at_[*place.fibre_parent] : nearestNode(from);
            asked.emplace_back(i, 1000 * between_km(from, to) / steps);
            for (int k = 0; k <= steps; ++k) {
                const double t = static_cast<double>(k) / steps;
                positions.push_back(crs.unproject(geo::XY{from.x_m + t * (to.x_m - from.x_m),
                                                          from.y_m + t * (to.y_m - from.y_m)}));
            }
        }
        const std::vector<float> found_m = rasterValues(workspace_, "elevation", positions);
        const std::vector<double> heights_m(found_m.begin(), found_m.end());
        for (std::size_t k = 0; k < asked.size(); ++k) {
            report_.asked[asked[k].first].fibre_slope = planning::meanSlope(
                std::span{heights_m}.subspan(k * (steps + 1), steps + 1), asked[k].second);
        }
        report_.assumptions.emplace_back("fibre is dearer in hills and mountains, by the ground "
                                         "between a place and where its fibre comes from");
        return true;
    }
    geo::XY nearestNode(geo::XY from) const
    {
        return std::ranges::min_element(
                   world_.nodes, {},
                   [&](const planning::Node& node) { return between_km(from, node.at.xy); })
            ->at.xy;
    }

    bool receive()
    {
        if (cover_ == nullptr) {
            for (PlaceToConnect& place : report_.asked) {
                place.cell_refusal = Refusal::unknown_cover;
            }
            report_.assumptions.emplace_back("no coverage was computed: cellular is not offered; "
                                             "run sila coverage first");
            return true;
        }
        const std::vector<double> most_mbps =
            planning::mostOfSites_mbps(world_, report_.request.least_cell);
        for (std::size_t i = 0; i < at_.size(); ++i) {
            const int col = cover_->frame.colOf(at_[i].x_m), row = cover_->frame.rowOf(at_[i].y_m);
            if (!cover_->frame.inside(col, row)) {
                continue;
            }
            const std::uint32_t group = cover_->group[cover_->frame.at(col, row)];
            if (group == planning::noGroup) {
                continue;
            }
            for (const std::uint32_t l : cover_->layersOf(group)) {
                const planning::RadioLayer& layer = cover_->layers[l];
                const double km = between_km(at_[i], world_.sites[layer.site].at.xy);
                if (layer.technology >= report_.request.least_cell &&
                    (!report_.asked[i].cell_km || km < *report_.asked[i].cell_km)) {
                    report_.asked[i].cell_km = km;
                    report_.places[i].serving_site = world_.sites[layer.site].site_id;
                    if (report_.request.capacity) {
                        report_.asked[i].cell_site = layer.site;
                        report_.asked[i].cell_free_mbps = most_mbps[layer.site];
                    }
                }
            }
        }
        report_.assumptions.push_back(
            fmt::format("cellular: outdoors within the footprint of a {} cell or newer, all sites "
                        "mended; {}",
                        planning::text(report_.request.least_cell),
                        report_.request.capacity
                            ? fmt::format("a site carries at most {:.1f} bit/s per Hz of these "
                                          "cells (all users near the mast), for the places with "
                                          "most users first; who else uses it is not known",
                                          planning::shannonMost_bps_hz)
                            : std::string{"capacity is not counted"}));
        return true;
    }

    bool look(const planning::Feedback& feedback)
    {
        const double reach_km =
            planning::accessCost(report_.costs, planning::AccessTechnology::point_to_point)
                .reach_km;
        const auto cell_m = terrainCell_m(workspace_);
        if (!cell_m || world_.sites.empty()) {
            for (PlaceToConnect& place : report_.asked) {
                place.hop_refusal =
                    world_.sites.empty() ? Refusal::no_site : Refusal::unknown_sight;
            }
            report_.assumptions.push_back(
                world_.sites.empty()
                    ? "there are no sites: no radio link is offered"
                    : "there is no elevation: no radio link is offered, for nobody knows "
                      "what stands in its way");
            return true;
        }
        geo::Box box{at_.front().x_m, at_.front().y_m, at_.front().x_m, at_.front().y_m};
        const auto grow = [&box](geo::XY p) {
            box.min_x = std::min(box.min_x, p.x_m);
            box.min_y = std::min(box.min_y, p.y_m);
            box.max_x = std::max(box.max_x, p.x_m);
            box.max_y = std::max(box.max_y, p.y_m);
        };
        std::ranges::for_each(at_, grow);
        for (const planning::Site& site : world_.sites) {
            grow(site.at.xy);
        }
        const geo::WorkingCrs crs{world_.crs};
        const auto terrain =
            loadTerrain(workspace_, crs, box, ClutterCode::none, feedback.stage(0, 0.2));
        if (!terrain) {
            return false;
        }
        for (std::size_t i = 0; i < at_.size(); ++i) {
            if (i % 64 == 0) {
                if (feedback.cancelled()) {
                    return false;
                }
                feedback.progress(0.2 +
                                  0.8 * static_cast<double>(i) / static_cast<double>(at_.size()));
            }
            lookFrom(i, terrain->elevation, reach_km);
        }
        report_.assumptions.push_back(fmt::format(
            "radio links: 60 % of the first Fresnel zone at {:.0f} GHz free over the bare ground, "
            "antennas {:.0f} m at the place and as high as the mast ({:.0f} m where unknown)",
            report_.request.hop_frequency_ghz, report_.request.place_antenna_m, assumedMast_m));
        return true;
    }

    void lookFrom(std::size_t i, const geo::Elevation& elevation, double reach_km)
    {
        std::vector<std::pair<double, std::uint32_t>> near;
        for (std::uint32_t s = 0; s < world_.sites.size(); ++s) {
            const double km = between_km(at_[i], world_.sites[s].at.xy);
            if (reach_km <= 0 || km <= reach_km) {
                near.emplace_back(km, s);
            }
        }
        report_.asked[i].hop_refusal = near.empty() ? Refusal::no_site : Refusal::no_sight;
        const std::size_t tried = std::min(sitesTried, near.size());
        std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(tried));
        for (std::size_t k = 0; k < tried; ++k) {
            const planning::Site& site = world_.sites[near[k].second];
            if (near[k].first * 1000 < 2 * profileStep_m || seen(i, site, elevation)) {
                report_.asked[i].hop_km = near[k].first;
                report_.places[i].hop_site = site.site_id;
                return;
            }
        }
    }
    bool seen(std::size_t i, const planning::Site& site, const geo::Elevation& elevation) const
    {
        const auto profile = geo::profileBetween(elevation, at_[i], site.at.xy, profileStep_m);
        return profile && planning::hopClearance(
                              *profile, {report_.request.place_antenna_m,
                                         site.structure_height_m.value_or(assumedMast_m),
                                         report_.request.hop_frequency_ghz, planning::standardK})
                              .clear();
    }

    TechnologyReport& report_;
    const planning::Scenario& world_;
    const geo::Workspace& workspace_;
    const planning::Cover* cover_;
    std::vector<geo::XY> at_;
};

} // namespace

bool findPlaces(TechnologyReport& report, const geo::Workspace& workspace,
                const planning::Cover* cover, const planning::Feedback& feedback)
{
    return PlaceFinder{report, workspace, cover}.run(feedback);
}

} // namespace app
