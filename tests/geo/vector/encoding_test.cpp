#include "geo/vector/encoding.h"

#include <catch2/catch.hpp>

using namespace geo;

namespace {
struct Sample {
    const char* utf8;
    const char* bytes; // by iconv (glibc 2.36) from the text
    Encoding encoding;
};
} // namespace

TEST_CASE("the code page is found by the letters it makes", "[encoding]")
{
    const auto sample = GENERATE(
        Sample{"رفح;31,29722", "\xD1\xDD\xCD;31,29722", Encoding::cp1256},
        Sample{"خان يونس و دير البلح",
               "\xCE\xC7\xE4 \xED\xE6\xE4\xD3 \xE6 \xCF\xED\xD1 \xC7\xE1\xC8\xE1\xCD",
               Encoding::cp1256},
        Sample{"Харків;місто", "\xD5\xE0\xF0\xEA\xB3\xE2;\xEC\xB3\xF1\xF2\xEE", Encoding::cp1251},
        Sample{"Одесса и область", "\xEF\xC4\xC5\xD3\xD3\xC1 \xC9 \xCF\xC2\xCC\xC1\xD3\xD4\xD8",
               Encoding::koi8u},
        Sample{"Киев город", "\x8A\xA8\xA5\xA2 \xA3\xAE\xE0\xAE\xA4", Encoding::cp866},
        Sample{"Hôpital général de Béthune", "H\xF4pital g\xE9n\xE9ral de B\xE9thune",
               Encoding::cp1252},
        Sample{"Städte: Münster", "St\xE4\x64te: M\xFCnster", Encoding::cp1252},
        Sample{"תורן קרקעי, ירושלים",
               "\xFA\xE5\xF8\xEF \xF7\xF8\xF7\xF2\xE9, \xE9\xF8\xE5\xF9\xEC\xE9\xED",
               Encoding::cp1255});
    const EncodingGuess guess = guessEncoding(sample.bytes);
    CHECK(text(guess.encoding) == text(sample.encoding));
    CHECK(decode(sample.bytes, sample.encoding).utf8 == sample.utf8);
}

TEST_CASE("UTF-8 and UTF-16 are told by their bytes", "[encoding]")
{
    CHECK(guessEncoding("\xEF\xBB\xBFname").encoding == Encoding::utf8);
    CHECK(decode("\xEF\xBB\xBFname", Encoding::utf8).utf8 == "name");
    CHECK(guessEncoding("Горлівка").encoding == Encoding::utf8);
    const std::string little{"\xFF\xFE"
                             "A\0b\0",
                             6};
    CHECK(guessEncoding(little).encoding == Encoding::utf16le);
    CHECK(decode(little, Encoding::utf16le).utf8 == "Ab");
}

TEST_CASE("a file cut inside a letter, or with one broken letter, is still UTF-8", "[encoding]")
{
    std::string text;
    for (int i = 0; i < 30; ++i) {
        text += "Маріуполь ";
    }
    CHECK(guessEncoding(text + "\xD0").encoding == Encoding::utf8);
    CHECK(guessEncoding(text + "\xFF " + text).encoding == Encoding::utf8);
    CHECK(decode(text + "\xFF!", Encoding::utf8).replaced == 1);
    CHECK(decode(text + "\xFF!", Encoding::utf8).utf8 == text + "\xEF\xBF\xBD!");
    // Two sources in one file: رفح in UTF-8, then in Windows-1256.
    CHECK(guessEncoding("رفح\n\xD1\xDD\xCD\n").encoding == Encoding::utf8);
    // "місто Київ, річка Дніпро" in KOI8-U makes whole letters of UTF-8 by chance.
    CHECK(guessEncoding("\xCD\xA6\xD3\xD4\xCF \xEB\xC9\xA7\xD7, \xD2\xA6\xDE\xCB\xC1 "
                        "\xE4\xCE\xA6\xD0\xD2\xCF")
              .encoding == Encoding::koi8u);
}

TEST_CASE("encodings have many names", "[encoding]")
{
    CHECK(encodingNamed("windows-1256") == Encoding::cp1256);
    CHECK(encodingNamed("CP1251") == Encoding::cp1251);
    CHECK(encodingNamed("ISO-8859-1") == Encoding::cp1252);
    CHECK(encodingNamed("utf8") == Encoding::utf8);
    CHECK_FALSE(encodingNamed("EBCDIC"));
}
