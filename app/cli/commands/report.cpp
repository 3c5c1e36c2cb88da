#include "app/report/report.h"

#include "app/cli/command.h"
#include "app/cli/open_document.h"
#include "app/report/off_screen.h"

#include <fmt/format.h>

namespace app::cli {
namespace {

struct Options {
    DocumentOptions document;
    std::string output, title, audience, technology;
    std::size_t actions = 10, gaps = 15;
    bool noPositions = false;
};

const Registration report_{
    {"report",
     "Write the report to hand over: what to do first, map, curve, who is cut off and why",
     "sila report gaza.gpkg -o for-the-minister.pdf --audience \"For the Minister\"", 92},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        addDocumentOptions(command, o->document);
        command
            .add_option("-o,--output", o->output,
                        "File to write: .html (one file with everything in it) or .pdf (A4)")
            ->required();
        command.add_option("--title", o->title, "Title; else the name of the workspace");
        command.add_option("--audience", o->audience, "Written under the title: \"For the …\"");
        command.add_option("--actions", o->actions, "How many first actions to show")
            ->check(CLI::Range(1, 10))
            ->capture_default_str();
        command.add_option("--gaps", o->gaps, "How many gaps to list")
            ->check(CLI::Range(0, 500))
            ->capture_default_str();
        command.add_option("--technology", o->technology, "Signal on the map: 2G, 3G, 4G or 5G");
        command.add_flag("--no-positions", o->noPositions,
                         "Leave sites, fibre and links off the map: for people who must not know "
                         "where they stand");
        return [o](Context& context) {
            const report::OffScreen display;
            const auto document =
                openDocument(o->document, context.feedback.stage(0, 0.3, "Reading"));
            report::ReportRequest request;
            request.content.title = QString::fromStdString(o->title);
            request.content.audience = QString::fromStdString(o->audience);
            request.content.language = document->request().language;
            request.content.actions = o->actions;
            request.content.gaps = o->gaps;
            request.style = styleFrom({{}, o->technology, false}, *document);
            request.positions = !o->noPositions;
            const auto full = withGround(*document, context, 0.3, 0.6);
            if (!full ||
                !report::writeReport(*full, request, o->output, context.feedback.stage(0.6, 1))) {
                return 0;
            }
            const document::Headline now = full->headline(0);
            context.result({{"file", o->output},
                            {"as_of", geo::text(full->situation().as_of)},
                            {"synthetic", full->situation().synthetic},
                            {"fingerprint", full->fingerprint().toStdString()},
                            {"people", counted(now, now.people)},
                            {"served", counted(now, now.served)},
                            {"served_at_most", counted(now, now.served_at_most)},
                            {"sites_out", now.sites_out},
                            {"steps", full->plan() == nullptr ? 0 : full->plan()->steps.size()},
                            {"stale", full->stale().size()}},
                           fmt::format("Wrote {}", o->output));
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
