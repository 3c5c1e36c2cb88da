// What an import did, for people and as JSON; declared in import_job.h.
#include "app/jobs/import_job.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {
namespace {

using Json = nlohmann::ordered_json;

std::string shownFile(const geo::TableReport& report)
{
    const std::string file = std::filesystem::path{report.file}.filename().string();
    return report.layer.empty() ? file : file + ", " + report.layer;
}

/// "duplicate id" for duplicate_id
std::string words(std::string code)
{
    std::ranges::replace(code, '_', ' ');
    return code;
}

void addLine(std::string& out, const std::string& head, const std::string& rest)
{
    if (!rest.empty()) {
        out += fmt::format("  {:<13}{}\n", head, rest);
    }
}

std::string countsOf(const std::vector<geo::Reject>& rejects, bool wholeRows)
{
    std::vector<std::pair<std::string, std::int64_t>> counts;
    for (const geo::Reject& reject : rejects) {
        if (reject.whole_row != wholeRows) {
            continue;
        }
        const auto found = std::ranges::find(counts, reject.fault.code,
                                             &std::pair<std::string, std::int64_t>::first);
        if (found == counts.end()) {
            counts.emplace_back(reject.fault.code, 1);
        } else {
            ++found->second;
        }
    }
    std::string out;
    for (const auto& [code, count] : counts) {
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, words(code));
    }
    return out;
}

std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 12;
    std::string out;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) {
        out += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > most ? fmt::format("{} and {} more", out, names.size() - most) : out;
}

void addColumns(std::string& out, const geo::TableReport& report)
{
    std::size_t widest = 0;
    for (const geo::ColumnReport& column : report.columns) {
        widest = std::max(widest, column.column.size());
    }
    for (const geo::ColumnReport& column : report.columns) {
        std::string line = fmt::format("{:<{}} ← {}", column.column, widest, column.from);
        if (column.how != "same name" && column.from.find("every row") == std::string::npos) {
            line += fmt::format(" ({})", column.how);
        }
        if (!column.conversion.empty()) {
            line += ": " + column.conversion;
        }
        if (column.filled < report.taken) {
            line += fmt::format("; {} filled", column.filled);
        }
        out +=
            fmt::format("  {:<13}{}\n", &column == &report.columns.front() ? "columns" : "", line);
    }
}

void addExamples(std::string& out, const std::vector<geo::Reject>& rejects)
{
    constexpr std::size_t most = 5;
    for (std::size_t i = 0; i < std::min(most, rejects.size()); ++i) {
        const geo::Reject& reject = rejects[i];
        std::string place = fmt::format("row {}", reject.row);
        if (reject.line > 0) {
            place += fmt::format(" (line {})", reject.line);
        }
        if (!reject.fault.field.empty()) {
            place += ", " + reject.fault.field;
        }
        std::string value;
        if (!reject.fault.value.empty() &&
            reject.fault.reason.find(reject.fault.value.substr(0, 20)) == std::string::npos) {
            value = " '" + reject.fault.value.substr(0, 60) + "'";
        }
        out += fmt::format("    {}{}: {}. {}\n", place, value, reject.fault.reason,
                           reject.fault.fix.empty() ? "" : reject.fault.fix + ".");
    }
    if (rejects.size() > most) {
        out += fmt::format("    … and {} more, all in the table `rejects` (--rejects FILE.csv "
                           "writes them)\n",
                           rejects.size() - most);
    }
}

std::string tableText(const ImportedTable& table, bool dryRun)
{
    const geo::TableReport& report = table.report;
    std::string out =
        fmt::format("{}: {} {} of {} rows into {}", shownFile(report),
                    dryRun ? "would take" : "took", report.taken, report.rows, report.table);
    if (report.replaced > 0) {
        out += fmt::format(": {} in the place of those there before ({} as they were), {} new",
                           report.replaced, report.unchanged, report.taken - report.replaced);
    }
    if (report.already_there > 0) {
        out += fmt::format("; {} were there already (this very file was imported before)",
                           report.already_there);
    }
    if (report.passed_over > 0) {
        out += fmt::format("; {} passed over: {}", report.passed_over, report.passed_over_why);
    }
    out += "\n";
    std::string format = report.format;
    if (!report.encoding.empty()) {
        format += ", " + report.encoding;
    }
    if (!report.separator.empty()) {
        format += fmt::format(", separator {}",
                              report.separator == "tab" ? "tab" : "'" + report.separator + "'");
    }
    if (!report.preset.empty()) {
        format += fmt::format(", preset {}", report.preset);
    }
    addLine(out, "read as", format);
    addLine(out, "position",
            report.position.empty() ? "" : fmt::format("{}; {}", report.position, report.crs));
    addColumns(out, report);
    std::string changed;
    for (const auto& [column, count] : report.changed) {
        changed += fmt::format("{}{} {}", changed.empty() ? "" : ", ", column, count);
    }
    addLine(out, "changed", changed);
    addLine(out, "kept aside",
            report.kept.empty() ? "" : listed(report.kept) + " (in the column `extra`)");
    addLine(out, "empty", listed(report.empty));
    for (const std::string& note : report.notes) {
        addLine(out, &note == &report.notes.front() ? "notes" : "", note);
    }
    if (report.set_aside > 0) {
        addLine(out, "set aside",
                fmt::format("{} rows: {}", report.set_aside, countsOf(table.rejects, true)));
    }
    if (report.values_set_aside > 0) {
        addLine(out, report.set_aside > 0 ? "" : "set aside",
                fmt::format("{} single values, their rows stored without them: {}",
                            report.values_set_aside, countsOf(table.rejects, false)));
    }
    addExamples(out, table.rejects);
    return out;
}

Json tableJson(const ImportedTable& table)
{
    const geo::TableReport& report = table.report;
    Json columns = Json::array();
    for (const geo::ColumnReport& column : report.columns) {
        columns.push_back({{"column", column.column},
                           {"from", column.from},
                           {"how", column.how},
                           {"conversion", column.conversion},
                           {"filled", column.filled}});
    }
    Json rejects = Json::array();
    for (const geo::Reject& reject : table.rejects) {
        rejects.push_back({{"row", reject.row},
                           {"line", reject.line > 0 ? Json(reject.line) : Json()},
                           {"scope", reject.whole_row ? "row" : "value"},
                           {"code", reject.fault.code},
                           {"field", reject.fault.field},
                           {"value", reject.fault.value},
                           {"reason", reject.fault.reason},
                           {"fix", reject.fault.fix}});
    }
    return {{"import_id", table.import_id},
            {"file", report.file},
            {"layer", report.layer},
            {"checksum", table.checksum},
            {"imported_before", table.imported_before},
            {"format", report.format},
            {"table", report.table},
            {"preset", report.preset},
            {"encoding", report.encoding},
            {"separator", report.separator},
            {"crs", report.crs},
            {"position", report.position},
            {"rows", report.rows},
            {"taken", report.taken},
            {"replaced", report.replaced},
            {"unchanged", report.unchanged},
            {"changed", report.changed},
            {"set_aside", report.set_aside},
            {"values_set_aside", report.values_set_aside},
            {"already_there", report.already_there},
            {"passed_over", report.passed_over},
            {"observations", report.observations},
            {"reasons", report.reasons},
            {"columns", columns},
            {"kept", report.kept},
            {"empty", report.empty},
            {"notes", report.notes},
            {"rejects", rejects}};
}

} // namespace

Json asJson(const ImportReport& report)
{
    Json tables = Json::array();
    for (const ImportedTable& table : report.tables) {
        tables.push_back(tableJson(table));
    }
    Json rasters = Json::array();
    for (const ImportedRaster& raster : report.rasters) {
        rasters.push_back({{"import_id", raster.import_id},
                           {"files", raster.files},
                           {"path", raster.entry.path},
                           {"crs", raster.entry.crs},
                           {"resolution_m", raster.entry.resolution_m},
                           {"checksum", raster.entry.checksum},
                           {"notes", raster.notes}});
    }
    Json left = Json::array();
    for (const LeftRows& rows : report.left) {
        left.push_back({{"table", rows.table}, {"imports", rows.imports}, {"ids", rows.ids}});
    }
    return {{"kind", report.kind},   {"dry_run", report.dry_run},
            {"tables", tables},      {"left", left},
            {"rasters", rasters},    {"passed_over", report.passed_over},
            {"notes", report.notes}, {"crs_picked", report.crs_picked}};
}

std::string asText(const ImportReport& report)
{
    std::string out;
    for (const std::string& note : report.notes) {
        out += note + "\n";
    }
    for (const ImportedTable& table : report.tables) {
        out += tableText(table, report.dry_run);
    }
    for (const LeftRows& left : report.left) {
        out += fmt::format("{} of {} came with {} and {} in no file now; {} as before: {}\n",
                           left.ids.size() == 1 ? "1 row" : fmt::format("{} rows", left.ids.size()),
                           left.table, listed(left.imports), left.ids.size() == 1 ? "is" : "are",
                           left.ids.size() == 1 ? "it stays" : "they stay", listed(left.ids));
        addLine(out, "",
                fmt::format("`sila remove WORKSPACE {} ID…` takes out what is gone", left.table));
    }
    for (const ImportedRaster& raster : report.rasters) {
        std::string files;
        for (const std::string& file : raster.files) {
            files += (files.empty() ? "" : ", ") + std::filesystem::path{file}.filename().string();
        }
        out +=
            fmt::format("{} {} as {}{}\n", report.dry_run ? "would take" : "took", files,
                        report.kind, raster.entry.path.empty() ? "" : " into " + raster.entry.path);
        for (const std::string& note : raster.notes) {
            addLine(out, "", note);
        }
    }
    for (const std::string& passed : report.passed_over) {
        out += fmt::format("passed over: {}\n", passed);
    }
    if (!report.crs_picked.empty()) {
        out += fmt::format("The workspace had no working CRS: {} was picked from the data.\n",
                           report.crs_picked);
    }
    if (report.dry_run) {
        out += "Nothing was written (--dry-run).\n";
    }
    return out;
}

} // namespace app
