#pragma once
// Who reaches a core over what is whole: the practice layer's own account of cause and effect, by
// which its reports are written.
#include "planning/synth/build.h"

#include <utility>

namespace planning::synth {

class Reach {
public:
    explicit Reach(const Build& build);

    /// Vertices: nodes first, then sites.
    std::uint32_t ofNode(std::uint32_t node) const { return node; }
    std::uint32_t ofSite(std::uint32_t site) const { return nodes_ + site; }

    /// Per vertex: does it reach a core? `vertexOn`, `spanOn`, `linkOn`: what works.
    std::vector<std::uint8_t> reached(const std::vector<std::uint8_t>& vertexOn,
                                      const std::vector<std::uint8_t>& spanOn,
                                      const std::vector<std::uint8_t>& linkOn) const;

    struct Break {
        enum class Kind { none, vertex, span, link } kind = Kind::none;
        std::uint32_t index = 0;
    };
    /// On the way to a core with the fewest breaks, the breaks from the site outwards.
    std::vector<Break> breaksOn(std::uint32_t from, const std::vector<std::uint8_t>& vertexOn,
                                const std::vector<std::uint8_t>& spanOn,
                                const std::vector<std::uint8_t>& linkOn) const;

private:
    struct Edge {
        std::uint32_t to;
        std::uint32_t index; // of span or link
        bool isSpan;
    };
    std::uint32_t nodes_;
    std::vector<std::vector<Edge>> next_;
    std::vector<std::uint32_t> cores_;
};

} // namespace planning::synth
