#include "geo/files/atomic_file.h"

#include "geo/error.h"

#include <fmt/format.h>
#include <fstream>

namespace geo {

namespace fs = std::filesystem;

AtomicFile::AtomicFile(fs::path target)
    : target_{std::move(target)}, partial_{fs::path{target_} += ".partial"}
{
    std::error_code ignored;
    const fs::path folder = target_.parent_path().empty() ? fs::path{"."} : target_.parent_path();
    if (!fs::is_directory(folder, ignored)) {
        throw Error{fmt::format("the folder {} does not exist", folder.string()),
                    "Make the folder first",
                    {.file = target_.string()}};
    }
    if (fs::is_directory(target_, ignored)) {
        throw Error{"is a folder", "Name a file to write", {.file = target_.string()}};
    }
    fs::remove(partial_, ignored);
}

AtomicFile::~AtomicFile()
{
    if (open_) {
        std::error_code ignored;
        fs::remove(partial_, ignored);
    }
}

void AtomicFile::commit()
{
    std::error_code fault;
    fs::rename(partial_, target_, fault);
    if (fault) {
        throw Error{fmt::format("cannot be written ({})", fault.message()),
                    "Check the disk's free space and that you may write in this folder",
                    {.file = target_.string()}};
    }
    open_ = false;
}

void writeFile(const fs::path& target, std::string_view content)
{
    AtomicFile file{target};
    std::ofstream out{file.partial(), std::ios::binary};
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) {
        throw Error{"cannot be written",
                    "Check the disk's free space and that you may write in this folder",
                    {.file = target.string()}};
    }
    file.commit();
}

} // namespace geo
