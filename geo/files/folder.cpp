#include "geo/files/folder.h"

#include "geo/error.h"

#include <fmt/format.h>

namespace geo {

void makeFolder(const std::filesystem::path& folder)
{
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (fault) {
        throw Error{fmt::format("the folder cannot be made ({})", fault.message()),
                    "Choose a folder that can be written",
                    {.file = folder.string()}};
    }
}

} // namespace geo
