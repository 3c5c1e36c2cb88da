#include "bench/instances/more_room.h"

#include <algorithm>
#include <fmt/format.h>

using namespace planning::restoration;

std::vector<std::pair<std::string, Instance>> withMoreRoom(const Instance& instance)
{
    std::vector<std::pair<std::string, Instance>> out;
    const auto add = [&](const std::string& name, const auto& change) {
        Instance more = instance;
        change(more);
        out.emplace_back(name, std::move(more));
    };
    const auto times = [](Resource& resource, double factor) {
        for (double& amount : resource.supply) {
            amount *= factor;
        }
    };
    add("one unit more", [](Instance& in) {
        for (Resource& resource : in.resources) {
            resource.supply[0] += 1;
        }
    });
    for (const double factor : {1.01, 1.05, 1.1}) {
        add(fmt::format("{:g} times all", factor), [&](Instance& in) {
            for (Resource& resource : in.resources) {
                times(resource, factor);
            }
        });
    }
    for (std::size_t k = 0; k < instance.resources.size() && instance.resources.size() > 1; ++k) {
        add(fmt::format("1.05 times {}", instance.resources[k].name),
            [&](Instance& in) { times(in.resources[k], 1.05); });
    }
    if (std::ranges::any_of(instance.parts, [](const Part& p) { return !p.windows.empty(); })) {
        add("windows a period longer", [](Instance& in) {
            for (Part& part : in.parts) {
                for (auto& [from, to] : part.windows) {
                    from = std::max(from - 1, 0);
                    to = std::min(to + 1, in.periods - 1);
                }
            }
        });
        add("no windows", [](Instance& in) {
            for (Part& part : in.parts) {
                part.windows.clear();
            }
        });
    }
    if (std::ranges::any_of(instance.parts, [](const Part& p) { return p.earliest > 0; })) {
        add("a period earlier", [](Instance& in) {
            for (Part& part : in.parts) {
                part.earliest = std::max(part.earliest - 1, 0);
            }
        });
    }
    return out;
}
