#include "app/desktop/appearance.h"

#include <QtGui/QFontMetricsF>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyleFactory>
#include <QtWidgets/QVBoxLayout>

namespace app::desktop {

namespace {

const char* const sheet = R"(
QMainWindow, QWidget#window { background: @window; }
QToolTip { background: @panel; color: @text; border: 1px solid @edge; padding: 4px 6px; }
QWidget[surface="panel"] { background: @panel; }
QWidget[surface="sunk"] { background: @sunk; }
QWidget[surface="accent"] { background: @accentGround; }
QWidget[surface="stale"] { background: @staleGround; }
QWidget[surface="fault"] { background: @faultGround; }
QWidget[surface="rule"] { background: @rule; }
QFrame[surface="card"] { background: @panel; border: 1px solid @rule; border-radius: 8px; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget[surface="panel"] { background: @panel; }
QLabel { color: @text; background: transparent; }
QLabel[tone="secondary"] { color: @text2; }
QLabel[tone="small"] { color: @text3; }
QLabel[tone="accent"] { color: @accent; }
QPushButton { background: @panel; color: @text; border: 1px solid @edge; border-radius: 6px;
  padding: 4px 12px; min-height: 18px; }
QPushButton:hover { background: @sunk; }
QPushButton:pressed { background: @rule; }
QPushButton:disabled { color: @text3; }
QPushButton:focus { border: 2px solid @accent; padding: 3px 11px; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent;
  font-weight: bold; }
QPushButton[role="primary"]:hover { background: @accentHover; }
QPushButton[role="primary"]:disabled { background: @edge; border-color: @edge; color: @panel; }
QPushButton[role="primary"]:focus { border: 2px solid @text; }
QPushButton[role="link"] { background: transparent; border: 0; color: @accent; padding: 1px 2px;
  text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 2px solid @accent; border-radius: 3px; padding: 0 1px; }
QPushButton[role="icon"] { background: transparent; border: 0; padding: 0; min-height: 0; }
QPushButton[role="icon"]:hover { background: @sunk; border-radius: 6px; }
QPushButton[role="icon"]:focus { border: 2px solid @accent; border-radius: 6px; }
QPushButton[role="chip"] { background: @panel; border: 1px solid @accent; color: @accent;
  border-radius: 12px; padding: 2px 10px; min-height: 18px; }
QPushButton::menu-indicator { width: 0; image: none; }
QLineEdit { background: @sunk; color: @text; border: 1px solid @edge; border-radius: 6px;
  padding: 4px 4px; min-height: 18px; selection-background-color: @accent;
  selection-color: @onAccent; }
QLineEdit:focus { border: 2px solid @accent; padding: 3px 3px; background: @panel; }
QMenu { background: @panel; color: @text; border: 1px solid @edge; padding: 4px; }
QMenu::item { padding: 5px 18px; border-radius: 4px; }
QMenu::item:selected { background: @accentGround; }
QMenu::item:disabled { color: @text3; }
QListView, QTableView, QTreeView { background: @panel; color: @text; border: 0; outline: 0;
  selection-background-color: @accentGround; selection-color: @text; gridline-color: @rule; }
QListView#hits { border: 1px solid @edge; border-radius: 8px; padding: 4px; }
QProgressBar { background: @rule; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QSplitter::handle { background: @rule; }
QSplitter::handle:hover { background: @accent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @edge; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

QPalette paletteOf(const map::Palette& p)
{
    QPalette palette;
    palette.setColor(QPalette::Window, p.window);
    palette.setColor(QPalette::WindowText, p.text);
    palette.setColor(QPalette::Base, p.panel);
    palette.setColor(QPalette::AlternateBase, p.sunk);
    palette.setColor(QPalette::Text, p.text);
    palette.setColor(QPalette::PlaceholderText, p.text3);
    palette.setColor(QPalette::Button, p.panel);
    palette.setColor(QPalette::ButtonText, p.text);
    palette.setColor(QPalette::Highlight, p.accent);
    palette.setColor(QPalette::HighlightedText, p.onAccent);
    palette.setColor(QPalette::ToolTipBase, p.panel);
    palette.setColor(QPalette::ToolTipText, p.text);
    palette.setColor(QPalette::Link, p.accent);
    palette.setColor(QPalette::Light, p.panel);
    palette.setColor(QPalette::Mid, p.rule);
    palette.setColor(QPalette::Dark, p.fieldEdge);
    palette.setColor(QPalette::Disabled, QPalette::Text, p.text3);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, p.text3);
    return palette;
}

} // namespace

QString styleSheetOf(map::Theme theme)
{
    const map::Palette& p = map::palette(theme);
    const std::pair<const char*, QColor> colours[] = {
        // Longer names first: none may begin with another.
        {"@accentGround", p.accentGround},
        {"@accentHover", p.dark ? p.accent.lighter(112) : p.accent.darker(112)},
        {"@accent", p.accent},
        {"@staleGround", p.staleGround},
        {"@faultGround", p.faultGround},
        {"@onAccent", p.onAccent},
        {"@window", p.window},
        {"@panel", p.panel},
        {"@sunk", p.sunk},
        {"@rule", p.rule},
        {"@edge", p.fieldEdge},
        {"@text3", p.text3},
        {"@text2", p.text2},
        {"@text", p.text}};
    QString text = QString::fromLatin1(sheet);
    for (const auto& [name, colour] : colours) {
        text.replace(QLatin1String{name}, colour.name());
    }
    return text;
}

void applyAppearance(QApplication& application, map::Theme theme)
{
    static bool once = false;
    if (!once) {
        once = true;
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    }
    application.setFont(map::font(13));
    application.setPalette(paletteOf(map::palette(theme)));
    application.setStyleSheet(styleSheetOf(theme));
}

QFont fontOf(TextRole role)
{
    switch (role) {
    case TextRole::body:
        return map::font(13);
    case TextRole::strong:
        return map::font(13, true);
    case TextRole::secondary:
        return map::font(12);
    case TextRole::small:
        return map::font(11);
    case TextRole::heading: {
        // Arabic has no capitals, and spacing would tear its letters apart.
        const bool spaced = QApplication::layoutDirection() == Qt::LeftToRight;
        QFont f = map::font(spaced ? 11 : 12, true);
        if (spaced) {
            f.setCapitalization(QFont::AllUppercase);
            f.setLetterSpacing(QFont::PercentageSpacing, 105);
        }
        return f;
    }
    case TextRole::verdict:
        return map::font(15, true);
    case TextRole::title:
        return map::font(20, true);
    case TextRole::figure:
        return map::font(26, true);
    }
    return map::font(13);
}

QLabel* makeLabel(const QString& text, TextRole role, QWidget* parent)
{
    auto* label = new QLabel{text, parent};
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(fontOf(role));
    const char* tone = role == TextRole::secondary || role == TextRole::heading ? "secondary"
                       : role == TextRole::small                                ? "small"
                                                                                : "text";
    label->setProperty("tone", QString::fromLatin1(tone));
    // Ids and figures stand on the side where reading begins, whatever their own letters.
    const bool rtl = QApplication::layoutDirection() == Qt::RightToLeft;
    label->setAlignment((rtl ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute |
                        Qt::AlignVCenter);
    QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Minimum};
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

QPushButton* makeButton(const QString& text, ButtonRole role, QWidget* parent)
{
    // In the direction of its own letters, so that "Open…" keeps its dots behind it.
    constexpr QChar firstStrong{0x2068}, popIsolate{0x2069};
    const bool rtl = QApplication::layoutDirection() == Qt::RightToLeft;
    auto* button = new QPushButton{rtl ? firstStrong + text + popIsolate : text, parent};
    button->setProperty("role", QString::fromLatin1(role == ButtonRole::primary ? "primary"
                                                    : role == ButtonRole::link  ? "link"
                                                                                : "plain"));
    button->setCursor(Qt::PointingHandCursor);
    button->setFont(map::font(13, role == ButtonRole::primary));
    return button;
}

void alignTrailing(QLabel* label)
{
    const bool rtl = QApplication::layoutDirection() == Qt::RightToLeft;
    label->setAlignment((rtl ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute |
                        Qt::AlignVCenter);
}

QWidget* makeRule(QWidget* parent)
{
    auto* rule = new QWidget{parent};
    rule->setProperty("surface", QStringLiteral("rule"));
    rule->setAttribute(Qt::WA_StyledBackground);
    rule->setFixedHeight(1);
    return rule;
}

QVBoxLayout* makeSection(QWidget* section, int side_px, int above_px)
{
    section->setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout{section};
    layout->setContentsMargins(side_px, above_px, side_px, above_px);
    layout->setSpacing(4);
    return layout;
}

Drawing::Drawing(QSize size, Paint paint, QWidget* parent)
    : QWidget{parent}, paint_{std::move(paint)}
{
    setFixedSize(size);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Drawing::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    paint_(painter, QRectF{rect()});
}

QString withPlural(QString text, int n)
{
    return text.replace(QStringLiteral("(s)"), n == 1 ? QString{} : QStringLiteral("s"));
}

QString fitted(const QString& text, const QFont& font, double width_px)
{
    return QFontMetricsF{font}.elidedText(text, Qt::ElideRight, width_px);
}

} // namespace app::desktop
