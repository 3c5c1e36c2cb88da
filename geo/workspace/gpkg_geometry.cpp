#include "geo/workspace/gpkg_geometry.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fmt/format.h>

namespace geo {
namespace {

enum WkbType : std::uint32_t {
    wkbPoint = 1,
    wkbLine = 2,
    wkbPolygon = 3,
    wkbMultiPoint = 4,
    wkbMultiLine = 5,
    wkbMultiPolygon = 6,
};
constexpr std::int32_t wgs84 = 4326;
constexpr std::uint8_t littleEndian = 1;

class Writer {
public:
    template <typename Number>
    void number(Number value)
    {
        auto raw = std::bit_cast<std::array<std::byte, sizeof(Number)>>(value);
        if constexpr (std::endian::native == std::endian::big) {
            std::reverse(raw.begin(), raw.end());
        }
        bytes.insert(bytes.end(), raw.begin(), raw.end());
    }
    void head(WkbType type)
    {
        number(littleEndian);
        number(static_cast<std::uint32_t>(type));
    }
    void count(std::size_t n) { number(static_cast<std::uint32_t>(n)); }
    void point(const LonLat& p)
    {
        number(p.lon_deg);
        number(p.lat_deg);
    }
    void points(const std::vector<LonLat>& line)
    {
        count(line.size());
        for (const LonLat& p : line) {
            point(p);
        }
    }
    Bytes bytes;
};

struct BodyWriter {
    Writer& out;
    void operator()(std::monostate) const {}
    void operator()(const LonLat& p) const
    {
        out.head(wkbPoint);
        out.point(p);
    }
    void operator()(const std::vector<LineOf<LonLat>>& lines) const
    {
        out.head(wkbMultiLine);
        out.count(lines.size());
        for (const auto& line : lines) {
            out.head(wkbLine);
            out.points(line);
        }
    }
    void operator()(const MultiPolygonOf<LonLat>& polygons) const
    {
        out.head(wkbMultiPolygon);
        out.count(polygons.size());
        for (const auto& polygon : polygons) {
            out.head(wkbPolygon);
            out.count(polygon.size());
            for (const auto& ring : polygon) {
                out.points(ring);
            }
        }
    }
};

/// Throws Broken inside this file only.
struct Broken {};

class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes) : rest_{bytes} {}

    template <typename Number>
    Number number(bool little)
    {
        if (rest_.size() < sizeof(Number)) {
            throw Broken{};
        }
        std::array<std::byte, sizeof(Number)> raw;
        std::memcpy(raw.data(), rest_.data(), sizeof(Number));
        if (little != (std::endian::native == std::endian::little)) {
            std::reverse(raw.begin(), raw.end());
        }
        rest_ = rest_.subspan(sizeof(Number));
        return std::bit_cast<Number>(raw);
    }
    void skip(std::size_t bytes)
    {
        if (rest_.size() < bytes) {
            throw Broken{};
        }
        rest_ = rest_.subspan(bytes);
    }
    /// A count of things that take at least `least` bytes each, so that a broken count cannot make
    /// us reserve the machine's memory.
    std::size_t count(bool little, std::size_t least)
    {
        const std::size_t n = number<std::uint32_t>(little);
        if (n > rest_.size() / least) {
            throw Broken{};
        }
        return n;
    }

private:
    std::span<const std::byte> rest_;
};

struct Head {
    bool little = true;
    std::uint32_t type = 0;
    std::size_t dimensions = 2;
};

Head readHead(Reader& in)
{
    Head head;
    head.little = in.number<std::uint8_t>(true) == littleEndian;
    std::uint32_t type = in.number<std::uint32_t>(head.little);
    constexpr std::uint32_t ewkbZ = 0x80000000U;
    constexpr std::uint32_t ewkbM = 0x40000000U;
    if ((type & ewkbZ) != 0) {
        ++head.dimensions;
    }
    if ((type & ewkbM) != 0) {
        ++head.dimensions;
    }
    type &= 0x0FFFFFFFU;
    const std::uint32_t isoKind = type / 1000; // 1 Z, 2 M, 3 ZM
    if (isoKind > 3) {
        throw Broken{};
    }
    head.dimensions += isoKind == 3 ? 2 : (isoKind == 0 ? 0 : 1);
    head.type = type % 1000;
    return head;
}

LonLat readPoint(Reader& in, const Head& head)
{
    const double x = in.number<double>(head.little);
    const double y = in.number<double>(head.little);
    in.skip((head.dimensions - 2) * sizeof(double));
    return {x, y};
}

std::vector<LonLat> readPoints(Reader& in, const Head& head)
{
    std::vector<LonLat> points(in.count(head.little, head.dimensions * sizeof(double)));
    for (LonLat& point : points) {
        point = readPoint(in, head);
    }
    return points;
}

PolygonOf<LonLat> readPolygon(Reader& in, const Head& head)
{
    PolygonOf<LonLat> polygon(in.count(head.little, sizeof(std::uint32_t)));
    for (auto& ring : polygon) {
        ring = readPoints(in, head);
    }
    return polygon;
}

constexpr std::size_t leastPart = 9; // byte order, type, count

template <typename Part, typename ReadPart>
std::vector<Part> readParts(Reader& in, const Head& head, WkbType type, ReadPart readPart)
{
    std::vector<Part> parts(in.count(head.little, leastPart));
    for (Part& part : parts) {
        const Head partHead = readHead(in);
        if (partHead.type != type) {
            throw Broken{};
        }
        part = readPart(in, partHead);
    }
    return parts;
}

template <typename Parts>
Geometry orNone(Parts parts)
{
    if (parts.empty()) {
        return {};
    }
    return parts;
}

Geometry readWkb(Reader& in)
{
    const Head head = readHead(in);
    switch (head.type) {
    case wkbPoint: {
        const LonLat point = readPoint(in, head);
        const bool empty = std::isnan(point.lon_deg) && std::isnan(point.lat_deg);
        return empty ? Geometry{} : Geometry{point};
    }
    case wkbMultiPoint: {
        const auto points = readParts<LonLat>(in, head, wkbPoint, readPoint);
        if (points.size() > 1) {
            throw Broken{}; // a row is one place
        }
        return points.empty() ? Geometry{} : Geometry{points.front()};
    }
    case wkbLine: {
        auto line = readPoints(in, head);
        return line.empty() ? Geometry{} : Geometry{std::vector<LineOf<LonLat>>{std::move(line)}};
    }
    case wkbMultiLine:
        return orNone(readParts<LineOf<LonLat>>(in, head, wkbLine, readPoints));
    case wkbPolygon: {
        auto polygon = readPolygon(in, head);
        return polygon.empty() ? Geometry{} : Geometry{MultiPolygonOf<LonLat>{std::move(polygon)}};
    }
    case wkbMultiPolygon:
        return orNone(readParts<PolygonOf<LonLat>>(in, head, wkbPolygon, readPolygon));
    default:
        throw Broken{};
    }
}

} // namespace

Bytes gpkgBlob(const Geometry& geometry)
{
    if (std::holds_alternative<std::monostate>(geometry)) {
        return {};
    }
    Writer out;
    const bool point = std::holds_alternative<LonLat>(geometry);
    const Box box = extent(geometry);
    // Flags: little-endian; an extent for all but points, whose extent is themselves.
    const std::uint8_t flags = point || box.empty() ? 0x01 : 0x03;
    out.number(std::uint8_t{'G'});
    out.number(std::uint8_t{'P'});
    out.number(std::uint8_t{0});
    out.number(flags);
    out.number(wgs84);
    if (flags == 0x03) {
        for (const double edge : {box.min_x, box.max_x, box.min_y, box.max_y}) {
            out.number(edge);
        }
    }
    std::visit(BodyWriter{out}, geometry);
    return std::move(out.bytes);
}

std::optional<Geometry> readGpkgBlob(std::span<const std::byte> blob)
{
    if (blob.empty()) {
        return Geometry{};
    }
    try {
        Reader in{blob};
        if (in.number<std::uint8_t>(true) != 'G' || in.number<std::uint8_t>(true) != 'P') {
            return std::nullopt;
        }
        in.skip(1);
        const auto flags = in.number<std::uint8_t>(true);
        in.skip(sizeof(std::int32_t));
        constexpr std::size_t envelopeNumbers[] = {0, 4, 6, 6, 8, 0, 0, 0};
        in.skip(envelopeNumbers[(flags >> 1) & 0x7] * sizeof(double));
        return readWkb(in);
    } catch (const Broken&) {
        return std::nullopt;
    }
}

namespace {

std::optional<std::string> pointFault(const LonLat& p)
{
    const bool well = p.lon_deg >= -180 && p.lon_deg <= 180 && p.lat_deg >= -90 && p.lat_deg <= 90;
    if (well) {
        return std::nullopt;
    }
    return fmt::format("longitude {} latitude {} is not on the globe", p.lon_deg, p.lat_deg);
}

std::optional<std::string> pointsFault(const std::vector<LonLat>& points)
{
    for (const LonLat& p : points) {
        if (auto fault = pointFault(p)) {
            return fault;
        }
    }
    return std::nullopt;
}

struct FaultOf {
    GeometryKind kind;
    using Fault = std::optional<std::string>;

    Fault operator()(std::monostate) const { return std::nullopt; }
    Fault operator()(const LonLat& p) const
    {
        if (kind != GeometryKind::point && kind != GeometryKind::pointOrPolygon) {
            return "is a point where none fits";
        }
        return pointFault(p);
    }
    Fault operator()(const std::vector<LineOf<LonLat>>& lines) const
    {
        if (kind != GeometryKind::line) {
            return "is a line where none fits";
        }
        for (const auto& line : lines) {
            if (line.size() < 2) {
                return "is a line of fewer than two points";
            }
            if (auto fault = pointsFault(line)) {
                return fault;
            }
        }
        return std::nullopt;
    }
    Fault operator()(const MultiPolygonOf<LonLat>& polygons) const
    {
        if (kind != GeometryKind::polygon && kind != GeometryKind::pointOrPolygon) {
            return "is a polygon where none fits";
        }
        for (const auto& polygon : polygons) {
            for (const auto& ring : polygon) {
                if (ring.size() < 4 || ring.front() != ring.back()) {
                    return "has a ring that is not closed";
                }
                if (auto fault = pointsFault(ring)) {
                    return fault;
                }
            }
        }
        return std::nullopt;
    }
};

} // namespace

std::optional<std::string> geometryFault(const Geometry& geometry, GeometryKind kind)
{
    return std::visit(FaultOf{kind}, geometry);
}

} // namespace geo
