#pragma once
// Cases of 20 to 50 works in different shapes, small enough to learn the best plan of.
#include "tests/support/instance_families.h"

/// `folder` is ../shared/instances; without it the real networks are missing.
std::vector<instance_families::Case> smallCases(const std::string& folder);
