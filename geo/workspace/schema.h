#pragma once
// The tables of a workspace: names, columns, units, allowed words. docs/workspace.md is written
// from this list, imports and checks are held against it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

inline constexpr int schemaVersion = 1;

enum class GeometryKind { none, point, line, polygon, pointOrPolygon };
enum class ColumnKind { text, integer, real, flag, date, time, json };

struct Column {
    std::string name; // the unit is in the name: height_m, load_kw
    ColumnKind kind = ColumnKind::text;
    bool required = false;
    std::vector<std::string> words = {}; // allowed values of a text column; empty = any
    std::optional<double> min = {};      // inclusive range of a number
    std::optional<double> max = {};
    std::string doc = {};
};

struct Table {
    std::string name;
    std::string title; // as QGIS and the layer list show it
    GeometryKind geometry = GeometryKind::none;
    std::string key; // unique, not empty; "" when rows have no id of their own
    std::vector<Column> columns;
    std::string doc;

    const Column* column(std::string_view name) const; // nullptr when absent
};

/// All tables, in the order they are created and shown.
const std::vector<Table>& schema();
/// nullptr when there is no such table.
const Table* findTable(std::string_view name);

} // namespace geo
