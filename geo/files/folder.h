#pragma once
#include <filesystem>

namespace geo {

/// Makes a folder for output, with those above it. Throws Error when it cannot be made.
void makeFolder(const std::filesystem::path& folder);

} // namespace geo
