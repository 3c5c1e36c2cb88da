#pragma once
// A small table a user hands over beside the workspace: rules, prices. Every fault names file, row
// and column.
#include "geo/time.h"
#include "geo/vector/source.h"

namespace app {

class DataTable {
public:
    /// Any format readSource() knows. Throws geo::Error when a column of `needed` is missing.
    DataTable(const std::filesystem::path& file, const std::vector<std::string>& needed);

    std::size_t rows() const { return table_.rows.size(); }
    /// "" when the column is absent or the cell is empty.
    std::string text(std::size_t row, std::string_view column) const;
    /// Throws geo::Error when the cell is no number, or is outside [low, high].
    double number(std::size_t row, std::string_view column, double low, double high) const;
    geo::Date date(std::size_t row, std::string_view column) const;
    /// Throws: this row cannot be used.
    [[noreturn]] void refuse(std::size_t row, const std::string& what,
                             const std::string& fix) const;

private:
    geo::SourceTable table_;
};

} // namespace app
