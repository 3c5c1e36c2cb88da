#include "app/jobs/power_json.h"
#include "app/jobs/thousands.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace app {

using planning::Service;

std::string asText(const PowerReport& report)
{
    const planning::Scenario& world = report.situation.scenario;
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    std::map<std::string, std::size_t> on;
    std::vector<const PlaceReport*> next;
    for (const PlaceReport& place : report.places) {
        ++on[place.now.on];
        if (place.out_after_h && *place.out_after_h > 0) {
            next.push_back(&place);
        }
    }
    line("Power as of {}: {} sites and nodes", geo::text(report.situation.as_of),
         report.places.size());
    if (!report.people_known) {
        line("Nobody has computed the coverage (sila coverage): people are not counted");
    }
    for (const auto& [source, count] : on) {
        line("  {:5}  {}", count, source);
    }
    const auto named = [&](const auto& is) {
        constexpr std::size_t most = 12;
        std::vector<std::string> ids;
        for (const PlaceReport& place : report.places) {
            if (is(place)) {
                ids.push_back(planning::assetId(world, place.place));
            }
        }
        const std::size_t shown = std::min(most, ids.size());
        std::string list = fmt::format(
            "{}", fmt::join(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
        return ids.size() > shown ? fmt::format("{} and {} more", list, ids.size() - shown) : list;
    };
    if (const std::string small = named([&](const PlaceReport& place) {
            return planning::generatorTooSmall(supplyOf(report.situation, place.place));
        });
        !small.empty()) {
        line("Counted as no power, being smaller than the load: generator of {}", small);
    }
    if (const std::string sunny =
            named([](const PlaceReport& place) { return place.now.on == "solar"; });
        !sunny.empty()) {
        line("Counted as fed by the sun for good, panels being no smaller than the load: {}. By "
             "day and night it takes panels several times larger, and batteries (--irradiation)",
             sunny);
    }
    std::ranges::stable_sort(next, {}, [](const PlaceReport* p) { return *p->out_after_h; });
    if (!next.empty()) {
        line("\nNext to go out within {:.0f} h, without fuel or grid:", report.request.horizon_h);
        constexpr std::size_t shown = 15;
        for (std::size_t i = 0; i < std::min(shown, next.size()); ++i) {
            line("  {:<16} in {:5.1f} h", planning::assetId(world, next[i]->place),
                 *next[i]->out_after_h);
        }
        if (next.size() > shown) {
            line("  … and {} more (--json lists all)", next.size() - shown);
        }
    }
    if (!report.curve.empty()) {
        line("\nAs batteries and fuel run out (out from the full hour before a place goes out):");
        constexpr std::size_t most = 12;
        const std::size_t each = report.curve.size() / most + 1;
        for (std::size_t i = 0; i < report.curve.size(); i += each) {
            const planning::PowerHour& hour = report.curve[i];
            line("  after {:4.0f} h  {:5} sites serve{}", hour.at_h, hour.sites_on,
                 report.people_known ? fmt::format(", {} people", thousands(hour.people)) : "");
        }
    }
    if (!report.compliance.empty()) {
        line("\nAutonomy rules{}, by area:",
             report.request.rules ? "" : " (NCU order of July 2024, for comparison)");
        for (const planning::Compliance& row : report.compliance) {
            line("  {:<12} {:<10} {:>4} of {:>4} places, {} needed, {} unknown: {}", row.rule_id,
                 row.area_code.empty() ? "(no area)" : row.area_code, row.kept, row.total,
                 row.required, row.unknown,
                 row.met == Service::on    ? "met"
                 : row.met == Service::off ? "not met"
                                           : "nobody knows");
        }
    }
    if (report.fuel) {
        const planning::FuelSplit& fuel = *report.fuel;
        line("\nFuel: {} l a day to {} places, {:.1f} stops a day; all together could use {} l",
             thousands(fuel.litres_per_day), fuel.shares.size(), fuel.stops_per_day,
             thousands(fuel.litres_for_all));
        line("People served for good: {} with it, {} without, at most {} by any split",
             thousands(fuel.people), thousands(fuel.people_without), thousands(fuel.people_bound));
        for (const planning::FuelShare& share : fuel.shares) {
            line("  {:<16} {:6.0f} l a day", planning::assetId(world, share.place),
                 share.litres_per_day);
        }
    }
    if (report.request.solar) {
        line("\nSun and batteries, by the worst month and {:.0f} h without sun:",
             report.request.solar->autonomy_h);
        std::size_t unknown = 0;
        for (const PlaceReport& place : report.places) {
            if (!place.solar) {
                ++unknown;
                continue;
            }
            const double has_kwp = supplyOf(report.situation, place.place).solar_kw.value_or(0);
            line("  {:<16} {:6.1f} kWp of panels, {:6.1f} kWh of battery (month {}){}",
                 planning::assetId(world, place.place), place.solar->panel_kwp,
                 place.solar->battery_kwh, place.solar->worst_month,
                 has_kwp > 0 ? fmt::format("; it has {:.1f} kWp", has_kwp) : "");
        }
        if (unknown > 0) {
            line("  {} places have no stated load", unknown);
        }
    }
    return out;
}

} // namespace app
