#pragma once
// How the columns of a source become ours. Users write it as TOML (docs/importing.md); presets are
// the same text, built in.
#include "geo/error.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Where one column of ours comes from: in each row the first of `columns` with something usable.
struct ColumnRule {
    std::vector<std::string> columns = {};
    std::string unit = {};                     // unit of the source, when its header does not say
    std::optional<double> factor = {};         // source × factor; for currencies
    std::optional<std::string> value = {};     // the same for every row
    std::optional<std::string> otherwise = {}; // where the cell is empty or unknown
    std::string pattern = {};                  // "{radio}-{mcc}-{net}"; {#} is made from the row
    std::string pick = {}; // from a list of names: "arabic", "cyrillic", "hebrew", or "country"
                           // (by the column country code)
    bool leave = false;    // never fill this column
};

struct Mapping {
    std::string name;                          // of a preset; "" for a user's
    std::string title;                         // "OpenCelliD export"
    std::string source, licence;               // who made such files, for attribution
    std::vector<std::string> kinds;            // it is for these; empty: any
    std::string table;                         // rows go here instead of the kind's own table
    std::map<std::string, std::string> refuse; // kind → why this file is not that

    // The file
    std::string encoding;
    char separator = 0;
    char decimal = 0;    // 0: found out
    int header_row = -1; // as in SourceOptions
    std::string layer;
    std::string crs;
    std::string dates;              // "dmy" or "mdy"; empty: found out
    std::vector<std::string> names; // of the columns, for a table without header

    std::map<std::string, ColumnRule> columns;                       // ours → rule
    std::map<std::string, std::map<std::string, std::string>> words; // ours → spelling → word
    std::map<std::string, std::vector<std::string>> only; // rows whose column says one of
                                                          // these; "*": says anything
    std::string only_why;
    std::vector<std::string> ignore;  // columns of the source never to be matched by name
    std::optional<double> buffer_m;   // points and lines become polygons this wide (zones)
    bool guess = true;                // match the remaining columns by name
    std::vector<std::string> remarks; // said with the result

    // How a preset knows its files
    std::vector<std::string> has;     // columns that must all be there
    int width = 0;                    // columns of a headerless table
    std::map<int, std::string> looks; // column number → regular expression
};

/// Throws Error naming file and key when it is not a mapping.
Mapping readMapping(const std::filesystem::path& file);
Mapping mappingFromToml(std::string_view toml, const std::string& shownName);
/// `over` wins where both say something.
Mapping merged(const Mapping& base, const Mapping& over);

} // namespace geo
