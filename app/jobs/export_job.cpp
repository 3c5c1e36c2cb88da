#include "app/jobs/export_job.h"

#include "geo/files/atomic_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace app {
namespace {

constexpr double blur_deg = 0.05;

/// Geography that anyone may see; everything else with geometry shows where telecom stands.
bool isPublic(const std::string& table)
{
    static const std::set<std::string> open{"areas", "settlements", "roads", "zones"};
    return open.contains(table);
}

/// Columns that tell a position in words: what was sent beside the known columns, the rows set
/// aside as they were sent, and what is worked out from a shape.
bool tellsPosition(const std::string& table, const std::string& column)
{
    static const std::set<std::string> always{"extra", "centre_lon",   "centre_lat",  "lon",
                                              "lat",   "backhaul_lon", "backhaul_lat"};
    static const std::set<std::string> inRejects{"raw", "value", "reason", "fix"};
    return always.contains(column) || (table == "rejects" && inRejects.contains(column)) ||
           (table == "problems" && (column == "what" || column == "fix"));
}

std::string quoted(const std::string& cell)
{
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
        return cell;
    }
    std::string out = "\"";
    for (const char c : cell) {
        out += c == '"' ? std::string{"\"\""} : std::string(1, c);
    }
    return out + "\"";
}

std::string pointText(geo::LonLat p)
{
    return fmt::format("{} {}", p.lon_deg, p.lat_deg);
}

std::string ringText(const geo::LineOf<geo::LonLat>& line)
{
    std::string out = "(";
    for (std::size_t i = 0; i < line.size(); ++i) {
        out += (i == 0 ? "" : ", ") + pointText(line[i]);
    }
    return out + ")";
}

std::string wkt(const geo::Geometry& geometry, Positions positions)
{
    if (const auto* point = std::get_if<geo::LonLat>(&geometry)) {
        geo::LonLat p = *point;
        if (positions == Positions::blurred) {
            p = {std::round(p.lon_deg / blur_deg) * blur_deg,
                 std::round(p.lat_deg / blur_deg) * blur_deg};
            return fmt::format("POINT ({:.2f} {:.2f})", p.lon_deg, p.lat_deg);
        }
        return "POINT (" + pointText(p) + ")";
    }
    if (positions == Positions::blurred) {
        return {}; // a blurred line still tells its course
    }
    std::string out;
    if (const auto* lines = std::get_if<std::vector<geo::LineOf<geo::LonLat>>>(&geometry)) {
        for (const auto& line : *lines) {
            out += (out.empty() ? "MULTILINESTRING (" : ", ") + ringText(line);
        }
    } else if (const auto* shape = std::get_if<geo::MultiPolygonOf<geo::LonLat>>(&geometry)) {
        for (const auto& polygon : *shape) {
            out += out.empty() ? "MULTIPOLYGON ((" : ", (";
            for (std::size_t r = 0; r < polygon.size(); ++r) {
                out += (r == 0 ? "" : ", ") + ringText(polygon[r]);
            }
            out += ")";
        }
    }
    return out.empty() ? out : out + ")";
}

/// Tables as the schema orders them, then results.
std::vector<std::string> allTables(const geo::Workspace& workspace)
{
    std::vector<std::string> names;
    for (const geo::Table& table : geo::schema()) {
        names.push_back(table.name);
    }
    for (const geo::ResultsEntry& result : workspace.results()) {
        names.push_back(result.table);
    }
    return names;
}

std::vector<ExportedTable> writeTables(const geo::Workspace& workspace,
                                       const ExportRequest& request)
{
    std::vector<ExportedTable> out;
    const bool chosen = !request.tables.empty();
    for (const std::string& name : chosen ? request.tables : allTables(workspace)) {
        if (!workspace.hasTable(name) || (!chosen && workspace.count(name) == 0)) {
            continue;
        }
        const geo::Rows rows = workspace.read(name);
        ExportedTable done{name,
                           name + ".csv",
                           rows.rows.size(),
                           isPublic(name) ? Positions::exact : request.positions,
                           false,
                           {}};
        done.has_geometry = std::ranges::any_of(rows.rows, [](const geo::Row& row) {
            return !std::holds_alternative<std::monostate>(row.geometry);
        });
        const bool written = done.has_geometry && done.positions != Positions::none;
        std::string text;
        for (std::size_t c = 0; c < rows.columns.size(); ++c) {
            text += (c == 0 ? "" : ",") + quoted(rows.columns[c]);
        }
        text += written ? ",geometry\r\n" : "\r\n";
        for (const geo::Row& row : rows.rows) {
            const char* const about = name == "rejects"    ? "table_name"
                                      : name == "problems" ? "asset_kind"
                                                           : nullptr;
            const bool open = done.positions == Positions::exact ||
                              (about != nullptr && isPublic(rows.textAt(row, about).value_or("")));
            for (std::size_t c = 0; c < row.values.size(); ++c) {
                std::string cell;
                if (!geo::isNull(row.values[c])) {
                    if (open || !tellsPosition(name, rows.columns[c])) {
                        cell = quoted(geo::text(row.values[c]));
                    } else {
                        done.withheld.insert(rows.columns[c]);
                    }
                }
                text += (c == 0 ? "" : ",") + cell;
            }
            text += written ? "," + quoted(wkt(row.geometry, done.positions)) + "\r\n" : "\r\n";
        }
        geo::writeFile(request.folder / done.file, text);
        out.push_back(std::move(done));
    }
    return out;
}

} // namespace

std::vector<ExportedTable> exportCsv(const geo::Workspace& workspace, const ExportRequest& request)
{
    std::error_code fault;
    const bool made = std::filesystem::create_directories(request.folder, fault);
    if (fault) {
        throw geo::Error{"the folder cannot be made: " + fault.message(),
                         "Choose a folder that can be written",
                         {request.folder.string()}};
    }
    for (const std::string& table : request.tables) {
        if (!workspace.hasTable(table)) {
            throw geo::Error{fmt::format("there is no table '{}'", table),
                             "sila show lists the tables",
                             {workspace.file().filename().string()}};
        }
    }
    try {
        return writeTables(workspace, request);
    } catch (...) {
        if (made) { // else others' files stand in it
            std::filesystem::remove_all(request.folder, fault);
        }
        throw;
    }
}

namespace {
std::string positionWords(const ExportedTable& table)
{
    static constexpr std::array<std::string_view, 3> words{"left out", "blurred to 5 km", "exact"};
    std::string out = table.has_geometry
                          ? std::string{words[static_cast<std::size_t>(table.positions)]}
                          : std::string{"none in the table"};
    return table.withheld.empty() ? out
                                  : fmt::format("{}; left empty, for they may tell positions: {}",
                                                table.has_geometry ? out : "left out",
                                                fmt::join(table.withheld, ", "));
}
} // namespace

nlohmann::ordered_json asJson(const std::vector<ExportedTable>& tables)
{
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const ExportedTable& table : tables) {
        out.push_back({{"table", table.table},
                       {"file", table.file},
                       {"rows", table.rows},
                       {"positions", positionWords(table)}});
    }
    return {{"exported", out}};
}

std::string asText(const std::vector<ExportedTable>& tables)
{
    std::string out = "What left:\n";
    for (const ExportedTable& table : tables) {
        out += fmt::format("  {:<32} {:>8} rows, positions {}\n", table.file, table.rows,
                           positionWords(table));
    }
    return out;
}

} // namespace app
