#include "app/jobs/link_places.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

std::optional<double> number(std::string_view word)
{
    while (!word.empty() && word.front() == ' ') {
        word.remove_prefix(1);
    }
    double value = 0;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
    const std::string_view rest = word.substr(static_cast<std::size_t>(end - word.data()));
    const bool blank = rest.find_first_not_of(' ') == std::string_view::npos;
    return fault == std::errc{} && blank ? std::optional{value} : std::nullopt;
}

std::optional<geo::LonLat> lonLat(const std::string& word)
{
    const std::size_t comma = word.find(',');
    if (comma == std::string::npos) {
        return std::nullopt;
    }
    const auto lon_deg = number(std::string_view{word}.substr(0, comma));
    const auto lat_deg = number(std::string_view{word}.substr(comma + 1));
    if (!lon_deg || !lat_deg) {
        return std::nullopt;
    }
    if (!(std::abs(*lon_deg) <= 180 && std::abs(*lat_deg) <= 90)) {
        throw geo::Error{fmt::format("{} is no place on Earth", word),
                         "Give longitude,latitude in degrees, for example 35.10,31.53"};
    }
    return geo::LonLat{*lon_deg, *lat_deg};
}

/// Everything that has a place, as an end.
std::vector<LinkEnd> allEnds(const planning::Scenario& world)
{
    std::vector<LinkEnd> ends;
    const auto add = [&](const char* kind, const std::string& id, const std::string& name,
                         const planning::Position& at) -> LinkEnd& {
        LinkEnd end;
        end.kind = kind;
        end.id = id;
        end.name = name;
        end.at = at;
        ends.push_back(std::move(end));
        return ends.back();
    };
    for (const planning::Node& n : world.nodes) {
        add("node", n.node_id, n.name, n.at);
    }
    for (const planning::Site& s : world.sites) {
        LinkEnd& end = add("site", s.site_id, s.name, s.at);
        if (s.structure_height_m && *s.structure_height_m > 0) {
            end.antenna_m = *s.structure_height_m;
            end.antenna_from = "the structure's height";
        }
    }
    const planning::Index sites = planning::indexOfSites(world);
    for (std::uint32_t i = 0; i < world.cells.size(); ++i) {
        const planning::Cell& c = world.cells[i];
        const auto site = sites.find(c.site_id);
        if (site != sites.end()) {
            LinkEnd& end = add("cell", c.cell_id, "", world.sites[site->second].at);
            end.antenna_m = c.height_m;
            end.antenna_from = "the cell's height";
            end.cell = i;
        }
    }
    for (const planning::Settlement& s : world.settlements) {
        add("settlement", s.settlement_id, s.name, s.at);
    }
    for (const planning::Facility& f : world.facilities) {
        add("facility", f.facility_id, f.name, f.at);
    }
    return ends;
}

std::string listOf(const std::vector<LinkEnd>& ends)
{
    constexpr std::size_t shown = 5;
    std::string out;
    for (std::size_t i = 0; i < std::min(shown, ends.size()); ++i) {
        out += fmt::format("{}{} {}", i == 0 ? "" : ", ", ends[i].kind, ends[i].id);
    }
    return out + (ends.size() > shown ? " …" : "");
}

} // namespace

std::string LinkEnd::label(const char* letter) const
{
    return !name.empty() ? name : !id.empty() ? id : letter;
}

LinkEnd linkEnd(const planning::Scenario& world, const geo::WorkingCrs& crs,
                const std::string& word)
{
    if (const auto place = lonLat(word)) {
        LinkEnd end;
        end.kind = "position";
        end.at = {*place, crs.project(*place)};
        return end;
    }
    const std::vector<LinkEnd> ends = allEnds(world);
    const auto byId =
        std::find_if(ends.begin(), ends.end(), [&](const LinkEnd& e) { return e.id == word; });
    if (byId != ends.end()) {
        return *byId; // a node before a site of the same id
    }
    std::vector<LinkEnd> named;
    std::vector<LinkEnd> near;
    for (const LinkEnd& end : ends) {
        if (end.name == word) {
            named.push_back(end);
        } else if (!word.empty() && (end.id.find(word) != std::string::npos ||
                                     end.name.find(word) != std::string::npos)) {
            near.push_back(end);
        }
    }
    if (named.size() == 1) {
        return named.front();
    }
    if (named.size() > 1) {
        throw geo::Error{fmt::format("{} assets are called '{}'", named.size(), word),
                         "Give the id of one: " + listOf(named)};
    }
    throw geo::Error{fmt::format("there is no asset '{}'", word),
                     near.empty() ? "Give the id of a site, cell, node, settlement or facility, or "
                                    "longitude,latitude in degrees"
                                  : "Do you mean " + listOf(near) + "?"};
}

} // namespace app
