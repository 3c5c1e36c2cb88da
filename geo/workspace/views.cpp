#include "geo/workspace/views.h"

#include "geo/workspace/gpkg_tables.h"
#include "geo/workspace/styles.h"

#include <array>
#include <fmt/format.h>

namespace geo {
namespace {

struct View {
    const char* name;
    const char* title;
    const char* kind;  // asset_kind of the observations
    const char* table; // of the assets
    const char* key;
    const char* columns; // of the asset, shown first
    GeometryKind geometry;
};

constexpr std::array views{
    View{"sites_now", "Sites: last report", "site", "sites", "site_id",
         "a.name, a.name_local, a.operator", GeometryKind::point},
    View{"nodes_now", "Network nodes: last report", "node", "nodes", "node_id",
         "a.name, a.kind, a.owner", GeometryKind::point},
    View{"spans_now", "Fibre: last report", "span", "spans", "span_id",
         "a.owner, a.role, a.corridor_id", GeometryKind::line},
    View{"links_now", "Links: last report", "link", "links", "link_id", "a.owner, a.kind",
         GeometryKind::line},
};

// The newest believable observation counts; of equally new ones the more confident, then the
// worse status.
constexpr const char* select = R"(CREATE VIEW {name} AS
SELECT a.fid AS OGC_FID, a.geom AS geom, a.{key} AS {key}, {columns}, o.status AS status,
    o.damage AS damage, o.cause AS cause, o.observed_at AS observed_at, o.source AS source,
    o.confidence AS confidence, a.synthetic AS synthetic
FROM {table} a LEFT JOIN (
    SELECT *, row_number() OVER (PARTITION BY asset_id ORDER BY
        coalesce(confidence, 1) >= 0.5 DESC, observed_at DESC, coalesce(confidence, 0.5) DESC,
        CASE status WHEN 'destroyed' THEN 4 WHEN 'out_of_service' THEN 3 WHEN 'degraded' THEN 2
            WHEN 'operational' THEN 0 ELSE 1 END DESC, fid) AS place
    FROM observations WHERE asset_kind = '{kind}') o
    ON o.asset_id = a.{key} AND o.place = 1)";

} // namespace

void dropViews(const Database& database)
{
    for (const View& view : views) {
        for (const char* registry : {"gpkg_geometry_columns", "gpkg_contents"}) {
            database.run(
                fmt::format("DELETE FROM {} WHERE table_name = '{}'", registry, view.name));
        }
        database.run(fmt::format("DELETE FROM layer_styles WHERE f_table_name = '{}'", view.name));
        database.run(fmt::format("DROP VIEW IF EXISTS {}", view.name));
    }
}

void makeViews(const Database& database)
{
    dropViews(database);
    for (const View& view : views) {
        database.run(fmt::format(fmt::runtime(select), fmt::arg("name", view.name),
                                 fmt::arg("key", view.key), fmt::arg("columns", view.columns),
                                 fmt::arg("table", view.table), fmt::arg("kind", view.kind)));
        const Table asTable{.name = view.name,
                            .title = view.title,
                            .geometry = view.geometry,
                            .key = {},
                            .columns = {{.name = "status"}, {.name = "cause"}},
                            .doc = "Each asset with the newest believable observation of it"};
        registerTable(database, asTable);
        writeStyle(database, asTable);
    }
}

} // namespace geo
