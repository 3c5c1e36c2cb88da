#include "planning/coverage/p1812_model.h"

#include <fmt/format.h>

namespace planning {
namespace {

using propagation::AreaMethod;
using propagation::p1812Ranges;
using propagation::Range;

constexpr double mhz_per_ghz = 1000;

std::string_view text(AreaMethod method)
{
    switch (method) {
    case AreaMethod::sweep:
        return "sweep";
    case AreaMethod::exact:
        return "exact";
    case AreaMethod::scalar:
        break;
    }
    return "scalar";
}

class P1812Model final : public AreaModel {
public:
    P1812Model(const geo::WorkingCrs& crs, const P1812Terrain& terrain, AreaMethod method,
               const P1812Constants& constants)
        : crs_{crs}, terrain_{terrain}, method_{method}, constants_{constants}
    {
    }

    std::string name() const override { return "p1812"; }
    std::string basis() const override
    {
        return fmt::format("ITU-R P.1812 {} dn={} n0={} pol={} clutter={}", text(method_),
                           constants_.dn, constants_.n0, static_cast<int>(constants_.polarisation),
                           terrain_.clutter != nullptr);
    }
    std::optional<std::string> refuses(const AntennaPoint& antenna,
                                       const AreaSettings& settings) const override
    {
        for (const auto& [range, value] :
             {std::pair{&p1812Ranges.frequency, antenna.frequency_mhz / mhz_per_ghz},
              std::pair{&p1812Ranges.antenna, antenna.height_m},
              std::pair{&p1812Ranges.antenna, settings.receiver_height_m}}) {
            if (!range->holds(value)) {
                return fmt::format("{} {:g} {} is outside P.1812's range of {:g} to {:g}",
                                   range->quantity, value, range->unit, range->low, range->high);
            }
        }
        return std::nullopt;
    }
    std::optional<LossRaster> loss(const AntennaPoint& antenna, const AreaSettings& settings,
                                   const Feedback& feedback, LossRaster memory) const override
    {
        propagation::AreaLossRequest q;
        q.transmitter = antenna.at;
        q.geodesy = propagation::siteGeodesy(crs_, antenna.at);
        q.radio.frequency_mhz = antenna.frequency_mhz;
        q.radio.polarisation = constants_.polarisation;
        q.radio.tx_height_m = antenna.height_m;
        q.radio.rx_height_m = settings.receiver_height_m;
        q.radio.time_percent = settings.time_percent;
        q.radio.location_percent = settings.location_percent;
        q.radio.location_sigma_db =
            propagation::locationSigma_db(antenna.frequency_mhz / mhz_per_ghz, settings.cell_m);
        q.radio.dn = constants_.dn;
        q.radio.n0 = constants_.n0;
        q.radius_m = settings.radius_m;
        q.resolution_m = settings.cell_m;
        q.method = method_;
        q.threads = settings.threads;
        propagation::AreaLoss used;
        used.loss_cdb = std::move(memory.loss_cdb);
        used.departure_cdeg = std::move(memory.departure_cdeg);
        auto area = propagation::areaLoss({terrain_.elevation, terrain_.clutter, terrain_.zones}, q,
                                          feedback, std::move(used));
        if (!area) {
            return std::nullopt;
        }
        static_assert(noLoss == propagation::noLoss);
        LossRaster out;
        out.frame = area->frame;
        out.loss_cdb = std::move(area->loss_cdb);
        out.departure_cdeg = std::move(area->departure_cdeg);
        out.computed = static_cast<std::uint32_t>(area->computed);
        out.voids = static_cast<std::uint32_t>(area->voids);
        out.outside = static_cast<std::uint32_t>(area->outside);
        return out;
    }

private:
    geo::WorkingCrs crs_;
    P1812Terrain terrain_;
    AreaMethod method_;
    P1812Constants constants_;
};

} // namespace

std::unique_ptr<AreaModel> p1812Model(const geo::WorkingCrs& crs, const P1812Terrain& terrain,
                                      AreaMethod method, const P1812Constants& constants)
{
    return std::make_unique<P1812Model>(crs, terrain, method, constants);
}

} // namespace planning
