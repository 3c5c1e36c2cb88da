#include "app/jobs/import_job.h"

#include "app/jobs/import_choose.h"
#include "app/jobs/import_known.h"
#include "app/jobs/import_raster.h"
#include "app/jobs/import_write.h"
#include "geo/crs/crs.h"
#include "geo/files/checksum.h"
#include "geo/import/convert.h"
#include "geo/misuse.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <set>

namespace app {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> expanded(const std::vector<fs::path>& files, ImportReport& report)
{
    std::vector<fs::path> all;
    for (const fs::path& file : files) {
        if (!fs::is_directory(file) || file.extension() == ".gdb") {
            all.push_back(file);
            continue;
        }
        const auto inside = geo::sourceFiles(file);
        if (inside.empty()) {
            throw geo::Error{"is a folder without a file that can be read here",
                             "Name the files",
                             {.file = file.string()}};
        }
        report.notes.push_back(fmt::format("{}: {} files", file.string(), inside.size()));
        all.insert(all.end(), inside.begin(), inside.end());
    }
    return all;
}

/// Every row was set aside: the file as a whole is of no use. Says what is wrong most often.
void refuseWhenNothingIsTaken(const geo::Converted& converted)
{
    const geo::TableReport& report = converted.report;
    if (report.taken + report.already_there > 0 || report.set_aside == 0) {
        return;
    }
    std::map<std::string, std::int64_t> counts;
    const geo::Reject* example = nullptr;
    std::int64_t most = 0;
    for (const geo::Reject& reject : converted.rejects) {
        if (!reject.whole_row) {
            continue;
        }
        if (++counts[reject.fault.code] > most) {
            most = counts[reject.fault.code];
            if (example == nullptr || example->fault.code != reject.fault.code) {
                example = &reject;
            }
        }
    }
    throw geo::Error{
        fmt::format("none of its {} rows can be used; {} for the same reason as row {}: {}",
                    report.rows, most, example->row,
                    example->fault.field.empty()
                        ? example->fault.reason
                        : fmt::format("{}: {}", example->fault.field, example->fault.reason)),
        example->fault.fix,
        {.file = report.file, .layer = report.layer}};
}

geo::Box extentOf(const geo::Rows& rows)
{
    geo::Box box;
    for (const geo::Row& row : rows.rows) {
        box.add(geo::extent(row.geometry));
    }
    return box;
}

} // namespace

const std::vector<std::string>& importKinds()
{
    static const std::vector<std::string> kinds{
        "sites",      "cells",        "nodes",       "spans",          "links",
        "grid_nodes", "grid_lines",   "settlements", "facilities",     "areas",
        "zones",      "roads",        "population",  "cell_estimates", "elevation",
        "clutter",    "observations", "actions",     "supply",         "pledges"};
    return kinds;
}

namespace {

class TableImport {
public:
    TableImport(const ImportRequest& request, const geo::Workspace& workspace)
        : request_{request}, workspace_{workspace}
    {
        if (!request.mapping.empty()) {
            told_ = geo::readMapping(request.mapping);
        }
        place_.crs = request.crs;
        place_.where = whereDataLies(workspace, place_.where_is);
        next_ = nextImportId(workspace);
    }

    void add(const fs::path& file, ImportReport& report)
    {
        Choice choice = chooseTables(file, request_.kind, request_.layer, request_.preset, told_);
        std::ranges::move(choice.passed_over, std::back_inserter(report.passed_over));
        const std::string checksum = geo::fileChecksum(file);
        for (ChosenTable& chosen : choice.tables) {
            const std::string table = geo::tableOfKind(request_.kind, chosen.mapping).name;
            wantIds(table);
            if (!known_.contains(table)) {
                known_[table] = knownRows(workspace_, table, request_.replace);
            }
            geo::KnownRows& known = known_[table];
            markSameFile(workspace_, table, checksum, chosen.source.layer, known);
            const geo::ConvertRequest convert{.kind = request_.kind,
                                              .import_id = next_,
                                              .place = place_,
                                              .now = request_.now,
                                              .as_of = request_.as_of,
                                              .replace = request_.replace};
            PendingTable pending{
                .converted = geo::convertTable(chosen.source, chosen.mapping, convert, known),
                .import_id = next_,
                .source = request_.source.empty() ? chosen.mapping.source : request_.source,
                .licence = request_.licence.empty() && request_.source.empty()
                               ? chosen.mapping.licence
                               : request_.licence,
                .checksum = checksum,
                .same_file = {known.same_file.begin(), known.same_file.end()}};
            pending_.push_back(std::move(pending));
            next_ = fmt::format("imp-{:04}", std::stoi(next_.substr(4)) + 1);
        }
    }

    void writeRejectsCsv() const
    {
        if (request_.rejects.empty()) {
            return;
        }
        std::vector<const geo::Converted*> all;
        for (const PendingTable& table : pending_) {
            all.push_back(&table.converted);
        }
        writeRejects(request_.rejects, all);
    }

    void refuseUseless() const
    {
        for (const PendingTable& table : pending_) {
            refuseWhenNothingIsTaken(table.converted);
        }
    }

    void write(geo::Workspace& workspace, ImportReport& report) const
    {
        geo::Workspace::Transaction transaction{workspace};
        geo::Box box;
        for (const PendingTable& table : pending_) {
            box.add(extentOf(table.converted.rows));
            if (table.converted.report.taken > 0 || table.same_file.empty()) {
                writeTable(workspace, table, request_);
            }
        }
        if (workspace.crs().empty() && !box.empty()) {
            report.crs_picked = geo::pickWorkingCrs(box);
            workspace.setCrs(report.crs_picked);
        }
        transaction.commit();
    }

    void tell(ImportReport& report)
    {
        for (const auto& [table, known] : known_) {
            if (LeftRows left = leftIn(table, known); !left.ids.empty()) {
                report.left.push_back(std::move(left));
            }
        }
        for (PendingTable& table : pending_) {
            report.tables.push_back({.import_id = table.import_id,
                                     .checksum = table.checksum,
                                     .imported_before = !table.same_file.empty(),
                                     .report = std::move(table.converted.report),
                                     .rejects = std::move(table.converted.rejects)});
        }
    }

private:
    void wantIds(const std::string& table) const
    {
        if (request_.replace && geo::findTable(table)->key.empty()) {
            throw geo::Misuse{
                fmt::format("the rows of {} have no ids by which to replace them", table),
                fmt::format("Import without --replace; `sila remove WORKSPACE {} --import ID` "
                            "takes out what an earlier import brought",
                            table)};
        }
    }

    LeftRows leftIn(const std::string& table, const geo::KnownRows& known) const
    {
        std::set<std::string> imports;
        std::set<std::string> mentioned;
        for (const PendingTable& pending : pending_) {
            if (pending.converted.report.table == table) {
                imports.insert(pending.converted.replaced_imports.begin(),
                               pending.converted.replaced_imports.end());
                mentioned.insert(pending.converted.mentioned.begin(),
                                 pending.converted.mentioned.end());
            }
        }
        LeftRows left{.table = table, .imports = {}, .ids = {}};
        std::set<std::string> from;
        const geo::Rows& rows = known.before;
        for (const geo::Row& row : rows.rows) {
            const std::string id = rows.textAt(row, geo::findTable(table)->key).value_or("");
            const auto import = rows.textAt(row, "import_id");
            if (known.replaceable.contains(id) && !mentioned.contains(id) && import &&
                imports.contains(*import)) {
                left.ids.push_back(id);
                from.insert(*import);
            }
        }
        left.imports.assign(from.begin(), from.end());
        return left;
    }

    const ImportRequest& request_;
    const geo::Workspace& workspace_;
    std::optional<geo::Mapping> told_;
    geo::PlaceRequest place_;
    std::string next_;
    std::map<std::string, geo::KnownRows> known_;
    std::vector<PendingTable> pending_;
};

} // namespace

std::optional<ImportReport> importFiles(const ImportRequest& request,
                                        const planning::Feedback& feedback)
{
    if (std::ranges::find(importKinds(), request.kind) == importKinds().end()) {
        throw geo::Misuse{fmt::format("'{}' is not a kind of data", request.kind),
                          fmt::format("The kinds are: {}", fmt::join(importKinds(), ", "))};
    }
    ImportReport report;
    report.kind = request.kind;
    report.dry_run = request.dry_run;
    geo::Workspace workspace = geo::Workspace::open(
        request.workspace, request.dry_run ? geo::Access::read : geo::Access::write);
    if (isRasterImport(request)) {
        if (request.replace) {
            throw geo::Misuse{fmt::format("{} is no table of rows to replace", request.kind),
                              "Leave out --replace; an elevation model replaces the earlier one "
                              "unless --keep is given"};
        }
        if (!importRasters(workspace, request, report, feedback)) {
            return std::nullopt;
        }
        return report;
    }
    const std::vector<fs::path> files = expanded(request.files, report);
    TableImport tables{request, workspace};
    for (std::size_t i = 0; i < files.size(); ++i) {
        tables.add(files[i], report);
        feedback.progress(0.9 * static_cast<double>(i + 1) / static_cast<double>(files.size()));
        if (feedback.cancelled()) {
            return std::nullopt;
        }
    }
    tables.writeRejectsCsv();
    tables.refuseUseless();
    if (!request.dry_run) {
        tables.write(workspace, report);
    }
    feedback.progress(1);
    tables.tell(report);
    return report;
}

} // namespace app
