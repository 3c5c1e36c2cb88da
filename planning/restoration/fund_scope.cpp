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

struct PurposeWord {
    std::string_view word;
    FundFor what;
};
constexpr std::array purposeWords{
    PurposeWord{"power", FundFor::power},     PurposeWord{"electricity", FundFor::power},
    PurposeWord{"generator", FundFor::power}, PurposeWord{"generators", FundFor::power},
    PurposeWord{"fuel", FundFor::power},      PurposeWord{"diesel", FundFor::power},
    PurposeWord{"batteries", FundFor::power}, PurposeWord{"fibre", FundFor::fibre},
    PurposeWord{"fiber", FundFor::fibre},     PurposeWord{"cable", FundFor::fibre},
    PurposeWord{"cables", FundFor::fibre},    PurposeWord{"links", FundFor::links},
    PurposeWord{"link", FundFor::links},      PurposeWord{"microwave", FundFor::links},
    PurposeWord{"sites", FundFor::sites},     PurposeWord{"site", FundFor::sites},
    PurposeWord{"masts", FundFor::sites},     PurposeWord{"mast", FundFor::sites},
    PurposeWord{"towers", FundFor::sites},    PurposeWord{"tower", FundFor::sites},
    PurposeWord{"radios", FundFor::sites},
};

/// What a few words name.
FundScope namedIn(const Scenario& scenario, const std::string& words)
{
    const std::string purpose = lower(words);
    FundScope found;
    for (const PurposeWord& known : purposeWords) {
        if (hasWord(purpose, std::string{known.word})) {
            found.what.insert(known.what);
        }
    }
    for (const Site& site : scenario.sites) {
        if (!site.operator_name.empty() && !found.operators.contains(site.operator_name) &&
            hasWord(purpose, lower(site.operator_name))) {
            found.operators.insert(site.operator_name);
        }
    }
    return found;
}

/// What a purpose lists: "fibre, sites and schools" in three.
std::vector<std::string> partsOf(std::string purpose)
{
    for (const std::string_view between : {" and ", " or ", "&", "/", ";", "،", "؛", "+", "\n"}) {
        for (auto at = lower(purpose).find(between); at != std::string::npos;
             at = lower(purpose).find(between)) {
            purpose.replace(at, between.size(), ",");
        }
    }
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= purpose.size();) {
        const std::size_t to = std::min(purpose.find(',', from), purpose.size());
        const std::size_t first = std::min(purpose.find_first_not_of(' ', from), to);
        std::string part = purpose.substr(first, to - first);
        part.erase(part.find_last_not_of(' ') + 1);
        if (!part.empty()) {
            parts.push_back(std::move(part));
        }
        from = to + 1;
    }
    return parts;
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

std::set<FundFor> onlyFor(std::string_view word)
{
    const FundFor what = fundForNamed(word).value_or(FundFor::anything);
    return what == FundFor::anything ? std::set<FundFor>{} : std::set{what};
}

std::string text(const std::set<FundFor>& what)
{
    std::string out;
    for (const FundFor one : what) {
        out += (out.empty() ? "" : ", ") + std::string{text(one)};
    }
    return out.empty() ? std::string{text(FundFor::anything)} : out;
}

FundScope scopeOf(const Scenario& scenario, const Pledge& pledge)
{
    FundScope within = namedIn(scenario, pledge.purpose);
    within.area_code = pledge.area_code;
    return within;
}

std::vector<std::string> unknownPurposes(const Scenario& scenario, const Pledge& pledge)
{
    // Operators may have an "and" in their name.
    std::string purpose = pledge.purpose;
    for (const std::string& name : namedIn(scenario, purpose).operators) {
        if (const auto at = lower(purpose).find(lower(name)); at != std::string::npos) {
            purpose.replace(at, name.size(), text(FundFor::sites));
        }
    }
    std::vector<std::string> out = partsOf(purpose);
    std::erase_if(out,
                  [&](const std::string& part) { return namedIn(scenario, part) != FundScope{}; });
    return out;
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
    for (const std::string& name : scope.operators) {
        const auto runs = [&](const Site& s) { return s.operator_name == name; };
        if (std::ranges::none_of(world.sites, runs)) {
            throw geo::Error{fmt::format("no site belongs to an operator '{}'", name),
                             "Give an operator of the table sites"};
        }
    }
}

bool FundFence::holds(const Action& action) const
{
    const auto at = assets_.find(action.asset_id);
    return at != assets_.end() && suits(action, at->second.kind) &&
           (scope_.area_code.empty() || inArea(at->second)) &&
           (scope_.operators.empty() || scope_.operators.contains(ownerOf(at->second)));
}

bool FundFence::suits(const Action& action, AssetKind asset) const
{
    const bool power = action.kind == ActionKind::power || action.kind == ActionKind::fuel ||
                       asset == AssetKind::gridNode || asset == AssetKind::gridLine;
    const FundFor what = power                      ? FundFor::power
                         : asset == AssetKind::span ? FundFor::fibre
                         : asset == AssetKind::link ? FundFor::links
                                                    : FundFor::sites;
    return scope_.what.empty() || scope_.what.contains(what);
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
