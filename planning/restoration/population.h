#pragma once
// Good plans that differ, and plans bred of two of them: what one does in some parts of the
// network joined to what the other does elsewhere.
#include "planning/restoration/decode.h"
#include "planning/restoration/random.h"

namespace planning::restoration {

class Population {
public:
    /// The model must outlive this; keeps at most `most` plans (at least 1).
    Population(const Model& model, std::size_t most);

    /// Taken unless as many better ones are kept, or one that is worth the same.
    void offer(Plan plan);

    std::size_t size() const { return plans_.size(); }
    /// From the best to the worst.
    const std::vector<Plan>& plans() const { return plans_; }

    /// The best of some plans bred of two that are drawn; one of the two where all are worth what
    /// one of them is. At least one plan must be kept.
    Plan child(Random& random) const;

private:
    std::vector<char> regions(Random& random) const;
    Plan cross(const Plan& mostly, const Plan& inside, Random& random) const;

    const Model& model_;
    std::size_t most_;
    std::vector<Plan> plans_;
};

} // namespace planning::restoration
