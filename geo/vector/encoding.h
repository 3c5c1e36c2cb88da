#pragma once
// Which encoding a text file is in, and the text as UTF-8.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

enum class Encoding { utf8, utf16le, utf16be, cp1251, cp1252, cp1255, cp1256, koi8u, cp866 };

/// "UTF-8", "Windows-1256 (Arabic)"
std::string text(Encoding encoding);
/// By the names people write: "UTF-8", "cp1256", "windows-1256", "1256", "latin1", "ISO-8859-1".
std::optional<Encoding> encodingNamed(std::string_view name);

struct EncodingGuess {
    Encoding encoding = Encoding::utf8;
    std::string why; // "valid UTF-8", "its letters fit Windows-1256 (Arabic) best"
    bool sure = true;
};
/// Decides by byte order mark, validity, then by which code page makes the likeliest words.
EncodingGuess guessEncoding(std::string_view bytes);

struct Decoded {
    std::string utf8;         // without byte order mark
    std::size_t replaced = 0; // bytes without a character there, now U+FFFD
};
Decoded decode(std::string_view bytes, Encoding encoding);

/// Appends the character as UTF-8.
void appendUtf8(std::string& out, char32_t character);
/// The character at the front of `rest`, taken off it; U+FFFD for a broken sequence. `rest` must
/// not be empty.
char32_t takeUtf8(std::string_view& rest);

} // namespace geo
