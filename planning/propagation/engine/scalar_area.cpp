#include "planning/parallel.h"
#include "planning/propagation/engine/methods.h"
#include "planning/propagation/engine/scalar_path.h"

#include <cmath>
#include <numbers>

namespace planning::propagation::engine {

struct ScalarCells::Inside {
    const AreaSetup& setup;
    ScalarPath path;
};

ScalarCells::ScalarCells(const AreaSetup& setup)
    : inside_{new Inside{setup, ScalarPath{setup.terrain, setup.zones, setup.request}}}
{
}

ScalarCells::~ScalarCells() = default;

void ScalarCells::compute(geo::XY at, std::size_t cell, AreaLoss& out, ReceiverCount& count)
{
    const ScalarPath::Answer answer = inside_->path.compute(at);
    switch (answer.state) {
    case ScalarPath::State::onVoid:
        ++count.voids;
        return;
    case ScalarPath::State::outside:
        ++count.outside;
        return;
    case ScalarPath::State::computed:
        break;
    }
    ++count.computed;
    constexpr double most = std::numeric_limits<std::int16_t>::max();
    constexpr double cdeg_per_mrad = 18 / std::numbers::pi;
    out.loss_cdb[cell] =
        static_cast<std::int16_t>(std::lround(std::min(100 * answer.loss_db, most)));
    out.departure_cdeg[cell] =
        static_cast<std::int16_t>(std::lround(-cdeg_per_mrad * answer.theta_t_mrad));
}

bool scalarArea(const AreaSetup& setup, AreaLoss& out, const Feedback& feedback)
{
    const geo::XY tx = setup.request.transmitter;
    std::vector<ReceiverCount> counts(static_cast<std::size_t>(out.frame.rows)); // one a row
    const bool finished = forEachPiece(
        counts.size(), setup.request.threads, feedback, [&](std::size_t piece, unsigned) {
            ScalarCells cells{setup};
            const int row = static_cast<int>(piece);
            for (int col = 0; col < out.frame.cols && !feedback.cancelled(); ++col) {
                const geo::XY at = out.frame.centre(col, row);
                if (geo::distance_m(tx, at) <= setup.request.radius_m) {
                    cells.compute(at, out.frame.at(col, row), out, counts[piece]);
                }
            }
        });
    for (const ReceiverCount& count : counts) {
        out.add(count);
    }
    return finished && !feedback.cancelled();
}

bool scalarPoints(const AreaSetup& setup, std::span<const geo::XY> receivers, AreaLoss& out,
                  const Feedback& feedback)
{
    ScalarCells cells{setup};
    ReceiverCount count;
    for (std::size_t i = 0; i < receivers.size() && !feedback.cancelled(); ++i) {
        if (geo::distance_m(setup.request.transmitter, receivers[i]) <= setup.request.radius_m) {
            cells.compute(receivers[i], i, out, count);
        }
    }
    out.add(count);
    return !feedback.cancelled();
}

} // namespace planning::propagation::engine
