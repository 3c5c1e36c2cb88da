#include "app/cli/command.h"
#include "app/cli/situation_options.h"
#include "app/jobs/coverage_store.h"
#include "app/jobs/power_job.h"
#include "app/jobs/require_network.h"

#include <algorithm>

namespace app::cli {
namespace {

struct Options {
    std::string workspace;
    SituationOptions situation;
    PowerRequest request;
    double fuel_l = -1, reserve = 0, stops = -1;
    std::string rules;
    std::vector<double> irradiation;
    planning::SolarRequest solar;
};

constexpr int months = 12;

const Registration power{
    {"power", "Say what feeds each site, for how long, and where fuel serves most people",
     "sila power gaza.gpkg --fuel 10000 --reserve 0.1 --stops 60", 55},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        command.add_option("WORKSPACE", o->workspace, "The workspace")->required();
        addSituationOptions(command, o->situation);
        command.add_option("--hours", o->request.horizon_h, "How far to look ahead")
            ->check(CLI::Range(1.0, 24.0 * 365))
            ->capture_default_str();
        CLI::Option* fuelOption =
            command.add_option("--fuel", o->fuel_l, "Litres a day to split over generators")
                ->check(CLI::NonNegativeNumber);
        command.add_option("--reserve", o->reserve, "Share of it kept back")
            ->check(CLI::Range(0.0, 1.0))
            ->needs(fuelOption);
        command.add_option("--stops", o->stops, "Deliveries a day the tankers can make")
            ->check(CLI::NonNegativeNumber)
            ->needs(fuelOption);
        command.add_option("--rules", o->rules,
                           "Table of autonomy rules: id, applies_to, hours, share, due, source");
        command
            .add_option("--irradiation", o->irradiation,
                        "Size panels and batteries: kWh/m² a day from January to December")
            ->expected(months);
        command.add_option("--sunless", o->solar.autonomy_h, "Hours batteries last without sun")
            ->check(CLI::NonNegativeNumber)
            ->capture_default_str();
        command
            .add_option("--performance", o->solar.performance_ratio,
                        "Share of the panels' power that arrives")
            ->check(CLI::Range(0.01, 1.0))
            ->capture_default_str();
        command.add_option("--discharge", o->solar.depth_of_discharge, "Usable share of a battery")
            ->check(CLI::Range(0.01, 1.0))
            ->capture_default_str();
        return [o](Context& context) {
            auto workspace = geo::Workspace::open(o->workspace, geo::Access::write);
            requireSites(workspace);
            readSituation(o->situation, o->request.situation);
            if (!o->rules.empty()) {
                o->request.rules = readRules(o->rules);
            }
            if (!o->irradiation.empty()) {
                o->request.solar = o->solar;
                std::ranges::copy(o->irradiation, o->request.solar->irradiation_kwh_m2_day.begin());
            }
            std::optional<LoadedCover> cover = coverIfComputed(workspace, loadScenario(workspace));
            if (o->fuel_l >= 0) {
                planning::FuelRequest fuel;
                fuel.litres_per_day = o->fuel_l;
                fuel.reserve_share = o->reserve;
                if (o->stops >= 0) {
                    fuel.stops_per_day = o->stops;
                }
                o->request.fuel = fuel;
                cover = requireCover(workspace, loadScenario(workspace));
            }
            if (cover && cover->stale) {
                context.say("The coverage is older than the data it rests on; run sila coverage "
                            "again for people that fit.");
            }
            const PowerReport report = powerReport(
                workspace, o->request, cover ? &cover->cover : nullptr, context.feedback);
            if (!context.feedback.cancelled()) {
                storePower(workspace, report);
                context.result(asJson(report), asText(report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
