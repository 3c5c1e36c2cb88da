#include "app/jobs/tornado_tables.h"

#include "app/jobs/thousands.h"

#include <algorithm>
#include <fmt/format.h>

namespace app {

using json = nlohmann::ordered_json;

ResultsTable tornadoTable(const std::string& table, const std::vector<planning::Tornado>& answers,
                          const std::string& plan)
{
    ResultsTable rows{table};
    for (const planning::Tornado& tornado : answers) {
        std::int64_t rank = 0;
        for (const planning::TornadoBar& bar : tornado.bars) {
            std::vector<geo::Value> row{
                tornado.answer, tornado.unit,  ++rank,         bar.about.id,    bar.about.what,
                bar.about.unit, bar.about.low, bar.about.base, bar.about.high,  bar.at_low,
                bar.at_high,    tornado.base,  bar.swing(),    bar.about.source};
            if (!plan.empty()) {
                row.insert(row.begin(), plan);
            }
            rows.add(std::move(row));
        }
    }
    return rows;
}

std::vector<planning::Tornado> all(const std::optional<planning::Tornado>& tornado)
{
    return tornado ? std::vector{*tornado} : std::vector<planning::Tornado>{};
}

json tornadoJson(const std::optional<planning::Tornado>& tornado)
{
    if (!tornado) {
        return nullptr;
    }
    json bars = json::array();
    for (const planning::TornadoBar& bar : tornado->bars) {
        bars.push_back({{"item", bar.about.id},
                        {"what", bar.about.what},
                        {"unit", bar.about.unit},
                        {"low", bar.about.low},
                        {"base", bar.about.base},
                        {"high", bar.about.high},
                        {"answer_at_low", bar.at_low},
                        {"answer_at_high", bar.at_high},
                        {"swing", bar.swing()},
                        {"source", bar.about.source}});
    }
    return {{"answer", tornado->answer},
            {"unit", tornado->unit},
            {"base", tornado->base},
            {"unmoved", tornado->unmoved},
            {"bars", bars}};
}

std::string tornadoText(const planning::Tornado& tornado)
{
    constexpr std::size_t shown = 8;
    std::string out = fmt::format("\nWhat moves the answer most ({}: {} {}):\n", tornado.answer,
                                  thousands(tornado.base), tornado.unit);
    for (std::size_t i = 0; i < std::min(shown, tornado.bars.size()); ++i) {
        const planning::TornadoBar& bar = tornado.bars[i];
        out += fmt::format("  {:<28} {:>8} to {:<8} {:<14} {:>14} to {}\n", bar.about.id,
                           bar.about.low, bar.about.high, bar.about.unit, thousands(bar.at_low),
                           thousands(bar.at_high));
    }
    if (tornado.bars.empty()) {
        out += "  nothing that spans a range does\n";
    }
    return out;
}

} // namespace app
