#include "geo/vector/json_source.h"

#include "geo/vector/gdal_messages.h"
#include "geo/vector/ogr_shape.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace geo {
namespace {

using Json = nlohmann::ordered_json;

/// Listens to the parser without building anything: the keys of the outermost object, and whether
/// the outermost list holds objects.
class Outline : public nlohmann::json_sax<nlohmann::json> {
public:
    std::vector<std::string> keys;
    std::string type;     // value of the outermost "type"
    bool list = false;    // outermost is a list
    bool objects = false; // … of objects
    std::string fault;
    std::size_t fault_at = 0;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t& value) override
    {
        if (depth_ == 1 && !list && !keys.empty() && keys.back() == "type") {
            type = value;
        }
        return true;
    }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override
    {
        objects = objects || (list && depth_ == 1);
        ++depth_;
        return true;
    }
    bool key(string_t& value) override
    {
        if (depth_ == 1 && !list) {
            keys.push_back(value);
        }
        return true;
    }
    bool end_object() override
    {
        --depth_;
        return true;
    }
    bool start_array(std::size_t) override
    {
        list = list || depth_ == 0;
        ++depth_;
        return true;
    }
    bool end_array() override
    {
        --depth_;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::json::exception& error) override
    {
        fault_at = position;
        fault = error.what();
        return false;
    }

private:
    int depth_ = 0;
};

/// "line 3, column 5: unexpected string literal"
std::string plainFault(const std::string& what)
{
    std::string text = what;
    if (const std::size_t at = text.find("parse error at "); at != std::string::npos) {
        text.erase(0, at + 15);
    } else if (const std::size_t bracket = text.find("] "); bracket != std::string::npos) {
        text.erase(0, bracket + 2);
    }
    if (const std::size_t last = text.find("; last read"); last != std::string::npos) {
        const std::size_t expected = text.find("; expected", last);
        text.erase(last, expected == std::string::npos ? std::string::npos : expected - last);
    }
    constexpr std::string_view noise = "syntax error while parsing ";
    if (const std::size_t at = text.find(noise); at != std::string::npos) {
        text.replace(at, noise.size(), "in the ");
    }
    return text;
}

bool isGeometry(const Json& value)
{
    return value.is_object() && value.contains("type") &&
           (value.contains("coordinates") || value.contains("geometries"));
}

std::string cellText(const Json& value)
{
    switch (value.type()) {
    case Json::value_t::null:
        return {};
    case Json::value_t::string:
        return value.get<std::string>();
    case Json::value_t::boolean:
        return value.get<bool>() ? "1" : "0";
    case Json::value_t::number_float:
        return fmt::format("{}", value.get<double>());
    default:
        return value.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
}

class TableOfRecords {
public:
    TableOfRecords(const std::string& file, const std::string& name)
    {
        table_.file = file;
        table_.layer = name;
        table_.format = "JSON";
    }

    void add(const Json& record, const std::vector<std::pair<std::string, std::string>>& with = {})
    {
        SourceRow row{.row = ++number_};
        std::string defect;
        cells_.clear();
        for (const auto& [name, value] : with) {
            put(name, value);
        }
        if (record.is_object()) {
            flatten(record, "", row.shape, defect);
        } else {
            defect = "is not a record";
        }
        if (!defect.empty()) {
            table_.defects[rows_.size()] = defect;
        }
        table_.rows.push_back(std::move(row));
        rows_.push_back(std::move(cells_));
        cells_ = {};
    }

    /// Rows are as wide as the widest at the end only.
    SourceTable done()
    {
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            rows_[r].resize(table_.columns.size());
            for (std::string& cell : rows_[r]) {
                table_.cells.push_back(cell.empty() ? std::string_view{}
                                                    : table_.store->keep(std::move(cell)));
            }
            table_.has_shapes = table_.has_shapes || !table_.rows[r].shape.empty();
        }
        if (table_.has_shapes) {
            table_.crs = "EPSG:4326"; // RFC 7946
        }
        return std::move(table_);
    }
    bool empty() const { return rows_.empty(); }

private:
    void put(const std::string& name, std::string value)
    {
        const auto [found, fresh] = columns_.try_emplace(name, table_.columns.size());
        if (fresh) {
            table_.columns.push_back(name);
        }
        if (cells_.size() <= found->second) {
            cells_.resize(found->second + 1);
        }
        cells_[found->second] = std::move(value);
    }

    void flatten(const Json& record, const std::string& prefix, SourceShape& shape,
                 std::string& defect)
    {
        for (const auto& [key, value] : record.items()) {
            const std::string name = prefix + key;
            if (isGeometry(value) && prefix.empty()) {
                takeShape(value, shape, defect);
            } else if (value.is_object()) {
                flatten(value, name + "/", shape, defect);
            } else if (value.is_array()) {
                const bool plain = std::ranges::none_of(
                    value, [](const Json& item) { return item.is_structured(); });
                std::string joined;
                for (const Json& item : value) {
                    joined += (joined.empty() ? "" : ";") + cellText(item);
                }
                put(name, plain ? joined : cellText(value));
            } else {
                put(name, cellText(value));
            }
        }
    }

    static void takeShape(const Json& value, SourceShape& shape, std::string& defect)
    {
        const GdalMessages quiet;
        const std::unique_ptr<OGRGeometry> geometry{
            OGRGeometryFactory::createFromGeoJson(value.dump().c_str())};
        defect = geometry ? addShape(*geometry, shape) : "has a shape that cannot be read";
    }

    SourceTable table_;
    std::unordered_map<std::string, std::size_t> columns_;
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::string> cells_;
    std::int64_t number_ = 0;
};

void readOfds(const Json& root, const std::string& file, std::vector<SourceTable>& tables)
{
    for (const char* list : {"nodes", "spans"}) {
        TableOfRecords records{file, list};
        for (const Json& network : root.at("networks")) {
            if (!network.is_object() || !network.contains(list) || !network[list].is_array()) {
                continue;
            }
            std::vector<std::pair<std::string, std::string>> with;
            for (const char* key : {"id", "name", "publicationDate", "collectionDate"}) {
                if (network.contains(key) && network[key].is_string()) {
                    with.emplace_back(std::string{"network/"} + key, network[key]);
                }
            }
            for (const Json& record : network[list]) {
                records.add(record, with);
            }
        }
        tables.push_back(records.done());
        tables.back().format = "OFDS JSON";
    }
}

} // namespace

JsonShape jsonShape(std::string_view text, std::string& why)
{
    Outline outline;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &outline)) {
        why = plainFault(outline.fault);
        return JsonShape::broken;
    }
    const auto has = [&outline](std::string_view key) {
        return std::ranges::find(outline.keys, key) != outline.keys.end();
    };
    if (outline.list) {
        return outline.objects ? JsonShape::records : JsonShape::other;
    }
    if (has("networks")) {
        return JsonShape::ofds;
    }
    const bool geojson = has("coordinates") || has("features") || has("geometry") ||
                         has("geometries") || has("geometryType") || outline.type == "Topology";
    return geojson ? JsonShape::gdal : JsonShape::records;
}

std::vector<SourceTable> readJson(const std::string& file, std::string_view text, JsonShape shape,
                                  const SourceOptions& options)
{
    startGdal();
    const Json root = Json::parse(text);
    std::vector<SourceTable> tables;
    if (shape == JsonShape::ofds) {
        readOfds(root, file, tables);
    } else if (root.is_array()) {
        TableOfRecords records{file, ""};
        for (const Json& record : root) {
            records.add(record);
        }
        tables.push_back(records.done());
    } else {
        for (const auto& [key, value] : root.items()) {
            if (value.is_array() && !value.empty() && value.front().is_object()) {
                TableOfRecords records{file, key};
                for (const Json& record : value) {
                    records.add(record);
                }
                tables.push_back(records.done());
            }
        }
    }
    if (!options.layer.empty()) {
        std::string names;
        for (const SourceTable& table : tables) {
            names += (names.empty() ? "" : ", ") + table.layer;
        }
        std::erase_if(tables,
                      [&options](const SourceTable& t) { return t.layer != options.layer; });
        if (tables.empty()) {
            throw Error{
                fmt::format("has no list '{}'", options.layer), "It has: " + names, {.file = file}};
        }
    }
    if (tables.empty()) {
        throw Error{
            "holds no list of records", "Give a list of objects, or GeoJSON", {.file = file}};
    }
    return tables;
}

} // namespace geo
