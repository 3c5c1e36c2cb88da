#include "geo/import/match.h"

#include "geo/import/aliases.h"
#include "geo/import/normalise.h"
#include "geo/import/numbers.h"
#include "geo/import/words.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <unordered_set>

namespace geo {
namespace {

constexpr std::size_t sampled = 300;

/// Exact names come first, then known names, then known names with a unit behind, then bare "id".
constexpr int sameSpelling = 1;
constexpr int knownName = 10;
constexpr int knownWithUnit = 400;
constexpr int secondName = 700;
constexpr int bareId = 1000;

struct Candidate {
    int score = 0;
    std::size_t target = 0;
    std::size_t source = 0;
    std::optional<Unit> unit = {};
};

/// "height" for height_m
std::string withoutUnit(const std::string& column)
{
    const auto unit = unitOfColumn(column);
    if (!unit) {
        return normalised(column);
    }
    std::vector<std::string> words = wordsOf(normalised(column));
    const std::size_t tail = wordsOf(normalised(unit->name)).size();
    const bool perHour = column.ends_with("_l_per_h");
    const std::size_t drop = perHour ? 3 : std::max<std::size_t>(1, tail == 2 ? 1 : tail);
    return joinedWords(words, words.size() > drop ? words.size() - drop : words.size());
}

struct Header {
    std::string spelled;
    std::vector<std::string> words;
};

std::optional<Candidate> judged(const Table& table, const Column& target, const Header& header)
{
    Candidate candidate;
    if (header.spelled == normalised(target.name)) {
        candidate.score = sameSpelling;
        return candidate;
    }
    if (const auto rank = aliasRank(table.name, target.name, header.spelled)) {
        candidate.score = knownName + *rank;
        if (const auto own = unitOfColumn(target.name); own && own->dimension == "users") {
            candidate.unit = unitSpelled(header.spelled, own->dimension); // "pupils" says both
        }
        return candidate;
    }
    if (target.name == "name_local") { // a second column that is called name
        if (const auto rank = aliasRank(table.name, "name", header.spelled)) {
            candidate.score = secondName + *rank;
            return candidate;
        }
    }
    const auto unit = unitOfColumn(target.name);
    if (unit) {
        constexpr std::size_t longestUnit = 3;
        for (std::size_t n = std::min(longestUnit, header.words.size() - 1); n >= 1; --n) {
            const std::size_t keep = header.words.size() - n;
            std::string spelling;
            for (std::size_t i = keep; i < header.words.size(); ++i) {
                spelling += (spelling.empty() ? "" : " ") + header.words[i];
            }
            auto found = unitSpelled(spelling, unit->dimension);
            if (!found) {
                continue;
            }
            const std::string rest = joinedWords(header.words, keep);
            const auto rank = aliasRank(table.name, target.name, rest);
            if (rank || rest == withoutUnit(target.name)) {
                candidate.score = knownWithUnit + rank.value_or(0);
                candidate.unit = found;
                return candidate;
            }
        }
    }
    if (target.name == table.key) {
        static const std::vector<std::string> bare{
            "id",  "code", "ref",   "identifier", "no",    "uuid", "guid",  "key",   "objectid",
            "fid", "gid",  "id no", "код",        "номер", "رقم",  "الرمز", "الرقم", "מספר"};
        const auto found = std::ranges::find(bare, header.spelled);
        if (found != bare.end()) {
            candidate.score = bareId + static_cast<int>(found - bare.begin());
            return candidate;
        }
    }
    return std::nullopt;
}

/// Share of a column's cells that could be values of the target.
double plausible(const SourceTable& source, std::size_t column, const Table& table,
                 const Column& target, const Mapping& mapping)
{
    const auto cells = sampleOf(source, column, sampled);
    if (cells.empty()) {
        return 0;
    }
    const auto words = mapping.words.find(target.name);
    const char decimal = decimalSignOf(cells, '.').sign;
    std::size_t good = 0;
    for (const std::string_view cell : cells) {
        const bool told = words != mapping.words.end() && words->second.contains(std::string{cell});
        bool fits = true;
        if (told) {
            fits = true;
        } else if (target.name == "lat" || target.name == "lon") {
            fits = parseAngle(cell, target.name == "lat" ? 'N' : 'E', decimal) ||
                   parseNumber(cell, decimal);
        } else if (!target.words.empty()) {
            fits = std::holds_alternative<Value>(fitted(target, std::string{cell})) ||
                   wordFor(table.name, target.name, cell);
        } else if (target.kind == ColumnKind::integer || target.kind == ColumnKind::real) {
            fits = parseNumber(cell, decimal).has_value();
        } else if (target.kind == ColumnKind::flag) {
            fits = yesOrNo(cell).has_value();
        } else if (target.kind == ColumnKind::date || target.kind == ColumnKind::time) {
            fits = parseWhen(cell, DateOrder::dayFirst) || parseWhen(cell, DateOrder::monthFirst);
        }
        good += fits ? 1U : 0U;
    }
    return static_cast<double>(good) / static_cast<double>(cells.size());
}

bool isUnique(const SourceTable& source, std::size_t column)
{
    std::unordered_set<std::string_view> seen;
    std::size_t filled = 0;
    for (std::size_t r = 0; r < source.rows.size(); ++r) {
        const std::string_view cell = source.cell(r, column);
        if (!isNullWord(cell)) {
            ++filled;
            seen.insert(cell);
        }
    }
    constexpr double enough = 0.7; // a few repeated ids are rows to be set aside, not no ids
    return static_cast<double>(seen.size()) >= enough * static_cast<double>(filled) &&
           static_cast<double>(filled) >= enough * static_cast<double>(source.rows.size());
}

/// Rules of the mapping first: what they name is taken as told.
void applyRules(const SourceTable& source, const std::vector<Column>& targets,
                const Mapping& mapping, Match& match, std::set<std::string>& settled,
                std::set<std::size_t>& taken)
{
    const std::string by = mapping.name.empty() ? "mapping" : "preset " + mapping.name;
    for (const auto& [column, rule] : mapping.columns) {
        const auto target = std::ranges::find(targets, column, &Column::name);
        if (target == targets.end()) {
            throw Error{
                fmt::format("'{}' in the mapping is not a column that can be filled here", column),
                "docs/workspace.md lists the columns", source.place()};
        }
        settled.insert(column);
        if (rule.leave) {
            continue;
        }
        ColumnUse use{.column = column, .schema = &*target, .how = by, .rule = rule};
        for (const std::string& name : rule.columns) {
            if (const auto found = columnCalled(source, name)) {
                use.from.push_back(*found);
                taken.insert(*found);
            }
        }
        const bool told = rule.value || rule.otherwise || !rule.pattern.empty();
        if (use.from.empty() && !told) {
            settled.erase(column); // the file lacks it: perhaps it is there under another name
            continue;
        }
        if (!rule.unit.empty()) {
            const auto own = unitOfColumn(column);
            use.unit = unitSpelled(normalised(rule.unit), own ? own->dimension : "");
            if (!use.unit || !own) {
                throw Error{fmt::format("'{}' is not a unit for {}", rule.unit, column),
                            "See docs/importing.md for the units known", source.place()};
            }
            use.unit_why = "told";
        }
        match.uses.push_back(std::move(use));
    }
}

double latinShare(const SourceTable& source, std::size_t column)
{
    Scripts sum;
    for (const std::string_view cell : sampleOf(source, column, sampled)) {
        const Scripts one = scriptsOf(cell);
        sum.latin += one.latin;
        sum.other += one.all() - one.latin;
    }
    const auto all = static_cast<double>(sum.latin + sum.other);
    return all == 0 ? 0 : static_cast<double>(sum.latin) / all;
}

/// The Latin name is `name`, the one in the local script `name_local`, whatever the columns are
/// called: "name" of OpenStreetMap is local where "name:en" stands beside it.
void sortNamesByScript(const SourceTable& source, const Table& table, Match& match)
{
    const auto byName = [](const ColumnUse& use) {
        return use.how == "same name" || use.how == "known name";
    };
    const auto find = [&match](std::string_view column) {
        return std::ranges::find(match.uses, column, &ColumnUse::column);
    };
    const auto name = find("name");
    constexpr double mostly = 0.5;
    if (name == match.uses.end() || !byName(*name) || name->from.size() != 1 ||
        latinShare(source, name->from.front()) > mostly) {
        return;
    }
    const auto local = find("name_local");
    const bool localTold = local != match.uses.end() && !byName(*local);
    std::optional<std::size_t> latin;
    int best = 0;
    for (std::size_t c = 0; c < source.columns.size(); ++c) {
        const bool elsewhere = std::ranges::any_of(match.uses, [&](const ColumnUse& use) {
            return use.column != "name_local" && std::ranges::find(use.from, c) != use.from.end();
        });
        const std::string spelled = normalised(source.columns[c]);
        auto rank = aliasRank(table.name, "name", spelled);
        rank = rank ? rank : aliasRank(table.name, "name_local", spelled);
        if (!elsewhere && rank && (!latin || *rank < best) && latinShare(source, c) > mostly) {
            latin = c;
            best = *rank;
        }
    }
    if (!latin || localTold) {
        return;
    }
    if (local == match.uses.end()) {
        match.uses.push_back({.column = "name_local",
                              .schema = table.column("name_local"),
                              .from = name->from,
                              .how = "name in the local script"});
    } else {
        local->from = name->from;
        local->how = "name in the local script";
    }
    const auto again = find("name"); // the list may have moved
    again->from = {*latin};
    again->how = "name in Latin letters";
}

} // namespace

const ColumnUse* Match::find(std::string_view column) const
{
    const auto found = std::ranges::find(uses, column, &ColumnUse::column);
    return found == uses.end() ? nullptr : &*found;
}

std::vector<std::string_view> sampleOf(const SourceTable& source, std::size_t column,
                                       std::size_t most)
{
    std::vector<std::string_view> cells;
    for (std::size_t r = 0; r < source.rows.size() && cells.size() < most; ++r) {
        const std::string_view cell = source.cell(r, column);
        if (!isNullWord(cell)) {
            cells.push_back(cell);
        }
    }
    return cells;
}

std::optional<std::size_t> columnCalled(const SourceTable& source, const std::string& name)
{
    if (const auto exact = source.find(name)) {
        return exact;
    }
    const std::string spelled = normalised(name);
    for (std::size_t c = 0; c < source.columns.size(); ++c) {
        if (normalised(source.columns[c]) == spelled) {
            return c;
        }
    }
    return std::nullopt;
}

std::optional<std::string> assetKindOf(std::string_view table)
{
    static const std::map<std::string, std::string, std::less<>> kinds{
        {"sites", "site"},           {"cells", "cell"}, {"nodes", "node"},
        {"spans", "span"},           {"links", "link"}, {"grid_nodes", "grid_node"},
        {"grid_lines", "grid_line"},
    };
    const auto found = kinds.find(table);
    return found == kinds.end() ? std::nullopt : std::optional{found->second};
}

namespace {

std::vector<Column> fillable(const Table& table)
{
    static const std::set<std::string> ours{"import_id", "source_row", "extra"};
    std::vector<Column> all;
    for (const Column& column : table.columns) {
        if (!ours.contains(column.name)) {
            all.push_back(column);
        }
    }
    const auto addFrom = [&all, &table](std::string_view other,
                                        std::initializer_list<const char*> names) {
        for (const char* name : names) {
            const Column* column = findTable(other)->column(name);
            if (column != nullptr && table.column(name) == nullptr) {
                Column copy = *column;
                copy.required = false;
                all.push_back(copy);
            }
        }
    };
    if (assetKindOf(table.name)) {
        addFrom("observations", {"status", "damage", "cause", "observed_at", "confidence"});
    }
    if (table.name == "cells") {
        for (const char* name : {"tx_power_dbm", "antenna_gain_dbi", "feeder_loss_db", "erp_dbm"}) {
            all.push_back({.name = name, .kind = ColumnKind::real});
        }
    }
    if (table.geometry != GeometryKind::none) {
        for (const std::string_view name : positionColumns) {
            all.push_back({.name = std::string{name}, .kind = ColumnKind::text});
        }
    }
    return all;
}

} // namespace

const std::vector<Column>& fillableColumns(const Table& table)
{
    static const std::map<std::string, std::vector<Column>> all = [] {
        std::map<std::string, std::vector<Column>> built;
        for (const Table& each : schema()) {
            built[each.name] = fillable(each);
        }
        return built;
    }();
    return all.at(table.name);
}

Match matchColumns(const SourceTable& source, const Table& table, const Mapping& mapping)
{
    const std::vector<Column>& targets = fillableColumns(table);
    Match match;
    std::set<std::string> settled;
    std::set<std::size_t> taken;
    applyRules(source, targets, mapping, match, settled, taken);
    for (const std::string& name : mapping.ignore) {
        if (const auto column = columnCalled(source, name)) {
            taken.insert(*column);
        }
    }
    std::vector<Candidate> candidates;
    if (mapping.guess) {
        for (std::size_t s = 0; s < source.columns.size(); ++s) {
            const std::string spelled = normalised(source.columns[s]);
            const Header header{spelled, wordsOf(spelled)};
            if (header.words.empty() || taken.contains(s)) {
                continue;
            }
            for (std::size_t t = 0; t < targets.size(); ++t) {
                if (settled.contains(targets[t].name)) {
                    continue;
                }
                if (source.columns[s] == targets[t].name) {
                    candidates.push_back({0, t, s, {}});
                } else if (auto found = judged(table, targets[t], header)) {
                    found->target = t;
                    found->source = s;
                    candidates.push_back(*found);
                }
            }
        }
    }
    std::ranges::stable_sort(candidates, {}, &Candidate::score);
    for (const Candidate& candidate : candidates) {
        const Column& target = targets[candidate.target];
        if (settled.contains(target.name) || taken.contains(candidate.source)) {
            continue;
        }
        const bool exact = candidate.score <= sameSpelling;
        const std::string& header = source.columns[candidate.source];
        if (!exact) {
            constexpr double half = 0.5;
            if (plausible(source, candidate.source, table, target, mapping) < half) {
                continue;
            }
            if (target.name == table.key && !isUnique(source, candidate.source)) {
                match.notes.push_back(fmt::format(
                    "'{}' could be the id but its values repeat or are missing: not taken",
                    header));
                continue;
            }
        }
        ColumnUse use{.column = target.name,
                      .schema = &target,
                      .from = {candidate.source},
                      .how = exact ? "same name" : "known name"};
        if (candidate.unit) {
            use.unit = candidate.unit;
            use.unit_why = "in the header";
        }
        settled.insert(target.name);
        taken.insert(candidate.source);
        match.uses.push_back(std::move(use));
    }
    sortNamesByScript(source, table, match);
    for (std::size_t s = 0; s < source.columns.size(); ++s) {
        const bool used = std::ranges::any_of(match.uses, [s](const ColumnUse& use) {
            return std::ranges::find(use.from, s) != use.from.end();
        });
        if (!used) {
            match.unused.push_back(s);
        }
    }
    return match;
}

} // namespace geo
