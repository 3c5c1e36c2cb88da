#include "planning/restoration/random.h"
#include "tests/support/instance_families.h"
#include "tests/support/instance_making.h"

#include <cmath>
#include <map>

namespace instance_families {
namespace {

constexpr int periodsOfShapes = 12;

/// Damage as a storm would leave it: in patches, with windows; for shapes without damage.
void inventDamage(Maker& make, std::uint64_t seed)
{
    Random random{seed};
    const auto count = static_cast<std::uint32_t>(make.in.parts.size());
    make.in.networks.front().sources.push_back(0);
    double money = 0;
    double crews = 0;
    for (std::uint32_t p = 0; p < count; ++p) {
        Part& part = make.in.parts[p];
        if (!part.isEdge()) {
            make.in.demand.push_back({std::round(random.between(100, 20'000)), {p}});
        }
        if (p != 0 && random.unit() < (part.isEdge() ? 0.5 : 0.35)) {
            make.damage(p, {std::round(random.between(5, 100)), std::round(random.between(1, 8))});
            money += part.use[0];
            crews += part.use[1];
            if (random.unit() < 0.15) {
                part.earliest = static_cast<int>(random.below(6));
            }
        }
    }
    const auto periods = static_cast<std::size_t>(make.in.periods);
    const auto each = static_cast<double>(periods);
    make.in.resources = {
        {"money", std::vector<double>(periods, std::round(money * 0.5 / each)), true, false},
        {"crew_days", std::vector<double>(periods, std::round(crews * 0.6 / each)), true, false}};
}

} // namespace

std::vector<Case> topologyZoo(const std::string& root)
{
    std::vector<Case> out;
    for (const auto& path : filesIn(root + "/topology-zoo", ".gml")) {
        Maker make{periodsOfShapes};
        make.in.networks.push_back({"transport", {}});
        std::map<std::string, std::uint32_t> node;
        std::vector<std::pair<std::string, std::string>> edges;
        std::ifstream in{path};
        std::string line;
        std::string block;
        while (std::getline(in, line)) {
            std::istringstream words{line};
            std::string key;
            std::string value;
            words >> key >> value;
            if (value == "[") {
                block = key;
                if (key == "edge") {
                    edges.emplace_back();
                }
            } else if (block == "node" && key == "id") {
                node[value] = make.vertex("n" + value);
            } else if (block == "edge" && key == "source") {
                edges.back().first = value;
            } else if (block == "edge" && key == "target") {
                edges.back().second = value;
            }
        }
        std::size_t number = 0;
        for (const auto& [a, b] : edges) {
            if (a != b && node.contains(a) && node.contains(b)) {
                make.edge("e" + std::to_string(++number), node[a], node[b]);
            }
        }
        if (node.empty()) {
            continue;
        }
        inventDamage(make, out.size() + 1);
        out.push_back({path.stem().string(), std::move(make.in), std::nullopt});
    }
    return out;
}

std::vector<Case> sndlib(const std::string& root)
{
    std::vector<Case> out;
    for (const auto& path : filesIn(root + "/sndlib", ".txt")) {
        Maker make{periodsOfShapes};
        make.in.networks.push_back({"transport", {}});
        std::map<std::string, std::uint32_t> node;
        std::ifstream in{path};
        std::string line;
        std::string block;
        while (std::getline(in, line)) {
            std::istringstream words{line};
            std::string name;
            std::string bracket;
            words >> name >> bracket;
            if (line.starts_with("NODES") || line.starts_with("LINKS") || line.starts_with(")")) {
                block = line.starts_with(")") ? "" : name;
            } else if (block == "NODES" && bracket == "(") {
                node[name] = make.vertex(name);
            } else if (block == "LINKS" && bracket == "(") {
                std::string a;
                std::string b;
                words >> a >> b;
                make.edge(name, node.at(a), node.at(b));
            }
        }
        if (node.empty()) {
            continue;
        }
        inventDamage(make, out.size() + 1);
        out.push_back({path.stem().string(), std::move(make.in), std::nullopt});
    }
    return out;
}

} // namespace instance_families
