#pragma once
// What became of a file's rows: stored, set aside with a reason, or passed over.
#include "geo/workspace/workspace.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace geo {

/// Why a row, or one value of it, cannot be used.
struct RowFault {
    std::string code;  // for filters and counts: no_position, duplicate_id, …
    std::string field; // the source's column
    std::string value;
    std::string reason;
    std::string fix;
};

struct Reject {
    RowFault fault;
    std::int64_t row = 0;  // 1 is the first row of data
    std::int64_t line = 0; // of a text file or sheet; 0: none
    bool whole_row = true; // false: the row is stored without this value
    std::string raw;       // the row as JSON
};

/// One column of ours and how it was filled.
struct ColumnReport {
    std::string column;
    std::string from;       // the source's columns
    std::string how;        // "same name", "known name", "mapping", "preset ofds-nodes"
    std::string conversion; // "ft × 0.3048 (unit in the header)", "decimal comma", "LTE → 4G (12)"
    std::int64_t filled = 0;
};

struct TableReport {
    std::string file;
    std::string layer;
    std::string format;
    std::string table; // where the rows went
    std::string preset;
    std::string encoding;
    std::string separator;
    std::string crs;
    std::string position; // where the positions come from
    std::int64_t rows = 0;
    std::int64_t taken = 0;
    std::int64_t replaced = 0;  // of them, in the place of rows that were there
    std::int64_t unchanged = 0; // of those, the same as what was there
    std::int64_t set_aside = 0;
    std::int64_t values_set_aside = 0;
    std::int64_t already_there = 0; // taken by an earlier import of the very same file
    std::int64_t passed_over = 0;   // not of this kind
    std::string passed_over_why;
    std::int64_t observations = 0;
    std::vector<ColumnReport> columns;
    std::vector<std::string> kept;               // columns without a place of their own, in `extra`
    std::vector<std::string> empty;              // columns without any value
    std::map<std::string, std::int64_t> changed; // of rows replaced: column → how many differ
    std::vector<std::string> notes;              // what was assumed, mended or noticed
    std::map<std::string, std::int64_t> reasons; // code → rows and values set aside
};

struct Converted {
    Rows rows;
    Rows replaced;                          // whole rows, each for the one of its id
    std::set<std::string> replaced_imports; // those the rows replaced had come with
    std::set<std::string> mentioned;        // ids the file has, whether taken or not
    Rows observations;
    std::vector<Reject> rejects;
    TableReport report;
};

} // namespace geo
