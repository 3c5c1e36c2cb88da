#include "planning/coverage/mobile_models.h"

#include "planning/coverage/distance_models.h"
#include "planning/coverage/profile_model.h"
#include "planning/propagation/p525.h"

#include <algorithm>
#include <fmt/format.h>

namespace planning {
namespace {

using namespace propagation;

constexpr double mhz_per_ghz = 1000;

/// Frequency outside the model's range: no loss at all; its other limits are only warned of.
std::optional<std::string> refuseFrequency(const char* model, const Range& range, double frequency)
{
    if (range.holds(frequency)) {
        return std::nullopt;
    }
    return fmt::format("frequency {:g} {} is outside {}'s range of {:g} to {:g}", frequency,
                       range.unit, model, range.low, range.high);
}

double freeSpace_db(const DistanceCase& c)
{
    return freeSpaceLoss_db(c.direct_m / 1000, c.frequency_mhz);
}

HataRequest hataRequest(const DistanceCase& c, HataEnvironment environment)
{
    return {c.frequency_mhz, c.ground_m / 1000, c.tx_height_m, c.rx_height_m, environment};
}

/// What a formula of Hata's form has in common.
std::unique_ptr<AreaModel> hataLike(const char* name, const char* title,
                                    const geo::Elevation* elevation, HataEnvironment environment,
                                    const HataRanges& ranges, double (*formula)(const HataRequest&))
{
    return std::make_unique<DistanceModel>(
        name, fmt::format("{} environment={}", title, static_cast<int>(environment)), elevation,
        [=](const DistanceCase& c) {
            return std::max(freeSpace_db(c), formula(hataRequest(c, environment)));
        },
        [=](const AntennaPoint& a, const AreaSettings&) {
            return refuseFrequency(name, ranges.frequency, a.frequency_mhz);
        },
        [=](const AntennaPoint& a, const AreaSettings& s) {
            return hataWarnings(ranges, {a.frequency_mhz, s.radius_m / 1000, a.height_m,
                                         s.receiver_height_m, environment});
        });
}

} // namespace

std::unique_ptr<AreaModel> hataAreaModel(const geo::Elevation* elevation,
                                         HataEnvironment environment)
{
    return hataLike("hata", "Okumura-Hata 1980", elevation, environment, hataRanges, hataLoss_db);
}

std::unique_ptr<AreaModel> cost231AreaModel(const geo::Elevation* elevation,
                                            HataEnvironment environment)
{
    return hataLike("cost231", "COST 231-Hata", elevation, environment, cost231Ranges,
                    cost231HataLoss_db);
}

std::unique_ptr<AreaModel> tr38901AreaModel(const geo::Elevation* elevation, MacroCell scenario)
{
    const auto request = [scenario](double f_mhz, double d_m, double base_m, double terminal_m) {
        Tr38901Request q;
        q.scenario = scenario;
        q.f_ghz = f_mhz / mhz_per_ghz;
        q.d_km = d_m / 1000;
        q.base_height_m = base_m;
        q.terminal_height_m = terminal_m;
        return q;
    };
    return std::make_unique<DistanceModel>(
        "tr38901",
        fmt::format("3GPP TR 38.901 table 7.4.1-1 scenario={}", static_cast<int>(scenario)),
        elevation,
        [=](const DistanceCase& c) {
            const Tr38901Result r =
                tr38901(request(c.frequency_mhz, c.ground_m, c.tx_height_m, c.rx_height_m));
            return std::max(freeSpace_db(c),
                            r.los_probability * r.los_db + (1 - r.los_probability) * r.nlos_db);
        },
        [](const AntennaPoint& a, const AreaSettings&) {
            return refuseFrequency("tr38901", tr38901Ranges.frequency,
                                   a.frequency_mhz / mhz_per_ghz);
        },
        [=](const AntennaPoint& a, const AreaSettings& s) {
            return tr38901Warnings(
                request(a.frequency_mhz, s.radius_m, a.height_m, s.receiver_height_m));
        });
}

std::unique_ptr<AreaModel> ehataAreaModel(const geo::Elevation* elevation,
                                          EhataEnvironment environment)
{
    const auto request = [environment](const AntennaPoint& a, const AreaSettings& s) {
        return EhataRequest{a.frequency_mhz, a.height_m, s.receiver_height_m, environment};
    };
    return std::make_unique<ProfileModel>(
        "ehata",
        fmt::format("extended Hata, NTIA TR-15-517 environment={}", static_cast<int>(environment)),
        elevation,
        [=](std::span<const double> from_antenna_m, double step_m, const AntennaPoint& a,
            const AreaSettings& s) {
            thread_local std::vector<double> from_mobile_m;
            from_mobile_m.assign(from_antenna_m.rbegin(), from_antenna_m.rend());
            const double d_km = step_m * static_cast<double>(from_antenna_m.size() - 1) / 1000;
            return std::max(freeSpaceLoss_db(d_km, a.frequency_mhz),
                            ehata(from_mobile_m, step_m, request(a, s)).L_db);
        },
        [](const AntennaPoint& a, const AreaSettings&) {
            return refuseFrequency("ehata", ehataRanges.frequency, a.frequency_mhz);
        },
        [=](const AntennaPoint& a, const AreaSettings& s) {
            return ehataWarnings(s.radius_m / 1000, request(a, s));
        });
}

std::unique_ptr<AreaModel> itmAreaModel(const geo::Elevation* elevation, ItmClimate climate)
{
    const auto request = [climate](const AntennaPoint& a, const AreaSettings& s) {
        ItmRequest q;
        q.f_mhz = a.frequency_mhz;
        q.tx_height_m = a.height_m;
        q.rx_height_m = s.receiver_height_m;
        q.climate = climate;
        q.time_percent = s.time_percent;
        q.location_percent = s.location_percent;
        return q;
    };
    return std::make_unique<ProfileModel>(
        "itm", fmt::format("ITM 1.x point to point climate={}", static_cast<int>(climate)),
        elevation,
        [=](std::span<const double> from_antenna_m, double step_m, const AntennaPoint& a,
            const AreaSettings& s) {
            return itmPointToPoint({from_antenna_m, step_m}, request(a, s)).A_db;
        },
        [](const AntennaPoint& a, const AreaSettings& s) -> std::optional<std::string> {
            for (const auto& [range, value] :
                 {std::pair{&itmLimits.frequency, a.frequency_mhz},
                  std::pair{&itmLimits.antenna, a.height_m},
                  std::pair{&itmLimits.antenna, s.receiver_height_m}}) {
                if (!range->holds(value)) {
                    return fmt::format("{} {:g} {} is outside itm's range of {:g} to {:g}",
                                       range->quantity, value, range->unit, range->low,
                                       range->high);
                }
            }
            return std::nullopt;
        },
        [](const AntennaPoint& a, const AreaSettings& s) {
            std::vector<std::string> out;
            warnOutside(itmRanges.frequency, a.frequency_mhz, out);
            warnOutside(itmRanges.antenna, a.height_m, out);
            warnOutside(itmRanges.antenna, s.receiver_height_m, out);
            warnOutside(itmRanges.distance, s.radius_m / 1000, out);
            return out;
        });
}

} // namespace planning
