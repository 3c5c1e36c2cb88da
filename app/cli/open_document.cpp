#include "app/cli/open_document.h"

#include "geo/misuse.h"

#include <QtCore/QLocale>

#include <fmt/format.h>
#include <map>

namespace app::cli {

void addDocumentOptions(CLI::App& command, DocumentOptions& options)
{
    command.add_option("WORKSPACE", options.workspace, "The workspace")->required();
    addSituationOptions(command, options.situation);
    command.add_option("--plan", options.plan, "Name of the plan to show; else the newest");
    command.add_option("--language", options.language, "Language of names: en, ar, uk, fr …")
        ->capture_default_str();
}

std::shared_ptr<const document::Document> openDocument(const DocumentOptions& options,
                                                       const planning::Feedback& feedback)
{
    document::OpenRequest request;
    request.file = options.workspace;
    request.plan = options.plan;
    request.language = QString::fromStdString(options.language);
    if (QLocale{request.language}.language() == QLocale::C) {
        throw geo::Misuse{fmt::format("--language '{}' is no language", options.language),
                          "Give its two letters: en, ar, uk, fr …"};
    }
    readSituation(options.situation, request.situation);
    return document::Document::open(request, feedback);
}

std::shared_ptr<const document::Document> withGround(const document::Document& document,
                                                     const Context& context, double from, double to)
{
    if (document.mapData()->extent.empty()) {
        throw geo::Error{"the workspace is empty: there is nothing to show",
                         "Import areas, settlements or sites first, for example sila import " +
                             document.request().file.filename().string() + " areas FILE",
                         {.file = document.request().file.string()}};
    }
    const auto ground =
        document::loadGround(document.request().file, document.mapData()->extent, document.cover(),
                             context.feedback.stage(from, to, "Loading the ground"));
    if (!ground || context.feedback.cancelled()) {
        return nullptr;
    }
    for (const geo::Problem& problem : ground->problems) {
        const std::string where = geo::text(problem.place);
        context.say(
            fmt::format("{}{}{}. {}", where, where.empty() ? "" : ": ", problem.what, problem.fix));
    }
    if (const QString note = document.planNote(); !note.isEmpty()) {
        context.say(note.toStdString() + ".");
    }
    std::map<std::string, std::vector<std::string>> older; // advice → titles
    for (const document::StaleResult& stale : document.stale()) {
        older[stale.advice.toStdString()].push_back(stale.title.toStdString());
    }
    for (const auto& [advice, titles] : older) {
        context.say(fmt::format(
            "{}{}: older than the data. {}.", titles.front(),
            titles.size() > 1 ? fmt::format(" and {} more", titles.size() - 1) : "", advice));
    }
    return document.with(*ground);
}

nlohmann::ordered_json counted(const document::Headline& now, double people)
{
    return now.covered ? nlohmann::ordered_json(people) : nlohmann::ordered_json(nullptr);
}

map::Style styleFrom(const StyleOptions& options, const document::Document& document)
{
    map::Style style;
    style.theme = options.dark ? map::Theme::dark : map::Theme::light;
    style.language = document.request().language;
    style.rightToLeft = QLocale{style.language}.textDirection() == Qt::RightToLeft;
    style.layers = map::defaultLayers();
    if (!options.layers.empty()) {
        for (map::LayerState& layer : style.layers) {
            layer.visible = false;
        }
        for (const std::string& word : options.layers) {
            const auto id = map::layerFromWord(word);
            if (!id) {
                throw geo::Misuse{
                    fmt::format("--layers: there is no layer '{}'", word),
                    "Take plan, candidates, technology, sites, fibre, links, places, facilities, "
                    "areas, gaps, signal, servers, people, contours or terrain"};
            }
            for (map::LayerState& layer : style.layers) {
                layer.visible = layer.visible || layer.id == *id;
            }
        }
    }
    if (!options.technology.empty()) {
        const auto technology = planning::parseWord<planning::Technology>(options.technology);
        if (!technology) {
            throw geo::Misuse{fmt::format("--technology '{}' is not known", options.technology),
                              "Take 2G, 3G, 4G or 5G"};
        }
        style.technology = *technology;
    } else if (const planning::Cover* cover = document.cover();
               cover != nullptr && !cover->layers.empty()) {
        style.technology = std::ranges::min_element(cover->layers, {}, [](const auto& layer) {
                               return layer.technology;
                           })->technology;
    }
    return style;
}

QSizeF sizeFrom(const std::string& text)
{
    int width = 0;
    int height = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 200 ||
        height < 150 || width > 20000 || height > 20000) {
        throw geo::Misuse{fmt::format("--size '{}' is no size", text),
                          "Write it as 1600x1000, from 200x150 to 20000x20000"};
    }
    return {static_cast<double>(width), static_cast<double>(height)};
}

namespace {

/// Degrees.
geo::Box boxFrom(const std::string& text)
{
    geo::Box box;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%lf,%lf,%lf,%lf%c", &box.min_x, &box.min_y, &box.max_x,
                    &box.max_y, &rest) != 4 ||
        !(box.min_x < box.max_x) || !(box.min_y < box.max_y) || box.min_x < -180 ||
        box.max_x > 180 || box.min_y < -90 || box.max_y > 90) {
        throw geo::Misuse{fmt::format("--bbox '{}' is no part of the world", text),
                          "Write it in degrees as WEST,SOUTH,EAST,NORTH, for example "
                          "34.2,31.2,34.6,31.6"};
    }
    return box;
}

} // namespace

geo::Box partFrom(const std::string& text, const document::Document& document)
{
    const geo::Box part = document.crs().project(boxFrom(text));
    const geo::Box& all = document.snapshot(0).data->extent;
    if (!part.touches(all)) {
        const geo::Box degrees = document.crs().unproject(all);
        throw geo::Misuse{fmt::format("--bbox '{}' shows nothing of the workspace", text),
                          fmt::format("It lies within {:.2f},{:.2f},{:.2f},{:.2f}", degrees.min_x,
                                      degrees.min_y, degrees.max_x, degrees.max_y),
                          {document.request().file.filename().string()}};
    }
    return part;
}

int dayFrom(int day, const document::Document& document)
{
    if (day > 0 && document.plan() == nullptr) {
        throw geo::Error{fmt::format("--day {}: the workspace has no plan", day),
                         "Make one with sila plan, or leave --day out",
                         {document.request().file.filename().string()}};
    }
    if (day > document.lastDay()) {
        throw geo::Error{fmt::format("--day {}: the plan has {} days", day, document.lastDay()),
                         fmt::format("Take a day from 0 (today) to {}", document.lastDay()),
                         {document.request().file.filename().string()}};
    }
    return day;
}

document::Target targetFrom(const std::string& id, const document::Document& document)
{
    if (const auto target = document.find(QString::fromStdString(id))) {
        return *target;
    }
    throw geo::Error{fmt::format("there is no '{}'", id),
                     "Give the id of an asset, place or area; sila show lists what there is",
                     {document.request().file.filename().string()}};
}

} // namespace app::cli
