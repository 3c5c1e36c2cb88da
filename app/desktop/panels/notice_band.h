#pragma once
// A line under the figures that says what was done or what went wrong, until it is closed.
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QWidget>

#include <functional>

namespace app::desktop {

class NoticeBand : public QWidget {
    Q_OBJECT
public:
    explicit NoticeBand(QWidget* parent = nullptr);
    /// `offer` names the button that does `act`; none when empty.
    void say(const QString& words, const QString& offer = {}, std::function<void()> act = {});
    QString words() const { return text_->text(); }

private:
    QLabel* text_;
    QPushButton *act_, *close_;
    std::function<void()> action_;
};

} // namespace app::desktop
