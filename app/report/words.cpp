#include "app/report/words.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

#include <array>

namespace app::report {

QString numberWord(int number)
{
    static constexpr std::array<const char*, 11> small{
        QT_TRANSLATE_NOOP("report", "no"),    QT_TRANSLATE_NOOP("report", "one"),
        QT_TRANSLATE_NOOP("report", "two"),   QT_TRANSLATE_NOOP("report", "three"),
        QT_TRANSLATE_NOOP("report", "four"),  QT_TRANSLATE_NOOP("report", "five"),
        QT_TRANSLATE_NOOP("report", "six"),   QT_TRANSLATE_NOOP("report", "seven"),
        QT_TRANSLATE_NOOP("report", "eight"), QT_TRANSLATE_NOOP("report", "nine"),
        QT_TRANSLATE_NOOP("report", "ten")};
    return number >= 0 && number < static_cast<int>(small.size())
               ? tr(small[static_cast<std::size_t>(number)])
               : QString::number(number);
}

QString codedHtml(const QString& cell, const QString& open, const QString& close)
{
    static const QRegularExpression code{QStringLiteral("\\(([A-Z]+(?:_[A-Z]+)*)\\)")};
    QString out = cell.toHtmlEscaped();
    out.replace(code, open + QStringLiteral("\\1") + close);
    return out.replace(u'\n', QStringLiteral("<br/>"));
}

QString listed(const QStringList& parts)
{
    if (parts.size() < 2) {
        return parts.join(QString{});
    }
    return tr("%1 and %2", "last two of a list")
        .arg(parts.mid(0, parts.size() - 1).join(tr(", ", "between items of a list")),
             parts.back());
}

} // namespace app::report
