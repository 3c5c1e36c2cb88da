#pragma once
// `sila power`: what feeds each site and node now and for how long, who keeps the autonomy rules,
// and where so many litres a day serve most people.
#include "app/jobs/situation.h"
#include "planning/network/autonomy_rules.h"
#include "planning/network/power_timeline.h"
#include "planning/restoration/fuel_split.h"

#include <nlohmann/json.hpp>

namespace app {

struct PowerRequest {
    SituationRequest situation;
    double horizon_h = 72;
    std::optional<planning::FuelRequest> fuel; // needs a cover
};

struct PlaceReport {
    planning::AssetRef place;
    planning::PlacePower now;
    std::vector<planning::PowerSpell> spells; // from the date on
    planning::MaybeNumber out_after_h;        // first hour without power; absent: none in sight
};

struct PowerReport {
    Situation situation;
    PowerRequest request;
    std::vector<PlaceReport> places; // nodes, then sites
    std::vector<planning::Compliance> compliance;
    std::optional<planning::FuelSplit> fuel;
};

/// `cover` may be null unless a fuel split is asked for.
PowerReport powerReport(const geo::Workspace& workspace, const PowerRequest& request,
                        const planning::Cover* cover, const planning::Feedback& feedback = {});

nlohmann::ordered_json asJson(const PowerReport& report);
std::string asText(const PowerReport& report);

} // namespace app
