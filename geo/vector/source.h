#pragma once
// A table, sheet or layer as it stands in a file: cells as text, shapes in the file's own
// coordinates. Nothing is interpreted here; geo/import does that.
#include "geo/crs/position.h"
#include "geo/error.h"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// In the coordinate system of the file, x (easting, longitude) before y.
struct SourceXY {
    double x = 0;
    double y = 0;
    friend bool operator==(const SourceXY&, const SourceXY&) = default;
};

/// What a feature's geometry is made of, collections taken apart.
struct SourceShape {
    std::vector<SourceXY> points;
    std::vector<LineOf<SourceXY>> lines;
    MultiPolygonOf<SourceXY> polygons;
    bool empty() const { return points.empty() && lines.empty() && polygons.empty(); }
};

struct SourceRow {
    std::int64_t row = 0;  // 1 is the first row of data
    std::int64_t line = 0; // line of a text file or row of a sheet, as an editor shows it; 0: none
    SourceShape shape = {};
};

/// Keeps text alive that cells look into.
class TextStore {
public:
    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

private:
    std::deque<std::string> texts_;
};

struct SourceTable {
    std::string file;   // as the user named it
    std::string layer;  // sheet, layer or list in the file; empty when there is only one
    std::string format; // "CSV", "XLSX", "GeoJSON", …
    std::vector<std::string> columns;
    std::vector<SourceRow> rows;
    std::vector<std::string_view> cells;        // row by row, columns.size() of them
    std::map<std::size_t, std::string> defects; // rows that could not be read, by index, with why
    bool has_header = true;
    bool has_shapes = false; // some row has a shape
    std::string crs;         // what the file says: "EPSG:28191" or WKT; empty when it does not say
    std::string crs_missing; // why crs is empty though the format has a place for it
    std::string encoding;    // of text, and how it was found
    char separator = 0;      // of a text table
    std::vector<std::string> notes; // what was assumed or repaired while reading
    std::shared_ptr<TextStore> store = std::make_shared<TextStore>();

    std::string_view cell(std::size_t row, std::size_t column) const
    {
        return cells[row * columns.size() + column];
    }
    std::optional<std::size_t> find(std::string_view column) const;
    Place place() const { return {.file = file, .layer = layer}; }
    /// A row with these cells; missing ones stay empty, surplus ones make it defective.
    void addRow(SourceRow row, const std::vector<std::string_view>& values);
};

/// What the user may know better than the file.
struct SourceOptions {
    std::string layer = {};    // only this sheet or layer
    std::string encoding = {}; // "CP1256"
    char separator = 0;        // 0: found out
    int header_row = -1;       // line or sheet row of the header; 0: there is none; -1: found out
    /// Names of the columns of a table without header.
    std::vector<std::string> columns = {};
    /// How many of the cells are names of columns we know; used to find the header.
    std::function<std::size_t(const std::vector<std::string_view>&)> known_names = {};
};

/// All tables in a file. Throws Error, naming the file, when it is absent, empty, cut short, of an
/// unknown format, or has no layer of that name.
std::vector<SourceTable> readSource(const std::filesystem::path& file,
                                    const SourceOptions& options = {});

/// The files in a folder that readSource may know, sorted by name; sidecars left out.
std::vector<std::filesystem::path> sourceFiles(const std::filesystem::path& folder);

} // namespace geo
