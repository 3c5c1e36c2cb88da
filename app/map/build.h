#pragma once
// From what planning knows to what the map draws.
#include "app/map/map_data.h"
#include "planning/network/service.h"
#include "planning/scenario/status.h"

#include <span>

namespace app::map {

/// Where everything lies. Terrain, people and signal are the caller's to add: they are made once
/// and on another thread.
MapData makeMapData(const planning::Scenario& scenario);

/// How everything stands: what observations say and what the network makes of it.
/// `mended` are assets a plan has brought back by then; they are drawn as such.
MapState makeMapState(const planning::Scenario& scenario, const planning::Statuses& statuses,
                      const planning::NetworkState& network, geo::Time asOf,
                      std::span<const planning::AssetRef> mended = {});

/// A status older than this may have changed since.
inline constexpr auto staleAfter = std::chrono::days{14};

SiteLook lookOf(const planning::AssetStatus& status, const planning::SiteService& service);
SpanLook lookOf(planning::Status status);

} // namespace app::map
