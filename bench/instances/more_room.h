#pragma once
// The same instance with a little more room: whatever could be planned before still can.
#include "planning/restoration/instance.h"

#include <string>
#include <utility>
#include <vector>

/// Named, more supply first, then wider windows and earlier dates.
std::vector<std::pair<std::string, planning::restoration::Instance>>
withMoreRoom(const planning::restoration::Instance& instance);
