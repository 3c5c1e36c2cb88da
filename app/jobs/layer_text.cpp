#include "app/jobs/layer_text.h"

#include "geo/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace app {
namespace {

using geo::LonLat;

std::string cellText(const geo::Row& row, const std::string& column,
                     const std::optional<std::size_t>& at, const ListStyle& style)
{
    std::string text;
    bool number = false;
    if (column == "lat" || column == "lon") {
        if (const auto* p = std::get_if<LonLat>(&row.geometry)) {
            text = fmt::format("{:.6f}", column == "lat" ? p->lat_deg : p->lon_deg);
            number = true;
        }
    } else if (at && !geo::isNull(row.values[*at])) {
        text = geo::text(row.values[*at]);
        number = std::holds_alternative<double>(row.values[*at]);
    }
    if (number && style.decimal != '.') {
        std::ranges::replace(text, '.', style.decimal);
    }
    if (const auto words = style.words.find(column); words != style.words.end()) {
        if (const auto word = words->second.find(text); word != words->second.end()) {
            text = word->second;
        }
    }
    return csvCell(text, style.separator);
}

std::string pointText(LonLat p)
{
    return fmt::format("[{:.6f},{:.6f}]", p.lon_deg, p.lat_deg);
}

std::string lineText(const geo::LineOf<LonLat>& line)
{
    std::string out = "[";
    for (std::size_t i = 0; i < line.size(); ++i) {
        out += (i == 0 ? "" : ",") + pointText(line[i]);
    }
    return out + "]";
}

/// Rings of a polygon, or lines of a geometry, between brackets.
std::string linesText(const std::vector<geo::LineOf<LonLat>>& lines)
{
    std::string out = "[";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        out += (i == 0 ? "" : ",") + lineText(lines[i]);
    }
    return out + "]";
}

std::string geometryText(const geo::Geometry& geometry)
{
    if (const auto* p = std::get_if<LonLat>(&geometry)) {
        return fmt::format(R"({{"type":"Point","coordinates":{}}})", pointText(*p));
    }
    if (const auto* lines = std::get_if<std::vector<geo::LineOf<LonLat>>>(&geometry)) {
        return lines->size() == 1 ? fmt::format(R"({{"type":"LineString","coordinates":{}}})",
                                                lineText(lines->front()))
                                  : fmt::format(R"({{"type":"MultiLineString","coordinates":{}}})",
                                                linesText(*lines));
    }
    if (const auto* shape = std::get_if<geo::MultiPolygonOf<LonLat>>(&geometry)) {
        if (shape->size() == 1) {
            return fmt::format(R"({{"type":"Polygon","coordinates":{}}})",
                               linesText(shape->front()));
        }
        std::string polygons;
        for (const auto& polygon : *shape) {
            polygons += (polygons.empty() ? "" : ",") + linesText(polygon);
        }
        return fmt::format(R"({{"type":"MultiPolygon","coordinates":[{}]}})", polygons);
    }
    return "null";
}

} // namespace

std::string csvCell(const std::string& cell, char separator)
{
    if (cell.find_first_of("\"\r\n") == std::string::npos &&
        cell.find(separator) == std::string::npos) {
        return cell;
    }
    std::string out = "\"";
    for (const char c : cell) {
        out += c == '"' ? std::string{"\"\""} : std::string(1, c);
    }
    return out + "\"";
}

std::string listText(const geo::Rows& rows, const ListStyle& style)
{
    std::string text;
    std::vector<std::optional<std::size_t>> from;
    for (const ListStyle::Column& column : style.columns) {
        text += (from.empty() ? "" : std::string(1, style.separator)) +
                csvCell(column.theirs, style.separator);
        from.push_back(rows.find(column.ours));
    }
    text += "\r\n";
    for (const geo::Row& row : rows.rows) {
        for (std::size_t c = 0; c < style.columns.size(); ++c) {
            text += (c == 0 ? "" : std::string(1, style.separator)) +
                    cellText(row, style.columns[c].ours, from[c], style);
        }
        text += "\r\n";
    }
    const auto bytes = geo::encode(text, style.encoding);
    if (!bytes) {
        throw geo::Error{
            fmt::format("the {} have letters that {} lacks", rows.table, geo::text(style.encoding)),
            "Write them as UTF-8"};
    }
    return *bytes;
}

std::string geoJsonText(const geo::Rows& rows, const std::vector<std::string>& columns)
{
    std::string out =
        fmt::format("{{\"type\":\"FeatureCollection\",\"name\":\"{}\",\"features\":[", rows.table);
    for (std::size_t r = 0; r < rows.rows.size(); ++r) {
        const geo::Row& row = rows.rows[r];
        nlohmann::ordered_json properties = nlohmann::ordered_json::object();
        for (const std::string& column : columns) {
            const auto at = rows.find(column);
            if (!at || geo::isNull(row.values[*at])) {
                continue;
            }
            const geo::Value& value = row.values[*at];
            if (const auto* whole = std::get_if<std::int64_t>(&value)) {
                properties[column] = *whole;
            } else if (const auto* real = std::get_if<double>(&value)) {
                properties[column] = *real;
            } else {
                properties[column] = geo::text(value);
            }
        }
        out += fmt::format("{}\n{{\"type\":\"Feature\",\"properties\":{},\"geometry\":{}}}",
                           r == 0 ? "" : ",", properties.dump(), geometryText(row.geometry));
    }
    return out + "\n]}\n";
}

} // namespace app
