#include "app/document/document_core.h"
#include "app/document/money_view.h"
#include "app/document/words.h"
#include "app/map/text.h"

#include <algorithm>
#include <cmath>

namespace app::document {
namespace {

/// Why the chosen one was chosen, by what was aimed at.
QString aimWords(const TechnologyView& view)
{
    const QString& aim = view.aim;
    return aim == u"most_value"    ? tr("brings most to who sells it")
           : aim == u"fixed_order" ? tr("the first in the fixed order that can")
           : aim == u"most_users"  ? tr("reaches most users for the money")
           : aim == u"most_places" ? tr("reaches most places for the money")
           : view.years > 0        ? tr("costs least over %1 years").arg(view.years)
                                   : tr("costs least");
}

constexpr QLatin1String neededCode{"NEEDED_FOR_OTHERS"};

QString chosenWords(const TechnologyView& view, const PlaceRow& place)
{
    if (!place.neededForOthers()) {
        return tr("Chosen: %1").arg(aimWords(view));
    }
    return place.passes_on == 1
               ? tr("Chosen: another place gets its fibre through here")
               : tr("Chosen: %1 other places get their fibre through here").arg(place.passes_on);
}

QString whyNot(const TechnologyView& view, const PlaceRow& place, const QString& technology,
               const QString& code)
{
    QString out = refusalWords(code);
    if (code == u"CELL_FULL" && place.cell_left_mbps) {
        out = tr("The serving site has only %1 left")
                  .arg(withUnit(std::floor(*place.cell_left_mbps), tr("Mbit/s")));
    } else if (code == neededCode) {
        if (technology == place.runner_up && place.runner_up_extra) {
            const QString less = money(std::abs(*place.runner_up_extra));
            out = view.aim == u"most_value" ? tr("For this place alone it brings %1 more").arg(less)
                                            : tr("For this place alone %1 cheaper").arg(less);
        }
    } else if (technology == place.runner_up && place.runner_up_extra) {
        const QString extra = money(std::abs(*place.runner_up_extra));
        out = view.aim == u"fixed_order" && *place.runner_up_extra < 0
                  ? tr("Next in the fixed order, though %1 cheaper").arg(extra)
              : view.aim == u"fixed_order" ? tr("Next in the fixed order: %1 dearer").arg(extra)
              : view.aim == u"most_value"  ? tr("Next best: brings %1 less").arg(extra)
                                           : tr("Next best: %1 dearer").arg(extra);
    }
    return QStringLiteral("%1 (%2)").arg(out, code);
}

/// What the chosen one costs or brings, and whose money that is.
QString moneyWords(const TechnologyView& view, double usd)
{
    const QString sum = money(usd);
    const QString whose = viewpointWords(view.viewpoint);
    return view.viewpoint == u"earner" || view.years == 0
               ? QStringLiteral("%1 (%2)").arg(sum, whose)
               : tr("%1 over %2 years (%3)").arg(sum).arg(view.years).arg(whose);
}

bool hasCode(const PlaceRow& place, QLatin1String code)
{
    return std::ranges::any_of(place.reasons,
                               [code](const auto& reason) { return reason.second == code; });
}

} // namespace

bool PlaceRow::nobody() const
{
    return hasCode(*this, QLatin1String{"NOBODY_THERE"});
}

bool PlaceRow::neededForOthers() const
{
    return hasCode(*this, neededCode);
}

map::AccessLook lookOf(const PlaceRow& place)
{
    using map::AccessLook;
    return place.technology == u"fibre"            ? AccessLook::fibre
           : place.technology == u"cellular"       ? AccessLook::cellular
           : place.technology == u"point_to_point" ? AccessLook::hop
           : place.technology == u"satellite"      ? AccessLook::satellite
           : place.mbps                            ? AccessLook::none
                                                   : AccessLook::unknown;
}

QString technologyName(const QString& technology)
{
    return technology == u"fibre"            ? tr("fibre")
           : technology == u"cellular"       ? tr("cellular")
           : technology == u"point_to_point" ? tr("point-to-point radio")
           : technology == u"satellite"      ? tr("satellite")
                                             : tr("none");
}

QString refusalWords(const QString& code)
{
    const std::pair<const char*, QString> words[] = {
        {"CHOSEN", tr("Chosen")},
        {"DEMAND_UNKNOWN", tr("Nobody knows how many people or users there are")},
        {"NOBODY_THERE", tr("Nobody is there to connect")},
        {"NO_NODE", tr("There is no fibre node to hang on")},
        {"NO_ROAD", tr("No road leads from here to a fibre node")},
        {"NO_PARENT", tr("The place its fibre would come from gets none")},
        {"TOO_FAR", tr("Farther than it reaches")},
        {"NOT_COVERED", tr("No broadband cell is received here")},
        {"NO_SITE", tr("There is no site within reach")},
        {"SIGHT_UNKNOWN", tr("Without elevation nobody knows what stands in the way")},
        {"NO_SIGHT", tr("Terrain blocks the way to every site in reach")},
        {"TOO_MUCH_DEMAND", tr("The place asks for more than it gives")},
        {"CELL_FULL", tr("The serving site has not that much left")},
        {"NO_POWER", tr("There is no electricity")},
        {"COVERAGE_UNKNOWN", tr("No coverage was computed")},
        {"DEARER", tr("Another one costs less")},
        {"BRINGS_LESS", tr("Another one brings more to who sells it")},
        {"LATER_IN_ORDER", tr("It works, but another one comes first in the fixed order")},
        {"NEEDED_FOR_OTHERS", tr("Better here alone, but others get their fibre through here")},
        {"OVER_BUDGET", tr("The money ends before")}};
    for (const auto& [name, text] : words) {
        if (code == QLatin1String{name}) {
            return text;
        }
    }
    return code;
}

QString viewpointWords(const QString& viewpoint)
{
    return viewpoint == u"payer"    ? tr("who pays, bandwidth bought as well")
           : viewpoint == u"earner" ? tr("who earns: bandwidth is sold")
                                    : tr("who pays, bandwidth left out");
}

std::vector<map::MapAccess> mapAccess(const Document::Core& core)
{
    std::vector<map::MapAccess> out;
    const planning::Scenario& world = core.situation.scenario;
    const auto add = [&](const std::string& id, geo::XY at, bool facility) {
        const auto row = core.technologyAt.find(id);
        if (row != core.technologyAt.end() && !core.technology->places[row->second].nobody()) {
            out.push_back({qt(id), at, lookOf(core.technology->places[row->second]), facility});
        }
    };
    std::vector<const planning::Settlement*> settlements;
    for (const planning::Settlement& s : world.settlements) {
        settlements.push_back(&s);
    }
    std::ranges::stable_sort(settlements, std::greater{},
                             [](const auto* s) { return s->population.value_or(0); });
    for (const planning::Settlement* s : settlements) {
        add(s->settlement_id, s->at.xy, false);
    }
    for (const planning::Facility& f : world.facilities) {
        add(f.facility_id, f.at.xy, true);
    }
    return out;
}

std::vector<FactLine> technologyFacts(const Document::Core& core, const std::string& placeId)
{
    const auto at = core.technologyAt.find(placeId);
    if (at == core.technologyAt.end()) {
        return {};
    }
    const TechnologyView& view = *core.technology;
    const PlaceRow& place = view.places[at->second];
    const QString source =
        view.stale ? tr("sila technology, before the data changed") : tr("sila technology");
    std::vector<FactLine> out;
    const auto add = [&](const QString& label, const QString& value) {
        out.push_back({label, value, source, {}});
    };
    const auto named = [](const QString& technology) {
        QString name = technologyName(technology);
        name[0] = name[0].toUpper();
        return name;
    };
    if (place.nobody()) {
        add(tr("Nothing"), refusalWords(QStringLiteral("NOBODY_THERE")));
        return out;
    }
    if (place.technology.isEmpty()) {
        add(tr("Nothing"), place.mbps ? tr("No technology at hand can serve it")
                                      : tr("Nobody knows what it asks for"));
    } else {
        QString words = chosenWords(view, place);
        add(named(place.technology), words);
        if (place.money_usd) {
            add(view.viewpoint == u"earner" ? tr("Worth today") : tr("Costs"),
                moneyWords(view, *place.money_usd));
        }
    }
    for (const bool next : {true, false}) { // the runner-up first
        for (const auto& [technology, code] : place.reasons) {
            if (technology != place.technology && !code.isEmpty() &&
                (technology == place.runner_up) == next) {
                add(named(technology), whyNot(view, place, technology, code));
            }
        }
    }
    if (place.mbps) {
        add(tr("Asks for"), withUnit(*place.mbps, tr("Mbit/s")));
    }
    if (place.fibre_km && place.break_even_km) {
        add(tr("Fibre pays"),
            tr("up to %1 of road, here %2")
                .arg(withUnit(std::round(10 * *place.break_even_km) / 10, tr("km")),
                     withUnit(std::round(10 * *place.fibre_km) / 10, tr("km"))));
    }
    for (const QString& trap : view.traps) {
        add(tr("Mind"), trap);
    }
    return out;
}

} // namespace app::document
