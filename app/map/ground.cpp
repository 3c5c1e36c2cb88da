#include "app/map/ground.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace app::map {

namespace {

// The recipe of the hillshade: half from all sides, half from the north-west.
constexpr double allSidesExaggeration = 2.2;
constexpr double northWestExaggeration = 2.6;
constexpr double northWestAltitude_deg = 42;
constexpr double allSidesAltitude_deg = 45;
constexpr float darkest = 0.35F;
constexpr float lightest = 1.35F;
constexpr double people_per_km2_full = 10000;
constexpr double peopleOpacity = 0.42;
constexpr double farWater_m = 18000;
constexpr double beyondLines_m = 2600; // from the shore: no waterline is drawn there
constexpr double fade_m = 3500;        // in which the hills end where heights do
constexpr int margin = 2;              // pixels more on each side: slope and blur

struct Rgb {
    double r = 0, g = 0, b = 0;
    explicit Rgb(const QColor& c) : r(c.red()), g(c.green()), b(c.blue()) {}
    Rgb(double red, double green, double blue) : r(red), g(green), b(blue) {}
    Rgb mixed(const Rgb& other, double share) const
    {
        return {r + (other.r - r) * share, g + (other.g - g) * share, b + (other.b - b) * share};
    }
    Rgb times(double k) const { return {r * k, g * k, b * k}; }
    QRgb value() const
    {
        const auto byte = [](double v) {
            return static_cast<int>(std::clamp(v, 0.0, 255.0) + 0.5);
        };
        return qRgb(byte(r), byte(g), byte(b));
    }
};

/// Light on a slope (rise per metre east and north), 1 on flat ground.
/// All sides: Mark (1992), USGS Open-File Report 92-422, four directions weighted by aspect.
class Lamp {
public:
    float operator()(double east, double north) const
    {
        const double steep2 = east * east + north * north;
        double all = 1;
        if (steep2 > 1e-12) {
            const double z = allSidesExaggeration;
            const double norm = std::sqrt(1 + z * z * steep2);
            double sum = 0;
            for (const Direction& d : directions_) {
                const double along = east * d.east + north * d.north; // slope towards the light
                const double weight = 1 - along * along / steep2;     // sin² (aspect − azimuth)
                const double lit = (d.up - z * d.level * along) / norm;
                sum += weight * std::max(0.0, lit);
            }
            all = sum / 2 / directions_.front().up;
        }
        const double z = northWestExaggeration;
        const double along = east * northWest_.east + north * northWest_.north;
        const double lit =
            (northWest_.up - z * northWest_.level * along) / std::sqrt(1 + z * z * steep2);
        return static_cast<float>(0.5 * all + 0.5 * std::max(0.0, lit) / northWest_.up);
    }

private:
    struct Direction {
        double east, north, level, up;
        Direction(double azimuth_deg, double altitude_deg)
            : east{std::sin(azimuth_deg * degree)}, north{std::cos(azimuth_deg * degree)},
              level{std::cos(altitude_deg * degree)}, up{std::sin(altitude_deg * degree)}
        {
        }
        static constexpr double degree = std::numbers::pi / 180;
    };
    std::array<Direction, 4> directions_{
        Direction{225, allSidesAltitude_deg}, Direction{270, allSidesAltitude_deg},
        Direction{315, allSidesAltitude_deg}, Direction{360, allSidesAltitude_deg}};
    Direction northWest_{315, northWestAltitude_deg};
};

/// Hillshade of the window; 1 where the ground is flat or unknown.
std::vector<float> hillshade(const std::vector<float>& height, int cols, int rows, double step_m)
{
    const auto stride = static_cast<std::size_t>(cols + 2 * margin);
    const auto wide = static_cast<std::size_t>(cols + 2);
    const auto tall = static_cast<std::size_t>(rows + 2);
    std::vector<float> raw(wide * tall, 1.0F);
    const Lamp lamp;
    for (std::size_t j = 0; j < tall; ++j) {
        for (std::size_t i = 0; i < wide; ++i) {
            const std::size_t at = (j + 1) * stride + i + 1;
            const double east = (height[at + 1] - height[at - 1]) / (2 * step_m);
            const double north = (height[at - stride] - height[at + stride]) / (2 * step_m);
            if (!std::isnan(east) && !std::isnan(north)) {
                raw[j * wide + i] = lamp(east, north);
            }
        }
    }
    // Gaussian of 0.6 px, three taps.
    constexpr float side = 0.166F;
    constexpr float mid = 1 - 2 * side;
    std::vector<float> across(static_cast<std::size_t>(cols) * tall);
    for (std::size_t j = 0; j < tall; ++j) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(cols); ++i) {
            const float* p = raw.data() + j * wide + i;
            across[j * static_cast<std::size_t>(cols) + i] = side * (p[0] + p[2]) + mid * p[1];
        }
    }
    std::vector<float> out(static_cast<std::size_t>(cols) * static_cast<std::size_t>(rows));
    for (std::size_t at = 0; at < out.size(); ++at) {
        const auto c = static_cast<std::size_t>(cols);
        const float v = side * (across[at] + across[at + 2 * c]) + mid * across[at + c];
        out[at] = std::clamp(v, darkest, lightest);
    }
    return out;
}

/// Tone by height, tabulated every 2 m so that a pixel costs one look-up.
class Tones {
public:
    explicit Tones(const Palette& p)
    {
        for (int i = 0; i < count; ++i) {
            table_.push_back(toneOf(p, lowest_m + i * step_m));
        }
    }
    const Rgb& at(float height_m) const
    {
        const double i = std::clamp((height_m - lowest_m) / step_m, 0.0, count - 1.0);
        return table_[static_cast<std::size_t>(i)];
    }

private:
    static Rgb toneOf(const Palette& p, double height_m)
    {
        for (std::size_t i = 1; i < p.tones.size(); ++i) {
            if (height_m <= p.tones[i].height_m || i + 1 == p.tones.size()) {
                const HeightTone& a = p.tones[i - 1];
                const HeightTone& b = p.tones[i];
                const double t =
                    std::clamp((height_m - a.height_m) / (b.height_m - a.height_m), 0.0, 1.0);
                return Rgb{a.colour}.mixed(Rgb{b.colour}, t);
            }
        }
        return Rgb{p.land};
    }
    static constexpr double lowest_m = -440;
    static constexpr double step_m = 2;
    static constexpr int count = 740;
    std::vector<Rgb> table_;
};

Rgb shaded(const Rgb& colour, double h, const Palette& p)
{
    if (p.dark) {
        return colour.times(0.55 + 0.45 * h);
    }
    if (h >= 1) {
        return colour.mixed(Rgb{255, 255, 255}, 0.10 * (h - 1) / (lightest - 1));
    }
    return colour.times(1 - 0.42 * (1 - h)).mixed(Rgb{p.shadow}, 0.14 * (1 - h) / (1 - darkest));
}

/// Colour of the sea `d` metres off the shore; pixels are `step_m` wide.
Rgb seaColour(double d, double step_m, const Palette& p)
{
    Rgb colour = Rgb{p.water}.mixed(Rgb{p.waterFar}, std::clamp(d / farWater_m, 0.0, 1.0));
    if (step_m < 220) { // further out the lines would run into each other
        const double strength[] = {0.42, 0.30, 0.20};
        const double line_m[] = {550, 1300, 2300};
        for (int i = 0; i < 3; ++i) {
            const double cover = 1 - std::abs(d - line_m[i]) / step_m;
            if (cover > 0) {
                colour = colour.mixed(Rgb{p.coast}, strength[i] * cover);
            }
        }
    }
    return colour;
}

/// How much of a pixel a contour covers, 0 to 1: by its distance to the next one along the slope.
double contourCover(double height_m, double slope_m_per_px, const GroundLayers& layers)
{
    // Level ground would be all line where it lies at the height of one.
    const double steep = slope_m_per_px / layers.contour_m;
    constexpr double level = 0.002; // contours 500 px apart
    if (std::isnan(height_m) || std::isnan(steep) || steep < level) {
        return 0;
    }
    const double number = std::round(height_m / layers.contour_m);
    const bool strong = std::fmod(number, 5) == 0;
    const double away_px = std::abs(height_m / layers.contour_m - number) / steep;
    const double half_px = (strong ? 0.75 : 0.4) * layers.pixelsPerUnit;
    // Lines closer than 4 px would blacken a cliff.
    const double apart = std::clamp(0.5 / steep - 1, 0.0, 1.0);
    return std::clamp(half_px + 0.5 - away_px, 0.0, 1.0) * std::min(1.0, steep / level - 1) *
           apart * (strong ? 0.75 : 0.5);
}

Rgb veiled(const Rgb& colour, double outside, const Palette& p)
{
    const double grey = 0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b;
    const Rgb veil{p.veil};
    const Rgb far{0.30 * colour.r + 0.28 * grey + 0.42 * veil.r,
                  0.30 * colour.g + 0.28 * grey + 0.42 * veil.g,
                  0.30 * colour.b + 0.28 * grey + 0.42 * veil.b};
    return colour.mixed(far, outside);
}

/// Where heights are missing, sea is what lies nearer to known sea than to known land: there are no
/// tiles of the open sea.
std::vector<std::uint8_t> seaWithGuesses(const geo::Elevation& elevation)
{
    const std::vector<float>& height_m = elevation.height_m.values;
    std::vector<std::uint8_t> kind(height_m.size(), 2); // 1 sea, 2 land, 0 nobody knows
    bool missing = false;
    for (std::size_t i = 0; i < kind.size(); ++i) {
        if (elevation.sea[i] != 0) {
            kind[i] = 1;
        } else if (std::isnan(height_m[i])) {
            kind[i] = 0;
            missing = true;
        }
    }
    std::vector<std::uint8_t> sea = elevation.sea;
    if (missing) {
        const geo::FloatGrid toSea = distanceTo(elevation.height_m.frame, kind, 1);
        const geo::FloatGrid toLand = distanceTo(elevation.height_m.frame, kind, 2);
        for (std::size_t i = 0; i < sea.size(); ++i) {
            if (kind[i] == 0 && toSea.values[i] < toLand.values[i]) {
                sea[i] = 1;
            }
        }
    }
    return sea;
}

/// Distance from the cells without height and from the model's end, on a coarse grid with a margin.
geo::FloatGrid distanceFromMissing(const geo::FloatGrid& height_m)
{
    constexpr int finest = 500; // cells along the longer side: the hills fade over many
    const geo::GridFrame& fine = height_m.frame;
    const int step = std::max(1, (std::max(fine.cols, fine.rows) + finest - 1) / finest);
    geo::GridFrame frame;
    frame.cell_m = fine.cell_m * step;
    frame.x0_m = fine.x0_m - frame.cell_m;
    frame.y0_m = fine.y0_m + frame.cell_m;
    frame.cols = (fine.cols + step - 1) / step + 2;
    frame.rows = (fine.rows + step - 1) / step + 2;
    std::vector<std::uint8_t> missing(frame.size(), 1);
    for (int row = 0; row < frame.rows; ++row) {
        for (int col = 0; col < frame.cols; ++col) {
            const int x = (col - 1) * step + step / 2;
            const int y = (row - 1) * step + step / 2;
            if (fine.inside(x, y) && !std::isnan(height_m.values[fine.at(x, y)])) {
                missing[frame.at(col, row)] = 0;
            }
        }
    }
    return distanceTo(frame, missing, 1);
}

} // namespace

double contourStep_m(double m_per_px)
{
    constexpr double zoom12_m_per_px = 39;
    if (m_per_px > zoom12_m_per_px) {
        return 0;
    }
    for (const double step : {10, 20, 50}) {
        if (step >= 2.5 * m_per_px) {
            return step;
        }
    }
    return 100;
}

std::shared_ptr<const Terrain> makeTerrain(const geo::Elevation& elevation)
{
    auto terrain = std::make_shared<Terrain>();
    terrain->source = elevation.source;
    const geo::GridFrame& frame = elevation.height_m.frame;
    if (std::find(elevation.sea.begin(), elevation.sea.end(), 1) != elevation.sea.end()) {
        const std::vector<std::uint8_t> sea = seaWithGuesses(elevation);
        geo::FloatGrid shore = distanceTo(frame, sea, 0);
        const geo::FloatGrid inland = distanceTo(frame, sea, 1);
        const auto half = static_cast<float>(frame.cell_m / 2);
        for (std::size_t i = 0; i < shore.values.size(); ++i) {
            shore.values[i] =
                sea[i] != 0 ? std::min(shore.values[i] - half, 1e6F) : half - inland.values[i];
        }
        terrain->offshore_m = Pyramid{std::move(shore)};
    }
    terrain->known_m = Pyramid{distanceFromMissing(elevation.height_m)};
    terrain->height_m = Pyramid{elevation.height_m};
    return terrain;
}

std::shared_ptr<const Pyramid> makePeopleGround(const geo::FloatGrid& people)
{
    geo::FloatGrid density = people;
    const auto perCell = static_cast<float>(1e6 / (people.frame.cell_m * people.frame.cell_m));
    for (float& v : density.values) {
        v = std::isnan(v) ? 0 : v * perCell;
    }
    return std::make_shared<const Pyramid>(std::move(density));
}

QImage drawGround(const PixelWindow& window, const GroundLayers& layers, Theme theme)
{
    const Palette& p = palette(theme);
    QImage image{window.cols, window.rows, QImage::Format_RGB32};
    const PixelWindow wider{
        {window.first.x_m - margin * window.step_m, window.first.y_m + margin * window.step_m},
        window.step_m,
        window.cols + 2 * margin,
        window.rows + 2 * margin};
    std::vector<float> height, light, offshore, people, end_m;
    if (layers.terrain != nullptr && !layers.terrain->height_m.empty()) {
        height = layers.terrain->height_m.sample(wider);
        light = hillshade(height, window.cols, window.rows, window.step_m);
        end_m = layers.terrain->known_m.sample(window, Pyramid::Beyond::edge);
        if (!layers.terrain->offshore_m.empty()) {
            // The sea goes on beyond the model of the heights; nobody would take it for land.
            offshore = layers.terrain->offshore_m.sample(window, Pyramid::Beyond::edge);
        }
    }
    if (layers.people_per_km2 != nullptr && !layers.people_per_km2->empty()) {
        people = layers.people_per_km2->sample(window);
    }
    static const Tones lightTones{palette(Theme::light)};
    static const Tones darkTones{palette(Theme::dark)};
    const Tones& tones = theme == Theme::light ? lightTones : darkTones;
    const Rgb land{p.land};
    for (int j = 0; j < window.rows; ++j) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(j));
        const uchar* inside = layers.inside != nullptr ? layers.inside->constScanLine(j) : nullptr;
        for (int i = 0; i < window.cols; ++i) {
            const auto at = static_cast<std::size_t>(j) * static_cast<std::size_t>(window.cols) +
                            static_cast<std::size_t>(i);
            const double d = offshore.empty() || std::isnan(offshore[at]) ? -1e9 : offshore[at];
            const double sea = std::clamp(0.5 + d / window.step_m, 0.0, 1.0);
            const float h = height.empty() ? geo::noData
                                           : height[static_cast<std::size_t>(j + margin) *
                                                        static_cast<std::size_t>(wider.cols) +
                                                    static_cast<std::size_t>(i + margin)];
            const bool known = !std::isnan(h);
            Rgb colour = land;
            if (sea < 1) {
                const double fade =
                    end_m.empty() ? 1 : std::clamp(end_m[at] / fade_m - 0.1, 0.0, 1.0);
                if (known) {
                    colour = land.mixed(tones.at(h), fade);
                }
                if (!people.empty() && people[at] > 0) {
                    const double crowd = std::min(1.0, people[at] / people_per_km2_full);
                    colour = colour.mixed(Rgb{p.people}, peopleOpacity * std::sqrt(crowd));
                }
                if (!light.empty()) {
                    colour = shaded(colour, 1 + (light[at] - 1) * fade, p);
                }
                if (layers.contour_m > 0 && !height.empty()) {
                    const float* at_m = height.data() +
                                        static_cast<std::size_t>(j + margin) *
                                            static_cast<std::size_t>(wider.cols) +
                                        static_cast<std::size_t>(i + margin);
                    const double slope =
                        std::hypot(at_m[1] - at_m[-1], at_m[wider.cols] - at_m[-wider.cols]) / 2;
                    colour = colour.mixed(Rgb{p.contour}, contourCover(h, slope, layers));
                }
                if (inside != nullptr && inside[i] < 255) {
                    colour = veiled(colour, 1 - inside[i] / 255.0, p);
                }
            }
            // Where sea and land are guessed there is no coast to draw.
            if (sea > 0) {
                colour = colour.mixed(
                    seaColour(known ? d : std::max(d, beyondLines_m), window.step_m, p), sea);
            }
            if (const double shore = 1 - std::abs(d) / window.step_m; known && shore > 0) {
                colour = colour.mixed(Rgb{p.coast}, 0.9 * shore);
            }
            line[i] = colour.value();
        }
    }
    return image;
}

} // namespace app::map
