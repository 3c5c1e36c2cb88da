#pragma once
// Rows of different length in two flat arrays (compressed sparse rows).
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace planning::restoration {

template <typename T>
class Csr {
public:
    Csr() : start_{0} {}

    void addRow(std::span<const T> row)
    {
        items_.insert(items_.end(), row.begin(), row.end());
        start_.push_back(static_cast<std::uint32_t>(items_.size()));
    }
    /// `pairs` of (row, item); the order within a row is kept.
    static Csr fromPairs(std::size_t rows, const std::vector<std::pair<std::uint32_t, T>>& pairs)
    {
        Csr out;
        out.start_.assign(rows + 1, 0);
        for (const auto& [row, item] : pairs) {
            ++out.start_[row + 1];
        }
        for (std::size_t row = 0; row < rows; ++row) {
            out.start_[row + 1] += out.start_[row];
        }
        out.items_.resize(pairs.size());
        std::vector<std::uint32_t> next(out.start_.begin(), out.start_.end() - 1);
        for (const auto& [row, item] : pairs) {
            out.items_[next[row]++] = item;
        }
        return out;
    }

    std::size_t rows() const { return start_.size() - 1; }
    std::size_t size() const { return items_.size(); }
    std::span<const T> operator[](std::size_t row) const
    {
        return {items_.data() + start_[row], start_[row + 1] - start_[row]};
    }

private:
    std::vector<std::uint32_t> start_;
    std::vector<T> items_;
};

} // namespace planning::restoration
