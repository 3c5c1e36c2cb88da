#include "planning/scenario/junctions.h"

#include <map>
#include <set>

namespace planning {
namespace {

struct Meeting {
    std::optional<Position> at; // of the first end that is drawn
    std::size_t ends = 0, hanging = 0;
    bool apart = false;
};

std::optional<Position> endOf(const Span& span, bool first)
{
    const bool drawn = !span.line.empty() && !span.line_xy.empty() && !span.line.front().empty() &&
                       !span.line.back().empty() && !span.line_xy.front().empty() &&
                       !span.line_xy.back().empty();
    if (!drawn) {
        return std::nullopt;
    }
    return first ? Position{span.line.front().front(), span.line_xy.front().front()}
                 : Position{span.line.back().back(), span.line_xy.back().back()};
}

} // namespace

void addJunctions(Scenario& scenario, double drawn_apart_m)
{
    std::set<std::string_view> known;
    for (const Node& node : scenario.nodes) {
        known.insert(node.node_id);
    }
    for (const Site& site : scenario.sites) {
        known.insert(site.site_id);
    }
    std::map<std::string, Meeting> meetings;
    for (const Span& span : scenario.spans) {
        for (const bool first : {true, false}) {
            const std::string& id = first ? span.from_id : span.to_id;
            if (id.empty() || known.contains(id)) {
                continue;
            }
            Meeting& meeting = meetings[id];
            ++meeting.ends;
            const auto at = endOf(span, first);
            if (at && meeting.at) {
                // A line may be drawn from its to_id to its from_id.
                const auto other = endOf(span, !first);
                const double away_m = std::min(geo::distance_m(at->xy, meeting.at->xy),
                                               geo::distance_m(other->xy, meeting.at->xy));
                meeting.apart = meeting.apart || away_m > drawn_apart_m;
            } else if (at) {
                meeting.at = at;
            }
        }
    }
    for (const Site& site : scenario.sites) {
        if (const auto at = meetings.find(site.transport_id); at != meetings.end()) {
            ++at->second.hanging;
        }
    }
    for (const auto& [id, meeting] : meetings) {
        if (meeting.ends + meeting.hanging >= 2 && meeting.at && !meeting.apart) {
            Node node;
            node.node_id = id;
            node.kind = NodeKind::splice;
            node.at = *meeting.at;
            scenario.nodes.push_back(std::move(node));
        }
    }
}

} // namespace planning
