#include "app/jobs/loss.h"

#include "app/jobs/csv_cells.h"

#include <cmath>
#include <fmt/format.h>
#include <fstream>

namespace app::jobs {
namespace {

using Json = nlohmann::ordered_json;
using Use = std::function<void(const ReadCase&)>;

bool blank(std::string_view line)
{
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

void withId(ReadCase& c, std::int64_t otherwise)
{
    c.id = c.values.id();
    if (c.id.is_null()) {
        c.id = otherwise;
    }
}

/// JSON has no NaN or Infinity, but programs write them: as text they are told by their key.
std::string quoteNotNumbers(const std::string& line)
{
    std::string out;
    bool inside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && (i == 0 || line[i - 1] != '\\')) {
            inside = !inside;
        }
        bool replaced = false;
        if (!inside) {
            for (const std::string_view token : {"NaN", "-Infinity", "Infinity"}) {
                if (line.compare(i, token.size(), token) == 0) {
                    out += fmt::format("\"{}\"", token);
                    i += token.size() - 1;
                    replaced = true;
                    break;
                }
            }
        }
        if (!replaced) {
            out += c;
        }
    }
    return out;
}

void jsonLine(const std::string& line, std::int64_t number, std::int64_t row,
              const std::filesystem::path& folder, const Use& use)
{
    ReadCase c;
    c.id = number;
    Json values = Json::parse(line, nullptr, false);
    if (values.is_discarded()) {
        values = Json::parse(quoteNotNumbers(line), nullptr, false);
    }
    if (values.is_object()) {
        c.values = LossCase{values};
        c.values.setPlace(folder, row);
        withId(c, number);
    } else {
        c.fault = fmt::format("line {} is not a JSON object. Write one case a line, {{\"id\": …, "
                              "\"f_ghz\": …}}",
                              number);
    }
    use(c);
}

/// A cell that is all digits is a number, as an id of JSON would be.
Json idCell(const std::string& text)
{
    const Json number = Json::parse(text, nullptr, false);
    return number.is_number() ? number : Json(text);
}

/// A second header row, as validation workbooks have it: "(GHz),(hPa)".
bool unitsRow(const std::string& line)
{
    bool any = false;
    for (const std::string& cell : csvCells(line)) {
        if (!cell.empty() && cell.find('(') == std::string::npos) {
            return false;
        }
        any = any || !cell.empty();
    }
    return any;
}

void csvRow(const std::vector<std::string>& header, const std::string& line, std::int64_t row,
            const std::filesystem::path& folder, const Use& use)
{
    const std::vector<std::string> cells = csvCells(line);
    ReadCase c;
    c.values.setPlace(folder, row);
    for (std::size_t i = 0; i < std::min(header.size(), cells.size()); ++i) {
        c.values.set(header[i], cells[i]);
    }
    withId(c, row);
    if (c.id.is_string()) {
        c.id = idCell(c.id.get<std::string>());
    }
    if (cells.size() != header.size()) {
        c.fault =
            fmt::format("row {} has {} cells, the header {}. Put lists in one cell, separated "
                        "by semicolons",
                        row, cells.size(), header.size());
    }
    use(c);
}

/// A whole file that is one JSON list of cases.
void jsonList(const std::filesystem::path& file, const Use& use)
{
    std::ifstream in{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const Json list = Json::parse(quoteNotNumbers(text), nullptr, false);
    if (!list.is_array()) {
        throw geo::Error{"the file begins as a JSON list but is none",
                         "Write one JSON object a line, or one list of objects",
                         {.file = file.string()}};
    }
    std::int64_t row = 0;
    for (const Json& values : list) {
        ++row;
        jsonLine(values.dump(), row, row, file.parent_path(), use);
    }
}

} // namespace

void readCases(const std::filesystem::path& file, const Use& use)
{
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        throw geo::Error{"the file cannot be read",
                         "Check the path and its permissions",
                         {.file = file.string()}};
    }
    std::string line;
    std::int64_t number = 0;
    std::int64_t row = 0;
    std::vector<std::string> header;
    bool first = true;
    bool json = false;
    while (std::getline(in, line)) {
        ++number;
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) {
            line.erase(0, 3);
        }
        if (blank(line) || (!json && line.starts_with('#'))) {
            continue;
        }
        if (first) {
            first = false;
            const char begins = line[line.find_first_not_of(" \t")];
            if (begins == '[') {
                jsonList(file, use);
                return;
            }
            json = begins == '{';
            if (!json) {
                header = csvCells(line);
                continue;
            }
        }
        if (!json && row == 0 && unitsRow(line)) {
            continue;
        }
        if (json) {
            jsonLine(line, number, ++row, file.parent_path(), use);
        } else {
            csvRow(header, line, ++row, file.parent_path(), use);
        }
    }
    if (in.bad()) {
        throw geo::Error{"reading stopped half-way", "Check the disk", {.file = file.string()}};
    }
    if (first || (!json && row == 0)) {
        throw geo::Error{first ? "there is no case in the file"
                               : "there is no case below the header of the file",
                         "Write one JSON object a line, or a CSV with a header",
                         {.file = file.string()}};
    }
}

Json answerCase(const LossModel& model, const ReadCase& c, bool parts)
{
    Json out = Json::object();
    out["id"] = c.id;
    if (!c.fault.empty()) {
        out["error"] = c.fault;
        return out;
    }
    try {
        LossAnswer answer = model.run(c.values, parts);
        for (const auto& [key, value] : answer.values.items()) {
            if (value.is_number_float() && !std::isfinite(value.get<double>())) {
                throw geo::Error{fmt::format("the model has no finite {} for this case", key),
                                 "Check the values against the model's range"};
            }
            out[key] = value;
        }
        if (!answer.outside_range.empty()) {
            out["outside_range"] = answer.outside_range;
        }
    } catch (const std::exception& fault) {
        out = Json::object();
        out["id"] = c.id;
        out["error"] = fault.what();
    }
    return out;
}

} // namespace app::jobs
