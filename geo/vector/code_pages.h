#pragma once
// One-byte code pages that spreadsheets and shapefiles of our countries come in.
#include <array>

namespace geo {

using CodePage = std::array<char16_t, 128>; // for the bytes 0x80 to 0xFF; 0: no character

extern const CodePage cp1251; // Cyrillic, Windows
extern const CodePage cp1252; // western Europe, Windows; Latin-1 with a few more signs
extern const CodePage cp1255; // Hebrew, Windows
extern const CodePage cp1256; // Arabic, Windows
extern const CodePage koi8u;  // Cyrillic, Unix
extern const CodePage cp866;  // Cyrillic, DOS

} // namespace geo
