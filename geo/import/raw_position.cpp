#include "geo/import/raw_position.h"

#include "geo/import/normalise.h"
#include "geo/import/numbers.h"
#include "geo/vector/gdal_messages.h"
#include "geo/vector/ogr_shape.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <memory>

namespace geo {
namespace {

RowFault noPosition(const std::string& field)
{
    return {"no_position", field, "", "has no position", "Add it to the file and import it again"};
}

RowFault unreadable(const std::string& field, std::string_view value, const std::string& why)
{
    return {"bad_position", field, std::string{value}, why,
            "Write degrees such as 31.5016, or 31°30'05.8\"N"};
}

/// One number of a coordinate: plain, or degrees, minutes and seconds.
std::optional<double> coordinate(std::string_view cell, char axis, char decimal)
{
    if (const auto number = parseNumber(cell, decimal); number && number->unit.empty()) {
        return number->value;
    }
    return parseAngle(cell, axis, decimal);
}

/// "31.5, 34.4" in two pieces.
std::optional<std::pair<std::string, std::string>> twoParts(std::string_view text)
{
    std::string clean;
    for (const char c : text) {
        if (c != '(' && c != ')' && c != '[' && c != ']') {
            clean += c;
        }
    }
    const auto split = [&clean](std::size_t at,
                                std::size_t skip) -> std::pair<std::string, std::string> {
        return {clean.substr(0, at), clean.substr(at + skip)};
    };
    for (const char sign : {';', '|'}) {
        if (std::ranges::count(clean, sign) == 1) {
            return split(clean.find(sign), 1);
        }
    }
    if (const std::size_t at = clean.find(", "); at != std::string::npos) {
        return split(at, 2);
    }
    if (std::ranges::count(clean, ',') == 1) {
        return split(clean.find(','), 1);
    }
    if (const std::size_t at = clean.find_first_of("NSns");
        at != std::string::npos && at > 0 && at + 1 < clean.size()) {
        return split(at + 1, 0);
    }
    if (std::ranges::count(clean, ' ') == 1) {
        return split(clean.find(' '), 1);
    }
    return std::nullopt;
}

/// "34.1,0.4;34.2,0.5" (x before y), or "36.9;-1.4" for one point, as OFDS tables have it.
bool addCoordinateList(std::string_view text, SourceShape& shape)
{
    LineOf<SourceXY> line;
    std::vector<double> numbers;
    bool pairs = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        std::string_view piece = text.substr(0, end);
        const std::size_t comma = piece.find(',');
        const auto first = parseNumber(piece.substr(0, comma), '.');
        if (!first || !first->unit.empty()) {
            return false;
        }
        if (comma == std::string_view::npos) {
            numbers.push_back(first->value);
        } else {
            std::string_view rest = piece.substr(comma + 1);
            rest = rest.substr(0, rest.find(',')); // heights are left out
            const auto second = parseNumber(rest, '.');
            if (!second || !second->unit.empty()) {
                return false;
            }
            pairs = true;
            line.push_back({first->value, second->value});
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (pairs == !numbers.empty()) {
        return false;
    }
    if (!pairs) {
        if (numbers.size() != 2 && numbers.size() != 3) {
            return false;
        }
        shape.points.push_back({numbers[0], numbers[1]});
    } else if (line.size() == 1) {
        shape.points.push_back(line.front());
    } else {
        shape.lines.push_back(std::move(line));
    }
    return true;
}

std::string addText(std::string_view text, SourceShape& shape, std::string& crs)
{
    if (text.starts_with('{')) {
        const GdalMessages quiet;
        const std::unique_ptr<OGRGeometry> geometry{
            OGRGeometryFactory::createFromGeoJson(std::string{text}.c_str())};
        return geometry ? addShape(*geometry, shape) : "is not a GeoJSON geometry";
    }
    if (std::isalpha(static_cast<unsigned char>(text.front())) != 0) {
        return addWkt(text, shape, crs);
    }
    return addCoordinateList(text, shape) ? "" : "is not a list of coordinates x,y;x,y";
}

const ColumnUse* one(const Match& match, std::string_view column)
{
    const ColumnUse* use = match.find(column);
    return use != nullptr && !use->from.empty() ? use : nullptr;
}

std::string_view firstFilled(const SourceTable& source, const ColumnUse& use, std::size_t row)
{
    for (const std::size_t column : use.from) {
        if (!isNullWord(source.cell(row, column))) {
            return source.cell(row, column);
        }
    }
    return {};
}

void fromTwoColumns(const SourceTable& source, const ColumnUse& x, const ColumnUse& y,
                    char otherwise, RawPositions& raw)
{
    constexpr std::size_t sampled = 2000;
    const auto signOf = [&source, otherwise](const ColumnUse& use) {
        return decimalSignOf(sampleOf(source, use.from.front(), sampled), otherwise).sign;
    };
    const char xSign = signOf(x);
    const char ySign = signOf(y);
    raw.field = source.columns[y.from.front()] + ", " + source.columns[x.from.front()];
    raw.how = fmt::format("columns '{}' and '{}'", source.columns[y.from.front()],
                          source.columns[x.from.front()]);
    raw.columns.insert(x.from.begin(), x.from.end());
    raw.columns.insert(y.from.begin(), y.from.end());
    for (std::size_t r = 0; r < source.rows.size(); ++r) {
        const std::string_view xCell = firstFilled(source, x, r);
        const std::string_view yCell = firstFilled(source, y, r);
        if (xCell.empty() || yCell.empty()) {
            raw.faults[r] =
                noPosition(source.columns[xCell.empty() ? x.from.front() : y.from.front()]);
            continue;
        }
        const auto xValue = coordinate(xCell, 'E', xSign);
        const auto yValue = coordinate(yCell, 'N', ySign);
        if (!xValue || !yValue) {
            const bool faultInX = !xValue;
            raw.faults[r] = unreadable(source.columns[faultInX ? x.from.front() : y.from.front()],
                                       faultInX ? xCell : yCell, "is not a coordinate");
            continue;
        }
        raw.shapes[r].points.push_back({*xValue, *yValue});
    }
}

void fromPairs(const SourceTable& source, const ColumnUse& use, char decimal, RawPositions& raw)
{
    raw.field = source.columns[use.from.front()];
    raw.how = fmt::format("column '{}', latitude before longitude", raw.field);
    raw.columns.insert(use.from.begin(), use.from.end());
    for (std::size_t r = 0; r < source.rows.size(); ++r) {
        const std::string_view cell = firstFilled(source, use, r);
        if (cell.empty()) {
            raw.faults[r] = noPosition(raw.field);
            continue;
        }
        const auto parts = twoParts(cell);
        const auto lat = parts ? coordinate(parts->first, 'N', decimal) : std::nullopt;
        const auto lon = parts ? coordinate(parts->second, 'E', decimal) : std::nullopt;
        if (!lat || !lon) {
            raw.faults[r] = unreadable(raw.field, cell, "is not a latitude and a longitude");
            continue;
        }
        raw.shapes[r].points.push_back({*lon, *lat});
    }
}

void fromText(const SourceTable& source, const ColumnUse& use, RawPositions& raw)
{
    raw.field = source.columns[use.from.front()];
    raw.how = fmt::format("shapes written in column '{}'", raw.field);
    raw.columns.insert(use.from.begin(), use.from.end());
    for (std::size_t r = 0; r < source.rows.size(); ++r) {
        const std::string_view cell = firstFilled(source, use, r);
        if (cell.empty()) {
            raw.faults[r] = noPosition(raw.field);
            continue;
        }
        const std::string why = addText(cell, raw.shapes[r], raw.crs);
        if (!why.empty()) {
            raw.faults[r] = {"bad_shape", raw.field, std::string{cell.substr(0, 80)}, why,
                             "Export the shape again"};
        }
    }
}

} // namespace

PositionSource positionSource(const SourceTable& source, const Match& match)
{
    const auto told = [&match](std::string_view column) {
        const ColumnUse* use = one(match, column);
        return use != nullptr && use->how != "known name" && use->how != "same name";
    };
    if (source.has_shapes && !told("lat") && !told("geometry") && !told("x")) {
        return PositionSource::shapes;
    }
    if (one(match, "geometry") != nullptr) {
        return PositionSource::text;
    }
    if (one(match, "lat") != nullptr && one(match, "lon") != nullptr) {
        return PositionSource::lonlat;
    }
    if (one(match, "x") != nullptr && one(match, "y") != nullptr) {
        return PositionSource::xy;
    }
    if (one(match, "position") != nullptr) {
        return PositionSource::pair;
    }
    return PositionSource::none;
}

RawPositions rawPositions(const SourceTable& source, const Match& match, char decimal)
{
    RawPositions raw;
    raw.source = positionSource(source, match);
    raw.shapes.resize(source.rows.size());
    switch (raw.source) {
    case PositionSource::none:
        break;
    case PositionSource::shapes:
        raw.how = "the shapes of the file";
        raw.field = "shape";
        for (std::size_t r = 0; r < source.rows.size(); ++r) {
            raw.shapes[r] = source.rows[r].shape;
            if (raw.shapes[r].empty()) {
                raw.faults[r] = noPosition(raw.field);
            }
        }
        break;
    case PositionSource::text:
        fromText(source, *one(match, "geometry"), raw);
        break;
    case PositionSource::lonlat:
        fromTwoColumns(source, *one(match, "lon"), *one(match, "lat"), decimal, raw);
        break;
    case PositionSource::xy:
        fromTwoColumns(source, *one(match, "x"), *one(match, "y"), decimal, raw);
        break;
    case PositionSource::pair:
        fromPairs(source, *one(match, "position"), decimal, raw);
        break;
    }
    return raw;
}

std::string positionText(const SourceTable& source, const RawPositions& raw, std::size_t row)
{
    std::string out;
    for (const std::size_t column : raw.columns) {
        out += (out.empty() ? "" : "; ") + std::string{source.cell(row, column).substr(0, 60)};
    }
    if (out.empty() && !raw.shapes[row].points.empty()) {
        const SourceXY p = raw.shapes[row].points.front();
        out = fmt::format("{}, {}", p.x, p.y);
    }
    return out;
}

} // namespace geo
