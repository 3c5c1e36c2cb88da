#pragma once
// A number that knows its kind. Units are spoken once, where a quantity enters or leaves a formula;
// inside formulas plain doubles carry the unit as a suffix (d_m, f_mhz).
#include <compare>

namespace geo {

template <typename Tag>
class Quantity {
public:
    constexpr explicit Quantity(double value) : value_{value} {}
    constexpr double value() const { return value_; }
    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator+(Quantity a, Quantity b)
    {
        return Quantity{a.value_ + b.value_};
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b)
    {
        return Quantity{a.value_ - b.value_};
    }
    friend constexpr Quantity operator*(double k, Quantity a) { return Quantity{k * a.value_}; }

private:
    double value_;
};

using Metres = Quantity<struct MetresTag>;
using Megahertz = Quantity<struct MegahertzTag>;
using Degrees = Quantity<struct DegreesTag>;
using Decibels = Quantity<struct DecibelsTag>; // a ratio
using PowerDbm = Quantity<struct PowerDbmTag>; // a level; level + level does not compile

template <>
class Quantity<PowerDbmTag> {
public:
    constexpr explicit Quantity(double value) : value_{value} {}
    constexpr double value() const { return value_; }
    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator+(Quantity a, Decibels b)
    {
        return Quantity{a.value_ + b.value()};
    }
    friend constexpr Quantity operator-(Quantity a, Decibels b)
    {
        return Quantity{a.value_ - b.value()};
    }
    friend constexpr Decibels operator-(Quantity a, Quantity b)
    {
        return Decibels{a.value_ - b.value_};
    }

private:
    double value_;
};

namespace literals {
constexpr Metres operator""_m(long double v)
{
    return Metres{static_cast<double>(v)};
}
constexpr Metres operator""_km(long double v)
{
    return Metres{1000.0 * static_cast<double>(v)};
}
constexpr Megahertz operator""_MHz(long double v)
{
    return Megahertz{static_cast<double>(v)};
}
constexpr Decibels operator""_dB(long double v)
{
    return Decibels{static_cast<double>(v)};
}
} // namespace literals

} // namespace geo
