#include "app/jobs/import_write.h"

#include "geo/files/atomic_file.h"

#include <fmt/format.h>

namespace app {
namespace {

using geo::Value;

Value orNothing(const std::string& text)
{
    return text.empty() ? Value{} : Value{text};
}

/// Where the columns came from, as JSON, for whoever asks later.
std::string columnsAsJson(const geo::TableReport& report)
{
    auto columns = nlohmann::ordered_json::object();
    for (const geo::ColumnReport& column : report.columns) {
        columns[column.column] =
            column.conversion.empty() ? column.from : column.from + " (" + column.conversion + ")";
    }
    return columns.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string out;
    for (const std::string& part : parts) {
        out += (out.empty() ? "" : "; ") + part;
    }
    return out;
}

std::string csvCell(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c;
        out += c == '"' ? "\"" : "";
    }
    return out + "\"";
}

} // namespace

void writeTable(geo::Workspace& workspace, const PendingTable& table, const ImportRequest& request)
{
    const geo::TableReport& report = table.converted.report;
    for (const std::string& earlier : table.same_file) { // its rejects are tried again now
        workspace.clear("rejects", "import_id = '" + earlier + "'");
    }
    workspace.insert(table.converted.rows);
    if (!table.converted.replaced.rows.empty()) {
        workspace.replace(table.converted.replaced);
    }
    if (!table.converted.observations.rows.empty()) {
        workspace.insert(table.converted.observations);
    }
    geo::Rows rejects{.table = "rejects",
                      .columns = {"import_id", "table_name", "source_row", "line", "scope", "code",
                                  "field", "value", "reason", "fix", "raw"},
                      .rows = {}};
    for (const geo::Reject& reject : table.converted.rejects) {
        rejects.rows.push_back(
            {.values = {table.import_id, report.table, reject.row,
                        reject.line > 0 ? Value{reject.line} : Value{},
                        reject.whole_row ? "row" : "value", reject.fault.code,
                        orNothing(reject.fault.field), orNothing(reject.fault.value),
                        reject.fault.reason, orNothing(reject.fault.fix), reject.raw},
             .geometry = {}});
    }
    workspace.insert(rejects);
    geo::Rows imports{.table = "imports",
                      .columns = {"import_id", "kind", "file", "layer", "checksum", "source",
                                  "licence", "crs", "encoding", "preset", "mapping", "rows_read",
                                  "rows_taken", "rows_set_aside", "imported_at", "program", "note"},
                      .rows = {}};
    const std::string file = std::filesystem::path{report.file}.filename().string();
    std::vector<std::string> notes = report.notes;
    if (report.replaced > 0) {
        notes.insert(notes.begin(), fmt::format("{} {}", report.replaced, tookThePlace));
    }
    imports.rows.push_back(
        {.values = {table.import_id, request.kind, file, orNothing(report.layer), table.checksum,
                    orNothing(table.source), orNothing(table.licence), orNothing(report.crs),
                    orNothing(report.encoding), orNothing(report.preset), columnsAsJson(report),
                    static_cast<double>(report.rows), static_cast<double>(report.taken),
                    static_cast<double>(report.set_aside), geo::text(request.now),
                    "sila " SILA_VERSION, orNothing(joined(notes))},
         .geometry = {}});
    workspace.insert(imports);
}

void writeRejects(const std::filesystem::path& file,
                  const std::vector<const geo::Converted*>& tables)
{
    std::string csv = "\xEF\xBB\xBF"
                      "file,layer,row,line,scope,code,field,value,reason,fix,content\n";
    for (const geo::Converted* table : tables) {
        for (const geo::Reject& reject : table->rejects) {
            csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", csvCell(table->report.file),
                               csvCell(table->report.layer), reject.row,
                               reject.line > 0 ? std::to_string(reject.line) : "",
                               reject.whole_row ? "row" : "value", reject.fault.code,
                               csvCell(reject.fault.field), csvCell(reject.fault.value),
                               csvCell(reject.fault.reason), csvCell(reject.fault.fix),
                               csvCell(reject.raw));
        }
    }
    geo::writeFile(file, csv);
}

} // namespace app
