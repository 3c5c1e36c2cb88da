#include "app/desktop/dock/listing.h"

#include "app/map/text.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace app::desktop {
namespace {

const QString unknownMark{QChar{0x2013}};

QString numberText(double number, int decimals)
{
    if (decimals == 0) {
        return map::grouped(number);
    }
    if (decimals < 0) {
        const double whole = std::round(number);
        if (whole == number) {
            return std::abs(number) >= 10000 ? map::grouped(number)
                                             : QLocale::c().toString(number, 'f', 0);
        }
        return QLocale::c().toString(number, 'g', 8);
    }
    return QLocale::c().toString(number, 'f', decimals);
}

QString searched(const QString& text)
{
    QString plain = text.toCaseFolded();
    plain.remove(QChar{0x202F}); // 41 300 is found by 41300
    return plain;
}

} // namespace

QString shown(const Cell& cell, const ListingColumn& column)
{
    if (const auto* number = std::get_if<double>(&cell)) {
        return numberText(*number, column.decimals);
    }
    if (const auto* text = std::get_if<QString>(&cell)) {
        return *text;
    }
    if (const auto* ranked = std::get_if<Ranked>(&cell)) {
        return ranked->words;
    }
    return unknownMark;
}

void ListingModel::setListing(Listing listing)
{
    beginResetModel();
    listing_ = std::move(listing);
    endResetModel();
}

void ListingModel::setMarks(const std::vector<RowMark>& marks)
{
    for (std::size_t i = 0; i < std::min(marks.size(), listing_.rows.size()); ++i) {
        listing_.rows[i].mark = marks[i];
    }
    if (!listing_.rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {markRole});
    }
}

int ListingModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(listing_.rows.size());
}

int ListingModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(listing_.columns.size());
}

QVariant ListingModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ListingColumn& column = listing_.columns[static_cast<std::size_t>(index.column())];
    const ListingRow& row = listing_.rows[static_cast<std::size_t>(index.row())];
    const Cell& cell = row.cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return shown(cell, column);
    case Qt::TextAlignmentRole:
        return static_cast<int>((column.kind == CellKind::number ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return row.tip.isEmpty() ? shown(cell, column) : row.tip;
    case cellKindRole:
        return static_cast<int>(cell.index());
    case markRole:
        return static_cast<int>(row.mark);
    default:
        return {};
    }
}

QVariant ListingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const ListingColumn& column = listing_.columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.tip;
    case Qt::TextAlignmentRole:
        return static_cast<int>((column.kind == CellKind::number ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    default:
        return {};
    }
}

int compareNaturally(const QString& left, const QString& right)
{
    qsizetype i = 0;
    qsizetype j = 0;
    const auto digitsFrom = [](const QString& text, qsizetype at) {
        qsizetype end = at;
        while (end < text.size() && text[end].isDigit()) {
            ++end;
        }
        return end;
    };
    while (i < left.size() && j < right.size()) {
        if (left[i].isDigit() && right[j].isDigit()) {
            while (i + 1 < left.size() && left[i] == u'0' && left[i + 1].isDigit()) {
                ++i;
            }
            while (j + 1 < right.size() && right[j] == u'0' && right[j + 1].isDigit()) {
                ++j;
            }
            const qsizetype iEnd = digitsFrom(left, i);
            const qsizetype jEnd = digitsFrom(right, j);
            if (iEnd - i != jEnd - j) {
                return iEnd - i < jEnd - j ? -1 : 1;
            }
            const int by =
                QStringView{left}.mid(i, iEnd - i).compare(QStringView{right}.mid(j, jEnd - j));
            if (by != 0) {
                return by;
            }
            i = iEnd;
            j = jEnd;
            continue;
        }
        const QChar a = left[i].toCaseFolded();
        const QChar b = right[j].toCaseFolded();
        if (a != b) {
            return a < b ? -1 : 1;
        }
        ++i;
        ++j;
    }
    const qsizetype more = (left.size() - i) - (right.size() - j);
    return more < 0 ? -1 : more > 0 ? 1 : 0;
}

ListingFilter::ListingFilter(QObject* parent) : QSortFilterProxyModel{parent} {}

void ListingFilter::setListingModel(ListingModel* model)
{
    model_ = model;
    setSourceModel(model);
}

void ListingFilter::setWords(const QString& words)
{
    words_ = searched(words).split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

int ListingFilter::sourceRow(const QModelIndex& index) const
{
    return index.isValid() ? mapToSource(index).row() : -1;
}

void ListingFilter::sort(int column, Qt::SortOrder order)
{
    order_ = order; // lessThan() keeps the unknown last in both
    QSortFilterProxyModel::sort(column, order);
}

bool ListingFilter::filterAcceptsRow(int row, const QModelIndex& /*parent*/) const
{
    if (words_.isEmpty() || model_ == nullptr) {
        return true;
    }
    const Listing& listing = model_->listing();
    const ListingRow& cells = listing.rows[static_cast<std::size_t>(row)];
    return std::ranges::all_of(words_, [&](const QString& word) {
        for (std::size_t i = 0; i < listing.columns.size(); ++i) {
            if (cells.cells[i].index() != 0 &&
                searched(shown(cells.cells[i], listing.columns[i])).contains(word)) {
                return true;
            }
        }
        return false;
    });
}

bool ListingFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const auto cellOf = [this](const QModelIndex& at) -> const Cell& {
        return model_->row(at.row()).cells[static_cast<std::size_t>(at.column())];
    };
    const Cell& a = cellOf(left);
    const Cell& b = cellOf(right);
    const bool ascending = order_ == Qt::AscendingOrder;
    // In a number column, words stand where a number is missing.
    const CellKind kind = model_->listing().columns[static_cast<std::size_t>(left.column())].kind;
    const auto rank = [kind](const Cell& cell) {
        if (std::holds_alternative<std::monostate>(cell)) {
            return 2;
        }
        return kind == CellKind::number && std::holds_alternative<QString>(cell) ? 1 : 0;
    };
    if (rank(a) != rank(b)) {
        return (rank(a) < rank(b)) == ascending;
    }
    if (rank(a) == 2) {
        return false;
    }
    if (std::holds_alternative<double>(a) && std::holds_alternative<double>(b)) {
        return std::get<double>(a) < std::get<double>(b);
    }
    if (std::holds_alternative<Ranked>(a) && std::holds_alternative<Ranked>(b)) {
        return std::get<Ranked>(a).rank < std::get<Ranked>(b).rank;
    }
    const ListingColumn plain{};
    return compareNaturally(shown(a, plain), shown(b, plain)) < 0;
}

} // namespace app::desktop
