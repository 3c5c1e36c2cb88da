#include "app/jobs/data_table.h"

#include "geo/import/numbers.h"

#include <fmt/format.h>

namespace app {

DataTable::DataTable(const std::filesystem::path& file, const std::vector<std::string>& needed)
{
    auto tables = geo::readSource(file);
    if (tables.empty()) {
        throw geo::Error{"there is no table in the file", "Save it as CSV", {file.string()}};
    }
    table_ = std::move(tables.front());
    for (const std::string& column : needed) {
        if (!table_.find(column)) {
            throw geo::Error{fmt::format("the column '{}' is missing", column),
                             fmt::format("Name the columns {}", fmt::join(needed, ", ")),
                             table_.place()};
        }
    }
}

std::string DataTable::text(std::size_t row, std::string_view column) const
{
    const auto at = table_.find(column);
    return at ? std::string{table_.cell(row, *at)} : std::string{};
}

double DataTable::number(std::size_t row, std::string_view column, double low, double high) const
{
    const std::string cell = text(row, column);
    const auto number = geo::parseNumber(cell, cell.find('.') == std::string::npos ? ',' : '.');
    if (!number) {
        refuse(row, fmt::format("'{}' in column {} is no number", cell, column),
               "Write a number such as 12.5");
    }
    if (!(number->value >= low && number->value <= high)) {
        refuse(row, fmt::format("{} in column {} is out of range", cell, column),
               fmt::format("Give a value between {} and {}", low, high));
    }
    return number->value;
}

geo::Date DataTable::date(std::size_t row, std::string_view column) const
{
    const std::string cell = text(row, column);
    const auto when = geo::parseDate(cell);
    if (!when) {
        refuse(row, fmt::format("'{}' in column {} is no date", cell, column),
               "Write it as 2026-11-22");
    }
    return *when;
}

void DataTable::refuse(std::size_t row, const std::string& what, const std::string& fix) const
{
    geo::Place place = table_.place();
    place.feature = table_.rows[row].row;
    throw geo::Error{what, fix, place};
}

} // namespace app
