#pragma once
// Whether a table can be rows of a kind at all, and what to say when it cannot.
#include "geo/import/derive.h"
#include "geo/import/match.h"

#include <string>

namespace geo {

/// "no rows", "no column for population"; empty when the table can be used.
std::string whyUnusable(const SourceTable& source, const Table& table, const Match& match,
                        const Deriver& deriver);
/// What to do about it.
std::string adviceFor(const SourceTable& source, const Table& table, const Match& match,
                      const Deriver& deriver);

} // namespace geo
