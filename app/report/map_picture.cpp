#include "app/report/map_picture.h"

#include "app/document/words.h"
#include "app/map/text.h"
#include "geo/files/atomic_file.h"
#include "geo/misuse.h"

#include <QtCore/QBuffer>
#include <QtCore/QMarginsF>
#include <QtGui/QPageSize>
#include <QtGui/QPdfWriter>
#include <QtSvg/QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace app::report {
namespace {

constexpr double mostPixels = 2e8;
constexpr double dots_per_inch = 96; // of a pixel at 100 %
constexpr double printedDensity = 2; // image pixels of the ground for one pixel, in SVG and PDF

QString tr(const char* text)
{
    return QCoreApplication::translate("report", text);
}

QStringList figuresOf(const document::Headline& now, const document::Headline& today)
{
    QStringList out;
    if (now.covered && now.people > 0) {
        const double share = now.served / now.people;
        QString words =
            tr("of %1 people served, %2").arg(map::shortCount(now.people), map::percent(share));
        if (now.served_at_most - now.served > 0.005 * now.people) {
            words = tr("of %1 people served, %2 to %3")
                        .arg(map::shortCount(now.people), map::percent(share),
                             map::percent(now.served_at_most / now.people));
        }
        out << map::shortRange(now.served, std::max(now.served, now.served_at_most)) << words;
        if (now.lost > 0) {
            out << map::shortRange(std::min(now.lost_certain, now.lost), now.lost)
                << tr("lost service; %1 more never had it").arg(map::shortCount(now.never));
        }
    }
    if (now.sites > 0) {
        out << map::grouped(now.sites_out) << tr("of %1 sites out").arg(map::grouped(now.sites));
    }
    if (now.day > 0 && now.covered && now.plan_days > 0 && now.served > today.served) {
        out << u'+' + map::shortCount(now.served - today.served)
            << tr("people back by day %1 of the plan").arg(now.day);
    } else if (now.covered && now.plan_days > 0 && now.with_plan > now.served && now.people > 0) {
        out << u'+' + map::shortCount(now.with_plan - now.served)
            << tr("with the plan by day %1, to %2, for %3")
                   .arg(now.plan_days)
                   .arg(map::percent(now.with_plan / now.people),
                        document::shortMoney(now.plan_usd));
    }
    return out;
}

QString subtitleOf(const document::Document& document, int day)
{
    const Situation& now = document.situation();
    QString out = now.reported ? tr("as of %1").arg(document::dateWords(now.as_of))
                               : tr("nothing reported yet");
    if (const document::PlanView* plan = document.plan(); plan != nullptr && day > 0) {
        out = tr("day %1 of %2, %3")
                  .arg(day)
                  .arg(plan->days)
                  .arg(document::dateWords(plan->dateOf(day)));
    }
    return out;
}

QByteArray pngOf(const map::Snapshot& snapshot, const map::PictureRequest& picture, double scale,
                 const document::Document& document)
{
    return pngBytes(map::drawPicture(snapshot, picture, scale), document);
}

QByteArray svgOf(const map::Snapshot& snapshot, const map::PictureRequest& picture)
{
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(picture.size.toSize());
    svg.setViewBox(QRectF{QPointF{0, 0}, picture.size});
    svg.setTitle(picture.title);
    QPainter painter{&svg};
    map::drawPicture(painter, snapshot, picture, printedDensity);
    painter.end();
    return bytes;
}

QByteArray pdfOf(const map::Snapshot& snapshot, const map::PictureRequest& picture)
{
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf{&buffer};
    constexpr double points_per_px = 72 / dots_per_inch;
    pdf.setPageSize(QPageSize{picture.size * points_per_px, QPageSize::Point, QString{},
                              QPageSize::ExactMatch});
    pdf.setPageMargins(QMarginsF{0, 0, 0, 0});
    pdf.setTitle(picture.title);
    pdf.setCreator(QStringLiteral("sila " SILA_VERSION));
    constexpr int resolution = 1152; // 12 device units for a pixel
    pdf.setResolution(resolution);
    QPainter painter{&pdf};
    painter.scale(resolution / dots_per_inch, resolution / dots_per_inch);
    map::drawPicture(painter, snapshot, picture, printedDensity);
    painter.end();
    return bytes;
}

} // namespace

void hidePositions(map::Style& style)
{
    using map::LayerId;
    for (map::LayerState& layer : style.layers) {
        layer.visible = layer.visible && layer.id != LayerId::sites && layer.id != LayerId::fibre &&
                        layer.id != LayerId::links && layer.id != LayerId::plan &&
                        layer.id != LayerId::candidates;
    }
}

map::PictureRequest pictureFor(const document::Document& document, const MapPictureRequest& request)
{
    map::PictureRequest out;
    out.size = request.size;
    out.style = request.style;
    if (!request.positions) {
        hidePositions(out.style);
    }
    out.bbox = request.bbox;
    if (request.frame) {
        out.title = document.title();
        out.subtitle = subtitleOf(document, request.day);
        out.headline = figuresOf(document.headline(request.day), document.headline(0));
    }
    out.legend = request.frame;
    if (request.selected) {
        const document::Target& target = *request.selected;
        if (target.kind == document::TargetKind::asset) {
            out.selected = target.asset;
            for (const document::MendLine& line : document.facts(target, request.day).mend) {
                out.style.repairPath.push_back(line.asset);
            }
        } else if (const auto box = document.boxOf(target, request.day);
                   box && request.bbox.empty()) {
            out.bbox = box->grown(0.25 * std::max({box->width(), box->height(), 2000.0}));
        }
    }
    return out;
}

void writeMapPicture(const document::Document& document, const MapPictureRequest& request,
                     const std::filesystem::path& file)
{
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const double pixels =
        request.size.width() * request.size.height() * request.scale * request.scale;
    if (!(pixels <= mostPixels) || request.size.width() < 1 || request.size.height() < 1) {
        throw geo::Error{"the picture would be too large",
                         "Take a smaller --size or --scale: up to 200 million pixels",
                         {file.string()}};
    }
    const map::Snapshot snapshot = document.snapshot(request.day);
    const map::PictureRequest picture = pictureFor(document, request);
    if (ending == ".png") {
        writeBytes(pngOf(snapshot, picture, request.scale, document), file);
    } else if (ending == ".svg") {
        writeBytes(svgOf(snapshot, picture), file);
    } else if (ending == ".pdf") {
        writeBytes(pdfOf(snapshot, picture), file);
    } else {
        throw geo::Misuse{"pictures are written as PNG, SVG or PDF",
                          "Give the file a name that ends in .png, .svg or .pdf",
                          {file.string()}};
    }
}

QByteArray pngBytes(QImage image, const document::Document& document)
{
    image.setText(QStringLiteral("Software"), QStringLiteral("sila " SILA_VERSION));
    image.setText(QStringLiteral("Inputs"), document.fingerprint());
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG", quickPng);
    return bytes;
}

void writeBytes(const QByteArray& bytes, const std::filesystem::path& file)
{
    geo::writeFile(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace app::report
