#include "geo/files/offline.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <mutex>

namespace geo {
namespace {

void* refuseOpen(void*, const char*, const char*)
{
    return nullptr;
}

int refuseStat(void*, const char*, VSIStatBufL*, int)
{
    return -1;
}

/// An open file is never handed out, so these are never asked; GDAL wants them all the same.
vsi_l_offset noPosition(void*)
{
    return 0;
}
int noSeek(void*, vsi_l_offset, int)
{
    return -1;
}
size_t noBytes(void*, void*, size_t, size_t)
{
    return 0;
}
int atEnd(void*)
{
    return 1;
}
int closed(void*)
{
    return 0;
}

} // namespace

void closeGdalToTheNetwork()
{
    static std::once_flag once;
    std::call_once(once, [] {
        for (const char* name :
             {"HTTP",  "WMS",        "WCS",           "WMTS", "WFS",    "OAPIF",  "OGCAPI",
              "CSW",   "PLMOSAIC",   "PLSCENES",      "DAAS", "EEDA",   "EEDAI",  "NGW",
              "Carto", "AmigoCloud", "Elasticsearch", "GFT",  "STACTA", "STACIT", "RDA"}) {
            if (GDALDriverH driver = GDALGetDriverByName(name)) {
                GDALDeregisterDriver(driver);
            }
        }
        VSIFilesystemPluginCallbacksStruct* refuse = VSIAllocFilesystemPluginCallbacksStruct();
        refuse->open = refuseOpen;
        refuse->stat = refuseStat;
        refuse->tell = noPosition;
        refuse->seek = noSeek;
        refuse->read = noBytes;
        refuse->eof = atEnd;
        refuse->close = closed;
        for (const char* prefix :
             {"/vsicurl/", "/vsicurl?", "/vsicurl_streaming/", "/vsis3/", "/vsis3_streaming/",
              "/vsigs/", "/vsigs_streaming/", "/vsiaz/", "/vsiaz_streaming/", "/vsiadls/",
              "/vsioss/", "/vsioss_streaming/", "/vsiswift/", "/vsiswift_streaming/", "/vsihdfs/",
              "/vsiwebhdfs/"}) {
            VSIInstallPluginHandler(prefix, refuse);
        }
        VSIFreeFilesystemPluginCallbacksStruct(refuse);
        OSRSetPROJEnableNetwork(0);
    });
}

} // namespace geo
