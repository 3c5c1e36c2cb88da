#pragma once
// An open workspace as frozen values: what the window, `sila map` and `sila report` show. To show
// something else, open again; nothing here ever changes. Qt Gui only, no widgets.
#include "app/document/candidate_rows.h"
#include "app/document/day_state.h"
#include "app/document/facts.h"
#include "app/document/ground_layers.h"
#include "app/document/money_view.h"
#include "app/document/plan_view.h"

#include <filesystem>
#include <memory>

namespace app::document {

struct OpenRequest {
    std::filesystem::path file;
    SituationRequest situation;
    std::string plan;                        // id or name; empty: the newest of the workspace
    QString language = QStringLiteral("en"); // of the names of places
};

struct SearchHit {
    QString title, detail; // "Beit Hanoun", "Settlement · 52 000 people"
    Target target;
    std::optional<geo::XY> at;
};

/// A row of the Problems tab.
struct ProblemRow {
    geo::Severity severity = geo::Severity::warning;
    QString what, fix, table, id;
    std::optional<Target> target;
};

/// One table of results whose inputs changed since.
struct StaleResult {
    QString title, table;
    QString advice; // "Run sila coverage again"
};

/// Any thread may read a document; days are worked out when first asked for, and kept.
class Document {
public:
    /// Reads everything but the ground. Throws geo::Error when the file cannot be read.
    static std::shared_ptr<const Document> open(const OpenRequest& request,
                                                const planning::Feedback& feedback = {});
    /// The same document with height, people and signal under its map.
    std::shared_ptr<const Document> with(const GroundLayers& ground) const;

    const OpenRequest& request() const;
    const QString& title() const; // name of the file without its ending
    const Situation& situation() const;
    const planning::TransportGraph& graph() const;
    const geo::WorkingCrs& crs() const;
    const planning::Cover* cover() const; // null: no coverage yet
    const LoadedCover* loadedCover() const;
    const PlanView* plan() const; // null: no plan
    /// Why the figures of the plan are not those it was made with; empty when they are.
    QString planNote() const;
    const std::vector<QString>& planIds() const;
    const std::vector<CandidateRow>& candidates() const; // of sila siting, chosen first
    const FundView* fund() const;                        // of sila fund; null: it never ran
    const TechnologyView* technology() const;            // of sila technology; null: it never ran
    /// What sila technology chose for a settlement or facility; null: nothing.
    const PlaceRow* technologyOf(const std::string& placeId) const;
    int lastDay() const; // 0 without a plan
    /// XXH3 over all tables the figures rest on, 16 hex digits.
    const QString& fingerprint() const;

    const std::shared_ptr<const map::MapData>& mapData() const;
    /// 0 is the date the situation is of; day d: after the steps finished by its end. Days outside
    /// 0 … lastDay() are brought inside.
    map::Snapshot snapshot(int day) const;
    Headline headline(int day) const;
    std::shared_ptr<const DayState> dayState(int day) const;
    /// Step (number from 1) that brings a site back to work; 0: none, or it works already.
    int stepBringingBack(std::uint32_t site) const;

    Facts facts(const Target& target, int day) const;
    /// By name in any language or by id; best first.
    std::vector<SearchHit> search(const QString& words, std::size_t most) const;
    /// The target of an id: an asset, a settlement, a facility, an area; case does not matter.
    std::optional<Target> find(const QString& id) const;
    /// Position and extent on the map; nothing when nobody knows.
    std::optional<geo::Box> boxOf(const Target& target, int day = 0) const;

    /// Rows that could not be read, then what `sila check` found when it last ran.
    const std::vector<ProblemRow>& problems() const;
    const std::vector<StaleResult>& stale() const;

    struct Core;

private:
    Document(std::shared_ptr<const Core> core, std::shared_ptr<const map::MapData> map);
    std::shared_ptr<const Core> core_;
    std::shared_ptr<const map::MapData> map_;
};

} // namespace app::document
