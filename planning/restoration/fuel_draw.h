#pragma once
// Litres that works begun draw out of the stock of fuel, on every day of a plan.
#include <vector>

namespace planning {

/// What a work takes: what it fills in, and what the place burns on each day for good. What fills
/// the tank is burnt first; from then on every day's burn is brought anew.
struct FuelUse {
    double fill_l = 0, burn_l_per_day = 0;
    /// Beyond the fill, so many days after the work began.
    double drawnOn_l(int days_later) const;
};

class FuelDraw {
public:
    /// `comes_l`: on each day.
    explicit FuelDraw(std::vector<double> comes_l);

    /// Beyond their fills, by works begun before this day.
    double on_l(int day) const { return drawn_l_[static_cast<std::size_t>(day)]; }
    /// A work begins; the fill and the first day's draw are for the caller to take.
    void begin(int day, const FuelUse& use);
    /// Whether `there_l`, beyond the fill, and what comes are enough for what runs already and for
    /// this work, begun on this day, to the end.
    bool lasts(double there_l, int day, const FuelUse& use) const;

private:
    std::vector<double> comes_l_; // by day, from day 1
    std::vector<double> drawn_l_; // by day, from day 0
};

} // namespace planning
