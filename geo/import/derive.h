#pragma once
// Values that follow from others in the same row: EIRP from power and gain, the level of an area
// from its code, the line of a link from its ends.
#include "geo/import/convert.h"
#include "geo/workspace/workspace.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// One row on its way: column → value.
using Draft = std::map<std::string, Value, std::less<>>;

/// Fills what can be filled. Returns a fault when the row cannot be used for it.
class Deriver {
public:
    Deriver(const Table& table, const SourceTable& source, const Match& match,
            const ConvertRequest& request, const KnownRows& known);

    std::optional<RowFault> complete(Draft& draft, Geometry& geometry, std::size_t row);
    /// Columns this can fill even when the source does not have them.
    bool canFill(std::string_view column) const;
    /// The row's position is not needed: it follows from the ends.
    bool placesRows() const;
    std::vector<std::string> notes() const;

private:
    void makeId(Draft& draft, const Geometry& geometry, std::size_t row);
    std::optional<RowFault> completeCell(Draft& draft);
    void completeArea(Draft& draft);
    std::optional<RowFault> completeEnds(Draft& draft, Geometry& geometry);
    std::optional<RowFault> completeAsset(Draft& draft);
    void completeName(Draft& draft, const Geometry& geometry);

    const Table& table_;
    const SourceTable& source_;
    const Match& match_;
    const ConvertRequest& request_;
    const KnownRows& known_;
    std::size_t made_ids_ = 0, made_eirp_ = 0, made_levels_ = 0, straight_ = 0, unknown_ends_ = 0,
                made_names_ = 0, made_kinds_ = 0, zero_people_ = 0;
    std::map<std::string, std::size_t> without_; // rows taken without an expected column's value
};

} // namespace geo
