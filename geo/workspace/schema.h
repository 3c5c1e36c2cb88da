#pragma once
// The tables of a workspace: names, columns, units, allowed words. docs/workspace.md is written
// from this list, imports and checks are held against it.
#include "geo/workspace/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace geo {

inline constexpr int schemaVersion = 2;

enum class GeometryKind { none, point, line, polygon, pointOrPolygon };
enum class ColumnKind { text, integer, real, flag, date, time, json };

struct Column {
    std::string name; // the unit is in the name: height_m, load_kw
    ColumnKind kind = ColumnKind::text;
    bool required = false;
    bool expected = false; // a source among several must have it to be taken; rows may lack it
    std::vector<std::string> words = {}; // allowed values of a text column; empty = any
    std::optional<double> min = {};      // inclusive range of a number
    std::optional<double> max = {};
    std::string doc = {};
};

/// Who fills a table: the world (imports, synth, edits), or the program.
enum class TableRole { input, bookkeeping, outcome };

struct Table {
    std::string name;
    std::string title; // as QGIS and the layer list show it
    GeometryKind geometry = GeometryKind::none;
    std::string key = {}; // unique, not empty; "" when rows have no id of their own
    std::vector<Column> columns;
    std::string doc;
    TableRole role = TableRole::input;
    std::string rule = {};     // SQL that holds for every row, beyond the single columns
    std::string rule_doc = {}; // the same in words

    const Column* column(std::string_view name) const; // nullptr when absent
};

/// All tables, in the order they are created and shown. Input tables end with the columns
/// synthetic, import_id, source_row and extra (columns of the source that have no place here).
const std::vector<Table>& schema();
/// nullptr when there is no such table.
const Table* findTable(std::string_view name);

/// The value as the column stores it (dates and times in their one spelling, words in theirs,
/// whole numbers as numbers, empty text as absent), or in words why it cannot be stored.
struct Unfit {
    std::string reason; // "is 12, must be 0 to 1"
};
std::variant<Value, Unfit> fitted(const Column& column, const Value& value);

/// docs/workspace.md.
std::string schemaAsMarkdown();

} // namespace geo
