// Terrain profiles as files: the ITU-R SG3 databank layout and plain columns.
#include "app/jobs/csv_cells.h"
#include "app/jobs/loss.h"

#include <charconv>
#include <fmt/format.h>
#include <fstream>

namespace app::jobs {
namespace {

using Json = nlohmann::ordered_json;

struct Line {
    std::int64_t number = 0;
    std::vector<std::string> cells;
};

std::vector<Line> linesOf(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        throw geo::Error{"the file cannot be read",
                         "Check the path and its permissions",
                         {.file = file.string()}};
    }
    std::vector<Line> out;
    std::string text;
    for (std::int64_t number = 1; std::getline(in, text); ++number) {
        if (number == 1 && text.starts_with("\xEF\xBB\xBF")) {
            text.erase(0, 3);
        }
        if (text.find_first_not_of(" \t\r,;") == std::string::npos) {
            continue;
        }
        out.push_back({number, csvCells(text)});
    }
    return out;
}

std::optional<double> number(const std::string& text)
{
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// Reads cell `column` of `line`, or says which cell of which file is no number.
double cell(const std::filesystem::path& file, const Line& line, std::size_t column,
            const char* what)
{
    const std::optional<double> value =
        column < line.cells.size() ? number(line.cells[column]) : std::nullopt;
    if (!value) {
        throw geo::Error{
            fmt::format("line {}: column {} ({}) is not a number", line.number, column + 1, what),
            "Correct the line or take it out",
            {.file = file.string()}};
    }
    return *value;
}

/// Header rows of the databank layout that a case needs, by how they begin.
constexpr std::pair<std::string_view, const char*> databankRows[] = {
    {"Tx LAT", "phi_t"},
    {"Tx LON", "lam_t"},
    {"Rx LAT", "phi_r"},
    {"Rx LON", "lam_r"},
    {"Average annual values dN", "DN"},
    {"Average annual sea-level surface refractivity No", "N0"},
};
/// Columns of its measurements, from 0; the last is what was measured or computed for it.
constexpr std::pair<std::size_t, const char*> databankColumns[] = {
    {0, "f_mhz"}, {1, "htg"}, {3, "hrg"}, {4, "pol"}, {14, "p"}, {17, "Lb_db"}};

struct Databank {
    Json common = Json::object();
    std::vector<Line> measurements;
};

Databank databank(const std::filesystem::path& file, const std::vector<Line>& lines)
{
    Databank out;
    std::vector<std::string> zone_codes;
    Json d = Json::array();
    Json h = Json::array();
    Json clutter = Json::array();
    Json zone = Json::array();
    enum class Part : std::uint8_t { header, points, measurements } part = Part::header;
    for (const Line& line : lines) {
        const std::string& key = line.cells.front();
        if (key == "{Begin of Profile}") {
            part = Part::points;
        } else if (key == "{Begin of Measurements}") {
            part = Part::measurements;
        } else if (key.starts_with("{End of")) {
            part = Part::header;
        } else if (part == Part::points && !key.starts_with("Number of Points")) {
            d.push_back(cell(file, line, 0, "distance, km"));
            h.push_back(cell(file, line, 1, "height, m"));
            clutter.push_back(cell(file, line, 3, "ground cover height, m"));
            zone.push_back(cell(file, line, 4, "radio zone"));
        } else if (part == Part::measurements) {
            out.measurements.push_back(line);
        } else if (part == Part::header) {
            for (const auto& [begins, name] : databankRows) {
                if (key.starts_with(begins) && line.cells.size() > 1 && !line.cells[1].empty()) {
                    out.common[name] = cell(file, line, 1, name);
                }
            }
        }
    }
    out.common["d_km"] = std::move(d);
    out.common["h_m"] = std::move(h);
    out.common["clutter_m"] = std::move(clutter);
    out.common["zone"] = std::move(zone);
    return out;
}

std::vector<ReadCase> databankCases(const std::filesystem::path& file,
                                    const std::vector<Line>& lines)
{
    const Databank data = databank(file, lines);
    std::vector<ReadCase> out;
    for (const Line& line : data.measurements) {
        ReadCase c;
        c.id = out.size() + 1;
        c.values = LossCase{data.common};
        for (const auto& [column, name] : databankColumns) {
            if (column < line.cells.size()) {
                c.values.set(name, line.cells[column]);
            }
        }
        out.push_back(std::move(c));
    }
    if (out.empty()) {
        throw geo::Error{"there is no row between {Begin of Measurements} and its end",
                         "Add a row with frequency, heights, polarisation and time percentage",
                         {.file = file.string()}};
    }
    return out;
}

/// The part of a header that says what a column holds.
bool holds(std::string header, std::string_view word)
{
    for (char& c : header) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return header.find(word) != std::string::npos;
}

ReadCase plainProfile(const std::filesystem::path& file, std::vector<Line> lines)
{
    double to_km = 1;
    std::vector<std::string> header;
    if (!lines.empty() && !number(lines.front().cells.front())) {
        header = lines.front().cells;
        if (holds(header[0], "(m)") || holds(header[0], "_m") || holds(header[0], "metre")) {
            to_km = holds(header[0], "km") ? 1 : 0.001;
        }
        lines.erase(lines.begin());
    }
    if (lines.empty()) {
        throw geo::Error{"there is no profile in the file",
                         "Write one point a line: distance km, height m",
                         {.file = file.string()}};
    }
    const std::size_t columns = lines.front().cells.size();
    Json d = Json::array();
    Json h = Json::array();
    Json clutter = Json::array();
    Json zone = Json::array();
    const std::size_t zone_column =
        columns > 4 ? 4 : 3; // P.452's files name the zone, then code it
    for (const Line& line : lines) {
        d.push_back(cell(file, line, 0, "distance") * to_km);
        h.push_back(cell(file, line, 1, "height, m"));
        if (columns > 2) {
            clutter.push_back(cell(file, line, 2, "clutter height, m"));
        }
        if (columns > 3) {
            zone.push_back(cell(file, line, zone_column, "radio zone"));
        }
    }
    ReadCase c;
    c.id = 1;
    c.values.set("d_km", std::move(d));
    c.values.set("h_m", std::move(h));
    if (!clutter.empty()) {
        c.values.set("clutter_m", std::move(clutter));
    }
    if (!zone.empty()) {
        c.values.set("zone", std::move(zone));
    }
    return c;
}

std::vector<double> numbersOf(const std::filesystem::path& file, const Line& line)
{
    std::vector<double> out;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
        if (!line.cells[i].empty()) {
            out.push_back(cell(file, line, i, "a number"));
        }
    }
    return out;
}

} // namespace

std::vector<double> readNumbers(const std::filesystem::path& file)
{
    std::vector<double> out;
    for (const std::vector<double>& line : readNumberLines(file)) {
        out.insert(out.end(), line.begin(), line.end());
    }
    return out;
}

std::vector<std::vector<double>> readNumberLines(const std::filesystem::path& file)
{
    std::vector<std::vector<double>> out;
    for (const Line& line : linesOf(file)) {
        out.push_back(numbersOf(file, line));
    }
    return out;
}

std::vector<ReadCase> readProfile(const std::filesystem::path& file)
{
    const std::vector<Line> lines = linesOf(file);
    for (const Line& line : lines) {
        if (line.cells.front() == "{Begin of Profile}") {
            return databankCases(file, lines);
        }
    }
    return {plainProfile(file, lines)};
}

} // namespace app::jobs
