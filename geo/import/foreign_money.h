#pragma once
// Amounts that a column beside them says are not in US dollars, in a table that only knows dollars.
#include "geo/import/match.h"
#include "geo/import/outcome.h"

#include <optional>
#include <string>

namespace geo {

class ForeignMoney {
public:
    /// All must outlive it.
    ForeignMoney(const SourceTable& source, const Table& table, const Match& match);
    /// What is wrong with the row's money: it is in another currency and no rate is known, or a
    /// mapping's factor is for another one.
    std::optional<RowFault> fault(std::size_t row);

private:
    const SourceTable& source_;
    const ColumnUse* cost_ = nullptr;          // what fills cost_usd
    std::optional<std::size_t> currency_ = {}; // column of the source; absent: nothing to look at
    std::string of_factor_;                    // the currency the factor is for: the first seen
};

} // namespace geo
