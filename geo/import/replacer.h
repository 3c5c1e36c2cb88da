#pragma once
// A row of a file in the place of the one of its id: what the file says counts, what it has no
// column for stays as it was.
#include "geo/import/derive.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace geo {

class Replacer {
public:
    Replacer(const Table& table, const SourceTable& source, const Match& match);

    struct New {
        Draft& draft;
        Geometry& geometry;
        bool drawn;                          // the geometry was made from the ends
        const std::set<std::string>& unread; // columns whose value was set aside
    };
    /// Completes the new row with what the old one knows. An invented row gives way whole to
    /// one that is not.
    void complete(New row, const Rows& before, const Row& old);
    /// Whether anything but its origin differs; counts the columns that do.
    bool differs(const Row& row, const std::vector<std::string>& columns, const Rows& before,
                 const Row& old);

    const std::map<std::string, std::int64_t>& changed() const { return changed_; }
    std::vector<std::string> notes() const;
    /// That all rows taken are new beside those there, when none took the place of another.
    std::vector<std::string> noneReplaced(const Rows& before, const TableReport& report) const;

private:
    bool says(const ColumnUse& use) const;
    void keepLine(New& row, const Rows& before, const Row& old);

    const Table& table_;
    const SourceTable& source_;
    std::set<std::string, std::less<>> said_; // columns the file fills
    std::map<std::string, std::int64_t> changed_;
    std::map<std::string, std::int64_t> kept_;                // not in the file
    std::map<std::string, std::vector<std::string>> emptied_; // column → ids
    std::int64_t unread_ = 0, invented_ = 0, lines_ = 0;
};

} // namespace geo
