#include "planning/restoration/drawn_world.h"

#include "planning/restoration/derive_actions.h"
#include "planning/restoration/random.h"
#include "planning/scenario/closed_zones.h"

#include <cmath>

namespace planning {
namespace {

using restoration::Random;

/// Triangular with its mode at 1 (inverse of the distribution function).
double around1(Random& random, double low, double high)
{
    if (!(high > low)) {
        return low;
    }
    const double u = random.unit(), share = (1 - low) / (high - low);
    return u < share ? low + std::sqrt(u * (high - low) * (1 - low))
                     : high - std::sqrt((1 - u) * (high - low) * (high - 1));
}

class Drawing {
public:
    Drawing(const Scenario& scenario, const Statuses& statuses, const DoubtRequest& request,
            std::uint64_t number)
        : out_{scenario, statuses}, request_{request}, random_{request.seed * 0x9e3779b97f4a7c15U +
                                                               number}
    {
    }

    DrawnWorld run()
    {
        // Always the same draws in the same order, so that worlds differ by chance alone.
        for (auto* all :
             {&out_.statuses.sites, &out_.statuses.nodes, &out_.statuses.spans,
              &out_.statuses.links, &out_.statuses.grid_nodes, &out_.statuses.grid_lines}) {
            for (AssetStatus& status : *all) {
                doubt(status);
            }
        }
        const double slow = around1(random_, request_.time_low, request_.time_high);
        for (Action& action : out_.scenario.actions) {
            const double factor = slow * around1(random_, request_.own_low, request_.own_high);
            action.crew_days *= factor;
            if (action.duration_days) {
                *action.duration_days *= factor;
            }
        }
        const double fuel = around1(random_, request_.fuel_low, request_.fuel_high);
        for (Supply& supply : out_.scenario.supply) {
            if (supply.resource == "fuel_l") {
                supply.per_day = scaled(supply.per_day, fuel);
                supply.amount = scaled(supply.amount, fuel);
            }
        }
        for (Zone& zone : out_.scenario.zones) {
            const std::uint32_t later =
                random_.below(static_cast<std::size_t>(request_.access_delay_days) + 1);
            openLater(zone, static_cast<int>(later));
        }
        return std::move(out_);
    }

private:
    static MaybeNumber scaled(MaybeNumber value, double factor)
    {
        return value ? MaybeNumber{*value * factor} : value;
    }

    void doubt(AssetStatus& status)
    {
        const double draw = random_.unit();
        if (status.status == Status::unknown) {
            set(status, draw < request_.unknown_works);
            return;
        }
        if (!status.observation || status.status == Status::planned) {
            return; // nobody claimed anything
        }
        const double confidence =
            out_.scenario.observations[*status.observation].confidence.value_or(
                request_.assumed_confidence);
        if (draw < (1 - confidence) * request_.report_doubt) {
            set(status,
                status.status == Status::outOfService || status.status == Status::destroyed);
        }
    }
    static void set(AssetStatus& status, bool works)
    {
        status.status = works ? Status::operational : Status::outOfService;
        status.damage = works ? Damage::none : Damage::partial;
        status.cause = works ? Cause::none : Cause::physical;
    }

    DrawnWorld out_;
    const DoubtRequest& request_;
    Random random_;
};

} // namespace

DrawnWorld drawWorld(const Scenario& scenario, const Statuses& statuses,
                     const DoubtRequest& request, std::uint64_t number)
{
    return Drawing{scenario, statuses, request, number}.run();
}

} // namespace planning
