#pragma once
// A list of imports, so that next week's files come in with one command.
//
//     [[import]]
//     kind = "sites"
//     files = ["operator_a_sites.csv", "operator_b_sites.csv"]
//     source = "operators, weekly"
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// One entry: the options of `sila import` under the same names.
struct ListedImport {
    std::string kind;
    std::vector<std::filesystem::path> files; // beside the list, unless absolute
    std::string layer = {};
    std::filesystem::path mapping = {}; // likewise
    std::string preset = {};
    std::string crs = {};
    std::string as_of = {}; // as written
    std::string sea = {};   // likewise; a file in it is beside the list
    bool keep = false;
    bool replace = false;
    std::optional<double> nodata = {};
    std::string source = {};
    std::string licence = {};
    int line = 0; // of the list, from 1
};

/// In the order of the list. Paths are joined to `folder`. Throws geo::Error with the line when the
/// text is no TOML, names a key that is not known, or an entry lacks its kind or its files.
std::vector<ListedImport> importListFromToml(std::string_view toml, const std::string& shown_name,
                                             const std::filesystem::path& folder);
std::vector<ListedImport> readImportList(const std::filesystem::path& file);

} // namespace geo
