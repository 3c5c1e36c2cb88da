#pragma once
// Tables of results whose columns are told: coverage, money, doubt, technology, new sites. The
// commands write them with these columns, docs/workspace.md tells them; a workspace has those that
// were made.
#include "geo/workspace/schema.h"

namespace geo {

const std::vector<Table>& resultTables();
/// nullptr when there is no such table.
const Table* findResultTable(std::string_view name);

} // namespace geo
