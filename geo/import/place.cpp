#include "geo/import/place.h"

#include "geo/import/elsewhere.h"
#include "geo/import/fit_shape.h"
#include "geo/import/raw_position.h"
#include "geo/import/swapped.h"
#include "geo/vector/to_lonlat.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace geo {
namespace {

std::optional<SourceXY> firstOf(const SourceShape& shape)
{
    if (!shape.points.empty()) {
        return shape.points.front();
    }
    if (!shape.lines.empty()) {
        return shape.lines.front().front();
    }
    if (!shape.polygons.empty()) {
        return shape.polygons.front().front().front();
    }
    return std::nullopt;
}

std::vector<SourceXY> sampleOfPositions(const RawPositions& raw)
{
    std::vector<SourceXY> sample;
    constexpr std::size_t enough = 500;
    const std::size_t step = raw.shapes.size() / enough + 1;
    for (std::size_t r = 0; r < raw.shapes.size(); r += step) {
        if (const auto p = firstOf(raw.shapes[r])) {
            sample.push_back(*p);
        }
    }
    return sample;
}

bool looksLikeDegrees(const std::vector<SourceXY>& sample)
{
    const auto fits = std::ranges::count_if(sample, [](const SourceXY& p) {
        return std::abs(p.x) <= 180 && std::abs(p.y) <= 180; // exchanged ones are told apart later
    });
    return 10 * static_cast<std::size_t>(fits) >= 9 * sample.size();
}

[[noreturn]] void askForCrs(const SourceTable& source, const std::vector<SourceXY>& sample,
                            const std::string& happened, const PlaceRequest& request)
{
    const auto fit = crsThatFit(sample, request.where);
    std::string advice = "Say which CRS they are in, for example --crs EPSG:28191";
    if (!fit.empty()) {
        advice = fmt::format("Say which CRS they are in with --crs. These would put them into {}: "
                             "{}",
                             request.where_is, fmt::join(fit, ", "));
    } else if (looksLikeDegrees(sample)) {
        advice = "The numbers look like degrees: if they are WGS 84, give --crs EPSG:4326";
    }
    throw Error{happened, advice, source.place()};
}

/// The CRS to read the numbers in, and in words why.
std::pair<std::string, std::string> crsFor(const SourceTable& source, const RawPositions& raw,
                                           const Mapping& mapping, const PlaceRequest& request)
{
    if (!request.crs.empty()) {
        return {request.crs, "as told"};
    }
    if (!mapping.crs.empty()) {
        return {mapping.crs, "from the mapping"};
    }
    if (!raw.crs.empty()) {
        return {raw.crs, "from the shapes' own SRID"};
    }
    const auto sample = sampleOfPositions(raw);
    if (raw.source == PositionSource::shapes) {
        if (!source.crs.empty()) {
            return {source.crs, "from the file"};
        }
        askForCrs(source, sample,
                  source.crs_missing.empty() ? "the file does not say its CRS" : source.crs_missing,
                  request);
    }
    if (!looksLikeDegrees(sample)) {
        double greatest = 0;
        for (const SourceXY& p : sample) {
            greatest = std::max({greatest, std::abs(p.x), std::abs(p.y)});
        }
        askForCrs(source, sample,
                  fmt::format("the positions ({}) are not degrees: they go up to {:.0f}", raw.field,
                              greatest),
                  request);
    }
    return {"EPSG:4326", "assumed: the numbers are degrees and nothing else is said"};
}

/// The row's numbers through the CRS; nothing when one of them has no image.
std::optional<LonLatShape> inDegrees(const SourceShape& shape, const ToLonLat& toLonLat)
{
    LonLatShape out;
    bool whole = true;
    const auto convert = [&toLonLat, &whole](const SourceXY& p) {
        const auto image = toLonLat(p);
        whole = whole && image;
        return image.value_or(LonLat{});
    };
    for (const SourceXY& p : shape.points) {
        out.points.push_back(convert(p));
    }
    for (const auto& line : shape.lines) {
        auto& to = out.lines.emplace_back();
        std::ranges::transform(line, std::back_inserter(to), convert);
    }
    for (const auto& rings : shape.polygons) {
        auto& polygon = out.polygons.emplace_back();
        for (const auto& ring : rings) {
            auto& to = polygon.emplace_back();
            std::ranges::transform(ring, std::back_inserter(to), convert);
        }
    }
    if (!whole) {
        return std::nullopt;
    }
    return out;
}

std::optional<RowFault> rangeFault(const LonLatShape& shape, const std::string& field,
                                   const std::string& shown, const Box& where)
{
    const Box box = shape.box();
    if (box.min_y < -90 || box.max_y > 90 || box.min_x < -180 || box.max_x > 180) {
        return RowFault{"out_of_range", field, shown,
                        "latitude must be -90 to 90 and longitude -180 to 180",
                        "Correct the position"};
    }
    constexpr double atZero = 1e-6;
    const bool zero = std::abs(box.min_x) < atZero && std::abs(box.max_x) < atZero &&
                      std::abs(box.min_y) < atZero && std::abs(box.max_y) < atZero;
    if (zero && !where.contains(0, 0)) {
        return RowFault{"null_island", field, shown,
                        "is at 0, 0, in the Gulf of Guinea: a position that was never filled in",
                        "Look the position up"};
    }
    return std::nullopt;
}

RowFault misplaced(PositionFault fault, const std::string& field, const std::string& shown,
                   LonLat p, const std::string& whereIs)
{
    switch (fault) {
    case PositionFault::swapped:
        return {"swapped", field, shown,
                fmt::format("longitude and latitude are exchanged: only the other way round does "
                            "it lie in {}",
                            whereIs),
                fmt::format("latitude {}, longitude {}", p.lon_deg, p.lat_deg)};
    case PositionFault::lon_sign:
        return {"wrong_sign", field, shown,
                fmt::format("lies in {} only with longitude {}", whereIs, -p.lon_deg),
                fmt::format("longitude {}", -p.lon_deg)};
    default:
        return {"wrong_sign", field, shown,
                fmt::format("lies in {} only with latitude {}", whereIs, -p.lat_deg),
                fmt::format("latitude {}", -p.lat_deg)};
    }
}

} // namespace

bool hasPositions(const SourceTable& source, const Match& match)
{
    return positionSource(source, match) != PositionSource::none;
}

Placed placeRows(const SourceTable& source, const Table& table, const Match& match,
                 const Mapping& mapping, const PlaceRequest& request)
{
    const char decimal = mapping.decimal != 0      ? mapping.decimal
                         : source.separator == ';' ? ','
                                                   : '.';
    const RawPositions raw = rawPositions(source, match, decimal);
    Placed placed;
    placed.geometry.resize(source.rows.size());
    placed.faults = raw.faults;
    placed.columns = raw.columns;
    placed.how = raw.how;
    if (raw.source == PositionSource::none ||
        std::ranges::all_of(raw.shapes, &SourceShape::empty)) {
        return placed;
    }
    const auto [crs, why] = crsFor(source, raw, mapping, request);
    const ToLonLat toLonLat{crs, source.place()};
    placed.crs = fmt::format("{}, {}", toLonLat.name(), why);
    if (toLonLat.rough()) {
        placed.notes.push_back(fmt::format("PROJ knows no exact datum shift from {}: positions may "
                                           "be some hundred metres off",
                                           toLonLat.code()));
    }
    std::vector<std::optional<LonLatShape>> shapes(source.rows.size());
    std::vector<std::optional<LonLat>> positions(source.rows.size());
    std::size_t lost = 0;
    std::size_t tooBig = 0;
    for (std::size_t r = 0; r < source.rows.size(); ++r) {
        if (raw.shapes[r].empty() || source.defects.contains(r)) {
            continue;
        }
        shapes[r] = inDegrees(raw.shapes[r], toLonLat);
        if (!shapes[r]) {
            ++lost;
            placed.faults[r] = {"out_of_range", raw.field, positionText(source, raw, r),
                                fmt::format("has no place in {}", toLonLat.code()),
                                "Correct the position, or the CRS"};
            continue;
        }
        const LonLat first = shapes[r]->first();
        tooBig += std::abs(first.lon_deg) > 180 || std::abs(first.lat_deg) > 180 ? 1U : 0U;
        if (auto fault =
                rangeFault(*shapes[r], raw.field, positionText(source, raw, r), request.where);
            fault && fault->code == "null_island") {
            placed.faults[r] = std::move(*fault);
            shapes[r].reset();
            continue;
        }
        positions[r] = first;
    }
    const auto usable = static_cast<std::size_t>(
        std::ranges::count_if(positions, [](const auto& p) { return p.has_value(); }));
    if (2 * (lost + tooBig) > usable + lost) {
        askForCrs(
            source, sampleOfPositions(raw),
            fmt::format("most positions are no longitudes and latitudes in {}", toLonLat.code()),
            request);
    }
    const PositionCheck check = checkPositions(positions, request.where);
    if (check.all_swapped) {
        throw Error{fmt::format("longitude and latitude are exchanged in {}", raw.how),
                    raw.source == PositionSource::lonlat
                        ? "Exchange the two headers in the file, or say it in a mapping: "
                          "[columns] lat = \"" +
                              source.columns[match.find("lon")->from.front()] + "\", lon = \"" +
                              source.columns[match.find("lat")->from.front()] + "\""
                        : "Export the file again with x (longitude) before y (latitude)",
                    source.place()};
    }
    if (usable > 0 && check.outside == usable && check.nearest_km > elsewhere_km) {
        throw Error{fmt::format("all {} positions lie outside {}, the nearest {:.0f} km away",
                                usable, request.where_is, check.nearest_km),
                    "Check that no minus sign was lost and that the CRS is right (--crs); data of "
                    "another country belong into a workspace of their own",
                    source.place()};
    }
    const std::string whereIs =
        request.where.empty() ? "the place of the other rows" : request.where_is;
    ShapeFitter fitter{table, mapping.buffer_m};
    for (std::size_t r = 0; r < source.rows.size(); ++r) {
        if (!shapes[r]) {
            continue;
        }
        const std::string shown = positionText(source, raw, r);
        if (check.faults[r] != PositionFault::none) {
            placed.faults[r] = misplaced(check.faults[r], raw.field, shown, *positions[r], whereIs);
        } else if (auto fault = rangeFault(*shapes[r], raw.field, shown, request.where)) {
            placed.faults[r] = std::move(*fault);
        } else if (auto why2 = fitter.fit(*shapes[r], placed.geometry[r]); !why2.empty()) {
            placed.faults[r] = {"wrong_shape", raw.field, "", why2, fitter.advice()};
        }
    }
    std::ranges::move(fitter.notes(), std::back_inserter(placed.notes));
    if (check.outside > 0) {
        placed.notes.push_back(fmt::format("{} rows lie outside {}, up to {:.0f} km away; stored "
                                           "all the same",
                                           check.outside, request.where_is, check.farthest_km));
    }
    return placed;
}

} // namespace geo
