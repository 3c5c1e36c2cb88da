#pragma once
// Text tables: separators, quotes, and which row is the header.
#include "geo/vector/source.h"

namespace geo {

/// Records of cells before anything is known about a header.
struct RawRecords {
    struct Record {
        std::int64_t line = 0;
        std::size_t first = 0; // index of its first cell
        std::size_t count = 0;
    };
    std::vector<std::string_view> cells;
    std::vector<Record> records;     // blank ones left out
    std::size_t open_quote_line = 0; // a quote never closed begins here; 0: none

    std::vector<std::string_view> cellsOf(std::size_t record) const
    {
        const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(records[record].first);
        return {begin, begin + static_cast<std::ptrdiff_t>(records[record].count)};
    }
};

/// Comma, semicolon, tab or bar: the one that splits the first records most evenly.
char guessSeparator(std::string_view text);
/// `text` and `store` must outlive the result. Cells are trimmed unless quoted.
RawRecords splitRecords(std::string_view text, char separator, TextStore& store);
/// Index of the record that names the columns; nothing when the table has no header.
std::optional<std::size_t> guessHeader(const RawRecords& records, const SourceOptions& options);
/// Header and rows out of records: names made unique, notes above the header mentioned, columns
/// without name and content left out. Adds to `table`.
void fillTable(SourceTable& table, const RawRecords& records, const SourceOptions& options);

/// `bytes` as a table. Throws Error when it holds no data.
SourceTable readDelimited(const std::string& file, std::string_view bytes,
                          const SourceOptions& options);

} // namespace geo
