// The prices the report's figures rest on, each with its range and source.
#include "app/report/content.h"
#include "app/report/words.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace app::report {
namespace {

using Json = nlohmann::json;

struct Price {
    Json item;
    QStringList of; // plan, money, technology, new sites
};

/// Items of one result, in the order they first come.
void add(std::vector<Price>& prices, const Json& items, const QString& of)
{
    if (!items.is_array()) {
        return;
    }
    for (const Json& item : items) {
        if (!item.is_object()) {
            continue;
        }
        // Two sets may price the same thing differently.
        const auto known = std::ranges::find_if(prices, [&](const Price& price) {
            return price.item.value("id", "") == item.value("id", "") &&
                   price.item.value("base", 0.0) == item.value("base", 0.0);
        });
        if (known == prices.end()) {
            prices.push_back({item, {of}});
        } else if (!known->of.contains(of)) {
            known->of << of;
        }
    }
}

Json parsed(const std::string& text)
{
    Json out = Json::parse(text, nullptr, false);
    return out.is_object() ? out : Json::object();
}

} // namespace

void addPrices(Content& content, const document::Document& document,
               const geo::Workspace& workspace)
{
    std::vector<Price> prices;
    if (const document::PlanView* plan = document.plan()) {
        const geo::Rows plans = workspace.read("plans");
        for (const geo::Row& row : plans.rows) {
            if (plans.textAt(row, "plan_id") == plan->id.toStdString()) {
                const Json made = parsed(plans.textAt(row, "parameters").value_or(std::string{}));
                add(prices, made.value("costs", Json::object()).value("items", Json()), tr("plan"));
            }
        }
    }
    for (const geo::ResultsEntry& entry : workspace.results()) {
        if (entry.table == "results_funding_curve" && document.fund() != nullptr) {
            add(prices,
                parsed(entry.parameters).value("costs", Json::object()).value("items", Json()),
                tr("money"));
        } else if (entry.table == "results_technology" && document.technology() != nullptr) {
            add(prices, parsed(entry.parameters).value("items", Json()), tr("technology"));
        } else if (entry.table == "results_candidates" && !document.candidates().empty()) {
            add(prices,
                parsed(entry.parameters).value("costs", Json::object()).value("items", Json()),
                tr("new sites"));
        }
    }
    if (prices.empty()) {
        return;
    }
    TextTable table;
    table.title = tr("Prices the figures rest on");
    table.columns = {{tr("Item"), false, 2.9},   {tr("Low"), true, 0.8},   {tr("Base"), true, 0.8},
                     {tr("High"), true, 0.8},    {tr("Unit"), false, 1.5}, {tr("Year"), true, 0.6},
                     {tr("Source"), false, 2.4}, {tr("For"), false, 1.3}};
    for (const Price& price : prices) {
        const auto number = [&](const char* key) {
            return document::withUnit(price.item.value(key, 0.0), {});
        };
        const auto words = [&](const char* key) {
            return document::qt(price.item.value(key, std::string{}));
        };
        table.rows.push_back({words("id"), number("low"), number("base"), number("high"),
                              words("unit"), QString::number(price.item.value("year", 0)),
                              words("source"), price.of.join(QStringLiteral(", "))});
    }
    table.note = tr("Editions and all other prices: sila costs; your own: sila costs --use.");
    content.tables.push_back(std::move(table));
}

} // namespace app::report
