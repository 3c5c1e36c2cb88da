#include "app/jobs/cost_file.h"

#include "app/jobs/data_table.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace app {
namespace {

using json = nlohmann::ordered_json;
using planning::CostCatalogue;
using planning::CostItem;

constexpr const char* setting = "cost_catalogue";

void put(std::vector<CostItem>& items, CostItem item)
{
    const auto at = std::ranges::find(items, item.id, &CostItem::id);
    if (at != items.end()) {
        *at = std::move(item);
    }
}

json itemJson(const CostItem& item)
{
    return {{"id", item.id},
            {"what", item.what},
            {"unit", item.unit},
            {"low", item.low},
            {"base", item.base},
            {"high", item.high},
            {"currency", item.currency},
            {"year", item.year},
            {"source", item.source},
            {"edition", item.edition}};
}

std::string cell(const std::string& text)
{
    if (text.find_first_of(",\"\n;") == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' ? std::string{"\"\""} : std::string{c};
    }
    return out + "\"";
}

} // namespace

CostCatalogue readCosts(const std::filesystem::path& file)
{
    const DataTable table{file, {"id", "low", "base", "high", "source"}};
    std::vector<CostItem> items = planning::silaCatalogue().items();
    std::set<std::string> priced;
    constexpr double most = 1e12;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const CostItem* known = planning::silaCatalogue().find(table.text(row, "id"));
        if (known == nullptr) {
            table.refuse(row, fmt::format("the planner uses no cost '{}'", table.text(row, "id")),
                         "Take the ids from `sila costs`; leave out what you do not change");
        }
        if (!priced.insert(known->id).second) {
            table.refuse(row, fmt::format("'{}' has two prices in this table", known->id),
                         "Leave one row of it");
        }
        CostItem item = *known;
        const auto word = [&](const char* column, std::string& text) {
            if (const std::string given = table.text(row, column); !given.empty()) {
                text = given;
            }
        };
        word("what", item.what);
        word("source", item.source);
        word("edition", item.edition);
        item.low = table.number(row, "low", 0, most);
        item.base = table.number(row, "base", 0, most);
        item.high = table.number(row, "high", 0, most);
        if (!(item.low <= item.base && item.base <= item.high)) {
            table.refuse(row, fmt::format("low, base and high of '{}' do not ascend", item.id),
                         "Write low at most base, and base at most high");
        }
        for (const char* column : {"unit", "currency"}) {
            const std::string given = table.text(row, column);
            const std::string& ours =
                column == std::string_view{"unit"} ? item.unit : item.currency;
            if (!given.empty() && given != ours) {
                table.refuse(row,
                             fmt::format("'{}' is given in {} '{}', the planner counts in '{}'",
                                         item.id, column, given, ours),
                             "Convert the values");
            }
        }
        if (!table.text(row, "year").empty()) {
            item.year = static_cast<int>(table.number(row, "year", 1900, 2200));
        }
        if (table.text(row, "source").empty()) {
            table.refuse(row, fmt::format("'{}' has no source", item.id), "Say where it is from");
        }
        put(items, std::move(item));
    }
    return CostCatalogue{std::move(items)};
}

CostCatalogue costsOf(const geo::Workspace& workspace)
{
    std::vector<CostItem> items = planning::silaCatalogue().items();
    const auto kept = workspace.setting(setting);
    const json own = kept ? json::parse(*kept, nullptr, false) : json::array();
    if (own.is_discarded() || !own.is_array()) {
        throw geo::Error{"the cost catalogue in the settings cannot be read",
                         "Give it again with sila costs WORKSPACE --use FILE",
                         {workspace.file().filename().string(), "settings"}};
    }
    for (const json& each : own) {
        CostItem item;
        item.id = each.value("id", "");
        item.what = each.value("what", "");
        item.unit = each.value("unit", "");
        item.low = each.value("low", 0.0);
        item.base = each.value("base", 0.0);
        item.high = each.value("high", 0.0);
        item.currency = each.value("currency", "");
        item.year = each.value("year", 0);
        item.source = each.value("source", "");
        item.edition = each.value("edition", "");
        put(items, std::move(item));
    }
    return CostCatalogue{std::move(items)};
}

void storeCosts(geo::Workspace& workspace, const CostCatalogue& costs, const std::string& source)
{
    json own = json::array();
    for (const CostItem& item : costs.items()) {
        const CostItem* ours = planning::silaCatalogue().find(item.id);
        if (ours == nullptr || itemJson(*ours) != itemJson(item)) {
            own.push_back(itemJson(item));
        }
    }
    geo::Workspace::Transaction transaction{workspace};
    workspace.setSetting(setting, own.dump(), "JSON", source);
    transaction.commit();
}

json asJson(const CostCatalogue& costs)
{
    json items = json::array();
    for (const CostItem& item : costs.items()) {
        items.push_back(itemJson(item));
    }
    return {{"costs", items}};
}

std::string asCsv(const CostCatalogue& costs)
{
    std::string out = "id,what,unit,low,base,high,currency,year,source,edition\n";
    for (const CostItem& item : costs.items()) {
        out += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", cell(item.id), cell(item.what),
                           cell(item.unit), item.low, item.base, item.high, cell(item.currency),
                           item.year, cell(item.source), cell(item.edition));
    }
    return out;
}

std::string asText(const CostCatalogue& costs)
{
    std::string out = fmt::format("{:<22} {:>9} {:>9} {:>9}  {:<13} {:<40} {}\n", "id", "low",
                                  "base", "high", "unit", "what", "source");
    for (const CostItem& item : costs.items()) {
        out += fmt::format("{:<22} {:>9} {:>9} {:>9}  {:<13} {:<40} {}\n", item.id, item.low,
                           item.base, item.high, item.unit, item.what, item.source);
    }
    return out;
}

} // namespace app
