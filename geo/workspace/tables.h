#pragma once
// The pieces schema() is put together from; not for others.
#include "geo/workspace/schema.h"

namespace geo::tables {

Column textColumn(std::string name, std::string doc);
Column wordColumn(std::string name, std::vector<std::string> words, std::string doc);
Column numberColumn(std::string name, double min, double max, std::string doc);
Column amountColumn(std::string name, std::string doc); // 0 or more
Column wholeColumn(std::string name, double min, double max, std::string doc);
Column kindColumn(std::string name, ColumnKind kind, std::string doc);
Column needed(Column column);   // the same, required
Column expected(Column column); // the same, known of most rows: a table without it is another one

void addNetwork(std::vector<Table>& all);     // sites … grid_lines
void addPeople(std::vector<Table>& all);      // settlements … roads
void addRecovery(std::vector<Table>& all);    // observations … pledges
void addBookkeeping(std::vector<Table>& all); // imports … settings
void addOutcomes(std::vector<Table>& all);    // scenarios … results

} // namespace geo::tables
