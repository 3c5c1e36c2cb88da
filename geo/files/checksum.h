#pragma once
// Whether a file is still the one it was.
#include <filesystem>
#include <string>

namespace geo {

/// XXH3 of the file's bytes, 16 hex digits. Throws Error when the file cannot be read.
std::string fileChecksum(const std::filesystem::path& file);

} // namespace geo
