#include "planning/restoration/fund_scope.h"

#include "geo/error.h"
#include "geo/vector/inside.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>

namespace planning {
namespace {

constexpr std::array<std::string_view, 5> names{"anything", "power", "fibre", "links", "sites"};

/// The area and all under it.
std::set<std::string> areasUnder(const Scenario& world, const std::string& code)
{
    std::set<std::string> codes{code};
    for (std::size_t before = 0; before != codes.size();) {
        before = codes.size();
        for (const Area& area : world.areas) {
            if (codes.contains(area.parent_code)) {
                codes.insert(area.area_code);
            }
        }
    }
    return codes;
}

/// Neither these areas nor one they lie in.
std::set<std::string> areasBeside(const Scenario& world, const std::set<std::string>& areas)
{
    std::set<std::string> wider = areas;
    for (std::size_t before = 0; before != wider.size();) {
        before = wider.size();
        for (const Area& area : world.areas) {
            if (wider.contains(area.area_code)) {
                wider.insert(area.parent_code);
            }
        }
    }
    std::set<std::string> beside;
    for (const Area& area : world.areas) {
        if (!wider.contains(area.area_code)) {
            beside.insert(area.area_code);
        }
    }
    return beside;
}

std::string lower(std::string text)
{
    for (char& c : text) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return text;
}

bool hasWord(const std::string& text, const std::string& word)
{
    const auto letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !letter(text[at - 1])) && (end == text.size() || !letter(text[end]))) {
            return true;
        }
    }
    return false;
}

} // namespace

std::string_view text(FundFor what)
{
    return names.at(static_cast<std::size_t>(what));
}

std::optional<FundFor> fundForNamed(std::string_view word)
{
    const auto at = std::ranges::find(names, word);
    return at == names.end() ? std::nullopt
                             : std::optional{static_cast<FundFor>(at - names.begin())};
}

FundScope scopeOf(const Scenario& scenario, const Pledge& pledge)
{
    const std::string purpose = lower(pledge.purpose);
    FundScope within;
    within.area_code = pledge.area_code;
    for (const FundFor what : {FundFor::power, FundFor::fibre, FundFor::links, FundFor::sites}) {
        if (within.what == FundFor::anything && hasWord(purpose, std::string{text(what)})) {
            within.what = what;
        }
    }
    for (const Site& site : scenario.sites) {
        if (within.operator_name.empty() && !site.operator_name.empty() &&
            hasWord(purpose, lower(site.operator_name))) {
            within.operator_name = site.operator_name;
        }
    }
    return within;
}

FundFence::FundFence(const Scenario& world, const FundScope& scope)
    : world_{world}, scope_{scope}, assets_{indexOfAssets(world)}
{
    if (!scope.area_code.empty()) {
        const auto named = [&](const Area& a) { return a.area_code == scope.area_code; };
        if (std::ranges::none_of(world.areas, named)) {
            throw geo::Error{fmt::format("there is no area '{}'", scope.area_code),
                             "Give an area_code of the table areas"};
        }
        areas_ = areasUnder(world, scope.area_code);
        elsewhere_ = areasBeside(world, areas_);
    }
    const auto runs = [&](const Site& s) { return s.operator_name == scope.operator_name; };
    if (!scope.operator_name.empty() && std::ranges::none_of(world.sites, runs)) {
        throw geo::Error{fmt::format("no site belongs to an operator '{}'", scope.operator_name),
                         "Give an operator of the table sites"};
    }
}

bool FundFence::holds(const Action& action) const
{
    const auto at = assets_.find(action.asset_id);
    return at != assets_.end() && suits(action, at->second.kind) &&
           (scope_.area_code.empty() || inArea(at->second)) &&
           (scope_.operator_name.empty() || ownerOf(at->second) == scope_.operator_name);
}

bool FundFence::suits(const Action& action, AssetKind asset) const
{
    const bool power = action.kind == ActionKind::power || action.kind == ActionKind::fuel ||
                       asset == AssetKind::gridNode || asset == AssetKind::gridLine;
    switch (scope_.what) {
    case FundFor::anything:
        return true;
    case FundFor::power:
        return power;
    case FundFor::fibre:
        return asset == AssetKind::span;
    case FundFor::links:
        return asset == AssetKind::link;
    case FundFor::sites:
        return !power && asset != AssetKind::span && asset != AssetKind::link;
    }
    return true;
}

bool FundFence::inAreaOf(const std::string& id) const
{
    const auto at = assets_.find(id);
    return at != assets_.end() && inArea(at->second);
}

/// By the code a table gives, or where that is none or of a wider area, by where it stands.
bool FundFence::standsIn(const std::string& code, const Position& place) const
{
    if (areas_.contains(code) || elsewhere_.contains(code)) {
        return areas_.contains(code);
    }
    return std::ranges::any_of(world_.areas, [&](const Area& area) {
        return areas_.contains(area.area_code) && geo::inside(area.shape_xy, place.xy);
    });
}

/// A line lies in the areas of both its ends.
bool FundFence::inArea(AssetRef asset) const
{
    const std::uint32_t i = asset.index;
    const auto eitherEnd = [this](const auto& line) {
        return inAreaOf(line.from_id) || inAreaOf(line.to_id);
    };
    switch (asset.kind) {
    case AssetKind::site:
        return standsIn(world_.sites[i].area_code, world_.sites[i].at);
    case AssetKind::node:
        return standsIn(world_.nodes[i].area_code, world_.nodes[i].at);
    case AssetKind::cell:
        return inAreaOf(world_.cells[i].site_id);
    case AssetKind::gridNode:
        return standsIn({}, world_.grid_nodes[i].at);
    case AssetKind::span:
        return eitherEnd(world_.spans[i]);
    case AssetKind::link:
        return eitherEnd(world_.links[i]);
    case AssetKind::gridLine:
        return eitherEnd(world_.grid_lines[i]);
    }
    return false;
}

std::string FundFence::ownerOf(AssetRef asset) const
{
    switch (asset.kind) {
    case AssetKind::site:
        return world_.sites[asset.index].operator_name;
    case AssetKind::node:
        return world_.nodes[asset.index].owner;
    case AssetKind::span:
        return world_.spans[asset.index].owner;
    case AssetKind::link:
        return world_.links[asset.index].owner;
    case AssetKind::cell: {
        const auto site = assets_.find(world_.cells[asset.index].site_id);
        return site == assets_.end() ? std::string{} : ownerOf(site->second);
    }
    default:
        return {};
    }
}

} // namespace planning
