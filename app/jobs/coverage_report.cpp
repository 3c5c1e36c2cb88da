#include "app/jobs/coverage.h"
#include "app/jobs/thousands.h"

#include <array>
#include <fmt/format.h>
#include <map>

namespace app {
namespace {

using Json = nlohmann::ordered_json;
using planning::Technology;

constexpr std::size_t shownProblems = 10;

Json countsJson(const std::vector<CoverageCount>& counts)
{
    Json out = asJson(counts.front().people);
    Json& operators = out["by_operator"] = Json::array();
    for (std::size_t i = 1; i < counts.size(); ++i) {
        Json one{{"operator", counts[i].operator_name}};
        one.update(asJson(counts[i].people));
        operators.push_back(std::move(one));
    }
    return out;
}

/// Schools, hospitals and the rest: how many there are, and how many receive what from whom.
Json facilitiesJson(const CoverageReport& report)
{
    const planning::Scenario& world = report.scenario;
    Json out = Json::array();
    for (int k = 0; k <= static_cast<int>(planning::FacilityKind::other); ++k) {
        const auto kind = static_cast<planning::FacilityKind>(k);
        std::size_t total = 0;
        std::size_t covered = 0;
        std::array<std::size_t, planning::technologyCount> technologies{};
        std::map<std::string, std::size_t> operators;
        std::map<std::string, std::pair<std::size_t, std::size_t>> areas; // total, covered
        std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> settlements;
        for (const FacilityCoverage& f : report.facilities) {
            if (world.facilities[f.facility].kind != kind || !f.inside) {
                continue;
            }
            const bool receives = f.received != planning::noTechnology;
            ++total;
            covered += receives ? 1 : 0;
            for (std::size_t t = 0; t < technologies.size(); ++t) {
                technologies[t] += (f.received >> t) & 1U;
            }
            for (const std::string& name : f.operators) {
                ++operators[name];
            }
            if (f.area != planning::noArea) {
                auto& [all, some] = areas[world.areas[f.area].area_code];
                ++all;
                some += receives ? 1 : 0;
            }
            if (f.settlement != planning::noGroup) {
                auto& [all, some] = settlements[f.settlement];
                ++all;
                some += receives ? 1 : 0;
            }
        }
        if (total == 0) {
            continue;
        }
        Json one{{"kind", planning::text(kind)}, {"total", total}, {"covered", covered}};
        for (std::size_t t = 0; t < technologies.size(); ++t) {
            one["by_technology"][std::string{planning::text(static_cast<Technology>(t))}] =
                technologies[t];
        }
        one["by_operator"] = Json::array();
        for (const auto& [name, count] : operators) {
            one["by_operator"].push_back({{"operator", name}, {"covered", count}});
        }
        one["by_area"] = Json::array();
        for (const auto& [code, counts] : areas) {
            one["by_area"].push_back(
                {{"area_code", code}, {"total", counts.first}, {"covered", counts.second}});
        }
        one["by_settlement"] = Json::array();
        for (const auto& [place, counts] : settlements) {
            one["by_settlement"].push_back(
                {{"settlement_id", world.settlements[place].settlement_id},
                 {"name", world.settlements[place].name},
                 {"total", counts.first},
                 {"covered", counts.second}});
        }
        out.push_back(std::move(one));
    }
    return out;
}

/// What each settlement's people receive, from all and from each operator.
Json settlementsJson(const CoverageReport& report)
{
    Json out = Json::array();
    auto from = report.settlement_operators.begin();
    for (std::uint32_t i = 0; i < report.settlements.size(); ++i) {
        const planning::Settlement& s = report.scenario.settlements[i];
        Json one{{"settlement_id", s.settlement_id}, {"name", s.name}};
        one.update(asJson(report.settlements[i]));
        if (!s.population && report.basis == PeopleBasis::settlements) {
            one["people"] = nullptr;
        }
        Json& operators = one["by_operator"] = Json::array();
        for (; from != report.settlement_operators.end() && from->settlement == i; ++from) {
            Json own{{"operator", from->operator_name}};
            own.update(asJson(from->people));
            operators.push_back(std::move(own));
        }
        out.push_back(std::move(one));
    }
    return out;
}

std::string percent(double part, double all)
{
    return all > 0 ? fmt::format("{:.1f} %", 100 * part / all) : std::string{"-"};
}

std::string duration(double seconds)
{
    return seconds < 90     ? fmt::format("{:.0f} s", std::max(1.0, seconds))
           : seconds < 5400 ? fmt::format("{:.0f} min", seconds / 60)
                            : fmt::format("{:.1f} h", seconds / 3600);
}

} // namespace

nlohmann::ordered_json asJson(const planning::ServedPeople& p)
{
    Json out{{"people", p.people}, {"covered", p.any}};
    for (int t = 0; t < planning::technologyCount; ++t) {
        const auto technology = static_cast<Technology>(t);
        out["by_technology"][std::string{planning::text(technology)}] = p[technology];
    }
    return out;
}

std::string asText(const CoverageEstimate& e)
{
    return fmt::format(
        "{} antenna positions, {} of them computed earlier; {:.1f} million receivers "
        "to compute. About {} ({}), {} MB of memory, {} MB on disk.",
        e.antennas, e.cached, e.receivers / 1e6, duration(e.seconds),
        e.rate_measured ? "as measured here" : "not measured here yet", thousands(e.memory_mb),
        thousands(e.disk_mb));
}

nlohmann::ordered_json asJson(const CoverageReport& report)
{
    const planning::Scenario& world = report.scenario;
    Json out;
    out["settings"] = report.about;
    out["synthetic"] = report.synthetic;
    out["cells"] = {{"total", world.cells.size()},
                    {"computed", world.cells.size() - report.left_out},
                    {"left_out", report.left_out}};
    out["sites"] = {{"total", world.sites.size()}, {"left_out", report.sites_left_out}};
    Json& left = out["left_out"] = Json::array();
    for (const CellCoverage& cell : report.cells) {
        if (!cell.reason.empty()) {
            left.push_back({{"cell_id", world.cells[cell.cell].cell_id},
                            {"site_id", world.cells[cell.cell].site_id},
                            {"reason", cell.reason}});
        }
    }
    out["receivers_without_terrain"] = report.voids;
    out["people"] = countsJson(report.counts);
    out["people"]["from"] = text(report.basis);
    out["people"]["source"] = report.people_source;
    out["people"]["not_known"] = report.people_not_known;
    out["people"]["settlements_with_unknown_people"] =
        report.about.value("settlements_with_unknown_people", 0);
    const planning::PeopleAccount& a = report.account;
    out["people"]["account"] = {{"source", a.source},   {"on_grid", a.on_grid},
                                {"outside", a.outside}, {"moved_to_land", a.moved_to_land},
                                {"on_sea", a.on_sea},   {"out_of_area", a.out_of_area}};
    Json& areas = out["areas"] = Json::array();
    for (const AreaCoverage& area : report.areas) {
        Json one{{"area_code", world.areas[area.area].area_code},
                 {"name", world.areas[area.area].name},
                 {"level", world.areas[area.area].level}};
        one.update(countsJson(area.counts));
        areas.push_back(std::move(one));
    }
    out["settlements"] = settlementsJson(report);
    out["facilities"] = facilitiesJson(report);
    Json& rasters = out["rasters"] = Json::array();
    for (const MadeRaster& raster : report.rasters) {
        rasters.push_back(
            {{"name", raster.name},
             {"technology", raster.technology},
             {"operator", raster.operator_name ? Json(*raster.operator_name) : Json()},
             {"roaming", !raster.operator_name},
             {"path", raster.path},
             {"unit", raster.unit},
             {"what", raster.what}});
    }
    Json& problems = out["problems"] = Json::array();
    for (const geo::Problem& problem : report.problems) {
        problems.push_back({{"table", problem.asset_kind},
                            {"id", problem.asset_id},
                            {"what", problem.what},
                            {"fix", problem.fix}});
    }
    return out;
}

std::string asText(const CoverageReport& report)
{
    std::string out;
    const auto line = [&out]<typename... Args>(fmt::format_string<Args...> form, Args&&... args) {
        out += fmt::format(form, std::forward<Args>(args)...) + "\n";
    };
    const planning::ServedPeople& all = report.counts.front().people;
    line("Coverage by {} at {:g} m{}", report.about.value("model", ""),
         report.about.value("resolution_m", 0.0),
         report.synthetic ? "  (practice data: the network is invented)" : "");
    line("{} cells computed, {} left out; {} of {} sites left out wholly",
         report.cells.size() - report.left_out, report.left_out, report.sites_left_out,
         report.scenario.sites.size());
    line("About {} of {} people are covered ({}); people from {}", thousands(all.any),
         thousands(all.people), percent(all.any, all.people), report.people_source);
    for (int t = 0; t < planning::technologyCount; ++t) {
        const auto technology = static_cast<Technology>(t);
        line("  {}  {:>12}  {}", planning::text(technology), thousands(all[technology]),
             percent(all[technology], all.people));
    }
    if (report.counts.size() > 2) {
        line("By operator, without roaming:");
        for (std::size_t i = 1; i < report.counts.size(); ++i) {
            const CoverageCount& c = report.counts[i];
            line("  {:<20} {:>12}  {}", c.operator_name.empty() ? "(none)" : c.operator_name,
                 thousands(c.people.any), percent(c.people.any, c.people.people));
        }
    }
    if (report.voids > 0) {
        line("{} receivers have no value: the elevation has no data on the way to them",
             thousands(report.voids));
    }
    if (report.people_not_known >= 0.5) {
        line("  {} people live where it is not known whether they are covered; they count as not",
             thousands(report.people_not_known));
    }
    for (const auto kind : {planning::FacilityKind::school, planning::FacilityKind::hospital}) {
        std::size_t total = 0;
        std::size_t covered = 0;
        for (const FacilityCoverage& f : report.facilities) {
            if (f.inside && report.scenario.facilities[f.facility].kind == kind) {
                ++total;
                covered += f.received != planning::noTechnology ? 1 : 0;
            }
        }
        if (total > 0) {
            line("{} of {} {}s are covered", covered, total, planning::text(kind));
        }
    }
    std::size_t shown = 0;
    for (const geo::Problem& problem : report.problems) {
        if (shown++ == shownProblems) {
            line("… and {} more problems (--json lists all)",
                 report.problems.size() - shownProblems);
            break;
        }
        line("! {}{}{}. {}", problem.asset_id, problem.asset_id.empty() ? "" : ": ", problem.what,
             problem.fix);
    }
    line("Thresholds are common planning values, not a regulator's. Rasters: {} in {}",
         report.rasters.size(),
         report.rasters.empty()
             ? "-"
             : std::filesystem::path{report.rasters.front().path}.parent_path().generic_string());
    return out;
}

} // namespace app
