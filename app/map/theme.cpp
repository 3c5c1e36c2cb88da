#include "app/map/theme.h"

namespace app::map {

namespace {

QColor rgb(unsigned value)
{
    return QColor{QRgb{0xff000000U | value}};
}

Palette light()
{
    Palette p{};
    p.dark = false;
    p.window = rgb(0xF6F4EF);
    p.panel = rgb(0xFFFFFF);
    p.sunk = rgb(0xF3F1EB);
    p.rule = rgb(0xE2DED5);
    p.fieldEdge = rgb(0xCFC9BD);
    p.faultGround = rgb(0xF8E9E9);
    p.text = rgb(0x1D2129);
    p.text2 = rgb(0x565D6B);
    p.text3 = rgb(0x686F7B);
    p.accent = rgb(0x1B62D6);
    p.accentGround = rgb(0xE7F0FE);
    p.onAccent = rgb(0xFFFFFF);
    p.staleGround = rgb(0xFDF6DC);
    p.fibre = rgb(0x4B5563);
    p.halo = rgb(0xFFFFFF);
    p.casing = rgb(0xFFFFFF);
    p.working = rgb(0x0B8A68);
    p.degraded = rgb(0xEDB100);
    p.degradedEdge = rgb(0x6B4E00);
    p.noPower = rgb(0xCC4A00);
    p.backhaul = rgb(0x4A2A9C);
    p.destroyed = rgb(0x8C101F);
    p.planned = rgb(0x2A78F0);
    p.unknown = rgb(0x555B69);
    p.gap = rgb(0xCF2BA6);
    p.access = {rgb(0x3F4A5A), rgb(0x1C7484), rgb(0x66751B), rgb(0x8A5A2B)};
    p.signal = {rgb(0x3E8E9E), rgb(0x7E6BB0), rgb(0x5B7F3A), rgb(0xA8823A)};
    p.signalOpacity = {0.14, 0.22, 0.30, 0.38};
    p.land = rgb(0xF4F2EC);
    p.water = rgb(0xDCE6EC);
    p.waterFar = rgb(0xCBDAE3);
    p.coast = rgb(0x8FA9B8);
    p.border = rgb(0x9A948A);
    p.borderCasing = QColor{255, 255, 255, 170};
    p.veil = rgb(0xF1F1EF);
    p.people = rgb(0xB9AD9B);
    p.shadow = rgb(0x7C8496);
    p.contour = rgb(0x7A6648);
    p.waterText = rgb(0x5F8296);
    p.areaText = rgb(0x8B857A);
    p.tones = {{{-430, rgb(0xE3E2D2)},
                {-200, rgb(0xEBE8DB)},
                {0, rgb(0xF3F1EA)},
                {150, rgb(0xF4F2EC)},
                {400, rgb(0xF1EEE5)},
                {700, rgb(0xECE7DC)},
                {1000, rgb(0xE4DED2)}}};
    return p;
}

Palette dark()
{
    Palette p{};
    p.dark = true;
    p.window = rgb(0x14181D);
    p.panel = rgb(0x1B2026);
    p.sunk = rgb(0x161A20);
    p.rule = rgb(0x2C343D);
    p.fieldEdge = rgb(0x3D4751);
    p.faultGround = rgb(0x34201F);
    p.text = rgb(0xECEFF2);
    p.text2 = rgb(0xAAB3BE);
    p.text3 = rgb(0x8D97A3);
    p.accent = rgb(0x7DB4FF);
    p.accentGround = rgb(0x1E2F47);
    p.onAccent = rgb(0x10151B);
    p.staleGround = rgb(0x33301F);
    p.fibre = rgb(0xB9C2CC);
    p.halo = rgb(0x14191E);
    p.casing = rgb(0x12161A);
    p.working = rgb(0x3ED6A4);
    p.degraded = rgb(0xF7E27A);
    p.degradedEdge = rgb(0xF7E27A);
    p.noPower = rgb(0xEE9A2A);
    p.backhaul = rgb(0xCDB8FF);
    p.destroyed = rgb(0xF2564C);
    p.planned = rgb(0x3FA2FF);
    p.unknown = rgb(0x8D9399);
    p.gap = rgb(0xFF3FC4);
    p.access = {rgb(0xC3CBD5), rgb(0x5CB8CA), rgb(0xB9C65A), rgb(0xD6A56C)};
    p.signal = {rgb(0x2E8C9C), rgb(0x8E7CC4), rgb(0x7FA35A), rgb(0xC9A35A)};
    p.signalOpacity = {0.20, 0.32, 0.44, 0.56};
    p.land = rgb(0x262C32);
    p.water = rgb(0x15222C);
    p.waterFar = rgb(0x101B24);
    p.coast = rgb(0x33434F);
    p.border = rgb(0x77808A);
    p.borderCasing = QColor{18, 22, 26, 170};
    p.veil = rgb(0x1A1F24);
    p.people = rgb(0x565A60);
    p.shadow = rgb(0x000000);
    p.contour = rgb(0xB59A70);
    p.waterText = rgb(0x66899C);
    p.areaText = rgb(0x7C858E);
    p.tones = {{{-430, rgb(0x23292E)},
                {0, rgb(0x262C32)},
                {400, rgb(0x2C3238)},
                {1000, rgb(0x363C42)},
                {1001, rgb(0x363C42)},
                {1002, rgb(0x363C42)},
                {1003, rgb(0x363C42)}}};
    return p;
}

} // namespace

const Palette& palette(Theme theme)
{
    static const Palette lightPalette = light();
    static const Palette darkPalette = dark();
    return theme == Theme::light ? lightPalette : darkPalette;
}

QFont font(double size_px, bool bold)
{
    QFont f;
    f.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans Arabic")});
    // Half a pixel matters for labels, but QFont only takes whole pixels; painters scale instead.
    f.setPixelSize(static_cast<int>(size_px + 0.5));
    f.setWeight(bold ? QFont::Bold : QFont::Normal);
    f.setHintingPreference(QFont::PreferNoHinting);
    f.setStyleStrategy(QFont::PreferAntialias);
    return f;
}

} // namespace app::map
