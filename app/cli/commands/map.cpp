#include "app/cli/command.h"
#include "app/cli/open_document.h"
#include "app/document/words.h"
#include "app/report/map_picture.h"
#include "app/report/off_screen.h"

#include <fmt/format.h>

namespace app::cli {
namespace {

struct Options {
    DocumentOptions document;
    std::string output, size = "1600x1000", bbox, select, technology;
    std::vector<std::string> layers;
    double scale = 1;
    int day = 0;
    bool dark = false, noPositions = false, bare = false;
};

report::MapPictureRequest requestFrom(const Options& o, const document::Document& document)
{
    report::MapPictureRequest request;
    request.size = sizeFrom(o.size);
    request.scale = o.scale;
    request.day = dayFrom(o.day, document);
    request.style = styleFrom({o.layers, o.technology, o.dark}, document);
    request.positions = !o.noPositions;
    request.frame = !o.bare;
    if (!o.bbox.empty()) {
        request.bbox = partFrom(o.bbox, document);
    }
    if (!o.select.empty()) {
        request.selected = targetFrom(o.select, document);
    }
    return request;
}

const Registration map{
    {"map", "Draw the map as a picture (PNG, SVG, PDF); no display is needed",
     "sila map gaza.gpkg -o day-23.png --day 23 --size 1600x1000 --scale 2", 90},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        addDocumentOptions(command, o->document);
        command.add_option("-o,--output", o->output, "Picture to write: .png, .svg or .pdf")
            ->required();
        command.add_option("--size", o->size, "Width and height at 100 % scale")
            ->capture_default_str();
        command.add_option("--scale", o->scale, "Image pixels for each of these; 2 for print")
            ->check(CLI::Range(0.25, 8.0))
            ->capture_default_str();
        command.add_option("--day", o->day, "Day of the plan; 0 is today")
            ->check(CLI::Range(0, 3650))
            ->capture_default_str();
        command.add_option("--bbox", o->bbox, "Only this part, degrees: WEST,SOUTH,EAST,NORTH");
        command
            .add_option("--layers", o->layers,
                        "Layers to show: plan candidates technology sites fibre links places "
                        "facilities areas gaps signal servers people contours terrain")
            ->delimiter(',');
        command.add_option("--technology", o->technology, "Signal of 2G, 3G, 4G or 5G");
        command.add_option("--select", o->select,
                           "Mark an asset, place or area by its id and show the way back");
        command.add_flag("--dark", o->dark, "Dark colours");
        command.add_flag("--no-positions", o->noPositions,
                         "Leave out sites, fibre, links and steps: for people who must not know "
                         "where they stand");
        command.add_flag("--bare", o->bare, "The map alone, without figures and legend");
        return [o](Context& context) {
            const report::OffScreen display;
            const auto document =
                openDocument(o->document, context.feedback.stage(0, 0.4, "Reading"));
            const report::MapPictureRequest request = requestFrom(*o, *document);
            const auto full = withGround(*document, context, 0.4, 0.8);
            if (!full) {
                return 0;
            }
            context.feedback.stage(0.8, 1, "Drawing").progress(0.1);
            report::writeMapPicture(*full, request, o->output);
            const document::Headline now = full->headline(request.day);
            context.result({{"file", o->output},
                            {"width", std::lround(request.size.width() * request.scale)},
                            {"height", std::lround(request.size.height() * request.scale)},
                            {"day", request.day},
                            {"as_of", geo::text(full->situation().as_of)},
                            {"synthetic", full->situation().synthetic},
                            {"people", counted(now, now.people)},
                            {"served", counted(now, now.served)},
                            {"served_at_most", counted(now, now.served_at_most)},
                            {"sites_out", now.sites_out},
                            {"positions", request.positions}},
                           fmt::format("Wrote {}", o->output));
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
