#include "geo/import/convert.h"

#include "geo/import/derive.h"
#include "geo/import/foreign_money.h"
#include "geo/import/lost_letters.h"
#include "geo/import/match.h"
#include "geo/import/normalise.h"
#include "geo/import/replacer.h"
#include "geo/import/usable.h"
#include "geo/import/value_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace geo {
namespace {

using Json = nlohmann::ordered_json;

bool isPosition(const ColumnUse& use)
{
    static const std::set<std::string, std::less<>> names{"lat", "lon",      "x",
                                                          "y",   "position", "geometry"};
    return names.contains(use.column);
}

class Conversion {
public:
    Conversion(const SourceTable& source, const Mapping& mapping, const ConvertRequest& request,
               KnownRows& known)
        : source_{source}, mapping_{mapping}, request_{request}, known_{known},
          table_{tableOfKind(request.kind, mapping)}, match_{matchColumns(source, table_, mapping)},
          deriver_{table_, source, match_, request, known}, replacer_{table_, source, match_}
    {
    }

    Converted run()
    {
        if (const std::string why = whyUnusable(source_, table_, match_, deriver_); !why.empty()) {
            throw Error{"has " + why, adviceFor(source_, table_, match_, deriver_),
                        source_.place()};
        }
        if (table_.geometry != GeometryKind::none) {
            placed_ = placeRows(source_, table_, match_, mapping_, request_.place);
        }
        placed_.geometry.resize(source_.rows.size());
        prepareColumns();
        for (std::size_t r = 0; r < source_.rows.size(); ++r) {
            takeRow(r);
        }
        writeReport();
        return std::move(out_);
    }

private:
    void prepareColumns()
    {
        for (const ColumnUse& use : match_.uses) {
            if (!isPosition(use)) {
                readers_.emplace_back(source_, table_, use, mapping_);
            }
        }
        out_.rows.table = table_.name;
        for (const Column& column : table_.columns) {
            out_.rows.columns.push_back(column.name);
        }
        out_.replaced.table = table_.name;
        out_.replaced.columns = out_.rows.columns;
        out_.observations.table = "observations";
        out_.observations.columns = {"asset_id",  "asset_kind",  "status", "damage",
                                     "cause",     "observed_at", "source", "confidence",
                                     "import_id", "source_row"};
        foreign_.emplace(source_, table_, match_);
        // What has no place of its own is kept; so are cells that only serve in a pattern.
        for (std::size_t c = 0; c < source_.columns.size(); ++c) {
            const bool used = std::ranges::find(match_.unused, c) == match_.unused.end();
            if (used || placed_.columns.contains(c)) {
                continue;
            }
            if (sampleOf(source_, c, 1).empty()) {
                out_.report.empty.push_back(source_.columns[c]);
            } else {
                kept_.push_back(c);
                out_.report.kept.push_back(source_.columns[c]);
                countLostLetters(c);
            }
        }
    }

    void countLostLetters(std::size_t column)
    {
        std::size_t lost = 0;
        for (std::size_t r = 0; r < source_.rows.size(); ++r) {
            lost += lostLetters(source_.cell(r, column)) ? 1U : 0U;
        }
        if (lost > 0) {
            out_.report.notes.push_back(lostLettersNote(lost, "'" + source_.columns[column] + "'"));
        }
    }

    bool isOfKind(std::size_t r)
    {
        for (const auto& [name, words] : mapping_.only) {
            const auto column = columnCalled(source_, name);
            if (!column) {
                continue;
            }
            const std::string_view cell = source_.cell(r, *column);
            const bool any = std::ranges::find(words, "*") != words.end() && !isNullWord(cell);
            if (!any && std::ranges::find(words, cell) == words.end()) {
                return false;
            }
        }
        return true;
    }

    void setAside(std::size_t r, RowFault fault, bool wholeRow)
    {
        ++out_.report.reasons[fault.code];
        ++(wholeRow ? out_.report.set_aside : out_.report.values_set_aside);
        out_.rejects.push_back({.fault = std::move(fault),
                                .row = source_.rows[r].row,
                                .line = source_.rows[r].line,
                                .whole_row = wholeRow,
                                .raw = rawJson(r)});
    }

    std::string rawJson(std::size_t r) const
    {
        Json raw = Json::object();
        for (std::size_t c = 0; c < source_.columns.size(); ++c) {
            if (const std::string_view cell = source_.cell(r, c); !cell.empty()) {
                raw[source_.columns[c]] = cell;
            }
        }
        return raw.dump(-1, ' ', false, Json::error_handler_t::replace);
    }

    Value extraOf(std::size_t r) const
    {
        Json extra = Json::object();
        for (const std::size_t c : kept_) {
            if (const std::string_view cell = source_.cell(r, c); !isNullWord(cell)) {
                extra[source_.columns[c]] = cell;
            }
        }
        return extra.empty() ? Value{}
                             : Value{extra.dump(-1, ' ', false, Json::error_handler_t::replace)};
    }

    void takeRow(std::size_t r)
    {
        ++out_.report.rows;
        mention(r);
        if (!isOfKind(r)) {
            ++out_.report.passed_over;
            return;
        }
        if (const auto defect = source_.defects.find(r); defect != source_.defects.end()) {
            setAside(r, {"unreadable_row", "", "", defect->second, "Correct it in the file"}, true);
            return;
        }
        if (known_.rows_before.contains(source_.rows[r].row)) {
            ++out_.report.already_there;
            return;
        }
        const auto misplaced = placed_.faults.find(r);
        if (misplaced != placed_.faults.end() &&
            !(deriver_.placesRows() && misplaced->second.code == "no_position")) {
            setAside(r, misplaced->second, true);
            return;
        }
        Draft draft;
        std::vector<RowFault> values; // of optional columns, set aside when the row is taken
        std::set<std::string> unread; // those columns
        for (ValueReader& reader : readers_) {
            auto answer = reader.read(r);
            if (auto* fault = std::get_if<RowFault>(&answer)) {
                const Column* own = table_.column(reader.use().column);
                // Without what it takes, a work would look cheaper than it is.
                if (own != nullptr && (own->required || own->name == "parts")) {
                    setAside(r, std::move(*fault), true);
                    return;
                }
                values.push_back(std::move(*fault));
                unread.insert(reader.use().column);
            } else {
                draft[reader.use().column] = std::move(std::get<Value>(answer));
            }
        }
        if (auto fault = foreign_->fault(r)) {
            setAside(r, std::move(*fault), true);
            return;
        }
        const bool without = std::holds_alternative<std::monostate>(placed_.geometry[r]);
        if (auto fault = deriver_.complete(draft, placed_.geometry[r], r)) {
            setAside(r, std::move(*fault), true);
            return;
        }
        if (auto fault = missingValue(draft)) {
            setAside(r, std::move(*fault), true);
            return;
        }
        if (auto fault = missingSupply(draft, values)) {
            setAside(r, std::move(*fault), true);
            return;
        }
        const bool replaces = takesAPlace(draft, r);
        if (!replaces && !isNew(draft, r)) {
            return;
        }
        for (RowFault& fault : values) {
            setAside(r, std::move(fault), false);
        }
        if (replaces) {
            replace(std::move(draft), r, without, unread);
        } else {
            addObservation(draft, r);
            out_.rows.rows.push_back(rowOf(std::move(draft), r));
        }
        ++out_.report.taken;
    }

    /// The id a row names, also of a row that is set aside later.
    void mention(std::size_t r)
    {
        const ColumnUse* use = request_.replace ? match_.find(table_.key) : nullptr;
        if (use != nullptr && !use->from.empty()) {
            out_.mentioned.emplace(source_.cell(r, use->from.front()));
        }
    }

    std::optional<RowFault> missingValue(const Draft& draft) const
    {
        for (const Column& column : table_.columns) {
            const auto value = draft.find(column.name);
            if (column.required && (value == draft.end() || isNull(value->second))) {
                return RowFault{"missing_value", fieldOf(column.name), "",
                                fmt::format("{} is missing", column.name), "Add it in the file"};
            }
        }
        return std::nullopt;
    }

    /// A row of its id is there, and this one is to take its place.
    bool takesAPlace(const Draft& draft, std::size_t r) const
    {
        if (!request_.replace || table_.key.empty()) {
            return false;
        }
        const std::string key = text(draft.find(table_.key)->second);
        return known_.replaceable.contains(key) && !cameWithThisFile(known_.keys.at(key), r);
    }

    bool cameWithThisFile(const KnownRows::Origin& origin, std::size_t r) const
    {
        return known_.same_file.contains(origin.import_id) && origin.row == source_.rows[r].row;
    }

    void replace(Draft draft, std::size_t r, bool drawn, const std::set<std::string>& unread)
    {
        const std::string key = text(draft.find(table_.key)->second);
        const auto found = known_.replaceable.find(key);
        const Row& old = known_.before.rows[found->second];
        addObservation(draft, r);
        draft["extra"] = extraOf(r);
        replacer_.complete({draft, placed_.geometry[r], drawn, unread}, known_.before, old);
        Row row = rowOf(std::move(draft), r);
        ++out_.report.replaced;
        const bool differs = replacer_.differs(row, out_.replaced.columns, known_.before, old);
        out_.report.unchanged += differs ? 0 : 1;
        out_.replaced.rows.push_back(std::move(row));
        KnownRows::Origin& origin = known_.keys[key];
        out_.replaced_imports.insert(origin.import_id);
        out_.mentioned.insert(key);
        origin = {request_.import_id, source_.rows[r].row};
        known_.replaceable.erase(found);
    }

    std::string fieldOf(const std::string& column) const
    {
        const ColumnUse* use = match_.find(column);
        return use != nullptr && !use->from.empty() ? source_.columns[use->from.front()] : column;
    }

    /// Supply is so much a day or so much once: a row with neither says nothing.
    std::optional<RowFault> missingSupply(const Draft& draft,
                                          const std::vector<RowFault>& values) const
    {
        for (const char* column : {"per_day", "amount"}) {
            const auto given = draft.find(column);
            if (table_.name != "supply" || (given != draft.end() && !isNull(given->second))) {
                return std::nullopt;
            }
        }
        if (!values.empty()) {
            return values.front(); // the number there was
        }
        const std::string field = fieldOf(match_.find("amount") != nullptr ? "amount" : "per_day");
        return RowFault{"missing_value", field, "", table_.rule_doc, "Add it in the file"};
    }

    bool isNew(const Draft& draft, std::size_t r)
    {
        if (table_.key.empty()) {
            return true;
        }
        const std::string key = text(draft.find(table_.key)->second);
        const auto [found, fresh] = known_.keys.try_emplace(
            key, KnownRows::Origin{request_.import_id, source_.rows[r].row});
        if (fresh) {
            return true;
        }
        const KnownRows::Origin& origin = found->second;
        if (cameWithThisFile(origin, r)) {
            known_.replaceable.erase(key); // another row of that id is one too many
            ++out_.report.already_there;
            return false;
        }
        const ColumnUse* use = match_.find(table_.key);
        const std::string field =
            use != nullptr && !use->from.empty() ? source_.columns[use->from.front()] : table_.key;
        if (use == nullptr) { // the id was made from name and position
            setAside(r,
                     {"duplicate_row", "", "",
                      origin.import_id == request_.import_id
                          ? fmt::format("has the name and position of row {}", origin.row)
                          : fmt::format("is in the workspace already by name and position (import "
                                        "{}, row {})",
                                        origin.import_id, origin.row),
                      origin.import_id == request_.import_id || request_.replace
                          ? "Keep one of them, or give them ids"
                          : "Import with --replace to put it in the place of the old one, or give "
                            "them ids"},
                     true);
        } else if (origin.import_id == request_.import_id) {
            setAside(r,
                     {"duplicate_id", field, key,
                      fmt::format("{} '{}' stands already in row {}", table_.key, key, origin.row),
                      "Keep the right one and import the file again"},
                     true);
        } else {
            setAside(
                r,
                {"duplicate_id", field, key,
                 fmt::format("{} '{}' is in the workspace already{}", table_.key, key,
                             origin.import_id.empty() ? std::string{}
                                                      : fmt::format(" (import {}, row {})",
                                                                    origin.import_id, origin.row)),
                 request_.replace ? "Two files of one import give it: keep the right one"
                                  : "Import with --replace to put it in the place of the old one, "
                                    "or give it another id"},
                true);
        }
        return false;
    }

    Row rowOf(Draft draft, std::size_t r)
    {
        draft["import_id"] = request_.import_id;
        draft["source_row"] = source_.rows[r].row;
        draft.try_emplace("extra", extraOf(r));
        Row row;
        row.values.reserve(out_.rows.columns.size());
        for (const std::string& column : out_.rows.columns) {
            const auto value = draft.find(column);
            row.values.push_back(value == draft.end() ? Value{} : std::move(value->second));
        }
        row.geometry = std::move(placed_.geometry[r]);
        return row;
    }

    /// A status beside an asset is somebody's word at some time: an observation.
    void addObservation(const Draft& draft, std::size_t r)
    {
        const auto kind = assetKindOf(table_.name);
        const auto value = [&draft](std::string_view column) {
            const auto found = draft.find(column);
            return found == draft.end() ? Value{} : found->second;
        };
        Value status = value("status");
        if (!kind || (isNull(status) && isNull(value("damage")))) {
            return;
        }
        if (isNull(status)) {
            status = text(value("damage")) == "destroyed" ? "destroyed" : "unknown";
        }
        Value when = value("observed_at");
        if (isNull(when)) {
            when = text(request_.as_of.value_or(request_.now));
            ++undated_;
        }
        const std::string file = source_.file.substr(source_.file.find_last_of("/\\") + 1);
        Row row;
        row.values = {value(table_.key),
                      *kind,
                      status,
                      value("damage"),
                      value("cause"),
                      when,
                      file,
                      value("confidence"),
                      request_.import_id,
                      source_.rows[r].row};
        out_.observations.rows.push_back(std::move(row));
        ++out_.report.observations;
    }

    void writeReport()
    {
        TableReport& report = out_.report;
        report.file = source_.file;
        report.layer = source_.layer;
        report.format = source_.format;
        report.table = table_.name;
        report.preset = mapping_.name;
        report.encoding = source_.encoding;
        if (source_.separator != 0) {
            report.separator = source_.separator == '\t' ? "tab" : std::string{source_.separator};
        }
        report.crs = placed_.crs;
        report.position = placed_.how;
        report.passed_over_why = mapping_.only_why.empty() ? "not of this kind" : mapping_.only_why;
        const auto add = [&report](const std::vector<std::string>& notes) {
            report.notes.insert(report.notes.end(), notes.begin(), notes.end());
        };
        add(source_.notes);
        add(match_.notes);
        add(mapping_.remarks);
        add(placed_.notes);
        for (const ValueReader& reader : readers_) {
            report.columns.push_back(reader.report());
            add(reader.notes());
        }
        add(deriver_.notes());
        add(replacer_.notes());
        add(replacer_.noneReplaced(known_.before, report));
        report.changed = replacer_.changed();
        if (report.observations > 0) {
            report.notes.push_back(fmt::format("{} observations were made from the status column",
                                               report.observations));
        }
        if (undated_ > 0) {
            report.notes.push_back(
                fmt::format("{} of them have no date in the file: {} was taken ({})", undated_,
                            text(request_.as_of.value_or(request_.now)),
                            request_.as_of ? "as told" : "now; give the right one with --as-of"));
        }
    }

    const SourceTable& source_;
    const Mapping& mapping_;
    const ConvertRequest& request_;
    KnownRows& known_;
    const Table& table_;
    Match match_;
    Deriver deriver_;
    Replacer replacer_;
    Placed placed_;
    std::vector<ValueReader> readers_;
    std::optional<ForeignMoney> foreign_;
    std::vector<std::size_t> kept_;
    std::int64_t undated_ = 0;
    Converted out_;
};

} // namespace

const Table& tableOfKind(const std::string& kind, const Mapping& mapping)
{
    const std::string name = !mapping.table.empty() ? mapping.table
                             : kind == "population" ? "settlements"
                                                    : kind;
    const Table* table = findTable(name);
    if (table == nullptr || table->role != TableRole::input) {
        throw Error{fmt::format("'{}' is not a kind of data", kind),
                    "`sila help import` lists the kinds"};
    }
    return *table;
}

std::string whyNot(const SourceTable& source, const Mapping& mapping, const std::string& kind)
{
    const Table& table = tableOfKind(kind, mapping);
    const Match match = matchColumns(source, table, mapping);
    const ConvertRequest request{
        .kind = kind, .import_id = {}, .place = {}, .now = {}, .as_of = {}};
    const KnownRows known;
    return whyUnusable(source, table, match, {table, source, match, request, known},
                       MustHave::expected);
}

Converted convertTable(const SourceTable& source, const Mapping& mapping,
                       const ConvertRequest& request, KnownRows& known)
{
    return Conversion{source, mapping, request, known}.run();
}

} // namespace geo
