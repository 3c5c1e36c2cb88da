#pragma once
// What the window is about: the open workspace, the day, what is selected and how the map is drawn.
// Panels read it, ask it for changes and follow its signals; they hold no state of their own.
// Lives on the window's thread; the work is done on others.
#include "app/document/document.h"
#include "app/map/layers.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <filesystem>
#include <optional>
#include <stop_token>

namespace app::desktop {

/// Why something failed and what to do, in words for people.
struct Failure {
    QString happened, advice;
};
Failure failureFrom(const std::exception& error);

class Session : public QObject {
    Q_OBJECT
public:
    enum class Phase { empty, opening, ready, failed };

    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    // The workspace --------------------------------------------------------------------------
    /// Opens on another thread; what was open stays until the new one is there. documentChanged()
    /// comes when network and plan are read, and again when the ground has arrived.
    void open(const std::filesystem::path& file);
    /// Reads the same file again, as of another date when one is given.
    void reopen(std::optional<geo::Time> asOf);
    /// Back to what was open before, if anything was; also after a failure.
    void cancelOpening();
    Phase phase() const { return phase_; }
    const std::filesystem::path& file() const { return file_; }
    const Failure& failure() const { return failure_; }
    double openingDone() const { return done_; } // 0 to 1
    const QString& openingStage() const { return stage_; }
    bool groundArriving() const { return groundArriving_; }
    /// Rasters that could not be read, in words; the map says so.
    const QStringList& groundProblems() const { return groundProblems_; }

    /// Null while nothing is open.
    const std::shared_ptr<const document::Document>& document() const { return document_; }
    void setDocument(std::shared_ptr<const document::Document> document);

    // The day --------------------------------------------------------------------------------
    /// 0 is today (the as-of date), d the evening of the plan's day d.
    int day() const { return day_; }
    int lastDay() const { return document_ ? document_->lastDay() : 0; }
    /// dayChanged() comes at once, stateChanged() when that day has been worked out.
    void setDay(int day);
    bool playing() const { return playing_; }
    void setPlaying(bool playing);
    /// The newest day worked out; may lag behind day() for a moment. Null data when nothing is
    /// open.
    const map::Snapshot& snapshot() const { return snapshot_; }
    const document::Headline& headline() const { return headline_; }
    int stateDay() const { return stateDay_; }

    // Selection ------------------------------------------------------------------------------
    const std::optional<document::Target>& selection() const { return selection_; }
    void select(std::optional<document::Target> target);
    /// One selection back, then none.
    void selectBack();
    /// What the pointer is on, wherever: the same row, bar and symbol light up everywhere.
    const std::optional<document::Target>& hover() const { return hover_; }
    void setHover(std::optional<document::Target> target);
    /// Why the selected thing is as it is, worked out on another thread: nothing until then.
    const std::shared_ptr<const document::Facts>& facts() const { return facts_; }
    /// Selects and brings it into view.
    void show(const document::Target& target);
    void zoomTo(const geo::Box& box) { Q_EMIT zoomRequested(box); }

    // How the map is drawn -------------------------------------------------------------------
    const map::Style& style() const { return style_; }
    void setStyle(const map::Style& style);
    void setTheme(map::Theme theme);
    void setLayerVisible(map::LayerId id, bool visible);
    void setLookVisible(map::SiteLook look, bool visible);
    /// Only sites of one look; nothing: all of them.
    void showOnlyLook(std::optional<map::SiteLook> look);
    map::Theme theme() const { return style_.theme; }

Q_SIGNALS:
    void phaseChanged();
    void openingProgress();
    void documentChanged(); // another workspace, or its ground arrived
    void dayChanged(int day);
    void stateChanged(); // snapshot() and headline() are of another day or document
    void playingChanged(bool playing);
    void selectionChanged();
    void factsChanged();
    void hoverChanged();
    void styleChanged();
    void zoomRequested(const geo::Box& box);

private:
    struct Opening;
    void start(const document::OpenRequest& request);
    void opened(const std::shared_ptr<Opening>& opening,
                const std::shared_ptr<const document::Document>& document);
    void loadGround(const std::shared_ptr<Opening>& opening);
    void fail(const Failure& failure);
    void setPhase(Phase phase);
    void wantState();
    void takeState(const map::Snapshot& snapshot, const document::Headline& headline);
    void followGap(const map::MapState* before);
    void wantFacts();
    void takeFacts(std::shared_ptr<const document::Facts> facts);

    QThreadPool pool_;
    std::shared_ptr<Opening> opening_;
    Phase phase_ = Phase::empty;
    std::filesystem::path file_;
    Failure failure_;
    double done_ = 0;
    QString stage_;
    bool groundArriving_ = false;
    QStringList groundProblems_;

    std::shared_ptr<const document::Document> document_;
    int day_ = 0;
    int stateDay_ = 0;
    bool playing_ = false;
    bool working_ = false; // a day is being worked out
    bool again_ = false;   // and another is wanted since
    map::Snapshot snapshot_;
    document::Headline headline_;

    std::optional<document::Target> selection_, hover_;
    std::vector<document::Target> history_;
    std::shared_ptr<const document::Facts> facts_;
    int factsAsked_ = 0; // counts questions; only the answer to the last one counts
    map::Style style_;
};

} // namespace app::desktop
