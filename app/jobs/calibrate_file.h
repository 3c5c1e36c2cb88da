#pragma once
// Measured levels as people's files have them.
#include "app/jobs/calibrate_job.h"

namespace app {

/// A row as it was read, before anything is looked up.
struct MeasuredRow {
    std::int64_t row = 0;
    std::string cell;
    geo::LonLat at;
    double level_dbm = 0;
};
struct MeasuredTable {
    std::string file;
    std::vector<MeasuredRow> rows;
    std::vector<LeftOutMeasurement> left_out;
    std::vector<std::string> notes; // which columns were taken
};

/// Finds the columns by their names (cell_id, level_dbm, RSRP, RxLev, lat, lon …), unless
/// `columns` says. Decimal commas, semicolons and encodings as for any import. Throws geo::Error
/// when a column is missing.
std::vector<MeasuredTable> readMeasurements(const std::filesystem::path& file,
                                            const std::vector<std::string>& columns);

} // namespace app
