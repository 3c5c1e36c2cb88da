#include "app/desktop/dock/money_tab.h"

#include "app/desktop/appearance.h"
#include "app/desktop/dock/listings.h"
#include "app/document/words.h"
#include "app/map/text.h"

#include <QtGui/QValidator>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace app::desktop {
namespace {

constexpr int firstSum_usd = 20000; // of the first grant, restoration of 2026
constexpr int most_usd = 2'000'000'000;

/// Grouped as everywhere else, with the sign before it.
class SumBox : public QSpinBox {
public:
    QString textFromValue(int value) const override { return document::money(value); }
    int valueFromText(const QString& text) const override
    {
        QString digits;
        for (const QChar c : text) {
            if (c.isDigit()) {
                digits += c;
            }
        }
        return digits.toInt();
    }
    QValidator::State validate(QString& text, int& /*at*/) const override
    {
        bool digit = false;
        for (const QChar c : text) {
            digit = digit || c.isDigit();
            if (!c.isDigit() && !c.isSpace() && c != u'$' && c != QChar{0x202F}) {
                return QValidator::Invalid;
            }
        }
        return digit ? QValidator::Acceptable : QValidator::Intermediate;
    }
};

} // namespace

MoneyTab::MoneyTab(QWidget* parent)
    : QWidget{parent}, before_{makeLabel({}, TextRole::body)},
      words_{makeLabel({}, TextRole::strong)}, sum_{new SumBox},
      pledgesButton_{makeButton({}, ButtonRole::link)}, view_{new ListingView}, pledges_{
                                                                                    new ListingView}
{
    sum_->setAccessibleName(tr("The next sum, US dollars"));
    sum_->setRange(0, most_usd);
    sum_->setSingleStep(1000);
    sum_->setValue(firstSum_usd);
    sum_->setKeyboardTracking(false);
    sum_->setFixedWidth(128);
    sum_->setFixedHeight(28);
    sum_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    before_->setWordWrap(false);
    words_->setWordWrap(true);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 2, 12, 4);
    bar->setSpacing(8);
    bar->addWidget(before_);
    bar->addWidget(sum_);
    bar->addWidget(words_, 1);
    bar->addWidget(pledgesButton_);
    column->addLayout(bar);
    column->addWidget(view_, 1);
    column->addWidget(pledges_, 1);
    pledges_->hide();
    pledgesButton_->setCheckable(true);
    connect(pledgesButton_, &QPushButton::toggled, this, [this](bool on) {
        view_->setVisible(!on);
        pledges_->setVisible(on);
        namePledges();
    });
    pledges_->setEmptyWords(tr("Nobody has pledged anything"),
                            tr("Import pledges to see what each of them brings back."));
    view_->setEmptyWords(tr("Nothing to buy"),
                         tr("Nothing is broken, or no repair brings anybody back."));
    connect(sum_, &QSpinBox::valueChanged, this, &MoneyTab::workOut);
}

void MoneyTab::setDocument(const std::shared_ptr<const document::Document>& document)
{
    const document::FundView* fund = document ? document->fund() : nullptr;
    purchases_ = fund == nullptr ? std::vector<document::PurchaseRow>{} : purchases(*fund);
    held_ = fund == nullptr ? document::HeldRow{} : fund->held;
    known_usd_ = fund == nullptr ? std::nullopt : fund->next_usd;
    best_ = fund == nullptr ? std::nullopt : fund->next_buys;
    view_->setListing(document ? purchasesListing(*document) : Listing{});
    pledges_->setListing(document ? pledgesListing(*document) : Listing{});
    namePledges();
    if (fund != nullptr && fund->next_usd) {
        setNext(*fund->next_usd);
    }
    workOut();
}

void MoneyTab::namePledges()
{
    pledgesButton_->setVisible(pledges_->allRows() > 0);
    pledgesButton_->setText(pledgesButton_->isChecked()
                                ? tr("What it buys")
                                : tr("Pledges: %1").arg(pledges_->allRows()));
}

void MoneyTab::setNext(double usd)
{
    sum_->setValue(static_cast<int>(std::clamp(std::round(usd), 0.0, double{most_usd})));
}

void MoneyTab::workOut()
{
    const auto sum = static_cast<double>(sum_->value());
    // The best for the sum asked about; for others the list tells what they buy at least.
    const bool known = known_usd_ && best_ && std::round(*known_usd_) == sum;
    const document::NextPurchases inOrder = nextPurchases(purchases_, held_, sum);
    const document::NextPurchases& next = known ? *best_ : inOrder;
    std::vector<RowMark> marks(purchases_.size(), RowMark::none);
    for (std::size_t i = 0; i < purchases_.size(); ++i) {
        const bool asked = known ? purchases_[i].asked : i >= inOrder.first && i < inOrder.last;
        marks[i] = purchases_[i].paid ? RowMark::paid : asked ? RowMark::asked : RowMark::none;
    }
    view_->setMarks(marks);
    before_->setText(
        held_.usd > 0
            ? tr("After the %1 received, the next").arg(map::isolated(document::money(held_.usd)))
            : tr("The next"));
    QString buys;
    if (next.repairs > 0) {
        buys = withPlural(tr("%n repair(s), %1 people", nullptr, next.repairs), next.repairs)
                   .arg(map::isolated(u'+' + map::grouped(next.people_back)));
    } else if (inOrder.first < purchases_.size()) {
        const double missing =
            purchases_[inOrder.first].money_usd - held_.spent_usd - held_.left_usd - sum;
        buys = tr("nothing yet, %1 more buy the next repairs")
                   .arg(map::isolated(document::money(missing)));
    } else {
        buys = tr("nothing more: all that helps is paid for");
    }
    QString words = tr("buys %1").arg(buys);
    if (next.repairs > 0) {
        words = tr("buys %1 for %2").arg(buys, map::isolated(document::money(next.cost_usd)));
        const double left = next.cost_usd - sum;
        if (left >= 1) {
            words +=
                tr(", %1 of it left over from before").arg(map::isolated(document::money(left)));
        }
        if (!known) {
            words += tr(", by this list");
        }
    }
    words_->setText(words);
    words_->setToolTip(known ? tr("The best for this sum")
                             : tr("What this order buys. Work out again looks for the best for "
                                  "this sum."));
    answer_ = tr("The next %1: %2").arg(map::isolated(document::money(sum)), buys);
    Q_EMIT answerChanged();
}

} // namespace app::desktop
