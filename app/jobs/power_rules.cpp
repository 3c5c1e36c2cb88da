#include "app/jobs/data_table.h"
#include "app/jobs/power_job.h"

#include <fmt/format.h>

namespace app {

std::vector<planning::AutonomyRule> readRules(const std::filesystem::path& file)
{
    const DataTable table{file, {"id", "applies_to", "hours", "share", "due", "source"}};
    constexpr double mostHours = 24.0 * 365;
    std::vector<planning::AutonomyRule> rules;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string whom = table.text(row, "applies_to");
        if (whom != "sites" && whom != "core_nodes") {
            table.refuse(row, fmt::format("'{}' is nothing a rule applies to", whom),
                         "Write sites or core_nodes");
        }
        rules.push_back({table.text(row, "id"), whom == "core_nodes",
                         table.number(row, "hours", 0, mostHours), table.number(row, "share", 0, 1),
                         table.date(row, "due"), table.text(row, "source")});
        for (std::size_t i = 0; i + 1 < rules.size(); ++i) {
            if (rules[i].id == rules.back().id) {
                table.refuse(row, fmt::format("the rule '{}' stands twice", rules[i].id),
                             "Give each rule an id of its own");
            }
        }
    }
    if (rules.empty()) {
        throw geo::Error{"there is no rule in the file", "Write one rule a row", {file.string()}};
    }
    return rules;
}

} // namespace app
