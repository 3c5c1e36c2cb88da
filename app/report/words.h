#pragma once
// Words of the report, in the language of the program.
#include "app/document/words.h"

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
/// "a, b and c".
QString listed(const QStringList& parts);

} // namespace app::report
