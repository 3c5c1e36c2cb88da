#pragma once
// One table of results on its way into the workspace.
#include "geo/error.h"
#include "geo/workspace/result_tables.h"
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
    /// With the columns the workspace's list tells for it; throws geo::Error when it tells none.
    explicit ResultsTable(const std::string& table) : ResultsTable{toldBy(table)} {}

    /// One value per column, in their order.
    void add(std::vector<geo::Value> values, geo::Geometry geometry = {})
    {
        rows_.rows.push_back({std::move(values), std::move(geometry)});
    }
    geo::Rows& rows() { return rows_; }
    void write(geo::Workspace& workspace, const std::vector<std::string>& inputs,
               const std::string& fingerprint, const std::string& parameters) const
    {
        workspace.writeResults(rows_, columns_, geometry_,
                               {rows_.table, title_, inputs, fingerprint, parameters});
    }

private:
    explicit ResultsTable(const geo::Table& told)
        : ResultsTable{told.name, told.title, told.columns, told.geometry}
    {
    }
    static const geo::Table& toldBy(const std::string& table)
    {
        const geo::Table* told = geo::findResultTable(table);
        if (told == nullptr) {
            throw geo::Error{"the columns of " + table + " are told nowhere",
                             "This is a fault of the program; report it"};
        }
        return *told;
    }

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
