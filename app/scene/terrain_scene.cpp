#include "app/scene/terrain_scene.h"

#include "app/map/labels.h"
#include "app/map/renderer.h"
#include "app/map/symbols.h"
#include "app/map/text.h"
#include "app/scene/drape.h"
#include "app/scene/gl_context.h"
#include "app/scene/shader_texts.h"
#include "app/scene/terrain_mesh.h"
#include "geo/error.h"

#include <QtCore/QCoreApplication>
#include <osg/Geode>
#include <osg/Geometry>
#include <osg/LineWidth>
#include <osg/Program>
#include <osg/Texture2D>
#include <osgViewer/Viewer>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace app::scene {
namespace {

constexpr double mastShare = 0.018; // height of a mast, of the extent's longer side

osg::Vec4 toVec(const QColor& c)
{
    return {static_cast<float>(c.redF()), static_cast<float>(c.greenF()),
            static_cast<float>(c.blueF()), static_cast<float>(c.alphaF())};
}

/// The extent as a square, so that tiles are square; a little wider than what is shown.
geo::Box squareOf(const geo::Box& box)
{
    const double half = 0.56 * std::max({box.width(), box.height(), 500.0});
    const double x = (box.min_x + box.max_x) / 2;
    const double y = (box.min_y + box.max_y) / 2;
    return {x - half, y - half, x + half, y + half};
}

/// Relief of low countries would not be seen, that of high ones needs no help.
double chosenExaggeration(const map::Pyramid& height_m, double extent_m)
{
    float low = 1e9F;
    float high = -1e9F;
    for (const float h : height_m.finest().values) {
        if (!std::isnan(h)) {
            low = std::min(low, h);
            high = std::max(high, h);
        }
    }
    const double relief = std::max(1.0F, high - low);
    return std::clamp(std::round(0.045 * extent_m / relief * 2) / 2, 1.0, 8.0);
}

osg::ref_ptr<osg::Image> toOsg(const QImage& picture)
{
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB888).mirrored();
    osg::ref_ptr<osg::Image> image = new osg::Image;
    image->allocateImage(rgb.width(), rgb.height(), 1, GL_RGB, GL_UNSIGNED_BYTE);
    for (int y = 0; y < rgb.height(); ++y) {
        std::copy_n(rgb.constScanLine(y), static_cast<std::size_t>(rgb.width()) * 3,
                    image->data(0, y));
    }
    return image;
}

} // namespace

struct TerrainScene::Impl {
    SceneRequest request;
    GlContext context;
    geo::Box box; // square
    geo::XY origin;
    double exaggeration = 1;
    osg::ref_ptr<osgViewer::Viewer> viewer;
    osg::ref_ptr<osgViewer::GraphicsWindowEmbedded> window;
    osg::ref_ptr<osg::Uniform> haze;
    osg::ref_ptr<osg::Image> drawn, depths;
    QSize size;

    double mast_m() const { return mastShare * box.width(); }
    double ground_m(geo::XY at) const
    {
        map::PixelWindow one;
        one.first = at;
        one.step_m = request.snapshot.data->terrain->height_m.frame().cell_m;
        one.cols = one.rows = 1;
        const float h =
            request.snapshot.data->terrain->height_m.sample(one, map::Pyramid::Beyond::edge)
                .front();
        return std::isnan(h) ? 0.0 : static_cast<double>(h);
    }
    osg::Vec3d at(geo::XY p, double above) const
    {
        return {p.x_m - origin.x_m, p.y_m - origin.y_m, ground_m(p) * exaggeration + above};
    }

    void build()
    {
        const map::MapData& data = *request.snapshot.data;
        box = squareOf(data.extent.empty() ? data.terrain->height_m.frame().box() : data.extent);
        origin = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        exaggeration = request.exaggeration > 0
                           ? request.exaggeration
                           : chosenExaggeration(data.terrain->height_m, box.width());
        osg::ref_ptr<osg::Group> root = new osg::Group;
        root->addChild(ground());
        root->addChild(lines());
        viewer = new osgViewer::Viewer;
        viewer->setThreadingModel(osgViewer::ViewerBase::SingleThreaded);
        window = new osgViewer::GraphicsWindowEmbedded{0, 0, 64, 64};
        viewer->getCamera()->setGraphicsContext(window);
        viewer->getCamera()->setComputeNearFarMode(osg::CullSettings::DO_NOT_COMPUTE_NEAR_FAR);
        viewer->getCamera()->setClearColor(toVec(sky()));
        viewer->getCamera()->setProjectionResizePolicy(osg::Camera::FIXED); // aim() sets it
        viewer->setLightingMode(osg::View::NO_LIGHT);
        viewer->setSceneData(root);
        viewer->realize();
    }

    QColor sky() const
    {
        return request.style.theme == map::Theme::dark ? QColor{0x14, 0x18, 0x1D}
                                                       : QColor{0xE6, 0xEC, 0xF0};
    }

    osg::ref_ptr<osg::Node> ground()
    {
        const map::MapData& data = *request.snapshot.data;
        auto mesh = makeTerrainMesh(data.terrain->height_m, box, origin, exaggeration);
        osg::StateSet* state = mesh->getOrCreateStateSet();
        osg::ref_ptr<osg::Program> program = new osg::Program;
        program->addShader(new osg::Shader{osg::Shader::VERTEX, terrainVertexShader});
        program->addShader(new osg::Shader{osg::Shader::FRAGMENT, terrainFragmentShader});
        state->setAttributeAndModes(program);
        osg::ref_ptr<osg::Texture2D> texture =
            new osg::Texture2D{toOsg(drapeOf(request.snapshot, request.style, box))};
        texture->setFilter(osg::Texture::MIN_FILTER, osg::Texture::LINEAR_MIPMAP_LINEAR);
        texture->setFilter(osg::Texture::MAG_FILTER, osg::Texture::LINEAR);
        texture->setWrap(osg::Texture::WRAP_S, osg::Texture::CLAMP_TO_EDGE);
        texture->setWrap(osg::Texture::WRAP_T, osg::Texture::CLAMP_TO_EDGE);
        texture->setMaxAnisotropy(4);
        texture->setUnRefImageDataAfterApply(true);
        state->setTextureAttributeAndModes(0, texture);
        osg::Vec3 light{-0.55F, 0.55F, 0.75F};
        light.normalize();
        const osg::Vec4 far = toVec(sky());
        state->addUniform(new osg::Uniform{"drape", 0});
        state->addUniform(new osg::Uniform{"light", light});
        state->addUniform(new osg::Uniform{"sky", osg::Vec3{far.x(), far.y(), far.z()}});
        state->addUniform(new osg::Uniform{"shading", 0.55F});
        haze = new osg::Uniform{"haze_m", 1.0F};
        state->addUniform(haze);
        return mesh;
    }

    /// Masts and hops as lines in their colours.
    osg::ref_ptr<osg::Node> lines() const
    {
        const map::MapData& data = *request.snapshot.data;
        const map::MapState& now = *request.snapshot.state;
        const map::Palette& colours = map::palette(request.style.theme);
        osg::ref_ptr<osg::Geode> geode = new osg::Geode;
        const auto addLines = [&geode](osg::Vec3Array* points, osg::Vec4Array* tints, float width) {
            osg::ref_ptr<osg::Geometry> geometry = new osg::Geometry;
            geometry->setUseDisplayList(false);
            geometry->setUseVertexBufferObjects(true);
            geometry->setVertexArray(points);
            geometry->setColorArray(tints, osg::Array::BIND_PER_VERTEX);
            geometry->addPrimitiveSet(
                new osg::DrawArrays{GL_LINES, 0, static_cast<GLsizei>(points->size())});
            geometry->getOrCreateStateSet()->setAttributeAndModes(new osg::LineWidth{width});
            geode->addDrawable(geometry);
        };
        const auto add = [](osg::Vec3Array* points, osg::Vec4Array* tints, const osg::Vec3d& a,
                            const osg::Vec3d& b, const QColor& colour) {
            points->push_back(a);
            points->push_back(b);
            tints->push_back(toVec(colour));
            tints->push_back(toVec(colour));
        };
        if (request.style.shows(map::LayerId::sites)) {
            osg::ref_ptr<osg::Vec3Array> points = new osg::Vec3Array;
            osg::ref_ptr<osg::Vec4Array> tints = new osg::Vec4Array;
            for (std::size_t i = 0; i < data.sites.size(); ++i) {
                const QColor colour = map::colourOf(now.sites[i], colours);
                add(points, tints, at(data.sites[i].at, 0), at(data.sites[i].at, mast_m()), colour);
            }
            addLines(points, tints, 3);
        }
        if (request.style.shows(map::LayerId::links)) {
            osg::ref_ptr<osg::Vec3Array> points = new osg::Vec3Array;
            osg::ref_ptr<osg::Vec4Array> tints = new osg::Vec4Array;
            for (std::size_t i = 0; i < data.links.size(); ++i) {
                QColor colour =
                    now.links[i] == map::LinkLook::mended ? colours.planned : colours.fibre;
                if (now.links[i] == map::LinkLook::dead) {
                    colour = colours.text3;
                }
                add(points, tints, at(data.links[i].from, 0.8 * mast_m()),
                    at(data.links[i].to, 0.8 * mast_m()), colour);
            }
            addLines(points, tints, 1.6F);
        }
        osg::StateSet* state = geode->getOrCreateStateSet();
        state->setMode(GL_LIGHTING, osg::StateAttribute::OFF);
        return geode;
    }

    /// What is drawn lands in images: colour for the picture, depth to know what is hidden.
    void attachPictures()
    {
        drawn = new osg::Image;
        depths = new osg::Image;
        drawn->allocateImage(size.width(), size.height(), 1, GL_RGBA, GL_UNSIGNED_BYTE);
        depths->allocateImage(size.width(), size.height(), 1, GL_DEPTH_COMPONENT, GL_FLOAT);
        osg::Camera* lens = viewer->getCamera();
        lens->setRenderTargetImplementation(osg::Camera::FRAME_BUFFER_OBJECT);
        lens->attach(osg::Camera::COLOR_BUFFER, drawn.get());
        lens->attach(osg::Camera::DEPTH_BUFFER, depths.get());
        lens->dirtyAttachmentMap();
    }

    void aim(const Camera& camera, QSize pixels)
    {
        if (pixels != size) {
            size = pixels;
            window->resized(0, 0, pixels.width(), pixels.height());
            attachPictures();
        }
        const double heading = camera.heading_deg * std::numbers::pi / 180;
        const double pitch = camera.pitch_deg * std::numbers::pi / 180;
        const osg::Vec3d target = at(camera.target, 0);
        osg::Vec3d eye =
            target + osg::Vec3d{-std::sin(heading) * std::cos(pitch),
                                -std::cos(heading) * std::cos(pitch), std::sin(pitch)} *
                         camera.distance_m;
        // Never under the ground.
        const geo::XY below{eye.x() + origin.x_m, eye.y() + origin.y_m};
        eye.z() = std::max(eye.z(), ground_m(below) * exaggeration + 0.01 * camera.distance_m);
        osg::Camera* lens = viewer->getCamera();
        lens->setViewport(0, 0, pixels.width(), pixels.height());
        lens->setViewMatrixAsLookAt(eye, target, osg::Vec3d{0, 0, 1});
        const double reach = camera.distance_m + 2.2 * box.width();
        lens->setProjectionMatrixAsPerspective(
            35, static_cast<double>(pixels.width()) / pixels.height(), reach / 4000, reach);
        haze->set(static_cast<float>(std::max(1.6 * box.width(), 2.4 * camera.distance_m)));
    }

    /// Symbols and names, hidden where the ground stands before them.
    void annotate(QImage& picture, int samples) const
    {
        const auto* nearest = reinterpret_cast<const float*>(depths->data());
        QPainter painter{&picture};
        painter.setRenderHint(QPainter::Antialiasing);
        const osg::Camera* lens = viewer->getCamera();
        const osg::Matrixd toWindow = lens->getViewMatrix() * lens->getProjectionMatrix() *
                                      lens->getViewport()->computeWindowMatrix();
        struct Spot {
            QPointF at;
            double depth = 0;
        };
        const auto project = [&](const osg::Vec3d& p) -> std::optional<Spot> {
            const osg::Vec4d clip = osg::Vec4d{p, 1} * toWindow;
            if (clip.w() <= 0) {
                return std::nullopt;
            }
            const double x = clip.x() / clip.w();
            const double y = clip.y() / clip.w();
            const double z = clip.z() / clip.w();
            const int col = static_cast<int>(x);
            const int row = static_cast<int>(y);
            if (col < 0 || row < 0 || col >= size.width() || row >= size.height() || z < 0 ||
                z > 1) {
                return std::nullopt;
            }
            const float before =
                nearest[static_cast<std::size_t>(row) * static_cast<std::size_t>(size.width()) +
                        static_cast<std::size_t>(col)];
            if (z > before + 2e-4) {
                return std::nullopt;
            }
            return Spot{QPointF{x, size.height() - y} / samples, z};
        };
        const map::MapData& data = *request.snapshot.data;
        const map::MapState& now = *request.snapshot.state;
        std::vector<std::pair<Spot, std::size_t>> shown;
        for (std::size_t i = 0; request.style.shows(map::LayerId::sites) && i < data.sites.size();
             ++i) {
            if (const auto spot = project(at(data.sites[i].at, mast_m()))) {
                shown.emplace_back(*spot, i);
            }
        }
        std::ranges::stable_sort(shown, std::greater<>{},
                                 [](const auto& s) { return s.first.depth; });
        for (const auto& [spot, i] : shown) {
            const map::SiteLook look = now.sites[i];
            map::drawSite(painter, spot.at, look, look == map::SiteLook::working ? 8 : 11,
                          request.style.theme);
        }
        if (request.style.shows(map::LayerId::places)) {
            writeNames(painter, project);
        }
    }

    template <typename Project>
    void writeNames(QPainter& painter, const Project& project) const
    {
        const map::MapData& data = *request.snapshot.data;
        const map::Palette& colours = map::palette(request.style.theme);
        std::vector<QRectF> taken;
        constexpr std::size_t most = 30;
        for (const map::MapPlace& place : data.places) { // most people first
            const auto spot = project(at(place.at, 1.9 * mast_m()));
            if (!spot || taken.size() >= most) {
                continue;
            }
            const bool large = place.population > 100'000;
            const QFont face = map::font(large ? 14 : 12, large);
            const QString name =
                map::shownName(place.name, place.name_local, request.style.language);
            const QFontMetricsF metrics{face};
            QRectF frame{0, 0, metrics.horizontalAdvance(name) + 8, metrics.height()};
            frame.moveCenter(spot->at);
            if (!QRectF{painter.viewport()}.contains(frame) ||
                std::ranges::any_of(taken, [&](const QRectF& r) { return r.intersects(frame); })) {
                continue;
            }
            taken.push_back(frame);
            map::drawWithHalo(painter, {frame.left() + 4, frame.bottom() - metrics.descent()}, name,
                              face, colours.text, colours.halo);
        }
    }
};

TerrainScene::TerrainScene(const SceneRequest& request) : impl_{std::make_unique<Impl>()}
{
    impl_->request = request;
    if (!request.snapshot.data || !request.snapshot.state || !request.snapshot.data->terrain ||
        request.snapshot.data->terrain->height_m.empty()) {
        throw geo::Error{"the workspace has no elevation, so there is no terrain to show",
                         "Import one: sila import WORKSPACE elevation FOLDER"};
    }
    impl_->build();
}

TerrainScene::~TerrainScene()
{
    if (impl_->viewer) {
        impl_->context.makeCurrent();
        impl_->viewer->setSceneData(nullptr);
        impl_->window->close();
    }
}

QImage TerrainScene::render(const Camera& camera, QSize pixels, Quality quality)
{
    impl_->context.makeCurrent();
    const int samples = quality == Quality::fine ? 2 : 1; // along each side
    impl_->aim(camera, pixels * samples);
    impl_->viewer->frame();
    const QSize size = impl_->size;
    const QImage raw{impl_->drawn->data(), size.width(), size.height(), size.width() * 4,
                     QImage::Format_RGBA8888};
    QImage picture = raw.mirrored().convertToFormat(QImage::Format_RGB32);
    if (samples > 1) {
        picture = picture.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    impl_->annotate(picture, samples);
    return picture;
}

double TerrainScene::exaggeration() const
{
    return impl_->exaggeration;
}

geo::Box TerrainScene::extent() const
{
    return impl_->box;
}

double TerrainScene::groundAt_m(geo::XY at) const
{
    return impl_->ground_m(at);
}

QString scaleNote(const TerrainScene& scene)
{
    return QCoreApplication::translate("scene", "Heights × %1, masts not to scale")
        .arg(scene.exaggeration(), 0, 'g', 2);
}

} // namespace app::scene
