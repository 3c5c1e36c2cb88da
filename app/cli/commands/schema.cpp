#include "geo/workspace/schema.h"

#include "app/cli/command.h"

#include <memory>

namespace app::cli {
namespace {

using json = nlohmann::ordered_json;

json columnJson(const geo::Column& column)
{
    static constexpr const char* kinds[] = {"text", "integer", "real", "flag",
                                            "date", "time",    "json"};
    json out{{"name", column.name},
             {"kind", kinds[static_cast<int>(column.kind)]},
             {"required", column.required},
             {"doc", column.doc}};
    if (!column.words.empty()) {
        out["words"] = column.words;
    }
    if (column.min) {
        out["min"] = *column.min;
    }
    if (column.max) {
        out["max"] = *column.max;
    }
    return out;
}

json schemaJson()
{
    static constexpr const char* geometries[] = {"none", "point", "line", "polygon",
                                                 "point or polygon"};
    json out{{"schema_version", geo::schemaVersion}, {"tables", json::array()}};
    for (const geo::Table& table : geo::schema()) {
        json columns = json::array();
        for (const geo::Column& column : table.columns) {
            columns.push_back(columnJson(column));
        }
        out["tables"].push_back({{"name", table.name},
                                 {"title", table.title},
                                 {"geometry", geometries[static_cast<int>(table.geometry)]},
                                 {"key", table.key},
                                 {"doc", table.doc},
                                 {"columns", std::move(columns)}});
    }
    return out;
}

const Registration schema{
    {"schema", "List the tables and columns of a workspace, with units and constraints",
     "sila schema --markdown > docs/workspace.md", 95},
    [](CLI::App& command) -> Run {
        auto markdown = std::make_shared<bool>(false);
        command.add_flag("--markdown", *markdown, "As a Markdown page, which it is without --json");
        return [markdown](Context& context) {
            context.result(schemaJson(), geo::schemaAsMarkdown());
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
