#pragma once
// Why: the reason first, then the way back, then what is known and who says so. Of the selected
// thing; of the day when a plan is played; of the whole when nothing is selected.
#include "app/desktop/session.h"

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace app::desktop {

class WhyPanel : public QScrollArea {
    Q_OBJECT
public:
    explicit WhyPanel(Session& session, QWidget* parent = nullptr);
    /// All words shown, from top to bottom; for tests.
    QStringList words() const;

private:
    void rebuild();
    QVBoxLayout* section(const char* surface = "panel");
    void rule();
    void close(QVBoxLayout* into, const QString& heading);

    // Of the selected thing.
    void showFacts(const std::shared_ptr<const document::Facts>& facts);
    void addHead(const document::Facts& facts);
    void addPeople(const document::PeopleShare& share, const QString& note);
    void addReasons(const document::Facts& facts);
    void addMend(const document::Facts& facts);
    void addObservations(const document::Facts& facts);
    void addTechnology(const document::Facts& facts);
    void addFacts(const document::Facts& facts);
    void addLines(QVBoxLayout* part, const std::vector<document::FactLine>& lines,
                  QStringList& sources);

    // Of the whole.
    void showNothing();
    void showDay();
    void addSteps(const QString& heading, const std::vector<std::size_t>& steps, bool done);
    void addGaps(const QString& heading, std::size_t most);
    void showText(const QString& title, const QString& text);
    QWidget* stepLine(std::size_t step, bool done);

    Session& session_;
    QWidget* content_ = nullptr;
    QVBoxLayout* layout_ = nullptr;
    bool shownLoading_ = false;
};

/// The symbol of a status that was reported.
map::SiteLook siteLookOf(planning::Status status, planning::Cause cause);

} // namespace app::desktop
