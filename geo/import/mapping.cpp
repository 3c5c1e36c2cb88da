#include "geo/import/mapping.h"

#include "geo/import/toml_values.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace geo {
namespace {

class Reader : TomlValues {
public:
    using TomlValues::TomlValues;

    Mapping read(std::string_view toml) const
    {
        const toml::table root = parse(toml);
        Mapping m;
        for (const auto& [key, node] : root) {
            const std::string name{key.str()};
            if (name == "name") {
                m.name = text(node, name);
            } else if (name == "title") {
                m.title = text(node, name);
            } else if (name == "source") {
                m.source = text(node, name);
            } else if (name == "licence") {
                m.licence = text(node, name);
            } else if (name == "kinds") {
                m.kinds = texts(node, name);
            } else if (name == "table") {
                m.table = text(node, name);
            } else if (name == "guess") {
                m.guess = flag(node, name);
            } else if (name == "ignore") {
                m.ignore = texts(node, name);
            } else if (name == "buffer_m") {
                m.buffer_m = number(node, name);
            } else if (name == "remarks") {
                m.remarks = texts(node, name);
            } else if (name == "file") {
                readFile(table(node, name), m);
            } else if (name == "columns") {
                for (const auto& [column, rule] : table(node, name)) {
                    m.columns[std::string{column.str()}] =
                        readRule(rule, "columns." + std::string{column.str()});
                }
            } else if (name == "words") {
                for (const auto& [column, list] : table(node, name)) {
                    const std::string where = "words." + std::string{column.str()};
                    for (const auto& [spelling, word] : table(list, where)) {
                        m.words[std::string{column.str()}][std::string{spelling.str()}] =
                            text(word, where);
                    }
                }
            } else if (name == "only") {
                for (const auto& [column, list] : table(node, name)) {
                    if (column.str() == "why") {
                        m.only_why = text(list, "only.why");
                    } else {
                        m.only[std::string{column.str()}] = texts(list, "only");
                    }
                }
            } else if (name == "refuse") {
                for (const auto& [kind, why] : table(node, name)) {
                    m.refuse[std::string{kind.str()}] = text(why, "refuse");
                }
            } else if (name == "detect") {
                readDetect(table(node, name), m);
            } else {
                fail(node, fmt::format("'{}' is not a key of a mapping", name),
                     "Known are: columns, words, file, only, ignore, guess, buffer_m, title, "
                     "source, "
                     "licence");
            }
        }
        return m;
    }

private:
    char sign(const toml::node& node, const std::string& key) const
    {
        const std::string value = text(node, key);
        if (value == "tab" || value == "\\t") {
            return '\t';
        }
        if (value.size() != 1) {
            fail(node, fmt::format("'{}' must be one sign", key), R"(For example ";" or "tab")");
        }
        return value.front();
    }

    void readFile(const toml::table& file, Mapping& m) const
    {
        for (const auto& [key, node] : file) {
            const std::string name{key.str()};
            if (name == "encoding") {
                m.encoding = text(node, name);
            } else if (name == "separator") {
                m.separator = sign(node, name);
            } else if (name == "decimal") {
                m.decimal = sign(node, name);
                if (m.decimal != '.' && m.decimal != ',') {
                    fail(node, "'decimal' must be \".\" or \",\"", "Write decimal = \",\"");
                }
            } else if (name == "header_row") {
                m.header_row = static_cast<int>(number(node, name));
            } else if (name == "sheet" || name == "layer") {
                m.layer = text(node, name);
            } else if (name == "crs") {
                m.crs = text(node, name);
            } else if (name == "dates") {
                m.dates = text(node, name);
                if (m.dates != "dmy" && m.dates != "mdy") {
                    fail(node, "'dates' must be \"dmy\" or \"mdy\"", "Write dates = \"dmy\"");
                }
            } else if (name == "names") {
                m.names = texts(node, name);
            } else {
                fail(node, fmt::format("'file.{}' is not known", name),
                     "Known are: encoding, separator, decimal, header_row, sheet, layer, crs, "
                     "dates, names");
            }
        }
    }

    ColumnRule readRule(const toml::node& node, const std::string& where) const
    {
        ColumnRule rule;
        if (node.is_boolean()) {
            rule.leave = !*node.value<bool>();
            return rule;
        }
        const toml::table* entries = node.as_table();
        if (entries == nullptr) {
            rule.columns = texts(node, where);
            return rule;
        }
        for (const auto& [key, value] : *entries) {
            const std::string name{key.str()};
            if (name == "column") {
                rule.columns = texts(value, name);
            } else if (name == "unit") {
                rule.unit = text(value, name);
            } else if (name == "factor") {
                rule.factor = number(value, name);
            } else if (name == "value") {
                rule.value = text(value, name);
            } else if (name == "default") {
                rule.otherwise = text(value, name);
            } else if (name == "pattern") {
                rule.pattern = text(value, name);
            } else if (name == "pick") {
                rule.pick = text(value, name);
            } else {
                fail(value, fmt::format("'{}.{}' is not known", where, name),
                     "Known are: column, unit, factor, value, default, pattern, pick");
            }
        }
        return rule;
    }

    void readDetect(const toml::table& detect, Mapping& m) const
    {
        for (const auto& [key, node] : detect) {
            const std::string name{key.str()};
            if (name == "has") {
                m.has = texts(node, name);
            } else if (name == "width") {
                m.width = static_cast<int>(number(node, name));
            } else if (name == "looks") {
                for (const auto& [column, pattern] : table(node, name)) {
                    const std::string_view digits = column.str();
                    int at = 0;
                    const auto [end, fault] =
                        std::from_chars(digits.data(), digits.data() + digits.size(), at);
                    if (fault != std::errc{} || end != digits.data() + digits.size() || at < 1) {
                        fail(pattern,
                             fmt::format("'looks.{}' is not the number of a column", digits),
                             "Count the columns from 1");
                    }
                    m.looks[at] = text(pattern, name);
                }
            } else {
                fail(node, fmt::format("'detect.{}' is not known", name),
                     "Known are: has, width, looks");
            }
        }
    }
};

} // namespace

Mapping mappingFromToml(std::string_view toml, const std::string& shownName)
{
    return Reader{shownName}.read(toml);
}

Mapping readMapping(const std::filesystem::path& file)
{
    return mappingFromToml(readTomlText(file, "mapping"), file.string());
}

Mapping merged(const Mapping& base, const Mapping& over)
{
    Mapping m = base;
    const auto take = [](auto& into, const auto& from, const auto& nothing) {
        if (from != nothing) {
            into = from;
        }
    };
    take(m.encoding, over.encoding, std::string{});
    take(m.separator, over.separator, char{0});
    take(m.decimal, over.decimal, char{0});
    take(m.header_row, over.header_row, -1);
    take(m.layer, over.layer, std::string{});
    take(m.crs, over.crs, std::string{});
    take(m.dates, over.dates, std::string{});
    take(m.table, over.table, std::string{});
    take(m.title, over.title, std::string{});
    take(m.source, over.source, std::string{});
    take(m.licence, over.licence, std::string{});
    take(m.names, over.names, std::vector<std::string>{});
    take(m.buffer_m, over.buffer_m, std::optional<double>{});
    take(m.only, over.only, std::map<std::string, std::vector<std::string>>{});
    take(m.only_why, over.only_why, std::string{});
    for (const auto& [column, rule] : over.columns) {
        m.columns[column] = rule;
    }
    for (const auto& [column, list] : over.words) {
        for (const auto& [spelling, word] : list) {
            m.words[column][spelling] = word;
        }
    }
    m.ignore.insert(m.ignore.end(), over.ignore.begin(), over.ignore.end());
    m.remarks.insert(m.remarks.end(), over.remarks.begin(), over.remarks.end());
    m.guess = base.guess && over.guess;
    return m;
}

} // namespace geo
