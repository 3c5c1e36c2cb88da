// docs/workspace.md, written from the schema.
#include "geo/workspace/result_tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace geo {
namespace {

std::string_view words(GeometryKind kind)
{
    switch (kind) {
    case GeometryKind::none:
        return "none";
    case GeometryKind::point:
        return "point";
    case GeometryKind::line:
        return "line (one or several pieces)";
    case GeometryKind::polygon:
        return "polygon (one or several pieces)";
    case GeometryKind::pointOrPolygon:
        return "point or polygon";
    }
    return "";
}

std::string_view words(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::text:
        return "text";
    case ColumnKind::integer:
        return "whole number";
    case ColumnKind::real:
        return "number";
    case ColumnKind::flag:
        return "0 or 1";
    case ColumnKind::date:
        return "date";
    case ColumnKind::time:
        return "time, UTC";
    case ColumnKind::json:
        return "JSON";
    }
    return "";
}

std::string values(const Column& column)
{
    if (!column.words.empty()) {
        return fmt::format("{}", fmt::join(column.words, ", "));
    }
    std::string out{words(column.kind)};
    constexpr double endless = 1e12;
    if (column.min && column.max && *column.max < endless) {
        out += fmt::format(", {} to {}", *column.min, *column.max);
    } else if (column.min) {
        out += fmt::format(", {} or more", *column.min);
    }
    return out;
}

bool common(const Column& column)
{
    return column.name == "synthetic" || column.name == "import_id" ||
           column.name == "source_row" || column.name == "extra";
}

std::string row(const Column& column, bool key)
{
    return fmt::format("| `{}` | {} | {}{} |\n", column.name, values(column), column.doc,
                       key               ? " (**required, unique**)"
                       : column.required ? " (**required**)"
                                         : "");
}

constexpr const char* head = R"(# The workspace: tables and columns

*Written by `sila schema --markdown` from the program's own list; do not edit by hand.*

A workspace is one GeoPackage, `NAME.gpkg`; rasters stand beside it in `NAME.files/`. QGIS opens it
with layer names and styles. Geometry is stored in EPSG:4326 (longitude, latitude in degrees);
calculation uses the working CRS, setting `crs`. The unit of a number is in its column's name. An
empty cell means *unknown* and is never taken as zero, as working or as broken.

- **Ids** are text, stable and unique in their table.
- **Times** are UTC, `2026-11-22T06:30:15.000Z`; **dates** are `2026-11-22`. Imports accept other
  spellings and store this one.
- **Words** of a list are accepted in any case and stored as spelled here.
- Constraints are part of the file, so that other programs cannot store what does not fit either.
- Every write is a transaction: a killed process or a full disk leaves the old or the new state.
- Setting `schema_version` is the version of this list (now {}). A newer program upgrades an older
  file when it opens it for writing and leaves a copy, `NAME.vN.bak.gpkg`; columns you added stay. An
  older program refuses a newer file.

Every table filled from outside also has these columns:

| column | values | meaning |
|---|---|---|
)";

} // namespace

std::string schemaAsMarkdown()
{
    std::string out = fmt::format(fmt::runtime(head), schemaVersion);
    for (const Column& column : findTable("sites")->columns) {
        if (common(column)) {
            out += row(column, false);
        }
    }
    const auto part = [&out](const std::vector<Table>& tables, TableRole role,
                             std::string_view title) {
        out += fmt::format("\n## {}\n", title);
        for (const Table& table : tables) {
            if (table.role != role) {
                continue;
            }
            out +=
                fmt::format("\n### `{}`: {}\n\n{} Geometry: {}.{}\n\n| column | values | meaning "
                            "|\n|---|---|---|\n",
                            table.name, table.title, table.doc, words(table.geometry),
                            table.rule_doc.empty() ? "" : " Rule: " + table.rule_doc + ".");
            for (const Column& column : table.columns) {
                if (role != TableRole::input || !common(column)) {
                    out += row(column, column.name == table.key);
                }
            }
        }
    };
    part(schema(), TableRole::input, "What there is");
    part(schema(), TableRole::bookkeeping, "Where it came from");
    part(schema(), TableRole::outcome, "What was worked out");
    out += "\nTables named `results_…` are made and replaced by the commands; `results` lists them "
           "with the fingerprint of the tables they rest on, so that stale figures are known.\n";
    part(resultTables(), TableRole::outcome,
         "Results about coverage, money, technology and new sites");
    return out;
}

} // namespace geo
