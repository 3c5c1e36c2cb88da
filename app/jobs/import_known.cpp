#include "app/jobs/import_known.h"

#include "geo/import/match.h"

#include <charconv>
#include <fmt/format.h>

namespace app {
namespace {

std::string sqlText(const std::string& text)
{
    std::string out = "'";
    for (const char c : text) {
        out += c;
        out += c == '\'' ? "'" : "";
    }
    return out + "'";
}

geo::Box boxOf(const geo::Workspace& workspace, const std::string& table)
{
    geo::Box box;
    for (const geo::Row& row : workspace.read(table).rows) {
        box.add(geo::extent(row.geometry));
    }
    return box;
}

bool refersToAssets(const std::string& table)
{
    return table == "observations" || table == "actions";
}

} // namespace

geo::KnownRows knownRows(const geo::Workspace& workspace, const std::string& table, bool replace)
{
    geo::KnownRows known;
    const std::string key = geo::findTable(table)->key;
    if (!key.empty()) {
        geo::Rows rows = workspace.read(table);
        for (std::size_t i = 0; i < rows.rows.size(); ++i) {
            const geo::Row& row = rows.rows[i];
            const std::string id = rows.textAt(row, key).value_or("");
            known.keys[id] = {
                rows.textAt(row, "import_id").value_or(""),
                static_cast<std::int64_t>(rows.numberAt(row, "source_row").value_or(0))};
            if (replace) {
                known.replaceable[id] = i;
            }
        }
        if (replace) {
            known.before = std::move(rows);
        }
    }
    const bool ends = table == "links" || table == "spans" || table == "grid_lines";
    for (const char* assets :
         {"sites", "cells", "nodes", "spans", "links", "grid_nodes", "grid_lines"}) {
        const bool points = std::string_view{assets} == "sites" ||
                            std::string_view{assets} == "nodes" ||
                            std::string_view{assets} == "grid_nodes";
        const bool wanted = refersToAssets(table) || (ends && points) ||
                            (table == "cells" && std::string_view{assets} == "sites");
        if (!wanted) {
            continue;
        }
        const geo::Rows rows = workspace.read(assets);
        const std::string id = geo::findTable(assets)->key;
        auto& ids = known.assets[*geo::assetKindOf(assets)];
        for (const geo::Row& row : rows.rows) {
            const std::string name = rows.textAt(row, id).value_or("");
            ids.insert(name);
            if (const auto* position = std::get_if<geo::LonLat>(&row.geometry)) {
                known.positions.try_emplace(name, *position);
            }
        }
    }
    return known;
}

void markSameFile(const geo::Workspace& workspace, const std::string& table,
                  const std::string& checksum, const std::string& layer, geo::KnownRows& known)
{
    known.same_file.clear();
    known.rows_before.clear();
    const geo::Rows imports = workspace.read("imports", "checksum = " + sqlText(checksum));
    for (const geo::Row& row : imports.rows) {
        if (imports.textAt(row, "layer").value_or("") == layer) {
            known.same_file.insert(imports.textAt(row, "import_id").value_or(""));
        }
    }
    if (!geo::findTable(table)->key.empty()) {
        return;
    }
    for (const std::string& id : known.same_file) {
        const geo::Rows rows = workspace.read(table, "import_id = " + sqlText(id));
        for (const geo::Row& row : rows.rows) {
            known.rows_before.insert(
                static_cast<std::int64_t>(rows.numberAt(row, "source_row").value_or(0)));
        }
    }
}

geo::Box whereDataLies(const geo::Workspace& workspace, std::string& is)
{
    geo::Box box = boxOf(workspace, "areas");
    is = "the areas of the workspace";
    if (!box.empty()) {
        return box;
    }
    is = "the places already in the workspace";
    for (const char* table : {"settlements", "nodes", "sites"}) {
        box.add(boxOf(workspace, table));
    }
    return box;
}

std::string nextImportId(const geo::Workspace& workspace)
{
    int last = 0;
    const geo::Rows imports = workspace.read("imports");
    for (const geo::Row& row : imports.rows) {
        const std::string id = imports.textAt(row, "import_id").value_or("");
        int number = 0;
        if (id.starts_with("imp-") &&
            std::from_chars(id.data() + 4, id.data() + id.size(), number).ec == std::errc{}) {
            last = std::max(last, number);
        }
    }
    return fmt::format("imp-{:04}", last + 1);
}

} // namespace app
