#pragma once
// Cells of one column of ours, read row by row, with the habits of the whole column in mind.
#include "geo/import/match.h"
#include "geo/import/numbers.h"
#include "geo/import/outcome.h"
#include "geo/import/pattern.h"

#include <map>
#include <optional>
#include <string>
#include <variant>

namespace geo {

class ValueReader {
public:
    /// `use` must outlive the reader. `known` is the table the rows go to.
    ValueReader(const SourceTable& source, const Table& table, const ColumnUse& use,
                const Mapping& mapping);

    /// Nothing when the cell is empty; a fault when it cannot be used.
    std::variant<Value, RowFault> read(std::size_t row);

    const ColumnUse& use() const { return use_; }
    ColumnReport report() const;
    /// What was assumed about the column.
    std::vector<std::string> notes() const;

private:
    std::variant<Value, RowFault> readCell(std::string_view cell);
    std::variant<Value, RowFault> readNumber(std::string_view cell);
    std::variant<Value, RowFault> readWord(std::string_view cell);
    std::variant<Value, RowFault> readWhen(std::string_view cell);
    std::variant<Value, RowFault> readFlag(std::string_view cell);
    std::variant<Value, RowFault> fittedTo(const Value& value, std::string_view cell) const;
    std::optional<std::string> picked(std::string_view names, std::size_t row) const;
    RowFault fault(const std::string& code, std::string_view cell, const std::string& reason,
                   const std::string& fix) const;
    void guessUnit(const std::vector<std::string_view>& cells);
    std::string words() const;

    const SourceTable& source_;
    const Table& table_;
    const ColumnUse& use_;
    Column lenient_; // the column, an empty value allowed
    Pattern pattern_;
    std::optional<std::size_t> country_;
    const std::map<std::string, std::string>* told_words_ = nullptr;
    char decimal_ = '.';
    bool decimal_sure_ = true;
    DateReading dates_;
    std::optional<Unit> own_, from_;
    std::string unit_why_;
    bool is_id_ = false;
    std::int64_t filled_ = 0, defaults_ = 0, trimmed_ids_ = 0, lost_letters_ = 0, years_ = 0;
    std::map<std::string, std::int64_t> replaced_; // "LTE → 4G"
    std::map<std::string, std::int64_t> cell_units_;
};

} // namespace geo
