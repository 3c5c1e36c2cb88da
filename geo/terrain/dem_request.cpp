#include "geo/terrain/dem.h"

#include <fmt/format.h>

namespace geo {

void setSea(ElevationRequest& request, const std::string& words)
{
    const auto fileAfter = [&words](std::string_view prefix) -> std::filesystem::path {
        return words.starts_with(prefix) ? words.substr(prefix.size()) : std::string{};
    };
    request.sea_file.clear();
    if (words == "auto") {
        request.sea = SeaRule::automatic;
    } else if (words == "none") {
        request.sea = SeaRule::none;
    } else if (words == "voids") {
        request.sea = SeaRule::voids;
    } else if (const auto sea = fileAfter("sea:"); !sea.empty()) {
        request.sea = SeaRule::seaLayer;
        request.sea_file = sea;
    } else if (const auto land = fileAfter("land:"); !land.empty()) {
        request.sea = SeaRule::landLayer;
        request.sea_file = land;
    } else {
        throw Error{fmt::format("'{}' says nothing about the sea", words),
                    "Take one of auto, none, voids, sea:FILE, land:FILE"};
    }
}

} // namespace geo
