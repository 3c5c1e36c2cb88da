#include "geo/vector/delimited.h"

#include "geo/vector/encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <set>

namespace geo {
namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool looksLikeData(std::string_view cell)
{
    // Numbers, dates, coordinates: digits with the signs that go with them.
    bool digit = false;
    for (const char c : cell) {
        digit = digit || std::isdigit(static_cast<unsigned char>(c)) != 0;
        if (std::isdigit(static_cast<unsigned char>(c)) == 0 &&
            std::string_view{"+-.,:/ %eETZ"}.find(c) == std::string_view::npos) {
            return false;
        }
    }
    return digit;
}

} // namespace

void SourceTable::addRow(SourceRow row, const std::vector<std::string_view>& values)
{
    const std::size_t width = columns.size();
    for (std::size_t c = 0; c < width; ++c) {
        cells.push_back(c < values.size() ? values[c] : std::string_view{});
    }
    for (std::size_t c = width; c < values.size(); ++c) {
        if (!values[c].empty()) {
            defects[rows.size()] =
                fmt::format("has {} cells, the header has {}", values.size(), width);
            break;
        }
    }
    has_shapes = has_shapes || !row.shape.empty();
    rows.push_back(std::move(row));
}

std::optional<std::size_t> SourceTable::find(std::string_view column) const
{
    const auto found = std::ranges::find(columns, column);
    if (found == columns.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - columns.begin());
}

RawRecords splitRecords(std::string_view text, char separator, TextStore& store)
{
    RawRecords out;
    std::int64_t line = 1;
    std::size_t at = 0;
    while (at < text.size()) {
        RawRecords::Record record{line, out.cells.size(), 0};
        bool blank = true;
        bool more = true;
        while (more) {
            std::string_view cell;
            std::size_t skip = at;
            while (skip < text.size() && text[skip] == ' ') {
                ++skip;
            }
            if (skip < text.size() && text[skip] == '"') {
                const std::int64_t quoteLine = line;
                std::string built;
                std::size_t begin = skip + 1;
                at = begin;
                bool closed = false;
                while (at < text.size()) {
                    if (text[at] == '\n') {
                        ++line;
                    } else if (text[at] == '"') {
                        if (at + 1 < text.size() && text[at + 1] == '"') {
                            built.append(text, begin, at + 1 - begin);
                            at += 2;
                            begin = at;
                            continue;
                        }
                        closed = true;
                        break;
                    }
                    ++at;
                }
                if (!closed) {
                    out.open_quote_line = static_cast<std::size_t>(quoteLine);
                }
                cell = text.substr(begin, at - begin);
                at += closed ? 1 : 0;
                const std::size_t end =
                    std::min(text.find_first_of(std::string{separator, '\n'}, at), text.size());
                const std::string_view tail = text.substr(at, end - at);
                if (!built.empty() || !trimmed(tail).empty()) {
                    built += cell;
                    built += trimmed(tail); // text after the closing quote is kept
                    cell = store.keep(std::move(built));
                }
                at = end;
                blank = false;
            } else {
                std::size_t end = at;
                while (end < text.size() && text[end] != separator && text[end] != '\n') {
                    ++end;
                }
                cell = trimmed(text.substr(at, end - at));
                at = end;
                blank = blank && cell.empty();
            }
            out.cells.push_back(cell);
            ++record.count;
            more = at < text.size() && text[at] == separator;
            at += at < text.size() ? 1 : 0;
        }
        if (blank) {
            out.cells.resize(record.first);
        } else {
            out.records.push_back(record);
        }
        ++line;
    }
    return out;
}

char guessSeparator(std::string_view text)
{
    // The first part is enough, cut at a line's end.
    constexpr std::size_t enough = 200'000;
    if (text.size() > enough) {
        text = text.substr(0, text.rfind('\n', enough) + 1);
    }
    char best = ',';
    double bestScore = 0;
    for (const char candidate : {',', ';', '\t', '|'}) {
        TextStore store;
        const RawRecords split = splitRecords(text, candidate, store);
        std::map<std::size_t, std::size_t> widths;
        for (const auto& record : split.records) {
            ++widths[record.count];
        }
        std::size_t width = 1;
        std::size_t agree = 0;
        for (const auto& [count, times] : widths) {
            if (count > 1 && times >= agree) {
                agree = times;
                width = count;
            }
        }
        if (width < 2) {
            continue;
        }
        const double share = static_cast<double>(agree) / static_cast<double>(split.records.size());
        // Evenness counts most; a decimal comma splits unevenly or less often than a semicolon.
        const double score =
            share * share * (1.0 + 0.05 * static_cast<double>(std::min<std::size_t>(width, 20)));
        if (score > bestScore + 1e-9) {
            bestScore = score;
            best = candidate;
        }
    }
    return best;
}

std::optional<std::size_t> guessHeader(const RawRecords& raw, const SourceOptions& options)
{
    constexpr std::size_t searched = 30;
    const std::size_t count = std::min(raw.records.size(), searched);
    std::size_t widest = 0;
    std::optional<std::size_t> known;
    std::size_t knownBest = 1; // one known name can be chance when the row is wide
    for (std::size_t r = 0; r < count; ++r) {
        const auto cells = raw.cellsOf(r);
        const auto filled = static_cast<std::size_t>(
            std::ranges::count_if(cells, [](std::string_view c) { return !c.empty(); }));
        widest = std::max(widest, filled);
        const std::size_t names = options.known_names ? options.known_names(cells) : 0;
        const bool data = std::ranges::any_of(
            cells, [](std::string_view c) { return looksLikeData(c) && c.size() > 4; });
        if (!data && (names > knownBest || (names == 1 && !known && filled <= 3))) {
            known = r;
            knownBest = names;
        }
    }
    if (known) {
        return known;
    }
    for (std::size_t r = 0; r < count; ++r) {
        const auto cells = raw.cellsOf(r);
        std::size_t filled = 0;
        bool data = false;
        std::set<std::string_view> different;
        for (const std::string_view cell : cells) {
            filled += cell.empty() ? 0U : 1U;
            data = data || (looksLikeData(cell) && cell.size() > 4) ||
                   (looksLikeData(cell) && cells.size() < 3);
            different.insert(cell);
        }
        if (2 * filled < widest) {
            continue; // a title or a note above the table
        }
        // Years and age groups do name columns, so a few short numbers are allowed.
        const auto numbers = static_cast<std::size_t>(std::ranges::count_if(cells, looksLikeData));
        const bool header = !data && 2 * numbers <= filled + 1 && numbers < filled &&
                            different.size() + 1 >= filled;
        return header ? std::optional{r} : std::nullopt;
    }
    return std::nullopt;
}

void fillTable(SourceTable& table, const RawRecords& raw, const SourceOptions& options)
{
    std::optional<std::size_t> header;
    if (options.header_row > 0) {
        for (std::size_t r = 0; r < raw.records.size(); ++r) {
            if (raw.records[r].line == options.header_row) {
                header = r;
            }
        }
        if (!header) {
            throw Error{fmt::format("row {}, named as the header, is empty or beyond the end",
                                    options.header_row),
                        "Set header_row in the mapping to the row with the column names",
                        table.place()};
        }
    } else if (options.header_row < 0 && options.columns.empty()) {
        header = guessHeader(raw, options);
    }
    table.has_header = header.has_value();
    const std::size_t first = header ? *header + 1 : 0;

    std::size_t width = options.columns.size();
    std::vector<std::string_view> names;
    if (header) {
        names = raw.cellsOf(*header);
        width = names.size();
        while (width > 0 && names[width - 1].empty()) {
            --width;
        }
        if (*header > 0) {
            table.notes.push_back(fmt::format("the header is in row {}; {} above it passed over",
                                              raw.records[*header].line,
                                              *header == 1 ? "the row" : "the rows"));
        }
    } else {
        for (std::size_t r = first; r < raw.records.size(); ++r) {
            width = std::max(width, raw.records[r].count);
        }
    }
    std::set<std::string> used;
    for (std::size_t c = 0; c < width; ++c) {
        std::string name;
        if (c < options.columns.size() && !header) {
            name = options.columns[c];
        } else if (c < names.size()) {
            name = names[c];
            std::ranges::replace_if(
                name, [](char ch) { return ch == '\n' || ch == '\r' || ch == '\t'; }, ' ');
        }
        if (name.empty()) {
            name = fmt::format("column {}", c + 1);
        }
        const std::string base = name;
        for (int n = 2; !used.insert(name).second; ++n) {
            name = fmt::format("{} ({})", base, n);
        }
        table.columns.push_back(std::move(name));
    }
    table.cells.reserve((raw.records.size() - first) * width);
    table.rows.reserve(raw.records.size() - first);
    std::int64_t number = 0;
    for (std::size_t r = first; r < raw.records.size(); ++r) {
        table.addRow({.row = ++number, .line = raw.records[r].line}, raw.cellsOf(r));
    }
}

namespace {
/// Rows with fewer cells than the header are common in sloppy exports and read as empty cells; a
/// short last row without a line's end means that the file was cut off.
void noteShortRows(SourceTable& table, const RawRecords& raw, bool endsInside)
{
    const std::size_t width = table.columns.size();
    std::size_t shorter = 0;
    for (std::size_t r = raw.records.size() - table.rows.size(); r < raw.records.size(); ++r) {
        shorter += raw.records[r].count < width ? 1U : 0U;
    }
    if (shorter == 0) {
        return;
    }
    table.notes.push_back(
        fmt::format("{} rows have fewer cells than the header; the rest reads as empty", shorter));
    if (endsInside && shorter == 1 && raw.records.back().count < width) {
        table.defects[table.rows.size() - 1] =
            fmt::format("ends after {} of {} cells: the file is cut off there",
                        raw.records.back().count, width);
    }
}
} // namespace

SourceTable readDelimited(const std::string& file, std::string_view bytes,
                          const SourceOptions& options)
{
    SourceTable table;
    table.file = file;
    table.format = "text table";
    std::string_view text;
    Encoding encoding = Encoding::utf8;
    if (options.encoding.empty()) {
        const EncodingGuess guess = guessEncoding(bytes);
        encoding = guess.encoding;
        table.encoding = fmt::format("{} ({})", geo::text(encoding), guess.why);
    } else {
        const auto named = encodingNamed(options.encoding);
        if (!named) {
            throw Error{fmt::format("'{}' is not an encoding known here", options.encoding),
                        "Use UTF-8, UTF-16, CP1251, CP1252, CP1255, CP1256, KOI8-U or CP866",
                        {.file = file}};
        }
        encoding = *named;
        table.encoding = fmt::format("{} (as told)", geo::text(encoding));
    }
    Decoded decoded = decode(bytes, encoding);
    if (decoded.replaced > 0) {
        table.notes.push_back(
            fmt::format("{} bytes have no letter in {}; they read \xEF\xBF\xBD now",
                        decoded.replaced, geo::text(encoding)));
    }
    if (decoded.utf8.find('\n') == std::string::npos) { // line ends of old Macintosh programs
        std::ranges::replace(decoded.utf8, '\r', '\n');
    }
    text = table.store->keep(std::move(decoded.utf8));
    if (text.substr(0, 4096).find('\0') != std::string_view::npos) {
        throw Error{"is not a text table (it holds binary zeros)",
                    "Export it again as CSV, XLSX, GeoJSON or GeoPackage",
                    {.file = file}};
    }
    table.separator = options.separator != 0 ? options.separator : guessSeparator(text);
    const RawRecords raw = splitRecords(text, table.separator, *table.store);
    if (raw.records.empty()) {
        throw Error{"holds no data", "Check that the export finished", {.file = file}};
    }
    if (raw.open_quote_line > 0) {
        table.notes.push_back(fmt::format(
            "a quotation mark opens in line {} and never closes: the file may be cut off there",
            raw.open_quote_line));
    }
    fillTable(table, raw, options);
    noteShortRows(table, raw, !text.ends_with('\n'));
    if (raw.open_quote_line > 0 && !table.rows.empty()) {
        table.defects[table.rows.size() - 1] = "has a quotation mark that never closes";
    }
    return table;
}

} // namespace geo
