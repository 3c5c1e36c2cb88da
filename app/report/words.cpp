#include "app/report/words.h"

#include "app/map/layers.h"

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

namespace {

const QRegularExpression& anId()
{
    static const QRegularExpression id{
        QStringLiteral("(?<![\\w-])([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)(?![\\w-])")};
    return id;
}

} // namespace

QString idsWhole(const QString& text)
{
    QString out;
    qsizetype from = 0;
    for (auto all = anId().globalMatch(text); all.hasNext();) {
        const QRegularExpressionMatch id = all.next();
        out += text.mid(from, id.capturedStart() - from) +
               id.captured().replace(u'-', QStringLiteral("-\u2060"));
        from = id.capturedEnd();
    }
    return from == 0 ? text : out + text.mid(from);
}

QString idsWholeHtml(const QString& text)
{
    return text.toHtmlEscaped().replace(anId(), QStringLiteral("<span class=\"id\">\\1</span>"));
}

std::map<QString, QString> namesIn(const QString& language, const planning::Scenario& world)
{
    std::map<QString, QString> out;
    for (const planning::Settlement& place : world.settlements) {
        const QString name = document::qt(place.name);
        out.emplace(name, map::shownName(name, document::qt(place.name_local), language));
    }
    return out;
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
