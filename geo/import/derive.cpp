#include "geo/import/derive.h"

#include "geo/import/normalise.h"
#include "geo/import/row_mark.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace geo {
namespace {

std::optional<std::string> textOf(const Draft& draft, std::string_view column)
{
    const auto found = draft.find(column);
    if (found == draft.end() || isNull(found->second)) {
        return std::nullopt;
    }
    return text(found->second);
}

std::optional<double> numberOf(const Draft& draft, std::string_view column)
{
    const auto found = draft.find(column);
    if (found == draft.end()) {
        return std::nullopt;
    }
    if (const auto* real = std::get_if<double>(&found->second)) {
        return *real;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&found->second)) {
        return static_cast<double>(*whole);
    }
    return std::nullopt;
}

/// Level by an OCHA P-code: PS → 0, PS01 → 1, PS0101 → 2; nothing for other codes.
std::optional<int> levelOfCode(std::string_view code)
{
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (code.size() < 2 || !letter(code[0]) || !letter(code[1])) {
        return std::nullopt;
    }
    const std::string_view rest = code.substr(2);
    if (rest.starts_with('-') && rest.size() > 1) {
        return 1; // ISO 3166-2: UA-71
    }
    if (!std::ranges::all_of(rest, digit)) {
        return std::nullopt;
    }
    switch (rest.size()) {
    case 0:
        return 0;
    case 2:
        return 1;
    case 4:
        return 2;
    case 6:
    case 7:
        return 3;
    default:
        return rest.size() > 7 ? std::optional{4} : std::nullopt;
    }
}

std::string singular(const std::string& table)
{
    if (const auto kind = assetKindOf(table)) {
        return *kind;
    }
    return table == "facilities" ? "facility" : table.substr(0, table.size() - 1);
}

} // namespace

Deriver::Deriver(const Table& table, const SourceTable& source, const Match& match,
                 const ConvertRequest& request, const KnownRows& known)
    : table_{table}, source_{source}, match_{match}, request_{request}, known_{known}
{
}

bool Deriver::placesRows() const
{
    return (table_.name == "links" || table_.name == "spans" || table_.name == "grid_lines") &&
           match_.find("from_id") != nullptr && match_.find("to_id") != nullptr;
}

bool Deriver::canFill(std::string_view column) const
{
    if (column == table_.key && table_.name != "areas") {
        return true;
    }
    if (table_.name == "cells" && column == "eirp_dbm") {
        return match_.find("erp_dbm") != nullptr || (match_.find("tx_power_dbm") != nullptr &&
                                                     match_.find("antenna_gain_dbi") != nullptr);
    }
    if (column == "name") {
        return match_.find("name_local") != nullptr || request_.kind == "population";
    }
    return table_.name == "observations" && (column == "asset_kind" || column == "source" ||
                                             (column == "observed_at" && request_.as_of));
}

std::optional<RowFault> Deriver::complete(Draft& draft, Geometry& geometry, std::size_t row)
{
    if (table_.name == "cells") {
        if (auto fault = completeCell(draft)) {
            return fault;
        }
    } else if (table_.name == "areas") {
        completeArea(draft);
    } else if (placesRows()) {
        if (auto fault = completeEnds(draft, geometry)) {
            return fault;
        }
    } else if (table_.name == "observations" || table_.name == "actions") {
        if (auto fault = completeAsset(draft)) {
            return fault;
        }
    }
    completeName(draft, geometry);
    makeId(draft, geometry, row);
    for (const Column& column : table_.columns) {
        const auto value = draft.find(column.name);
        if (column.expected && (value == draft.end() || isNull(value->second))) {
            ++without_[column.name];
        }
    }
    zero_people_ += table_.name == "settlements" && numberOf(draft, "population") == 0.0 ? 1U : 0U;
    return std::nullopt;
}

void Deriver::makeId(Draft& draft, const Geometry& geometry, std::size_t row)
{
    if (table_.key.empty() || table_.name == "areas" || textOf(draft, table_.key) ||
        match_.find(table_.key) != nullptr) {
        return;
    }
    // The same place under the same name keeps its id in the next edition of the file.
    std::string content =
        textOf(draft, "name").value_or("") + '\x1F' + textOf(draft, "name_local").value_or("");
    const auto* point = std::get_if<LonLat>(&geometry);
    if (point != nullptr) {
        content += fmt::format("\x1F{:.5f},{:.5f}", point->lon_deg, point->lat_deg);
    }
    const bool enough = point != nullptr && (content.size() > 3);
    draft[table_.key] = fmt::format("{}-{}", singular(table_.name),
                                    enough ? markOf(content) : rowMark(source_, row));
    ++made_ids_;
}

std::optional<RowFault> Deriver::completeCell(Draft& draft)
{
    if (!textOf(draft, "eirp_dbm")) {
        constexpr double dipole_db = 2.15; // gain of a half-wave dipole, ITU-R V.573
        if (const auto erp = numberOf(draft, "erp_dbm")) {
            draft["eirp_dbm"] = *erp + dipole_db;
            ++made_eirp_;
        } else if (const auto power = numberOf(draft, "tx_power_dbm")) {
            if (const auto gain = numberOf(draft, "antenna_gain_dbi")) {
                draft["eirp_dbm"] =
                    *power + *gain - numberOf(draft, "feeder_loss_db").value_or(0.0);
                ++made_eirp_;
            }
        }
    }
    const auto site = textOf(draft, "site_id");
    const auto sites = known_.assets.find("site");
    if (site && (sites == known_.assets.end() || !sites->second.contains(*site))) {
        return RowFault{"unknown_site", "site_id", *site,
                        fmt::format("there is no site '{}' in the workspace", *site),
                        "Import the sites first, or correct the id"};
    }
    return std::nullopt;
}

void Deriver::completeArea(Draft& draft)
{
    const auto code = textOf(draft, "area_code");
    const auto level = code ? levelOfCode(*code) : std::nullopt;
    if (!level) {
        return;
    }
    if (!textOf(draft, "level") && match_.find("level") == nullptr) {
        draft["level"] = std::int64_t{*level};
        ++made_levels_;
    }
    constexpr std::size_t regionLength = 4; // PS01
    if (!textOf(draft, "parent_code") && match_.find("parent_code") == nullptr && *level == 2) {
        draft["parent_code"] = code->substr(0, regionLength);
    }
}

std::optional<RowFault> Deriver::completeEnds(Draft& draft, Geometry& geometry)
{
    const auto from = textOf(draft, "from_id");
    const auto to = textOf(draft, "to_id");
    const auto positionOf = [this](const std::optional<std::string>& id) {
        const auto found = id ? known_.positions.find(*id) : known_.positions.end();
        return found == known_.positions.end() ? std::nullopt : std::optional{found->second};
    };
    const auto a = positionOf(from);
    const auto b = positionOf(to);
    unknown_ends_ += (from && !a) || (to && !b) ? 1U : 0U;
    if (!std::holds_alternative<std::monostate>(geometry)) {
        return std::nullopt;
    }
    if (!a || !b) {
        const bool first = !a;
        return RowFault{"unknown_end", first ? "from_id" : "to_id",
                        (first ? from : to).value_or(""),
                        "has no line, and the place of this end is not known",
                        "Import the nodes and sites first, or give the line"};
    }
    geometry = std::vector<LineOf<LonLat>>{{*a, *b}};
    if (table_.name == "spans") {
        draft["inferred"] = std::int64_t{1};
    }
    ++straight_;
    return std::nullopt;
}

std::optional<RowFault> Deriver::completeAsset(Draft& draft)
{
    const auto id = textOf(draft, "asset_id");
    if (!id) {
        return std::nullopt;
    }
    std::vector<std::string> kinds;
    for (const auto& [kind, ids] : known_.assets) {
        if (ids.contains(*id)) {
            kinds.push_back(kind);
        }
    }
    const auto told = textOf(draft, "asset_kind");
    const bool building = table_.name == "actions" && textOf(draft, "kind") == "build";
    const bool there = told ? std::ranges::find(kinds, *told) != kinds.end() : !kinds.empty();
    if (!there && !building) {
        return RowFault{"unknown_asset", "asset_id", *id,
                        told ? fmt::format("there is no {} '{}' in the workspace", *told, *id)
                             : fmt::format("there is no asset '{}' in the workspace", *id),
                        "Import the assets first, or correct the id"};
    }
    if (table_.name != "observations") {
        return std::nullopt;
    }
    if (!told && kinds.size() > 1) {
        return RowFault{"unknown_asset", "asset_id", *id,
                        fmt::format("'{}' may be a {} or a {}", *id, kinds[0], kinds[1]),
                        "Add a column asset_kind"};
    }
    if (!told) {
        draft["asset_kind"] = kinds.front();
        ++made_kinds_;
    }
    if (!textOf(draft, "source")) {
        draft["source"] = source_.file.substr(source_.file.find_last_of("/\\") + 1);
    }
    if (!textOf(draft, "observed_at") && request_.as_of) {
        draft["observed_at"] = text(*request_.as_of);
    }
    return std::nullopt;
}

void Deriver::completeName(Draft& draft, const Geometry& geometry)
{
    if (table_.column("name") == nullptr || textOf(draft, "name")) {
        return;
    }
    if (const auto local = textOf(draft, "name_local")) {
        draft["name"] = *local;
        return;
    }
    if (const auto* p = std::get_if<LonLat>(&geometry);
        p != nullptr && request_.kind == "population" && match_.find("name") == nullptr) {
        draft["name"] =
            fmt::format("{:.3f}°{} {:.3f}°{}", std::abs(p->lat_deg), p->lat_deg < 0 ? 'S' : 'N',
                        std::abs(p->lon_deg), p->lon_deg < 0 ? 'W' : 'E');
        ++made_names_;
    }
}

std::vector<std::string> Deriver::notes() const
{
    std::vector<std::string> notes;
    const auto add = [&notes](std::size_t count, const std::string& what) {
        if (count > 0) {
            notes.push_back(fmt::format("{} {}", counted(count, "row"), what));
        }
    };
    add(made_ids_, "without an id: one was made from name and position, the same in the next "
                   "edition of the file");
    add(made_eirp_, "whose EIRP was worked out from transmitter power, gain and losses, or from "
                    "ERP");
    add(made_levels_, "whose level was read from the area code");
    add(straight_, "without a line: a straight one between the ends was drawn");
    add(unknown_ends_, "with an end that is not in the workspace");
    add(made_names_, "without a name: the position serves as one");
    add(made_kinds_, "whose kind of asset was found by its id");
    for (const auto& [column, count] : without_) {
        add(count, fmt::format("without {}: unknown, and in no total", column));
    }
    add(zero_people_, "with population 0; many sources write it for unknown");
    return notes;
}

} // namespace geo
