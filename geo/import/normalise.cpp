#include "geo/import/normalise.h"

#include "geo/vector/encoding.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace geo {
namespace {

// Letters with marks without them (decomposition by Unicode), from U+00C0 and from U+1E00.
constexpr std::string_view plainLatin =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr std::string_view plainLatinMore =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyssssssaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyssssss";

char32_t folded(char32_t c)
{
    if (c < 0x80) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    if (c >= 0xC0 && c < 0xC0 + plainLatin.size()) {
        return static_cast<char32_t>(plainLatin[c - 0xC0]);
    }
    if (c >= 0x1E00 && c < 0x1E00 + plainLatinMore.size()) {
        return static_cast<char32_t>(plainLatinMore[c - 0x1E00]);
    }
    if (c >= 0x0410 && c < 0x0430) {
        return c + 32;
    }
    if (c >= 0x0400 && c < 0x0410) {
        return c + 80;
    }
    switch (c) {
    case 0x0490: // Ґ
    case 0x0491:
        return 0x0433;
    case 0x0451: // ё
        return 0x0435;
    case 0x0622: // alef with madda, hamza above, hamza below, wasla
    case 0x0623:
    case 0x0625:
    case 0x0671:
        return 0x0627;
    case 0x0626: // yeh with hamza, alef maksura, Persian yeh
    case 0x0649:
    case 0x06CC:
        return 0x064A;
    case 0x0629: // ta marbuta
        return 0x0647;
    case 0x06A9: // Persian kaf
        return 0x0643;
    default:
        return c;
    }
}

bool isMark(char32_t c)
{
    return (c >= 0x0300 && c < 0x0370) || c == 0x0640 || (c >= 0x064B && c < 0x0660) ||
           (c >= 0x0591 && c < 0x05C8) || c == 0x2019 || c == 0x02BC || c == '\'' || c == 0x05F3 ||
           c == 0x05F4 || c == 0x2018 || c == '`' || (c >= 0x200B && c < 0x2010);
}

bool isLetter(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000) || c >= 0x2C00;
}

bool isDigit(char32_t c)
{
    return c >= '0' && c <= '9';
}

bool isUpper(char32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0x0410 && c < 0x0430);
}

bool isLower(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0x0430 && c < 0x0460);
}

} // namespace

std::string normalised(std::string_view text)
{
    std::string out;
    std::size_t lowerRun = 0; // small letters just before; one alone is a unit's prefix (kW, dBm)
    while (!text.empty()) {
        const char32_t c = takeUtf8(text);
        if (isMark(c)) {
            continue;
        }
        if (c == '#' || c == 0x2116) { // № and # stand for "number"
            out += out.empty() || out.back() == ' ' ? "no " : " no ";
            lowerRun = 0;
            continue;
        }
        if (!isLetter(c) && !isDigit(c)) {
            if (!out.empty() && out.back() != ' ') {
                out += ' ';
            }
        } else {
            if (isUpper(c) && lowerRun > 1) {
                out += ' ';
            }
            appendUtf8(out, folded(c));
        }
        lowerRun = isLower(c) ? lowerRun + 1 : 0;
    }
    while (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        if (end != 0) {
            words.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return words;
}

std::string joinedWords(const std::vector<std::string>& words, std::size_t count)
{
    std::string out;
    for (std::size_t i = 0; i < count && i < words.size(); ++i) {
        out += (i == 0 ? "" : " ") + words[i];
    }
    return out;
}

bool isNullWord(std::string_view cell)
{
    if (cell.empty()) {
        return true;
    }
    constexpr std::size_t longest = 24;
    if (cell.size() > longest) {
        return false;
    }
    static const std::unordered_set<std::string> signs{"-", "--", "---", "–", "—", "?", "??",
                                                       ".", "..", "...", "*", "x", "#", "/"};
    static const std::unordered_set<std::string> words{"null",
                                                       "none",
                                                       "nan",
                                                       "na",
                                                       "n a",
                                                       "nil",
                                                       "nd",
                                                       "n d",
                                                       "no data",
                                                       "nodata",
                                                       "missing",
                                                       "unknown value",
                                                       "not available",
                                                       "not applicable",
                                                       "tbd",
                                                       "tbc",
                                                       "no ref",
                                                       "no n a",
                                                       "no value",
                                                       "no name",
                                                       "no div 0",
                                                       "no num",
                                                       "no null",
                                                       "no getting data",
                                                       "ref",
                                                       "value",
                                                       "немає",
                                                       "немає даних",
                                                       "нема",
                                                       "невідомо значення",
                                                       "нет",
                                                       "нет данных",
                                                       "н д",
                                                       "н а",
                                                       "لا يوجد",
                                                       "غير متوفر",
                                                       "غير معروف القيمه",
                                                       "בלי",
                                                       "אין נתונים",
                                                       "aucun",
                                                       "aucune",
                                                       "sans objet",
                                                       "non disponible",
                                                       "n c"};
    if (signs.contains(std::string{cell})) {
        return true;
    }
    static const std::unordered_set<std::string> excel{"#REF!",   "#VALUE!", "#N/A",   "#NAME?",
                                                       "#DIV/0!", "#NUM!",   "#NULL!", "Err:502"};
    if (excel.contains(std::string{cell})) {
        return true;
    }
    static const std::unordered_set<std::string> plain = [] {
        std::unordered_set<std::string> all;
        for (const std::string& word : words) {
            all.insert(normalised(word));
        }
        return all;
    }();
    return plain.contains(normalised(cell));
}

std::string counted(std::size_t count, std::string_view noun)
{
    std::string out = std::to_string(count) + ' ';
    out += noun;
    return count == 1 ? out : out + 's';
}

Scripts scriptsOf(std::string_view text)
{
    Scripts scripts;
    while (!text.empty()) {
        const char32_t c = takeUtf8(text);
        if (!isLetter(c)) {
            continue;
        }
        if (c < 0x0250 || (c >= 0x1E00 && c < 0x1F00)) {
            ++scripts.latin;
        } else if (c >= 0x0400 && c < 0x0530) {
            ++scripts.cyrillic;
        } else if (c >= 0x0590 && c < 0x0600) {
            ++scripts.hebrew;
        } else if ((c >= 0x0600 && c < 0x0780) || (c >= 0xFB50 && c < 0xFF00)) {
            ++scripts.arabic;
        } else {
            ++scripts.other;
        }
    }
    return scripts;
}

} // namespace geo
