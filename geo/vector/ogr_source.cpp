#include "geo/vector/ogr_source.h"

#include "geo/vector/delimited.h"
#include "geo/vector/encoding.h"
#include "geo/vector/gdal_messages.h"
#include "geo/vector/ogr_shape.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace geo {
namespace {

using Dataset = std::unique_ptr<GDALDataset>;

Dataset openDataset(const std::string& path, const std::vector<std::string>& drivers)
{
    std::vector<const char*> allowed;
    for (const std::string& driver : drivers) {
        allowed.push_back(driver.c_str());
    }
    allowed.push_back(nullptr);
    // Nested attributes of GeoJSON become columns start/id, start/name.
    std::vector<const char*> options{"FLATTEN_NESTED_ATTRIBUTES=YES",
                                     "NESTED_ATTRIBUTE_SEPARATOR=/", nullptr};
    const bool json = std::ranges::find(drivers, "GeoJSON") != drivers.end();
    return Dataset{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR,
                                     allowed.data(), json ? options.data() : nullptr)};
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string out;
    for (const std::string& part : parts) {
        out += (out.empty() ? "" : ";") + part;
    }
    return out;
}

std::string dateText(const OGRFeature& feature, int field)
{
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    float second = 0;
    int zone = 0;
    feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
    std::string out = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
    if (type == OFTDateTime) {
        out += fmt::format("T{:02}:{:02}:{:02}", hour, minute, static_cast<int>(second));
        constexpr int utc = 100; // OGR counts quarters of an hour from here
        if (zone > 1) {
            const int minutes = (zone - utc) * 15;
            out += minutes == 0 ? std::string{"Z"}
                                : fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+',
                                              std::abs(minutes) / 60, std::abs(minutes) % 60);
        }
    }
    return out;
}

/// One way to write each kind of field; numbers as the shortest text that reads back.
std::string fieldText(const OGRFeature& feature, int field)
{
    switch (feature.GetFieldDefnRef(field)->GetType()) {
    case OFTReal: {
        const double value = feature.GetFieldAsDouble(field);
        return std::isfinite(value) ? fmt::format("{}", value) : std::string{};
    }
    case OFTDate:
    case OFTDateTime:
        return dateText(feature, field);
    case OFTStringList: {
        std::vector<std::string> parts;
        for (char** item = feature.GetFieldAsStringList(field); item != nullptr && *item != nullptr;
             ++item) {
            parts.emplace_back(*item);
        }
        return joined(parts);
    }
    case OFTRealList: {
        int count = 0;
        const double* values = feature.GetFieldAsDoubleList(field, &count);
        std::vector<std::string> parts;
        for (int i = 0; i < count; ++i) {
            parts.push_back(fmt::format("{}", values[i]));
        }
        return joined(parts);
    }
    default:
        return feature.GetFieldAsString(field);
    }
}

/// The layer's CRS as "EPSG:n" when it has a code, else as WKT.
void takeCrs(SourceTable& table, const OGRSpatialReference* crs, const std::string& path)
{
    if (crs == nullptr || crs->IsEmpty() || crs->IsLocal()) {
        table.crs_missing = table.format == "Shapefile" ? "there is no .prj beside the .shp"
                                                        : "the file does not say its CRS";
        return;
    }
    const char* authority = crs->GetAuthorityName(nullptr);
    const char* code = crs->GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr) {
        table.crs = fmt::format("{}:{}", authority, code);
        return;
    }
    char* wkt = nullptr;
    if (crs->exportToWkt(&wkt) == OGRERR_NONE && wkt != nullptr) {
        table.crs = wkt;
    } else {
        table.crs_missing = fmt::format("the CRS in {} cannot be read", path);
    }
    CPLFree(wkt);
}

std::string formatName(const std::string& driver)
{
    if (driver == "ESRI Shapefile") {
        return "Shapefile";
    }
    return driver == "LIBKML" ? "KML" : driver == "GPKG" ? "GeoPackage" : driver;
}

/// A .cpg that is missing or lies is common: text that is not UTF-8 goes through our own detection.
struct TextMender {
    std::string broken; // sample of all text that is not UTF-8
    std::vector<std::size_t> cells;
};

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const bool literal = text.starts_with("\xEF\xBF\xBD");
        if (takeUtf8(text) == 0xFFFD && !literal) {
            return false;
        }
    }
    return true;
}

void mendText(SourceTable& table, const TextMender& mender, const SourceOptions& options)
{
    if (mender.cells.empty()) {
        return;
    }
    const auto told = encodingNamed(options.encoding);
    const Encoding encoding = told ? *told : guessEncoding(mender.broken).encoding;
    for (const std::size_t cell : mender.cells) {
        table.cells[cell] = table.store->keep(decode(table.cells[cell], encoding).utf8);
    }
    table.encoding = geo::text(encoding);
    table.notes.push_back(fmt::format("text is not UTF-8; read as {}{}", geo::text(encoding),
                                      told ? " as told" : ", which fits its letters best"));
}

/// Sheets come as plain cells; which row is the header is ours to find.
SourceTable readSheet(const std::string& file, OGRLayer& layer, const SourceOptions& options)
{
    SourceTable table;
    table.file = file;
    table.layer = layer.GetName();
    RawRecords raw;
    const int width = layer.GetLayerDefn()->GetFieldCount();
    layer.ResetReading();
    while (const auto feature = std::unique_ptr<OGRFeature>{layer.GetNextFeature()}) {
        RawRecords::Record record{feature->GetFID(), raw.cells.size(), 0};
        bool blank = true;
        for (int f = 0; f < width; ++f) {
            std::string_view cell;
            if (feature->IsFieldSetAndNotNull(f)) {
                std::string text = fieldText(*feature, f);
                const std::size_t from = text.find_first_not_of(" \t\r\n");
                if (from != std::string::npos) {
                    text = text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
                    cell = table.store->keep(std::move(text));
                    blank = false;
                }
            }
            raw.cells.push_back(cell);
        }
        record.count = static_cast<std::size_t>(width);
        if (blank) {
            raw.cells.resize(record.first);
        } else {
            raw.records.push_back(record);
        }
    }
    fillTable(table, raw, options);
    return table;
}

SourceTable readLayer(const std::string& file, OGRLayer& layer, const SourceOptions& options,
                      const std::string& format, GdalMessages& messages)
{
    SourceTable table;
    table.file = file;
    table.layer = layer.GetName();
    table.format = format;
    const OGRFeatureDefn& fields = *layer.GetLayerDefn();
    const int width = fields.GetFieldCount();
    for (int f = 0; f < width; ++f) {
        table.columns.emplace_back(fields.GetFieldDefn(f)->GetNameRef());
    }
    TextMender mender;
    layer.ResetReading();
    std::int64_t number = 0;
    std::size_t shapeless = 0;
    std::string whyShapeless;
    while (true) {
        const std::size_t before = messages.count();
        const auto feature = std::unique_ptr<OGRFeature>{layer.GetNextFeature()};
        if (!feature) {
            break;
        }
        SourceRow row{.row = ++number};
        std::string defect;
        if (const OGRGeometry* geometry = feature->GetGeometryRef()) {
            defect = addShape(*geometry, row.shape);
        } else if (messages.count() > before && messages.failed()) {
            defect = fmt::format("has a shape that cannot be read ({})", messages.first());
            ++shapeless;
        }
        messages.forget();
        for (int f = 0; f < width; ++f) {
            std::string_view cell;
            if (feature->IsFieldSetAndNotNull(f)) {
                cell = table.store->keep(fieldText(*feature, f));
                if (!isUtf8(cell)) {
                    mender.broken.append(cell).append(" ");
                    mender.cells.push_back(table.cells.size());
                }
            }
            table.cells.push_back(cell);
        }
        if (!defect.empty()) {
            table.defects[table.rows.size()] = defect;
        }
        table.has_shapes = table.has_shapes || !row.shape.empty();
        table.rows.push_back(std::move(row));
    }
    if (messages.failed()) {
        throw Error{
            fmt::format("is cut off or damaged after row {} ({})", number, messages.first()),
            "Fetch or export it again", table.place()};
    }
    messages.forget();
    mendText(table, mender, options);
    takeCrs(table, layer.GetSpatialRef(), file);
    return table;
}

} // namespace

std::vector<SourceTable> readThroughGdal(const std::string& file, const std::string& opened,
                                         const std::vector<std::string>& drivers,
                                         const SourceOptions& options)
{
    startGdal();
    GdalMessages messages;
    const Dataset dataset = openDataset(opened, drivers);
    if (!dataset) {
        const std::string said = messages.first();
        throw Error{fmt::format("cannot be read as {}{}", formatName(drivers.front()),
                                said.empty() ? "" : " (" + said + ")"),
                    "The file may be cut off or damaged: fetch or export it again",
                    {.file = file}};
    }
    const std::string format = formatName(dataset->GetDriverName());
    const std::string complaint = messages.failed() ? messages.first() : std::string{};
    const bool sheets = format == "XLSX" || format == "ODS";
    std::vector<SourceTable> tables;
    std::string names;
    for (int i = 0; i < dataset->GetLayerCount(); ++i) {
        OGRLayer& layer = *dataset->GetLayer(i);
        names += (names.empty() ? "" : ", ") + std::string{layer.GetName()};
        if (!options.layer.empty() && options.layer != layer.GetName()) {
            continue;
        }
        messages.forget();
        SourceTable table = sheets ? readSheet(file, layer, options)
                                   : readLayer(file, layer, options, format, messages);
        table.format = format;
        if (!complaint.empty()) {
            table.notes.push_back("something in it could not be read: " + complaint);
        }
        tables.push_back(std::move(table));
    }
    if (tables.empty() && !options.layer.empty()) {
        throw Error{fmt::format("has no {} '{}'", sheets ? "sheet" : "layer", options.layer),
                    "It has: " + names,
                    {.file = file}};
    }
    if (tables.size() == 1 && dataset->GetLayerCount() == 1 && !sheets) {
        tables.front().layer.clear();
    }
    return tables;
}

} // namespace geo
