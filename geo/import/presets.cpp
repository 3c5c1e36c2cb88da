#include "geo/import/presets.h"

#include "geo/import/normalise.h"
#include "geo/import/preset_texts.h"

#include <algorithm>
#include <fmt/format.h>
#include <regex>
#include <set>

namespace geo {
namespace {

bool isFor(const Mapping& preset, const std::string& kind)
{
    return std::ranges::find(preset.kinds, kind) != preset.kinds.end();
}

bool hasAll(const SourceTable& table, const std::vector<std::string>& names)
{
    std::set<std::string> there;
    for (const std::string& column : table.columns) {
        there.insert(normalised(column));
    }
    return std::ranges::all_of(
        names, [&there](const std::string& name) { return there.contains(normalised(name)); });
}

/// Every one of the first rows looks right in every column named.
bool looksLike(const SourceTable& table, const Mapping& preset)
{
    if (static_cast<int>(table.columns.size()) != preset.width || table.rows.empty()) {
        return false;
    }
    constexpr std::size_t looked = 40;
    for (const auto& [column, pattern] : preset.looks) {
        const std::regex shape{pattern};
        for (std::size_t r = 0; r < std::min(looked, table.rows.size()); ++r) {
            const std::string cell{table.cell(r, static_cast<std::size_t>(column - 1))};
            if (!std::regex_match(cell, shape)) {
                return false;
            }
        }
    }
    return true;
}

/// Two tables of the Open Fibre Data Standard look alike: the sheet's name or the shapes decide.
bool fitsOfds(const SourceTable& table, const Mapping& preset)
{
    const bool spans = preset.name == "ofds-spans";
    const std::string prefix = spans ? "spans/0/id" : "nodes/0/id";
    const std::string other = spans ? "nodes/0/id" : "spans/0/id";
    if (table.find(prefix) &&
        table.find(spans ? "spans/0/route/coordinates" : "nodes/0/location/coordinates")) {
        return true;
    }
    if (table.find(other) || !hasAll(table, {"id", "network/id"})) {
        return false;
    }
    const bool isSpans = (table.find("start/id") && table.find("end/id")) ||
                         (table.find("start") && table.find("end"));
    return isSpans == spans && table.has_shapes;
}

} // namespace

const std::vector<Mapping>& presets()
{
    static const std::vector<Mapping> all = [] {
        std::vector<Mapping> read;
        for (const std::string_view text : presetTexts()) {
            read.push_back(mappingFromToml(text, "built-in preset"));
        }
        return read;
    }();
    return all;
}

const Mapping& presetNamed(const std::string& name, const std::string& kind)
{
    std::string known;
    for (const Mapping& preset : presets()) {
        const bool family = preset.name.starts_with(name + "-") && isFor(preset, kind);
        if (preset.name == name || family) {
            if (const auto no = preset.refuse.find(kind); no != preset.refuse.end()) {
                throw Error{no->second, "", {}};
            }
            if (!isFor(preset, kind)) {
                throw Error{fmt::format("the preset '{}' is for {}, not for {}", name,
                                        preset.kinds.front(), kind),
                            fmt::format("Import it as {}", preset.kinds.front())};
            }
            return preset;
        }
        known += (known.empty() ? "" : ", ") + preset.name;
    }
    throw Error{fmt::format("there is no preset '{}'", name), "There are: " + known};
}

const Mapping* presetFor(const SourceTable& table, const std::string& kind)
{
    for (const Mapping& preset : presets()) {
        if (!isFor(preset, kind) && !preset.refuse.contains(kind)) {
            continue;
        }
        if (preset.name.starts_with("ofds-")) {
            if (fitsOfds(table, preset)) {
                return &preset;
            }
            continue;
        }
        const bool named = table.has_header && !preset.has.empty() && hasAll(table, preset.has);
        const bool bare = !table.has_header && preset.width > 0 && looksLike(table, preset);
        if (named || bare) {
            return &preset;
        }
    }
    return nullptr;
}

std::optional<Mapping> codMapping(const SourceTable& table, const std::string& kind)
{
    if (kind != "areas") {
        return std::nullopt;
    }
    constexpr int deepest = 4;
    const auto column = [&table](int level, std::initializer_list<const char*> endings) {
        std::vector<std::string> found;
        for (const char* ending : endings) {
            const std::string wanted = fmt::format("adm{} {}", level, ending);
            const std::string also = fmt::format("admin{} {}", level, ending);
            for (const std::string& name : table.columns) {
                const std::string spelled = normalised(name);
                if (spelled == wanted || spelled == also) {
                    found.push_back(name);
                }
            }
        }
        return found;
    };
    for (int level = deepest; level >= 0; --level) {
        const auto code = column(level, {"pcode", "code"});
        const auto name = column(level, {"en", "name", "name en", "cod ab en", "fr", "es"});
        if (code.empty() || name.empty()) {
            continue;
        }
        Mapping m;
        m.name = "cod-ab";
        m.title = fmt::format("OCHA administrative areas, level {}", level);
        m.source = "UN OCHA";
        m.kinds = {"areas"};
        m.columns["area_code"] = {.columns = code};
        m.columns["name"] = {.columns = name};
        const auto local = column(
            level, {"name1", "ar", "ua", "uk", "he", "name local", "cod ab ua", "ru", "name2"});
        if (!local.empty()) {
            m.columns["name_local"] = {.columns = local};
        }
        const auto parent =
            level > 0 ? column(level - 1, {"pcode", "code"}) : std::vector<std::string>{};
        if (!parent.empty()) {
            m.columns["parent_code"] = {.columns = parent};
        } else {
            m.columns["parent_code"] = {.leave = true};
        }
        m.columns["level"] = {.value = fmt::format("{}", level)};
        return m;
    }
    return std::nullopt;
}

} // namespace geo
