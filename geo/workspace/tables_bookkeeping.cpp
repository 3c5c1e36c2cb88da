// Where the data came from and what is wrong with it: imports, rejects, problems, rasters,
// settings.
#include "geo/workspace/tables.h"

namespace geo::tables {

void addBookkeeping(std::vector<Table>& all)
{
    const auto add = [&all](Table table) {
        table.role = TableRole::bookkeeping;
        all.push_back(std::move(table));
    };
    add({.name = "imports",
         .title = "Imports",
         .key = "import_id",
         .columns = {needed(textColumn("import_id", "Stable id")),
                     needed(textColumn("kind", "What was imported: sites, cells, elevation …")),
                     needed(textColumn("file", "Name of the file as it was given")),
                     textColumn("layer", "Layer or sheet in the file"),
                     textColumn("checksum", "XXH3 of the file, 16 hex digits"),
                     textColumn("source", "Who made the data, for attribution"),
                     textColumn("licence", "Under which terms"),
                     textColumn("crs", "CRS of the source"),
                     textColumn("encoding", "Text encoding of the source"),
                     textColumn("preset", "Named mapping used"),
                     kindColumn("mapping", ColumnKind::json, "Column of the source → ours, units"),
                     amountColumn("rows_read", "Rows in the source"),
                     amountColumn("rows_taken", "Rows stored"),
                     amountColumn("rows_set_aside", "Rows in `rejects`"),
                     kindColumn("imported_at", ColumnKind::time, "When"),
                     textColumn("program", "Program and version that did it"),
                     textColumn("note", "Anything worth knowing")},
         .doc = "What came in, from where, how it was read."});
    add({.name = "rejects",
         .title = "Rows set aside",
         .key = "",
         .columns = {needed(textColumn("import_id", "The import (`imports`)")),
                     needed(textColumn("table_name", "The table it was meant for")),
                     wholeColumn("source_row", 0, 9e15, "Row in the source; 1 = first data row"),
                     wholeColumn("line", 0, 9e15, "Line of the file or row of the sheet"),
                     wordColumn("scope", {"row", "value"},
                                "row: not stored; value: the row is stored without this value"),
                     textColumn("code", "Kind of fault, for filters: duplicate_id"),
                     textColumn("field", "Column at fault"),
                     textColumn("value", "What stands there"),
                     needed(textColumn("reason", "Why it cannot be used")),
                     textColumn("fix", "What to do"),
                     kindColumn("raw", ColumnKind::json, "The whole row as it was read")},
         .doc = "Rows and values that could not be used, and rows removed; nothing is dropped in "
                "silence."});
    add({.name = "problems",
         .title = "Problems found",
         .geometry = GeometryKind::point,
         .key = "",
         .columns = {needed(wordColumn("severity", {"note", "warning", "error"}, "How bad")),
                     needed(textColumn("code", "Kind of problem, for filters: duplicate_position")),
                     needed(textColumn("what", "What is wrong")), textColumn("fix", "What to do"),
                     textColumn("asset_kind", "Table the asset is in"),
                     textColumn("asset_id", "The asset"), textColumn("field", "Column at fault"),
                     textColumn("import_id", "The import it came with"),
                     wholeColumn("source_row", 0, 9e15, "Row in the source"),
                     kindColumn("found_at", ColumnKind::time, "When the check ran")},
         .doc = "What `sila check` found when it last ran."});
    add({.name = "rasters",
         .title = "Rasters",
         .key = "path",
         .columns = {needed(wordColumn(
                         "kind", {"elevation", "sea", "population", "clutter", "basemap", "other"},
                         "What its values are")),
                     needed(textColumn("path", "Relative to the workspace's folder")),
                     textColumn("crs", "CRS of the raster"),
                     amountColumn("resolution_m", "Size of a cell, m"),
                     textColumn("checksum", "XXH3 of the file, 16 hex digits"),
                     textColumn("source", "For attribution"),
                     textColumn("import_id", "The import (`imports`)"),
                     kindColumn("note", ColumnKind::json, "What was done to it")},
         .doc = "Rasters beside the workspace, in NAME.files/; they are never changed."});
    add({.name = "settings",
         .title = "Settings",
         .key = "key",
         .columns = {needed(textColumn("key", "Name of the setting")),
                     textColumn("value", "Its value"), textColumn("unit", "Unit of the value"),
                     textColumn("source", "Who set it, or where it is from")},
         .doc = "Working CRS, schema version, thresholds, currency and rates."});
}

void addOutcomes(std::vector<Table>& all)
{
    const auto add = [&all](Table table) {
        table.role = TableRole::outcome;
        all.push_back(std::move(table));
    };
    add({.name = "scenarios",
         .title = "Scenarios",
         .key = "scenario_id",
         .columns = {needed(textColumn("scenario_id", "Stable id")),
                     needed(textColumn("name", "Name")),
                     textColumn("parent_id", "The scenario it starts from; empty = the workspace"),
                     kindColumn("as_of", ColumnKind::time, "The moment it looks at"),
                     kindColumn("changes", ColumnKind::json,
                                "What is otherwise than in the parent"),
                     kindColumn("made_at", ColumnKind::time, "When"),
                     textColumn("note", "Anything worth knowing")},
         .doc = "Named what-ifs."});
    add({.name = "plans",
         .title = "Plans",
         .key = "plan_id",
         .columns = {needed(textColumn("plan_id", "Stable id")), textColumn("name", "Name"),
                     textColumn("scenario_id", "The scenario it is for; empty = the workspace"),
                     kindColumn("as_of", ColumnKind::time, "The moment it starts from"),
                     kindColumn("start_date", ColumnKind::date, "Its day 1"),
                     wholeColumn("days", 0, 100000, "Length, days"),
                     kindColumn("supply", ColumnKind::json, "Money, crews, parts, fuel it may use"),
                     kindColumn("parameters", ColumnKind::json, "How it was made"),
                     textColumn("method", "Which solver"),
                     wholeColumn("seed", 0, 9e15, "Seed of the solver"),
                     amountColumn("cost_usd", "What it costs"),
                     amountColumn("people_before", "People served before day 1"),
                     amountColumn("people_after", "People served at its end"),
                     amountColumn("person_days", "People served, summed over its days"),
                     amountColumn(
                         "bound_person_days",
                         "No plan can reach more; discounted and with facilities if asked"),
                     amountColumn("gap", "How far the plan may be from the best: (bound - plan) / "
                                         "bound"),
                     textColumn("fingerprint", "Of the inputs"),
                     kindColumn("made_at", ColumnKind::time, "When"),
                     textColumn("note", "Anything worth knowing")},
         .doc = "Restoration plans."});
    add({.name = "plan_steps",
         .title = "Plan steps",
         .geometry = GeometryKind::point,
         .key = "",
         .columns = {needed(textColumn("plan_id", "The plan (`plans`)")),
                     needed(wholeColumn("step", 1, 9e15, "Number in the plan's order")),
                     needed(textColumn("action_id", "What is done (`actions`)")),
                     textColumn("asset_kind", "Kind of the asset"),
                     textColumn("asset_id", "The asset"), textColumn("kind", "repair, replace …"),
                     textColumn("crew", "Who does it"),
                     wholeColumn("start_day", 0, 100000, "First day of work; 1 = first of plan"),
                     wholeColumn("end_day", 0, 100000, "Last day of work"),
                     amountColumn("cost_usd", "Cost, US dollars"),
                     amountColumn("crew_days", "Days of one crew"),
                     numberColumn("people_gained", -1e12, 1e12, "People served more once done"),
                     amountColumn("people_served", "People served in all once done"),
                     textColumn("reason", "Why it stands where it stands"),
                     wholeColumn("needed_by", 1, 9e15,
                                 "Step that needs it, when it brings nobody "
                                 "back by itself")},
         .doc = "The steps of the plans."});
    add({.name = "results",
         .title = "Results",
         .key = "table_name",
         .columns = {needed(textColumn("table_name", "results_…")), textColumn("title", "Title"),
                     kindColumn("inputs", ColumnKind::json, "Tables the figures rest on"),
                     textColumn("fingerprint", "Of the inputs when they were read"),
                     kindColumn("parameters", ColumnKind::json, "Model, thresholds, seed"),
                     textColumn("program", "Program and version that made them")},
         .doc = "Which result tables there are and what they rest on."});
}

} // namespace geo::tables
