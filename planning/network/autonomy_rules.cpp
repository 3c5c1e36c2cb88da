#include "planning/network/autonomy_rules.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace planning {

const std::vector<AutonomyRule>& ukraineRules2024()
{
    using namespace std::chrono;
    static const std::string source = "NCU order, July 2024";
    static const std::vector<AutonomyRule> rules{
        {"UA-72h-core", true, 72, 1.00, sys_days{2024y / September / 1}, source},
        {"UA-10h-60", false, 10, 0.60, sys_days{2024y / October / 1}, source},
        {"UA-10h-70", false, 10, 0.70, sys_days{2024y / November / 1}, source},
        {"UA-10h-80", false, 10, 0.80, sys_days{2024y / December / 1}, source},
        {"UA-72h-25", false, 72, 0.25, sys_days{2024y / December / 1}, source},
        {"UA-10h-100", false, 10, 1.00, sys_days{2025y / February / 1}, source},
    };
    return rules;
}

std::vector<Compliance> compliance(const Scenario& scenario, const std::vector<AutonomyRule>& rules,
                                   geo::Date on)
{
    std::vector<Compliance> rows;
    for (const AutonomyRule& rule : rules) {
        std::map<std::string, std::vector<MaybeNumber>> areas;
        if (rule.core_nodes) {
            for (const Node& node : scenario.nodes) {
                if (node.kind == NodeKind::core) {
                    areas[node.area_code].push_back(fullAutonomy_h(node.power));
                }
            }
        } else {
            for (const Site& site : scenario.sites) {
                areas[site.area_code].push_back(fullAutonomy_h(site.power));
            }
        }
        for (const auto& [code, places] : areas) {
            Compliance row{rule.id,        code, places.size(), 0, 0, 0, Service::unknown,
                           rule.due <= on, 0};
            std::vector<double> missing;
            for (const MaybeNumber& hours : places) {
                if (!hours) {
                    ++row.unknown;
                } else if (*hours >= rule.hours) {
                    ++row.kept;
                } else {
                    missing.push_back(rule.hours - *hours);
                }
            }
            // A share of places is rounded up: 60 % of 7 sites are 5. The margin is for 0.6 × 5.
            row.required = static_cast<std::size_t>(
                std::ceil(rule.share * static_cast<double>(row.total) - 1e-9));
            row.met = row.kept >= row.required                ? Service::on
                      : row.kept + row.unknown < row.required ? Service::off
                                                              : Service::unknown;
            std::ranges::sort(missing);
            const std::size_t short_by = row.required > row.kept ? row.required - row.kept : 0;
            for (std::size_t i = 0; i < std::min(short_by, missing.size()); ++i) {
                row.missing_h += missing[i];
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

} // namespace planning
