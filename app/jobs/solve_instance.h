#pragma once
// Reads, solves and checks general restoration instances in files (docs/instance.md).
#include "planning/restoration/check.h"
#include "planning/restoration/solve.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace app::jobs {

struct InstanceFile {
    planning::restoration::Instance instance;
    geo::Problems problems; // faults of single parts; the rest can be planned
};

/// Throws geo::Error when the file cannot be read or leaves nothing to plan.
InstanceFile readInstance(const std::filesystem::path& file);
std::vector<planning::restoration::ScheduledWork>
readSchedule(const std::filesystem::path& file, const planning::restoration::Instance& instance);

/// Appears whole or not at all.
void writeInstance(const planning::restoration::Instance& instance,
                   const std::filesystem::path& file);

/// The document of `sila solve --json`.
nlohmann::ordered_json scheduleJson(const planning::restoration::Instance& instance,
                                    const planning::restoration::Schedule& schedule,
                                    const geo::Problems& problems);

/// What a replayed plan is worth.
struct Worth {
    planning::restoration::Objective objective; // as the schedule's file says, else the instance's
    double served = 0;                          // weight, summed over the periods
    double cost = 0;                            // use of the first resource
    double value = 0;                           // by the objective
};
Worth worthOf(const planning::restoration::Instance& instance,
              const std::filesystem::path& schedule, const planning::restoration::Verdict& verdict);

/// What the file says of its schedule (value, curve, bound, gap) that the replay does not confirm.
std::vector<std::string> unconfirmed(const std::filesystem::path& schedule,
                                     const planning::restoration::Verdict& verdict,
                                     const Worth& worth);

/// What `sila verify-plan` prints, and its document with --json.
std::string verdictText(const planning::restoration::Verdict& verdict, const Worth& worth,
                        const std::vector<std::string>& differences);
nlohmann::ordered_json verdictJson(const planning::restoration::Instance& instance,
                                   const planning::restoration::Verdict& verdict,
                                   const Worth& worth, const std::vector<std::string>& differences);

} // namespace app::jobs
