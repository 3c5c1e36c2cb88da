#include "geo/import/import_list.h"

#include "geo/error.h"

#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <toml++/toml.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

class Reader {
public:
    Reader(std::string file, fs::path folder) : file_{std::move(file)}, folder_{std::move(folder)}
    {
    }

    std::vector<ListedImport> read(const toml::table& root) const
    {
        std::vector<ListedImport> all;
        for (const auto& [key, node] : root) {
            if (key.str() != "import" || !node.is_array_of_tables()) {
                fail(node, fmt::format("'{}' is not an import", key.str()),
                     "Write [[import]] above each entry, then kind and files");
            }
            for (const toml::node& entry : *node.as_array()) {
                all.push_back(readEntry(*entry.as_table()));
            }
        }
        if (all.empty()) {
            throw Error{"lists no import",
                        "Write [[import]], then kind = \"…\" and files = [\"…\"]",
                        {.file = file_}};
        }
        return all;
    }

private:
    ListedImport readEntry(const toml::table& entry) const
    {
        ListedImport one;
        one.line = static_cast<int>(entry.source().begin.line);
        for (const auto& [key, node] : entry) {
            const std::string name{key.str()};
            if (name == "kind") {
                one.kind = text(node, name);
            } else if (name == "files") {
                one.files = files(node);
            } else if (name == "layer") {
                one.layer = text(node, name);
            } else if (name == "mapping") {
                one.mapping = folder_ / text(node, name);
            } else if (name == "preset") {
                one.preset = text(node, name);
            } else if (name == "crs") {
                one.crs = text(node, name);
            } else if (name == "as_of") {
                one.as_of = moment(node, name);
            } else if (name == "sea") {
                one.sea = sea(text(node, name));
            } else if (name == "keep") {
                if (!node.is_boolean()) {
                    fail(node, "'keep' must be true or false", "Write it without quotes");
                }
                one.keep = *node.value<bool>();
            } else if (name == "nodata") {
                if (!node.is_number()) {
                    fail(node, "'nodata' must be a number", "Write it without quotes");
                }
                one.nodata = node.value<double>();
            } else if (name == "source") {
                one.source = text(node, name);
            } else if (name == "licence") {
                one.licence = text(node, name);
            } else {
                fail(node, fmt::format("'{}' is not a key of an import", name),
                     "Known are: kind, files, layer, mapping, preset, crs, as_of, sea, keep, "
                     "nodata, source, licence");
            }
        }
        if (one.kind.empty() || one.files.empty()) {
            fail(entry, one.kind.empty() ? "an import without its kind" : "an import without files",
                 "Write kind = \"…\" and files = [\"…\"] under [[import]]");
        }
        return one;
    }

    [[noreturn]] void fail(const toml::node& at, const std::string& what,
                           const std::string& fix) const
    {
        throw Error{fmt::format("line {}: {}", at.source().begin.line, what), fix, {.file = file_}};
    }
    std::string text(const toml::node& node, const std::string& key) const
    {
        if (!node.is_string()) {
            fail(node, fmt::format("'{}' must be a text", key), "Put it between quotes");
        }
        return *node.value<std::string>();
    }
    std::string moment(const toml::node& node, const std::string& key) const
    {
        std::ostringstream plain;
        if (node.is_date()) {
            plain << *node.value<toml::date>();
        } else if (node.is_date_time()) {
            plain << *node.value<toml::date_time>();
        } else {
            return text(node, key);
        }
        return plain.str();
    }
    std::vector<fs::path> files(const toml::node& node) const
    {
        std::vector<fs::path> all;
        if (const toml::array* list = node.as_array()) {
            for (const toml::node& item : *list) {
                all.push_back(folder_ / text(item, "files"));
            }
        } else {
            all.push_back(folder_ / text(node, "files"));
        }
        return all;
    }
    std::string sea(const std::string& told) const
    {
        const std::size_t colon = told.find(':');
        if (colon == std::string::npos) {
            return told;
        }
        return told.substr(0, colon + 1) + (folder_ / told.substr(colon + 1)).string();
    }

    std::string file_;
    fs::path folder_;
};

} // namespace

std::vector<ListedImport> importListFromToml(std::string_view toml, const std::string& shown_name,
                                             const fs::path& folder)
{
    try {
        return Reader{shown_name, folder}.read(toml::parse(toml));
    } catch (const toml::parse_error& fault) {
        throw Error{fmt::format("is not valid TOML (line {}: {})", fault.source().begin.line,
                                fault.description()),
                    "See docs/importing.md for an example",
                    {.file = shown_name}};
    }
}

std::vector<ListedImport> readImportList(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        throw Error{"cannot be opened", "Check the name of the list", {.file = file.string()}};
    }
    std::ostringstream all;
    all << in.rdbuf();
    return importListFromToml(all.str(), file.string(), file.parent_path());
}

} // namespace geo
