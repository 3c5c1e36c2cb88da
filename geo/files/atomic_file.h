#pragma once
// Files that appear whole or not at all.
#include <filesystem>
#include <string_view>

namespace geo {

/// Write to partial() (NAME.partial beside the target), then commit(). Without commit nothing is
/// left and an older target stays as it was.
class AtomicFile {
public:
    /// Throws Error when the folder does not exist.
    explicit AtomicFile(std::filesystem::path target);
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    const std::filesystem::path& target() const { return target_; }
    const std::filesystem::path& partial() const { return partial_; }
    /// Replaces the target. Throws Error when it cannot.
    void commit();

private:
    std::filesystem::path target_, partial_;
    bool open_ = true;
};

/// Throws Error when the disk is full or the folder may not be written.
void writeFile(const std::filesystem::path& target, std::string_view content);

} // namespace geo
