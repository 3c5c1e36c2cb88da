// What happened, what can be done, and with what: observations, actions, supply, pledges.
#include "geo/workspace/tables.h"

namespace geo::tables {

void addRecovery(std::vector<Table>& all)
{
    const std::vector<std::string> assetKinds{"site", "cell",      "node",     "span",
                                              "link", "grid_node", "grid_line"};
    all.push_back(
        {.name = "observations",
         .title = "Observations",
         .geometry = GeometryKind::none,
         .key = "",
         .columns = {needed(textColumn("asset_id", "The asset observed")),
                     needed(wordColumn("asset_kind", assetKinds, "What kind of asset")),
                     needed(wordColumn("status",
                                       {"operational", "degraded", "out_of_service", "destroyed",
                                        "planned", "unknown"},
                                       "State it was in")),
                     wordColumn("damage", {"none", "minimal", "partial", "destroyed", "unknown"},
                                "RDNA class"),
                     wordColumn("cause",
                                {"physical", "power", "backhaul", "access", "capacity", "unknown"},
                                "Why it was not working"),
                     needed(kindColumn("observed_at", ColumnKind::time, "When it was so, UTC")),
                     needed(textColumn("source", "Who says so")),
                     numberColumn("confidence", 0, 1, "0 to 1; empty = not said"),
                     textColumn("note", "Anything worth knowing")},
         .doc = "\"Asset X was in status S at time T, says source Q\". Status today is derived "
                "from these, never typed over."});
    all.push_back(
        {.name = "actions",
         .title = "Repair and building actions",
         .geometry = GeometryKind::none,
         .key = "action_id",
         .columns =
             {needed(textColumn("action_id", "Stable id")),
              needed(textColumn("asset_id", "The asset mended or built")),
              needed(wordColumn("kind", {"repair", "replace", "power", "fuel", "build", "clear"},
                                "What is done")),
              needed(amountColumn("cost_usd", "Cost, US dollars")),
              needed(amountColumn("crew_days", "Days of one crew")),
              textColumn("skill", "Skill the crew needs; without one no crew can be sent"),
              amountColumn("duration_days", "Calendar days it takes; empty = crew_days"),
              kindColumn("parts", ColumnKind::json, "JSON object, name → count: {\"antenna\": 3}"),
              kindColumn("after_ids", ColumnKind::json,
                         "JSON list of actions that must be done first: [\"A1\", \"A2\"]"),
              kindColumn("earliest", ColumnKind::date, "May not start before"),
              kindColumn("latest", ColumnKind::date, "Must be done by"),
              wordColumn("origin", {"catalogue", "operator", "planner"}, "Whose idea")},
         .doc = "One repair or new build with cost, crew days, parts and what must come first."});
    all.push_back(
        {.name = "supply",
         .title = "Supply",
         .geometry = GeometryKind::none,
         .key = "",
         .columns = {needed(textColumn("resource", "money_usd, crew_days:SKILL, part:NAME, "
                                                   "fuel_l")),
                     needed(kindColumn("from_date", ColumnKind::date, "First day it is there")),
                     kindColumn("to_date", ColumnKind::date, "Last day; empty = no end"),
                     amountColumn("per_day", "So much every day within the dates"),
                     amountColumn("amount", "Or so much once, on from_date"),
                     textColumn("place", "Where it is; empty = anywhere")},
         .doc = "Money, crews, parts and fuel there are to work with.",
         .rule = "\"per_day\" IS NOT NULL OR \"amount\" IS NOT NULL",
         .rule_doc = "per_day or amount must be given"});
    all.push_back(
        {.name = "pledges",
         .title = "Pledges",
         .geometry = GeometryKind::none,
         .key = "pledge_id",
         .columns = {needed(textColumn("pledge_id", "Stable id")),
                     needed(textColumn("donor", "Who pledges")),
                     expected(amountColumn("amount", "In the currency beside it; empty = "
                                                     "unknown: in no total")),
                     expected(textColumn("currency", "ISO 4217 code: USD, EUR")),
                     kindColumn("pledged_on", ColumnKind::date, "Date of the pledge"),
                     wordColumn("status", {"pledged", "committed", "received", "cancelled"},
                                "How firm it is"),
                     textColumn("purpose", "What for"), textColumn("area_code", "Where (`areas`)"),
                     wholeColumn("year_from", 1900, 2200, "First year it may be spent"),
                     wholeColumn("year_to", 1900, 2200, "Last year it may be spent"),
                     textColumn("source", "Where it is written")},
         .doc = "What donors promised."});
}

} // namespace geo::tables
