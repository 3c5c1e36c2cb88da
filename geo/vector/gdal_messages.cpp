#include "geo/vector/gdal_messages.h"

#include "geo/files/offline.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

#include <algorithm>
#include <cctype>
#include <mutex>

namespace geo {

struct GdalMessages::Caught {
    struct Message {
        bool error = false;
        std::string text;
    };
    std::vector<Message> messages;

    static void CPL_STDCALL take(CPLErr level, CPLErrorNum, const char* text)
    {
        if (level != CE_Warning && level != CE_Failure && level != CE_Fatal) {
            return;
        }
        auto* caught = static_cast<Caught*>(CPLGetErrorHandlerUserData());
        constexpr std::size_t enough = 1000; // a broken file can complain about each of its rows
        if (caught->messages.size() < enough) {
            caught->messages.push_back({level != CE_Warning, text});
        }
    }
};

GdalMessages::GdalMessages() : caught_{std::make_unique<Caught>()}
{
    CPLPushErrorHandlerEx(&Caught::take, caught_.get());
}

GdalMessages::~GdalMessages()
{
    CPLPopErrorHandler();
    CPLErrorReset();
}

bool GdalMessages::failed() const
{
    return std::ranges::any_of(caught_->messages, &Caught::Message::error);
}

std::size_t GdalMessages::count() const
{
    return caught_->messages.size();
}

void GdalMessages::forget()
{
    caught_->messages.clear();
    CPLErrorReset();
}

std::string GdalMessages::first() const
{
    const auto& all = caught_->messages;
    auto found = std::ranges::find_if(all, &Caught::Message::error);
    if (found == all.end()) {
        found = all.begin();
    }
    if (found == all.end()) {
        return {};
    }
    std::string line = found->text;
    line = line.substr(0, line.find('\n'));
    // Paths say nothing that the caller does not know; neither does the word ERROR.
    std::string plain;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        const std::string word = line.substr(at, end - at);
        if (word.find('/') == std::string::npos && word != "ERROR" && word != "ERROR:") {
            const bool sign = word == ":" || word == "," || word == ".";
            plain += (plain.empty() || sign ? "" : " ") + word;
        }
        at = end + 1;
    }
    line = plain.substr(std::min(plain.find_first_not_of(": ,."), plain.size()));
    while (!line.empty() && (line.back() == '.' || line.back() == ' ' || line.back() == '!')) {
        line.pop_back();
    }
    constexpr std::size_t longest = 200;
    if (line.size() > longest) {
        line = line.substr(0, longest) + "…";
    }
    return line;
}

void startGdal()
{
    static std::once_flag once;
    std::call_once(once, [] {
        GDALAllRegister();
        closeGdalToTheNetwork();
        CPLSetConfigOption("GML_SKIP_RESOLVE_ELEMS", "ALL");
        CPLSetConfigOption("GML_DOWNLOAD_SCHEMA", "NO");
        CPLSetConfigOption("PROJ_NETWORK", "OFF");
        CPLSetConfigOption("DTED_VERIFY_CHECKSUM", "YES");
        // A sheet's cells as they are: which row is the header, we find out ourselves.
        CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
        CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
        CPLSetConfigOption("OGR_ODS_HEADERS", "DISABLE");
        CPLSetConfigOption("OGR_ODS_FIELD_TYPES", "STRING");
    });
}

} // namespace geo
