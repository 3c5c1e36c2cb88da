#include "app/document/candidate_rows.h"

#include "app/document/document_core.h"
#include "app/document/words.h"
#include "app/jobs/asked_for.h"
#include "app/map/text.h"
#include "planning/restoration/least_people.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace app::document {
namespace {

QString km(double metres)
{
    return withUnit(std::round(metres / 100) / 10, tr("km"));
}

} // namespace

std::vector<CandidateRow> readCandidates(const geo::Workspace& workspace,
                                         const geo::WorkingCrs& crs)
{
    std::vector<CandidateRow> out;
    if (!workspace.hasTable("results_candidates")) {
        return out;
    }
    const geo::Rows rows = workspace.read("results_candidates");
    for (const geo::Row& row : rows.rows) {
        const auto text = [&](const char* column) {
            return qt(rows.textAt(row, column).value_or(""));
        };
        const auto number = [&](const char* column) { return rows.numberAt(row, column); };
        const auto place = [&](const char* lon, const char* lat) -> std::optional<geo::XY> {
            const auto x = number(lon);
            const auto y = number(lat);
            return x && y ? std::optional{crs.project(geo::LonLat{*x, *y})} : std::nullopt;
        };
        CandidateRow c;
        c.id = text("candidate_id");
        c.kind = text("kind");
        c.name = text("name").isEmpty() ? c.id : text("name");
        const auto codes =
            nlohmann::json::parse(rows.textAt(row, "reasons").value_or("[]"), nullptr, false);
        for (const auto& code : codes.is_array() ? codes : nlohmann::json::array()) {
            c.codes << qt(code.is_string() ? code.get<std::string>() : "");
        }
        const QString words = text("words");
        if (const auto open = words.lastIndexOf(u" ("); open >= 0 && words.endsWith(u')')) {
            c.detail = words.mid(open + 2, words.size() - open - 3);
        }
        c.technology = text("technology");
        c.backhaul = text("backhaul");
        c.backhaul_to = text("backhaul_to_id");
        c.at = place("lon", "lat").value_or(geo::XY{});
        c.joined = place("backhaul_lon", "backhaul_lat");
        c.chosen = number("chosen").value_or(0) != 0;
        c.refused = number("refused").value_or(0) != 0;
        c.number = static_cast<int>(number("number").value_or(0));
        c.people = number("people").value_or(0);
        c.people_new = number("people_new").value_or(0);
        c.people_carried = number("people_carried");
        c.own_usd = number("coo");
        c.opex_usd = number("opex");
        c.own_today_usd = number("pp_coo");
        c.sold_today_usd = number("pp_revenue");
        c.left_today_usd = number("pp_profit");
        c.even_fee_usd = number("break_even_fee");
        c.fibre_even_km = number("fibre_break_even_km");
        c.capacity_people = number("capacity_people");
        c.cost_usd = number("cost_usd");
        c.cost_low_usd = number("cost_low_usd");
        c.cost_high_usd = number("cost_high_usd");
        c.backhaul_m = number("backhaul_m");
        c.height_m = number("height_m");
        c.road_m = number("road_m");
        c.prominence_m = number("prominence_m");
        out.push_back(std::move(c));
    }
    return out;
}

SitingBasis sitingBasis(const geo::Workspace& workspace)
{
    const auto asked = askedFor(workspace, "results_candidates");
    const auto partOf = [&](const char* key) {
        const auto at = asked.find(key);
        return at != asked.end() && at->is_object() ? *at : nlohmann::ordered_json::object();
    };
    const auto own = partOf("ownership");
    const auto coverage = partOf("coverage");
    SitingBasis out;
    out.years = own.value("years", 0);
    QStringList words{workspace.stale("results_candidates")
                          ? tr("sila siting, before the data changed")
                          : QStringLiteral("sila siting")};
    if (const std::string model = coverage.value("model_version", coverage.value("model", ""));
        !model.empty()) {
        words << tr("footprints by %1").arg(qt(model));
    }
    if (out.years > 0) {
        words << tr("prices of the workspace at a discount rate of %1")
                     .arg(withUnit(100 * own.value("discount_rate", 0.0), QStringLiteral("%")));
    }
    out.source = words.join(QStringLiteral(", "));
    if (const std::string date = asked.value("as_of", ""); !date.empty()) {
        out.date = tr("state of %1").arg(qt(date.substr(0, 10)));
    }
    return out;
}

std::vector<map::MapCandidate> mapCandidates(const std::vector<CandidateRow>& rows)
{
    std::vector<map::MapCandidate> out;
    for (const CandidateRow& c : rows) {
        out.push_back({c.id, c.name, c.at,
                       c.chosen    ? map::CandidateLook::chosen
                       : c.refused ? map::CandidateLook::refused
                                   : map::CandidateLook::open,
                       c.number, c.joined});
    }
    return out;
}

QString kindWords(const CandidateRow& row)
{
    return row.kind == u"structure"    ? tr("mast that stands, or stood")
           : row.kind == u"settlement" ? tr("new mast in a settlement")
           : row.kind == u"hilltop"    ? tr("new mast on a hilltop")
           : row.kind == u"temporary"  ? tr("cell on wheels")
                                       : tr("small cell fed by satellite");
}

QString reasonWords(const QString& code)
{
    const std::pair<const char*, QString> words[] = {
        {"CHOSEN", tr("Chosen")},
        {"CLOSED_ZONE", tr("Lies in a closed zone")},
        {"OUTSIDE_ELEVATION", tr("Lies outside the elevation model")},
        {"NO_GROUND", tr("The elevation model has no data there")},
        {"ON_SEA", tr("Lies on open sea")},
        {"NO_ROAD", tr("Is too far from every road")},
        {"NO_TRANSPORT", tr("No transport node is within reach")},
        {"SIGHT_UNKNOWN",
         tr("The ground on the way to the transport nodes is not known, and fibre is too far")},
        {"NO_SIGHT", tr("Sees no transport node, and fibre is too far")},
        {"TOO_NEAR", tr("Another place stands beside it")},
        {"PEOPLE_UNKNOWN", tr("Nobody knows how many people live there")},
        {"NOBODY_THERE", tr("Nobody, or hardly anybody, lives there")},
        {"NOBODY_NEW", tr("Would reach nobody who is not served")},
        {"NOT_MODELLED", tr("The propagation model cannot be used for it")},
        {"TOO_SLOW", tr("Cannot carry what one person asks for")},
        {"NO_MONEY", tr("Costs more than there is")},
        {"LIMIT_REACHED", tr("As many as may be, in all or of its kind, were chosen")},
        {"LESS_FOR_MONEY", tr("Others reach more people for what there is")}};
    for (const auto& [name, text] : words) {
        if (code == QLatin1String{name}) {
            return text;
        }
    }
    return code;
}

QString reasonWords(const CandidateRow& row)
{
    QStringList out;
    for (const QString& code : row.codes) {
        out << reasonWords(code);
    }
    return out.join(QStringLiteral("; ")) +
           (row.detail.isEmpty() ? QString{} : QStringLiteral(" (%1)").arg(row.detail));
}

QString backhaulWords(const CandidateRow& row)
{
    if (row.backhaul == u"satellite") {
        return tr("satellite");
    }
    if (row.backhaul.isEmpty()) {
        return tr("none");
    }
    const QString way = row.backhaul == u"fibre" ? tr("fibre") : tr("microwave");
    return row.backhaul_m.value_or(0) < 1
               ? tr("joined already")
               : tr("%1 to %2, %3").arg(way, row.backhaul_to, km(*row.backhaul_m));
}

Facts factsOfCandidate(const Document::Core& core, std::uint32_t candidate)
{
    if (candidate >= core.candidates.size()) {
        return {};
    }
    const CandidateRow& c = core.candidates[candidate];
    Facts facts;
    facts.target = Target::of(TargetKind::candidate, candidate);
    facts.title = c.name;
    facts.id = c.id;
    facts.subtitle = kindWords(c);
    facts.verdict = c.chosen ? tr("Chosen: number %1 by what it brings for its money").arg(c.number)
                             : reasonWords(c);
    const SitingBasis& basis = core.siting;
    const auto add = [&](const QString& label, const QString& value) {
        facts.facts.push_back({label, value, basis.source, basis.date});
    };
    if (c.chosen) {
        add(tr("People it adds"), map::grouped(c.people_new));
        if (c.people_carried && c.people_new - *c.people_carried >= planning::leastPeople) {
            add(tr("Its cell carries then"), map::grouped(*c.people_carried));
        }
    }
    if (!c.refused) {
        add(tr("People within reach, not served"), map::grouped(c.people));
    }
    if (c.capacity_people) {
        add(tr("Can carry"), tr("%1 people").arg(map::grouped(*c.capacity_people)));
    }
    if (c.cost_usd && c.cost_low_usd && c.cost_high_usd && !c.refused) {
        add(tr("To build"),
            tr("%1 (%2 to %3)")
                .arg(money(*c.cost_usd), money(*c.cost_low_usd), money(*c.cost_high_usd)));
    }
    if (c.own_usd && c.opex_usd && !c.refused) {
        add(basis.years > 0 ? tr("To own, %1 years").arg(basis.years) : tr("To own"),
            tr("%1, of it %2 a year to run").arg(money(*c.own_usd), money(*c.opex_usd)));
    }
    if (c.own_today_usd && c.sold_today_usd && c.left_today_usd && !c.refused) {
        add(tr("Who pays"), tr("%1 at today's worth").arg(money(*c.own_today_usd)));
        add(tr("Who earns"), tr("sells bandwidth worth %1: %2 in all")
                                 .arg(money(*c.sold_today_usd), money(*c.left_today_usd)));
        add(tr("Pays for itself"),
            c.even_fee_usd ? tr("from a fee of %1 a Mbit/s and year").arg(money(*c.even_fee_usd))
                           : tr("at no fee: it sells nothing"));
    }
    if (c.fibre_even_km && !c.refused) {
        add(tr("Fibre would be cheaper"),
            tr("up to %1 along the road").arg(km(1000 * *c.fibre_even_km)));
    }
    add(tr("Way to the network"), backhaulWords(c));
    add(tr("Technology"), c.technology);
    if (c.height_m) {
        add(tr("Antenna above ground"), withUnit(*c.height_m, tr("m")));
    }
    if (c.road_m) {
        add(tr("To the nearest road"), km(*c.road_m));
    }
    if (c.prominence_m) {
        add(tr("Prominence"), withUnit(std::round(*c.prominence_m), tr("m")));
    }
    return facts;
}

} // namespace app::document
