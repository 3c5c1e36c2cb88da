#include "app/cli/command.h"
#include "app/cli/open_document.h"
#include "app/report/off_screen.h"
#include "app/report/scene_picture.h"
#include "geo/misuse.h"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace app::cli {
namespace {

struct Options {
    DocumentOptions document;
    std::string output, size = "1600x1000", at, from = "south", technology;
    double heading_deg = NAN, pitch_deg = 42, distance_km = 0, exaggeration = 0;
    int day = 0;
    bool dark = false, noPositions = false;
};

/// The way the eye looks when it stands in that direction.
double headingFrom(const std::string& word)
{
    static const std::map<std::string, double> looks{
        {"south", 0},   {"southwest", 45},  {"west", 90},  {"northwest", 135},
        {"north", 180}, {"northeast", 225}, {"east", 270}, {"southeast", 315}};
    const auto found = looks.find(word);
    if (found == looks.end()) {
        throw geo::Misuse{fmt::format("--from '{}' is no direction", word),
                          "Take north, northeast, east, southeast, south, southwest, west or "
                          "northwest, or give --heading in degrees"};
    }
    return found->second;
}

/// What to look at: an id, or LON,LAT.
geo::Box placeFrom(const std::string& text, const document::Document& document)
{
    geo::LonLat at;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%lf,%lf%c", &at.lon_deg, &at.lat_deg, &rest) == 2) {
        const geo::XY xy = document.crs().project(at);
        return geo::Box{xy.x_m, xy.y_m, xy.x_m, xy.y_m}.grown(5000);
    }
    const auto box = document.boxOf(targetFrom(text, document));
    if (!box) {
        throw geo::Error{fmt::format("nobody knows where '{}' is", text),
                         "Give a position as LON,LAT"};
    }
    return box->grown(0.5 * std::max({box->width(), box->height(), 6000.0}));
}

const Registration scene{
    {"scene", "Draw the terrain in three dimensions as a picture; no display is needed",
     "sila scene gaza.gpkg -o from-the-sea.png --from west --pitch 30 --size 1920x1080", 93},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        addDocumentOptions(command, o->document);
        command.add_option("-o,--output", o->output, "Picture to write (.png)")->required();
        command.add_option("--size", o->size, "Width and height, pixels")->capture_default_str();
        command.add_option("--at", o->at,
                           "Look at this: an id, or LON,LAT (else all of the workspace)");
        command.add_option("--from", o->from, "Where the eye stands: south, southwest, west …")
            ->capture_default_str();
        command.add_option("--heading", o->heading_deg,
                           "The way the eye looks instead, degrees clockwise from north");
        command.add_option("--pitch", o->pitch_deg, "Height of the eye above the horizon, degrees")
            ->check(CLI::Range(5.0, 89.0))
            ->capture_default_str();
        command.add_option("--distance", o->distance_km, "Of the eye from what it looks at, km")
            ->check(CLI::PositiveNumber);
        command
            .add_option("--exaggeration", o->exaggeration,
                        "Of the heights (else chosen from the relief)")
            ->check(CLI::Range(0.5, 20.0));
        command.add_option("--day", o->day, "Day of the plan; 0 is today")
            ->check(CLI::Range(0, 3650))
            ->capture_default_str();
        command.add_option("--technology", o->technology, "Signal of 2G, 3G, 4G or 5G");
        command.add_flag("--dark", o->dark, "Dark colours");
        command.add_flag("--no-positions", o->noPositions,
                         "Leave out masts, fibre and links: for people who must not know where "
                         "they stand");
        return [o](Context& context) {
            if (!o->output.ends_with(".png")) {
                throw geo::Misuse{"'" + o->output + "' does not end in .png",
                                  "A view of the terrain is a PNG picture: name it so"};
            }
            const report::OffScreen display;
            const auto document =
                openDocument(o->document, context.feedback.stage(0, 0.3, "Reading"));
            report::ScenePictureRequest request;
            request.size = sizeFrom(o->size).toSize();
            request.day = dayFrom(o->day, *document);
            request.style = styleFrom({{}, o->technology, o->dark}, *document);
            request.positions = !o->noPositions;
            request.exaggeration = o->exaggeration;
            const geo::Box ground =
                o->at.empty() ? document->mapData()->extent : placeFrom(o->at, *document);
            request.camera = scene::Camera::over(ground);
            request.camera.heading_deg =
                std::isnan(o->heading_deg) ? headingFrom(o->from) : o->heading_deg;
            request.camera.pitch_deg = o->pitch_deg;
            if (o->distance_km > 0) {
                request.camera.distance_m = 1000 * o->distance_km;
            }
            const auto full = withGround(*document, context, 0.3, 0.7);
            if (!full) {
                return 0;
            }
            context.feedback.stage(0.7, 1, "Drawing").progress(0.1);
            const double exaggeration = report::writeScenePicture(*full, request, o->output);
            context.result({{"file", o->output},
                            {"width", request.size.width()},
                            {"height", request.size.height()},
                            {"heading_deg", request.camera.heading_deg},
                            {"pitch_deg", request.camera.pitch_deg},
                            {"distance_m", request.camera.distance_m},
                            {"exaggeration", exaggeration},
                            {"synthetic", full->situation().synthetic}},
                           fmt::format("Wrote {}", o->output));
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
