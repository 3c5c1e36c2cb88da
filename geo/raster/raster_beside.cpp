#include "geo/raster/raster_beside.h"

#include <fmt/format.h>
#include <system_error>

namespace geo {

std::filesystem::path rasterBeside(const Workspace& workspace, const RasterEntry& entry)
{
    std::filesystem::path file = workspace.fileBeside(entry.path);
    std::error_code code;
    if (!std::filesystem::exists(file, code)) {
        const std::string folder = std::filesystem::path{entry.path}.parent_path().string();
        const std::string kind = entry.kind == "sea" ? "elevation" : entry.kind;
        throw Error{fmt::format("the {} raster of the workspace is missing", entry.kind),
                    fmt::format("Put the folder {} back beside the workspace, or import it again: "
                                "sila import {} {} FILE",
                                folder, workspace.file().filename().string(), kind),
                    {.file = file.string()}};
    }
    return file;
}

} // namespace geo
