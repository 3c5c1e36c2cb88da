#pragma once
// The checks behind `sila check`, one file each; for check_*.cpp only.
#include "app/jobs/area_lookup.h"
#include "app/jobs/check_job.h"
#include "planning/scenario/scenario.h"
#include "planning/scenario/status.h"

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace app {

/// The workspace as read, by table and as nouns, and where findings go.
class CheckWorld {
public:
    CheckWorld(const geo::Workspace& workspace, const CheckRequest& request);

    const geo::Workspace& workspace;
    const CheckRequest& request;
    planning::Scenario scenario; // without the rows that cannot be used
    geo::Problems unreadable;    // those
    std::vector<Finding> findings;

    const geo::Rows& rows(const std::string& table) const { return tables_.at(table).rows; }
    /// Whether the table has a row of this id, usable or not.
    bool has(const std::string& table, const std::string& id) const;
    bool isEnd(const std::string& id) const { return has("nodes", id) || has("sites", id); }

    /// About one asset: finds its place and where it came from.
    void find(geo::Severity severity, std::string_view code, const std::string& table,
              const std::string& id, std::string what, std::string fix, std::string field = {});
    /// About the workspace as a whole.
    void find(geo::Severity severity, std::string_view code, std::string what, std::string fix);

private:
    struct TableRows {
        geo::Rows rows;
        std::unordered_map<std::string, std::size_t> byId;
    };
    std::map<std::string, TableRows> tables_;
};

void checkPlaces(CheckWorld& world);   // positions, areas, terrain
void checkDoubles(CheckWorld& world);  // the same thing twice
void checkRadio(CheckWorld& world);    // cells
void checkPower(CheckWorld& world);    // batteries, generators, the grid
void checkNetwork(CheckWorld& world);  // spans, links, who reaches a core
void checkPeople(CheckWorld& world);   // settlements, population, areas
void checkRecovery(CheckWorld& world); // observations, actions, zones
void checkMoney(CheckWorld& world);    // supply, pledges
void checkFiles(CheckWorld& world);    // rasters, results

/// The table of a kind of asset: "sites" for site.
std::string tableOf(planning::AssetKind kind);

} // namespace app
