#pragma once
// A small broken network with costs, worked out by hand.
#include "planning/coverage/cover.h"
#include "tests/support/tiny_world.h"

namespace money_world {

using namespace planning;
using namespace tests;

//   CORE ──s1── A ──s2── B         S1 on A (1,000 people), S2 on B (4,000), S3 on B (2,000)
// s1 and s2 are cut (10,000 each), S3 is destroyed (90,000). 500 people are reached by nothing.
inline Scenario broken()
{
    Scenario w;
    w.nodes = {node("CORE", NodeKind::core), node("A", NodeKind::aggregation),
               node("B", NodeKind::aggregation)};
    w.sites = {site("S1", "A"), site("S2", "B"), site("S3", "B")};
    w.spans = {span("s1", "CORE", "A"), span("s2", "A", "B")};
    w.observations = {seen(AssetKind::span, "s1", Status::destroyed),
                      seen(AssetKind::span, "s2", Status::destroyed),
                      seen(AssetKind::site, "S3", Status::destroyed)};
    for (Observation& o : w.observations) {
        o.confidence = 1;
    }
    w.actions = {action("mend-s1", "s1", ActionKind::repair, 10000, 4),
                 action("mend-s2", "s2", ActionKind::repair, 10000, 2),
                 action("build-S3", "S3", ActionKind::replace, 90000, 10)};
    w.actions[0].skill = w.actions[1].skill = "fibre";
    w.actions[2].skill = "site";
    return w;
}

inline Cover people()
{
    Cover c;
    c.layers = {{0, Technology::gen2}, {1, Technology::gen2}, {2, Technology::gen2}};
    c.group_people = {500, 1000, 4000, 2000};
    c.group_start = {0, 0, 1, 2, 3};
    c.group_layers = {0, 1, 2};
    return c;
}

} // namespace money_world
