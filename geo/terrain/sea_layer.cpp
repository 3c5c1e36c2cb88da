// Sea or land as polygons somebody drew.
#include "geo/terrain/dem_mosaic.h"

#include <gdal_utils.h>

#include <fmt/format.h>

namespace geo {

std::vector<std::uint8_t> polygonsOnGrid(const std::filesystem::path& file, const DemMosaic& mosaic,
                                         int step, int cols, int rows)
{
    startGdal();
    const std::string name = pathText(file);
    GdalMessages messages;
    const Dataset polygons{
        GDALOpenEx(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr)};
    if (!polygons || GDALDatasetGetLayerCount(polygons.get()) == 0) {
        throw rasterFault(file, "is not a file of polygons that can be read",
                          "Give land or sea polygons as GeoPackage, GeoJSON or Shapefile");
    }
    std::vector<std::uint8_t> mask(static_cast<std::size_t>(cols) * static_cast<std::size_t>(rows));
    const std::string address =
        fmt::format("MEM:::DATAPOINTER={},PIXELS={},LINES={},BANDS=1,DATATYPE=Byte",
                    static_cast<const void*>(mask.data()), cols, rows);
    const Dataset grid{GDALOpen(address.c_str(), GA_Update)};
    std::array<double, 6> t = mosaic.geotransform();
    t[1] *= step;
    t[5] *= step;
    GDALSetGeoTransform(grid.get(), t.data());
    GDALSetSpatialRef(grid.get(), crsFrom(mosaic.info().crs, file).get());
    for (int i = 0; i < GDALDatasetGetLayerCount(polygons.get()); ++i) {
        OGRLayerH layer = GDALDatasetGetLayer(polygons.get(), i);
        const OGRwkbGeometryType type = wkbFlatten(OGR_L_GetGeomType(layer));
        if (type != wkbPolygon && type != wkbMultiPolygon && type != wkbUnknown) {
            continue;
        }
        if (OGR_L_GetSpatialRef(layer) == nullptr) {
            throw rasterFault(file, "does not say in which CRS its polygons lie",
                              "Put the .prj file that belongs to it beside it");
        }
        Options options{"-burn", "1", "-l", OGR_L_GetName(layer)};
        struct Free {
            void operator()(GDALRasterizeOptions* o) const { GDALRasterizeOptionsFree(o); }
        };
        const std::unique_ptr<GDALRasterizeOptions, Free> parsed{
            GDALRasterizeOptionsNew(options.list(), nullptr)};
        int wrong = 0;
        if (GDALRasterize(nullptr, grid.get(), polygons.get(), parsed.get(), &wrong) == nullptr ||
            messages.failed()) {
            throw rasterFault(file,
                              fmt::format("its polygons cannot be used ({})", messages.first()),
                              "Repair them in QGIS");
        }
    }
    GDALFlushCache(grid.get());
    return mask;
}

} // namespace geo
