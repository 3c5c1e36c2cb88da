#pragma once
// From any coordinate system a file may be in to WGS 84 longitude and latitude.
#include "geo/crs/position.h"
#include "geo/error.h"
#include "geo/vector/source.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geo {

class ToLonLat {
public:
    /// `crs` is "EPSG:28191", WKT, or anything else PROJ understands. Throws Error when it does not
    /// or when there is no way to WGS 84. One thread at a time.
    ToLonLat(const std::string& crs, const Place& place);
    const std::string& code() const; // "EPSG:28191"; else the name
    std::string name() const;        // "EPSG:28191 (Palestine 1923 / Palestine Grid)"
    bool degrees() const;            // coordinates are angles
    bool same() const;               // WGS 84 already: numbers stay as they are
    /// The datum shift is not known to PROJ: positions may be some hundred metres off.
    bool rough() const;
    /// Nothing when the position has no image.
    std::optional<LonLat> operator()(SourceXY position) const;

private:
    struct Impl;
    std::shared_ptr<const Impl> impl_;
};

/// Which of the systems used in our countries put the positions into `box` (degrees): for a file
/// that does not say its CRS. Codes like "EPSG:28191"; at most four.
std::vector<std::string> crsThatFit(const std::vector<SourceXY>& positions, const Box& box);

} // namespace geo
