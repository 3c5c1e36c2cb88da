#pragma once
// Elementary functions in single precision for loops that the compiler turns into vector code: no
// branch, no table, no call, the same digits on every machine that multiplies and adds alike.
//
// Minimax polynomials; errors stated are absolute for log2 and relative for the others, over the
// range given, and checked by a test. Only for files compiled once per instruction set: functions
// have internal linkage, so that the linker cannot hand one file's code to another.
#include <cstdint>
#include <cstring>
#include <math.h> // NOLINT(modernize-deprecated-headers): std::sqrt is a shared inline function

// A loop with a call in it cannot be made vector code.
#if defined(__GNUC__)
#define SILA_INLINE inline __attribute__((always_inline))
#else
#define SILA_INLINE inline
#endif

namespace planning::propagation::engine {

static SILA_INLINE float floatOf(std::int32_t bits)
{
    float x; // NOLINT(cppcoreguidelines-init-variables): written next
    std::memcpy(&x, &bits, sizeof x);
    return x;
}

static SILA_INLINE std::int32_t bitsOf(float x)
{
    std::int32_t bits; // NOLINT(cppcoreguidelines-init-variables): written next
    std::memcpy(&bits, &x, sizeof bits);
    return bits;
}

/// `a` when `which` holds, else `b`: without a branch, whatever the compiler makes of it.
static SILA_INLINE float choose(bool which, float a, float b)
{
    const std::int32_t mask = -static_cast<std::int32_t>(which);
    return floatOf((bitsOf(a) & mask) | (bitsOf(b) & ~mask));
}

static SILA_INLINE float sizeOf(float x)
{
    return floatOf(bitsOf(x) & 0x7fffffff);
}

/// |size| with the sign of `sign`.
static SILA_INLINE float withSign(float size, float sign)
{
    return floatOf((bitsOf(size) & 0x7fffffff) | (bitsOf(sign) & ~0x7fffffff));
}

static SILA_INLINE float least(float a, float b)
{
    return a < b ? a : b;
}

static SILA_INLINE float most(float a, float b)
{
    return a > b ? a : b;
}

static SILA_INLINE float within(float x, float low, float high)
{
    return least(most(x, low), high);
}

/// 1.2e-7 + 1.2e-7 |log2 x|; any normal x above 0.
static SILA_INLINE float log2Of(float x)
{
    constexpr std::int32_t rootHalf = 0x3f3504f3;
    const std::int32_t bits = bitsOf(x);
    const std::int32_t exponent = (bits - rootHalf) >> 23;
    const float f = floatOf(bits - exponent * (1 << 23)) - 1.0F; // from sqrt 1/2 - 1 to sqrt 2 - 1
    float p = 0.1231096847F;
    p = p * f - 0.2058618805F;
    p = p * f + 0.2160782255F;
    p = p * f - 0.2391698814F;
    p = p * f + 0.2879032609F;
    p = p * f - 0.3606932681F;
    p = p * f + 0.4809107535F;
    p = p * f - 0.7213474682F;
    p = p * f + 1.442695004F;
    return static_cast<float>(exponent) + p * f;
}

/// 3e-7; from -126 to 126, clamped outside.
static SILA_INLINE float exp2Of(float x)
{
    constexpr float shift = 12582912.0F; // 1.5 * 2^23: adding it rounds to whole numbers
    x = within(x, -126.0F, 126.0F);
    const float rounded = x + shift;
    const std::int32_t whole = bitsOf(rounded) - 0x4b400000;
    const float f = x - (rounded - shift); // from -1/2 to 1/2
    float p = 0.001339086336F;
    p = p * f + 0.009676031918F;
    p = p * f + 0.05550357114F;
    p = p * f + 0.2402210749F;
    p = p * f + 0.693147188F;
    p = p * f + 1.0F;
    return floatOf(bitsOf(p) + whole * (1 << 23));
}

static SILA_INLINE float log10Of(float x)
{
    return 0.3010299957F * log2Of(x);
}

static SILA_INLINE float pow10Of(float x)
{
    return exp2Of(3.321928095F * x);
}

static SILA_INLINE float expOf(float x)
{
    return exp2Of(1.442695041F * x);
}

static SILA_INLINE float naturalLogOf(float x)
{
    return 0.6931471806F * log2Of(x);
}

/// 3e-7; any x.
static SILA_INLINE float atanOf(float x)
{
    const float size = sizeOf(x);
    const bool steep = size > 1.0F;
    const float t = choose(steep, 1.0F / most(size, 1.0F), size);
    const float z = t * t;
    float p = -0.004559791986F;
    p = p * z + 0.0237805186F;
    p = p * z - 0.05882975314F;
    p = p * z + 0.09868865458F;
    p = p * z - 0.1400329018F;
    p = p * z + 0.1996696183F;
    p = p * z - 0.3333181266F;
    p = p * z + 0.999999882F;
    p *= t;
    return withSign(choose(steep, 1.570796327F - p, p), x);
}

/// sin(asin(x) / 3), the root of a cubic with three real ones; 1e-6; x from -1 to 1.
static SILA_INLINE float sineOfThirdOfArcsine(float x)
{
    const float size = least(sizeOf(x), 1.0F);
    const bool high = size > 0.5F;
    const float z = choose(high, 0.5F * (1.0F - size), size * size);
    const float t = choose(high, sqrtf(z), size);
    float p = 0.05035768193F;
    p = p * z + 0.03979444325F;
    p = p * z + 0.0754534558F;
    p = p * z + 0.1666521959F;
    p = p * z + 1.000000073F;
    p *= t;
    p = choose(high, 1.570796327F - 2.0F * p, p) * (1.0F / 3);
    const float y = p * p;
    const float sine = p * ((0.008252088018F * y - 0.1666583241F) * y + 0.999999873F);
    return withSign(sine, x);
}

} // namespace planning::propagation::engine
