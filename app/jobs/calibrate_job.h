#pragma once
// `sila calibrate`: measured levels (drive tests, phones) held against the last coverage.
#include "app/jobs/coverage_store.h"
#include "planning/coverage/calibration.h"
#include "planning/feedback.h"

#include <nlohmann/json.hpp>

namespace app {

struct CalibrateRequest {
    std::vector<std::filesystem::path> files; // tables with position, level, cell
    /// "level=RSRP": which column of the file is which; fields: cell, level, lon, lat.
    std::vector<std::string> columns;
    bool fit = false; // also an offset and slope for each class of ground
};

/// A usable measurement.
struct Measurement {
    std::string file;
    std::int64_t row = 0;
    std::uint32_t cell = 0; // in Scenario::cells
    geo::LonLat at;
    planning::MeasuredLevel level;
    double residual_db = 0; // error with the fit taken off; the error itself without
};

/// A row that could not be compared.
struct LeftOutMeasurement {
    std::string file;
    std::int64_t row = 0;
    std::string field, value, reason;
};

struct ErrorsBy {
    std::string name; // technology, cell
    planning::ErrorStatistics errors;
};

/// Levels of the model with the fit put on: a layer beside the model's, never instead of it.
struct CalibratedLayer {
    std::string technology, path; // relative to the workspace's folder
};

struct CalibrateReport {
    CalibrateRequest request;
    planning::Scenario scenario;
    std::string coverage; // JSON: how the levels were modelled
    std::string clutter_source;
    std::vector<Measurement> measurements;
    std::vector<LeftOutMeasurement> left_out;
    planning::ErrorStatistics all;
    std::vector<ErrorsBy> technologies, cells;
    std::vector<planning::ClassFit> classes;
    std::optional<planning::ErrorStatistics> fitted; // of all, with the fit taken off
    std::vector<CalibratedLayer> layers;
    geo::Problems problems;
};

/// Throws geo::Error when there is no coverage yet, a file or a column is missing, or no row can be
/// compared.
CalibrateReport calibrate(const geo::Workspace& workspace, const CalibrateRequest& request,
                          const planning::Feedback& feedback = {});

/// With a fit: writes the corrected levels as calibrated_TECHNOLOGY.tif into the folder
/// calibration/ beside the loss rasters. False when cancelled.
bool writeCalibrated(const geo::Workspace& workspace, CalibrateReport& report, int threads,
                     const planning::Feedback& feedback = {});

/// results_calibration, …_points and …_rasters in one transaction; modelled results stay.
void storeCalibration(geo::Workspace& workspace, const CalibrateReport& report);

nlohmann::ordered_json asJson(const CalibrateReport& report);
std::string asText(const CalibrateReport& report);
std::string className(const CalibrateReport& report, std::uint32_t clutter);

} // namespace app
