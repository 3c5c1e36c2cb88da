#include "app/jobs/what_if_changes.h"

#include "app/jobs/coverage_patterns.h"
#include "app/jobs/coverage_tiles.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using planning::GridWindow;
using planning::Technology;

struct Assignment {
    std::string id;
    double value = 0;
    bool relative = false; // written with a sign
};

Assignment assignmentOf(const std::string& option, const std::string& text)
{
    const std::size_t equals = text.rfind('=');
    Assignment out;
    if (equals != std::string::npos && equals > 0) {
        out.id = text.substr(0, equals);
        std::string_view number = std::string_view{text}.substr(equals + 1);
        out.relative = !number.empty() && (number.front() == '+' || number.front() == '-');
        if (!number.empty() && number.front() == '+') {
            number.remove_prefix(1);
        }
        const auto [end, fault] =
            std::from_chars(number.data(), number.data() + number.size(), out.value);
        if (fault == std::errc{} && end == number.data() + number.size() &&
            std::isfinite(out.value)) {
            return out;
        }
    }
    throw geo::Error{fmt::format("{} '{}' is no ID=NUMBER", option, text),
                     "Write for example " + option + " SITE-7=3"};
}

/// Positions of the cell called `id`, or of all cells of the site called so.
std::vector<std::uint32_t> cellsOf(const planning::Scenario& scenario, const std::string& id)
{
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < scenario.cells.size(); ++i) {
        if (scenario.cells[i].cell_id == id) {
            return {i};
        }
        if (scenario.cells[i].site_id == id) {
            out.push_back(i);
        }
    }
    if (out.empty()) {
        throw geo::Error{
            fmt::format("there is no cell '{}', nor a site of that name with cells", id),
            "Give a cell_id or a site_id of the workspace"};
    }
    return out;
}

double inRange(const planning::propagation::Range& range, double value, const std::string& id)
{
    if (!range.holds(value)) {
        throw geo::Error{fmt::format("{}: {} {:g} {} is outside {:g} to {:g}", id, range.quantity,
                                     value, range.unit, range.low, range.high),
                         "Take a value inside"};
    }
    return value;
}

/// The layer of a plan's cell in the cover; nothing when the run left it out.
std::optional<std::uint32_t> layerIn(const planning::Cover& cover,
                                     const planning::RadioLayer& layer)
{
    const auto at = std::lower_bound(cover.layers.begin(), cover.layers.end(), layer);
    if (at == cover.layers.end() || !(*at == layer)) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(at - cover.layers.begin());
}

void override(planning::RadioPlan& plan, const CellChanges& changes)
{
    for (planning::RadioCell& cell : plan.cells) {
        const auto given = changes.cellThreshold_dbm.find(cell.cell);
        if (given != changes.cellThreshold_dbm.end()) {
            cell.threshold_dbm = static_cast<float>(given->second);
        }
    }
}

/// Cells of a plan by layer: first and one past the last.
std::pair<std::uint32_t, std::uint32_t> cellsOfLayer(const planning::RadioPlan& plan,
                                                     std::uint32_t layer)
{
    const auto first = std::lower_bound(
        plan.cells.begin(), plan.cells.end(), layer,
        [](const planning::RadioCell& c, std::uint32_t wanted) { return c.layer < wanted; });
    auto last = first;
    while (last != plan.cells.end() && last->layer == layer) {
        ++last;
    }
    return {static_cast<std::uint32_t>(first - plan.cells.begin()),
            static_cast<std::uint32_t>(last - plan.cells.begin())};
}

/// Losses around the antennas of one layer, read once for both footprints.
class LayerLosses {
public:
    LayerLosses(const LossWork& work, const planning::AreaModel& model, const geo::GridFrame& frame,
                const planning::RadioPlan& plan, std::uint32_t layer)
        : frame_{frame}, pieces_(plan.antennas.size()), north_(plan.antennas.size(), 0)
    {
        const GridWindow all{0, 0, frame.cols, frame.rows};
        const auto [first, last] = cellsOfLayer(plan, layer);
        for (std::uint32_t c = first; c < last; ++c) {
            const std::uint32_t i = plan.cells[c].raster;
            if (!pieces_[i].window.empty()) {
                continue;
            }
            const std::filesystem::path file = lossPath(work, model, plan.antennas[i]);
            if (!std::filesystem::exists(file)) {
                throw geo::Error{"the losses of the last run are no longer kept",
                                 "Run sila coverage again; it only computes what is missing",
                                 {file.string()}};
            }
            pieces_[i] = readLossPiece(file, frame, all);
            north_[i] = gridNorth_deg(work.crs, plan.antennas[i].at);
            add(pieces_[i].window);
        }
    }

    planning::Footprint footprint(const planning::RadioPlan& plan, std::uint32_t layer) const
    {
        const auto [first, last] = cellsOfLayer(plan, layer);
        std::vector<std::uint32_t> cells;
        for (std::uint32_t c = first; c < last; ++c) {
            cells.push_back(c);
        }
        if (window_.empty()) {
            return {};
        }
        auto levels = planning::tileLevels(
            {plan, frame_, window_, north_, planning::defaultLoad, true}, pieces_, cells);
        return levels.footprints.empty() ? planning::Footprint{}
                                         : std::move(levels.footprints.front().second);
    }

private:
    void add(const GridWindow& w)
    {
        if (w.empty()) {
            return;
        }
        if (window_.empty()) {
            window_ = w;
            return;
        }
        const int right = std::max(window_.col0 + window_.cols, w.col0 + w.cols);
        const int bottom = std::max(window_.row0 + window_.rows, w.row0 + w.rows);
        window_.col0 = std::min(window_.col0, w.col0);
        window_.row0 = std::min(window_.row0, w.row0);
        window_.cols = right - window_.col0;
        window_.rows = bottom - window_.row0;
    }

    geo::GridFrame frame_;
    GridWindow window_;
    std::vector<planning::RasterPiece> pieces_;
    std::vector<double> north_;
};

void changeCells(CellChanges& out, const WhatIfRequest& request)
{
    const planning::RadioRanges& ranges = planning::radioRanges;
    for (const std::string& text : request.power) {
        const Assignment a = assignmentOf("--power", text);
        for (const std::uint32_t i : cellsOf(out.scenario, a.id)) {
            planning::Cell& cell = out.scenario.cells[i];
            const double was_dbm = cell.eirp_dbm;
            cell.eirp_dbm =
                inRange(ranges.eirp, a.relative ? was_dbm + a.value : a.value, cell.cell_id);
            out.cells.insert(i);
            out.sentences.push_back(fmt::format("{}: EIRP {:g} dBm instead of {:g}", cell.cell_id,
                                                cell.eirp_dbm, was_dbm));
        }
    }
    for (const std::string& text : request.tilt) {
        const Assignment a = assignmentOf("--tilt", text);
        for (const std::uint32_t i : cellsOf(out.scenario, a.id)) {
            planning::Cell& cell = out.scenario.cells[i];
            cell.tilt_deg = inRange(ranges.tilt, a.value, cell.cell_id);
            out.cells.insert(i);
            out.sentences.push_back(fmt::format("{}: tilt {:g}°", cell.cell_id, a.value));
        }
    }
    for (const std::string& text : request.azimuth) {
        const Assignment a = assignmentOf("--azimuth", text);
        for (const std::uint32_t i : cellsOf(out.scenario, a.id)) {
            planning::Cell& cell = out.scenario.cells[i];
            cell.azimuth_deg = a.value;
            out.cells.insert(i);
            out.sentences.push_back(fmt::format("{}: azimuth {:g}°", cell.cell_id, a.value));
        }
    }
}

void changeThresholds(CellChanges& out, const WhatIfRequest& request)
{
    constexpr planning::propagation::Range levels{"threshold", "dBm", -150, 0};
    for (const std::string& text : request.threshold) {
        const Assignment a = assignmentOf("--threshold", text);
        inRange(levels, a.value, a.id);
        const auto& cells = out.scenario.cells;
        if (const auto technology = planning::parseWord<Technology>(a.id)) {
            out.thresholds[*technology] = a.value;
            for (std::uint32_t i = 0; i < cells.size(); ++i) {
                if (cells[i].technology == *technology) {
                    out.cells.insert(i);
                }
            }
        } else {
            // Cells of a site that share a technology count as one.
            for (const std::uint32_t named : cellsOf(out.scenario, a.id)) {
                for (std::uint32_t i = 0; i < cells.size(); ++i) {
                    if (cells[i].site_id == cells[named].site_id &&
                        cells[i].technology == cells[named].technology) {
                        out.cellThreshold_dbm[i] = a.value;
                        out.cells.insert(i);
                    }
                }
            }
        }
        out.sentences.push_back(fmt::format("{}: threshold {:g} dBm", a.id, a.value));
    }
}

} // namespace

CoverSettings settingsOf(const LoadedCover& cover)
{
    CoverSettings out;
    std::string antennas;
    try {
        const auto about = nlohmann::ordered_json::parse(cover.about);
        CoverageRequest& q = out.request;
        q.model = about.at("model").get<std::string>();
        q.mode = about.value("mode", q.mode);
        q.environment = about.value("environment", q.environment);
        q.climate = about.value("climate", q.climate);
        q.dn = about.value("dn", q.dn);
        q.n0 = about.value("n0", q.n0);
        q.clutter = clutterCodeFrom(about.value("clutter_values", "none")).value();
        for (const auto& file : about.value("antennas", nlohmann::ordered_json::array())) {
            q.antennas.emplace_back(file.get<std::string>());
        }
        antennas = about.value("antennas_checksum", "");
        for (int t = 0; t < planning::technologyCount; ++t) {
            const auto technology = static_cast<Technology>(t);
            q.thresholds[technology] =
                about.at("thresholds_dbm").at(std::string{planning::text(technology)});
        }
        out.area.radius_m = about.at("radius_m");
        out.area.cell_m = about.at("resolution_m");
        out.area.receiver_height_m = about.at("receiver_height_m");
        out.area.time_percent = about.at("time_percent");
        out.area.location_percent = about.at("location_percent");
    } catch (const std::exception&) {
        throw geo::Error{"the last coverage does not say how it was computed",
                         "Run sila coverage again"};
    }
    if (!antennas.empty() && antennaChecksum(out.request.antennas) != antennas) {
        throw geo::Error{"the antenna files are not those of the last coverage",
                         "Run sila coverage again",
                         {out.request.antennas.front().string()}};
    }
    return out;
}

CellChanges cellChanges(const planning::Scenario& scenario, const WhatIfRequest& request,
                        const planning::Thresholds& thresholds)
{
    CellChanges out;
    out.scenario = scenario;
    out.thresholds = thresholds;
    changeCells(out, request);
    changeThresholds(out, request);
    return out;
}

std::vector<LayerChange> layerChanges(const geo::Workspace& workspace, const LoadedCover& cover,
                                      const planning::Scenario& scenario,
                                      const CoverSettings& settings, const CellChanges& changes)
{
    std::vector<LayerChange> out;
    if (changes.cells.empty()) {
        return out;
    }
    const geo::WorkingCrs crs{workspace.crs()};
    geo::Problems ignored;
    const planning::AntennaPatterns patterns = patternsOf(settings.request.antennas, ignored);
    const auto model = makeModel(settings.request, crs, nullptr);
    const auto planOf = [&](const planning::Scenario& world, const planning::Thresholds& levels) {
        return planning::radioPlan(world, *model, settings.area, levels, nullptr, patterns);
    };
    const planning::RadioPlan before = planOf(scenario, settings.request.thresholds);
    planning::RadioPlan after = planOf(changes.scenario, changes.thresholds);
    override(after, changes);
    const LossWork work{workspace,     crs,    settings.request,
                        settings.area, before, workspace.filesFolder() / "loss"};
    std::set<std::uint32_t> layers;
    for (const planning::RadioCell& cell : before.cells) {
        if (changes.cells.contains(cell.cell)) {
            layers.insert(cell.layer);
        }
    }
    for (const std::uint32_t layer : layers) {
        const auto mine = layerIn(cover.cover, before.layers[layer]);
        if (!mine) {
            continue;
        }
        const LayerLosses losses{work, *model, cover.cover.frame, before, layer};
        out.push_back({*mine, losses.footprint(before, layer), losses.footprint(after, layer)});
    }
    return out;
}

} // namespace app
