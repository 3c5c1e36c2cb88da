#include "app/jobs/row_references.h"

#include "geo/import/match.h"

#include <nlohmann/json.hpp>

namespace app {

const std::vector<std::string>& assetTables()
{
    static const std::vector<std::string> tables{"sites", "cells",      "nodes",     "spans",
                                                 "links", "grid_nodes", "grid_lines"};
    return tables;
}

const std::vector<Reference>& references()
{
    static const std::vector<std::string> ends{"nodes", "sites"};
    static const std::vector<Reference> all{
        {"cells", "site_id", {"sites"}, true},
        {"observations", "asset_id", assetTables(), true},
        {"actions", "asset_id", assetTables(), true},
        {"actions", "after_ids", {"actions"}},
        {"sites", "transport_id", ends},
        {"spans", "from_id", ends},
        {"spans", "to_id", ends},
        {"links", "from_id", ends},
        {"links", "to_id", ends},
        {"sites", "grid_node_id", {"grid_nodes"}},
        {"nodes", "grid_node_id", {"grid_nodes"}},
        {"grid_lines", "from_id", {"grid_nodes"}},
        {"grid_lines", "to_id", {"grid_nodes"}},
        {"sites", "area_code", {"areas"}},
        {"nodes", "area_code", {"areas"}},
        {"settlements", "area_code", {"areas"}},
        {"facilities", "area_code", {"areas"}},
        {"pledges", "area_code", {"areas"}},
        {"areas", "parent_code", {"areas"}},
        {"supply", "place", {"sites", "nodes", "settlements", "facilities", "areas"}},
    };
    return all;
}

std::vector<std::string> idsNamed(const geo::Rows& rows, const geo::Row& row,
                                  const Reference& reference)
{
    const auto cell = rows.textAt(row, reference.column);
    if (!cell) {
        return {};
    }
    if (reference.column != "after_ids") {
        return {*cell};
    }
    std::vector<std::string> ids;
    const auto list = nlohmann::json::parse(*cell, nullptr, false);
    for (const auto& one : list.is_array() ? list : nlohmann::json::array()) {
        if (one.is_string()) {
            ids.push_back(one.get<std::string>());
        }
    }
    return ids;
}

std::vector<std::string> tablesMeant(const geo::Rows& rows, const geo::Row& row,
                                     const Reference& reference)
{
    const auto kind = reference.table == "observations" ? rows.textAt(row, "asset_kind")
                                                        : std::optional<std::string>{};
    if (!kind) {
        return reference.to;
    }
    std::vector<std::string> meant;
    for (const std::string& table : reference.to) {
        if (geo::assetKindOf(table) == kind) {
            meant.push_back(table);
        }
    }
    return meant;
}

} // namespace app
