#include "app/jobs/network_json.h"
#include "app/jobs/thousands.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace app {
namespace {

using planning::AssetRef;
using planning::Cause;
using planning::DisjointPaths;
using planning::Service;
using planning::SiteService;

constexpr std::size_t shown = 10; // of long lists; --json has all

class Text {
public:
    explicit Text(const NetworkReport& report) : report_{report}, now_{report.situation} {}

    std::string all()
    {
        head();
        if (!report_.people_known) {
            line("Nobody has computed the coverage (sila coverage): sites are counted, not people");
        }
        cut();
        sitesOut();
        settlementsOut();
        points();
        loads();
        paths();
        return std::move(out_);
    }

private:
    template <typename... Args>
    void line(fmt::format_string<Args...> form, Args&&... args)
    {
        out_ += fmt::format(form, std::forward<Args>(args)...) + "\n";
    }
    void andMore(std::size_t count)
    {
        if (count > shown) {
            line("  … and {} more (--json lists all)", count - shown);
        }
    }
    std::string lost(const planning::Loss& loss) const
    {
        return report_.people_known ? fmt::format(", {} people, {} facilities",
                                                  thousands(loss.people), loss.facilities.size())
                                    : "";
    }
    /// Only where batteries and generators carry on for a while.
    std::string later(const planning::FailurePoint& point) const
    {
        return point.later.sites.size() == point.loss.sites.size()
                   ? ""
                   : fmt::format("; once batteries and tanks are empty {} sites{}",
                                 point.later.sites.size(), lost(point.later));
    }
    std::string wayBack(const planning::RepairSet& repair) const
    {
        if (!repair.possible) {
            return repair.why_not;
        }
        std::string assets;
        for (const AssetRef asset : repair.assets) {
            assets += (assets.empty() ? "" : ", ") + planning::assetId(now_.scenario, asset);
        }
        return fmt::format("mend {}: {}{} USD, {:.1f} crew-days", assets,
                           repair.at_most ? "at most " : "", thousands(repair.cost_usd),
                           repair.crew_days);
    }

    void head()
    {
        const SiteCounts counts = countsOf(report_);
        line("State as of {}", asOfText(now_));
        line("{} sites: {} work, {} are out, of {} nobody knows{}", report_.state.sites.size(),
             counts.on, counts.off, counts.unknown,
             counts.planned > 0 ? fmt::format(", {} are only planned", counts.planned) : "");
        for (const Cause cause : {Cause::physical, Cause::power, Cause::backhaul, Cause::access,
                                  Cause::capacity, Cause::unknown}) {
            const std::size_t count = counts.by_cause[static_cast<std::size_t>(cause)];
            if (count > 0) {
                line("  {:5}  {}", count, inWords(Service::off, cause));
            }
        }
    }

    void cut()
    {
        if (!report_.cut) {
            return;
        }
        const planning::Loss& loss = report_.cut->loss;
        line("\nCut: {} more site{} lost{}{}", loss.sites.size(),
             loss.sites.size() == 1 ? " is" : "s are", lost(loss), later(*report_.cut));
        std::vector<std::string> names;
        for (const std::uint32_t site : loss.sites) {
            names.push_back(now_.scenario.sites[site].site_id);
        }
        for (const std::uint32_t facility : loss.facilities) {
            names.push_back(now_.scenario.facilities[facility].facility_id);
        }
        if (!names.empty()) {
            const auto end =
                names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size()));
            line("  {}", fmt::join(names.begin(), end, ", "));
            andMore(names.size());
        }
    }

    void sitesOut()
    {
        std::vector<std::size_t> out;
        std::size_t ids = 0;
        std::size_t causes = 0;
        for (std::size_t i = 0; i < report_.state.sites.size(); ++i) {
            const SiteService& site = report_.state.sites[i];
            if (site.service == Service::off &&
                now_.statuses.sites[i].status != planning::Status::planned) {
                out.push_back(i);
                ids = std::max(ids, now_.scenario.sites[i].site_id.size());
                causes = std::max(causes, inWords(site.service, site.cause).size());
            }
        }
        if (!out.empty()) {
            line("\nSites that are out, with the cheapest way back:");
        }
        for (const std::size_t i : out) {
            const SiteService& site = report_.state.sites[i];
            line("  {:<{}}  {:<{}}  {}", now_.scenario.sites[i].site_id, ids,
                 inWords(site.service, site.cause), causes, wayBack(site.repair));
        }
    }

    std::string unitName(const planning::ReturnUnit& unit) const
    {
        const std::string& site = now_.scenario.sites[unit.site].site_id;
        return unit.cell == planning::allCells
                   ? site
                   : fmt::format("{} (cell {})", site, now_.scenario.cells[unit.cell].cell_id);
    }

    void settlementsOut()
    {
        std::vector<std::uint32_t> out;
        for (std::uint32_t i = 0; i < report_.settlements.size(); ++i) {
            const planning::SettlementService& place = report_.settlements[i];
            if (place.people > 0 && place.service == Service::off) {
                out.push_back(i);
            }
        }
        if (out.empty()) {
            return;
        }
        std::ranges::stable_sort(out, std::greater<>{},
                                 [&](std::uint32_t i) { return report_.settlements[i].people; });
        line("\nSettlements out of service, the largest first, with the cheapest way back:");
        for (std::size_t i = 0; i < std::min(shown, out.size()); ++i) {
            const planning::SettlementService& place = report_.settlements[out[i]];
            const std::string why =
                place.back.empty()
                    ? place.repair.why_not
                    : fmt::format("{} {}; {}{}", unitName(place.back.front()),
                                  inWords(Service::off, place.cause), wayBack(place.repair),
                                  place.repair.possible ? fmt::format("; {} people back",
                                                                      thousands(place.people_back))
                                                        : "");
            line("  {:<20} {:7.0f} of {:7.0f} served; {}", now_.scenario.settlements[out[i]].name,
                 place.served, place.people, why);
        }
        andMore(out.size());
    }

    void points()
    {
        if (report_.single_points.empty()) {
            return;
        }
        line("\nSingle points of failure, the heaviest first:");
        for (std::size_t i = 0; i < std::min(shown, report_.single_points.size()); ++i) {
            const planning::FailurePoint& point = report_.single_points[i];
            const std::string id = point.corridor_id.empty()
                                       ? planning::assetId(now_.scenario, point.assets.front())
                                       : "corridor " + point.corridor_id;
            line("  {:<20} {:4} sites{}{}", id, point.loss.sites.size(), lost(point.loss),
                 later(point));
        }
        andMore(report_.single_points.size());
    }

    void loads()
    {
        std::size_t over = 0;
        std::size_t unknown = 0;
        for (const planning::EdgeLoad& load : report_.loads) {
            over += load.overloaded() ? 1 : 0;
            unknown += load.capacity_mbps ? 0 : 1;
        }
        if (report_.loads.empty()) {
            return;
        }
        line("\nBusy-hour load: {} of {} spans and links would carry more than they can; of {} "
             "the capacity is not stated",
             over, report_.loads.size(), unknown);
        for (std::size_t i = 0; i < std::min(shown, over); ++i) {
            const planning::EdgeLoad& load = report_.loads[i];
            line("  {:<20} {:8.0f} of {:8.0f} Mbit/s", planning::assetId(now_.scenario, load.asset),
                 load.load_mbps, *load.capacity_mbps);
        }
        andMore(over);
    }

    void paths()
    {
        const auto count = [this](const char* what, const std::vector<DisjointPaths>& all) {
            std::array<std::size_t, 4> found{};
            for (const DisjointPaths& one : all) {
                ++found[static_cast<std::size_t>(one.found)];
            }
            const auto oneCore = std::ranges::count_if(all, &DisjointPaths::same_core);
            line("  {:<12} {} have two ways that share nothing{}, {} hang on one piece, {} have "
                 "none, of {} it is not decided",
                 what, found[0],
                 oneCore > 0 ? fmt::format(" ({} of them only to one core)", oneCore) : "",
                 found[1], found[3], found[2]);
        };
        if (!report_.site_paths.empty()) {
            line("\nWays to a core that share no node, span, link or corridor:");
            count("sites", report_.site_paths);
        }
        if (!report_.settlement_paths.empty()) {
            count("settlements", report_.settlement_paths);
        }
    }

    const NetworkReport& report_;
    const Situation& now_;
    std::string out_;
};

} // namespace

std::string asText(const NetworkReport& report)
{
    return Text{report}.all();
}

} // namespace app
