#pragma once
// A listing on screen: a table that sorts and filters, and says when a row is chosen. When there is
// nothing to list it says why and what to do.
#include "app/desktop/dock/listing.h"
#include "app/map/theme.h"

#include <QtWidgets/QTableView>

namespace app::desktop {

class ListingView : public QTableView {
    Q_OBJECT
public:
    explicit ListingView(QWidget* parent = nullptr);

    void setListing(Listing listing);
    const ListingModel& model() const { return *model_; }
    void setMarks(const std::vector<RowMark>& marks) { model_->setMarks(marks); }
    ListingFilter& filter() { return *filter_; }
    /// Said in place of rows; the first is bold.
    void setEmptyWords(const QString& what, const QString& todo);
    void setTheme(map::Theme theme);
    map::Theme theme() const { return theme_; }
    /// Rows shown, and in all.
    int shownRows() const { return filter_->rowCount(); }
    int allRows() const { return model_->rowCount(); }
    /// The row about a target becomes current; nothing is chosen.
    void markTarget(const std::optional<document::Target>& target);
    int hoveredRow() const { return hovered_; }

Q_SIGNALS:
    void rowChosen(const app::desktop::ListingRow& row);
    void rowHovered(const app::desktop::ListingRow* row); // null: none

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void choose(const QModelIndex& index);
    /// As wide as what stands in them; words give way when that is a little too much.
    void fitColumns();

    ListingModel* model_;
    ListingFilter* filter_;
    QString emptyWhat_, emptyTodo_;
    map::Theme theme_ = map::Theme::light;
    int hovered_ = -1;                       // row as shown
    bool fitting_ = false, dragged_ = false; // widths: by us, by hand
};

} // namespace app::desktop
