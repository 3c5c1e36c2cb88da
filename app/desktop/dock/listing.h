#pragma once
// A table as values: columns with their kind, rows with what they are about. The Actions, Tables
// and Problems tabs are listings; one model and one filter serve them all.
#include "app/document/target.h"
#include "geo/crs/position.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QSortFilterProxyModel>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace app::desktop {

enum class CellKind { text, number };

struct ListingColumn {
    QString title;
    QString tip; // what the values mean, with their unit
    CellKind kind = CellKind::text;
    int decimals = -1; // of numbers; -1: as many as each needs
};

/// Words with an order of their own: severities.
struct Ranked {
    double rank = 0;
    QString words;
};
/// Unknown, a number, or words. A number column may hold words where no number is known.
using Cell = std::variant<std::monostate, double, QString, Ranked>;

/// What sets a row apart: it is paid for already, or what one asks about.
enum class RowMark { none, paid, asked };

struct ListingRow {
    std::vector<Cell> cells; // one per column
    std::optional<document::Target> target = {};
    geo::Box where = {}; // working CRS; empty: no place
    QString tip = {};
    RowMark mark = RowMark::none;
};

struct Listing {
    std::vector<ListingColumn> columns;
    std::vector<ListingRow> rows;
};

/// A cell as it is shown. Unknown is a dash, never nothing.
QString shown(const Cell& cell, const ListingColumn& column);

class ListingModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { cellKindRole = Qt::UserRole + 1, markRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setListing(Listing listing);
    /// One per row, from the first.
    void setMarks(const std::vector<RowMark>& marks);
    const Listing& listing() const { return listing_; }
    const ListingRow& row(int at) const { return listing_.rows[static_cast<std::size_t>(at)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Listing listing_;
};

/// Sorts numbers as numbers and words as people do ("Site 9" before "Site 10"), the unknown last
/// in either direction; shows rows that contain every word asked for, whatever the column.
class ListingFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit ListingFilter(QObject* parent = nullptr);
    void setListingModel(ListingModel* model);
    void setWords(const QString& words);
    /// Position in the model; -1 for an invalid index.
    int sourceRow(const QModelIndex& index) const;
    void sort(int column, Qt::SortOrder order) override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    ListingModel* model_ = nullptr;
    QStringList words_;
    Qt::SortOrder order_ = Qt::AscendingOrder;
};

/// Words in the order people expect, numbers inside them by their value. Negative, 0 or positive.
int compareNaturally(const QString& left, const QString& right);

} // namespace app::desktop
