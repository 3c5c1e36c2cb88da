#include "app/cli/command.h"
#include "app/cli/situation_options.h"
#include "app/jobs/siting_job.h"
#include "geo/misuse.h"

#include <algorithm>
#include <memory>

namespace {

struct Options {
    std::string workspace, technology = "4G", served_from = "2G", laid = "buried";
    std::vector<std::string> kinds{"structures", "settlements", "hilltops"};
    double most_road_km = 3, most_hop_km = 50, most_fibre_km = 20, radius_km = 0;
    app::cli::SituationOptions situation;
    app::SitingRequest request;
};

planning::Technology technologyOf(const std::string& word)
{
    const auto technology = planning::parseWord<planning::Technology>(word);
    if (!technology) {
        throw geo::Misuse{"'" + word + "' is no technology", "Give 2G, 3G, 4G or 5G"};
    }
    return *technology;
}

int run(const Options& options, app::cli::Context& context)
{
    app::SitingRequest request = options.request;
    planning::CandidateRequest& candidates = request.candidates;
    candidates.mast.technology = technologyOf(options.technology);
    request.counts_from = technologyOf(options.served_from);
    const auto wants = [&](const char* kind) {
        return std::find(options.kinds.begin(), options.kinds.end(), kind) != options.kinds.end();
    };
    candidates.structures = wants("structures");
    candidates.settlements = wants("settlements");
    candidates.hilltops = wants("hilltops");
    candidates.most_road_m = options.most_road_km * 1000;
    candidates.most_hop_m = options.most_hop_km * 1000;
    candidates.most_fibre_m = options.most_fibre_km * 1000;
    const auto laid = planning::parseWord<planning::Deployment>(options.laid);
    if (!laid || *laid == planning::Deployment::submarine) {
        throw geo::Misuse{"'" + options.laid + "' is no way to lay fibre along a road",
                          "Give buried, duct or aerial"};
    }
    candidates.fibre = *laid;
    if (options.radius_km > 0) {
        request.radius_m = options.radius_km * 1000;
    }
    app::cli::readSituation(options.situation, request.situation);
    request.threads = static_cast<int>(context.threads);
    auto workspace = geo::Workspace::open(options.workspace, geo::Access::write);
    const auto report = app::chooseSites(workspace, request, context.feedback);
    if (!report) {
        return 0; // cancelled: main says so
    }
    app::storeSiting(workspace, *report);
    context.result(app::asJson(*report), context.json ? std::string() : app::asText(*report));
    return 0;
}

const app::cli::Registration registration{
    {"siting", "Choose where new sites go: most people for the money, or cheapest for everyone",
     "sila siting gaza.gpkg --budget 2e6 --temporary 4 --satellite 10", 58},
    [](CLI::App& command) -> app::cli::Run {
        auto o = std::make_shared<Options>();
        app::SitingRequest& q = o->request;
        planning::CandidateRequest& c = q.candidates;
        command.add_option("WORKSPACE", o->workspace, "Workspace file")->required();
        command.add_option("--budget", q.budget_usd, "Money to build with, US dollars");
        command.add_option("--sites", q.sites, "At most so many new sites");
        command.add_flag("--everyone", q.everyone,
                         "The cheapest set that reaches all who can be reached");
        command.add_option("--temporary", q.temporary, "Cells on wheels there are (default 0)");
        command.add_option("--satellite", q.satellite,
                           "Satellite terminals with a small cell there are (default 0)");
        command
            .add_option("--candidates", o->kinds,
                        "Where: structures, settlements, hilltops (default: all)")
            ->delimiter(',')
            ->check(CLI::IsMember({"structures", "settlements", "hilltops"}));
        command.add_flag("--now", q.now,
                         "For those not served today; else for those nobody would serve if all "
                         "sites worked");
        app::cli::addSituationOptions(command, o->situation);
        command.add_option("--served-from", o->served_from,
                           "Oldest technology that counts as served (default 2G)");
        command.add_option("--technology", o->technology, "Of new cells (default 4G)");
        command.add_option("--frequency", c.mast.frequency_mhz, "MHz (default 800)");
        command.add_option("--bandwidth", c.mast.bandwidth_mhz, "MHz (default 10)");
        command.add_option("--eirp", c.mast.eirp_dbm, "dBm of each sector (default 58)");
        command.add_option("--height", c.mast.height_m, "Of new masts, m (default 30)");
        command.add_option("--sectors", c.mast.sectors, "Of a new mast (default 3)")
            ->check(CLI::Range(1, 12));
        command.add_option("--least-people", c.least_people,
                           "Smaller settlements are refused (default 50)");
        command.add_option("--road", o->most_road_km, "Farthest from a road, km (default 3)");
        command.add_option("--hop", o->most_hop_km, "Longest microwave hop, km (default 50)");
        command.add_option("--fibre", o->most_fibre_km,
                           "Longest fibre along roads, km (default 20)");
        command
            .add_option("--laid", o->laid,
                        "How new fibre is laid: buried, duct (one that stands) or aerial")
            ->capture_default_str();
        command.add_option("--prominence", c.peaks.least_prominence_m,
                           "Least prominence of a hilltop, m (default 30)");
        command.add_option("--spacing", c.peaks.spacing_m,
                           "Least distance of two hilltops, m (default 2000)");
        command.add_option("--mode", q.mode,
                           "Of the propagation model (default: as in the last coverage)");
        command.add_option("--radius", o->radius_km,
                           "Of footprints, km (default: as in the last coverage)");
        command.add_flag("!--no-capacity", q.capacity, "Take cells as never full");
        command.add_option("--effort", q.effort, "Million steps of the search (default 300)")
            ->check(CLI::PositiveNumber);
        command.add_option("--years", q.horizon.years, "Years of ownership")
            ->check(CLI::Range(1, 100))
            ->capture_default_str();
        command
            .add_option("--rate", q.horizon.rate,
                        "Discount rate, 0.02 for 2 % (not an exchange rate)")
            ->check(CLI::Range(0.0, 1.0))
            ->capture_default_str();
        command
            .add_option("--online", q.demand.online_share, "Share of people who use the network")
            ->capture_default_str();
        command.add_option("--at-once", q.demand.at_once_share, "Share of them at the same moment")
            ->capture_default_str();
        command.add_option("--mbps", q.demand.mbps_each, "Mbit/s of one user")
            ->capture_default_str();
        command.add_flag("!--no-tornado", q.tornado,
                         "Leave out which assumption moves the cost most");
        command.add_option("--seed", q.seed, "Seed of the search (default 1)")
            ->check(CLI::NonNegativeNumber);
        return [o](app::cli::Context& context) { return run(*o, context); };
    }};

} // namespace
