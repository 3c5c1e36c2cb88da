#include "geo/workspace/result_tables.h"

#include "geo/workspace/tables.h"

#include <algorithm>

namespace geo {
namespace {

Column text(std::string name, std::string doc)
{
    return tables::textColumn(std::move(name), std::move(doc));
}
Column id(std::string name, std::string doc)
{
    return tables::needed(text(std::move(name), std::move(doc)));
}
Column real(std::string name, std::string doc)
{
    return tables::kindColumn(std::move(name), ColumnKind::real, std::move(doc));
}
Column whole(std::string name, std::string doc)
{
    return tables::kindColumn(std::move(name), ColumnKind::integer, std::move(doc));
}
Column flag(std::string name, std::string doc)
{
    return tables::kindColumn(std::move(name), ColumnKind::flag, std::move(doc));
}

void addCoverage(std::vector<Table>& all)
{
    all.push_back(
        {.name = "results_coverage_settlement_operators",
         .title = "Settlements: people covered by each operator",
         .geometry = GeometryKind::point,
         .columns = {tables::needed(text("settlement_id", "The settlement (`settlements`)")),
                     text("name", "Its name"),
                     text("operator", "Whose sites alone count, without roaming; empty: sites "
                                      "without operator"),
                     real("people", "People of the settlement in the area looked at"),
                     real("covered", "Of them covered by any technology"),
                     real("covered_2g", "By 2G"), real("covered_3g", "By 3G"),
                     real("covered_4g", "By 4G"), real("covered_5g", "By 5G")},
         .doc =
             "Each settlement once for each operator, by `sila coverage`; with roaming it stands "
             "in `results_coverage_settlements`."});
    all.push_back(
        {.name = "results_coverage_rasters",
         .title = "Coverage as rasters",
         .key = "name",
         .columns = {id("name", "What it is called; of one operator with its folder"),
                     text("technology", "Empty: all"),
                     text("operator", "Whose sites alone it shows; empty: see `roaming`"),
                     flag("roaming", "1 = everybody's sites; 0 = one operator's, or those without"),
                     text("path", "GeoTIFF, from the workspace's folder"),
                     text("unit", "Of its values; empty: classes, numbers"),
                     text("what", "What it shows")},
         .doc = "The GeoTIFF files of the last `sila coverage`."});
}

/// Which assumption moves an answer most; the same columns whatever the answer is about.
Table tornado(const char* name, const char* title, const char* by)
{
    return {
        .name = name,
        .title = title,
        .columns = {text("answer", "What the figures are"), text("answer_unit", "Their unit"),
                    whole("number", "1 = moves it most"),
                    text("item", "Item of the cost set, or another assumption (docs/finance.md)"),
                    text("what", "In words"), text("unit", "Unit of low, base and high"),
                    real("low", "Its low value"), real("base", "Its value in the answer"),
                    real("high", "Its high value"),
                    real("answer_at_low", "The answer with its low value"),
                    real("answer_at_high", "The answer with its high value"),
                    real("answer_at_base", "The answer as it stands"),
                    real("swing", "How far apart the two are"),
                    text("source", "Where the range is from")},
        .doc = std::string{"By "} + by +
               ", widest first: one assumption at its low and high "
               "value, all others as they are."};
}

/// Repairs in the order money buys them; `own` stand behind the number.
std::vector<Column> purchaseColumns(const std::vector<Column>& own)
{
    std::vector<Column> columns{tables::needed(whole("step", "Order, from 1"))};
    columns.insert(columns.end(), own.begin(), own.end());
    const std::vector<Column> bought{
        text("action_id", "What is done (`actions`)"),
        text("asset_id", "The asset mended"),
        real("cost_usd", "Its cost, US dollars"),
        real("money_usd", "With all before it, US dollars"),
        real("people_back", "People newly served by it; 0: it only helps a later one"),
        real("people_served", "People served then, in all")};
    columns.insert(columns.end(), bought.begin(), bought.end());
    return columns;
}

void addMoney(std::vector<Table>& all)
{
    all.push_back(
        {.name = "results_funding_curve",
         .title = "Funding curve: people served for money",
         .columns = {real("money_usd", "Money spent on repairs, US dollars"),
                     real("people_served", "People served then, in all"),
                     real("bound_people", "Nobody can serve more for this money, people")},
         .doc = "What money buys, by `sila fund`; the first row is today."});
    all.push_back({.name = "results_funding_steps",
                   .title = "Funding: repairs, best first",
                   .key = "step",
                   .columns = purchaseColumns({}),
                   .doc = "The same repairs as in `results_funding_next`, in its order, money from "
                          "nothing spent, "
                          "by `sila fund`."});
    all.push_back(
        {.name = "results_funding_next",
         .title = "Funding: what the next money buys",
         .key = "step",
         .columns =
             purchaseColumns({whole("paid", "1 = pledges received pay for it"),
                              whole("asked", "1 = the sum asked about last (`--next`) buys it")}),
         .doc = "What the pledges received buy, then what the sum asked about buys, then the other "
                "repairs, best first on top of that, by `sila fund`."});
    all.push_back(
        {.name = "results_pledges",
         .title = "Pledges: what each reconnects",
         .key = "pledge_id",
         .columns = {id("pledge_id", "The pledge (`pledges`)"), text("donor", "Who pledges"),
                     text("status", "How firm it is"),
                     real("usd", "Its amount, US dollars; empty: amount or rate unknown"),
                     real("project_usd", "The share of it that falls into the project's years, US "
                                         "dollars; empty: unknown"),
                     whole("counted", "1 = it is in the totals"),
                     text("why_not", "Why it is not counted, or buys nothing"),
                     real("spent_usd", "Spent on repairs, of it and of what pledges before it "
                                       "left over, US dollars"),
                     real("people_back", "People newly served by it, after those before it"),
                     whole("repairs", "Repairs it pays for")},
         .doc = "What each pledge buys, received ones first, by `sila fund`."});
    all.push_back(tornado("results_funding_tornado",
                          "Money: which assumption moves the answer most", "`sila fund`"));
    Table plan = tornado("results_plan_tornado", "Plan: which assumption moves the answer most",
                         "`sila plan`");
    plan.columns.insert(plan.columns.begin(), text("plan_id", "The plan (`plans`)"));
    all.push_back(std::move(plan));
    all.push_back({.name = "results_plan_confidence",
                   .title = "Plan: how sure its early actions are",
                   .geometry = GeometryKind::point,
                   .columns = {text("plan_id", "The plan (`plans`)"),
                               text("action_id", "The early action (`actions`)"),
                               text("asset_id", "Its asset"), whole("worlds", "Worlds drawn"),
                               whole("needed_in", "Worlds in which the asset needs mending"),
                               whole("early_in", "Worlds whose own best plan has it early too")},
                   .doc = "By `sila plan --scenarios`; rows go with the plan they are about."});
    all.push_back(
        {.name = "results_plan_changes",
         .title = "Plan: what changed against the earlier one",
         .columns = {text("plan_id", "The plan (`plans`)"),
                     text("earlier_plan_id", "The plan it goes on from"),
                     text("action_id", "The action (`actions`)"), text("asset_id", "Its asset"),
                     text("change", "goes on, done, late, not needed, added, dropped, earlier, "
                                    "later, same"),
                     text("was_finished_on", "Date by the earlier plan"),
                     text("is_finished_on", "Date by this plan"), text("why", "Why")},
         .doc = "By `sila plan --go-on-from`."});
}

void addTechnology(std::vector<Table>& all)
{
    const auto reason = [](const char* technology, const char* words) {
        return text(std::string{technology} + "_reason",
                    std::string{words} + ": CHOSEN, or why not (docs/finance.md)");
    };
    all.push_back(
        {.name = "results_technology",
         .title = "Technology for each place",
         .geometry = GeometryKind::point,
         .key = "place_id",
         .columns = {id("place_id", "The settlement or facility"),
                     text("kind", "settlement or facility"),
                     text("name", "Its name"),
                     real("people", "People; empty: unknown, or a facility"),
                     real("users", "Users at the same moment; empty: unknown"),
                     real("mbps", "What they ask for, Mbit/s"),
                     text("technology",
                          "fibre, cellular, point_to_point or satellite; empty: none"),
                     text("runner_up", "The next best that would work"),
                     real("runner_up_extra", "How much more it costs over the years (or less it "
                                             "brings), US dollars; below 0: the fibre is laid for "
                                             "others (NEEDED_FOR_OTHERS), or a fixed order puts "
                                             "what is cheaper later (LATER_IN_ORDER)"),
                     real("init_capex", "First investment, US dollars"),
                     real("annual_cost", "Cost of ownership a year, US dollars/year"),
                     real("coo",
                          "Cost of ownership over the years, bandwidth left out, US dollars"),
                     real("payer_coo", "The same with the bandwidth bought: who pays, US dollars"),
                     real("pp_coo", "Present value of the former, US dollars"),
                     real("pp_revenue", "Present value of the bandwidth fee, US dollars"),
                     real("pp_profit", "Net present value for who earns the fee, US dollars"),
                     real("fibre_km", "Way of the fibre along roads, km; empty: there is none"),
                     real("fibre_break_even_km", "Way up to which fibre would be cheapest, km"),
                     real("passes_on", "Places that get their fibre through this one"),
                     text("upstream_place_id", "The place its fibre comes from; empty: a node"),
                     text("serving_site_id", "The site it receives best (`sites`)"),
                     real("cell_left_mbps", "What that site had left for it, Mbit/s"),
                     text("visible_site_id", "The nearest site in clear sight (`sites`)"),
                     reason("fibre", "Fibre"),
                     reason("cellular", "Cellular"),
                     reason("point_to_point", "Point-to-point radio"),
                     reason("satellite", "Satellite")},
         .doc = "What connects each settlement and facility afterwards, and why not the others, by "
                "`sila technology`. Costs are of the chosen technology."});
    all.push_back(tornado("results_tornado", "Technology: which assumption moves the answer most",
                          "`sila technology`"));
}

void addSiting(std::vector<Table>& all)
{
    all.push_back(
        {.name = "results_candidates",
         .title = "Candidate sites",
         .geometry = GeometryKind::point,
         .key = "candidate_id",
         .columns = {id("candidate_id", "Stable id"),
                     text("kind", "structure, settlement, hilltop, temporary or satellite"),
                     text("name", "Name of the place"),
                     text("source_id", "The site or settlement it stands on"),
                     flag("chosen", "1 = a site should be built there"),
                     whole("number", "Order of those chosen by what they bring for their money"),
                     flag("refused", "1 = it cannot be used at all"),
                     tables::kindColumn("reasons", ColumnKind::json,
                                        "JSON list of reason codes (docs/siting.md)"),
                     text("words", "The same in words"),
                     real("people", "People within reach who are not served"),
                     real("people_reached", "Of them, those whom none chosen before it reaches; "
                                            "empty: not chosen"),
                     real("people_new", "Of those, with room in its cell at its best; all with "
                                        "`--everyone` or `--no-capacity`"),
                     real("people_carried",
                          "People its cell carries then, beside the other new ones; "
                          "empty: not chosen"),
                     real("capacity_people", "People its cell can carry at the same time"),
                     real("cost_usd", "Base cost with its way to the network, US dollars"),
                     real("cost_low_usd", "Low cost, US dollars"),
                     real("cost_high_usd", "High cost, US dollars"),
                     real("coo", "Cost of ownership over the years, US dollars"),
                     real("opex", "Of it to run, US dollars/year"),
                     real("pp_coo", "Its present value, US dollars"),
                     real("pp_revenue", "Present value of the bandwidth sold to its people"),
                     real("pp_profit", "Net present value for who earns, US dollars"),
                     real("break_even_fee", "Fee from which who earns gets his cost back, US "
                                            "dollars for a Mbit/s and year"),
                     real("fibre_break_even_km", "Way along the road up to which fibre would be "
                                                 "cheaper than its hop or satellite link, km"),
                     text("technology", "2G, 3G, 4G or 5G"),
                     real("frequency_mhz", "Carrier, MHz"),
                     real("height_m", "Antenna above ground, m"),
                     text("backhaul", "microwave, fibre or satellite; empty: none"),
                     text("backhaul_to_id", "Where it ends: a node, site or candidate"),
                     real("backhaul_m", "Its length, m"),
                     real("backhaul_lon", "Where it ends, degrees east"),
                     real("backhaul_lat", "Where it ends, degrees north"),
                     real("lon", "Degrees east"),
                     real("lat", "Degrees north"),
                     real("road_m", "To the nearest road, m"),
                     real("prominence_m", "Of a hilltop, m")},
         .doc = "Every place looked at for a new site, chosen or not, and why, by `sila siting`."});
    all.push_back(
        {.name = "results_candidate_links",
         .title = "Ways to candidate sites",
         .geometry = GeometryKind::line,
         .columns = {text("candidate_id", "The candidate (`results_candidates`)"),
                     text("to_id", "Where it ends: a node, site or candidate"),
                     text("kind", "microwave or fibre"),
                     flag("taken", "1 = the candidate is joined by it"),
                     flag("chosen", "1 = and the candidate is chosen"), real("length_m", "m"),
                     real("clear_ratio", "Least clearance of a hop, in radii of the first Fresnel "
                                         "zone; 0.6 is asked for"),
                     real("cost_usd", "US dollars"), text("words", "Why it was not taken")},
         .doc = "Every way to the network that was looked at, by `sila siting`."});
    all.push_back(
        {.name = "results_siting_settlements",
         .title = "Settlements with new sites",
         .geometry = GeometryKind::point,
         .key = "settlement_id",
         .columns = {id("settlement_id", "The settlement (`settlements`)"),
                     text("name", "Its name"), real("people", "People; empty: unknown"),
                     real("served_before", "People served without the new sites"),
                     real("served_after", "People served with them"),
                     real("lacking_capacity", "People within reach whose cell is full; empty: "
                                              "capacity was not counted")},
         .doc = "What the new sites do for each settlement, by `sila siting`."});
    all.push_back(tornado("results_siting_tornado",
                          "New sites: which assumption moves the answer most", "`sila siting`"));
}

} // namespace

const std::vector<Table>& resultTables()
{
    static const std::vector<Table> all = [] {
        std::vector<Table> made;
        addCoverage(made);
        addMoney(made);
        addTechnology(made);
        addSiting(made);
        for (Table& table : made) {
            table.role = TableRole::outcome;
        }
        return made;
    }();
    return all;
}

const Table* findResultTable(std::string_view name)
{
    const auto found = std::ranges::find(resultTables(), name, &Table::name);
    return found == resultTables().end() ? nullptr : &*found;
}

} // namespace geo
