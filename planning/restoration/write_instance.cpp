#include "planning/restoration/instance_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace planning::restoration {
namespace {

using nlohmann::json;

json idsOf(const Instance& instance, const std::vector<std::uint32_t>& parts)
{
    json out = json::array();
    for (const std::uint32_t p : parts) {
        out.push_back(instance.parts[p].id);
    }
    return out;
}

nlohmann::ordered_json partJson(const Instance& instance, const Part& part)
{
    nlohmann::ordered_json out{{"id", part.id}, {"network", instance.networks[part.network].name}};
    if (part.isEdge()) {
        out["ends"] = {instance.parts[part.end_a].id, instance.parts[part.end_b].id};
    }
    out["damaged"] = part.damaged;
    if (part.damaged) {
        auto use = nlohmann::ordered_json::object();
        for (std::size_t k = 0; k < part.use.size(); ++k) {
            if (part.use[k] != 0) {
                use[instance.resources[k].name] = part.use[k];
            }
        }
        out["use"] = std::move(use);
    }
    if (part.earliest != 0) {
        out["earliest"] = part.earliest;
    }
    if (!part.windows.empty()) {
        out["windows"] = part.windows;
    }
    if (!part.needs_on.empty()) {
        out["needs_on"] = idsOf(instance, part.needs_on);
    }
    if (!part.after.empty()) {
        out["after"] = idsOf(instance, part.after);
    }
    return out;
}

/// A list with one element on a line, so that files can be read and compared.
template <typename Items, typename ToJson>
void addList(std::string& text, const char* name, const Items& items, ToJson toJson)
{
    text += fmt::format(",\n\"{}\":[", name);
    const char* separator = "\n";
    for (const auto& item : items) {
        text += separator + toJson(item).dump();
        separator = ",\n";
    }
    text += "]";
}

} // namespace

std::string writeInstance(const Instance& instance)
{
    using nlohmann::ordered_json;
    std::string text = fmt::format("{{\"periods\":{}", instance.periods);
    if (instance.objective != Objective::value) {
        text +=
            fmt::format(",\n\"objective\":\"{}\"", planning::restoration::text(instance.objective));
    }
    if (instance.discount > 0) {
        text += fmt::format(",\n\"discount\":{}", instance.discount);
    }
    addList(text, "resources", instance.resources, [](const Resource& r) {
        ordered_json out{{"name", r.name}, {"supply", r.supply}, {"carry_over", r.carry_over}};
        if (r.spread) {
            out["spread"] = true;
        }
        return out;
    });
    addList(text, "networks", instance.networks, [&](const Network& n) {
        return ordered_json{{"name", n.name}, {"sources", idsOf(instance, n.sources)}};
    });
    addList(text, "parts", instance.parts,
            [&](const Part& part) { return partJson(instance, part); });
    addList(text, "demand", instance.demand, [&](const Demand& d) {
        return ordered_json{{"weight", d.weight}, {"served_by", idsOf(instance, d.served_by)}};
    });
    return text + "}\n";
}

} // namespace planning::restoration
