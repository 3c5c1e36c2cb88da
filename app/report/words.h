#pragma once
// Words of the report, in the language of the program.
#include "app/document/words.h"
#include "planning/scenario/scenario.h"

#include <map>

namespace app::report {

inline QString tr(const char* text, const char* comment = nullptr, int n = -1)
{
    return document::translated("report", text, comment, n);
}

/// "two", "ten", "11": small numbers as words, as in print.
QString numberWord(int number);
/// A cell with reason codes as HTML: the code of "No road (NO_ROAD)" stands between `open` and
/// `close`, and every line on one of its own.
QString codedHtml(const QString& cell, const QString& open, const QString& close);
/// Ids such as "B-XS0105-0002" that no line break tears apart, in plain text.
QString idsWhole(const QString& text);
/// The same as HTML, where search still finds them.
QString idsWholeHtml(const QString& text);
/// Names of places as they are written in a language, by their name in Latin letters.
std::map<QString, QString> namesIn(const QString& language, const planning::Scenario& world);
/// "a, b and c".
QString listed(const QStringList& parts);

} // namespace app::report
