#include "app/jobs/coverage_patterns.h"

#include "geo/files/checksum.h"
#include "planning/coverage/antenna_file.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace app {
namespace {

namespace fs = std::filesystem;

void addPatterns(planning::AntennaPatterns& patterns, const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    std::stringstream content;
    content << in.rdbuf();
    if (!in) {
        throw geo::Error{"the antenna file cannot be read", "Check its name", {file.string()}};
    }
    const planning::AntennaPattern pattern = planning::parseAntenna(content.str(), file.string());
    patterns.by_name[file.stem().string()] = pattern;
    if (!pattern.name.empty()) {
        patterns.by_name.try_emplace(pattern.name, pattern);
    }
}

std::vector<fs::path> filesOf(const fs::path& path)
{
    if (!fs::exists(path)) {
        throw geo::Error{
            "there is no such antenna file or folder", "Check its name", {path.string()}};
    }
    if (!fs::is_directory(path)) {
        return {path};
    }
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator{path}) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

std::string antennaChecksum(const std::vector<fs::path>& paths)
{
    std::string out;
    for (const fs::path& path : paths) {
        for (const fs::path& file : filesOf(path)) {
            out += (out.empty() ? "" : " ") + geo::fileChecksum(file);
        }
    }
    return out;
}

bool antennasChanged(const std::string& about)
{
    const auto settings = nlohmann::json::parse(about, nullptr, false);
    if (!settings.is_object() || !settings.contains("antennas")) {
        return false;
    }
    try {
        std::vector<fs::path> paths;
        for (const auto& path : settings["antennas"]) {
            paths.emplace_back(path.get<std::string>());
        }
        return antennaChecksum(paths) != settings.value("antennas_checksum", "");
    } catch (const std::exception&) {
        return true; // gone or not to be read
    }
}

planning::AntennaPatterns patternsOf(const std::vector<fs::path>& paths, geo::Problems& problems)
{
    planning::AntennaPatterns patterns;
    for (const fs::path& path : paths) {
        for (const fs::path& file : filesOf(path)) {
            try {
                addPatterns(patterns, file);
            } catch (const geo::Error& fault) {
                patterns.broken[file.stem().string()] = fault.happened();
                problems.push_back({geo::Severity::warning,
                                    file.filename().string() + ": " + fault.happened(),
                                    fault.advice(), fault.place()});
            }
        }
    }
    for (const auto& [name, pattern] : patterns.by_name) { // a good file of the same name wins
        patterns.broken.erase(name);
    }
    return patterns;
}

} // namespace app
