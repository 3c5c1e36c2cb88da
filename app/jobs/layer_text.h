#pragma once
// Rows of a workspace as the text of a file: a list that a spreadsheet opens, or GeoJSON.
#include "geo/vector/encode.h"
#include "geo/workspace/workspace.h"

#include <map>
#include <string>
#include <vector>

namespace app {

/// How a list is written: whose headers, which signs, which words.
struct ListStyle {
    struct Column {
        std::string ours;   // column of the table; "lat" or "lon" for the row's position
        std::string theirs; // header
    };
    std::vector<Column> columns;
    char separator = ',';
    char decimal = '.';
    geo::Encoding encoding = geo::Encoding::utf8;
    /// Column → our word → theirs.
    std::map<std::string, std::map<std::string, std::string>> words = {};
};

/// The cell in quotes when it has to be.
std::string csvCell(const std::string& cell, char separator = ',');

/// Lines end with CR LF, as spreadsheets write them. Throws geo::Error when the encoding lacks a
/// character of the text.
std::string listText(const geo::Rows& rows, const ListStyle& style);

/// One feature a line, positions to 1e-6 degrees; empty values are left out.
std::string geoJsonText(const geo::Rows& rows, const std::vector<std::string>& columns);

} // namespace app
