#include "planning/restoration/fuel_draw.h"

#include "planning/restoration/dispatch.h"

#include <algorithm>

namespace planning {

double FuelUse::drawnOn_l(int days_later) const
{
    return std::max(0.0, burn_l_per_day * (days_later + 1) - fill_l) -
           std::max(0.0, burn_l_per_day * days_later - fill_l);
}

FuelDraw::FuelDraw(std::vector<double> comes_l)
    : comes_l_{std::move(comes_l)}, drawn_l_(comes_l_.size() + 1, 0)
{
}

void FuelDraw::begin(int day, const FuelUse& use)
{
    for (std::size_t d = static_cast<std::size_t>(day) + 1; d < drawn_l_.size(); ++d) {
        drawn_l_[d] += use.drawnOn_l(static_cast<int>(d) - day);
    }
}

bool FuelDraw::lasts(double there_l, int day, const FuelUse& use) const
{
    double left = there_l;
    double all = std::max(0.0, left); // how large the numbers are
    for (std::size_t d = static_cast<std::size_t>(day); d < drawn_l_.size(); ++d) {
        if (d > static_cast<std::size_t>(day)) {
            left += comes_l_[d - 1] - drawn_l_[d];
            all += comes_l_[d - 1];
        }
        left -= use.drawnOn_l(static_cast<int>(d) - day);
        if (left < -daySlack * (1 + all)) {
            return false;
        }
    }
    return true;
}

} // namespace planning
