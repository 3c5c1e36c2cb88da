#include "geo/import/value_reader.h"

#include "geo/import/lists.h"
#include "geo/import/lost_letters.h"
#include "geo/import/normalise.h"
#include "geo/import/words.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace geo {
namespace {

constexpr std::size_t sampled = 5000;

bool isNumeric(const Column* column)
{
    return column != nullptr &&
           (column->kind == ColumnKind::integer || column->kind == ColumnKind::real);
}

bool isDate(const Column* column)
{
    return column != nullptr &&
           (column->kind == ColumnKind::date || column->kind == ColumnKind::time);
}

} // namespace

ValueReader::ValueReader(const SourceTable& source, const Table& table, const ColumnUse& use,
                         const Mapping& mapping)
    : source_{source}, table_{table}, use_{use}, pattern_{source, use.rule.pattern},
      own_{unitOfColumn(use.column)}, from_{use.unit}, unit_why_{use.unit_why},
      is_id_{use.column == table.key || use.column.ends_with("_id")}
{
    if (use.schema != nullptr) {
        lenient_ = *use.schema;
        lenient_.required = false;
    }
    if (!use.rule.pick.empty()) {
        country_ = columnCalled(source, "country code");
    }
    if (const auto words = mapping.words.find(use.column); words != mapping.words.end()) {
        told_words_ = &words->second;
    }
    if (use.from.empty()) {
        return;
    }
    const auto cells = sampleOf(source, use.from.front(), sampled);
    if (isNumeric(use.schema)) {
        const DecimalSign sign = decimalSignOf(cells, source.separator == ';' ? ',' : '.');
        decimal_ = mapping.decimal != 0 ? mapping.decimal : sign.sign;
        decimal_sure_ = mapping.decimal != 0 || sign.sure;
        if (!from_) {
            guessUnit(cells);
        }
    }
    if (isDate(use.schema)) {
        dates_ = dateOrderOf(cells);
        if (!mapping.dates.empty()) {
            dates_ = {mapping.dates == "mdy" ? DateOrder::monthFirst : DateOrder::dayFirst, true,
                      false};
        }
    }
}

/// 0.9 cannot be MHz but can be GHz: when most values are out of the column's range and one other
/// unit puts nearly all of them into it, that is the unit.
void ValueReader::guessUnit(const std::vector<std::string_view>& cells)
{
    if (!own_ || use_.schema == nullptr || !use_.schema->min || !use_.schema->max ||
        own_->dimension != "frequency" || cells.empty()) {
        return;
    }
    const auto share = [&](const Unit& unit) {
        std::size_t inside = 0;
        for (const std::string_view cell : cells) {
            const auto number = parseNumber(cell, decimal_);
            const auto value = number ? converted(number->value, unit, *own_) : std::nullopt;
            inside += value && *value >= *use_.schema->min && *value <= *use_.schema->max ? 1U : 0U;
        }
        return static_cast<double>(inside) / static_cast<double>(cells.size());
    };
    constexpr double few = 0.2;
    constexpr double nearlyAll = 0.95;
    if (share(*own_) > few) {
        return;
    }
    std::optional<Unit> only;
    for (const Unit& unit : unitsOf(own_->dimension)) {
        if (unit.name != own_->name && share(unit) >= nearlyAll) {
            if (only) {
                return;
            }
            only = unit;
        }
    }
    if (only) {
        from_ = only;
        unit_why_ = "by the range of its values";
    }
}

RowFault ValueReader::fault(const std::string& code, std::string_view cell,
                            const std::string& reason, const std::string& fix) const
{
    const std::string field = use_.from.empty() ? use_.column : source_.columns[use_.from.front()];
    return {code, field, std::string{cell}, reason, fix};
}

std::variant<Value, RowFault> ValueReader::read(std::size_t row)
{
    std::variant<Value, RowFault> answer = Value{};
    if (!use_.rule.pattern.empty()) {
        answer = fittedTo(pattern_.text(row), {});
    } else if (use_.rule.value) {
        answer = readCell(*use_.rule.value);
    }
    // The first of the columns with something usable; else the first fault met.
    std::optional<RowFault> first;
    for (const std::size_t column : use_.from) {
        if (!use_.rule.pattern.empty() || use_.rule.value) {
            break;
        }
        const std::string_view cell = source_.cell(row, column);
        // "none" is a word of its own where the column has it, as damage does.
        const bool none = cell == "none" && use_.schema != nullptr &&
                          std::ranges::find(use_.schema->words, cell) != use_.schema->words.end();
        // So is an x as text; among numbers, dates and words it is a cross.
        const bool letter = (cell == "x" || cell == "X") && use_.schema != nullptr &&
                            use_.schema->kind == ColumnKind::text && use_.schema->words.empty();
        if (isNullWord(cell) && !none && !letter) {
            continue;
        }
        if (!use_.rule.pick.empty()) {
            const auto one = picked(cell, row);
            answer = one ? fittedTo(*one, cell) : Value{};
            break;
        }
        answer = readCell(cell);
        if (auto* bad = std::get_if<RowFault>(&answer)) {
            first = first ? first : std::optional{*bad};
            continue;
        }
        if (!isNull(std::get<Value>(answer))) {
            first.reset();
            break;
        }
    }
    const bool nothing =
        first || (std::holds_alternative<Value>(answer) && isNull(std::get<Value>(answer)));
    if (nothing && use_.rule.otherwise) {
        answer = readCell(*use_.rule.otherwise);
        ++defaults_;
        first.reset();
    }
    if (first) {
        return *first;
    }
    if (const auto* value = std::get_if<Value>(&answer); value != nullptr && !isNull(*value)) {
        ++filled_;
    }
    return answer;
}

std::variant<Value, RowFault> ValueReader::readCell(std::string_view cell)
{
    if (cell.find("\xEF\xBF\xBD") != std::string_view::npos) {
        return fault("lost_letters", cell, "has bytes that are no letters in the file's encoding",
                     "Save the file as UTF-8 where it was made, or say its encoding in a mapping");
    }
    if (told_words_ != nullptr) {
        auto found = told_words_->find(std::string{cell});
        if (found == told_words_->end()) {
            found = std::ranges::find_if(*told_words_, [spelled = normalised(cell)](const auto& w) {
                return normalised(w.first) == spelled;
            });
        }
        if (found != told_words_->end()) {
            if (found->second != cell) {
                ++replaced_[fmt::format("{} → {}", cell, found->second)];
            }
            return fittedTo(found->second, cell);
        }
    }
    if (use_.schema == nullptr) {
        return Value{std::string{cell}};
    }
    switch (use_.schema->kind) {
    case ColumnKind::integer:
    case ColumnKind::real:
        return readNumber(cell);
    case ColumnKind::flag:
        return readFlag(cell);
    case ColumnKind::date:
    case ColumnKind::time:
        return readWhen(cell);
    case ColumnKind::json:
        if (use_.column != "parts") {
            return fittedTo(asListJson(cell), cell);
        }
        if (const auto part = partWithoutCount(asPartsJson(cell))) {
            return fault("bad_value", cell,
                         fmt::format("the count of part '{}' is not a number", *part),
                         "Give a number, such as {\"antenna\": 3}");
        }
        return fittedTo(asPartsJson(cell), cell);
    case ColumnKind::text:
        break;
    }
    if (!use_.schema->words.empty()) {
        return readWord(cell);
    }
    lost_letters_ += lostLetters(cell) ? 1 : 0;
    if (is_id_ && cell.ends_with(".0") && cell.size() > 2 &&
        std::ranges::all_of(cell.substr(0, cell.size() - 2),
                            [](char c) { return c >= '0' && c <= '9'; })) {
        ++trimmed_ids_; // a spreadsheet made a number of it
        cell.remove_suffix(2);
    }
    return fittedTo(std::string{cell}, cell);
}

std::variant<Value, RowFault> ValueReader::fittedTo(const Value& value, std::string_view cell) const
{
    if (use_.schema == nullptr) {
        return value;
    }
    const auto answer = fitted(lenient_, value);
    if (const auto* unfit = std::get_if<Unfit>(&answer)) {
        return fault("bad_value", cell.empty() ? std::string_view{geo::text(value)} : cell,
                     unfit->reason, "Correct it in the file");
    }
    return std::get<Value>(answer);
}

std::variant<Value, RowFault> ValueReader::readNumber(std::string_view cell)
{
    const auto number = parseNumber(cell, decimal_);
    if (!number) {
        return fault("not_a_number", cell, fmt::format("'{}' is not a number", cell.substr(0, 60)),
                     "Write digits only");
    }
    std::optional<Unit> unit = from_;
    const bool degreeSign = number->unit == "\u00B0" || number->unit == "\u00BA";
    if (!number->unit.empty() && !(degreeSign && own_ && own_->dimension == "angle")) {
        const std::string spelled = normalised(number->unit);
        const auto told = own_ ? unitSpelled(spelled, own_->dimension) : std::nullopt;
        if (!told) {
            return fault("not_a_number", cell,
                         fmt::format("'{}' is not a number{}", cell.substr(0, 60),
                                     own_ ? " in a unit known here" : ""),
                         own_ ? "Write it in " + own_->name : "Write digits only");
        }
        unit = told;
        if (told->name != own_->name) {
            ++cell_units_[told->name];
        }
    }
    double value = number->value;
    if (unit && own_) {
        const auto changed = converted(value, *unit, *own_);
        if (!changed) {
            return fault("bad_value", cell, "is no power", "Correct it in the file");
        }
        value = *changed;
    }
    value *= use_.rule.factor.value_or(1.0);
    if (use_.schema->kind == ColumnKind::integer && std::abs(value - std::round(value)) < 1e-9) {
        value = std::round(value);
    }
    return fittedTo(value, cell);
}

std::variant<Value, RowFault> ValueReader::readWord(std::string_view cell)
{
    const auto direct = fittedTo(std::string{cell}, cell);
    if (std::holds_alternative<Value>(direct)) {
        return direct;
    }
    auto word = wordFor(table_.name, use_.column, cell);
    if (!word) { // "OFC Joint;Junction": the first of a list that is known
        for (const std::string& piece : piecesOf(cell, ";,/|")) {
            word = word ? word : wordFor(table_.name, use_.column, piece);
        }
    }
    if (!word) {
        return fault("unknown_word", cell,
                     fmt::format("'{}' is not one of {}", cell.substr(0, 60),
                                 fmt::join(use_.schema->words, ", ")),
                     fmt::format("Say what it means in a mapping: [words.{}] \"{}\" = \"…\"",
                                 use_.column, cell.substr(0, 60)));
    }
    ++replaced_[fmt::format("{} → {}", cell, *word)];
    return fittedTo(*word, cell);
}

std::variant<Value, RowFault> ValueReader::readWhen(std::string_view cell)
{
    const auto when = parseWhen(cell, dates_.order);
    if (!when) {
        return fault("not_a_date", cell, fmt::format("'{}' is not a date", cell.substr(0, 60)),
                     "Write it as 2026-11-22");
    }
    years_ += cell.size() == 4 ? 1 : 0;
    const Date day = std::chrono::floor<std::chrono::days>(*when);
    return fittedTo(use_.schema->kind == ColumnKind::date ? geo::text(day) : geo::text(*when),
                    cell);
}

std::variant<Value, RowFault> ValueReader::readFlag(std::string_view cell)
{
    const auto answer = yesOrNo(cell);
    if (!answer) {
        return fault("bad_value", cell,
                     fmt::format("'{}' is neither yes nor no", cell.substr(0, 60)), "Write 1 or 0");
    }
    return fittedTo(std::int64_t{*answer ? 1 : 0}, cell);
}

std::optional<std::string> ValueReader::picked(std::string_view names, std::size_t row) const
{
    std::string script = use_.rule.pick;
    if (script == "country") {
        script = country_ ? scriptOfCountry(source_.cell(row, *country_)) : std::string{};
    }
    return nameInScript(names, script);
}

std::string ValueReader::words() const
{
    std::string out;
    constexpr std::size_t most = 8;
    std::size_t shown = 0;
    for (const auto& [change, times] : replaced_) {
        if (++shown > most) {
            out += fmt::format(", and {} more", replaced_.size() - most);
            break;
        }
        out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", change, times);
    }
    return out;
}

ColumnReport ValueReader::report() const
{
    ColumnReport report;
    report.column = use_.column;
    report.how = use_.how;
    report.filled = filled_;
    for (const std::size_t column : use_.from) {
        report.from += (report.from.empty() ? "" : ", else ") + source_.columns[column];
    }
    if (!use_.rule.pattern.empty()) {
        report.from = "pattern " + use_.rule.pattern;
    } else if (use_.rule.value) {
        report.from = fmt::format("'{}' in every row", *use_.rule.value);
    }
    std::vector<std::string> changes;
    if (from_ && own_ && from_->name != own_->name) {
        changes.push_back(fmt::format("{} → {} ({})", from_->name, own_->name, unit_why_));
    }
    for (const auto& [unit, times] : cell_units_) {
        changes.push_back(fmt::format("{} → {} in {} cells", unit, own_->name, times));
    }
    if (use_.rule.factor) {
        changes.push_back(fmt::format("× {:g}", *use_.rule.factor));
    }
    if (decimal_ == ',' && decimal_sure_ && isNumeric(use_.schema)) {
        changes.emplace_back("decimal comma");
    }
    if (const std::string changed = words(); !changed.empty()) {
        changes.push_back(changed);
    }
    if (defaults_ > 0) {
        changes.push_back(fmt::format("'{}' in {} rows that say nothing usable",
                                      *use_.rule.otherwise, defaults_));
    }
    report.conversion = fmt::format("{}", fmt::join(changes, "; "));
    return report;
}

std::vector<std::string> ValueReader::notes() const
{
    std::vector<std::string> notes;
    const std::string name =
        use_.from.empty() ? use_.column : "'" + source_.columns[use_.from.front()] + "'";
    if (isDate(use_.schema) && !dates_.sure) {
        notes.push_back(fmt::format("the dates in {} read both ways; day before month was taken. "
                                    "If that is wrong: dates = \"mdy\" in a mapping",
                                    name));
    }
    if (dates_.mixed) {
        notes.push_back(fmt::format("some dates in {} have the month first, some the day", name));
    }
    if (years_ > 0) {
        notes.push_back(fmt::format("{} has years; 1 January was taken", name));
    }
    if (trimmed_ids_ > 0) {
        notes.push_back(fmt::format("{} ids in {} ended with .0, left out", trimmed_ids_, name));
    }
    if (lost_letters_ > 0) {
        notes.push_back(lostLettersNote(static_cast<std::size_t>(lost_letters_), name));
    }
    if (from_ && !from_->remark.empty()) {
        notes.push_back(fmt::format("{}: {}", name, from_->remark));
    }
    return notes;
}

} // namespace geo
