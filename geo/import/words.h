#pragma once
// What people write for the words the workspace knows: "active" for operational, "LTE" for 4G.
#include <optional>
#include <string>
#include <string_view>

namespace geo {

/// The word of `table`.`column` that `cell` stands for; nothing when we do not know it. Exact words
/// of the schema are not needed here.
std::optional<std::string> wordFor(std::string_view table, std::string_view column,
                                   std::string_view cell);
/// Yes and no in our languages; nothing for anything else.
std::optional<bool> yesOrNo(std::string_view cell);

} // namespace geo
