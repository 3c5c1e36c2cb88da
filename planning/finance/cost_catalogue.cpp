#include "planning/finance/cost_catalogue.h"

#include "geo/error.h"
#include "planning/finance/access_costs.h"

#include <algorithm>
#include <fmt/format.h>

namespace planning {

std::string_view text(CostLevel level)
{
    return level == CostLevel::low ? "low" : level == CostLevel::high ? "high" : "base";
}

const CostItem* CostCatalogue::find(std::string_view id) const
{
    const auto at = std::ranges::find(items_, id, &CostItem::id);
    return at == items_.end() ? nullptr : &*at;
}

double CostCatalogue::value(std::string_view id, CostLevel level) const
{
    const CostItem* item = find(id);
    if (item == nullptr) {
        throw geo::Error{fmt::format("the cost catalogue has no item '{}'", id),
                         "Add it with low, base and high value, unit and source"};
    }
    return level == CostLevel::low ? item->low : level == CostLevel::high ? item->high : item->base;
}

const CostCatalogue& silaCatalogue()
{
    static const std::string pytal = "research cost model pytal (Oughton)";
    static const std::string ours = "our assumption, editable";
    static const std::string e = "first edition";
    static const std::vector<CostItem> repairs{
        // Shares of replacement by RDNA damage class.
        {"damage.minimal", "repair of minimal damage", "share", 0.05, 0.10, 0.20, "", 2026, ours,
         e},
        {"damage.partial", "repair of partial damage", "share", 0.25, 0.40, 0.60, "", 2026, ours,
         e},
        {"damage.destroyed", "replacement", "share", 1.0, 1.0, 1.0, "", 2026, ours, e},
        {"site.structure_power", "mast, shelter and power of a site", "USD", 50'000, 70'000, 90'000,
         "USD", 2026, pytal, e},
        {"site.radio", "radio of one technology", "USD", 15'000, 22'500, 30'000, "USD", 2026, pytal,
         e},
        {"site.temporary", "cell on wheels with generator, set up", "USD", 25'000, 40'000, 60'000,
         "USD", 2026, ours, e},
        {"site.small", "small cell with mast of 10 m and solar power", "USD", 6'000, 10'000, 16'000,
         "USD", 2026, ours, e},
        {"site.upkeep_share", "operation and upkeep of a site, of what it cost", "share/year", 0.05,
         0.10, 0.15, "", 2026, pytal, e},
        {"site.rent", "ground of a site: country, suburb, city", "USD/year", 1'000, 1'000, 9'600,
         "USD", 2026, pytal, "4,000 in a suburb"},
        {"site.energy", "electricity of a site: 2.5 kW at 0.10 USD/kWh", "USD/year", 1'100, 2'190,
         6'600, "USD", 2026, ours, e},
        {"site.renew_years", "life of radios", "years", 8, 10, 12, "", 2026, pytal, e},
        {"site.spectrum_year", "spectrum of a cell, a year", "USD/MHz/year", 0, 15, 50, "USD", 2026,
         ours, "as CPP's text has it of a link"},
        {"node.equipment", "transport node: racks, power, cabling", "USD", 80'000, 150'000, 300'000,
         "USD", 2026, ours, e},
        {"hop.short", "microwave hop under 15 km", "USD", 25'000, 30'000, 36'000, "USD", 2026,
         pytal, e},
        {"hop.medium", "microwave hop of 15 to 30 km", "USD", 33'000, 40'000, 48'000, "USD", 2026,
         pytal, e},
        {"hop.long", "microwave hop beyond 30 km", "USD", 66'000, 80'000, 96'000, "USD", 2026,
         pytal, e},
        {"hop.satellite", "satellite terminal", "USD", 800, 3'000, 6'000, "USD", 2026,
         "CPP user guide", "editions differ: 800 and 3,000"},
        {"fibre.rural", "fibre laid in the country", "USD/m", 4, 5, 8, "USD", 2026, pytal, e},
        {"fibre.suburban", "fibre laid in suburbs", "USD/m", 8, 15, 20, "USD", 2026, pytal, e},
        {"fibre.urban", "fibre laid in cities", "USD/m", 15, 25, 35, "USD", 2026, pytal, e},
        // By deployment and terrain: factors on the price of burying it in level ground.
        {"fibre.aerial", "on poles, against buried", "factor", 0.3, 0.5, 0.8, "", 2026, ours, e},
        {"fibre.duct", "drawn into a duct that stands, against buried", "factor", 0.2, 0.3, 0.5, "",
         2026, ours, e},
        {"fibre.submarine", "fibre laid under water", "USD/m", 20, 30, 60, "USD", 2026, ours, e},
        {"fibre.hilly", "in hills (mean slope of 5 % or more)", "factor", 1.1, 1.3, 1.6, "", 2026,
         ours, e},
        {"fibre.mountain", "in mountains (mean slope of 15 % or more)", "factor", 1.4, 1.8, 2.5, "",
         2026, ours, e},
        {"grid.node", "substation or feeder head", "USD", 30'000, 60'000, 150'000, "USD", 2026,
         ours, e},
        {"grid.line", "medium-voltage line", "USD", 10'000, 20'000, 40'000, "USD", 2026, ours, e},
        {"power.generator", "generator of 10 kW, set up", "USD", 6'000, 8'000, 12'000, "USD", 2026,
         ours, e},
        {"power.fuel", "diesel, delivered", "USD/l", 1.0, 1.5, 4.0, "USD", 2026, ours, e},
        {"crew.site.minimal", "work on a site, minimal damage", "crew_days", 1, 1, 2, "", 2026,
         ours, e},
        {"crew.site.partial", "work on a site, partial damage", "crew_days", 3, 5, 8, "", 2026,
         ours, e},
        {"crew.site.destroyed", "rebuilding a site", "crew_days", 14, 20, 30, "", 2026, ours, e},
        {"crew.fibre.aerial", "aerial fibre", "crew_days/km", 0.4, 0.5, 0.8, "", 2026, ours, e},
        {"crew.fibre.buried", "buried fibre", "crew_days/km", 2.0, 2.5, 4.0, "", 2026, ours, e},
        {"crew.hop", "microwave hop", "crew_days", 1, 2, 4, "", 2026, ours, e},
        {"clear.road", "a blocked road made passable", "USD/km", 2'000, 5'000, 15'000, "USD", 2026,
         ours, e},
        {"crew.clear", "clearing a blocked road", "crew_days/km", 0.5, 1.0, 3.0, "", 2026, ours, e},
        {"crew.power", "generator or fuel brought to a place", "crew_days", 1, 1, 2, "", 2026, ours,
         e},
    };
    static const CostCatalogue catalogue = [] {
        std::vector<CostItem> items = repairs;
        items.insert(items.end(), silaAccessItems().begin(), silaAccessItems().end());
        return CostCatalogue{std::move(items)};
    }();
    return catalogue;
}

} // namespace planning
