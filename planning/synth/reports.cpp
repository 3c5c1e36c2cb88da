// What is known: operators' daily lists, satellite damage classes, crowd reports; with gaps and
// contradictions on purpose.
#include "planning/synth/reach.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <unordered_set>

namespace planning::synth {
namespace {

constexpr double disputedShare = 0.05; // of assets two sources disagree about (scenario figures)
constexpr double unlistedShare = 0.04; // of sites missing from the last daily list (assume)
constexpr double silentShare = 0.015;  // of sites the list gives as unknown (assume)
constexpr double satelliteShare = 0.6; // of destroyed and partly damaged sites (assume)
constexpr double operatorConfidence = 0.9, gridConfidence = 0.8, satelliteConfidence = 0.6,
                 crowdConfidence = 0.3;
constexpr int listHour = 6, imageHour = 9, crowdHour = 18;

class Reporter {
public:
    explicit Reporter(Build& build) : build_{build}, random_{build.random.stream("reports")} {}

    void run()
    {
        for (std::uint32_t i = 0; i < build_.made().sites.size(); ++i) {
            reportSite(i);
        }
        for (std::uint32_t i = 0; i < build_.made().nodes.size(); ++i) {
            const Node& node = build_.made().nodes[i];
            if (node.kind != NodeKind::splice) {
                reportThing(AssetKind::node, node.node_id, node.owner, build_.nodeHits[i], true);
            }
        }
        for (std::uint32_t i = 0; i < build_.made().spans.size(); ++i) {
            const Span& span = build_.made().spans[i];
            reportThing(AssetKind::span, span.span_id, span.owner, build_.spanHits[i],
                        span.role == SpanRole::backbone);
        }
        for (std::uint32_t i = 0; i < build_.made().links.size(); ++i) {
            const Link& link = build_.made().links[i];
            reportThing(AssetKind::link, link.link_id, link.owner, build_.linkHits[i], false);
        }
        reportGrid();
        disagree();
        auto& all = build_.made().observations;
        std::ranges::stable_sort(all, {}, &Observation::observed_at);
    }

private:
    geo::Time at(int daysAgo, int hour) const
    {
        return geo::Time{build_.request.date} - std::chrono::days{daysAgo} +
               std::chrono::hours{hour};
    }

    Observation& add(AssetKind kind, const std::string& id, Status status, Damage damage,
                     Cause cause, geo::Time when, std::string source, double confidence)
    {
        Observation seen;
        seen.asset_kind = kind;
        seen.asset_id = id;
        seen.status = status;
        seen.damage = damage;
        seen.cause = cause;
        seen.observed_at = when;
        seen.source = std::move(source);
        seen.confidence = confidence;
        seen.synthetic = true;
        return build_.made().observations.emplace_back(std::move(seen));
    }
    static std::string listOf(const std::string& owner) { return owner + " daily list"; }

    struct Truth {
        Status status;
        Damage damage;
        Cause cause;
    };
    Truth truthOf(std::uint32_t site) const
    {
        const Damage slight = build_.siteHits[site].damage; // none or minimal where it stands
        switch (build_.result.fates[site]) {
        case Fate::degraded:
            return {Status::degraded, Damage::minimal, Cause::physical};
        case Fate::destroyed:
            return {Status::destroyed, Damage::destroyed, Cause::physical};
        case Fate::partial:
            return {Status::outOfService, Damage::partial, Cause::physical};
        case Fate::no_power:
            return {Status::outOfService, slight, Cause::power};
        case Fate::cut_off:
            return {Status::outOfService, slight, Cause::backhaul};
        case Fate::working:
            break;
        }
        return {Status::operational, Damage::none, Cause::none};
    }

    int daysSince(std::uint32_t site)
    {
        switch (build_.result.fates[site]) {
        case Fate::no_power:
            return build_.darkDays[site];
        case Fate::cut_off:
            return cutDays(site);
        default:
            return build_.siteHits[site].age_days;
        }
    }

    /// Since the oldest break on the way to a core.
    int cutDays(std::uint32_t site)
    {
        if (!reach_) {
            reach_.emplace(build_);
            for (const Hit& hit : build_.nodeHits) {
                vertexOn_.push_back(hit.broken() ? 0 : 1);
            }
            for (std::uint32_t i = 0; i < build_.made().sites.size(); ++i) {
                vertexOn_.push_back(!build_.siteHits[i].broken() && build_.darkDays[i] < 0 ? 1 : 0);
            }
            for (const Hit& hit : build_.spanHits) {
                spanOn_.push_back(hit.broken() ? 0 : 1);
            }
            for (const Hit& hit : build_.linkHits) {
                linkOn_.push_back(hit.broken() ? 0 : 1);
            }
        }
        int days = 1;
        for (const Reach::Break& b :
             reach_->breaksOn(reach_->ofSite(site), vertexOn_, spanOn_, linkOn_)) {
            const std::uint32_t firstSite = reach_->ofSite(0);
            const bool isSite = b.kind == Reach::Break::Kind::vertex && b.index >= firstSite;
            const Hit& hit = b.kind == Reach::Break::Kind::span   ? build_.spanHits[b.index]
                             : b.kind == Reach::Break::Kind::link ? build_.linkHits[b.index]
                             : isSite ? build_.siteHits[b.index - firstSite]
                                      : build_.nodeHits[b.index];
            const int dark = isSite ? build_.darkDays[b.index - firstSite] : -1;
            days = std::max(days, dark >= 0 ? dark : hit.age_days);
        }
        return days;
    }

    void reportSite(std::uint32_t i)
    {
        const Site& site = build_.made().sites[i];
        const std::string list = listOf(site.operator_name);
        const auto [status, damage, cause] = truthOf(i);
        const bool bad = status != Status::operational;
        const int days = bad ? daysSince(i) : 0;
        if (bad) { // the list of the morning after
            add(AssetKind::site, site.site_id, status, damage, cause,
                at(std::max(days - 1, 0), listHour), list, operatorConfidence);
        }
        const bool hit = damage == Damage::destroyed || damage == Damage::partial;
        const int period = build_.request.profile == Profile::disaster ? 2 : 15;
        const int image = (days - 1) / period * period; // the first image after it happened
        if (hit && image > 0 && random_.chance(satelliteShare)) {
            add(AssetKind::site, site.site_id, status, damage, Cause::physical,
                at(image, imageHour), "satellite damage assessment", satelliteConfidence)
                .note = "damage class from imagery";
        }
        if (random_.chance(unlistedShare)) {
            return;
        }
        if (!bad && random_.chance(silentShare) && isLeaf(site.site_id)) {
            add(AssetKind::site, site.site_id, Status::unknown, Damage::unknown, Cause::unknown,
                at(0, listHour), list, operatorConfidence)
                .note = "no answer from the site";
            return;
        }
        if (days > 1 || !bad) {
            add(AssetKind::site, site.site_id, status, damage, cause, at(0, listHour), list,
                operatorConfidence);
        }
    }

    bool isLeaf(const std::string& site_id)
    {
        if (relays_.empty()) {
            relays_.insert("");
            for (const Link& link : build_.made().links) {
                relays_.insert(link.to_id);
            }
        }
        return !relays_.contains(site_id);
    }

    void reportThing(AssetKind kind, const std::string& id, const std::string& owner,
                     const Hit& hit, bool listedWhenWhole)
    {
        if (hit.broken()) {
            const Status status =
                hit.damage == Damage::destroyed ? Status::destroyed : Status::outOfService;
            add(kind, id, status, hit.damage, Cause::physical,
                at(std::max(hit.age_days - 1, 0), listHour), listOf(owner), operatorConfidence);
        } else if (listedWhenWhole) {
            add(kind, id, Status::operational, Damage::none, Cause::none, at(0, listHour),
                listOf(owner), operatorConfidence);
        }
    }

    /// Only what is itself at fault: what is dead behind it follows from the lines.
    void reportGrid()
    {
        for (std::uint32_t i = 0; i < build_.made().grid_nodes.size(); ++i) {
            const std::string& id = build_.made().grid_nodes[i].grid_node_id;
            const Hit& hit = build_.gridHits[i];
            if (hit.broken()) {
                add(AssetKind::gridNode, id,
                    hit.damage == Damage::destroyed ? Status::destroyed : Status::outOfService,
                    hit.damage, Cause::physical, at(hit.age_days, listHour),
                    "Grid operator fault list", gridConfidence);
            } else if (build_.noSupply[i] != 0) {
                const std::uint32_t region = regionOfGridNode(i);
                add(AssetKind::gridNode, id, Status::outOfService, Damage::none, Cause::power,
                    at(build_.preset(region).conflict_days, listHour), "Grid operator fault list",
                    gridConfidence)
                    .note = "no supply from outside";
            }
        }
    }
    std::uint32_t regionOfGridNode(std::uint32_t node) const
    {
        for (std::uint32_t r = 0; r < build_.regions.size(); ++r) {
            const auto& own = build_.regions[r].grid_nodes;
            if (std::ranges::find(own, node) != own.end()) {
                return r;
            }
        }
        return 0;
    }

    /// An older, weaker report that says otherwise, on 5 % of the assets anybody reported.
    void disagree()
    {
        std::map<std::string, std::size_t> newest; // asset → observation that counts
        const auto& all = build_.made().observations;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto [at, fresh] = newest.emplace(all[i].asset_id, i);
            if (!fresh && all[i].observed_at > all[at->second].observed_at) {
                at->second = i;
            }
        }
        std::vector<std::size_t> candidates;
        for (const auto& [id, i] : newest) {
            if (all[i].asset_kind == AssetKind::site || all[i].asset_kind == AssetKind::node ||
                all[i].asset_kind == AssetKind::span) {
                candidates.push_back(i);
            }
        }
        random_.shuffle(candidates);
        const auto wanted = static_cast<std::size_t>(
            std::floor(disputedShare * static_cast<double>(candidates.size()) + 0.5));
        for (std::size_t k = 0; k < wanted; ++k) {
            const Observation believed = all[candidates[k]];
            const bool works =
                believed.status == Status::operational || believed.status == Status::degraded;
            const auto when = believed.observed_at - std::chrono::days{1 + random_.below(8)} -
                              std::chrono::hours{24 + listHour - crowdHour};
            const bool image = works && random_.chance(0.3);
            Observation& other =
                add(believed.asset_kind, believed.asset_id,
                    works ? Status::outOfService : Status::operational,
                    image ? Damage::partial : Damage::unknown,
                    works ? (image ? Cause::physical : Cause::unknown) : Cause::none, when,
                    image ? "satellite damage assessment" : "crowd report",
                    image ? satelliteConfidence : crowdConfidence);
            other.note = image   ? "roof or yard damage seen, equipment not visible"
                         : works ? "people nearby have no signal"
                                 : "people nearby have signal";
        }
    }

    Build& build_;
    Random random_;
    std::optional<Reach> reach_;
    std::vector<std::uint8_t> vertexOn_, spanOn_, linkOn_;
    std::unordered_set<std::string> relays_;
};

} // namespace

void reportStatus(Build& build)
{
    Reporter{build}.run();
}

} // namespace planning::synth
