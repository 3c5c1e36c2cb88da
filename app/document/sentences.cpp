#include "app/document/sentences.h"

#include "app/document/words.h"
#include "app/map/text.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <optional>
#include <vector>

namespace app::document {
namespace {

const QString clauseEnd = QStringLiteral("; ");

struct Pattern {
    const char* source;
    QString literal; // its longest piece that never changes: a quick no
    qsizetype certain = 0;
    bool joins = false; // several clauses
    QRegularExpression shape;
    std::vector<int> numbers; // of the placeholders, in the order of the shape's groups
};

Pattern patternFrom(const char* source)
{
    static const QRegularExpression placeholder{QStringLiteral("%([1-9])")};
    const QString text = QString::fromUtf8(source);
    Pattern out{source, {}, 0, text.contains(clauseEnd), {}, {}};
    QString shape;
    qsizetype from = 0;
    const auto literal = [&](qsizetype to) {
        const QString piece = text.mid(from, to - from);
        shape += QRegularExpression::escape(piece);
        out.certain += piece.size();
        if (piece.size() > out.literal.size()) {
            out.literal = piece;
        }
    };
    for (auto all = placeholder.globalMatch(text); all.hasNext();) {
        const QRegularExpressionMatch hole = all.next();
        literal(hole.capturedStart());
        from = hole.capturedEnd();
        const int number = hole.captured(1).toInt();
        const auto before = std::ranges::find(out.numbers, number);
        if (before != out.numbers.end()) {
            shape += QStringLiteral("\\%1").arg(before - out.numbers.begin() + 1);
        } else {
            out.numbers.push_back(number);
            shape += QStringLiteral("(.+)");
        }
    }
    literal(text.size());
    out.shape = QRegularExpression{QRegularExpression::anchoredPattern(shape),
                                   QRegularExpression::DotMatchesEverythingOption};
    return out;
}

/// The most certain ones first: what is said of one thing also fits what is said of anything.
const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> out;
        for (const auto list : {sentencePatterns(), errorPatterns()}) {
            for (const char* source : list) {
                out.push_back(patternFrom(source));
            }
        }
        std::ranges::stable_sort(out, std::ranges::greater{}, &Pattern::certain);
        return out;
    }();
    return all;
}

/// "19,379" is a number and stands as "19 379"; a year or an id stays.
std::optional<QString> numberIn(const QString& words)
{
    static const QRegularExpression grouped{
        QRegularExpression::anchoredPattern(QStringLiteral("[1-9][0-9]{0,2}(,[0-9]{3})+"))};
    if (!grouped.match(words).hasMatch()) {
        return std::nullopt;
    }
    return map::grouped(QString{words}.remove(u',').toDouble());
}

/// "3924 l a day" reads "3 924 l a day": what stands before a unit is no year and no id.
QString countsGrouped(QString words)
{
    static const QRegularExpression count{QStringLiteral(
        "(?<![\\w.,:/-])([0-9]{4,})(?= (?:l|people|USD|are served|Mbit/s|litres?|more)\\b)|"
        "(?<=instead of )([0-9]{4,})(?![\\w.,:/-])")};
    for (qsizetype from = 0;;) {
        const QRegularExpressionMatch found = count.match(words, from);
        if (!found.hasMatch()) {
            return words;
        }
        const QString digits = map::grouped(found.captured().toDouble());
        words.replace(found.capturedStart(), found.capturedLength(), digits);
        from = found.capturedStart() + digits.size();
    }
}

/// What tables call it, as people do.
QString plainWord(const QString& word)
{
    return word == u"out_of_service"   ? tr("out of service")
           : word == u"fuel_l"         ? tr("litres of fuel")
           : word == u"fuel_l_per_day" ? tr("litres of fuel a day")
           : word == u"money_usd"      ? tr("US dollars")
                                       : QString{};
}

/// Of several clauses only a pattern that joins clauses itself makes one sentence.
std::optional<QString> known(const QString& english)
{
    const bool joined = english.contains(clauseEnd);
    for (const Pattern& pattern : patterns()) {
        if (!english.contains(pattern.literal) || (joined && !pattern.joins)) {
            continue;
        }
        const QRegularExpressionMatch found = pattern.shape.match(english);
        if (!found.hasMatch()) {
            continue;
        }
        QString words = QCoreApplication::translate("document", pattern.source);
        // All at once: what is put in may hold a % of its own.
        QString out;
        for (qsizetype i = 0; i < words.size(); ++i) {
            const int number =
                i + 1 < words.size() && words[i] == u'%' ? words[i + 1].digitValue() : -1;
            const auto at = std::ranges::find(pattern.numbers, number);
            if (at == pattern.numbers.end()) {
                out += words[i];
                continue;
            }
            const auto group = static_cast<int>(at - pattern.numbers.begin()) + 1;
            out += inLanguage(found.captured(group));
            ++i;
        }
        return out;
    }
    return std::nullopt;
}

} // namespace

QString inLanguage(const QString& said)
{
    if (const auto number = numberIn(said)) {
        return *number;
    }
    if (const QString word = plainWord(said); !word.isEmpty()) {
        return word;
    }
    const QString english = countsGrouped(said);
    if (const auto whole = known(english)) {
        return *whole;
    }
    const qsizetype cut = english.indexOf(clauseEnd);
    return cut < 0 ? english
                   : inLanguage(english.left(cut)) + tr("; ") +
                         inLanguage(english.mid(cut + clauseEnd.size()));
}

} // namespace app::document
