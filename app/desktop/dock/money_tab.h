#pragma once
// The Money tab: what the next sum buys, above all purchases, best first.
#include "app/desktop/dock/listing_view.h"
#include "app/document/document.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

namespace app::desktop {

class MoneyTab : public QWidget {
    Q_OBJECT
public:
    explicit MoneyTab(QWidget* parent = nullptr);

    void setDocument(const std::shared_ptr<const document::Document>& document);
    void setTheme(map::Theme theme)
    {
        view_->setTheme(theme);
        pledges_->setTheme(theme);
    }
    ListingView* view() const { return view_; }
    /// Every pledge, what it may be spent on, what it brings back, or why it is not counted.
    ListingView* pledges() const { return pledges_; }
    QPushButton* pledgesButton() const { return pledgesButton_; }
    QSpinBox* sum() const { return sum_; }
    void setNext(double usd);
    double next_usd() const { return sum_->value(); }
    /// "The next $20 000: 3 repairs, +4 100 people", or why it buys nothing.
    QString answer() const { return answer_; }

Q_SIGNALS:
    void answerChanged();

private:
    void workOut();
    void namePledges();

    QLabel *before_, *words_;
    QSpinBox* sum_;
    QPushButton* pledgesButton_; // pledges in place of purchases
    ListingView *view_, *pledges_;
    std::vector<document::PurchaseRow> purchases_;
    document::HeldRow held_;
    std::optional<double> known_usd_; // the sum whose best was asked for
    std::optional<document::NextPurchases> best_;
    QString answer_;
};

} // namespace app::desktop
