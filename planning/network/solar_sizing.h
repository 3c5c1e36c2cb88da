#pragma once
// Solar panel and battery for a load, from monthly irradiation.
#include <array>

namespace planning {

struct SolarRequest {
    double load_kw = 0;                              // mean, day and night
    std::array<double, 12> irradiation_kwh_m2_day{}; // on the panel's plane, January first
    double performance_ratio = 0.75;                 // wiring, dust, heat, inverter
    double autonomy_h = 48;                          // without any sun
    double depth_of_discharge = 0.8;                 // usable share of the battery
};

struct SolarSize {
    double panel_kwp = 0;   // peak power at 1 kW/m²
    double battery_kwh = 0; // nominal
    int worst_month = 0;    // 1 to 12: the one that decides
};

/// Panel: load × 24 h / (peak sun hours of the worst month × performance ratio). Battery:
/// load × autonomy / depth of discharge. Throws geo::Error when a value is not positive (or a share
/// above 1), naming it.
SolarSize solarSize(const SolarRequest& request);

} // namespace planning
