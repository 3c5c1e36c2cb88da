#pragma once
// Spelling made alike, so that "Antenna height (m)", "antenna_height_m" and "antennaHeight" meet.
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Lower case, accents and vowel signs left out, Arabic letter forms made one, everything that is
/// neither letter nor digit a single space, camelCase taken apart.
std::string normalised(std::string_view text);
std::vector<std::string> wordsOf(std::string_view normalisedText);
std::string joinedWords(const std::vector<std::string>& words, std::size_t count);

/// "", "-", "n/a", "NULL", "#REF!", "немає", "لا يوجد" … : the cell says that it says nothing.
bool isNullWord(std::string_view cell);

/// "1 row", "2 rows"
std::string counted(std::size_t count, std::string_view noun);

/// Letters of the text, by script.
struct Scripts {
    std::size_t latin = 0;
    std::size_t cyrillic = 0;
    std::size_t arabic = 0;
    std::size_t hebrew = 0;
    std::size_t other = 0;
    std::size_t all() const { return latin + cyrillic + arabic + hebrew + other; }
};
Scripts scriptsOf(std::string_view text);

} // namespace geo
