#pragma once
// One table of results on its way into the workspace.
#include "geo/workspace/workspace.h"

namespace app {

class ResultsTable {
public:
    ResultsTable(std::string table, std::string title, std::vector<geo::Column> columns,
                 geo::GeometryKind geometry = geo::GeometryKind::none)
        : columns_{std::move(columns)}, geometry_{geometry}, title_{std::move(title)}
    {
        rows_.table = std::move(table);
        for (const geo::Column& column : columns_) {
            rows_.columns.push_back(column.name);
        }
    }
    /// One value per column, in their order.
    void add(std::vector<geo::Value> values, geo::Geometry geometry = {})
    {
        rows_.rows.push_back({std::move(values), std::move(geometry)});
    }
    void write(geo::Workspace& workspace, const std::vector<std::string>& inputs,
               const std::string& fingerprint, const std::string& parameters) const
    {
        workspace.writeResults(rows_, columns_, geometry_,
                               {rows_.table, title_, inputs, fingerprint, parameters});
    }

private:
    geo::Rows rows_;
    std::vector<geo::Column> columns_;
    geo::GeometryKind geometry_;
    std::string title_;
};

/// Absent when empty.
inline geo::Value maybe(const std::string& text)
{
    return text.empty() ? geo::Value{} : geo::Value{text};
}

} // namespace app
