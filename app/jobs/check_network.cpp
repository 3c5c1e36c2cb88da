// Fibre and links: ends that lead nowhere, lengths that cannot be, pieces without a core.
#include "app/jobs/checks.h"
#include "geo/crs/crs.h"
#include "planning/network/transport_graph.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

using geo::LonLat;
using geo::Severity;

std::optional<LonLat> placeOf(const CheckWorld& world, const planning::Index& nodes,
                              const planning::Index& sites, const std::string& id)
{
    if (const auto node = nodes.find(id); node != nodes.end()) {
        return world.scenario.nodes[node->second].at.lonlat;
    }
    if (const auto site = sites.find(id); site != sites.end()) {
        return world.scenario.sites[site->second].at.lonlat;
    }
    return std::nullopt;
}

double lineLength_km(const planning::Span& span)
{
    double length_m = 0;
    for (const auto& line : span.line) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            length_m += geo::geodesic_m(line[i - 1], line[i]);
        }
    }
    return length_m / 1000;
}

void checkSpan(CheckWorld& world, const planning::Span& span, std::optional<LonLat> from,
               std::optional<LonLat> to)
{
    const auto find = [&](Severity severity, std::string_view code, std::string what,
                          std::string fix, std::string field) {
        world.find(severity, code, "spans", span.span_id, std::move(what), std::move(fix),
                   std::move(field));
    };
    for (const auto& [end, place, field] :
         {std::tuple{span.from_id, from, "from_id"}, std::tuple{span.to_id, to, "to_id"}}) {
        if (end.empty()) {
            find(Severity::warning, "span_end_unknown", "does not say where it ends",
                 "Name the node or site at each end, or it carries nothing", field);
        } else if (!world.isEnd(end)) {
            find(Severity::warning, "span_end_unknown",
                 fmt::format("ends at '{}', which is no node and no site", end),
                 "Import the node or correct the end, or it carries nothing", field);
        }
    }
    if (!span.from_id.empty() && span.from_id == span.to_id) {
        find(Severity::warning, "same_ends", fmt::format("leads from {0} to {0}", span.from_id),
             "Correct one of its ends", "to_id");
        return;
    }
    const double drawn_km = lineLength_km(span);
    if (!from || !to) {
        return;
    }
    const double straight_km = geo::geodesic_m(*from, *to) / 1000;
    constexpr double slack = 0.95; // positions are rounded
    constexpr double least_km = 0.1;
    if (span.length_km && straight_km > least_km && *span.length_km < slack * straight_km) {
        find(Severity::warning, "length_odd",
             fmt::format("is {:.1f} km long, but its ends are {:.1f} km apart", *span.length_km,
                         straight_km),
             "Check that length_km is in kilometres and the ends are the right ones", "length_km");
    } else if (constexpr double most = 3;
               span.length_km && drawn_km > least_km && *span.length_km > most * drawn_km) {
        find(Severity::warning, "length_odd",
             fmt::format("is {:.1f} km long, but drawn {:.1f} km", *span.length_km, drawn_km),
             "Check that length_km is in kilometres", "length_km");
    }
    if (span.line.empty() || span.line.front().empty() || span.line.back().empty()) {
        return;
    }
    constexpr double off_m = 1000;
    const LonLat a = span.line.front().front();
    const LonLat b = span.line.back().back();
    const double away_m = std::min(std::max(geo::geodesic_m(a, *from), geo::geodesic_m(b, *to)),
                                   std::max(geo::geodesic_m(a, *to), geo::geodesic_m(b, *from)));
    if (away_m > off_m) {
        find(Severity::warning, "line_off_its_ends",
             fmt::format("is drawn {:.1f} km away from one of the places it connects",
                         away_m / 1000),
             "Check from_id and to_id against the drawing", "geom");
    }
}

void checkLink(CheckWorld& world, const planning::Link& link, std::optional<LonLat> from,
               std::optional<LonLat> to)
{
    for (const auto& [end, field] :
         {std::pair{link.from_id, "from_id"}, std::pair{link.to_id, "to_id"}}) {
        if (!world.isEnd(end)) {
            world.find(Severity::error, "link_end_unknown", "links", link.link_id,
                       fmt::format("ends at '{}', which is no node and no site", end),
                       "Import it or correct the end; until then the link carries nothing", field);
        }
    }
    if (link.from_id == link.to_id) {
        world.find(Severity::warning, "same_ends", "links", link.link_id,
                   fmt::format("leads from {0} to {0}", link.from_id), "Correct one of its ends",
                   "to_id");
    } else if (constexpr double longest_km = 150; from && to &&
                                                  link.kind == planning::LinkKind::microwave &&
                                                  geo::geodesic_m(*from, *to) > longest_km * 1000) {
        world.find(
            Severity::warning, "link_long", "links", link.link_id,
            fmt::format("is a microwave hop of {:.0f} km", geo::geodesic_m(*from, *to) / 1000),
            "Check its ends, or set kind = satellite", "to_id");
    }
}

/// Pieces of the network, everything taken as working, that hold sites but no core.
void checkPieces(CheckWorld& world)
{
    const planning::TransportGraph graph{world.scenario};
    std::vector<std::uint8_t> seen(graph.vertices(), 0);
    const auto walk = [&](planning::Vertex start) {
        std::vector<planning::Vertex> piece{start};
        seen[start] = 1;
        for (std::size_t i = 0; i < piece.size(); ++i) {
            for (const std::uint32_t edge : graph.edgesAt(piece[i])) {
                const planning::Vertex next = graph.other(edge, piece[i]);
                if (seen[next] == 0) {
                    seen[next] = 1;
                    piece.push_back(next);
                }
            }
        }
        return piece;
    };
    for (const planning::Vertex core : graph.cores()) {
        if (seen[core] == 0) {
            walk(core);
        }
    }
    const planning::Scenario& s = world.scenario;
    for (planning::Vertex v = 0; v < graph.vertices(); ++v) {
        if (seen[v] != 0) {
            continue;
        }
        const std::vector<planning::Vertex> piece = walk(v);
        std::size_t sites = 0;
        planning::Vertex shown = v;
        for (const planning::Vertex p : piece) {
            if (graph.isSite(p)) {
                shown = sites++ == 0 ? p : shown;
            }
        }
        const planning::AssetRef asset = graph.asset(shown);
        const bool site = graph.isSite(shown);
        const std::string id = site ? s.sites[asset.index].site_id : s.nodes[asset.index].node_id;
        world.find(sites > 0 ? Severity::warning : Severity::note, "disconnected",
                   site ? "sites" : "nodes", id,
                   piece.size() == 1
                       ? std::string{site ? "hangs on nothing: no node, fibre or link leads on"
                                          : "no fibre or link leads to it"}
                       : fmt::format("belongs to a piece of {} sites and {} nodes that reaches no "
                                     "core even when all works",
                                     sites, piece.size() - sites),
                   sites > 0 ? "Add what connects it, or nobody there counts as served"
                             : "Add what connects it",
                   "");
    }
}

} // namespace

void checkNetwork(CheckWorld& world)
{
    const planning::Scenario& s = world.scenario;
    const planning::Index nodes = planning::indexOfNodes(s);
    const planning::Index sites = planning::indexOfSites(s);
    const auto place = [&](const std::string& id) { return placeOf(world, nodes, sites, id); };
    for (const planning::Site& site : s.sites) {
        if (!site.transport_id.empty() && !world.isEnd(site.transport_id)) {
            world.find(
                Severity::error, "transport_unknown", "sites", site.site_id,
                fmt::format("hangs on '{}', which is no node and no site", site.transport_id),
                "Import the node or correct transport_id", "transport_id");
        }
    }
    for (const planning::Span& span : s.spans) {
        checkSpan(world, span, place(span.from_id), place(span.to_id));
    }
    for (const planning::Link& link : s.links) {
        checkLink(world, link, place(link.from_id), place(link.to_id));
    }
    const bool any = !s.sites.empty() || !s.nodes.empty();
    if (any && std::ranges::none_of(s.nodes, [](const planning::Node& node) {
            return node.kind == planning::NodeKind::core;
        })) {
        world.find(Severity::error, "no_core", "no node is a core",
                   "Set kind = core for the nodes where calls are switched; without one nobody "
                   "counts as served");
    } else if (any) {
        checkPieces(world);
    }
}

} // namespace app
