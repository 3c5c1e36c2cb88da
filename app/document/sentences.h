#pragma once
// What planning and the checks say, in the language of the program.
#include <QtCore/QCoreApplication>
#include <QtCore/QString>

#include <span>

namespace app::document {

/// Planning and the checks write English: the tables of the workspace, the command line and QGIS
/// show it as it is. Here such a sentence is known by its pattern, and what stands in it goes into
/// the pattern's translation; numbers are grouped as everywhere on screen. Several clauses may be
/// joined by "; ". What has no pattern stays as it is.
QString inLanguage(const QString& english);

/// The patterns, for the translators' tools and for tests: what planning and the checks say, and
/// what the libraries say when something goes wrong.
std::span<const char* const> sentencePatterns();
std::span<const char* const> errorPatterns();

} // namespace app::document
