#pragma once
// Which parts are on when certain parts work, and the connections they hang on.
#include "planning/restoration/csr.h"
#include "planning/restoration/instance.h"

namespace planning::restoration {

/// The instance's graph, read once: who is next to whom, and who waits for whom.
class OnState {
public:
    explicit OnState(const Instance& instance);

    /// works[p]: the part is whole (intact or mended). The least set that satisfies the rules:
    /// parts that only hold each other up stay off. One entry per part.
    std::vector<char> on(const std::vector<char>& works) const;

    /// Edges at a vertex.
    const Csr<std::uint32_t>& edgesAt() const { return edges_at_; }
    bool isSource(std::uint32_t part) const { return source_[part] != 0; }

private:
    const Instance& instance_;
    Csr<std::uint32_t> edges_at_;
    Csr<std::uint32_t> needed_by_;
    std::vector<char> source_;
};

} // namespace planning::restoration
