#pragma once
// Work in numbered pieces on several threads. What a piece computes must depend on its number
// alone; then the result is the same for any number of threads.
#include "planning/feedback.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace planning {

/// `wanted` threads, 0 for as many as the machine has; never more than there are pieces.
inline unsigned threadCount(int wanted, std::size_t pieces)
{
    const unsigned most = wanted > 0 ? static_cast<unsigned>(wanted)
                                     : std::max(1U, std::thread::hardware_concurrency());
    return static_cast<unsigned>(
        std::clamp<std::size_t>(pieces, 1, static_cast<std::size_t>(most)));
}

/// Calls `work(piece, thread)` for every piece from 0, `thread` below threadCount(). Stops handing
/// out pieces when cancelled (returns false then) or when one throws (the first exception comes out
/// here).
template <typename Work>
bool forEachPiece(std::size_t pieces, int threads, const Feedback& feedback, const Work& work)
{
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
    std::atomic<bool> failed{false};
    std::exception_ptr failure;
    std::mutex guard; // of failure and of the listener
    const auto run = [&](unsigned thread) {
        while (!failed.load(std::memory_order_relaxed) && !feedback.cancelled()) {
            const std::size_t piece = next.fetch_add(1);
            if (piece >= pieces) {
                return;
            }
            try {
                work(piece, thread);
            } catch (...) {
                const std::scoped_lock lock{guard};
                if (!failed.exchange(true)) {
                    failure = std::current_exception();
                }
                return;
            }
            const std::size_t finished = done.fetch_add(1) + 1;
            const std::scoped_lock lock{guard};
            feedback.progress(static_cast<double>(finished) / static_cast<double>(pieces));
        }
    };
    {
        std::vector<std::jthread> others;
        const unsigned count = threadCount(threads, pieces);
        for (unsigned thread = 1; thread < count; ++thread) {
            others.emplace_back(run, thread);
        }
        run(0);
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    return done.load() == pieces;
}

} // namespace planning
