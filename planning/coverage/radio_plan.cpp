#include "planning/coverage/radio_plan.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <tuple>

namespace planning {
namespace {

constexpr double thermalNoise_dbm_hz = -174;
constexpr double umtsChips_mhz = 3.84;
constexpr double gsmCarrier_mhz = 0.2;

std::optional<std::string> outside(const propagation::Range& range, MaybeNumber value)
{
    if (!value || range.holds(*value)) {
        return std::nullopt;
    }
    return fmt::format("{} {} {} is outside {}", range.quantity, *value, range.unit,
                       propagation::text(range));
}

/// Why a cell cannot be computed whatever the model.
std::optional<std::string> faultOf(const Cell& cell)
{
    for (const auto& [range, value] : {std::pair{&radioRanges.height, MaybeNumber{cell.height_m}},
                                       std::pair{&radioRanges.eirp, MaybeNumber{cell.eirp_dbm}},
                                       std::pair{&radioRanges.beamwidth, cell.beamwidth_deg},
                                       std::pair{&radioRanges.tilt, cell.tilt_deg},
                                       std::pair{&radioRanges.bandwidth, cell.bandwidth_mhz}}) {
        if (auto fault = outside(*range, value)) {
            return fault;
        }
    }
    if (!(cell.frequency_mhz > 0) || !std::isfinite(cell.frequency_mhz)) {
        return fmt::format("frequency {} MHz is none", cell.frequency_mhz);
    }
    if (cell.azimuth_deg && !std::isfinite(*cell.azimuth_deg)) {
        return "the azimuth is not a number";
    }
    return std::nullopt;
}

std::optional<std::string> groundFault(const geo::Elevation* elevation, geo::XY at)
{
    if (elevation == nullptr || elevation->heightAt(at)) {
        return std::nullopt;
    }
    const geo::Box box = elevation->height_m.frame.box();
    return box.contains(at.x_m, at.y_m) ? "the elevation model has no data at the site"
                                        : "the site lies outside the elevation model";
}

/// Numbers for equal things, in the order they come.
template <typename Key>
class Numbers {
public:
    std::uint32_t of(const Key& key)
    {
        return numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
    }
    bool has(const Key& key) const { return numbers_.count(key) != 0; }
    std::uint32_t count() const { return static_cast<std::uint32_t>(numbers_.size()); }

private:
    std::map<Key, std::uint32_t> numbers_;
};

RadioCell prepared(const Cell& cell, const Thresholds& thresholds, const AntennaPattern* pattern)
{
    RadioCell out;
    const double bandwidth_mhz = cell.bandwidth_mhz.value_or(defaultBandwidth_mhz);
    const double width_hz = referenceWidth_hz(cell.technology, bandwidth_mhz, cell.frequency_mhz);
    out.technology = cell.technology;
    out.reference_dbm =
        static_cast<float>(cell.eirp_dbm - referenceOffset_db(cell.technology, cell.bandwidth_mhz,
                                                              cell.frequency_mhz));
    out.threshold_dbm = static_cast<float>(thresholds[cell.technology]);
    out.noise_dbm = static_cast<float>(thermalNoise_dbm_hz + 10 * std::log10(width_hz) +
                                       receiverNoiseFigure_db);
    switch (cell.technology) {
    case Technology::gen2:
        out.used_mhz = static_cast<float>(gsmCarrier_mhz);
        break;
    case Technology::gen3:
        out.used_mhz = static_cast<float>(umtsChips_mhz);
        out.carrierOver_db = static_cast<float>(pilotBelowEirp_db);
        break;
    case Technology::gen4:
    case Technology::gen5:
        out.used_mhz = static_cast<float>(
            12e-6 * width_hz * resourceBlocks(cell.technology, bandwidth_mhz, cell.frequency_mhz));
        break;
    }
    out.antenna = pattern != nullptr
                      ? Antenna::measured(*pattern, cell.azimuth_deg, cell.tilt_deg)
                      : Antenna::sector(cell.azimuth_deg, cell.beamwidth_deg, cell.tilt_deg);
    return out;
}

} // namespace

RadioPlan radioPlan(const Scenario& scenario, const AreaModel& model, const AreaSettings& settings,
                    const Thresholds& thresholds, const geo::Elevation* elevation,
                    const AntennaPatterns& patterns)
{
    RadioPlan plan;
    const Index sites = indexOfSites(scenario);
    std::set<std::string> observedCells;
    for (const Observation& seen : scenario.observations) {
        if (seen.asset_kind == AssetKind::cell) {
            observedCells.insert(seen.asset_id);
        }
    }
    struct Draft {
        RadioLayer layer;
        RadioCell cell;
    };
    std::vector<Draft> drafts;
    Numbers<std::tuple<double, double, double, double>> antennas;
    Numbers<std::tuple<std::string, Technology, double>> carriers;
    for (std::uint32_t i = 0; i < scenario.cells.size(); ++i) {
        const Cell& cell = scenario.cells[i];
        const auto site = sites.find(cell.site_id);
        std::optional<std::string> fault = faultOf(cell);
        AntennaPoint antenna{{}, cell.height_m, cell.frequency_mhz};
        if (site == sites.end()) {
            fault = fmt::format("its site '{}' is not in the workspace", cell.site_id);
        } else {
            antenna.at = scenario.sites[site->second].at.xy;
        }
        fault = fault ? fault : groundFault(elevation, antenna.at);
        if (const auto broken = patterns.broken.find(cell.antenna);
            !fault && broken != patterns.broken.end()) {
            fault =
                fmt::format("its antenna '{}' cannot be used: {}", cell.antenna, broken->second);
        }
        fault = fault ? fault : model.refuses(antenna, settings);
        if (fault) {
            plan.left_out.push_back({i, *fault});
            continue;
        }
        const auto pattern = patterns.by_name.find(cell.antenna);
        if (pattern == patterns.by_name.end() && !cell.antenna.empty()) {
            ++plan.missing_patterns[cell.antenna];
        }
        Draft draft;
        draft.cell = prepared(cell, thresholds,
                              pattern == patterns.by_name.end() ? nullptr : &pattern->second);
        draft.cell.cell = i;
        const auto key =
            std::tuple{antenna.at.x_m, antenna.at.y_m, antenna.height_m, antenna.frequency_mhz};
        if (!antennas.has(key)) {
            plan.antennas.push_back(antenna);
        }
        draft.cell.raster = antennas.of(key);
        draft.cell.carrier = carriers.of(
            {scenario.sites[site->second].operator_name, cell.technology, cell.frequency_mhz});
        draft.layer = {site->second, cell.technology,
                       observedCells.count(cell.cell_id) != 0 ? i : allCells};
        drafts.push_back(std::move(draft));
    }
    std::stable_sort(drafts.begin(), drafts.end(),
                     [](const Draft& a, const Draft& b) { return a.layer < b.layer; });
    for (Draft& draft : drafts) {
        if (plan.layers.empty() || plan.layers.back() != draft.layer) {
            plan.layers.push_back(draft.layer);
        }
        draft.cell.layer = static_cast<std::uint32_t>(plan.layers.size() - 1);
        plan.cells.push_back(std::move(draft.cell));
    }
    plan.carriers = carriers.count();
    return plan;
}

} // namespace planning
