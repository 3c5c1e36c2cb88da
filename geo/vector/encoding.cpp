#include "geo/vector/encoding.h"

#include "geo/vector/code_pages.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <fmt/format.h>

namespace geo {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Named {
    Encoding encoding;
    const char* title;
    const CodePage* page;         // nullptr: Unicode
    std::u32string_view frequent; // letters of its script, most frequent first
};

// Letter orders: the first dozen or two of each language, as published letter frequencies give
// them (Arabic, Russian and Ukrainian together, Hebrew, French and German accents).
const std::array<Named, 9>& encodings()
{
    static const std::array<Named, 9> all{{
        {Encoding::utf8, "UTF-8", nullptr, {}},
        {Encoding::utf16le, "UTF-16 (little endian)", nullptr, {}},
        {Encoding::utf16be, "UTF-16 (big endian)", nullptr, {}},
        {Encoding::cp1251, "Windows-1251 (Cyrillic)", &cp1251, U"оаеинтрсвлкмдупіябзьгчйхжшюцщєїф"},
        {Encoding::cp1252, "Windows-1252 (western European)", &cp1252,
         U"éèêàçäöüßîôïâûùëœñóáíúåøæ"},
        {Encoding::cp1255, "Windows-1255 (Hebrew)", &cp1255, U"יוהלארתבשמנםעחדקכפגסצזןטףךץ"},
        {Encoding::cp1256, "Windows-1256 (Arabic)", &cp1256,
         U"اليمونرتبةعدسفهكقأحجشصىخطإضآغذثزئءظؤ"},
        {Encoding::koi8u, "KOI8-U (Cyrillic)", &koi8u, U"оаеинтрсвлкмдупіябзьгчйхжшюцщєїф"},
        {Encoding::cp866, "DOS 866 (Cyrillic)", &cp866, U"оаеинтрсвлкмдупябзьгчйхжшюцщєїф"},
    }};
    return all;
}

const Named& named(Encoding encoding)
{
    return *std::ranges::find(encodings(), encoding, &Named::encoding);
}

bool validUtf8(std::string_view bytes, bool cutOffAllowed)
{
    while (!bytes.empty()) {
        const std::string_view before = bytes;
        const char32_t c = takeUtf8(bytes);
        const bool literal = before.starts_with("\xEF\xBF\xBD");
        if (c == replacement && !literal) {
            return cutOffAllowed && before.size() < 4;
        }
    }
    return true;
}

/// How likely the words are that a code page makes of the bytes: mean of the logarithm of each
/// letter's weight. Letters next to ASCII letters speak against a script that never mixes with
/// them.
double likelihood(std::string_view bytes, const Named& candidate)
{
    const bool latin = candidate.encoding == Encoding::cp1252;
    constexpr double strange = 1e-5;
    constexpr double rare = 4e-4;
    double sum = 0;
    std::size_t seen = 0;
    const auto asciiLetter = [&bytes](std::size_t i) {
        return i < bytes.size() && std::isalpha(static_cast<unsigned char>(bytes[i])) != 0 &&
               static_cast<unsigned char>(bytes[i]) < 0x80;
    };
    const auto high = [&bytes](std::size_t i) {
        return i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= 0x80;
    };
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte < 0x80) {
            continue;
        }
        ++seen;
        const char32_t c = (*candidate.page)[byte - 0x80U];
        const std::size_t rank = candidate.frequent.find(c);
        double weight = rank == std::u32string_view::npos ? rare : 0.1 / (1.0 + 0.3 * rank);
        if (c == 0) {
            weight = strange / 100;
        } else if (c < 0xC0 || (c >= 0x2000 && c < 0x2600)) {
            weight = strange; // signs: seldom beside letters
        }
        const bool besideAscii = asciiLetter(i + 1) || (i > 0 && asciiLetter(i - 1));
        const bool besideHigh = high(i + 1) || (i > 0 && high(i - 1));
        if (latin ? besideHigh : (besideAscii || !besideHigh)) {
            weight *= 0.02;
        }
        sum += std::log(weight);
    }
    return seen == 0 ? 0 : sum / static_cast<double>(seen);
}

Decoded decodeUtf8(std::string_view bytes)
{
    Decoded out;
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    if (validUtf8(bytes, false)) {
        out.utf8 = bytes;
        return out;
    }
    while (!bytes.empty()) {
        const bool literal = bytes.starts_with("\xEF\xBF\xBD");
        const char32_t c = takeUtf8(bytes);
        out.replaced += c == replacement && !literal ? 1U : 0U;
        appendUtf8(out.utf8, c);
    }
    return out;
}

Decoded decodeUtf16(std::string_view bytes, bool little)
{
    Decoded out;
    const auto unit = [&bytes, little](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]);
        const auto b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(little ? a | (b << 8U) : b | (a << 8U));
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (i == 0 && c == 0xFEFF) {
            continue;
        }
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
            const char32_t low = unit(i + 2);
            c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
            i += 2;
        }
        appendUtf8(out.utf8, c);
    }
    return out;
}

} // namespace

std::string text(Encoding encoding)
{
    return named(encoding).title;
}

std::optional<Encoding> encodingNamed(std::string_view name)
{
    std::string key;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            key += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    for (const char* prefix : {"windows", "cp", "ansi"}) {
        if (key.starts_with(prefix)) {
            key.erase(0, std::string_view{prefix}.size());
        }
    }
    struct Spelling {
        const char* key;
        Encoding encoding;
    };
    constexpr std::array spellings{
        Spelling{"utf8", Encoding::utf8},        Spelling{"65001", Encoding::utf8},
        Spelling{"utf16", Encoding::utf16le},    Spelling{"utf16le", Encoding::utf16le},
        Spelling{"utf16be", Encoding::utf16be},  Spelling{"1251", Encoding::cp1251},
        Spelling{"1252", Encoding::cp1252},      Spelling{"latin1", Encoding::cp1252},
        Spelling{"iso88591", Encoding::cp1252},  Spelling{"88591", Encoding::cp1252},
        Spelling{"iso885915", Encoding::cp1252}, Spelling{"1255", Encoding::cp1255},
        Spelling{"1256", Encoding::cp1256},      Spelling{"koi8u", Encoding::koi8u},
        Spelling{"koi8r", Encoding::koi8u},      Spelling{"866", Encoding::cp866},
        Spelling{"ibm866", Encoding::cp866},
    };
    for (const Spelling& spelling : spellings) {
        if (key == spelling.key) {
            return spelling.encoding;
        }
    }
    return std::nullopt;
}

EncodingGuess guessEncoding(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        return {Encoding::utf8, "byte order mark of UTF-8"};
    }
    if (bytes.starts_with("\xFF\xFE")) {
        return {Encoding::utf16le, "byte order mark of UTF-16"};
    }
    if (bytes.starts_with("\xFE\xFF")) {
        return {Encoding::utf16be, "byte order mark of UTF-16"};
    }
    constexpr std::size_t enough = 1U << 20U;
    const std::string_view head = bytes.substr(0, enough);
    if (validUtf8(bytes, true)) {
        const bool ascii =
            std::ranges::all_of(head, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        return {Encoding::utf8, ascii ? "plain ASCII" : "valid UTF-8"};
    }
    // UTF-8 with broken letters is still UTF-8. Text of a code page makes letters of UTF-8 by
    // chance only, and then hardly ever one that people write.
    const auto common = [](char32_t c) {
        return std::ranges::any_of(encodings(), [c](const Named& n) {
            return n.frequent.find(c) != std::u32string_view::npos;
        });
    };
    std::size_t whole = 0;
    std::size_t broken = 0;
    for (std::string_view rest = head; !rest.empty();) {
        const std::string_view before = rest;
        if (const char32_t c = takeUtf8(rest); c == replacement) {
            before.starts_with("\xEF\xBF\xBD") ? ++whole : ++broken;
        } else {
            whole += c >= 0x80 && common(c) ? 1U : 0U;
        }
    }
    if (4 * whole >= broken) {
        return {Encoding::utf8, "UTF-8 with broken letters", false};
    }
    const Named* best = nullptr;
    double bestScore = -1e300;
    for (const Named& candidate : encodings()) {
        if (candidate.page == nullptr) {
            continue;
        }
        const double score = likelihood(head, candidate);
        if (score > bestScore) {
            bestScore = score;
            best = &candidate;
        }
    }
    return {best->encoding, fmt::format("not UTF-8; its letters fit {} best", best->title), false};
}

Decoded decode(std::string_view bytes, Encoding encoding)
{
    if (encoding == Encoding::utf8) {
        return decodeUtf8(bytes);
    }
    if (encoding == Encoding::utf16le || encoding == Encoding::utf16be) {
        return decodeUtf16(bytes, encoding == Encoding::utf16le);
    }
    const CodePage& page = *named(encoding).page;
    Decoded out;
    out.utf8.reserve(bytes.size() * 3 / 2);
    for (const char byte : bytes) {
        const auto b = static_cast<unsigned char>(byte);
        if (b < 0x80) {
            out.utf8 += byte;
            continue;
        }
        const char32_t c = page[b - 0x80U];
        out.replaced += c == 0 ? 1U : 0U;
        appendUtf8(out.utf8, c == 0 ? replacement : c);
    }
    return out;
}

void appendUtf8(std::string& out, char32_t c)
{
    const auto byte = [&out](char32_t bits) { out += static_cast<char>(bits); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6U));
        byte(0x80 | (c & 0x3FU));
    } else if (c < 0x10000) {
        byte(0xE0 | (c >> 12U));
        byte(0x80 | ((c >> 6U) & 0x3FU));
        byte(0x80 | (c & 0x3FU));
    } else {
        byte(0xF0 | (c >> 18U));
        byte(0x80 | ((c >> 12U) & 0x3FU));
        byte(0x80 | ((c >> 6U) & 0x3FU));
        byte(0x80 | (c & 0x3FU));
    }
}

char32_t takeUtf8(std::string_view& rest)
{
    const auto lead = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    if (lead < 0x80) {
        return lead;
    }
    const std::size_t follow = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    constexpr std::array<char32_t, 4> smallest{0, 0x80, 0x800, 0x10000};
    if (lead < 0xC2 || lead > 0xF4 || rest.size() < follow) {
        return replacement;
    }
    char32_t c = lead & (0x3FU >> follow);
    for (std::size_t i = 0; i < follow; ++i) {
        const auto next = static_cast<unsigned char>(rest[i]);
        if ((next & 0xC0U) != 0x80) {
            return replacement;
        }
        c = (c << 6U) | (next & 0x3FU);
    }
    if (c < smallest[follow] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        return replacement;
    }
    rest.remove_prefix(follow);
    return c;
}

} // namespace geo
