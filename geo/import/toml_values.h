#pragma once
// Values out of a TOML file a person wrote: a mapping, a list of imports. What does not fit is an
// Error with file and line.
#include <filesystem>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace geo {

class TomlValues {
public:
    explicit TomlValues(std::string file) : file_{std::move(file)} {}

    /// The whole file; an Error when it is not TOML.
    toml::table parse(std::string_view toml) const;

    /// A number, a date or a truth value is taken as it would be written.
    std::string text(const toml::node& node, const std::string& key) const;
    /// One, or a list of them.
    std::vector<std::string> texts(const toml::node& node, const std::string& key) const;
    double number(const toml::node& node, const std::string& key) const;
    bool flag(const toml::node& node, const std::string& key) const;
    const toml::table& table(const toml::node& node, const std::string& key) const;

    [[noreturn]] void fail(const toml::node& at, const std::string& what,
                           const std::string& fix) const;

private:
    std::string file_;
};

/// The text of a file; an Error when it cannot be opened. `what` is "mapping" or "list".
std::string readTomlText(const std::filesystem::path& file, const std::string& what);

} // namespace geo
