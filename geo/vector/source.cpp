#include "geo/vector/source.h"

#include "geo/vector/delimited.h"
#include "geo/vector/encoding.h"
#include "geo/vector/gdal_messages.h"
#include "geo/vector/json_source.h"
#include "geo/vector/ogr_source.h"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <fstream>

namespace geo {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string extensionOf(const fs::path& file)
{
    return lower(file.extension().string());
}

/// A file on disk or inside a zip (/vsizip/…), whole.
std::string readAll(const std::string& path, const std::string& shown)
{
    const GdalMessages quiet;
    VSIStatBufL about;
    VSILFILE* file = VSIStatL(path.c_str(), &about) == 0 ? VSIFOpenL(path.c_str(), "rb") : nullptr;
    if (file == nullptr) {
        throw Error{"cannot be opened for reading", "Check that you may read it", {.file = shown}};
    }
    constexpr std::int64_t largest = std::int64_t{2} << 30U;
    std::string bytes;
    if (about.st_size <= largest) {
        bytes.resize(static_cast<std::size_t>(about.st_size));
        bytes.resize(VSIFReadL(bytes.data(), 1, bytes.size(), file));
    }
    VSIFCloseL(file);
    if (about.st_size > largest) {
        throw Error{"is a text file of more than 2 GB",
                    "Split it, or turn it into a GeoPackage first",
                    {.file = shown}};
    }
    if (static_cast<std::int64_t>(bytes.size()) != about.st_size) {
        throw Error{"ends before its own size says",
                    "The disk or the download is damaged: fetch it again",
                    {.file = shown}};
    }
    return bytes;
}

std::string headOf(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    constexpr std::streamsize enough = 4096;
    std::string head(static_cast<std::size_t>(enough), '\0');
    in.read(head.data(), enough);
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

std::string_view firstText(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF")) {
        head.remove_prefix(3);
    }
    const std::size_t at = head.find_first_not_of(" \t\r\n");
    return at == std::string_view::npos ? std::string_view{} : head.substr(at);
}

std::vector<SourceTable> readJsonFile(const std::string& shown, const std::string& path,
                                      const SourceOptions& options)
{
    const std::string bytes = readAll(path, shown);
    std::string_view text = bytes;
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    std::string why;
    const JsonShape shape = jsonShape(text, why);
    switch (shape) {
    case JsonShape::broken: {
        // One object per line is a format of its own.
        const std::string_view first = text.substr(0, text.find('\n'));
        std::string ignored;
        if (first.size() < text.size() && jsonShape(first, ignored) == JsonShape::gdal) {
            return readThroughGdal(shown, path, {"GeoJSONSeq"}, options);
        }
        throw Error{"is not valid JSON (" + why + ")",
                    "It may be cut off: fetch or export it again",
                    {.file = shown}};
    }
    case JsonShape::gdal:
        return readThroughGdal(shown, path, {"GeoJSON", "ESRIJSON", "TopoJSON"}, options);
    case JsonShape::ofds:
    case JsonShape::records:
        return readJson(shown, text, shape, options);
    case JsonShape::other:
        break;
    }
    throw Error{"holds no records", "Give a list of objects, or GeoJSON", {.file = shown}};
}

bool isTextTable(const std::string& extension)
{
    return extension == ".csv" || extension == ".tsv" || extension == ".txt" ||
           extension == ".tab" || extension == ".psv";
}

std::vector<SourceTable> readZip(const std::string& shown, const std::string& path,
                                 const SourceOptions& options)
{
    const GdalMessages quiet;
    const std::string inside = "/vsizip/" + path;
    char** list = VSIReadDirRecursive(inside.c_str());
    std::vector<std::string> names;
    for (char** name = list; name != nullptr && *name != nullptr; ++name) {
        names.emplace_back(*name);
    }
    CSLDestroy(list);
    std::ranges::sort(names);
    std::vector<SourceTable> tables;
    for (const std::string& name : names) {
        const std::string extension = extensionOf(name);
        const std::string member = inside + "/" + name;
        SourceOptions each = options;
        each.layer.clear();
        std::vector<SourceTable> found;
        if (isTextTable(extension)) {
            const std::string bytes = readAll(member, shown);
            if (firstText(bytes).empty()) {
                continue;
            }
            found.push_back(readDelimited(shown, bytes, each));
        } else if (extension == ".shp") {
            found = readThroughGdal(shown, member, {"ESRI Shapefile"}, each);
        } else if (extension == ".gpkg") {
            found = readThroughGdal(shown, member, {"GPKG"}, each);
        } else if (extension == ".geojson" || extension == ".json") {
            found = readJsonFile(shown, member, each);
        } else if (extension == ".kml") {
            found = readThroughGdal(shown, member, {"LIBKML", "KML"}, each);
        }
        for (SourceTable& table : found) {
            table.layer = table.layer.empty() ? fs::path{name}.stem().string() : table.layer;
            tables.push_back(std::move(table));
        }
    }
    std::string known;
    for (const SourceTable& table : tables) {
        known += (known.empty() ? "" : ", ") + table.layer;
    }
    if (tables.empty()) {
        throw Error{"is a zip without a table or layer that can be read here",
                    "Unpack it and import the files in it",
                    {.file = shown}};
    }
    if (!options.layer.empty()) {
        std::erase_if(tables,
                      [&options](const SourceTable& t) { return t.layer != options.layer; });
        if (tables.empty()) {
            throw Error{fmt::format("has no member '{}'", options.layer),
                        "It has: " + known,
                        {.file = shown}};
        }
    }
    return tables;
}

std::vector<SourceTable> readXml(const std::string& shown, const std::string& path,
                                 std::string_view head, const std::string& extension,
                                 const SourceOptions& options)
{
    const auto mentions = [head](std::string_view word) {
        return head.find(word) != std::string_view::npos;
    };
    if (mentions("<kml")) {
        return readThroughGdal(shown, path, {"LIBKML", "KML"}, options);
    }
    if (mentions("<gpx")) {
        return readThroughGdal(shown, path, {"GPX"}, options);
    }
    if (mentions("<osm")) {
        return readThroughGdal(shown, path, {"OSM"}, options);
    }
    if (mentions("gml") || extension == ".gml") {
        return readThroughGdal(shown, path, {"GML"}, options);
    }
    if (mentions("VRTDataset") || mentions("OGRVRTDataSource")) {
        throw Error{"is a VRT: it only points to other files",
                    "Import the files it points to",
                    {.file = shown}};
    }
    throw Error{"is XML of a kind not known here",
                "KML, GPX, GML and OSM are; else export it as CSV, XLSX or GeoJSON",
                {.file = shown}};
}

std::vector<SourceTable> readByContent(const fs::path& file, const SourceOptions& options)
{
    const std::string shown = file.string();
    const std::string path = file.string();
    const std::string extension = extensionOf(file);
    const std::string head = headOf(file);
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) {
        if (extension == ".xlsx" || extension == ".xlsm" || extension == ".ods") {
            return readThroughGdal(shown, path, {extension == ".ods" ? "ODS" : "XLSX"}, options);
        }
        if (extension == ".kmz") {
            return readThroughGdal(shown, path, {"LIBKML"}, options);
        }
        return readZip(shown, path, options);
    }
    if (head.starts_with("SQLite format 3")) {
        return readThroughGdal(shown, path, {"GPKG", "SQLite"}, options);
    }
    if (extension == ".shp" || extension == ".dbf") {
        return readThroughGdal(shown, path, {"ESRI Shapefile"}, options);
    }
    if (extension == ".mif" || extension == ".mid" || extension == ".tab") {
        const bool mapInfo = extension != ".tab" || head.find("!table") != std::string::npos;
        if (mapInfo) {
            return readThroughGdal(shown, path, {"MapInfo File"}, options);
        }
    }
    if (extension == ".fgb") {
        return readThroughGdal(shown, path, {"FlatGeobuf"}, options);
    }
    if (extension == ".pbf") {
        return readThroughGdal(shown, path, {"OSM"}, options);
    }
    if (extension == ".xls" && head.starts_with("\xD0\xCF\x11\xE0")) {
        throw Error{"is a spreadsheet of Excel 97-2003, which cannot be read here",
                    "Open it in LibreOffice or Excel and save it as .xlsx or .csv",
                    {.file = shown}};
    }
    const std::string_view text = firstText(head);
    if (text.empty()) {
        throw Error{"holds nothing but blanks", "Check that the export finished", {.file = shown}};
    }
    if (text.front() == '{' || (text.front() == '[' && !isTextTable(extension))) {
        return readJsonFile(shown, path, options);
    }
    if (text.front() == '<') {
        return readXml(shown, path, head, extension, options);
    }
    const bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
    if (!utf16 && head.find('\0') != std::string::npos) {
        throw Error{"is of a format not known here",
                    "Known are CSV, XLSX, ODS, GeoJSON, GeoPackage, Shapefile, KML, KMZ, GPX, GML, "
                    "FlatGeobuf, MapInfo and OSM PBF",
                    {.file = shown}};
    }
    std::vector<SourceTable> tables;
    tables.push_back(readDelimited(shown, readAll(path, shown), options));
    return tables;
}

} // namespace

std::vector<SourceTable> readSource(const fs::path& file, const SourceOptions& options)
{
    startGdal();
    std::error_code fault;
    const auto status = fs::status(file, fault);
    if (!fs::exists(status)) {
        throw Error{
            "there is no such file", "Check the name and the folder", {.file = file.string()}};
    }
    if (fs::is_directory(status)) {
        if (extensionOf(file) == ".gdb") {
            return readThroughGdal(file.string(), file.string(), {"OpenFileGDB"}, options);
        }
        throw Error{"is a folder", "Name a file in it", {.file = file.string()}};
    }
    if (fs::file_size(file, fault) == 0 && !fault) {
        throw Error{"is empty (0 bytes)",
                    "Check that the export or download finished",
                    {.file = file.string()}};
    }
    return readByContent(file, options);
}

std::vector<fs::path> sourceFiles(const fs::path& folder)
{
    static const std::vector<std::string> known{
        ".csv", ".tsv", ".txt", ".xlsx", ".ods", ".geojson", ".json", ".gpkg", ".shp",
        ".kml", ".kmz", ".gpx", ".gml",  ".fgb", ".pbf",     ".osm",  ".mif",  ".zip"};
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{folder}) {
        const std::string extension = extensionOf(entry.path());
        if (entry.is_regular_file() && std::ranges::find(known, extension) != known.end()) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

} // namespace geo
