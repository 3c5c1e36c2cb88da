#include "geo/workspace/styles.h"

#include <fmt/format.h>

namespace geo {
namespace {

/// A symbol of QGIS: its class and properties. Sizes in millimetres, as QGIS counts by default.
struct Symbol {
    std::string type;  // marker, line, fill
    std::string layer; // SimpleMarker, SimpleLine, SimpleFill, LinePatternFill
    std::vector<std::pair<std::string, std::string>> properties;
};

struct Category {
    std::string value; // of the column; "" = all other values
    std::string label;
    Symbol symbol;
};

constexpr const char* newSiteColour = "#1d2129";
constexpr const char* ink = "#ffffff";

Symbol marker(const std::string& shape, const std::string& fill, double size_mm,
              const std::string& edge = ink)
{
    return {"marker",
            "SimpleMarker",
            {{"name", shape},
             {"color", fill},
             {"outline_color", edge},
             {"outline_style", "solid"},
             {"outline_width", "0.3"},
             {"outline_width_unit", "MM"},
             {"size", fmt::format("{}", size_mm)},
             {"size_unit", "MM"}}};
}

Symbol ring(const std::string& colour, double size_mm)
{
    Symbol symbol = marker("circle", "#ffffff", size_mm, colour);
    symbol.properties.push_back({"outline_width", "0.5"});
    return symbol;
}

Symbol line(const std::string& colour, double width_mm, const std::string& pen = "solid")
{
    return {"line",
            "SimpleLine",
            {{"line_color", colour},
             {"line_width", fmt::format("{}", width_mm)},
             {"line_width_unit", "MM"},
             {"line_style", pen},
             {"capstyle", "round"},
             {"joinstyle", "round"}}};
}

Symbol fill(const std::string& colour, const std::string& brush, const std::string& edge,
            double edge_mm, const std::string& pen = "solid")
{
    return {"fill",
            "SimpleFill",
            {{"color", colour},
             {"style", brush},
             {"outline_color", edge},
             {"outline_width", fmt::format("{}", edge_mm)},
             {"outline_width_unit", "MM"},
             {"outline_style", pen}}};
}

// The colours of the program's own map on a light base.
constexpr const char* operationalColour = "#0b8a68";
constexpr const char* degradedColour = "#edb100";
constexpr const char* degradedEdge = "#6b4e00";
constexpr const char* powerColour = "#cc4a00";
constexpr const char* backhaulColour = "#4a2a9c";
constexpr const char* destroyedColour = "#8c101f";
constexpr const char* plannedColour = "#2a78f0";
constexpr const char* unknownColour = "#555b69";
constexpr const char* gapColour = "#cf2ba6";
constexpr const char* borderColour = "#9a948a";
constexpr const char* quietColour = "#6b6559";

std::vector<Category> pointsByStatus()
{
    return {{"operational", "operational", marker("circle", operationalColour, 2.0)},
            {"degraded", "degraded", marker("circle", degradedColour, 2.6, degradedEdge)},
            {"out_of_service", "out of service", marker("diamond", powerColour, 3.2)},
            {"destroyed", "destroyed", marker("cross_fill", destroyedColour, 3.4)},
            {"planned", "planned", ring(plannedColour, 3.0)},
            {"unknown", "unknown", ring(unknownColour, 2.6)},
            {"", "not observed", ring(unknownColour, 2.0)}};
}

// What a category is told by where status alone does not say why.
constexpr const char* statusAndCause =
    "CASE WHEN &quot;status&quot; = 'out_of_service' THEN coalesce(&quot;cause&quot;, 'out') "
    "ELSE &quot;status&quot; END";
constexpr const char* serviceAndCause =
    "CASE WHEN &quot;service&quot; = 'on' THEN 'operational' WHEN &quot;service&quot; = 'off' "
    "THEN coalesce(&quot;cause&quot;, 'out') ELSE 'unknown' END";

std::vector<Category> pointsByCause()
{
    return {{"operational", "operational", marker("circle", operationalColour, 2.0)},
            {"degraded", "degraded", marker("circle", degradedColour, 2.6, degradedEdge)},
            {"power", "out: power", marker("diamond", powerColour, 3.4)},
            {"backhaul", "out: backhaul", marker("semi_circle", backhaulColour, 3.2)},
            {"physical", "out: physical", marker("cross_fill", destroyedColour, 3.4)},
            {"destroyed", "destroyed", marker("cross_fill", destroyedColour, 3.6)},
            {"access", "out: no access", marker("cross_fill", destroyedColour, 3.4)},
            {"capacity", "out: capacity", marker("diamond", degradedColour, 3.2, degradedEdge)},
            {"out", "out: cause not said", marker("diamond", unknownColour, 3.2)},
            {"planned", "planned", ring(plannedColour, 3.0)},
            {"unknown", "unknown", ring(unknownColour, 2.6)},
            {"", "not reported", ring(borderColour, 2.0)}};
}

std::vector<Category> linesByStatus()
{
    return {{"operational", "operational", line(operationalColour, 0.6)},
            {"degraded", "degraded", line(degradedColour, 0.7, "dash")},
            {"out_of_service", "out of service", line(powerColour, 0.8, "dash dot")},
            {"destroyed", "cut", line(destroyedColour, 0.9, "dash dot")},
            {"planned", "planned", line(plannedColour, 0.7, "dot")},
            {"unknown", "unknown", line(unknownColour, 0.6, "dot")},
            {"", "not observed", line(unknownColour, 0.5)}};
}

std::vector<Category> areasByStatus()
{
    return {{"operational", "operational", fill(operationalColour, "dense5", borderColour, 0.2)},
            {"degraded", "degraded", fill(degradedColour, "dense5", borderColour, 0.2)},
            {"out_of_service", "out of service", fill(powerColour, "dense5", borderColour, 0.2)},
            {"", "unknown", fill(unknownColour, "dense6", borderColour, 0.2)}};
}

struct Look {
    std::string column; // categories by this column; empty = one symbol for all
    std::vector<Category> categories;
    std::string label = {}; // what is written beside: a column, or an expression of QGIS with ()
};

Look lookOf(const Table& table)
{
    const std::string& name = table.name;
    const bool points = table.geometry == GeometryKind::point;
    if (points && table.column("cause") != nullptr) {
        if (table.column("status") != nullptr) {
            return {statusAndCause, pointsByCause()};
        }
        if (table.column("service") != nullptr) {
            return {serviceAndCause, pointsByCause()};
        }
    }
    if (table.column("status") != nullptr) {
        return {"status", table.geometry == GeometryKind::line      ? linesByStatus()
                          : table.geometry == GeometryKind::polygon ? areasByStatus()
                                                                    : pointsByStatus()};
    }
    if (name == "nodes") {
        return {"kind",
                {{"core", "core", marker("square", "#1c1f24", 4.0)},
                 {"landing", "landing", marker("pentagon", "#1c1f24", 3.4)},
                 {"exchange", "exchange", marker("square", quietColour, 3.0)},
                 {"aggregation", "aggregation", marker("square", quietColour, 2.4)},
                 {"access", "access", marker("square", quietColour, 1.8)},
                 {"splice", "splice", marker("square", borderColour, 1.4)}},
                "name"};
    }
    if (name == "spans") {
        return {"role",
                {{"backbone", "backbone", line(quietColour, 0.8)},
                 {"aggregation", "aggregation", line(quietColour, 0.5)},
                 {"", "access", line(quietColour, 0.3)}}};
    }
    if (name == "zones") {
        return {"access",
                {{"closed", "closed", fill(destroyedColour, "b_diagonal", destroyedColour, 0.4)},
                 {"permit", "by permit", fill(degradedEdge, "b_diagonal", degradedEdge, 0.4)},
                 {"open", "open", fill(operationalColour, "no", operationalColour, 0.4)}}};
    }
    if (name == "problems") {
        return {"severity",
                {{"error", "error", marker("square", "#1c1f24", 2.6)},
                 {"warning", "warning", marker("square", quietColour, 2.2)},
                 {"note", "note", marker("square", borderColour, 1.8)}}};
    }
    if (name == "results_technology") {
        return {"technology",
                {{"fibre", "by fibre", marker("square", "#3f4a5a", 2.8)},
                 {"cellular", "by cellular", marker("square", "#1c7484", 2.8)},
                 {"point_to_point", "by point-to-point radio", marker("square", "#66751b", 2.8)},
                 {"satellite", "by satellite", marker("square", "#8a5a2b", 2.8)},
                 {"", "by nothing, or demand unknown", marker("square", ink, 2.4, quietColour)}}};
    }
    if (name == "results_candidates") {
        return {"chosen",
                {{"1", "new site", marker("triangle", newSiteColour, 3.6)},
                 {"", "not chosen", marker("triangle", ink, 2.0, newSiteColour)}},
                "number"};
    }
    const auto all = [](Symbol symbol, std::string label = {}) {
        return Look{"", {{"", "", std::move(symbol)}}, std::move(label)};
    };
    if (name == "settlements") {
        return all(marker("circle", ink, 1.6, quietColour), "name");
    }
    if (name == "areas") {
        return all(fill("#f4f2ec", "no", borderColour, 0.4, "dash"), "name");
    }
    if (name == "sites") {
        return all(ring(quietColour, 2.0), "name");
    }
    if (name == "plan_steps") {
        return all(ring(plannedColour, 3.6), "step");
    }
    if (name == "roads") {
        return all(line("#c9c2b4", 0.4));
    }
    if (name == "links") {
        return all(line(quietColour, 0.3, "dash"));
    }
    if (name.starts_with("results_gap")) {
        return all(fill(gapColour, "b_diagonal", gapColour, 0.5), "format_number(\"people\", 0)");
    }
    switch (table.geometry) {
    case GeometryKind::line:
        return all(line(quietColour, 0.4));
    case GeometryKind::polygon:
        return all(fill("#5b7f3a", "dense6", "#5b7f3a", 0.2));
    default:
        return all(marker("circle", quietColour, 1.8));
    }
}

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

/// QGIS writes colours as red,green,blue,alpha.
std::string qgisValue(const std::string& value)
{
    if (value.size() != 7 || value.front() != '#') {
        return value;
    }
    const auto part = [&value](std::size_t at) {
        return std::stoi(value.substr(at, 2), nullptr, 16);
    };
    return fmt::format("{},{},{},255", part(1), part(3), part(5));
}

std::string symbolXml(const Symbol& symbol, std::size_t number)
{
    std::string options;
    std::string props; // QGIS before 3.26 reads these
    for (const auto& [key, value] : symbol.properties) {
        options += fmt::format("<Option type=\"QString\" name=\"{}\" value=\"{}\"/>", key,
                               qgisValue(value));
        props += fmt::format("<prop k=\"{}\" v=\"{}\"/>", key, qgisValue(value));
    }
    return fmt::format("<symbol type=\"{}\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\" "
                       "force_rhr=\"0\"><layer class=\"{}\" enabled=\"1\" pass=\"0\" "
                       "locked=\"0\"><Option type=\"Map\">{}</Option>{}</layer></symbol>\n",
                       symbol.type, number, symbol.layer, options, props);
}

std::string rendererXml(const Look& look)
{
    std::string symbols;
    std::string categories;
    for (std::size_t i = 0; i < look.categories.size(); ++i) {
        const Category& category = look.categories[i];
        symbols += symbolXml(category.symbol, i);
        categories += fmt::format("<category render=\"true\" symbol=\"{}\" value=\"{}\" "
                                  "label=\"{}\" type=\"string\"/>\n",
                                  i, escaped(category.value), escaped(category.label));
    }
    if (look.column.empty()) {
        return fmt::format("<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" "
                           "enableorderby=\"0\" forceraster=\"0\"><symbols>\n{}</symbols>"
                           "</renderer-v2>\n",
                           symbols);
    }
    return fmt::format("<renderer-v2 type=\"categorizedSymbol\" attr=\"{}\" symbollevels=\"0\" "
                       "enableorderby=\"0\" forceraster=\"0\"><categories>\n{}</categories>"
                       "<symbols>\n{}</symbols></renderer-v2>\n",
                       look.column, categories, symbols);
}

/// QGIS draws no label at all unless the style says where it goes, with its priority.
std::string labelXml(const std::string& label, GeometryKind geometry)
{
    if (label.empty()) {
        return {};
    }
    const char* place = geometry == GeometryKind::polygon ? "placement=\"4\"" // lies within
                                                          : "placement=\"0\" dist=\"1\"";
    return fmt::format(
        "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"{}\" "
        "isExpression=\"{}\" fontFamily=\"Noto Sans\" fontSize=\"8\" fontSizeUnit=\"Point\" "
        "textColor=\"28,31,36,255\" textOpacity=\"1\" multilineHeight=\"1\"><text-buffer "
        "bufferDraw=\"1\" bufferOpacity=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" "
        "bufferColor=\"255,255,255,255\"/></text-style><placement {} distUnits=\"MM\" "
        "priority=\"5\" polygonPlacementFlags=\"2\"/></settings></labeling>\n",
        escaped(label), label.find('(') == std::string::npos ? 0 : 1, place);
}

std::string qml(const Table& table, const Look& look)
{
    const int geometryType = table.geometry == GeometryKind::line      ? 1
                             : table.geometry == GeometryKind::polygon ? 2
                                                                       : 0;
    return fmt::format("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                       "<qgis version=\"3.22\" styleCategories=\"Symbology|Labeling\" "
                       "labelsEnabled=\"{}\">\n{}{}<layerGeometryType>{}</layerGeometryType>\n"
                       "</qgis>\n",
                       look.label.empty() ? 0 : 1, rendererXml(look),
                       labelXml(look.label, table.geometry), geometryType);
}

} // namespace

void writeStyle(const Database& database, const Table& table)
{
    database.run("DELETE FROM layer_styles WHERE f_table_name = " + sqlText(table.name));
    if (table.geometry == GeometryKind::none) {
        return;
    }
    Statement put = database.prepare(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, ui) "
        "VALUES ('', '', ?1, 'geom', ?2, ?3, '', 1, ?2, '', '')");
    put.bind(1, Value{table.name});
    put.bind(2, Value{table.title});
    put.bind(3, Value{qml(table, lookOf(table))});
    put.step();
}

void refreshStyle(const Database& database, const Table& table)
{
    if (table.geometry == GeometryKind::none) {
        return;
    }
    Statement put = database.prepare("UPDATE layer_styles SET styleQML = ?3 WHERE f_table_name = "
                                     "?1 AND styleName = ?2 AND coalesce(owner, '') = ''");
    put.bind(1, Value{table.name});
    put.bind(2, Value{table.title});
    put.bind(3, Value{qml(table, lookOf(table))});
    put.step();
}

} // namespace geo
