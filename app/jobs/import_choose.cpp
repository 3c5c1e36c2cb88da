#include "app/jobs/import_choose.h"

#include "geo/import/aliases.h"
#include "geo/import/convert.h"
#include "geo/import/normalise.h"
#include "geo/import/presets.h"
#include "geo/import/units.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

/// How many cells of a row are names of columns; a unit behind does not matter.
std::size_t knownNames(const std::vector<std::string_view>& cells)
{
    std::size_t known = 0;
    constexpr std::size_t longest = 40; // a sentence is not a column name
    for (const std::string_view cell : cells) {
        if (cell.empty() || cell.size() > longest) {
            continue;
        }
        const std::vector<std::string> words = geo::wordsOf(geo::normalised(cell));
        const std::size_t all = words.size();
        const bool plain = geo::isKnownName(geo::joinedWords(words, all));
        const bool withUnit = all > 1 && geo::unitSpelled(words.back()) &&
                              geo::isKnownName(geo::joinedWords(words, all - 1));
        known += plain || withUnit ? 1U : 0U;
    }
    return known;
}

geo::SourceOptions sourceOptions(const std::string& layer, const std::optional<geo::Mapping>& told)
{
    geo::SourceOptions options;
    options.known_names = knownNames;
    options.layer = layer;
    if (told) {
        options.layer = layer.empty() ? told->layer : layer;
        options.encoding = told->encoding;
        options.separator = told->separator;
        options.header_row = told->header_row;
        options.columns = told->names;
    }
    return options;
}

geo::Mapping mappingFor(geo::SourceTable& source, const std::string& kind,
                        const std::string& preset, const std::optional<geo::Mapping>& told)
{
    geo::Mapping base;
    if (!preset.empty()) {
        base = geo::presetNamed(preset, kind);
    } else if (const geo::Mapping* found = geo::presetFor(source, kind)) {
        base = *found;
        if (const auto no = base.refuse.find(kind); no != base.refuse.end()) {
            throw geo::Error{no->second, "", source.place()};
        }
    } else if (auto cod = geo::codMapping(source, kind)) {
        base = std::move(*cod);
    }
    if (!source.has_header && base.names.size() == source.columns.size()) {
        source.columns = base.names;
    }
    return told ? geo::merged(base, *told) : base;
}

std::string shown(const geo::SourceTable& source)
{
    return source.layer.empty() ? std::string{"it"} : "'" + source.layer + "'";
}

/// Sheets with the same trouble are told together.
void addReason(std::vector<std::pair<std::string, std::string>>& reasons, const std::string& why,
               const std::string& which)
{
    for (auto& [known, sheets] : reasons) {
        if (known == why) {
            sheets += ", " + which;
            return;
        }
    }
    reasons.emplace_back(why, which);
}

} // namespace

Choice chooseTables(const std::filesystem::path& file, const std::string& kind,
                    const std::string& layer, const std::string& preset,
                    const std::optional<geo::Mapping>& told)
{
    std::vector<geo::SourceTable> sources = geo::readSource(file, sourceOptions(layer, told));
    Choice choice;
    std::vector<std::pair<std::string, std::string>> reasons; // why, which
    for (geo::SourceTable& source : sources) {
        geo::Mapping mapping = mappingFor(source, kind, preset, told);
        const std::string why = geo::whyNot(source, mapping, kind);
        if (why.empty() || sources.size() == 1) {
            choice.tables.push_back({std::move(source), std::move(mapping)});
        } else {
            addReason(reasons, why, shown(source));
        }
    }
    if (choice.tables.empty()) {
        std::string all;
        for (const auto& [why, which] : reasons) {
            all += fmt::format("{}{}: {}", all.empty() ? "" : "; ", which, why);
        }
        throw geo::Error{sources.empty() ? "holds no table or layer"
                                         : fmt::format("none of its {} sheets or layers can be "
                                                       "imported as {} ({})",
                                                       sources.size(), kind, all),
                         "Say with --layer and --mapping what is what",
                         {.file = file.string()}};
    }
    const auto namesake = std::ranges::find_if(
        choice.tables, [&kind](const ChosenTable& t) { return t.source.layer == kind; });
    if (namesake != choice.tables.end() && choice.tables.size() > 1) {
        for (const ChosenTable& table : choice.tables) {
            if (table.source.layer != kind) {
                addReason(reasons, "another sheet is called " + kind, shown(table.source));
            }
        }
        ChosenTable only = std::move(*namesake);
        choice.tables.clear();
        choice.tables.push_back(std::move(only));
    }
    for (const auto& [why, which] : reasons) {
        choice.passed_over.push_back(
            fmt::format("{}, {}: {}", file.filename().string(), which, why));
    }
    return choice;
}

} // namespace app
