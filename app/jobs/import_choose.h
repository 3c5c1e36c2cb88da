#pragma once
// Which sheets and layers of a file are meant, and by which mapping they are read.
#include "geo/import/mapping.h"
#include "geo/vector/source.h"

#include <optional>
#include <string>
#include <vector>

namespace app {

struct ChosenTable {
    geo::SourceTable source;
    geo::Mapping mapping;
};

struct Choice {
    std::vector<ChosenTable> tables;
    std::vector<std::string> passed_over; // with the reason
};

/// Reads the file and takes every table of it that can be of this kind; one that is called like
/// the kind goes before all others. `told` is the user's mapping. Throws geo::Error saying for each
/// table why not when none can.
Choice chooseTables(const std::filesystem::path& file, const std::string& kind,
                    const std::string& layer, const std::string& preset,
                    const std::optional<geo::Mapping>& told);

} // namespace app
