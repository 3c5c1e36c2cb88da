#pragma once
// What a new site costs over the years and what it brings: seen by who pays for it (a ministry) and
// by who earns with it (an operator that sells bandwidth).
#include "planning/finance/demand.h"
#include "planning/finance/ownership.h"
#include "planning/siting/candidate.h"

namespace planning {

struct SiteOwnership {
    Ownership own; // fee: bandwidth sold to the people it adds
    double mbps = 0;
    // The fee of a Mbit/s and year from which who earns gets his cost back; nothing when nothing is
    // sold.
    std::optional<double> even_fee;
    // Way along the road up to which fibre would be the cheaper way to the network than its hop or
    // satellite link, for who pays; nothing when it never is, or it has fibre.
    std::optional<double> fibre_even_km;
};

/// Items of the catalogue beside costItems() that its years rest on.
std::vector<std::string> yearItems(const Candidate& candidate);

/// Built at base prices and kept over the years: upkeep, ground, electricity, spectrum, renewed
/// radios and links; satellite bandwidth is bought by whoever runs it. `people`: whom it adds, who
/// ask for what the rule says. Throws geo::Error when the catalogue lacks an item.
SiteOwnership ownershipOf(const Candidate& candidate, const CostCatalogue& catalogue, double people,
                          const DemandRule& rule, const Horizon& horizon,
                          Deployment fibre = Deployment::buried);

} // namespace planning
