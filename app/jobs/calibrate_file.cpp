#include "app/jobs/calibrate_file.h"

#include "geo/import/normalise.h"
#include "geo/import/numbers.h"
#include "geo/vector/source.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

struct Field {
    const char* name;
    const char* what;
    std::vector<std::string> spellings; // normalised
};

const std::array<Field, 4>& fields()
{
    static const std::array<Field, 4> all{
        {{"cell",
          "the cell",
          {"cell id", "cell", "cellid", "cell name", "serving cell", "cid", "eci", "ci", "sector",
           "sector id"}},
         {"level",
          "the level",
          {"level dbm", "level", "rsrp dbm", "rsrp", "ss rsrp", "ssrsrp", "rscp dbm", "rscp",
           "rxlev dbm", "rxlev", "rx level", "signal dbm", "signal", "signal strength", "dbm",
           "rssi dbm", "rssi"}},
         {"lon", "the longitude", {"lon", "longitude", "lon deg", "long", "lng", "x"}},
         {"lat", "the latitude", {"lat", "latitude", "lat deg", "y"}}}};
    return all;
}

std::optional<std::size_t> columnCalled(const geo::SourceTable& source, const std::string& name)
{
    const std::string wanted = geo::normalised(name);
    for (std::size_t i = 0; i < source.columns.size(); ++i) {
        if (geo::normalised(source.columns[i]) == wanted) {
            return i;
        }
    }
    return std::nullopt;
}

/// What the user said about a field; empty when nothing.
std::string toldFor(const std::vector<std::string>& columns, const std::string& field)
{
    for (const std::string& text : columns) {
        const std::size_t equals = text.find('=');
        const std::string name = text.substr(0, equals);
        const bool known = std::any_of(fields().begin(), fields().end(),
                                       [&](const Field& f) { return name == f.name; });
        if (equals == std::string::npos || !known) {
            throw geo::Error{
                fmt::format("--column '{}' is no FIELD=COLUMN", text),
                "Write for example --column level=RSRP; fields: cell, level, lon, lat"};
        }
        if (name == field) {
            return text.substr(equals + 1);
        }
    }
    return {};
}

std::size_t columnOf(const geo::SourceTable& source, const Field& field,
                     const std::vector<std::string>& columns)
{
    const std::string told = toldFor(columns, field.name);
    if (!told.empty()) {
        if (const auto found = columnCalled(source, told)) {
            return *found;
        }
        throw geo::Error{fmt::format("there is no column '{}'", told), "Check --column",
                         source.place()};
    }
    for (const std::string& spelling : field.spellings) {
        if (const auto found = columnCalled(source, spelling)) {
            return *found;
        }
    }
    std::string names;
    for (const std::string& column : source.columns) {
        names += (names.empty() ? "" : ", ") + column;
    }
    throw geo::Error{fmt::format("no column is known to hold {}; there are {}", field.what, names),
                     fmt::format("Say which: --column {}=NAME", field.name), source.place()};
}

/// Numbers of one column, with its decimal sign found from all cells.
class NumberColumn {
public:
    NumberColumn(const geo::SourceTable& source, std::size_t column)
        : source_{source}, column_{column}
    {
        std::vector<std::string_view> cells;
        for (std::size_t row = 0; row < source.rows.size(); ++row) {
            cells.push_back(source.cell(row, column));
        }
        sign_ = geo::decimalSignOf(cells, source.separator == ';' ? ',' : '.').sign;
    }
    std::optional<double> at(std::size_t row) const
    {
        const auto number = geo::parseNumber(source_.cell(row, column_), sign_);
        return number && std::isfinite(number->value) ? std::optional{number->value} : std::nullopt;
    }

private:
    const geo::SourceTable& source_;
    std::size_t column_;
    char sign_ = '.';
};

MeasuredTable readTable(const geo::SourceTable& source, const std::vector<std::string>& columns)
{
    std::array<std::size_t, 4> use{};
    MeasuredTable out;
    out.file = source.file;
    for (std::size_t f = 0; f < fields().size(); ++f) {
        use[f] = columnOf(source, fields()[f], columns);
        out.notes.push_back(
            fmt::format("{} from the column {}", fields()[f].what, source.columns[use[f]]));
    }
    const NumberColumn level{source, use[1]};
    const NumberColumn lon{source, use[2]};
    const NumberColumn lat{source, use[3]};
    for (std::size_t i = 0; i < source.rows.size(); ++i) {
        const std::int64_t row = source.rows[i].row;
        const auto leaveOut = [&](std::size_t field, const std::string& reason) {
            out.left_out.push_back({source.file, row, source.columns[use[field]],
                                    std::string{source.cell(i, use[field])}, reason});
        };
        if (const auto defect = source.defects.find(i); defect != source.defects.end()) {
            out.left_out.push_back({source.file, row, {}, {}, defect->second});
            continue;
        }
        MeasuredRow one;
        one.row = row;
        one.cell = std::string{source.cell(i, use[0])};
        if (geo::isNullWord(one.cell)) {
            leaveOut(0, "no cell is named");
            continue;
        }
        const auto level_dbm = level.at(i);
        constexpr double least_dbm = -160;
        if (!level_dbm || !(*level_dbm >= least_dbm && *level_dbm < 0)) {
            leaveOut(1, "is no received level from -160 to 0 dBm");
            continue;
        }
        one.level_dbm = *level_dbm;
        const auto lon_deg = lon.at(i);
        const auto lat_deg = lat.at(i);
        if (!lon_deg || !(std::abs(*lon_deg) <= 180)) {
            leaveOut(2, "is no longitude");
            continue;
        }
        if (!lat_deg || !(std::abs(*lat_deg) <= 90)) {
            leaveOut(3, "is no latitude");
            continue;
        }
        one.at = {*lon_deg, *lat_deg};
        out.rows.push_back(std::move(one));
    }
    return out;
}

} // namespace

std::vector<MeasuredTable> readMeasurements(const std::filesystem::path& file,
                                            const std::vector<std::string>& columns)
{
    std::vector<MeasuredTable> out;
    for (const geo::SourceTable& source : geo::readSource(file)) {
        out.push_back(readTable(source, columns));
    }
    return out;
}

} // namespace app
