#pragma once
// Finds places, sites, nodes, spans, areas and steps of the plan by name or id, in any language.
#include "app/desktop/session.h"

#include <QtCore/QStringListModel>
#include <QtCore/QTimer>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

namespace app::desktop {

class SearchBox : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchBox(Session& session, QWidget* parent = nullptr);
    const std::vector<document::SearchHit>& hits() const { return hits_; }
    QListView* list() const { return list_; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void look();
    void take(int row);
    void placeList();
    Session& session_;
    std::vector<document::SearchHit> hits_;
    QListView* list_;
    QStringListModel model_; // title, then detail after a line break
    QTimer timer_;
};

} // namespace app::desktop
