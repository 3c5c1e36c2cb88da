#pragma once
// What stands in the map's place: nothing open yet, opening, or why it could not be opened.
#include "app/desktop/session.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace app::desktop {

class StateCard : public QWidget {
    Q_OBJECT
public:
    explicit StateCard(Session& session, QWidget* parent = nullptr);
    QString title() const { return title_->text(); }
    QString text() const { return text_->text(); }
    /// Files opened before, newest first; those that are gone are left out.
    void setRecent(const QStringList& files);

Q_SIGNALS:
    void openRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void place();
    Session& session_;
    QFrame* card_;
    QLabel *title_, *text_, *advice_;
    QProgressBar* progress_;
    QPushButton *first_, *second_;
    QWidget* recent_;
    QVBoxLayout* recentList_;
};

} // namespace app::desktop
