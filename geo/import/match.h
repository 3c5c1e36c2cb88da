#pragma once
// Which column of a source fills which column of ours.
#include "geo/import/mapping.h"
#include "geo/import/units.h"
#include "geo/vector/source.h"
#include "geo/workspace/schema.h"

#include <optional>
#include <string>
#include <vector>

namespace geo {

/// A column of ours (or a position column, see aliases.h) and where it comes from.
struct ColumnUse {
    std::string column;
    const Column* schema = nullptr;     // nullptr for positions and facts others are made from
    std::vector<std::size_t> from = {}; // columns of the source; the first with a usable cell wins
    std::string how;                    // "same name", "known name", "mapping", …
    std::optional<Unit> unit = {};      // of the source
    std::string unit_why = {};          // "in the header", "by the range of its values", …
    ColumnRule rule = {};
};

struct Match {
    std::vector<ColumnUse> uses;
    std::vector<std::size_t> unused; // columns of the source
    std::vector<std::string> notes;

    const ColumnUse* find(std::string_view column) const;
};

/// Columns an import into `table` can fill: its own, where it lies, what is observed of an asset,
/// and what EIRP is made from.
const std::vector<Column>& fillableColumns(const Table& table);
/// Tables whose rows are assets: a status column beside them becomes observations.
std::optional<std::string> assetKindOf(std::string_view table);

Match matchColumns(const SourceTable& source, const Table& table, const Mapping& mapping);

/// All cells of a column of the source that are not null words, at most `most` of them.
std::vector<std::string_view> sampleOf(const SourceTable& source, std::size_t column,
                                       std::size_t most);
/// The source's column of that name, exactly or but for its spelling.
std::optional<std::size_t> columnCalled(const SourceTable& source, const std::string& name);

} // namespace geo
