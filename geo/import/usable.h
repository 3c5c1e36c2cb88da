#pragma once
// Whether a table can be rows of a kind at all, and what to say when it cannot.
#include "geo/import/derive.h"
#include "geo/import/match.h"

#include <string>

namespace geo {

/// Which columns a table must have: those no row can be without, or those it is known by as well.
enum class MustHave { required, expected };
/// "no rows", "no column for eirp_dbm"; empty when the table can be used.
std::string whyUnusable(const SourceTable& source, const Table& table, const Match& match,
                        const Deriver& deriver, MustHave columns = MustHave::required);
/// What to do about it.
std::string adviceFor(const SourceTable& source, const Table& table, const Match& match,
                      const Deriver& deriver);

} // namespace geo
