#include "geo/import/replacer.h"

#include "geo/import/normalise.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace geo {
namespace {

using Json = nlohmann::ordered_json;

bool isOrigin(std::string_view column)
{
    return column == "import_id" || column == "source_row";
}

Value valueAt(const Rows& rows, const Row& row, std::string_view column)
{
    const auto at = rows.find(column);
    return at ? row.values[*at] : Value{};
}

Value valueOf(const Draft& draft, std::string_view column)
{
    const auto found = draft.find(column);
    return found == draft.end() ? Value{} : found->second;
}

/// As the column stores it, so that 40 and 40.0 are one.
Value stored(const Column& column, const Value& value)
{
    const auto answer = fitted(column, value);
    const Value* fit = std::get_if<Value>(&answer);
    return fit == nullptr ? value : *fit;
}

/// Columns without a place of their own: those of the file over those of before.
Value mergedExtra(const Value& before, const Value& now)
{
    if (isNull(before) || isNull(now)) {
        return isNull(now) ? before : now;
    }
    Json all = Json::parse(text(before), nullptr, false);
    const Json more = Json::parse(text(now), nullptr, false);
    if (!all.is_object() || !more.is_object()) {
        return now;
    }
    all.update(more);
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string listed(const std::vector<std::string>& ids)
{
    constexpr std::size_t most = 5;
    const std::vector<std::string> first(
        ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids.size())));
    return ids.size() > most
               ? fmt::format("{} and {} more", fmt::join(first, ", "), ids.size() - most)
               : fmt::format("{}", fmt::join(first, ", "));
}

} // namespace

Replacer::Replacer(const Table& table, const SourceTable& source, const Match& match)
    : table_{table}, source_{source}
{
    for (const ColumnUse& use : match.uses) {
        if (says(use)) {
            said_.insert(use.column);
        }
    }
    // EIRP follows from what the file says of transmitter and antenna.
    if (said_.contains("erp_dbm") || said_.contains("tx_power_dbm")) {
        said_.insert("eirp_dbm");
    }
}

/// A column that is empty from top to bottom is a form nobody filled in: it says nothing.
bool Replacer::says(const ColumnUse& use) const
{
    return use.rule.value || use.rule.otherwise || !use.rule.pattern.empty() ||
           std::ranges::any_of(use.from, [this](std::size_t column) {
               return !sampleOf(source_, column, 1).empty();
           });
}

void Replacer::complete(New row, const Rows& before, const Row& old)
{
    if (before.numberAt(old, "synthetic") == 1.0 &&
        valueOf(row.draft, "synthetic") != Value{std::int64_t{1}}) {
        ++invented_;
        return;
    }
    if (row.drawn) {
        keepLine(row, before, old);
    }
    const bool moved = row.geometry != old.geometry;
    for (const Column& column : table_.columns) {
        if (isOrigin(column.name) || column.name == table_.key) {
            continue;
        }
        const Value was = valueAt(before, old, column.name);
        if (isNull(was)) {
            continue;
        }
        if (column.name == "extra") {
            row.draft["extra"] = mergedExtra(was, valueOf(row.draft, "extra"));
        } else if (row.unread.contains(column.name)) {
            row.draft[column.name] = was;
            ++unread_;
        } else if (said_.contains(column.name)) {
            if (isNull(valueOf(row.draft, column.name))) {
                emptied_[column.name].push_back(text(valueOf(row.draft, table_.key)));
            }
        } else if (column.name == "length_km" && moved) { // it was that of the line before
            emptied_[column.name].push_back(text(valueOf(row.draft, table_.key)));
        } else {
            row.draft[column.name] = was;
            if (column.name != "synthetic") { // it was said to be real
                ++kept_[column.name];
            }
        }
    }
}

/// Between the same ends, the line somebody drew is better than a straight one.
void Replacer::keepLine(New& row, const Rows& before, const Row& old)
{
    const auto same = [&](const char* end) {
        return valueOf(row.draft, end) == valueAt(before, old, end);
    };
    const auto* line = std::get_if<std::vector<LineOf<LonLat>>>(&old.geometry);
    if (line == nullptr || !same("from_id") || !same("to_id")) {
        return;
    }
    const bool straight = line->size() == 1 && line->front().size() == 2;
    const bool told = before.find("inferred") && before.numberAt(old, "inferred") != 1.0;
    if (straight && !told) {
        return; // its ends may have moved
    }
    row.geometry = old.geometry;
    ++lines_;
    if (!said_.contains("inferred")) {
        row.draft["inferred"] = valueAt(before, old, "inferred");
    }
}

bool Replacer::differs(const Row& row, const std::vector<std::string>& columns, const Rows& before,
                       const Row& old)
{
    bool any = false;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (isOrigin(columns[c])) {
            continue;
        }
        const Column& column = *table_.column(columns[c]);
        if (stored(column, row.values[c]) != stored(column, valueAt(before, old, columns[c]))) {
            ++changed_[columns[c]];
            any = true;
        }
    }
    if (row.geometry != old.geometry) {
        ++changed_["geometry"];
        any = true;
    }
    return any;
}

std::vector<std::string> Replacer::noneReplaced(const Rows& before, const TableReport& report) const
{
    if (before.rows.empty() || report.replaced > 0 || report.taken == 0) {
        return {};
    }
    return {fmt::format("none of its ids is in {} yet: all {} rows are new, beside those there",
                        table_.name, report.taken)};
}

std::vector<std::string> Replacer::notes() const
{
    std::vector<std::string> notes;
    if (!kept_.empty()) {
        std::vector<std::string> names;
        for (const auto& [column, count] : kept_) {
            names.push_back(column);
        }
        notes.push_back(fmt::format("the file says nothing of {}: that stays as it was",
                                    fmt::join(names, ", ")));
    }
    for (const auto& [column, ids] : emptied_) {
        notes.push_back(column == "length_km" && !said_.contains(column)
                            ? fmt::format("length_km is that of the new line now: {}", listed(ids))
                            : fmt::format("{} is unknown now where the file leaves it empty: {}",
                                          column, listed(ids)));
    }
    if (lines_ > 0) {
        notes.push_back(fmt::format("{} with the ends of before: the line of before stays",
                                    counted(static_cast<std::size_t>(lines_), "row")));
    }
    if (unread_ > 0) {
        notes.push_back(
            fmt::format("{} set aside: what was known before stays",
                        unread_ == 1 ? "1 value was" : fmt::format("{} values were", unread_)));
    }
    if (invented_ > 0) {
        notes.push_back(fmt::format("{} made for practice gave way whole",
                                    counted(static_cast<std::size_t>(invented_), "row")));
    }
    return notes;
}

} // namespace geo
