#include "app/jobs/coverage_patterns.h"

#include "planning/coverage/antenna_file.h"

#include <algorithm>
#include <fstream>
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
    patterns[file.stem().string()] = pattern;
    if (!pattern.name.empty()) {
        patterns.try_emplace(pattern.name, pattern);
    }
}

} // namespace

planning::AntennaPatterns patternsOf(const std::vector<fs::path>& paths, geo::Problems& problems)
{
    planning::AntennaPatterns patterns;
    for (const fs::path& path : paths) {
        if (!fs::is_directory(path)) {
            addPatterns(patterns, path);
            continue;
        }
        std::vector<fs::path> files;
        for (const fs::directory_entry& entry : fs::directory_iterator{path}) {
            if (entry.is_regular_file()) {
                files.push_back(entry.path());
            }
        }
        std::sort(files.begin(), files.end());
        for (const fs::path& file : files) {
            try {
                addPatterns(patterns, file);
            } catch (const geo::Error& fault) {
                problems.push_back(
                    {geo::Severity::warning, fault.happened(), fault.advice(), fault.place()});
            }
        }
    }
    return patterns;
}

} // namespace app
