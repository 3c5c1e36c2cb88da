#include "planning/siting/site_ownership.h"

#include "planning/finance/fibre_price.h"

#include <cmath>

namespace planning {
namespace {

double renewals(const Horizon& horizon, double life_years)
{
    return life_years > 0 ? std::floor(horizon.years / life_years) : 0;
}

/// A way to the network over the years.
struct Way {
    double first = 0; // to build
    double later = 0; // spectrum paid once, and renewals
    double opex_year = 0;
    double over(const Horizon& horizon) const { return first + later + horizon.years * opex_year; }
};

Way wayOf(BackhaulKind kind, double length_m, const Candidate& candidate,
          const CostCatalogue& catalogue, double mbps, const Horizon& horizon, Deployment laid)
{
    const auto value = [&](const char* item) { return catalogue.value(item); };
    Way way;
    if (kind == BackhaulKind::fibre) {
        way.first = length_m * fibrePerMetre_usd(catalogue, {0, laid, candidate.backhaul.slope});
        way.opex_year = value("fibre.upkeep_share") * way.first;
    } else if (kind == BackhaulKind::hop) {
        const double hop = catalogue.value(hopItem(length_m));
        const double mhz = value("point_to_point.spectrum_mhz");
        way.first = hop;
        way.later = mhz * value("point_to_point.spectrum_once") +
                    renewals(horizon, value("point_to_point.renew_years")) * hop;
        way.opex_year = value("point_to_point.upkeep_share") * hop +
                        mhz * value("point_to_point.spectrum_year");
    } else if (kind == BackhaulKind::satellite) {
        const double terminal = value("hop.satellite");
        way.first = terminal;
        way.later = renewals(horizon, value("satellite.renew_years")) * terminal;
        way.opex_year = value("satellite.upkeep_share") * terminal + value("satellite.fee") * mbps;
    }
    return way;
}

/// Where fibre, whose cost grows with its length, meets the way taken.
std::optional<double> fibreEven_km(const Way& taken, const Candidate& candidate,
                                   const CostCatalogue& catalogue, const Horizon& horizon,
                                   Deployment laid)
{
    if (candidate.backhaul.kind != BackhaulKind::hop &&
        candidate.backhaul.kind != BackhaulKind::satellite) {
        return std::nullopt;
    }
    const double km =
        wayOf(BackhaulKind::fibre, 1000, candidate, catalogue, 0, horizon, laid).over(horizon);
    return km > 0 ? std::optional{taken.over(horizon) / km} : std::nullopt;
}

} // namespace

std::vector<std::string> yearItems(const Candidate& candidate)
{
    std::vector<std::string> out{"site.upkeep_share", "site.renew_years", "site.spectrum_year",
                                 "cellular.fee"};
    if (candidate.kind != CandidateKind::satellite) {
        out.insert(out.end(), {"site.rent", "site.energy"});
    }
    switch (candidate.backhaul.kind) {
    case BackhaulKind::hop:
        out.insert(out.end(), {hopItem(candidate.backhaul.length_m), "point_to_point.spectrum_mhz",
                               "point_to_point.spectrum_once", "point_to_point.spectrum_year",
                               "point_to_point.renew_years", "point_to_point.upkeep_share"});
        break;
    case BackhaulKind::fibre:
        out.emplace_back("fibre.upkeep_share");
        break;
    case BackhaulKind::satellite:
        out.insert(out.end(), {"satellite.renew_years", "satellite.upkeep_share", "satellite.fee"});
        break;
    case BackhaulKind::unjoined:
        break;
    }
    return out;
}

SiteOwnership ownershipOf(const Candidate& candidate, const CostCatalogue& catalogue, double people,
                          const DemandRule& rule, const Horizon& horizon, Deployment fibre)
{
    const auto value = [&](const char* item) { return catalogue.value(item); };
    SiteOwnership out;
    out.mbps = people * rule.online_share * rule.at_once_share * rule.mbps_each;
    const Backhaul& b = candidate.backhaul;
    const Way way = wayOf(b.kind, b.length_m, candidate, catalogue, out.mbps, horizon, fibre);
    double site = 0;
    for (const std::string& item : costItems(candidate, candidate.standing)) {
        // The satellite terminal is the way to the network, counted there.
        site += item == "hop.satellite" ? 0 : catalogue.value(item);
    }
    // What wears out: the radio of a mast, the whole of what comes on wheels or as a small cell.
    const double radio = candidate.kind == CandidateKind::temporary   ? value("site.temporary")
                         : candidate.kind == CandidateKind::satellite ? value("site.small")
                                                                      : value("site.radio");
    const bool ownPower = candidate.kind == CandidateKind::satellite; // panels, no ground rented
    const double opex_year = value("site.upkeep_share") * site + way.opex_year +
                             value("site.spectrum_year") * candidate.radio.bandwidth_mhz +
                             (ownPower ? 0 : value("site.rent") + value("site.energy"));
    const double first = site + way.first;
    out.own =
        ownedOver(first, first + way.later + renewals(horizon, value("site.renew_years")) * radio,
                  opex_year, value("cellular.fee") * out.mbps, horizon);
    if (out.mbps > 0) {
        out.even_fee = out.own.year_cost / out.mbps;
    }
    out.fibre_even_km = fibreEven_km(way, candidate, catalogue, horizon, fibre);
    return out;
}

} // namespace planning
