#include "geo/import/lists.h"

#include "geo/import/normalise.h"
#include "geo/import/numbers.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace geo {

using Json = nlohmann::ordered_json;

std::vector<std::string> piecesOf(std::string_view text, std::string_view signs)
{
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(signs), text.size());
        const std::string_view piece = text.substr(0, end);
        const std::size_t from = piece.find_first_not_of(" \t\n");
        if (from != std::string_view::npos) {
            pieces.emplace_back(piece.substr(from, piece.find_last_not_of(" \t\n") - from + 1));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return pieces;
}

std::string asListJson(std::string_view cell)
{
    if (cell.starts_with('[') || cell.starts_with('{')) {
        return std::string{cell};
    }
    return Json(piecesOf(cell, ",;|")).dump();
}

std::string asPartsJson(std::string_view cell)
{
    if (cell.starts_with('{')) {
        return std::string{cell};
    }
    Json parts = Json::object();
    for (const std::string& piece : piecesOf(cell, ",;|+")) {
        std::string name = piece;
        double count = 1;
        if (const std::size_t at = piece.find_last_of(":=×"); at != std::string::npos) {
            const std::string own = piece.substr(0, piece.find_last_not_of(" :=", at) + 1);
            if (const auto number = parseNumber(piece.substr(at + 1), '.')) {
                count = number->value;
                name = own;
            } else if (const auto word = normalised(piece.substr(at + 1));
                       word == "nan" || word == "inf" || isNullWord(word)) {
                parts[own] = word;
                continue;
            }
        } else if (const auto number = parseNumber(piece, '.'); number && !number->unit.empty()) {
            count = number->value; // "3 antennas", "2x battery"
            name = number->unit;
            for (const char* times : {"x ", "× ", "pcs ", "шт "}) {
                if (name.starts_with(times)) {
                    name.erase(0, std::string_view{times}.size());
                }
            }
        }
        parts[name] = count;
    }
    return parts.dump();
}

std::optional<std::string> partWithoutCount(const std::string& parts)
{
    const Json json = Json::parse(parts, nullptr, false);
    if (json.is_object()) {
        for (const auto& [name, count] : json.items()) {
            if (!count.is_number()) {
                return name;
            }
        }
    }
    return std::nullopt;
}

std::optional<std::string> nameInScript(std::string_view names, std::string_view script)
{
    std::optional<std::string> found;
    for (const std::string& name : piecesOf(names, ",;")) {
        const Scripts scripts = scriptsOf(name);
        const std::size_t wanted = script == "arabic"   ? scripts.arabic
                                   : script == "hebrew" ? scripts.hebrew
                                   : script == "cyrillic" || script == "ukrainian"
                                       ? scripts.cyrillic
                                       : 0;
        if (wanted == 0 || wanted < scripts.all()) {
            continue;
        }
        if (script == "arabic") { // Persian and Urdu spellings of the same name come with it
            bool foreign = false;
            for (const char* letter : {"پ", "چ", "ژ", "گ", "ک", "ی", "ے", "ہ", "ٹ", "ڈ", "ڑ"}) {
                foreign = foreign || name.find(letter) != std::string::npos;
            }
            if (foreign) {
                continue;
            }
        }
        if (script == "ukrainian") {
            for (const char* letter : {"і", "ї", "є", "ґ", "І", "Ї", "Є", "Ґ"}) {
                if (name.find(letter) != std::string::npos) {
                    return name;
                }
            }
        }
        found = found ? found : std::optional{name};
    }
    return found;
}

std::string scriptOfCountry(std::string_view code)
{
    struct Entry {
        std::string_view code;
        const char* script;
    };
    constexpr std::array entries{
        Entry{"PS", "arabic"},    Entry{"JO", "arabic"},   Entry{"LB", "arabic"},
        Entry{"SY", "arabic"},    Entry{"EG", "arabic"},   Entry{"IQ", "arabic"},
        Entry{"YE", "arabic"},    Entry{"SD", "arabic"},   Entry{"LY", "arabic"},
        Entry{"UA", "ukrainian"}, Entry{"BG", "cyrillic"}, Entry{"BY", "cyrillic"},
        Entry{"RU", "cyrillic"},  Entry{"KZ", "cyrillic"}, Entry{"KG", "cyrillic"},
        Entry{"IL", "hebrew"},
    };
    for (const Entry& entry : entries) {
        if (entry.code == code) {
            return entry.script;
        }
    }
    return {};
}

} // namespace geo
