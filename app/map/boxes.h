#pragma once
// Rectangles already taken on a picture, found quickly by a coarse raster of squares.
#include <QtCore/QRectF>

#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace app::map {

class Boxes {
public:
    void add(const QRectF& box)
    {
        each(box, [&](std::uint64_t key) { squares_[key].push_back(box); });
    }
    bool hits(const QRectF& box) const { return count(box, 1) > 0; }
    /// How many rectangles meet `box`; stops at `enough`. One that spans squares counts once a
    /// square, so add symbols, which are small, when counting.
    int count(const QRectF& box, int enough) const
    {
        int found = 0;
        each(box, [&](std::uint64_t key) {
            const auto square = squares_.find(key);
            if (square == squares_.end() || found >= enough) {
                return;
            }
            for (const QRectF& other : square->second) {
                found += other.intersects(box) ? 1 : 0;
            }
        });
        return found;
    }

private:
    template <typename Visit>
    static void each(const QRectF& box, Visit visit)
    {
        constexpr double side = 64;
        const auto first = [](double v) { return static_cast<int>(std::floor(v / side)); };
        for (int y = first(box.top()); y <= first(box.bottom()); ++y) {
            for (int x = first(box.left()); x <= first(box.right()); ++x) {
                visit(static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32U |
                      static_cast<std::uint32_t>(y));
            }
        }
    }
    std::unordered_map<std::uint64_t, std::vector<QRectF>> squares_;
};

} // namespace app::map
