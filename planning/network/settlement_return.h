#pragma once
// The cheapest way to bring a settlement back: the repairs after which enough of its people are
// served, over one site or several.
#include "planning/coverage/cover.h"
#include "planning/network/repair_set.h"

namespace planning {

/// A site, or one cell of it, that would serve people of the settlement and does not now.
struct ReturnUnit {
    std::uint32_t site = 0, cell = allCells;
    friend auto operator<=>(const ReturnUnit&, const ReturnUnit&) = default;
};

struct SettlementWay {
    RepairSet repair; // not possible: why_not
    // Those that come back with it, the one with most people first; with no way back the one that
    // would serve most people.
    std::vector<ReturnUnit> units;
    std::vector<ChainLink> chain; // of each of them in turn
    double people_back = 0;       // that they serve and nobody does now
};

class SettlementReturn {
public:
    /// `people` by the units that would serve them, ascending.
    using People = std::map<std::vector<ReturnUnit>, double>;

    SettlementReturn(const Scenario& scenario, const TransportGraph& graph,
                     const NetworkState& network, RepairFinder& finder);

    /// Repairs that bring service to `need` of these people. With few units all combinations of
    /// their own cheapest ways are compared, else the most people for the money are taken first;
    /// what that does not prove to be the cheapest is searched for (cheapest_set.h).
    SettlementWay cheapest(const People& people, double need);

private:
    using Actions = std::vector<std::uint32_t>;
    struct Candidate {
        ReturnUnit unit;
        std::optional<RepairPiece> cell; // what it needs besides its site
        RepairSet own;                   // its own cheapest way
        double people = 0;
    };
    struct Group {
        std::vector<std::size_t> candidates;
        double people = 0;
    };

    void load(const People& people);
    Candidate candidate(ReturnUnit unit);
    bool on(const Candidate& candidate, const std::vector<char>& done, Actions& missing);
    double peopleOf(const std::vector<char>& candidatesOn) const;
    double peopleWith(const std::vector<char>& done, Actions& missing);
    double price(const Actions& actions) const;
    std::optional<Actions> combined() const;
    std::optional<Actions> mostForTheMoney() const;
    void describe(SettlementWay& way, const Actions& actions);
    SettlementWay impossible();

    const Scenario& scenario_;
    const TransportGraph& graph_;
    const NetworkState& network_;
    RepairFinder& finder_;
    std::map<std::uint32_t, RepairSet> siteWays_;
    std::vector<Candidate> candidates_;
    std::vector<Group> groups_;
    double need_ = 0;
};

} // namespace planning
