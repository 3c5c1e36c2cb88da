#pragma once
// The words of the field, as the workspace spells them. text() and parse…() are the only spelling.
#include <optional>
#include <string_view>

namespace planning {

enum class Technology { gen2, gen3, gen4, gen5 }; // "2G" "3G" "4G" "5G"
inline constexpr int technologyCount = 4;
enum class Status { operational, degraded, outOfService, destroyed, planned, unknown };
enum class Damage { none, minimal, partial, destroyed, unknown }; // RDNA classes
enum class Cause { none, physical, power, backhaul, access, capacity, unknown };
enum class AssetKind { site, cell, node, span, link, gridNode, gridLine };
enum class NodeKind { core, exchange, aggregation, access, splice, landing };
enum class SpanRole { backbone, aggregation, access };
enum class Deployment { buried, duct, aerial, submarine };
enum class LinkKind { microwave, satellite };
enum class GridNodeKind { source, substation, feeder };
enum class FacilityKind { hospital, clinic, school, shelter, water, government, other };
enum class ZoneAccess { open, permit, closed };
enum class ActionKind { repair, replace, power, fuel, build, clear };

std::string_view text(Technology);
std::string_view text(Status);
std::string_view text(Damage);
std::string_view text(Cause);     // none is ""
std::string_view text(AssetKind); // "site", "grid_node"
std::string_view text(NodeKind);
std::string_view text(SpanRole);
std::string_view text(Deployment);
std::string_view text(LinkKind);
std::string_view text(GridNodeKind);
std::string_view text(FacilityKind);
std::string_view text(ZoneAccess);
std::string_view text(ActionKind);

/// Nothing when the word is not one of ours (case matters not).
template <typename Word>
std::optional<Word> parseWord(std::string_view word);

} // namespace planning
