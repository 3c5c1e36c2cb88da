#include "app/scene/terrain_mesh.h"

#include <osg/Geode>
#include <osg/Geometry>
#include <osg/LOD>

#include <algorithm>
#include <cmath>

namespace app::scene {
namespace {

// A tile gives way to its four children when the eye is nearer than this many of its sides.
constexpr double splitDistance = 2.2;
// The finest tiles are not much finer than the heights, nor than what the drape can show.
constexpr double finestShare = 1.0 / 1536;

class MeshMaker {
public:
    MeshMaker(const map::Pyramid& height_m, const geo::Box& box, geo::XY origin,
              double exaggeration)
        : height_m_{height_m}, box_{box}, origin_{origin},
          exaggeration_{exaggeration}, indices_{makeIndices()}
    {
        const double side = std::max(box.width(), box.height());
        const double finest = std::max(height_m.frame().cell_m, side * finestShare);
        deepest_ =
            std::max(0, static_cast<int>(std::ceil(std::log2(side / finest / (tileSide - 1)))));
    }

    osg::ref_ptr<osg::Node> tile(int level, const geo::Box& part) const
    {
        osg::ref_ptr<osg::Geode> own = geometryOf(part);
        if (level >= deepest_) {
            return own;
        }
        osg::ref_ptr<osg::Group> children = new osg::Group;
        const double mx = (part.min_x + part.max_x) / 2;
        const double my = (part.min_y + part.max_y) / 2;
        for (const geo::Box& quarter :
             {geo::Box{part.min_x, part.min_y, mx, my}, geo::Box{mx, part.min_y, part.max_x, my},
              geo::Box{part.min_x, my, mx, part.max_y}, geo::Box{mx, my, part.max_x, part.max_y}}) {
            children->addChild(tile(level + 1, quarter));
        }
        osg::ref_ptr<osg::LOD> lod = new osg::LOD;
        const auto range =
            static_cast<float>(splitDistance * std::max(part.width(), part.height()));
        lod->addChild(own, range, 1e12F);
        lod->addChild(children, 0, range);
        lod->setCenterMode(osg::LOD::USER_DEFINED_CENTER);
        lod->setCenter(osg::Vec3{static_cast<float>(mx - origin_.x_m),
                                 static_cast<float>(my - origin_.y_m), 0});
        lod->setRadius(std::hypot(part.width(), part.height()) / 2);
        return lod;
    }

private:
    /// Triangles of a tile of tileSide² vertices followed by its skirt, shared by all tiles.
    static osg::ref_ptr<osg::DrawElementsUShort> makeIndices()
    {
        osg::ref_ptr<osg::DrawElementsUShort> list = new osg::DrawElementsUShort{GL_TRIANGLES};
        const auto add = [&list](int a, int b, int c) {
            for (const int i : {a, b, c}) {
                list->push_back(static_cast<GLushort>(i));
            }
        };
        for (int r = 0; r + 1 < tileSide; ++r) {
            for (int c = 0; c + 1 < tileSide; ++c) {
                const int i = r * tileSide + c;
                add(i, i + 1, i + tileSide + 1);
                add(i, i + tileSide + 1, i + tileSide);
            }
        }
        const std::vector<int> rim = rimIndices();
        const int skirt = tileSide * tileSide;
        const int count = static_cast<int>(rim.size());
        for (int i = 0; i < count; ++i) {
            const int next = (i + 1) % count;
            add(rim[static_cast<std::size_t>(i)], skirt + i, skirt + next);
            add(rim[static_cast<std::size_t>(i)], skirt + next,
                rim[static_cast<std::size_t>(next)]);
        }
        return list;
    }

    /// Vertices round the edge of a tile, counter-clockwise from the south-west.
    static std::vector<int> rimIndices()
    {
        std::vector<int> rim;
        constexpr int last = tileSide - 1;
        for (int c = 0; c < last; ++c) {
            rim.push_back(c);
        }
        for (int r = 0; r < last; ++r) {
            rim.push_back(r * tileSide + last);
        }
        for (int c = last; c > 0; --c) {
            rim.push_back(last * tileSide + c);
        }
        for (int r = last; r > 0; --r) {
            rim.push_back(r * tileSide);
        }
        return rim;
    }

    osg::ref_ptr<osg::Geode> geometryOf(const geo::Box& part) const
    {
        // One more sample on each side gives normals that agree across tiles.
        const double step_x = part.width() / (tileSide - 1);
        const double step_y = part.height() / (tileSide - 1);
        const double step = std::max(step_x, step_y);
        map::PixelWindow window;
        window.step_m = step;
        window.first = {part.min_x - step, part.max_y + step};
        window.cols = window.rows = tileSide + 2;
        std::vector<float> h = height_m_.sample(window, map::Pyramid::Beyond::edge);
        for (float& value : h) {
            value = std::isnan(value) ? 0.0F : value;
        }
        const auto height = [&h](int col, int row) { // row 0 in the south, -1 … tileSide
            return h[static_cast<std::size_t>((tileSide - row) * (tileSide + 2) + col + 1)];
        };
        osg::ref_ptr<osg::Vec3Array> points = new osg::Vec3Array;
        osg::ref_ptr<osg::Vec3Array> normals = new osg::Vec3Array;
        osg::ref_ptr<osg::Vec2Array> texture = new osg::Vec2Array;
        const auto z = static_cast<float>(exaggeration_);
        for (int r = 0; r < tileSide; ++r) {
            for (int c = 0; c < tileSide; ++c) {
                const double x = part.min_x + c * step;
                const double y = part.min_y + r * step;
                points->push_back({static_cast<float>(x - origin_.x_m),
                                   static_cast<float>(y - origin_.y_m), z * height(c, r)});
                const float dx =
                    (height(c + 1, r) - height(c - 1, r)) * z / (2 * static_cast<float>(step));
                const float dy =
                    (height(c, r + 1) - height(c, r - 1)) * z / (2 * static_cast<float>(step));
                osg::Vec3 normal{-dx, -dy, 1};
                normal.normalize();
                normals->push_back(normal);
                texture->push_back({static_cast<float>((x - box_.min_x) / box_.width()),
                                    static_cast<float>((y - box_.min_y) / box_.height())});
            }
        }
        const auto drop = static_cast<float>(step * 2 + 50 * exaggeration_);
        for (const int i : rimIndices()) {
            const auto at = static_cast<std::size_t>(i);
            points->push_back((*points)[at] - osg::Vec3{0, 0, drop});
            normals->push_back((*normals)[at]);
            texture->push_back((*texture)[at]);
        }
        osg::ref_ptr<osg::Geometry> geometry = new osg::Geometry;
        geometry->setUseDisplayList(false);
        geometry->setUseVertexBufferObjects(true);
        geometry->setVertexArray(points);
        geometry->setNormalArray(normals, osg::Array::BIND_PER_VERTEX);
        geometry->setTexCoordArray(0, texture);
        geometry->addPrimitiveSet(indices_);
        osg::ref_ptr<osg::Geode> geode = new osg::Geode;
        geode->addDrawable(geometry);
        return geode;
    }

    const map::Pyramid& height_m_;
    geo::Box box_;
    geo::XY origin_;
    double exaggeration_;
    osg::ref_ptr<osg::DrawElementsUShort> indices_;
    int deepest_ = 0;
};

} // namespace

osg::ref_ptr<osg::Node> makeTerrainMesh(const map::Pyramid& height_m, const geo::Box& box,
                                        geo::XY origin, double exaggeration)
{
    return MeshMaker{height_m, box, origin, exaggeration}.tile(0, box);
}

} // namespace app::scene
