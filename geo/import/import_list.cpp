#include "geo/import/import_list.h"

#include "geo/error.h"
#include "geo/import/toml_values.h"

#include <fmt/format.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

class Reader : TomlValues {
public:
    Reader(std::string file, fs::path folder)
        : TomlValues{file}, file_{std::move(file)}, folder_{std::move(folder)}
    {
    }

    std::vector<ListedImport> read(std::string_view toml) const
    {
        const toml::table root = parse(toml);
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
                one.as_of = text(node, name);
            } else if (name == "sea") {
                one.sea = sea(text(node, name));
            } else if (name == "keep") {
                one.keep = flag(node, name);
            } else if (name == "replace") {
                one.replace = flag(node, name);
            } else if (name == "nodata") {
                one.nodata = number(node, name);
            } else if (name == "source") {
                one.source = text(node, name);
            } else if (name == "licence") {
                one.licence = text(node, name);
            } else {
                fail(node, fmt::format("'{}' is not a key of an import", name),
                     "Known are: kind, files, layer, mapping, preset, crs, as_of, sea, keep, "
                     "replace, nodata, source, licence");
            }
        }
        if (one.kind.empty() || one.files.empty()) {
            fail(entry, one.kind.empty() ? "an import without its kind" : "an import without files",
                 "Write kind = \"…\" and files = [\"…\"] under [[import]]");
        }
        return one;
    }

    std::vector<fs::path> files(const toml::node& node) const
    {
        std::vector<fs::path> all;
        for (const std::string& name : texts(node, "files")) {
            all.push_back(folder_ / name);
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
    return Reader{shown_name, folder}.read(toml);
}

std::vector<ListedImport> readImportList(const fs::path& file)
{
    return importListFromToml(readTomlText(file, "list"), file.string(), file.parent_path());
}

} // namespace geo
