#pragma once
// The symbols of assets: colour and shape both tell the status. Sizes in pixels at 100 % scale;
// a painter scaled by the screen's factor keeps them sharp.
#include "app/map/map_data.h"
#include "app/map/theme.h"

#include <QtGui/QPainter>

#include <optional>
#include <span>

namespace app::map {

/// A site `across_px` wide with its halo. `number`: order in the plan, for a planned one.
void drawSite(QPainter& painter, QPointF at, SiteLook look, double across_px, Theme theme,
              int number = 0);
/// How wide a site is drawn at a scale: small from afar, larger near by.
double siteSize_px(SiteLook look, double m_per_px);

/// The dotted ring of a status older than 14 days is drawn over the symbol made pale.
void drawStaleSite(QPainter& painter, QPointF at, SiteLook look, double across_px, Theme theme);
/// The small mark beside a symbol: another source says otherwise.
void drawDispute(QPainter& painter, QPointF at, double across_px, Theme theme);

void drawNode(QPainter& painter, QPointF at, planning::NodeKind kind, Theme theme);
/// Core nodes and landing points: larger than the others and over all lines.
constexpr bool isCore(planning::NodeKind kind)
{
    return kind == planning::NodeKind::core || kind == planning::NodeKind::landing;
}
inline constexpr double coreSize_px = 12;
void drawFacility(QPainter& painter, QPointF at, planning::FacilityKind kind, Theme theme);

/// Sites too close to tell apart: a ring by status with their number inside. `counts` as SiteLook.
void drawCluster(QPainter& painter, QPointF at, std::span<const int> counts, Theme theme);
inline constexpr double clusterSize_px = 36;

/// A step of the plan: dashed ring with its number; filled when running (planned) or done
/// (working). `sure`, the share of drawn worlds in which it is early, is an arc round it that
/// closes at 1; it needs stepArc_px more on each side.
enum class StepLook { planned, running, done };
void drawStep(QPainter& painter, QPointF at, int number, StepLook look, Theme theme,
              double across_px = 21, std::optional<double> sure = {});
inline constexpr double stepArc_px = 5;

void drawSelection(QPainter& painter, QPointF at, Theme theme, double across_px = 23);
void drawHover(QPainter& painter, QPointF at, Theme theme);

/// The cross in the gap of a cut span, and its end bars `gap_px` apart along `angle_deg`.
void drawCut(QPainter& painter, QPointF at, double angle_deg, double gap_px, Theme theme);
void drawCross(QPainter& painter, QPointF at, double across_px, const QColor& colour,
               const QColor& halo, double halo_px);
void drawLinkDiamond(QPainter& painter, QPointF at, bool dead, Theme theme);

QColor colourOf(SiteLook look, const Palette& palette);

} // namespace app::map
