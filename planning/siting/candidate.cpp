#include "planning/siting/candidate.h"

#include "planning/finance/fibre_price.h"

#include <array>

namespace planning {
namespace {

struct ReasonWords {
    std::string_view code, words;
};

constexpr std::array<ReasonWords, siteReasonCount> reasonWords{{
    {"CHOSEN", "chosen"},
    {"CLOSED_ZONE", "lies in a closed zone"},
    {"OUTSIDE_ELEVATION", "lies outside the elevation model"},
    {"NO_GROUND", "the elevation model has no data there"},
    {"ON_SEA", "lies on open sea"},
    {"NO_ROAD", "is too far from every road"},
    {"NO_TRANSPORT", "no transport node is within reach"},
    {"SIGHT_UNKNOWN",
     "the ground on the way to the transport nodes is not known, and fibre is too far"},
    {"NO_SIGHT", "sees no transport node, and fibre is too far"},
    {"TOO_NEAR", "a cheaper candidate stands beside it"},
    {"PEOPLE_UNKNOWN", "nobody knows how many people live there"},
    {"NOBODY_THERE", "nobody lives there"},
    {"NOBODY_NEW", "would reach nobody who is not served"},
    {"NOT_MODELLED", "the propagation model cannot be used for it"},
    {"TOO_SLOW", "its technology cannot carry what one person asks for"},
    {"NO_MONEY", "costs more than there is"},
    {"LIMIT_REACHED", "as many as may be, in all or of its kind, were chosen"},
    {"LESS_FOR_MONEY", "others reach more people for what there is"},
}};

} // namespace

std::string hopItem(double length_m)
{
    return length_m > 30e3 ? "hop.long" : length_m > 15e3 ? "hop.medium" : "hop.short";
}

std::string_view text(CandidateKind kind)
{
    constexpr std::array<std::string_view, candidateKindCount> words{
        "structure", "settlement", "hilltop", "temporary", "satellite"};
    return words[static_cast<std::size_t>(kind)];
}

std::string_view code(SiteReason reason)
{
    return reasonWords[static_cast<std::size_t>(reason)].code;
}

std::string_view inWords(SiteReason reason)
{
    return reasonWords[static_cast<std::size_t>(reason)].words;
}

std::string_view text(BackhaulKind kind)
{
    constexpr std::array<std::string_view, 4> words{"", "microwave", "fibre", "satellite"};
    return words[static_cast<std::size_t>(kind)];
}

CandidateRadio radioOf(CandidateKind kind, const CandidateRadio& mast)
{
    CandidateRadio radio = mast;
    if (kind == CandidateKind::temporary) {
        radio.height_m = 15;
        radio.eirp_dbm -= 3;
    } else if (kind == CandidateKind::satellite) {
        radio.height_m = 10;
        radio.eirp_dbm = 46;
        radio.sectors = 1;
    }
    return radio;
}

std::vector<std::string> costItems(const Candidate& candidate, bool standing)
{
    switch (candidate.kind) {
    case CandidateKind::structure:
        return standing ? std::vector<std::string>{"site.radio"}
                        : std::vector<std::string>{"site.structure_power", "site.radio"};
    case CandidateKind::settlement:
    case CandidateKind::hilltop:
        return {"site.structure_power", "site.radio"};
    case CandidateKind::temporary:
        return {"site.temporary"};
    case CandidateKind::satellite:
        return {"site.small", "hop.satellite"};
    }
    return {};
}

void addCosts(Candidate& candidate, const CostCatalogue& catalogue, bool standing, Deployment fibre)
{
    const auto way = [&](CostLevel level) {
        const Backhaul& b = candidate.backhaul;
        return b.kind == BackhaulKind::hop ? catalogue.value(hopItem(b.length_m), level)
               : b.kind == BackhaulKind::fibre
                   ? b.length_m * fibrePerMetre_usd(catalogue, {0, fibre, b.slope}, level)
                   : 0;
    };
    const std::vector<std::string> items = costItems(candidate, standing);
    const auto whole = [&](CostLevel level) {
        double usd = way(level);
        for (const std::string& item : items) {
            usd += catalogue.value(item, level);
        }
        return usd;
    };
    candidate.standing = standing;
    candidate.cost_usd = whole(CostLevel::base);
    candidate.cost_low_usd = whole(CostLevel::low);
    candidate.cost_high_usd = whole(CostLevel::high);
    candidate.backhaul.cost_usd = way(CostLevel::base);
}

} // namespace planning
