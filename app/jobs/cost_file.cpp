#include "app/jobs/cost_file.h"

#include "app/jobs/data_table.h"

#include <algorithm>
#include <fmt/format.h>

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

/// Reads one row after the other; what a row cannot be used for is thrown.
class PriceReader {
public:
    PriceReader(const std::filesystem::path& file, const planning::ExchangeRates& rates)
        : table_{file, {"id", "low", "base", "high", "source"}}, rates_{rates}
    {
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            ++times_[table_.text(row, "id")];
        }
    }
    std::size_t rows() const { return table_.rows(); }

    CostItem read(std::size_t row) const
    {
        const std::string id = table_.text(row, "id");
        const CostItem* known = planning::silaCatalogue().find(id);
        if (known == nullptr) {
            table_.refuse(row, fmt::format("the planner uses no cost '{}'", id),
                          "Take the ids from `sila costs`; leave out what you do not change");
        }
        if (times_.at(id) > 1) {
            table_.refuse(row,
                          fmt::format("'{}' has {} prices in this table; none of them is taken", id,
                                      times_.at(id) == 2 ? "two" : std::to_string(times_.at(id))),
                          "Leave one row of it");
        }
        CostItem item = *known;
        word(row, "what", item.what);
        word(row, "source", item.source);
        word(row, "edition", item.edition);
        constexpr double most = 1e12;
        item.low = table_.number(row, "low", 0, most);
        item.base = table_.number(row, "base", 0, most);
        item.high = table_.number(row, "high", 0, most);
        if (!(item.low <= item.base && item.base <= item.high)) {
            table_.refuse(row, fmt::format("low, base and high of '{}' do not ascend", item.id),
                          "Write low at most base, and base at most high");
        }
        constexpr double mostShare = 2; // mending may cost more than the thing, not forty times
        if (item.unit.starts_with("share") && item.high > mostShare) {
            table_.refuse(row,
                          fmt::format("'{}' is a share of 1, and {:g} would be {:.0f} %", item.id,
                                      item.high, 100 * item.high),
                          "Write 0.4 for 40 %");
        }
        exchange(row, item);
        std::string unit = table_.text(row, "unit");
        if (const std::string given = table_.text(row, "currency");
            !given.empty() && unit.starts_with(given)) {
            unit.replace(0, given.size(), item.currency); // EUR/m, already exchanged
        }
        if (!unit.empty() && unit != item.unit) {
            table_.refuse(row,
                          fmt::format("'{}' is given in unit '{}', the planner counts in '{}'",
                                      item.id, unit, item.unit),
                          "Convert the values");
        }
        if (!table_.text(row, "year").empty()) {
            item.year = static_cast<int>(table_.number(row, "year", 1900, 2200));
        }
        if (table_.text(row, "source").empty()) {
            table_.refuse(row, fmt::format("'{}' has no source", item.id), "Say where it is from");
        }
        return item;
    }

private:
    void word(std::size_t row, const char* column, std::string& text) const
    {
        if (const std::string given = table_.text(row, column); !given.empty()) {
            text = given;
        }
    }

    /// Into the catalogue's currency.
    void exchange(std::size_t row, CostItem& item) const
    {
        const std::string given = table_.text(row, "currency");
        if (given.empty() || given == item.currency) {
            return;
        }
        if (item.currency.empty()) {
            table_.refuse(row, fmt::format("'{}' is given in {}, but is no money", item.id, given),
                          "Leave its currency empty");
        }
        const auto rate = planning::inUsd(1, given, rates_);
        if (!rate) {
            table_.refuse(row,
                          fmt::format("'{}' is given in {}, for which there is no exchange rate",
                                      item.id, given),
                          fmt::format("Give one: --exchange {}=1.08@2026-11-01", given));
        }
        item.low *= *rate;
        item.base *= *rate;
        item.high *= *rate;
        const auto& known = rates_.at(given);
        item.edition += fmt::format("{}from {} at {}{}", item.edition.empty() ? "" : "; ", given,
                                    *rate, known.as_of ? " of " + geo::text(*known.as_of) : "");
    }

    DataTable table_;
    const planning::ExchangeRates& rates_;
    std::map<std::string, int> times_; // an id stands in the table
};

/// The items the workspace's settings hold, one after the other.
json keptCosts(const geo::Workspace& workspace)
{
    const auto kept = workspace.setting(setting);
    json own = kept ? json::parse(*kept, nullptr, false) : json::array();
    const bool sound = !own.is_discarded() && own.is_array() &&
                       std::ranges::all_of(own, [](const json& each) { return each.is_object(); });
    if (!sound) {
        throw geo::Error{"the cost catalogue in the settings cannot be read",
                         "Give it again with sila costs WORKSPACE --use FILE",
                         {workspace.file().filename().string(), "settings"}};
    }
    return own;
}

} // namespace

PriceTable readCosts(const std::filesystem::path& file, const planning::ExchangeRates& rates)
{
    const PriceReader reader{file, rates};
    PriceTable out;
    std::vector<CostItem> items = planning::silaCatalogue().items();
    std::optional<geo::Error> first;
    for (std::size_t row = 0; row < reader.rows(); ++row) {
        try {
            put(items, reader.read(row));
            ++out.taken;
        } catch (const geo::Error& error) {
            first = first ? first : std::optional{error};
            out.set_aside.push_back({.severity = geo::Severity::warning,
                                     .what = error.happened(),
                                     .fix = error.advice(),
                                     .place = error.place()});
        }
    }
    if (out.taken == 0 && first && out.set_aside.size() == 1) {
        throw geo::Error{*first};
    }
    if (out.taken == 0 && first) { // all of them named, as where some rows are taken
        std::string all = fmt::format("none of its {} rows can be taken", reader.rows());
        for (const geo::Problem& problem : out.set_aside) {
            all += fmt::format("; row {}: {}", problem.place.feature.value_or(0), problem.what);
        }
        throw geo::Error{all, first->advice(), {.file = first->place().file}};
    }
    out.costs = CostCatalogue{std::move(items)};
    return out;
}

std::map<std::string, std::vector<double>> pricedTwice(const geo::Workspace& workspace)
{
    std::map<std::string, std::vector<double>> prices;
    for (const json& each : keptCosts(workspace)) {
        prices[each.value("id", "")].push_back(each.value("base", 0.0));
    }
    std::erase_if(prices, [](const auto& item) { return item.second.size() < 2; });
    return prices;
}

CostCatalogue costsOf(const geo::Workspace& workspace)
{
    std::vector<CostItem> items = planning::silaCatalogue().items();
    for (const json& each : keptCosts(workspace)) {
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

json asJson(const CostCatalogue& costs, const geo::Problems& setAside)
{
    json items = json::array();
    for (const CostItem& item : costs.items()) {
        items.push_back(itemJson(item));
    }
    json problems = json::array();
    for (const geo::Problem& problem : setAside) {
        problems.push_back(
            {{"what", problem.what}, {"fix", problem.fix}, {"place", geo::text(problem.place)}});
    }
    return {{"costs", items}, {"set_aside", problems}};
}

std::string asCsv(const CostCatalogue& costs)
{
    std::string out = "id,what,unit,low,base,high,currency,year,source,edition\n";
    for (const CostItem& item : costs.items()) {
        out += fmt::format("{},{},{},{:.10g},{:.10g},{:.10g},{},{},{},{}\n", cell(item.id),
                           cell(item.what), cell(item.unit), item.low, item.base, item.high,
                           cell(item.currency), item.year, cell(item.source), cell(item.edition));
    }
    return out;
}

std::string asText(const CostCatalogue& costs, const geo::Problems& setAside)
{
    std::string out = fmt::format("{:<28} {:>9} {:>9} {:>9}  {:<13} {:<50} {}\n", "id", "low",
                                  "base", "high", "unit", "what", "source");
    for (const CostItem& item : costs.items()) {
        out += fmt::format("{:<28} {:>9.10g} {:>9.10g} {:>9.10g}  {:<13} {:<50} {}\n", item.id,
                           item.low, item.base, item.high, item.unit, item.what, item.source);
    }
    for (const geo::Problem& problem : setAside) {
        out += fmt::format("Set aside, {}: {}. {}\n", geo::text(problem.place), problem.what,
                           problem.fix);
    }
    return out;
}

} // namespace app
