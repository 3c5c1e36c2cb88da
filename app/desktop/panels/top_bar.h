#pragma once
// The bar on top: which workspace, the search, as of which date, and what can be done with all of
// it.
#include "app/desktop/session.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QWidget>

namespace app::desktop {

class SearchBox;

class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(Session& session, QWidget* parent = nullptr);
    SearchBox* search() const { return search_; }
    void setSmall(bool small);
    /// One more thing that can be done, before the theme switch.
    QPushButton* addAction(const QString& text, bool primary = false);

Q_SIGNALS:
    void openRequested();

private:
    void refresh();
    void fillDates();
    Session& session_;
    SearchBox* search_;
    QLabel* file_;
    QPushButton* asOf_;
    QPushButton* theme_;
    QHBoxLayout* actions_;
};

} // namespace app::desktop
