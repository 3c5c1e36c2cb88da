#include "app/desktop/panels/notice_band.h"

#include "app/desktop/appearance.h"

#include <QtWidgets/QHBoxLayout>

namespace app::desktop {

NoticeBand::NoticeBand(QWidget* parent)
    : QWidget{parent}, text_{makeLabel({}, TextRole::body, this)},
      act_{makeButton({}, ButtonRole::link, this)}, close_{makeButton(tr("Close"), ButtonRole::link,
                                                                      this)}
{
    setProperty("surface", QStringLiteral("stale"));
    setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout{this};
    row->setContentsMargins(16, 5, 16, 5);
    row->setSpacing(16);
    row->addWidget(text_, 1);
    row->addWidget(act_);
    row->addWidget(close_);
    connect(close_, &QPushButton::clicked, this, &QWidget::hide);
    connect(act_, &QPushButton::clicked, this, [this] {
        if (action_) {
            action_();
        }
    });
    hide();
}

void NoticeBand::say(const QString& words, const QString& offer, std::function<void()> act)
{
    text_->setText(words);
    act_->setText(offer);
    act_->setVisible(!offer.isEmpty());
    action_ = std::move(act);
    show();
}

} // namespace app::desktop
