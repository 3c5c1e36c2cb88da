#include "app/jobs/invent_job.h"

#include "app/jobs/layer_text.h"
#include "app/jobs/load_scenario.h"
#include "geo/files/atomic_file.h"
#include "geo/files/folder.h"
#include "geo/raster/write_raster.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

using planning::Scenario;
using planning::synth::InventedCountry;

/// An SRTM tile: 16-bit whole metres, high byte first, north row first.
std::string tileBytes(const std::vector<std::int16_t>& posts)
{
    std::string out;
    out.reserve(posts.size() * 2);
    for (const std::int16_t post : posts) {
        const auto bits = static_cast<std::uint16_t>(post);
        out += static_cast<char>(bits >> 8U);
        out += static_cast<char>(bits & 0xFFU);
    }
    return out;
}

geo::Grid<std::int16_t> peopleRaster(const planning::synth::PeopleGrid& people)
{
    geo::Grid<std::int16_t> grid{geo::GridFrame{people.west_deg, people.north_deg, people.cell_deg,
                                                people.cols, people.rows}};
    std::ranges::transform(people.people, grid.values.begin(),
                           [](std::int32_t n) { return static_cast<std::int16_t>(n); });
    return grid;
}

const geo::Rows& tableOf(const std::vector<geo::Rows>& all, const std::string& name)
{
    return *std::ranges::find(all, name, &geo::Rows::table);
}

void set(geo::Row& row, const geo::Rows& rows, std::string_view column, geo::Value value)
{
    row.values[*rows.find(column)] = std::move(value);
}

/// As a census office sends them; with mistakes: a place without a figure, one listed twice, one
/// with latitude and longitude exchanged, and one at 0, 0.
std::string settlementList(geo::Rows rows, bool mistakes)
{
    if (mistakes && rows.rows.size() > 9) {
        geo::Row uncounted = rows.rows[4];
        set(uncounted, rows, "settlement_id", std::string{"XS-901"});
        set(uncounted, rows, "name", std::string{"Rujm al-Bahr"});
        set(uncounted, rows, "name_local", std::string{"رجم البحر"});
        set(uncounted, rows, "population", std::string{"not counted"});
        const geo::Row twice = rows.rows[6];
        geo::Row exchanged = rows.rows[8];
        set(exchanged, rows, "settlement_id", std::string{"XS-902"});
        set(exchanged, rows, "name", std::string{"Westmere"});
        set(exchanged, rows, "name_local", {});
        const auto p = std::get<geo::LonLat>(exchanged.geometry);
        exchanged.geometry = geo::LonLat{p.lat_deg, p.lon_deg};
        geo::Row nowhere = rows.rows[9];
        set(nowhere, rows, "settlement_id", std::string{"XS-903"});
        set(nowhere, rows, "name", std::string{"Nova Balka"});
        set(nowhere, rows, "name_local", std::string{"Нова Балка"});
        nowhere.geometry = geo::LonLat{0, 0};
        auto& list = rows.rows;
        list.insert(list.begin() + 5, uncounted);
        list.insert(list.begin() + 20, twice);
        list.insert(list.begin() + 31, exchanged);
        list.push_back(nowhere);
    }
    ListStyle style;
    style.columns = {{"settlement_id", "settlement_id"},
                     {"name", "name"},
                     {"name_local", "name_local"},
                     {"population", "population"},
                     {"radius_m", "radius_m"},
                     {"area_code", "area_code"},
                     {"lat", "lat"},
                     {"lon", "lon"},
                     {"synthetic", "synthetic"}};
    return listText(rows, style);
}

std::string roadLayer(const Scenario& world, const geo::WorkingCrs& crs)
{
    geo::Rows rows{"roads", {"road_id", "class", "speed_kmh", "synthetic"}, {}};
    for (const planning::Road& road : world.roads) {
        std::vector<geo::LineOf<geo::LonLat>> lines;
        for (const auto& line : road.line_xy) {
            auto& out = lines.emplace_back();
            std::ranges::transform(line, std::back_inserter(out),
                                   [&](geo::XY p) { return crs.unproject(p); });
        }
        rows.rows.push_back(
            {{road.road_id, road.road_class, *road.speed_kmh, std::int64_t{1}}, std::move(lines)});
    }
    return geoJsonText(rows, rows.columns);
}

} // namespace

std::optional<InventReport> inventInto(const InventJobRequest& request,
                                       const planning::Feedback& feedback)
{
    const InventedCountry country = planning::synth::inventCountry(request.country);
    if (feedback.cancelled()) {
        return std::nullopt;
    }
    feedback.progress(0.7);
    const Scenario& world = country.geography;
    const std::vector<geo::Rows> rows = rowsOf(world, "");
    InventReport report;
    report.settlements = world.settlements.size();
    for (const planning::Settlement& s : world.settlements) {
        report.people += *s.population;
    }
    geo::makeFolder(request.folder);
    const auto put = [&](const std::string& name, const std::string& bytes, std::string holds) {
        geo::writeFile(request.folder / name, bytes);
        report.files.push_back({name, std::move(holds)});
    };
    put(std::string{planning::synth::inventedTile} + ".hgt", tileBytes(country.tile),
        "elevation, an SRTM tile of 3 arc-seconds with sea depths");
    geo::RasterWriting writing;
    writing.crs = "EPSG:4326";
    writing.description = "people per cell (invented)";
    writing.unit = "people";
    geo::writeRaster(request.folder / "population.tif", peopleRaster(country.people), writing);
    report.files.push_back(
        {"population.tif", fmt::format("{:.0f} people on cells of 9 arc-seconds", report.people)});
    put("areas.geojson",
        geoJsonText(tableOf(rows, "areas"), {"area_code", "name", "name_local", "level",
                                             "parent_code", "population", "synthetic"}),
        fmt::format("{} areas", world.areas.size()));
    put("settlements.csv", settlementList(tableOf(rows, "settlements"), request.mistakes),
        fmt::format("{} settlements{}", report.settlements,
                    request.mistakes ? ", and 4 rows with mistakes" : ""));
    put("roads.geojson", roadLayer(world, geo::WorkingCrs{world.crs}),
        fmt::format("{} roads", world.roads.size()));
    feedback.progress(1);
    return report;
}

nlohmann::ordered_json asJson(const InventReport& report)
{
    nlohmann::ordered_json files = nlohmann::ordered_json::array();
    for (const InventReport::File& file : report.files) {
        files.push_back({{"file", file.file}, {"holds", file.holds}});
    }
    return {{"synthetic", true},
            {"settlements", report.settlements},
            {"people", report.people},
            {"files", files}};
}

std::string asText(const InventReport& report)
{
    std::string out = fmt::format("An invented country of {} settlements and {:.0f} people. "
                                  "Nothing in it is real.\n",
                                  report.settlements, report.people);
    for (const InventReport::File& file : report.files) {
        out += fmt::format("  {:<18} {}\n", file.file, file.holds);
    }
    return out;
}

} // namespace app
