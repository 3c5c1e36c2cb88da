#pragma once
// A set of cells of the working grid, kept as bits over a window.
#include <bit>
#include <cstdint>
#include <vector>

namespace planning {

/// Columns and rows of the working grid.
struct GridWindow {
    int col0 = 0, row0 = 0, cols = 0, rows = 0;

    friend bool operator==(const GridWindow&, const GridWindow&) = default;
    bool empty() const { return cols <= 0 || rows <= 0; }
    bool contains(int col, int row) const
    {
        return col >= col0 && row >= row0 && col < col0 + cols && row < row0 + rows;
    }
    /// What two windows have in common; empty when nothing.
    GridWindow operator&(const GridWindow& other) const
    {
        const int left = col0 > other.col0 ? col0 : other.col0;
        const int top = row0 > other.row0 ? row0 : other.row0;
        const int right =
            col0 + cols < other.col0 + other.cols ? col0 + cols : other.col0 + other.cols;
        const int bottom =
            row0 + rows < other.row0 + other.rows ? row0 + rows : other.row0 + other.rows;
        if (right <= left || bottom <= top) {
            return {left, top, 0, 0};
        }
        return {left, top, right - left, bottom - top};
    }
};

/// Where one radio layer is received well enough. Rows start at whole words.
class Footprint {
public:
    Footprint() = default;
    explicit Footprint(GridWindow window)
        : window_{window}, rowWords_{window.empty() ? 0 : (window.cols + 63) / 64},
          bits_(static_cast<std::size_t>(rowWords_) *
                static_cast<std::size_t>(window.empty() ? 0 : window.rows))
    {
    }

    const GridWindow& window() const { return window_; }
    /// Column and row of the working grid, inside the window.
    void set(int col, int row)
    {
        const auto c = static_cast<unsigned>(col - window_.col0);
        bits_[wordOf(row) + c / 64] |= std::uint64_t{1} << (c % 64);
    }
    bool covers(int col, int row) const
    {
        if (!window_.contains(col, row)) {
            return false;
        }
        const auto c = static_cast<unsigned>(col - window_.col0);
        return ((bits_[wordOf(row) + c / 64] >> (c % 64)) & 1U) != 0;
    }
    std::size_t count() const
    {
        std::size_t n = 0;
        for (const std::uint64_t word : bits_) {
            n += static_cast<std::size_t>(std::popcount(word));
        }
        return n;
    }
    bool none() const
    {
        for (const std::uint64_t word : bits_) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }
    /// Calls visit(col, row) for every cell covered, row by row.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        std::size_t at = 0;
        for (int row = window_.row0; row < window_.row0 + window_.rows; ++row) {
            for (int w = 0; w < rowWords_; ++w, ++at) {
                std::uint64_t word = bits_[at];
                while (word != 0) {
                    const int bit = std::countr_zero(word);
                    visit(window_.col0 + 64 * w + bit, row);
                    word &= word - 1;
                }
            }
        }
    }

private:
    std::size_t wordOf(int row) const
    {
        return static_cast<std::size_t>(row - window_.row0) * static_cast<std::size_t>(rowWords_);
    }

    GridWindow window_;
    int rowWords_ = 0;
    std::vector<std::uint64_t> bits_;
};

} // namespace planning
