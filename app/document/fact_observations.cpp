#include "app/document/document_core.h"
#include "app/document/words.h"

#include <algorithm>

namespace app::document {

void addObservations(Facts& facts, const planning::Scenario& world,
                     const planning::AssetStatus& status, planning::AssetKind kind)
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < world.observations.size(); ++i) {
        if (world.observations[i].asset_kind == kind &&
            qt(world.observations[i].asset_id) == facts.id) {
            found.push_back(i);
        }
    }
    // Written in the order of the file; the newest first for people.
    std::stable_sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
        return world.observations[a].observed_at > world.observations[b].observed_at;
    });
    for (const std::uint32_t i : found) {
        const planning::Observation& seen = world.observations[i];
        ObservationLine line;
        line.state = seen.status;
        line.why = seen.cause;
        line.status = words(seen.status);
        line.cause = words(seen.cause);
        line.source = qt(seen.source);
        line.date = dateWords(seen.observed_at);
        line.note = qt(seen.note);
        line.confidence = seen.confidence;
        line.counts = status.observation == i;
        facts.observations.push_back(std::move(line));
    }
}

} // namespace app::document
