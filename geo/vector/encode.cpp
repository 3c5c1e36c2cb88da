#include "geo/vector/encode.h"

#include <map>

namespace geo {
namespace {

/// What each byte above 0x7F stands for, told by decoding it.
std::map<char32_t, char> bytesOf(Encoding encoding)
{
    std::map<char32_t, char> out;
    constexpr unsigned first = 0x80;
    constexpr unsigned last = 0xFF;
    for (unsigned b = first; b <= last; ++b) {
        const char byte = static_cast<char>(b);
        const Decoded letter = decode({&byte, 1}, encoding);
        if (letter.replaced == 0) {
            std::string_view rest = letter.utf8;
            out.try_emplace(takeUtf8(rest), byte);
        }
    }
    return out;
}

} // namespace

std::optional<std::string> encode(std::string_view utf8, Encoding encoding)
{
    if (encoding == Encoding::utf8) {
        return std::string{utf8};
    }
    if (encoding == Encoding::utf16le || encoding == Encoding::utf16be) {
        return std::nullopt;
    }
    const std::map<char32_t, char> bytes = bytesOf(encoding);
    std::string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        const char32_t letter = takeUtf8(utf8);
        if (letter < 0x80) {
            out += static_cast<char>(letter);
            continue;
        }
        const auto byte = bytes.find(letter);
        if (byte == bytes.end()) {
            return std::nullopt;
        }
        out += byte->second;
    }
    return out;
}

} // namespace geo
