#include "app/jobs/show_job.h"
#include "planning/scenario/words.h"

#include <fmt/format.h>

namespace app {
namespace {

using json = nlohmann::ordered_json;

json orNull(const std::string& text)
{
    return text.empty() ? json() : json(text);
}

json boxJson(const geo::Box& box)
{
    return box.empty() ? json() : json{box.min_x, box.min_y, box.max_x, box.max_y};
}

std::string words(planning::Status status)
{
    return status == planning::Status::outOfService ? "out" : std::string{planning::text(status)};
}

constexpr std::size_t statuses = 6;

std::string statusLine(const StatusSummary& s)
{
    std::string out;
    for (std::size_t i = 0; i < statuses; ++i) {
        if (s.count[i] > 0) {
            out += fmt::format("{}{} {}", out.empty() ? "" : ", ", s.count[i],
                               words(static_cast<planning::Status>(i)));
        }
    }
    if (s.unreported > 0) {
        out += fmt::format("{}{} not reported", out.empty() ? "" : ", ", s.unreported);
    }
    return out;
}

} // namespace

json asJson(const WorkspaceSummary& summary)
{
    json out{{"workspace", summary.file},
             {"crs", orNull(summary.crs)},
             {"crs_name", summary.crs_name},
             {"schema_version", summary.schema_version},
             {"synthetic", summary.synthetic},
             {"extent_lonlat", boxJson(summary.lonlat)},
             {"people", summary.people ? json(*summary.people) : json()},
             {"settlements_with_unknown_people", summary.unknown_people},
             {"as_of", summary.as_of ? json(geo::text(*summary.as_of)) : json()}};
    out["tables"] = json::array();
    for (const TableSummary& t : summary.tables) {
        out["tables"].push_back({{"table", t.table},
                                 {"rows", t.rows},
                                 {"synthetic", t.synthetic},
                                 {"extent_lonlat", boxJson(t.lonlat)}});
    }
    out["status"] = json::array();
    for (const StatusSummary& s : summary.status) {
        json row{{"table", s.table}, {"by", s.by}, {"group", s.group}, {"total", s.total}};
        for (std::size_t i = 0; i < statuses; ++i) {
            row[std::string{planning::text(static_cast<planning::Status>(i))}] = s.count[i];
        }
        row["not_reported"] = s.unreported;
        out["status"].push_back(std::move(row));
    }
    out["rasters"] = json::array();
    for (const RasterSummary& r : summary.rasters) {
        out["rasters"].push_back({{"kind", r.entry.kind},
                                  {"path", r.entry.path},
                                  {"resolution_m", r.entry.resolution_m},
                                  {"source", r.entry.source},
                                  {"there", r.there}});
    }
    out["results"] = json::array();
    for (const ResultsSummary& r : summary.results) {
        out["results"].push_back({{"table", r.entry.table},
                                  {"title", r.entry.title},
                                  {"rows", r.rows},
                                  {"stale", r.stale}});
    }
    out["imports"] = json::array();
    for (const ImportSummary& i : summary.imports) {
        out["imports"].push_back({{"import_id", i.import_id},
                                  {"kind", i.kind},
                                  {"file", i.file},
                                  {"source", i.source},
                                  {"imported_at", i.imported_at},
                                  {"rows_taken", i.taken},
                                  {"rows_set_aside", i.set_aside}});
    }
    out["unreadable_rows"] = summary.problems.size();
    return out;
}

std::string asText(const WorkspaceSummary& summary)
{
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> format, Args&&... args) {
        out += fmt::format(format, std::forward<Args>(args)...) + '\n';
    };
    line("{}", summary.file);
    if (summary.synthetic) {
        line("SYNTHETIC: some of this was made by a program for practice and is not real.");
    }
    line("  working CRS {}", summary.crs.empty()
                                 ? "not known yet; the first data decides"
                                 : fmt::format("{} ({})", summary.crs, summary.crs_name));
    if (!summary.lonlat.empty()) {
        const geo::Box& b = summary.lonlat;
        line("  from {:.4f} {:.4f} to {:.4f} {:.4f} (longitude, latitude)", b.min_x, b.min_y,
             b.max_x, b.max_y);
    }
    if (summary.tables.empty()) {
        line("  empty. Next: sila import {} areas FILE", summary.file);
    }
    for (const TableSummary& t : summary.tables) {
        line("  {:<28} {:>9}{}", t.title, t.rows,
             t.synthetic == 0        ? ""
             : t.synthetic == t.rows ? "  synthetic"
                                     : fmt::format("  {} of them synthetic", t.synthetic));
    }
    if (summary.people) {
        line("  {:<28} {:>9.0f}{}", "People in settlements", *summary.people,
             summary.unknown_people == 0
                 ? ""
                 : fmt::format("  and {} settlements with unknown people", summary.unknown_people));
    }
    if (!summary.problems.empty()) {
        line("  {} rows cannot be used: {} (`sila check` lists all)", summary.problems.size(),
             summary.problems.front().what);
    }
    if (summary.as_of) {
        line("\nAs of {}, as reported:", geo::text(*summary.as_of));
        std::string by;
        for (const StatusSummary& s : summary.status) {
            if (s.by != by) {
                by = s.by;
                line("  Sites by {}:", by);
            }
            const std::string name = s.by.empty()      ? s.table
                                     : s.group.empty() ? fmt::format("(no {})", s.by)
                                                       : s.group;
            line("  {}{:<26} {:>7}: {}", s.by.empty() ? "" : "  ", name, s.total, statusLine(s));
        }
    }
    if (!summary.rasters.empty()) {
        line("\nRasters:");
    }
    for (const RasterSummary& r : summary.rasters) {
        line("  {:<11} {} ({:.0f} m){}{}", r.entry.kind, r.entry.path, r.entry.resolution_m,
             r.entry.source.empty() ? "" : ", " + r.entry.source,
             r.there ? "" : "  MISSING: put the file back or import it again");
    }
    if (!summary.results.empty()) {
        line("\nResults:");
    }
    for (const ResultsSummary& r : summary.results) {
        line("  {:<28} {:>9} rows{}", r.entry.table, r.rows,
             r.stale ? "  STALE: inputs changed since; run it again" : "");
    }
    if (!summary.imports.empty()) {
        line("\nImports:");
    }
    for (const ImportSummary& i : summary.imports) {
        const bool rows = i.taken > 0 || i.set_aside > 0; // rasters have none
        line("  {:<11} {}{}{}", i.kind, i.file,
             rows ? fmt::format(": {:.0f} taken, {:.0f} set aside", i.taken, i.set_aside) : "",
             i.source.empty() ? "" : " (" + i.source + ")");
    }
    return out;
}

} // namespace app
