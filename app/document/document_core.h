#pragma once
// What a document holds; for document*.cpp, facts*.cpp and search.cpp only.
#include "app/document/document.h"

#include <map>
#include <mutex>

namespace app::document {

struct Document::Core {
    explicit Core(const OpenRequest& asked) : request{asked} {}

    OpenRequest request;
    QString title, fingerprint;
    Situation situation;
    std::optional<geo::WorkingCrs> crs;
    std::optional<planning::TransportGraph> graph;
    std::optional<LoadedCover> cover;
    std::optional<PlanView> plan;
    std::vector<QString> planIds;
    std::vector<CandidateRow> candidates;
    SitingBasis siting;
    std::optional<FundView> fund;
    std::optional<TechnologyView> technology;
    planning::Index technologyAt; // in technology->places, by id of the place
    planning::AssetIndex assets;
    planning::Index settlements, facilities, areas; // by id
    std::vector<double> batteryEnds_h; // of places on a battery alone, from the state's time on
    std::vector<ProblemRow> problems;
    std::vector<StaleResult> stale;
    std::vector<int> stepBack; // per site: step that brings it back; 0: none

    DayInput input() const
    {
        return {situation, *graph, cover ? &*cover : nullptr, plan ? &*plan : nullptr, *crs};
    }
    int lastDay() const { return plan ? plan->days : 0; }
    /// The last day by the end of `day` on which something was finished or a place on a battery
    /// alone went dark: days in between are alike.
    int changeDay(int day) const;
    std::shared_ptr<const DayState> dayState(int day) const;

    struct Day {
        std::shared_ptr<const map::MapState> map;
        Headline headline;
    };
    Day day(int day) const;

    /// Step that mends an asset with that kind of work; 0: none.
    int stepMending(planning::AssetRef asset) const;

private:
    mutable std::mutex guard_;
    mutable std::map<int, std::shared_ptr<const DayState>> states_; // by changeDay
    mutable std::map<int, Day> days_;
};

/// Facts by kind of target; `day` is inside the plan.
Facts factsOfAsset(const Document::Core& core, planning::AssetRef asset, int day);
Facts factsOfSettlement(const Document::Core& core, std::uint32_t settlement, int day);
Facts factsOfFacility(const Document::Core& core, std::uint32_t facility, int day);
Facts factsOfArea(const Document::Core& core, std::uint32_t area, int day);
Facts factsOfGap(const Document::Core& core, std::uint32_t gap, int day);
Facts factsOfCandidate(const Document::Core& core, std::uint32_t candidate);
Facts factsOfStep(const Document::Core& core, std::uint32_t step, int day);

/// Reports about the asset `facts.id`, newest first; `status` names the one that counts.
void addObservations(Facts& facts, const planning::Scenario& world,
                     const planning::AssetStatus& status, planning::AssetKind kind);

/// Every column of a row with a value, in words, with who says so; empty when the row or the file
/// is not there any more.
std::vector<FactLine> columnFacts(const std::filesystem::path& file, const std::string& table,
                                  const std::string& id);

/// What sila technology chose for a place, why, the next best, why not the others; empty when it
/// was not asked.
std::vector<FactLine> technologyFacts(const Document::Core& core, const std::string& placeId);
/// A badge of each place it chose for.
std::vector<map::MapAccess> mapAccess(const Document::Core& core);
/// "early in 18 of 20 drawn worlds" of a step, numbered from 1; empty when it was not judged.
QString surenessOf(const Document::Core& core, int step);

/// Why the plan leaves an action, else whatever is done to an asset, undone; empty: nobody said.
QString leftOut(const Document::Core& core, const QString& action, const QString& asset);

/// Name of the settlement or, failing that, the area round a position; may be empty.
QString placeNear(const planning::Scenario& world, geo::XY at);

} // namespace app::document
