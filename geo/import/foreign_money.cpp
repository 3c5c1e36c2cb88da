#include "geo/import/foreign_money.h"

#include "geo/import/aliases.h"
#include "geo/import/normalise.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace geo {
namespace {

constexpr std::string_view costColumn = "cost_usd";

/// "EUR" for " eur "; "USD" for the ways dollars are written.
std::string codeOf(std::string_view cell)
{
    std::string code;
    for (const char letter : cell) {
        if (std::isspace(static_cast<unsigned char>(letter)) == 0) {
            code += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
        }
    }
    return code == "$" || code == "US$" || code == "USDOLLAR" || code == "USDOLLARS" ? "USD" : code;
}

} // namespace

ForeignMoney::ForeignMoney(const SourceTable& source, const Table& table, const Match& match)
    : source_{source}, cost_{match.find(costColumn)}
{
    if (cost_ == nullptr || table.column("currency") != nullptr) {
        return;
    }
    for (const std::size_t c : match.unused) {
        if (aliasRank(table.name, "currency", normalised(source.columns[c]))) {
            currency_ = c;
            return;
        }
    }
}

std::optional<RowFault> ForeignMoney::fault(std::size_t row)
{
    if (!currency_ || isNullWord(source_.cell(row, *currency_))) {
        return std::nullopt;
    }
    const std::string code = codeOf(source_.cell(row, *currency_));
    const std::string& field = source_.columns[*currency_];
    if (!cost_->rule.factor) {
        if (code == "USD") {
            return std::nullopt;
        }
        const std::string column =
            cost_->from.empty() ? std::string{costColumn} : source_.columns[cost_->from.front()];
        return RowFault{"other_currency", field, code,
                        fmt::format("its cost is in {}, and no rate to US dollars is given", code),
                        fmt::format("Give the rate in a mapping: cost_usd = {{column = \"{}\", "
                                    "factor = 1.08}}, one file for each currency",
                                    column)};
    }
    if (of_factor_.empty() && code != "USD") {
        of_factor_ = code;
    }
    if (code == of_factor_) {
        return std::nullopt;
    }
    return RowFault{"other_currency", field, code,
                    fmt::format("its cost is in {}, but the mapping's factor is for {}", code,
                                of_factor_.empty() ? "another currency" : of_factor_),
                    "Import each currency from a file of its own"};
}

} // namespace geo
