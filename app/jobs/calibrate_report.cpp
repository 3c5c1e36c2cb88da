#include "app/jobs/calibrate_job.h"
#include "app/jobs/results_table.h"

#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using geo::ColumnKind;
using geo::Value;
using Json = nlohmann::ordered_json;

const std::vector<std::string> inputs{"sites", "cells", "rasters"};
constexpr std::size_t shown = 10;

Json statisticsJson(const planning::ErrorStatistics& s)
{
    return {{"count", s.count},   {"mean_db", s.mean_db},     {"deviation_db", s.deviation_db},
            {"rms_db", s.rms_db}, {"median_db", s.median_db}, {"worst_db", s.worst_db}};
}

std::vector<Value> statisticsRow(const std::string& by, const std::string& name,
                                 const planning::ErrorStatistics& s)
{
    return {by,          name,           static_cast<std::int64_t>(s.count),
            s.mean_db,   s.deviation_db, s.rms_db,
            s.median_db, s.worst_db};
}

ResultsTable summary(const CalibrateReport& report)
{
    ResultsTable table{"results_calibration",
                       "Measured against modelled: errors and fits",
                       {{"by", ColumnKind::text},
                        {"name", ColumnKind::text},
                        {"measurements", ColumnKind::integer},
                        {"mean_db", ColumnKind::real},
                        {"deviation_db", ColumnKind::real},
                        {"rms_db", ColumnKind::real},
                        {"median_db", ColumnKind::real},
                        {"worst_db", ColumnKind::real},
                        {"fit_offset_db", ColumnKind::real},
                        {"fit_slope_db_per_decade", ColumnKind::real},
                        {"fitted_deviation_db", ColumnKind::real}}};
    const auto add = [&](std::vector<Value> row, const planning::ClassFit* fit) {
        const bool fitted = fit != nullptr && fit->fit;
        row.push_back(fitted ? Value{fit->fit->offset_db} : Value{});
        row.push_back(fitted ? Value{fit->fit->slope_db} : Value{});
        row.push_back(fitted ? Value{fit->after->deviation_db} : Value{});
        table.add(std::move(row));
    };
    add(statisticsRow("all", "", report.all), nullptr);
    for (const ErrorsBy& one : report.technologies) {
        add(statisticsRow("technology", one.name, one.errors), nullptr);
    }
    for (const planning::ClassFit& one : report.classes) {
        add(statisticsRow("clutter", className(report, one.clutter), one.before), &one);
    }
    for (const ErrorsBy& one : report.cells) {
        add(statisticsRow("cell", one.name, one.errors), nullptr);
    }
    return table;
}

ResultsTable points(const CalibrateReport& report)
{
    ResultsTable table{"results_calibration_points",
                       "Measured levels and how far the model is off",
                       {{"file", ColumnKind::text},
                        {"row", ColumnKind::integer},
                        {"cell_id", ColumnKind::text},
                        {"technology", ColumnKind::text},
                        {"clutter", ColumnKind::text},
                        {"distance_km", ColumnKind::real},
                        {"measured_dbm", ColumnKind::real},
                        {"modelled_dbm", ColumnKind::real},
                        {"error_db", ColumnKind::real},
                        {"residual_db", ColumnKind::real}},
                       geo::GeometryKind::point};
    for (const Measurement& m : report.measurements) {
        const planning::Cell& cell = report.scenario.cells[m.cell];
        table.add({m.file, m.row, cell.cell_id, std::string{planning::text(cell.technology)},
                   className(report, m.level.clutter), m.level.distance_m / 1000,
                   m.level.measured_dbm, m.level.modelled_dbm, m.level.error_db(), m.residual_db},
                  m.at);
    }
    return table;
}

ResultsTable layers(const CalibrateReport& report)
{
    ResultsTable table{
        "results_calibration_rasters",
        "Levels corrected by measurements",
        {{"technology", ColumnKind::text}, {"path", ColumnKind::text}, {"what", ColumnKind::text}}};
    for (const CalibratedLayer& layer : report.layers) {
        table.add({layer.technology, layer.path,
                   "level of the model with the fit put on; not in any total"});
    }
    return table;
}

} // namespace

std::string className(const CalibrateReport& report, std::uint32_t clutter)
{
    return report.clutter_source.empty() ? "all" : clutter == 0 ? "none" : std::to_string(clutter);
}

void storeCalibration(geo::Workspace& workspace, const CalibrateReport& report)
{
    const std::string fingerprint = workspace.fingerprint(inputs);
    Json parameters{{"coverage", Json::parse(report.coverage, nullptr, false)},
                    {"fit", report.request.fit}};
    geo::Workspace::Transaction transaction{workspace};
    for (const ResultsTable& table : {summary(report), points(report), layers(report)}) {
        table.write(workspace, inputs, fingerprint, parameters.dump());
    }
    transaction.commit();
}

nlohmann::ordered_json asJson(const CalibrateReport& report)
{
    Json out{{"measurements", report.measurements.size()},
             {"left_out", report.left_out.size()},
             {"errors", statisticsJson(report.all)}};
    out["fitted"] = report.fitted ? statisticsJson(*report.fitted) : Json(nullptr);
    for (const auto& [key, list] :
         {std::pair{"technologies", &report.technologies}, std::pair{"cells", &report.cells}}) {
        Json& all = out[key] = Json::array();
        for (const ErrorsBy& one : *list) {
            Json entry{{"name", one.name}};
            entry.update(statisticsJson(one.errors));
            all.push_back(std::move(entry));
        }
    }
    Json& classes = out["classes"] = Json::array();
    for (const planning::ClassFit& one : report.classes) {
        Json entry{{"clutter", className(report, one.clutter)},
                   {"errors", statisticsJson(one.before)}};
        if (one.fit) {
            entry["fit"] = {{"offset_db", one.fit->offset_db},
                            {"slope_db_per_decade", one.fit->slope_db},
                            {"sloped", one.fit->sloped}};
            entry["fitted"] = statisticsJson(*one.after);
        }
        classes.push_back(std::move(entry));
    }
    out["clutter_source"] = report.clutter_source;
    Json& rasters = out["rasters"] = Json::array();
    for (const CalibratedLayer& layer : report.layers) {
        rasters.push_back({{"technology", layer.technology}, {"path", layer.path}});
    }
    out["coverage"] = Json::parse(report.coverage, nullptr, false);
    Json& left = out["rows_left_out"] = Json::array();
    for (const LeftOutMeasurement& one : report.left_out) {
        left.push_back({{"file", one.file},
                        {"row", one.row},
                        {"field", one.field},
                        {"value", one.value},
                        {"reason", one.reason}});
    }
    Json& problems = out["problems"] = Json::array();
    for (const geo::Problem& problem : report.problems) {
        problems.push_back({{"what", problem.what}, {"fix", problem.fix}});
    }
    return out;
}

std::string asText(const CalibrateReport& report)
{
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    const planning::ErrorStatistics& s = report.all;
    line("Measured levels are {:.1f} dB {} the model's on average, deviation {:.1f} dB ({} "
         "measurements, {} left out)",
         std::abs(s.mean_db), s.mean_db < 0 ? "below" : "above", s.deviation_db, s.count,
         report.left_out.size());
    line("  median {:+.1f} dB, root mean square {:.1f} dB, worst {:+.1f} dB", s.median_db, s.rms_db,
         s.worst_db);
    for (const ErrorsBy& one : report.technologies) {
        line("  {}  mean {:+.1f} dB, deviation {:.1f} dB, {} measurements", one.name,
             one.errors.mean_db, one.errors.deviation_db, one.errors.count);
    }
    for (const planning::ClassFit& one : report.classes) {
        line("  ground {}  mean {:+.1f} dB, deviation {:.1f} dB, {} measurements{}",
             className(report, one.clutter), one.before.mean_db, one.before.deviation_db,
             one.before.count,
             one.fit ? fmt::format("; fit {:+.1f} dB {:+.1f} dB a decade of distance, deviation "
                                   "then {:.1f} dB",
                                   one.fit->offset_db, one.fit->slope_db, one.after->deviation_db)
             : report.request.fit ? "; too few to fit"
                                  : "");
    }
    if (report.fitted) {
        line("With the fit taken off: deviation {:.1f} dB", report.fitted->deviation_db);
    }
    for (std::size_t i = 0; i < std::min(shown, report.left_out.size()); ++i) {
        const LeftOutMeasurement& one = report.left_out[i];
        line("! {}, row {}: {} {}", one.file, one.row,
             one.value.empty() ? one.field : fmt::format("{} '{}'", one.field, one.value),
             one.reason);
    }
    if (report.left_out.size() > shown) {
        line("! and {} more rows (--json lists them)", report.left_out.size() - shown);
    }
    for (const CalibratedLayer& layer : report.layers) {
        line("Corrected level of {}: {}", layer.technology, layer.path);
    }
    line("Kept as results_calibration and results_calibration_points. People covered rest on the "
         "model alone.");
    return out;
}

} // namespace app
