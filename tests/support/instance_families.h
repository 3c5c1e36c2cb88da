#pragma once
// Reads the instance families of ../shared/instances as restoration instances, with the values that
// are known for them. For tests and benchmarks only.
#include "planning/restoration/instance.h"

#include <optional>
#include <string>
#include <vector>

namespace instance_families {

struct Case {
    std::string name;
    planning::restoration::Instance instance;
    std::optional<double> known; // the best value there is, in the unit of the instance's value
    bool least = false;          // the smaller the better (cheapest_full)
    // Published values are this less the instance's value, the smaller the better; 0: the same.
    double published_from = 0;
};

/// `root` is ../shared/instances. An empty list means that the folder is not there.
std::vector<Case> shelby(const std::string& root);
std::vector<Case> steinerRevenueBudget(const std::string& root);
/// Prize-collecting trees; `known` is all prizes less the published value, for value is what is
/// served less what is used.
std::vector<Case> prizeCollecting(const std::string& root);
std::vector<Case> setCover(const std::string& root);
std::vector<Case> maximalCovering(const std::string& root);
/// Steiner trees; only those with at most `mostNodes` nodes.
std::vector<Case> steinerTrees(const std::string& root, std::size_t mostNodes);
/// Real shapes with invented damage, 12 periods: no known values.
std::vector<Case> topologyZoo(const std::string& root);
std::vector<Case> sndlib(const std::string& root);

} // namespace instance_families
