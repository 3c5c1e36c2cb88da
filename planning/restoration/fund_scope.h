#pragma once
// On which repairs money may be spent: an area, an operator, a purpose.
#include "planning/scenario/scenario.h"

#include <set>

namespace planning {

/// Purposes of pledges that say on what they may be spent.
enum class FundFor : std::uint8_t {
    anything,
    power, // generators, fuel, the grid
    fibre, // spans
    links, // microwave and satellite hops
    sites, // masts, radios, nodes; not their power
};
std::string_view text(FundFor what);
std::optional<FundFor> fundForNamed(std::string_view word); // "power" …

/// The purpose of this name alone; empty for "anything" and any other word.
std::set<FundFor> onlyFor(std::string_view word);
/// "fibre, sites"; "anything" when there is none.
std::string text(const std::set<FundFor>& what);

/// Empty: anywhere, anybody's. People count wherever they are reconnected.
struct FundScope {
    std::string area_code; // and all areas under it
    std::set<std::string> operators;
    std::set<FundFor> what; // any of them; never FundFor::anything
    auto operator<=>(const FundScope&) const = default;
};

/// A pledge's own condition: its area, and all its purpose names as words: FundFor (or what is of
/// it: generators, cable, masts …) and operators of the sites. Other words restrict nothing.
FundScope scopeOf(const Scenario& scenario, const Pledge& pledge);
/// Of a purpose that names several things ("fibre, sites and schools"), those that are none of
/// these: "schools".
std::vector<std::string> unknownPurposes(const Scenario& scenario, const Pledge& pledge);

/// Whether repairs lie within a scope.
class FundFence {
public:
    /// Both must outlive it. Throws geo::Error when the area or the operator is not there.
    FundFence(const Scenario& world, const FundScope& scope);
    bool holds(const Action& action) const;

private:
    bool suits(const Action& action, AssetKind asset) const;
    bool inAreaOf(const std::string& id) const;
    bool standsIn(const std::string& code, const Position& place) const;
    bool inArea(AssetRef asset) const;
    std::string ownerOf(AssetRef asset) const;

    const Scenario& world_;
    const FundScope& scope_;
    AssetIndex assets_;
    std::set<std::string> areas_, elsewhere_; // codes of areas within the scope, and beside it
};

} // namespace planning
