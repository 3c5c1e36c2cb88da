#include "app/cli/command.h"
#include "app/jobs/coverage_store.h"
#include "app/jobs/technology_job.h"
#include "geo/misuse.h"

#include <fmt/format.h>

namespace app::cli {
namespace {

struct Options {
    TechnologyJobRequest request;
    std::string workspace, aim = "least_cost", level = "base", cell = "3G";
    double budget_usd = -1;
    bool withoutFee = false, noSolar = false;
};

void read(Options& o)
{
    const auto aim = planning::choiceAimNamed(o.aim);
    if (!aim) {
        throw geo::Misuse{fmt::format("--aim '{}' is not known", o.aim),
                          "Take least_cost, most_value, fixed_order, most_users or most_places"};
    }
    const auto cell = planning::parseWord<planning::Technology>(o.cell);
    if (!cell) {
        throw geo::Misuse{fmt::format("--cell '{}' is not known", o.cell), "Take 2G, 3G, 4G or 5G"};
    }
    o.request.least_cell = *cell;
    o.request.choice.aim = *aim;
    o.request.choice.level = o.level == "low"    ? planning::CostLevel::low
                             : o.level == "high" ? planning::CostLevel::high
                                                 : planning::CostLevel::base;
    o.request.choice.bandwidth_is_cost = !o.withoutFee;
    o.request.choice.buy_solar = !o.noSolar;
    if (o.budget_usd >= 0) {
        o.request.choice.budget_usd = o.budget_usd;
    }
}

const Registration technology{
    {"technology",
     "Choose fibre, cellular, point-to-point or satellite for every place, with cost and reasons",
     "sila technology gaza.gpkg --costs cpp --aim least_cost", 76},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        command.add_option("WORKSPACE", o->workspace, "The workspace")->required();
        command
            .add_option("--costs", o->request.costs,
                        "Cost set: cpp, giga or sila (its values: --level low, base or high)")
            ->capture_default_str();
        command
            .add_option("--aim", o->aim,
                        "least_cost (who pays), most_value (who earns), fixed_order, most_users "
                        "or most_places (within --budget)")
            ->capture_default_str();
        command
            .add_option("--level", o->level,
                        "Values of the cost set: low, base or high (sila plan: --costs)")
            ->check(CLI::IsMember({"low", "base", "high"}))
            ->capture_default_str();
        command.add_option("--years", o->request.choice.horizon.years, "Years of ownership")
            ->check(CLI::Range(1, 100))
            ->capture_default_str();
        command
            .add_option("--rate", o->request.choice.horizon.rate,
                        "Discount rate, 0.02 for 2 % (not an exchange rate)")
            ->check(CLI::Range(0.0, 1.0))
            ->capture_default_str();
        command
            .add_option("--budget", o->budget_usd,
                        "US dollars of ownership and bandwidth over the years, not discounted; "
                        "with --without-fee as CPP: ownership alone")
            ->check(CLI::NonNegativeNumber);
        command.add_flag("--without-fee", o->withoutFee,
                         "Leave bandwidth out of the cost, as CPP does");
        command.add_flag("--no-solar", o->noSolar, "Refuse places without electricity");
        command.add_option("--cell", o->cell, "Oldest mobile generation that counts as broadband")
            ->capture_default_str();
        command
            .add_option("--online", o->request.choice.demand.online_share,
                        "Share of people who use the network")
            ->capture_default_str();
        command
            .add_option("--at-once", o->request.choice.demand.at_once_share,
                        "Share of them at the same moment")
            ->capture_default_str();
        command.add_option("--mbps", o->request.choice.demand.mbps_each, "Mbit/s of one user")
            ->capture_default_str();
        command
            .add_option("--least-mbps", o->request.choice.demand.least_mbps,
                        "Least Mbit/s of a place")
            ->capture_default_str();
        command
            .add_option("--most-mbps", o->request.choice.demand.most_mbps, "Most Mbit/s of a place")
            ->capture_default_str();
        command
            .add_option("--snap", o->request.fibre.snap_m, "Metres from a place to a road at most")
            ->check(CLI::Range(1.0, 50000.0))
            ->capture_default_str();
        command.add_flag(
            "--tornado,!--no-tornado", o->request.tornado,
            "Say which assumption moves the answer most (it does, unless told not to)");
        command.add_flag("!--no-capacity", o->request.capacity,
                         "Take every site as carrying whatever is asked of it");
        command.add_flag("!--no-facilities", o->request.facilities, "Settlements only");
        command.add_flag("!--no-settlements", o->request.settlements, "Facilities only");
        return [o](Context& context) {
            read(*o);
            auto workspace = geo::Workspace::open(o->workspace, geo::Access::write);
            const auto cover = loadCover(workspace, loadScenario(workspace));
            if (cover && cover->stale) {
                context.say("The coverage is older than the data it rests on; run sila coverage "
                            "again for cells that fit.");
            }
            const auto report = technologyReport(workspace, o->request,
                                                 cover ? &cover->cover : nullptr, context.feedback);
            if (report && !context.feedback.cancelled()) {
                storeTechnology(workspace, *report);
                context.result(asJson(*report), asText(*report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
