#pragma once
// "Cut here: who is lost?" and the single points whose failure takes somebody's last way away.
#include "planning/coverage/cover.h"
#include "planning/feedback.h"
#include "planning/network/network_state.h"

namespace planning {

/// Sites and people that lose service when some assets fail, on top of what is out already.
struct Loss {
    std::vector<std::uint32_t> sites;      // serving now, not after; ascending
    double people = 0;                     // served now by such sites only
    std::vector<std::uint32_t> facilities; // in grid cells that lose service; ascending
};

/// One piece whose failure alone loses somebody.
struct FailurePoint {
    std::vector<AssetRef> assets; // one; a corridor: all its spans
    std::string corridor_id;      // empty unless it is a corridor
    Loss loss;                    // at once: batteries and generators carry on for a while
    // When it stays out until they are empty; more than `loss` for pieces of the power grid only.
    Loss later;
};

class FailureAnalysis {
public:
    /// Works on what serves for sure (Service::on) on the date. `cover` may be empty (no groups):
    /// sites are counted then, people not.
    FailureAnalysis(const Scenario& scenario, const Statuses& statuses, const TransportGraph& graph,
                    const Cover& cover, geo::Time asOf);

    /// What is lost when all these fail at once. Milliseconds for a country.
    Loss lossOf(const std::vector<AssetRef>& assets) const;
    /// The same once the batteries and tanks of places that lose their grid are empty.
    Loss lossLater(const std::vector<AssetRef>& assets) const;

    /// Every site, node, span and link that is a single point of failure, every corridor with
    /// several spans, every grid node and grid line; those that lose a site other than themselves,
    /// most people (later) first.
    std::vector<FailurePoint> singlePoints(const Feedback& feedback = {}) const;

private:
    Loss lossOfSites(std::vector<std::uint32_t> sites) const;
    std::vector<char> servingAfter(const std::vector<AssetRef>& assets, bool emptied) const;
    Loss lossAfter(const std::vector<AssetRef>& assets, bool emptied) const;
    void addArticulations(std::vector<FailurePoint>& points) const;
    void addCorridors(std::vector<FailurePoint>& points) const;
    void addGrid(std::vector<FailurePoint>& points) const;

    const Scenario& scenario_;
    const Statuses& statuses_;
    const TransportGraph& graph_;
    const Cover& cover_;
    geo::Time asOf_;
    PowerState power_;
    NetworkHealth health_;
    std::vector<char> serving_;                         // per site
    std::vector<std::uint32_t> servers_;                // per group: serving sites that cover it
    std::vector<std::uint32_t> siteStart_, siteGroups_; // CSR: site → groups, each once
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> groupFacilities_;
    std::vector<std::uint32_t> edgeOfSpan_, edgeOfLink_; // none: an end is unknown
};

} // namespace planning
