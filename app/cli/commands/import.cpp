#include "app/cli/command.h"
#include "app/jobs/import_job.h"
#include "app/jobs/import_list_job.h"
#include "geo/misuse.h"

#include <chrono>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace app::cli {
namespace {

struct Options {
    ImportRequest request;
    std::string asOf;
    std::filesystem::path list;
};

int importAll(const Options& options, geo::Time now, Context& context)
{
    const ImportRequest& request = options.request;
    const auto reports = importList({.workspace = request.workspace,
                                     .list = options.list,
                                     .rejects = request.rejects,
                                     .now = now,
                                     .dry_run = request.dry_run},
                                    context.feedback);
    if (reports) {
        auto document = nlohmann::ordered_json::array();
        std::string plain;
        for (const ImportReport& report : *reports) {
            document.push_back(asJson(report));
            plain += (plain.empty() ? "" : "\n") + asText(report);
        }
        context.result({{"imports", document}}, plain);
    }
    return 0;
}

const Registration importing{
    {"import", "Take files into a workspace; say what was taken and what was set aside",
     "sila import gaza.gpkg settlements geonames_PS.txt --rejects rejects.csv", 11},
    [](CLI::App& command) -> Run {
        auto options = std::make_shared<Options>();
        ImportRequest& request = options->request;
        command.add_option("WORKSPACE", request.workspace, "The workspace")->required();
        CLI::Option* kind =
            command
                .add_option("KIND", request.kind,
                            fmt::format("What the files hold: {}", fmt::join(importKinds(), ", ")))
                ->check(CLI::IsMember(importKinds()));
        CLI::Option* files =
            command.add_option("FILE", request.files, "Files, or folders of files");
        CLI::Option* list = command.add_option(
            "--list", options->list,
            "Instead of KIND and FILE: a TOML list of imports (docs/importing.md)");
        command.add_option("--layer", request.layer, "Only this sheet or layer");
        command.add_option("--mapping", request.mapping,
                           "TOML file that says which column is which (docs/importing.md)");
        command.add_option("--preset", request.preset,
                           "Known layout: geonames, opencellid, ofds, cpp, ocha-closures …; found "
                           "out when left out");
        command.add_option("--crs", request.crs,
                           "CRS of the positions, when the file does not say: EPSG:28191");
        command.add_option("--as-of", options->asOf,
                           "Date or time that a status without a date is about");
        command.add_option("--sea", request.sea,
                           "Elevation: how the sea is told from land: auto, none, voids, sea:FILE, "
                           "land:FILE");
        command.add_flag("--keep", request.keep,
                         "Elevation: lay it on top of the earlier model instead of replacing it");
        command.add_option("--nodata", request.nodata,
                           "Population and clutter: a value that stands for no data");
        command.add_option("--source", request.source, "Who made the data, for attribution");
        command.add_option("--licence", request.licence, "Under which terms");
        command.add_option(
            "--rejects", request.rejects,
            "Also write what was set aside as CSV to this file (with --list: folder)");
        command.add_flag("--replace", request.replace,
                         "A row whose id is known takes the place of the one there");
        command.add_flag("--dry-run", request.dry_run, "Say what would happen, write nothing");
        command.callback([&command, list, kind, files] {
            if (list->count() == 0) {
                if (files->count() == 0) {
                    throw CLI::RequiredError{"KIND and FILE, or --list,"};
                }
                return;
            }
            const auto apart = [list](const CLI::Option* other) {
                if (other->count() > 0) { // it is written in the list
                    throw CLI::ExcludesError{other->get_name(), list->get_name()};
                }
            };
            apart(kind);
            for (const char* one : {"--layer", "--mapping", "--preset", "--crs", "--as-of", "--sea",
                                    "--keep", "--replace", "--nodata", "--source", "--licence"}) {
                apart(command.get_option(one));
            }
        });
        return [options](Context& context) {
            const auto now =
                std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
            if (!options->list.empty()) {
                return importAll(*options, now, context);
            }
            ImportRequest& asked = options->request;
            if (!options->asOf.empty()) {
                asked.as_of = geo::parseTime(options->asOf);
                if (!asked.as_of) {
                    throw geo::Misuse{fmt::format("'{}' is not a date", options->asOf),
                                      "Write --as-of 2026-11-22 or 2026-11-22T06:30Z"};
                }
            }
            asked.now = now;
            const auto report = importFiles(asked, context.feedback);
            if (report) {
                context.result(asJson(*report), asText(*report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
