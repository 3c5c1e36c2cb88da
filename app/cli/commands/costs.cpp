#include "app/cli/command.h"
#include "app/jobs/cost_compare.h"
#include "app/jobs/cost_file.h"
#include "app/jobs/fund_job.h"
#include "app/jobs/technology_job.h"
#include "geo/files/atomic_file.h"
#include "geo/misuse.h"

namespace app::cli {
namespace {

struct Options {
    std::string workspace, use, output, set = "sila";
    bool compare = false;
    std::vector<std::string> rates;
    CompareRequest comparing;
};

const Registration costs{
    {"costs", "Show prices and work times, compare the sets that ship, or use your own",
     "sila costs gaza.gpkg --use our-prices.csv", 68},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        command.add_option("WORKSPACE", o->workspace, "The workspace (else Sila's own catalogue)");
        command.add_option("--use", o->use,
                           "Use the prices of this table in the workspace from now on");
        command.add_option("--exchange", o->rates,
                           "With --use: exchange rate: US dollars for one unit of another currency "
                           "in it, with its date: EUR=1.08@2026-11-01 … (sila fund calls it "
                           "--rate)");
        command.add_option("-o,--output", o->output, "Write the catalogue as CSV, to be edited");
        command.add_option("--set", o->set, "Show this set: cpp, giga or sila")
            ->check(CLI::IsMember({"cpp", "giga", "sila"}));
        command.add_flag("--compare", o->compare,
                         "Show cpp, giga and sila side by side, with break-evens and traps");
        command.add_option("--mbps", o->comparing.mbps, "Bandwidth of the connection compared")
            ->check(CLI::NonNegativeNumber)
            ->capture_default_str();
        command.add_option("--km", o->comparing.road_km, "Its way along the road to fibre")
            ->check(CLI::NonNegativeNumber)
            ->capture_default_str();
        command.add_option("--years", o->comparing.horizon.years, "Years of ownership compared")
            ->check(CLI::Range(1, 100))
            ->capture_default_str();
        command
            .add_option("--rate", o->comparing.horizon.rate,
                        "Discount rate, 0.02 for 2 % (an exchange rate is --exchange)")
            ->check(CLI::Range(0.0, 1.0))
            ->capture_default_str();
        return [o](Context& context) {
            if (!o->use.empty() && o->workspace.empty()) {
                throw geo::Misuse{"prices are used by a workspace, and none is named",
                                  "sila costs WORKSPACE --use FILE"};
            }
            planning::CostCatalogue items = planning::silaCatalogue();
            geo::Problems setAside;
            if (!o->workspace.empty()) {
                auto workspace = geo::Workspace::open(
                    o->workspace, o->use.empty() ? geo::Access::read : geo::Access::write);
                if (!o->use.empty()) {
                    PriceTable prices = readCosts(o->use, ratesFrom(o->rates));
                    storeCosts(workspace, prices.costs, o->use);
                    setAside = std::move(prices.set_aside);
                }
                items = costsOf(workspace);
            }
            if (o->compare) {
                const CostComparison comparison = compareCosts({{"cpp", planning::cppCatalogue()},
                                                                {"giga", planning::gigaCatalogue()},
                                                                {"sila", items}},
                                                               o->comparing);
                context.result(asJson(comparison), asText(comparison));
                return 0;
            }
            if (o->set != "sila") {
                items = accessCatalogue(o->set, nullptr);
            }
            if (!o->output.empty()) {
                geo::writeFile(o->output, asCsv(items));
            }
            auto json = asJson(items, setAside);
            std::string text = asText(items, setAside);
            json["traps"] = trapsOf(o->set);
            for (const std::string& trap : trapsOf(o->set)) {
                text += "Mind: " + trap + ".\n";
            }
            context.result(json, text);
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
