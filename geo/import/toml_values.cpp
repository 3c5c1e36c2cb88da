#include "geo/import/toml_values.h"

#include "geo/error.h"

#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace geo {

toml::table TomlValues::parse(std::string_view toml) const
{
    try {
        return toml::parse(toml);
    } catch (const toml::parse_error& fault) {
        throw Error{fmt::format("is not valid TOML (line {}: {})", fault.source().begin.line,
                                fault.description()),
                    "See docs/importing.md for an example",
                    {.file = file_}};
    }
}

std::string TomlValues::text(const toml::node& node, const std::string& key) const
{
    std::ostringstream plain;
    if (node.is_string()) {
        return *node.value<std::string>();
    }
    if (node.is_integer()) {
        return fmt::format("{}", *node.value<std::int64_t>());
    }
    if (node.is_floating_point()) {
        return fmt::format("{}", *node.value<double>());
    }
    if (node.is_boolean()) {
        return *node.value<bool>() ? "1" : "0";
    }
    if (node.is_date()) {
        plain << *node.value<toml::date>();
    } else if (node.is_date_time()) {
        plain << *node.value<toml::date_time>();
    } else {
        fail(node, fmt::format("'{}' must be a text or a number", key), "Put it between quotes");
    }
    return plain.str();
}

std::vector<std::string> TomlValues::texts(const toml::node& node, const std::string& key) const
{
    std::vector<std::string> all;
    if (const toml::array* list = node.as_array()) {
        for (const toml::node& item : *list) {
            all.push_back(text(item, key));
        }
    } else {
        all.push_back(text(node, key));
    }
    return all;
}

double TomlValues::number(const toml::node& node, const std::string& key) const
{
    if (!node.is_number()) {
        fail(node, fmt::format("'{}' must be a number", key), "Write it without quotes");
    }
    return *node.value<double>();
}

bool TomlValues::flag(const toml::node& node, const std::string& key) const
{
    if (!node.is_boolean()) {
        fail(node, fmt::format("'{}' must be true or false", key), "Write it without quotes");
    }
    return *node.value<bool>();
}

const toml::table& TomlValues::table(const toml::node& node, const std::string& key) const
{
    if (const toml::table* found = node.as_table()) {
        return *found;
    }
    fail(node, fmt::format("'{}' must be a table", key), fmt::format("Write [{}] above it", key));
}

void TomlValues::fail(const toml::node& at, const std::string& what, const std::string& fix) const
{
    throw Error{fmt::format("line {}: {}", at.source().begin.line, what), fix, {.file = file_}};
}

std::string readTomlText(const std::filesystem::path& file, const std::string& what)
{
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        throw Error{"cannot be opened for reading",
                    fmt::format("Check the name of the {}", what),
                    {.file = file.string()}};
    }
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

} // namespace geo
