#include "app/cli/command.h"
#include "app/cli/situation_options.h"
#include "app/jobs/coverage_store.h"
#include "app/jobs/fund_job.h"
#include "geo/misuse.h"

#include <fmt/format.h>

namespace app::cli {
namespace {

struct Options {
    FundJobRequest request;
    std::string workspace, operatorName, purpose = "anything";
    SituationOptions situation;
    std::vector<std::string> rates;
    double next = -1;
};

const Registration fund{
    {"fund", "Say what money buys in people reconnected, best first, and what each pledge does",
     "sila fund gaza.gpkg --next 20000 --currency EUR --rate EUR=1.08@2026-11-01", 74},
    [](CLI::App& command) -> Run {
        auto o = std::make_shared<Options>();
        command.add_option("WORKSPACE", o->workspace, "The workspace")->required();
        addSituationOptions(command, o->situation);
        command.add_option("--points", o->request.fund.points, "Amounts on the curve")
            ->check(CLI::Range(1, 1000))
            ->capture_default_str();
        command.add_option("--amounts", o->request.fund.amounts_usd,
                           "Amounts in USD from 0, smallest first, instead of equal steps");
        command.add_option("--area", o->request.fund.scope.area_code,
                           "Spend only in this area and those under it (area_code)");
        command.add_option("--operator", o->operatorName, "Spend only on this operator's assets");
        command.add_option("--for", o->purpose, "Spend only on power, fibre, links or sites")
            ->check(CLI::IsMember({"anything", "power", "fibre", "links", "sites"}));
        command
            .add_option("--next", o->next, "A sum: what would it buy on top of what was received?")
            ->check(CLI::NonNegativeNumber);
        command.add_option("--currency", o->request.next_currency, "Currency of --next")
            ->capture_default_str();
        command.add_option("--rate", o->rates,
                           "Exchange rate: US dollars for one unit, with its date: "
                           "EUR=1.08@2026-11-01 … (sila costs calls it --exchange)");
        command.add_option("--from-year", o->request.from_year,
                           "First year of the project (else the year of the state)");
        command.add_option("--to-year", o->request.to_year, "Last year of the project");
        command.add_flag("!--no-tornado", o->request.tornado,
                         "Leave out which assumption moves the answers most");
        command.add_flag("--unknown-works", o->request.fund.unknown_works,
                         "Take assets of unknown status as working");
        command.add_option("--seed", o->request.fund.seed, "Seed of the search")
            ->check(CLI::NonNegativeNumber)
            ->capture_default_str();
        command.add_option("--effort", o->request.fund.effort, "Search steps in millions");
        return [o](Context& context) {
            readSituation(o->situation, o->request.situation);
            o->request.rates = ratesFrom(o->rates);
            o->request.fund.scope.what = planning::onlyFor(o->purpose);
            if (!o->operatorName.empty()) {
                o->request.fund.scope.operators = {o->operatorName};
            }
            if (o->next >= 0) {
                o->request.next = o->next;
            }
            o->request.fund.threads = context.threads == 0 ? 2 : context.threads;
            auto workspace = geo::Workspace::open(o->workspace, geo::Access::write);
            const LoadedCover cover = requireCover(workspace, loadScenario(workspace));
            if (cover.stale) {
                context.say("The coverage is older than the data it rests on; run sila coverage "
                            "again for people that fit.");
            }
            const auto report = fundReport(workspace, o->request, cover.cover, context.feedback);
            if (report && !context.feedback.cancelled()) {
                storeFund(workspace, *report);
                context.result(asJson(*report), asText(*report));
            }
            return 0;
        };
    }};

} // namespace
} // namespace app::cli
