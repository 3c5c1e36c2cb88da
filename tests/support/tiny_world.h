#pragma once
// Small worlds a reader can check by eye.
#include "planning/scenario/scenario.h"

namespace tests {

inline const geo::Time noon = *geo::parseTime("2026-11-22T12:00");

inline planning::Node node(const char* id, planning::NodeKind kind)
{
    planning::Node n;
    n.node_id = id;
    n.kind = kind;
    return n;
}
inline planning::Site site(const char* id, const char* hangsOn = "")
{
    planning::Site s;
    s.site_id = id;
    s.transport_id = hangsOn;
    return s;
}
inline planning::Span span(const char* id, const char* from, const char* to)
{
    planning::Span s;
    s.span_id = id;
    s.from_id = from;
    s.to_id = to;
    return s;
}
inline planning::Link link(const char* id, const char* from, const char* to)
{
    planning::Link l;
    l.link_id = id;
    l.from_id = from;
    l.to_id = to;
    return l;
}
inline planning::Observation seen(planning::AssetKind kind, const char* id, planning::Status status,
                                  planning::Cause cause = planning::Cause::physical,
                                  const char* at = "2026-11-22")
{
    planning::Observation o;
    o.asset_kind = kind;
    o.asset_id = id;
    o.status = status;
    o.cause = cause;
    o.observed_at = *geo::parseTime(at);
    o.source = "test";
    return o;
}
inline planning::Action action(const char* id, const char* asset, planning::ActionKind kind,
                               double cost_usd, double crew_days = 1)
{
    planning::Action a;
    a.action_id = id;
    a.asset_id = asset;
    a.kind = kind;
    a.cost_usd = cost_usd;
    a.crew_days = crew_days;
    return a;
}

} // namespace tests
