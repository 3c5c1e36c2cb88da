#include "app/document/document_core.h"
#include "app/document/words.h"
#include "app/map/text.h"

#include <array>

namespace app::document {
namespace {

struct ColumnWords {
    std::string_view column;
    const char* label;
    const char* unit;
};

constexpr std::array<ColumnWords, 50> known{{
    {"name_local", QT_TRANSLATE_NOOP("document", "Local name"), ""},
    {"operator", QT_TRANSLATE_NOOP("document", "Operator"), ""},
    {"owner", QT_TRANSLATE_NOOP("document", "Owner"), ""},
    {"structure", QT_TRANSLATE_NOOP("document", "Structure"), ""},
    {"structure_height_m", QT_TRANSLATE_NOOP("document", "Height of the structure"), "m"},
    {"transport_id", QT_TRANSLATE_NOOP("document", "Hangs on"), ""},
    {"grid_node_id", QT_TRANSLATE_NOOP("document", "Fed by"), ""},
    {"load_kw", QT_TRANSLATE_NOOP("document", "Load"), "kW"},
    {"battery_h", QT_TRANSLATE_NOOP("document", "Battery lasts"), "h"},
    {"generator_kw", QT_TRANSLATE_NOOP("document", "Generator"), "kW"},
    {"fuel_l_per_h", QT_TRANSLATE_NOOP("document", "Generator burns"), "l/h"},
    {"fuel_on_hand_l", QT_TRANSLATE_NOOP("document", "Fuel on hand"), "l"},
    {"tank_l", QT_TRANSLATE_NOOP("document", "Tank"), "l"},
    {"solar_kw", QT_TRANSLATE_NOOP("document", "Solar panels"), "kW"},
    {"area_code", QT_TRANSLATE_NOOP("document", "Area"), ""},
    {"note", QT_TRANSLATE_NOOP("document", "Note"), ""},
    {"site_id", QT_TRANSLATE_NOOP("document", "Site"), ""},
    {"technology", QT_TRANSLATE_NOOP("document", "Technology"), ""},
    {"frequency_mhz", QT_TRANSLATE_NOOP("document", "Frequency"), "MHz"},
    {"eirp_dbm", QT_TRANSLATE_NOOP("document", "Radiated power (EIRP)"), "dBm"},
    {"height_m", QT_TRANSLATE_NOOP("document", "Antenna above ground"), "m"},
    {"azimuth_deg", QT_TRANSLATE_NOOP("document", "Azimuth"), "°"},
    {"beamwidth_deg", QT_TRANSLATE_NOOP("document", "Beam width"), "°"},
    {"tilt_deg", QT_TRANSLATE_NOOP("document", "Tilt"), "°"},
    {"antenna", QT_TRANSLATE_NOOP("document", "Antenna"), ""},
    {"bandwidth_mhz", QT_TRANSLATE_NOOP("document", "Bandwidth"), "MHz"},
    {"kind", QT_TRANSLATE_NOOP("document", "Kind"), ""},
    {"from_id", QT_TRANSLATE_NOOP("document", "From"), ""},
    {"to_id", QT_TRANSLATE_NOOP("document", "To"), ""},
    {"role", QT_TRANSLATE_NOOP("document", "Role"), ""},
    {"deployment", QT_TRANSLATE_NOOP("document", "Laid"), ""},
    {"length_km", QT_TRANSLATE_NOOP("document", "Length"), "km"},
    {"fibre_count", QT_TRANSLATE_NOOP("document", "Fibres"), ""},
    {"capacity_gbps", QT_TRANSLATE_NOOP("document", "Capacity"), "Gbit/s"},
    {"capacity_mbps", QT_TRANSLATE_NOOP("document", "Capacity"), "Mbit/s"},
    {"corridor_id", QT_TRANSLATE_NOOP("document", "Corridor"), ""},
    {"inferred", QT_TRANSLATE_NOOP("document", "Course inferred"), "flag"},
    {"frequency_ghz", QT_TRANSLATE_NOOP("document", "Frequency"), "GHz"},
    {"population", QT_TRANSLATE_NOOP("document", "Population"), ""},
    {"population_date", QT_TRANSLATE_NOOP("document", "Population as of"), ""},
    {"radius_m", QT_TRANSLATE_NOOP("document", "Radius"), "m"},
    {"users", QT_TRANSLATE_NOOP("document", "Users at the same moment"), ""},
    {"connection", QT_TRANSLATE_NOOP("document", "Connection"), ""},
    {"has_grid", QT_TRANSLATE_NOOP("document", "On the grid"), "flag"},
    {"level", QT_TRANSLATE_NOOP("document", "Level"), ""},
    {"parent_code", QT_TRANSLATE_NOOP("document", "Part of"), ""},
    {"synthetic", QT_TRANSLATE_NOOP("document", "Practice data"), "flag"},
    {"import_id", QT_TRANSLATE_NOOP("document", "Import"), ""},
    {"source_row", QT_TRANSLATE_NOOP("document", "Row in the source"), ""},
    {"extra", QT_TRANSLATE_NOOP("document", "Other columns of the source"), ""},
}};

ColumnWords wordsOf(std::string_view column)
{
    for (const ColumnWords& entry : known) {
        if (entry.column == column) {
            return entry;
        }
    }
    return {column, nullptr, ""};
}

QString valueText(const geo::Value& value, const ColumnWords& column)
{
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (std::string_view{column.unit} == "flag") {
            return *number != 0 ? tr("yes") : tr("no");
        }
        return withUnit(static_cast<double>(*number), QString::fromUtf8(column.unit));
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return withUnit(*number, QString::fromUtf8(column.unit));
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return qt(*text);
    }
    return {};
}

std::string quoted(const std::string& id)
{
    std::string out = "'";
    for (const char c : id) {
        out += c;
        if (c == '\'') {
            out += c;
        }
    }
    return out + "'";
}

/// Who made the data of an import, and when it came in.
struct Origin {
    QString source, date;
};

Origin originOf(const geo::Workspace& workspace, const std::string& import)
{
    if (import.empty()) {
        return {};
    }
    const geo::Rows rows = workspace.read("imports", "import_id = " + quoted(import));
    if (rows.rows.empty()) {
        return {};
    }
    const geo::Row& row = rows.rows.front();
    const auto text = [&](const char* column) { return rows.textAt(row, column).value_or(""); };
    Origin out;
    out.source = qt(text("source").empty() ? text("file") : text("source"));
    if (const auto at = geo::parseTime(text("imported_at"))) {
        out.date = dateWords(*at);
    }
    return out;
}

} // namespace

std::vector<FactLine> columnFacts(const std::filesystem::path& file, const std::string& table,
                                  const std::string& id)
{
    const geo::Table* schema = geo::findTable(table);
    if (schema == nullptr || schema->key.empty()) {
        return {};
    }
    std::vector<FactLine> out;
    try {
        const auto workspace = geo::Workspace::open(file, geo::Access::read);
        const geo::Rows rows = workspace.read(table, schema->key + " = " + quoted(id));
        if (rows.rows.empty()) {
            return {};
        }
        const geo::Row& row = rows.rows.front();
        const Origin origin =
            originOf(workspace, rows.textAt(row, "import_id").value_or(std::string{}));
        for (std::size_t c = 0; c < rows.columns.size(); ++c) {
            const std::string& column = rows.columns[c];
            const ColumnWords about = wordsOf(column);
            const bool flagOff = column == "synthetic" && rows.numberAt(row, column) == 0.0;
            if (column == schema->key || column == "name" || geo::isNull(row.values[c]) ||
                flagOff) {
                continue;
            }
            const QString label = about.label != nullptr ? tr(about.label) : qt(column);
            out.push_back({label, valueText(row.values[c], about), origin.source, origin.date});
        }
    } catch (const geo::Error&) {
        return {}; // moved or rewritten since: what was read on opening still stands
    }
    return out;
}

} // namespace app::document
