#pragma once
// The inner loops of the area engine, compiled once for each instruction set and chosen when the
// program runs. Plain structures and pointers only: see kernels_body.h for why.
#include <cstddef>
#include <cstdint>

namespace planning::propagation::engine {

/// Vector loops run over whole groups of this many; arrays must be long enough.
inline constexpr int groupSize = 16;
/// `count` made whole groups.
constexpr int padded(int count)
{
    return (count + groupSize - 1) / groupSize * groupSize;
}

/// Samples are skipped in blocks of this many when a bound shows that none of them matters.
inline constexpr int blockSize = 32;

/// A grid seen from one of its cells: `origin` is that cell, coordinates count cells east and south
/// of its centre.
struct GridView {
    const float* origin = nullptr;
    std::ptrdiff_t stride = 0;                                  // from row to row
    float low_col = 0, high_col = 0, low_row = 0, high_row = 0; // centres of the outer cells
};

/// Points of a plane: a start and a shift per point in cells.
struct LineOfPoints {
    float col = 0, row = 0; // of point 0
    float cols_per_step = 0, rows_per_step = 0;
};

/// Radio zones seen from a cell, two bits each, sixteen to a word: RadioZone modulo 4.
struct ZoneView {
    const std::int32_t* words = nullptr;
    std::int32_t stride = 0;                                           // words from row to row
    std::int32_t low_col = 0, high_col = 0, low_row = 0, high_row = 0; // that there are
};

/// What does not change from receiver to receiver; made by closedForm().
struct ClosedForm {
    struct Ground {
        float k = 0; // normalised surface admittance times the cube root of the Earth's radius
    };
    bool timed = false; // a time percentage below 50
    bool zoned = false; // sea or coast somewhere
    float f_ghz = 0, sqrt_f = 0, cbrt_f = 0, lambda_m = 0;
    float nu_scale = 0;                    // sqrt(0.002 / lambda)
    float median_km = 0, anomalous_km = 0; // effective Earth radii
    Ground land, sea;
    float x_scale = 0, y_scale = 0; // of eq. (32, 33) of P.1812
    float free_space_db = 0;        // eq. (8) at 1 km
    float time_percent = 50, log10_time = 0, log10_time_50 = 0, time_quantile = 0;
    float troposcatter_db = 0; // eq. (44) without distance and angle
    float ducting_db = 0;      // eq. (47) without distance, angles and coasts
    float tx_above_sea_m = 0;  // antenna
    float location_db = 0;     // added on land
};

/// Receivers as structure of arrays, the inputs of the closed form and its results.
struct ReceiverArrays {
    // km and m as P.1812 has them
    float *d = nullptr, *step = nullptr;          // length; between the last points of the profile
    float* rise = nullptr;                        // receiving above transmitting antenna
    float *slope_t = nullptr, *slope_r = nullptr; // tangents of the horizon angles
    float *dlt = nullptr, *dlr = nullptr;
    float* hm = nullptr;
    float *htep = nullptr, *hrep = nullptr; // above the smooth surface for diffraction
    float *hte = nullptr, *hre = nullptr;   // and for ducting
    /// Square of the diffraction parameter of the Bullington point over 0.002 d / lambda, negative
    /// when the point lies below the line of sight; for the median and the anomalous Earth.
    float *edge = nullptr, *anomalous_edge = nullptr;
    float* latitude = nullptr; // of the path's centre, degrees
    // only when zoned
    float *dtm = nullptr, *dlm = nullptr, *sea_fraction = nullptr;
    float *coast_t = nullptr, *coast_r = nullptr;
    float* on_land = nullptr; // 1 or 0
    // results
    float* loss_db = nullptr;
    std::int16_t* loss_cdb = nullptr;
    std::int16_t* departure_cdeg = nullptr;
};

/// One profile of its own, sampled evenly, heights above the transmitter's ground.
struct OwnProfile {
    const float* ground = nullptr; // points 0 to steps
    const float* top = nullptr;    // with clutter; the same array when there is none
    int steps = 0;
    float d_km = 0;
    float tx_m = 0, rx_m = 0;            // antennas above the transmitter's ground
    float median_c = 0, anomalous_c = 0; // 500 / effective Earth radius
    bool clutter = false, timed = false;
    const float* inverse = nullptr;               // 1 / i
    const float* reversed_inverse = nullptr;      // 1 / (steps - i)
    float *slopes = nullptr, *slopes_r = nullptr; // scratch, as long as the profile
};

/// Cells of one row of the receivers' grid in polar coordinates.
struct PolarRow {
    float first_east = 0, per_cell_east = 0, north = 0; // plane metres
    float east_scale = 1, north_scale = 1;              // ground metres per plane metre
    float mid_east = 0, mid_north = 1;                  // direction of the sector's middle
    float radials_per_radian = 0, middle_radial = 0;
    int last_radial = 0;
    float per_step = 0; // steps per ground metre
};

struct Kernels {
    const char* name = "";
    /// Bilinear heights less `base_m` at points 0 to count-1 of a line, clamped to the grid.
    void (*heightsOnLine)(const GridView&, const LineOfPoints&, float base_m, int count,
                          float* out);
    /// The same at points given one by one, in cells.
    void (*heightsAt)(const GridView&, const float* col, const float* row, float base_m, int count,
                      float* out);
    /// Nearest cells, 0 outside, for voids and for negative values; on top of the ground given.
    void (*topsOnLine)(const GridView&, const LineOfPoints&, const float* ground, int count,
                       float* out);
    /// Nearest cells, or the outer ones.
    void (*zonesOnLine)(const ZoneView&, const LineOfPoints&, int count, std::int32_t* out);
    /// First of first + 1..count - 1 whose value is not that of `first`; count when there is none.
    int (*endOfRun)(const std::int32_t* values, int first, int count);
    void (*clutterAt)(const GridView&, const float* col, const float* row, int count, float* out);
    /// Radial within the sector and ground distance in m.
    void (*polar)(const PolarRow&, int count, std::int32_t* radial, float* distance_m);
    /// Least of (s - slope_i)^2 d_i / (d - d_i) over 1..last, not above `least`; `*at` becomes its
    /// index when below. `blocks[b]`: greatest slope of the points b * blockSize on.
    float (*leastClearance)(const float* slope, const float* blocks, const float* d_km, int last,
                            float s, float d, float least, int* at);
    /// Greatest of h_i - slope d_i over first..last, not below `highest`.
    float (*highestAbove)(const float* h_m, const float* blocks, const float* d_km, int first,
                          int last, float slope, float highest);
    /// Geometry of receiver `k` from its own profile. Gives the sum of its heights: not a number
    /// when there is a void among them, and the geometry then is none.
    float (*ownGeometry)(const OwnProfile&, const ReceiverArrays&, int k);
    /// Loss and departure angle of `count` receivers (made whole groups).
    void (*loss)(const ClosedForm&, const ReceiverArrays&, int count);
};

/// Nothing when the compiler or the processor has no such instructions.
const Kernels* genericKernels();
const Kernels* sse4Kernels();
const Kernels* avx2Kernels();
const Kernels* avx512Kernels();

} // namespace planning::propagation::engine
