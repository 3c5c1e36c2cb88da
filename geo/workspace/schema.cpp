#include "geo/workspace/schema.h"

#include "geo/workspace/tables.h"

#include <algorithm>

namespace geo {
namespace tables {

Column textColumn(std::string name, std::string doc)
{
    return {.name = std::move(name), .doc = std::move(doc)};
}

Column wordColumn(std::string name, std::vector<std::string> words, std::string doc)
{
    return {.name = std::move(name), .words = std::move(words), .doc = std::move(doc)};
}

Column numberColumn(std::string name, double min, double max, std::string doc)
{
    return {.name = std::move(name),
            .kind = ColumnKind::real,
            .min = min,
            .max = max,
            .doc = std::move(doc)};
}

Column amountColumn(std::string name, std::string doc)
{
    return {.name = std::move(name), .kind = ColumnKind::real, .min = 0.0, .doc = std::move(doc)};
}

Column wholeColumn(std::string name, double min, double max, std::string doc)
{
    Column column = numberColumn(std::move(name), min, max, std::move(doc));
    column.kind = ColumnKind::integer;
    return column;
}

Column kindColumn(std::string name, ColumnKind kind, std::string doc)
{
    return {.name = std::move(name), .kind = kind, .doc = std::move(doc)};
}

Column needed(Column column)
{
    column.required = true;
    return column;
}

Column expected(Column column)
{
    column.expected = true;
    return column;
}

} // namespace tables

namespace {

std::vector<Table> allTables()
{
    std::vector<Table> all;
    tables::addNetwork(all);
    tables::addPeople(all);
    tables::addRecovery(all);
    tables::addBookkeeping(all);
    tables::addOutcomes(all);
    for (Table& table : all) {
        if (table.role != TableRole::input) {
            continue;
        }
        table.columns.push_back(tables::kindColumn("synthetic", ColumnKind::flag,
                                                   "1 = made by a program for practice, not real"));
        table.columns.push_back(
            tables::textColumn("import_id", "The import it came with (`imports`)"));
        table.columns.push_back(
            tables::wholeColumn("source_row", 0, 9e15, "Row in the source; 1 = first data row"));
        table.columns.push_back(
            tables::kindColumn("extra", ColumnKind::json,
                               "Columns of the source that have no place here, name → value"));
    }
    return all;
}

} // namespace

const std::vector<Table>& schema()
{
    static const std::vector<Table> all = allTables();
    return all;
}

const Table* findTable(std::string_view name)
{
    const auto found = std::ranges::find(schema(), name, &Table::name);
    return found == schema().end() ? nullptr : &*found;
}

const Column* Table::column(std::string_view columnName) const
{
    const auto found = std::ranges::find(columns, columnName, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

} // namespace geo
