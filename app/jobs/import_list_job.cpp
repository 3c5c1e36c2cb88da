#include "app/jobs/import_list_job.h"

#include "geo/import/import_list.h"

#include <fmt/format.h>
#include <map>

namespace app {
namespace {

ImportRequest requestOf(const geo::ListedImport& entry, const ImportListRequest& list)
{
    ImportRequest one;
    one.workspace = list.workspace;
    one.kind = entry.kind;
    one.files = entry.files;
    one.layer = entry.layer;
    one.mapping = entry.mapping;
    one.preset = entry.preset;
    one.crs = entry.crs;
    one.source = entry.source;
    one.licence = entry.licence;
    one.now = list.now;
    one.sea = entry.sea;
    one.keep = entry.keep;
    one.replace = entry.replace;
    one.nodata = entry.nodata;
    one.dry_run = list.dry_run;
    if (!entry.as_of.empty()) {
        one.as_of = geo::parseTime(entry.as_of);
        if (!one.as_of) {
            throw geo::Error{fmt::format("'{}' is not a date", entry.as_of),
                             "Write as_of = 2026-11-22"};
        }
    }
    return one;
}

} // namespace

std::optional<std::vector<ImportReport>> importList(const ImportListRequest& request,
                                                    const planning::Feedback& feedback)
{
    const auto entries = geo::readImportList(request.list);
    if (!request.rejects.empty()) {
        std::filesystem::create_directories(request.rejects);
    }
    std::vector<ImportReport> reports;
    std::map<std::string, int> times; // a kind was listed
    for (const geo::ListedImport& entry : entries) {
        const double share = 1.0 / static_cast<double>(entries.size());
        const double before = share * static_cast<double>(reports.size());
        const planning::Feedback part = feedback.stage(before, before + share, entry.kind);
        try {
            ImportRequest one = requestOf(entry, request);
            if (!request.rejects.empty()) {
                const int time = ++times[entry.kind];
                one.rejects =
                    request.rejects /
                    (time == 1 ? entry.kind + ".csv" : fmt::format("{}-{}.csv", entry.kind, time));
            }
            auto report = importFiles(one, part);
            if (!report) {
                return std::nullopt;
            }
            reports.push_back(std::move(*report));
        } catch (const geo::Error& fault) {
            geo::Place place = fault.place();
            if (place.file.empty()) {
                place.file = request.list.string();
            }
            throw geo::Error{
                fmt::format("{} (import {} of {}, {}, line {} of {}; {})", fault.happened(),
                            reports.size() + 1, entries.size(), entry.kind, entry.line,
                            request.list.filename().string(),
                            reports.empty() ? "nothing was taken" : "those before it were taken"),
                fault.advice(), place};
        }
    }
    return reports;
}

} // namespace app
