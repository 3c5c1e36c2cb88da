#include "app/document/tornado_view.h"

#include "app/document/sentences.h"
#include "app/document/words.h"

#include <algorithm>
#include <cmath>

namespace app::document {

std::vector<TornadoView> loadTornadoes(const geo::Workspace& workspace, const std::string& table,
                                       const std::string& plan)
{
    std::vector<TornadoView> out;
    if (!workspace.hasTable(table)) {
        return out;
    }
    const geo::Rows rows = workspace.read(table);
    for (const geo::Row& row : rows.rows) {
        const auto words = [&](const char* column) {
            return rows.textAt(row, column).value_or(std::string{});
        };
        const auto number = [&](const char* column) {
            return rows.numberAt(row, column).value_or(0);
        };
        if (!plan.empty() && words("plan_id") != plan) {
            continue;
        }
        const QString answer = inLanguage(qt(words("answer")));
        auto view = std::ranges::find(out, answer, &TornadoView::answer);
        if (view == out.end()) {
            out.push_back(
                {answer, inLanguage(qt(words("answer_unit"))), number("answer_at_base"), {}});
            view = std::prev(out.end());
        }
        view->rows.push_back({qt(words("item")), inLanguage(qt(words("what"))), qt(words("unit")),
                              number("low"), number("base"), number("high"),
                              number("answer_at_low"), number("answer_at_high")});
    }
    for (TornadoView& view : out) {
        std::ranges::stable_sort(view.rows, std::greater{}, [](const TornadoRow& row) {
            return std::abs(row.at_high - row.at_low);
        });
    }
    return out;
}

} // namespace app::document
