#pragma once
// How the window looks: colours of the two themes as a style sheet, type, and the few parts panels
// are made of. Sizes are pixels at 100 % scale.
#include "app/map/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <functional>

class QApplication;
class QVBoxLayout;

namespace app::desktop {

/// Fonts, palette and style sheet of the whole program.
void applyAppearance(QApplication& application, map::Theme theme);
QString styleSheetOf(map::Theme theme);

/// What a text is; the style sheet gives its colour, makeLabel its size and weight.
enum class TextRole { body, strong, secondary, small, heading, verdict, title, figure };
/// Plain text (nothing in it is markup), wrapped, selectable with the mouse where that helps.
QLabel* makeLabel(const QString& text, TextRole role, QWidget* parent = nullptr);
QFont fontOf(TextRole role);
/// To the side where a line ends.
void alignTrailing(QLabel* label);

enum class ButtonRole { primary, plain, link };
QPushButton* makeButton(const QString& text, ButtonRole role, QWidget* parent = nullptr);

/// A one pixel line.
QWidget* makeRule(QWidget* parent = nullptr);
/// A section of a panel: its own padding, stacked parts.
QVBoxLayout* makeSection(QWidget* section, int side_px = 16, int above_px = 12);

/// A widget that paints by a function, with a fixed size: symbols beside words.
class Drawing : public QWidget {
public:
    using Paint = std::function<void(QPainter&, const QRectF&)>;
    Drawing(QSize size, Paint paint, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Paint paint_;
};

/// Without a translation "2 site(s)" becomes "2 sites" and "1 site(s)" "1 site", as English needs.
QString withPlural(QString text, int n);

/// The text shortened to a width with an ellipsis.
QString fitted(const QString& text, const QFont& font, double width_px);

} // namespace app::desktop
