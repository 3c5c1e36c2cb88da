#include "planning/coverage/antenna_file.h"

#include "geo/error.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <vector>

namespace planning {
namespace {

constexpr double dipoleGain_dbi = 2.15;
constexpr double widestStep_deg = 15; // cuts with larger holes are not filled in
constexpr double fewestValues = 24;   // of a cut: every 15 degrees

struct Line {
    std::int64_t number = 0;
    std::vector<std::string_view> words;
};

[[noreturn]] void refuse(const std::string& file, std::int64_t line, const std::string& happened)
{
    geo::Place place{file};
    if (line > 0) {
        place.feature = line;
    }
    throw geo::Error{happened,
                     "Give an MSI/Planet file (HORIZONTAL 360, VERTICAL 360) or a Radio Mobile "
                     ".ant file with 360, 541 or 720 values",
                     place};
}

std::vector<Line> linesOf(std::string_view text)
{
    std::vector<Line> lines;
    std::int64_t number = 0;
    while (!text.empty()) {
        ++number;
        const std::size_t end = text.find_first_of("\r\n");
        std::string_view line = text.substr(0, end);
        if (end == std::string_view::npos) {
            text = {};
        } else {
            const bool both = text.substr(end, 2) == "\r\n";
            text.remove_prefix(end + (both ? 2 : 1));
        }
        Line parts{number, {}};
        const auto isGap = [](char c) { return c == ' ' || c == '\t' || c == ';' || c == '\0'; };
        while (!line.empty()) {
            const auto begin = std::find_if_not(line.begin(), line.end(), isGap);
            const auto stop = std::find_if(begin, line.end(), isGap);
            if (begin != stop) {
                parts.words.emplace_back(&*begin, static_cast<std::size_t>(stop - begin));
            }
            line.remove_prefix(static_cast<std::size_t>(stop - line.begin()));
        }
        if (!parts.words.empty()) {
            lines.push_back(std::move(parts));
        }
    }
    return lines;
}

/// A number with a decimal point or a decimal comma.
std::optional<double> number(std::string_view word)
{
    std::string plain{word};
    if (std::count(plain.begin(), plain.end(), ',') == 1 && plain.find('.') == std::string::npos) {
        std::replace(plain.begin(), plain.end(), ',', '.');
    }
    if (!plain.empty() && plain.front() == '+') {
        plain.erase(plain.begin());
    }
    double value = 0;
    const auto [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (fault != std::errc{} || end != plain.data() + plain.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

/// Two numbers of a line, apart by a gap or by a comma alone.
std::pair<std::optional<double>, std::optional<double>> pairIn(const Line& line)
{
    if (line.words.size() > 1) {
        std::string_view first = line.words[0];
        if (first.ends_with(',')) {
            first.remove_suffix(1);
        }
        return {number(first), number(line.words[1])};
    }
    const std::string_view both = line.words[0];
    const std::size_t comma = both.find(',');
    if (comma == std::string_view::npos) {
        return {number(both), std::nullopt};
    }
    return {number(both.substr(0, comma)), number(both.substr(comma + 1))};
}

/// A number that its unit may follow at once: "15.5dBi".
std::pair<std::optional<double>, std::string_view> withUnit(std::string_view word)
{
    const std::size_t end = word.find_first_not_of("+-0123456789.,eE");
    return {number(word.substr(0, end)),
            end == std::string_view::npos ? std::string_view{} : word.substr(end)};
}

std::string upper(std::string_view word)
{
    std::string out{word};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}

/// Fills a cut from the angles given.
std::array<float, 360> cutFrom(const std::map<double, double>& given, const std::string& file,
                               const std::string& which)
{
    std::array<float, 360> cut{};
    for (std::size_t i = 0; i < cut.size(); ++i) {
        const auto angle = static_cast<double>(i);
        auto after = given.lower_bound(angle);
        const auto before = after != given.end() && after->first == angle ? after
                            : after == given.begin()                      ? std::prev(given.end())
                                                                          : std::prev(after);
        if (after == given.end()) {
            after = given.begin();
        }
        const double from = before->first > angle ? before->first - 360 : before->first;
        const double to = after->first < angle ? after->first + 360 : after->first;
        if (to - from > widestStep_deg) {
            refuse(file, 0,
                   fmt::format("the {} cut of the antenna has no values between {} and {} degrees",
                               which, before->first, after->first));
        }
        const double part = to > from ? (angle - from) / (to - from) : 0;
        cut[i] = static_cast<float>(before->second + part * (after->second - before->second));
    }
    return cut;
}

class PlanetReader {
public:
    PlanetReader(const std::vector<Line>& lines, const std::string& file)
        : lines_{lines}, file_{file}
    {
    }

    AntennaPattern read()
    {
        AntennaPattern pattern;
        bool horizontal = false;
        bool vertical = false;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const Line& line = lines_[i];
            const std::string key = upper(line.words.front());
            const std::optional<double> value =
                line.words.size() > 1 ? number(line.words[1]) : std::nullopt;
            if (key == "NAME" && line.words.size() > 1) {
                pattern.name = joined(line);
            } else if (key == "FREQUENCY" && value) {
                pattern.frequency_mhz = value;
            } else if (key == "GAIN" && line.words.size() > 1) {
                const auto [gain, joinedUnit] = withUnit(line.words[1]);
                const std::string_view unit =
                    joinedUnit.empty() && line.words.size() > 2 ? line.words[2] : joinedUnit;
                if (gain) {
                    pattern.gain_dbi = *gain + (upper(unit) == "DBI" ? 0 : dipoleGain_dbi);
                }
            } else if ((key == "TILT" || key == "ELECTRICAL_TILT") && value) {
                pattern.electrical_tilt_deg = value;
            } else if (key == "HORIZONTAL") {
                pattern.horizontal_db = readCut(i, "horizontal");
                horizontal = true;
            } else if (key == "VERTICAL") {
                pattern.vertical_db = readCut(i, "vertical");
                vertical = true;
            }
        }
        if (!horizontal || !vertical) {
            refuse(
                file_, 0,
                fmt::format("the antenna has no {} cut", horizontal ? "vertical" : "horizontal"));
        }
        return pattern;
    }

private:
    /// All words behind the first, a blank between them.
    static std::string joined(const Line& line)
    {
        std::string out;
        for (std::size_t i = 1; i < line.words.size(); ++i) {
            out += (i > 1 ? " " : "") + std::string{line.words[i]};
        }
        return out;
    }

    std::array<float, 360> readCut(std::size_t& at, const std::string& which)
    {
        const Line& head = lines_[at];
        const std::optional<double> count =
            head.words.size() > 1 ? number(head.words[1]) : std::optional<double>{360};
        if (!count || *count > 36000) {
            refuse(file_, head.number,
                   fmt::format("the {} cut says it has '{}' values", which, head.words.back()));
        }
        if (*count < fewestValues) {
            refuse(file_, head.number,
                   fmt::format("the {} cut of the antenna has only {:g} values", which, *count));
        }
        std::map<double, double> given;
        const auto wanted = static_cast<std::size_t>(*count);
        std::size_t got = 0;
        for (; got < wanted && at + 1 < lines_.size(); ++got) {
            const Line& line = lines_[at + 1];
            const auto [angle, value] = pairIn(line);
            if (!angle || !value) {
                break;
            }
            if (*angle < -360 || *angle > 360 || *value < -200 || *value > 200) {
                refuse(file_, line.number,
                       fmt::format("angle {} with {} dB is not an antenna's", *angle, *value));
            }
            given[*angle - 360 * std::floor(*angle / 360)] = *value;
            ++at;
        }
        if (got < wanted) {
            refuse(file_, lines_[at].number,
                   fmt::format("the {} cut of the antenna has {} values and says it has {}", which,
                               got, wanted));
        }
        return cutFrom(given, file_, which);
    }

    const std::vector<Line>& lines_;
    const std::string& file_;
};

/// Makes the strongest direction of both cuts 0 dB.
void refer(AntennaPattern& pattern)
{
    const float least =
        std::min(*std::min_element(pattern.horizontal_db.begin(), pattern.horizontal_db.end()),
                 *std::min_element(pattern.vertical_db.begin(), pattern.vertical_db.end()));
    for (auto* cut : {&pattern.horizontal_db, &pattern.vertical_db}) {
        for (float& value : *cut) {
            value -= least;
        }
    }
}

AntennaPattern readRadioMobile(const std::vector<Line>& lines, const std::string& file)
{
    std::vector<double> values;
    for (const Line& line : lines) {
        for (const std::string_view word : line.words) {
            const auto value = number(word);
            if (!value || *value < -200 || *value > 200) {
                refuse(file, line.number, fmt::format("'{}' is not a gain in dB", word));
            }
            values.push_back(*value);
        }
    }
    constexpr std::size_t circle = 360;
    const std::size_t vertical = values.size() < circle ? 0 : values.size() - circle;
    if (values.size() < circle ||
        (vertical != 0 && vertical != 180 && vertical != 181 && vertical != circle)) {
        refuse(file, 0,
               fmt::format("the antenna has {} values; 360, 541 or 720 are needed", values.size()));
    }
    // The format's values are gains under the maximum; some programs write them as losses.
    const bool losses = std::all_of(values.begin(), values.end(), [](double v) { return v >= 0; });
    const double sign = losses ? 1 : -1;
    AntennaPattern pattern;
    for (std::size_t i = 0; i < circle; ++i) {
        pattern.horizontal_db[i] = static_cast<float>(sign * values[i]);
    }
    if (vertical == 0) { // no vertical cut: as strong above and below as at the horizon
        for (std::size_t i = 0; i < circle; ++i) {
            const bool front = i <= 90 || i >= 270;
            pattern.vertical_db[i] = pattern.horizontal_db[front ? 0 : 180];
        }
    } else {
        // Value k is at k - 90 degrees below the horizon; what lies behind mirrors the front when
        // only the front half is given.
        for (std::size_t i = 0; i < circle; ++i) {
            std::size_t k = (i + 90) % circle;
            if (vertical < circle && k > 180) {
                k = circle - k;
            }
            k = std::min(k, vertical - 1);
            pattern.vertical_db[i] = static_cast<float>(sign * values[circle + k]);
        }
        if (vertical < circle) { // the back is as much weaker as the horizontal cut says
            const float weaker = pattern.horizontal_db[180] - pattern.horizontal_db[0];
            for (std::size_t i = 91; i < 270; ++i) {
                pattern.vertical_db[i] += weaker;
            }
        }
    }
    refer(pattern);
    return pattern;
}

} // namespace

AntennaPattern parseAntenna(std::string_view text, const std::string& file)
{
    if (text.substr(0, 3) == "\xEF\xBB\xBF") {
        text.remove_prefix(3);
    }
    const std::vector<Line> lines = linesOf(text);
    if (lines.empty()) {
        refuse(file, 0, "the antenna file is empty");
    }
    const bool planet = std::any_of(lines.begin(), lines.end(), [](const Line& line) {
        const std::string key = upper(line.words.front());
        return key == "HORIZONTAL" || key == "VERTICAL";
    });
    if (!planet) {
        return readRadioMobile(lines, file);
    }
    AntennaPattern pattern = PlanetReader{lines, file}.read();
    const auto gains = [](const std::array<float, 360>& cut) {
        return std::all_of(cut.begin(), cut.end(), [](float v) { return v <= 0; });
    };
    if (gains(pattern.horizontal_db) && gains(pattern.vertical_db)) {
        for (auto* cut : {&pattern.horizontal_db, &pattern.vertical_db}) {
            for (float& value : *cut) {
                value = -value;
            }
        }
    }
    refer(pattern);
    return pattern;
}

} // namespace planning
