#include "planning/finance/access_costs.h"

#include "geo/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace planning {
namespace {

constexpr std::array<std::string_view, 4> names{"fibre", "cellular", "point_to_point", "satellite"};

class ItemReader {
public:
    ItemReader(const CostCatalogue& catalogue, AccessTechnology technology, CostLevel level)
        : catalogue_{catalogue}, prefix_{text(technology)}, level_{level}
    {
    }
    /// The item's value; `fallback` when the catalogue has none and one is given.
    double operator()(std::string_view part, std::optional<double> fallback = 0.0) const
    {
        const std::string id = fmt::format("{}.{}", prefix_, part);
        if (catalogue_.find(id) == nullptr && fallback) {
            return *fallback;
        }
        const double value = costAt(catalogue_, id, level_);
        if (!(value >= 0) || !std::isfinite(value)) {
            throw geo::Error{fmt::format("the cost item '{}' is {}", id, value),
                             "Give a number from 0"};
        }
        return value;
    }

private:
    const CostCatalogue& catalogue_;
    std::string prefix_;
    CostLevel level_;
};

} // namespace

std::string_view text(AccessTechnology technology)
{
    return names.at(static_cast<std::size_t>(technology));
}

std::optional<AccessTechnology> accessTechnologyNamed(std::string_view word)
{
    for (const AccessTechnology technology : accessTechnologies) {
        if (text(technology) == word) {
            return technology;
        }
    }
    return std::nullopt;
}

double costAt(const CostCatalogue& catalogue, std::string_view id, CostLevel level)
{
    const double base = catalogue.value(id, CostLevel::base);
    if (level == CostLevel::base || id.ends_with(".most_mbps") || id.ends_with(".reach_km")) {
        return base;
    }
    if (!id.ends_with(".renew_years")) {
        return catalogue.value(id, level);
    }
    const std::array lives{catalogue.value(id, CostLevel::low), base,
                           catalogue.value(id, CostLevel::high)};
    const auto renewals = [](double life) { return life > 0 ? 1 / life : 0.0; }; // 0: never
    const auto [least, most] = std::ranges::minmax_element(lives, {}, renewals);
    return level == CostLevel::low ? *least : *most;
}

AccessCost accessCost(const CostCatalogue& catalogue, AccessTechnology technology, CostLevel level)
{
    const ItemReader item{catalogue, technology, level};
    AccessCost cost;
    cost.technology = technology;
    cost.connect = item("connect", std::nullopt);
    cost.per_km = item("km", technology == AccessTechnology::fibre ? std::nullopt
                                                                   : std::optional<double>{0.0});
    cost.route_factor = item("route_factor", 1.0);
    cost.spectrum_mhz = item("spectrum_mhz");
    cost.spectrum_once_mhz = item("spectrum_once");
    cost.spectrum_year_mhz = item("spectrum_year");
    cost.upkeep_share = item("upkeep_share");
    cost.upkeep_km_year = item("upkeep_km");
    cost.renew_years = item("renew_years");
    cost.fee_mbps_year = item("fee");
    cost.most_mbps = item("most_mbps", std::nullopt);
    cost.reach_km = item("reach_km");
    return cost;
}

bool isAccessItem(std::string_view id)
{
    constexpr std::array<std::string_view, 12> parts{
        "connect",       "km",           "route_factor", "spectrum_mhz", "spectrum_once",
        "spectrum_year", "upkeep_share", "upkeep_km",    "renew_years",  "fee",
        "most_mbps",     "reach_km"};
    const std::size_t dot = id.find('.');
    return dot != std::string_view::npos && accessTechnologyNamed(id.substr(0, dot)) &&
           std::ranges::find(parts, id.substr(dot + 1)) != parts.end();
}

const CostCatalogue& cppCatalogue()
{
    static const std::string guide = "CPP user guide (ITU)";
    static const std::string newer = "newer text; older text as the other bound";
    static const CostCatalogue catalogue{{
        {"fibre.connect", "fibre connection of a place", "USD", 500, 500, 500, "USD", 2025, guide,
         newer},
        {"fibre.km", "fibre along a road", "USD/km", 8'000, 20'000, 20'000, "USD", 2025, guide,
         newer},
        {"fibre.route_factor", "fibre laid for one metre of road", "factor", 1.1, 1.1, 1.1, "",
         2025, guide, newer},
        {"fibre.upkeep_share", "operation and upkeep of fibre", "share/year", 0.05, 0.05, 0.10, "",
         2025, guide, newer},
        {"fibre.renew_years", "life of fibre equipment", "years", 3, 10, 10, "", 2025, guide,
         newer},
        {"fibre.fee", "bandwidth over fibre", "USD/Mbps/year", 5.5, 5.5, 24, "USD", 2025, guide,
         newer},
        {"fibre.most_mbps", "most a fibre place gets", "Mbps", 15'000, 15'000, 15'000, "", 2025,
         guide, newer},
        {"fibre.reach_km", "longest new fibre of one connection", "km", 50, 50, 50, "", 2025, guide,
         newer},
        {"cellular.connect", "cellular terminal of a place", "USD", 80, 120, 120, "USD", 2025,
         guide, newer},
        {"cellular.upkeep_share", "operation and upkeep of a terminal", "share/year", 0.12, 0.12,
         0.12, "", 2025, guide, newer},
        {"cellular.renew_years", "life of a cellular terminal", "years", 5, 5, 5, "", 2025, guide,
         newer},
        {"cellular.fee", "bandwidth over cellular", "USD/Mbps/year", 4.5, 4.5, 31.8, "USD", 2025,
         guide, newer},
        {"cellular.most_mbps", "most a cellular place gets", "Mbps", 900, 900, 900, "", 2025, guide,
         newer},
        {"point_to_point.connect", "radio link to a place", "USD", 500, 3'000, 3'000, "USD", 2025,
         guide, newer},
        {"point_to_point.spectrum_mhz", "spectrum of a link", "MHz", 40, 40, 40, "", 2025, guide,
         newer},
        {"point_to_point.spectrum_once", "spectrum, once", "USD/MHz", 50, 50, 50, "USD", 2025,
         guide, newer},
        {"point_to_point.spectrum_year", "spectrum, a year", "USD/MHz/year", 15, 15, 15, "USD",
         2025, guide, newer},
        {"point_to_point.upkeep_share", "operation and upkeep of a link", "share/year", 0.10, 0.10,
         0.10, "", 2025, guide, newer},
        {"point_to_point.renew_years", "life of a link", "years", 7, 7, 7, "", 2025, guide, newer},
        {"point_to_point.fee", "bandwidth over a link", "USD/Mbps/year", 5.5, 5.5, 24, "USD", 2025,
         guide, newer},
        {"point_to_point.most_mbps", "most a link carries", "Mbps", 400, 400, 400, "", 2025, guide,
         newer},
        {"point_to_point.reach_km", "longest link", "km", 30, 30, 35, "", 2025, guide, newer},
        {"satellite.connect", "satellite terminal of a place", "USD", 800, 800, 3'000, "USD", 2025,
         guide, newer},
        {"satellite.upkeep_share", "operation and upkeep of a terminal", "share/year", 0.10, 0.10,
         0.10, "", 2025, guide, newer},
        {"satellite.renew_years", "life of a satellite terminal", "years", 5, 5, 5, "", 2025, guide,
         newer},
        {"satellite.fee", "bandwidth over satellite", "USD/Mbps/year", 6.4, 6.4, 31.8, "USD", 2025,
         guide, newer},
        {"satellite.most_mbps", "most a terminal gets", "Mbps", 400, 400, 400, "", 2025, guide,
         newer},
    }};
    return catalogue;
}

const CostCatalogue& gigaCatalogue()
{
    static const std::string giga = "Giga open cost model (UNICEF, ITU)";
    static const std::string e = "November 2023, defaults of its interface";
    static const CostCatalogue catalogue{{
        {"fibre.connect", "fibre set-up at a school", "USD", 1'000, 1'000, 1'000, "USD", 2023, giga,
         e},
        {"fibre.km", "fibre, straight line", "USD/km", 5'500, 8'900, 8'900, "USD", 2023, giga,
         "interface 8,900; Rwanda file 7,500; sample file 5,500"},
        {"fibre.route_factor", "fibre laid for one metre of straight line", "factor", 1.2, 1.2, 1.2,
         "", 2023, giga, e},
        {"fibre.upkeep_km", "upkeep of fibre", "USD/km/year", 100, 100, 100, "USD", 2023, giga, e},
        {"fibre.fee", "bandwidth over fibre", "USD/Mbps/year", 183, 183, 310, "USD", 2023, giga,
         "sample file, 183 to 310 over all technologies"},
        {"fibre.most_mbps", "most a fibre place gets", "Mbps", 15'000, 15'000, 15'000, "", 2025,
         "CPP user guide (ITU)", "Giga states none"},
        {"fibre.reach_km", "longest new fibre", "km", 20, 20, 20, "", 2023, giga, e},
        {"cellular.connect", "cellular terminal of a school", "USD", 50, 50, 50, "USD", 2023, giga,
         e},
        {"cellular.fee", "bandwidth over cellular", "USD/Mbps/year", 10, 10, 310, "USD", 2023, giga,
         "interface 10; sample file up to 310"},
        {"cellular.most_mbps", "most a cellular place gets", "Mbps", 900, 900, 900, "", 2025,
         "CPP user guide (ITU)", "Giga states none"},
        {"cellular.reach_km", "farthest serving site", "km", 8, 8, 8, "", 2023, giga, e},
        {"point_to_point.connect", "radio link: school 2,000 and tower 2,500", "USD", 4'500, 4'500,
         4'500, "USD", 2023, giga, e},
        {"point_to_point.fee", "bandwidth over a link", "USD/Mbps/year", 183, 183, 310, "USD", 2023,
         giga, "sample file, 183 to 310 over all technologies"},
        {"point_to_point.most_mbps", "most a link carries", "Mbps", 400, 400, 400, "", 2025,
         "CPP user guide (ITU)", "Giga states none"},
        {"point_to_point.reach_km", "longest link", "km", 50, 50, 50, "", 2023, giga, e},
        {"satellite.connect", "satellite terminal of a school", "USD", 600, 600, 600, "USD", 2023,
         giga, e},
        {"satellite.fee", "bandwidth over satellite", "USD/Mbps/year", 15, 15, 310, "USD", 2023,
         giga, "interface 15; sample file up to 310"},
        {"satellite.most_mbps", "most a terminal gets", "Mbps", 400, 400, 400, "", 2025,
         "CPP user guide (ITU)", "Giga states none"},
        {"solar.watt", "solar power of a school without grid", "USD/W", 1.0, 1.0, 1.58, "USD", 2023,
         giga, "interface 1.0; sample file 1.58"},
        {"solar.watts", "power a school needs", "W", 11'000, 11'000, 11'000, "", 2023, giga, e},
    }};
    return catalogue;
}

const std::vector<CostItem>& silaAccessItems()
{
    static const std::vector<CostItem> all = [] {
        static const std::string pytal = "research cost model pytal (Oughton)";
        static const std::string ours = "our assumption, editable";
        static const std::string e = "first edition";
        std::vector<CostItem> items = cppCatalogue().items();
        const auto put = [&](CostItem item) {
            for (CostItem& had : items) {
                if (had.id == item.id) {
                    had = std::move(item);
                    return;
                }
            }
            items.push_back(std::move(item));
        };
        put({"fibre.km", "fibre in the country", "USD/km", 4'000, 5'000, 8'000, "USD", 2026, pytal,
             e});
        put({"point_to_point.connect", "microwave hop under 15 km", "USD", 25'000, 30'000, 36'000,
             "USD", 2026, pytal, e});
        put({"solar.watt", "solar power of a place without grid", "USD/W", 1.0, 1.0, 1.58, "USD",
             2023, "Giga open cost model (UNICEF, ITU)", e});
        put({"solar.watts", "power the terminal of a place needs", "W", 100, 200, 500, "", 2026,
             ours, e});
        return items;
    }();
    return all;
}

} // namespace planning
