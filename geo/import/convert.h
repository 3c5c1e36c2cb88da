#pragma once
// A source table made into rows of the workspace, and into rows set aside with their reasons.
// Nothing is written here.
#include "geo/import/mapping.h"
#include "geo/import/outcome.h"
#include "geo/import/place.h"
#include "geo/time.h"
#include "geo/vector/source.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace geo {

/// What is in the workspace already.
struct KnownRows {
    struct Origin {
        std::string import_id;
        std::int64_t row = 0;
    };
    std::unordered_map<std::string, Origin> keys; // of the table imported into
    std::set<std::string> same_file;              // imports of the very same file
    std::unordered_set<std::int64_t> rows_before; // source rows of those, for tables without ids
    /// Asset kind ("site") → ids; what status, repairs and cells may refer to.
    std::map<std::string, std::unordered_set<std::string>> assets;
    Rows before = {};                                         // when rows are to be replaced:
    std::unordered_map<std::string, std::size_t> replaceable; // id → its position in `before`
    std::unordered_map<std::string, LonLat> positions; // of nodes and sites, for links without line
};

struct ConvertRequest {
    std::string kind; // as the user says it: sites, cells, population …
    std::string import_id;
    PlaceRequest place;
    Time now;                  // when the import runs
    std::optional<Time> as_of; // the moment undated observations are about
    bool replace = false;      // a row whose id is known takes the place of the one there
};

/// `mapping` is complete: preset and user's mapping merged. `known` is brought up to date with what
/// is converted. Throws Error when the table as a whole cannot be used.
Converted convertTable(const SourceTable& source, const Mapping& mapping,
                       const ConvertRequest& request, KnownRows& known);

/// The table of the workspace a kind goes to.
const Table& tableOfKind(const std::string& kind, const Mapping& mapping);

/// Why a table cannot be rows of that kind; empty when it can. For choosing among the sheets and
/// layers of a file.
std::string whyNot(const SourceTable& source, const Mapping& mapping, const std::string& kind);

} // namespace geo
