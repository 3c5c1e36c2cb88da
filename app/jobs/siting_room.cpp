#include "app/jobs/siting_room.h"

#include "planning/restoration/least_people.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace app {

using planning::Candidate;

std::vector<double> carriedBy(const SitingGround& ground, const SitingReport& report,
                              const SitingRoom& room)
{
    std::vector<double> out(report.candidates.size(), 0.0);
    const std::vector<float>& people = ground.loaded.cover.people;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const std::uint32_t server = room.report.server[i];
        if (ground.unserved[i] == 0 || server == planning::noCell ||
            room.candidate[server] == planning::noGroup || !(people[i] > 0)) {
            continue;
        }
        out[room.candidate[server]] +=
            static_cast<double>(people[i]) * static_cast<double>(room.report.share[i]);
    }
    return out;
}

std::optional<SitingRoom> roomOfChosen(const SitingGround& ground, SitingReport& report,
                                       const planning::Feedback& feedback)
{
    constexpr double much = 0.95; // of what was promised
    constexpr int tries = 6;
    std::optional<SitingRoom> room = capacityWith(ground, report, true, feedback.stage(0, 0.3));
    if (!room || report.request.everyone) {
        return room;
    }
    std::vector<double> carried = carriedBy(ground, report, *room);
    const auto sum = [](const std::vector<double>& all) {
        return std::accumulate(all.begin(), all.end(), 0.0);
    };
    std::set<std::size_t> tried;
    for (int i = 0; i < tries && sum(carried) < much * report.gained; ++i) {
        std::optional<std::size_t> dearest; // of those that carry less than was promised
        for (std::size_t c = 0; c < carried.size(); ++c) {
            const Candidate& it = report.candidates[c];
            if (it.chosen() && carried[c] < much * it.people_new && !tried.contains(c) &&
                (!dearest || it.cost_usd > report.candidates[*dearest].cost_usd)) {
                dearest = c;
            }
        }
        if (!dearest) {
            break;
        }
        tried.insert(*dearest);
        const int order = std::exchange(report.candidates[*dearest].order, 0);
        auto without = capacityWith(ground, report, true, feedback.stage(0.3, 1));
        if (!without) {
            return std::nullopt;
        }
        std::vector<double> others = carriedBy(ground, report, *without);
        if (sum(others) >= sum(carried) - planning::leastPeople) {
            carried = std::move(others);
            room = std::move(without);
        } else {
            report.candidates[*dearest].order = order;
        }
    }
    return room;
}

} // namespace app
