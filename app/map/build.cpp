#include "app/map/build.h"

#include <algorithm>
#include <unordered_map>

namespace app::map {

namespace {

QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

template <typename Noun>
bool anyInvented(const std::vector<Noun>& nouns)
{
    return std::any_of(nouns.begin(), nouns.end(), [](const Noun& n) { return n.synthetic; });
}

geo::Box boxOf(const geo::MultiPolygonOf<geo::XY>& shape)
{
    geo::Box box;
    for (const auto& polygon : shape) {
        for (const auto& ring : polygon) {
            for (const geo::XY at : ring) {
                box.add(at.x_m, at.y_m);
            }
        }
    }
    return box;
}

void addAreas(MapData& data, const planning::Scenario& scenario)
{
    // Of nested levels the finest is drawn: its borders contain the coarser ones.
    int finest = 0;
    for (const auto& area : scenario.areas) {
        finest = std::max(finest, area.level);
    }
    for (const auto& area : scenario.areas) {
        if (area.level == finest && !area.shape_xy.empty()) {
            data.areas.push_back({qt(area.area_code), qt(area.name), qt(area.name_local),
                                  area.shape_xy, boxOf(area.shape_xy), area.level});
        }
    }
}

void addPlaces(MapData& data, const planning::Scenario& scenario)
{
    for (const auto& s : scenario.settlements) {
        data.places.push_back(
            {qt(s.settlement_id), qt(s.name), qt(s.name_local), s.at.xy, s.population.value_or(0)});
    }
    std::stable_sort(
        data.places.begin(), data.places.end(),
        [](const MapPlace& a, const MapPlace& b) { return a.population > b.population; });
    for (const auto& f : scenario.facilities) {
        data.facilities.push_back({qt(f.facility_id), qt(f.name), f.at.xy, f.kind});
    }
}

void addNetwork(MapData& data, const planning::Scenario& scenario)
{
    std::unordered_map<std::string, geo::XY> ends;
    for (const auto& s : scenario.sites) {
        data.sites.push_back({qt(s.site_id), qt(s.name), s.at.xy});
        ends.emplace(s.site_id, s.at.xy);
    }
    for (const auto& n : scenario.nodes) {
        data.nodes.push_back({qt(n.node_id), qt(n.name), n.at.xy, n.kind});
        ends.insert_or_assign(n.node_id, n.at.xy);
    }
    for (const auto& s : scenario.spans) {
        MapSpan span{qt(s.span_id), s.line_xy, {}, s.role, s.inferred};
        const auto a = ends.find(s.from_id);
        const auto b = ends.find(s.to_id);
        if (span.lines.empty() && a != ends.end() && b != ends.end()) {
            span.lines = {{a->second, b->second}}; // no course known: the straight line
            span.inferred = true;
        }
        for (const auto& line : span.lines) {
            for (const geo::XY at : line) {
                span.box.add(at.x_m, at.y_m);
            }
        }
        data.spans.push_back(std::move(span));
    }
    for (const auto& l : scenario.links) {
        const auto a = ends.find(l.from_id);
        const auto b = ends.find(l.to_id);
        const geo::XY nowhere{std::numeric_limits<double>::quiet_NaN(), 0};
        data.links.push_back({qt(l.link_id), a != ends.end() ? a->second : nowhere,
                              b != ends.end() ? b->second : nowhere, l.kind});
    }
}

void addExtent(MapData& data)
{
    for (const MapArea& area : data.areas) {
        data.extent.add(area.box);
    }
    if (!data.extent.empty()) {
        return;
    }
    for (const MapPlace& place : data.places) {
        data.extent.add(place.at.x_m, place.at.y_m);
    }
    for (const MapSite& site : data.sites) {
        data.extent.add(site.at.x_m, site.at.y_m);
    }
    for (const MapSpan& span : data.spans) {
        data.extent.add(span.box);
    }
    if (!data.extent.empty()) {
        data.extent = data.extent.grown(1000);
    }
}

bool has(std::span<const planning::AssetRef> list, planning::AssetKind kind, std::size_t index)
{
    return std::find(list.begin(), list.end(),
                     planning::AssetRef{kind, static_cast<std::uint32_t>(index)}) != list.end();
}

} // namespace

MapData makeMapData(const planning::Scenario& scenario)
{
    MapData data;
    addAreas(data, scenario);
    addPlaces(data, scenario);
    addNetwork(data, scenario);
    addExtent(data);
    data.practice = anyInvented(scenario.sites) || anyInvented(scenario.spans) ||
                    anyInvented(scenario.observations) || anyInvented(scenario.links) ||
                    anyInvented(scenario.nodes);
    return data;
}

SiteLook lookOf(const planning::AssetStatus& status, const planning::SiteService& service)
{
    using planning::Cause;
    using planning::Service;
    using planning::Status;
    if (status.status == Status::planned) {
        return SiteLook::planned;
    }
    if (status.status == Status::destroyed) {
        return SiteLook::destroyed;
    }
    if (service.service == Service::unknown) {
        return SiteLook::unknown;
    }
    if (service.service == Service::off) {
        switch (service.cause) {
        case Cause::power:
            return SiteLook::noPower;
        case Cause::backhaul:
            return SiteLook::backhaul;
        case Cause::physical:
            return SiteLook::destroyed;
        default:
            return SiteLook::out;
        }
    }
    return status.status == Status::degraded ? SiteLook::degraded : SiteLook::working;
}

SpanLook lookOf(planning::Status status)
{
    using planning::Status;
    switch (status) {
    case Status::operational:
        return SpanLook::working;
    case Status::degraded:
        return SpanLook::degraded;
    case Status::outOfService:
    case Status::destroyed:
        return SpanLook::cut;
    case Status::planned:
        return SpanLook::planned;
    case Status::unknown:
        return SpanLook::unknown;
    }
    return SpanLook::unknown;
}

MapState makeMapState(const planning::Scenario& scenario, const planning::Statuses& statuses,
                      const planning::NetworkState& network, geo::Time asOf,
                      std::span<const planning::AssetRef> mended)
{
    using planning::AssetKind;
    using planning::Service;
    MapState state;
    for (std::size_t i = 0; i < scenario.sites.size(); ++i) {
        const planning::AssetStatus& status = statuses.sites[i];
        SiteLook look = lookOf(status, network.sites[i]);
        if (look == SiteLook::working && has(mended, AssetKind::site, i)) {
            look = SiteLook::repaired;
        }
        state.sites.push_back(look);
        const bool old = status.observation &&
                         scenario.observations[*status.observation].observed_at < asOf - staleAfter;
        // Unknown is said already; an old "unknown" is no less so.
        state.stale.push_back(old && look != SiteLook::repaired && look != SiteLook::unknown);
        state.disputed.push_back(status.disputed);
    }
    for (std::size_t i = 0; i < scenario.spans.size(); ++i) {
        const SpanLook look = lookOf(statuses.spans[i].status);
        const bool back = look == SpanLook::working && has(mended, AssetKind::span, i);
        state.spans.push_back(back ? SpanLook::mended : look);
    }
    const planning::Index sites = planning::indexOfSites(scenario);
    const planning::Index nodes = planning::indexOfNodes(scenario);
    const auto serves = [&](const std::string& id) {
        if (const auto n = nodes.find(id); n != nodes.end()) {
            return network.nodes[n->second] != Service::off;
        }
        const auto s = sites.find(id);
        return s != sites.end() && network.sites[s->second].service != Service::off;
    };
    for (std::size_t i = 0; i < scenario.links.size(); ++i) {
        const auto& link = scenario.links[i];
        const planning::Status own = statuses.links[i].status;
        const bool dead = own == planning::Status::outOfService ||
                          own == planning::Status::destroyed || !serves(link.from_id) ||
                          !serves(link.to_id);
        state.links.push_back(dead                              ? LinkLook::dead
                              : has(mended, AssetKind::link, i) ? LinkLook::mended
                                                                : LinkLook::working);
    }
    return state;
}

} // namespace app::map
