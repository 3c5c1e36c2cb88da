#include "app/map/theme.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace app::map;

namespace {

double linear(double byte)
{
    const double v = byte / 255;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * linear(c.red()) + 0.7152 * linear(c.green()) + 0.0722 * linear(c.blue());
}

/// WCAG 2 contrast.
double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a) + 0.05;
    const double lb = luminance(b) + 0.05;
    return la > lb ? la / lb : lb / la;
}

struct Lab {
    double l, a, b;
};

/// CIE L*a*b*, D65, from sRGB (IEC 61966-2-1).
Lab lab(const QColor& c)
{
    const double r = linear(c.red());
    const double g = linear(c.green());
    const double b = linear(c.blue());
    const auto f = [](double t) {
        return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    };
    const double x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const double y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const QColor& a, const QColor& b)
{
    const Lab p = lab(a);
    const Lab q = lab(b);
    return std::sqrt((p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) +
                     (p.b - q.b) * (p.b - q.b));
}

std::vector<QColor> strong(const Palette& p)
{
    return {p.working, p.degraded, p.noPower, p.backhaul, p.destroyed, p.planned, p.unknown, p.gap};
}

} // namespace

TEST_CASE("any two status colours differ enough to be told apart", "[map]")
{
    // design/screens.md: at least 34 (CIE 1976) on light, 32 on dark.
    const auto [theme, least] =
        GENERATE(table<Theme, double>({{Theme::light, 34}, {Theme::dark, 32}}));
    const auto colours = strong(palette(theme));
    for (std::size_t i = 0; i < colours.size(); ++i) {
        for (std::size_t j = i + 1; j < colours.size(); ++j) {
            INFO(colours[i].name().toStdString() << " " << colours[j].name().toStdString());
            CHECK(difference(colours[i], colours[j]) >= least);
        }
    }
}

TEST_CASE("status colours and words stand out on their ground", "[map]")
{
    for (const Theme theme : {Theme::light, Theme::dark}) {
        const Palette& p = palette(theme);
        for (const QColor& c : {p.working, p.degradedEdge, p.noPower, p.backhaul, p.destroyed,
                                p.planned, p.unknown, p.gap}) {
            INFO(c.name().toStdString());
            CHECK(contrast(c, p.land) >= 3.0);
        }
        for (const QColor& c : {p.text, p.text2, p.text3}) {
            INFO(c.name().toStdString());
            CHECK(contrast(c, p.panel) >= 4.5);
        }
        CHECK(contrast(p.onAccent, p.accent) >= 4.5);
    }
}
