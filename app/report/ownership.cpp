// What connecting each place costs over the years, seen by who pays and by who earns, and up to
// which way fibre is the better.
#include "app/jobs/asked_for.h"
#include "app/map/text.h"
#include "app/report/content.h"
#include "app/report/words.h"

#include <array>
#include <cmath>

namespace app::report {
namespace {

using Json = nlohmann::ordered_json;
using map::grouped;

constexpr std::array technologies{"fibre", "cellular", "point_to_point", "satellite"};

QString viewpointName(const std::string& name)
{
    return name == "payer"               ? tr("who pays: connection and bandwidth are bought")
           : name == "payer_without_fee" ? tr("who pays, bandwidth left out (as CPP)")
           : name == "earner"            ? tr("who earns: bandwidth is sold")
                                         : document::qt(name);
}

QString signedMoney(double usd)
{
    return usd < 0 ? QStringLiteral("−") + grouped(-usd) : grouped(usd);
}

/// At which values of the set, where it is not the base.
QString levelWords(const std::string& level)
{
    return level == "low"    ? QStringLiteral(" ") + tr("All at their low values.")
           : level == "high" ? QStringLiteral(" ") + tr("All at their high values.")
                             : QString{};
}

QString distance(const Json& km)
{
    if (km.is_string()) {
        return km == "always" ? tr("always") : tr("never");
    }
    if (!km.is_number()) {
        return tr("never");
    }
    const double far = km.get<double>();
    return far < 1 ? document::withUnit(std::round(1000 * far), tr("m"))
                   : document::withUnit(std::round(100 * far) / 100, tr("km"));
}

TextTable viewpoints(const Json& views, const QString& terms)
{
    TextTable table;
    table.title = tr("Technology seen by who pays and by who earns");
    table.columns = {{tr("Seen by"), false, 3.2},
                     {tr("Fibre"), true, 0.8},
                     {tr("Cellular"), true, 1},
                     {tr("Radio link"), true, 1},
                     {tr("Satellite"), true, 1},
                     {tr("None"), true, 0.8},
                     {tr("To own without bandwidth, $"), true, 1.6},
                     {tr("Bandwidth, $"), true, 1.4},
                     {tr("Earner’s net value, $"), true, 1.6}};
    for (const auto& [name, seen] : views.items()) {
        const Json places = seen.value("places", Json::object());
        QStringList row{viewpointName(name)};
        for (const char* technology : technologies) {
            row << grouped(places.value(technology, 0.0));
        }
        row << grouped(seen.value("none", 0.0)) << grouped(seen.value("ownership_usd", 0.0))
            << grouped(seen.value("bandwidth_usd", 0.0))
            << signedMoney(seen.value("earner_npv_usd", 0.0));
        table.rows.push_back(std::move(row));
    }
    table.note = terms;
    return table;
}

TextTable breakEvens(const Json& rows, const QString& terms)
{
    TextTable table;
    table.title = tr("Up to which way along the road fibre is the better");
    table.columns = {{tr("Against"), false, 2},
                     {tr("Bandwidth left out"), true, 1.4},
                     {tr("Who pays"), true, 1.4},
                     {tr("Who earns"), true, 1.4}};
    for (const Json& row : rows) {
        table.rows.push_back(
            {document::technologyName(document::qt(row.value("technology", std::string{}))),
             distance(row.value("without_fee_km", Json())), distance(row.value("payer_km", Json())),
             distance(row.value("earner_km", Json()))});
    }
    table.note = terms + QStringLiteral(" ") +
                 tr("The fee for bandwidth is a cost for who pays and revenue for who earns; CPP's "
                    "cost of ownership leaves it out.");
    return table;
}

} // namespace

void addOwnership(Content& content, const document::Document& document,
                  const geo::Workspace& workspace)
{
    if (document.technology() == nullptr) {
        return;
    }
    const Json asked = askedFor(workspace, "results_technology");
    const QString terms =
        tr("Prices of the set “%1”, %n year(s) at %2 %.", nullptr, asked.value("years", 0))
            .arg(document::qt(asked.value("costs", std::string{})),
                 document::withUnit(100 * asked.value("rate", 0.0), {})) +
        levelWords(asked.value("level", std::string{}));
    if (const auto views = asked.find("viewpoints"); views != asked.end() && views->is_object()) {
        QStringList note{terms};
        for (const QString& trap : document.technology()->traps) {
            note << tr("Mind: %1.").arg(trap);
        }
        content.tables.push_back(viewpoints(*views, note.join(u' ')));
    }
    if (const auto even = asked.find("break_even"); even != asked.end() && even->is_array()) {
        content.tables.push_back(breakEvens(
            *even, terms + QStringLiteral(" ") +
                       tr("A place that asks for %1 Mbit/s.")
                           .arg(document::withUnit(asked.value("break_even_mbps", 0.0), {}))));
    }
}

} // namespace app::report
