#pragma once
// Which administrative area a position lies in.
#include "planning/scenario/scenario.h"

namespace app {

/// Keeps views of the scenario's areas; the scenario must outlive it.
class AreaLookup {
public:
    explicit AreaLookup(const planning::Scenario& world);

    /// The deepest area that holds the position; nothing outside all of them.
    const planning::Area* at(geo::XY position) const;
    const planning::Area* byCode(const std::string& code) const;
    /// Name by code, else by position; "" when neither is known.
    std::string nameOf(const std::string& code, geo::XY position) const;
    bool empty() const { return areas_.empty(); }

private:
    struct Entry {
        const planning::Area* area;
        geo::Box box;
    };
    std::vector<Entry> areas_; // deepest first
};

} // namespace app
