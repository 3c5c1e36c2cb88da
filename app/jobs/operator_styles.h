#pragma once
// Whose lists look how: headers and words in three languages.
#include "app/jobs/layer_text.h"

#include <string>

namespace app {

enum class ListLanguage { english, arabic, ukrainian };

/// `table` is sites, cells or observations.
ListStyle operatorStyle(const std::string& table, ListLanguage language);
/// "Arabic headers, Windows-1256 (Arabic), semicolons, decimal comma"
std::string text(ListLanguage language);

} // namespace app
