#include "app/jobs/operator_styles.h"

#include <array>

namespace app {
namespace {

/// One column in the three languages; "" where the list does not have it.
struct Header {
    const char* ours;
    std::array<const char*, 3> theirs;
};

// The local name is left out of lists in a one-byte code page: it cannot hold every script.
constexpr std::array siteHeaders{
    Header{"site_id", {"Site ID", "رقم الموقع", "код сайту"}},
    Header{"name", {"Site Name", "اسم الموقع", "назва"}},
    Header{"name_local", {"Local Name", "", ""}},
    Header{"operator", {"Operator", "المشغل", "оператор"}},
    Header{"owner", {"Owner", "المالك", "власник"}},
    Header{"structure", {"Structure", "نوع البرج", "тип опори"}},
    Header{"structure_height_m", {"Structure Height", "ارتفاع البرج", "висота споруди"}},
    Header{"lat", {"Latitude", "خط العرض", "широта"}},
    Header{"lon", {"Longitude", "خط الطول", "довгота"}},
    Header{"transport_id", {"Transport Node", "عقدة النقل", "транспортний вузол"}},
    Header{"grid_node_id", {"Power Feeder", "محطة الكهرباء", "підстанція"}},
    Header{"load_kw", {"Power Load (kW)", "الحمل", "навантаження"}},
    Header{"battery_h", {"Battery Hours", "ساعات البطارية", "автономність"}},
    Header{"generator_kw", {"Generator (kW)", "المولد", "генератор"}},
    Header{"fuel_l_per_h", {"Fuel Consumption", "استهلاك الوقود", "витрата пального"}},
    Header{"fuel_on_hand_l", {"Fuel Level", "الوقود المتوفر", "залишок пального"}},
    Header{"tank_l", {"Tank Size", "سعة الخزان", "ємність бака"}},
    Header{"solar_kw", {"Solar (kW)", "الطاقة الشمسية", "сонячні панелі"}},
    Header{"area_code", {"District Code", "رمز المحافظة", "код району"}},
    Header{"note", {"Remarks", "ملاحظات", "примітка"}},
    Header{"synthetic", {"synthetic", "synthetic", "synthetic"}},
};

constexpr std::array cellHeaders{
    Header{"cell_id", {"Cell ID", "رقم الخلية", "код сектора"}},
    Header{"site_id", {"Site ID", "رقم الموقع", "код сайту"}},
    Header{"technology", {"Technology", "التقنية", "технологія"}},
    Header{"frequency_mhz", {"Frequency (MHz)", "التردد", "частота"}},
    Header{"eirp_dbm", {"EIRP (dBm)", "القدرة المشعة", "еівп"}},
    Header{"height_m", {"Antenna Height", "ارتفاع الهوائي", "висота антени"}},
    Header{"azimuth_deg", {"Azimuth", "السمت", "азимут"}},
    Header{"beamwidth_deg", {"Beamwidth", "عرض الحزمة", "ширина променя"}},
    Header{"tilt_deg", {"Tilt", "زاوية الميل", "нахил"}},
    Header{"antenna", {"Antenna", "الهوائي", "антена"}},
    Header{"bandwidth_mhz", {"Bandwidth (MHz)", "عرض النطاق", "ширина смуги"}},
    Header{"synthetic", {"synthetic", "synthetic", "synthetic"}},
};

constexpr std::array reportHeaders{
    Header{"asset_id", {"Asset ID", "رقم الأصل", "код об'єкта"}},
    Header{"asset_kind", {"Asset Kind", "نوع الأصل", "тип об'єкта"}},
    Header{"status", {"Status", "الحالة", "стан"}},
    Header{"damage", {"Damage", "الضرر", "ступінь пошкодження"}},
    Header{"cause", {"Cause", "السبب", "причина"}},
    Header{"observed_at", {"Observed At", "التاريخ", "дата спостереження"}},
    Header{"source", {"Source", "المصدر", "джерело"}},
    Header{"confidence", {"Confidence", "الثقة", "достовірність"}},
    Header{"note", {"Remarks", "ملاحظات", "примітка"}},
    Header{"synthetic", {"synthetic", "synthetic", "synthetic"}},
};

using Words = std::map<std::string, std::map<std::string, std::string>>;

Words wordsOf(const std::string& table, ListLanguage language)
{
    const bool arabic = language == ListLanguage::arabic;
    if (language == ListLanguage::english) {
        return table == "cells"
                   ? Words{{"technology",
                            {{"2G", "GSM"}, {"3G", "UMTS"}, {"4G", "LTE"}, {"5G", "NR"}}}}
                   : Words{};
    }
    if (table == "sites") {
        return {{"structure", arabic ? std::map<std::string, std::string>{{"mast", "صاري"},
                                                                          {"tower", "برج"},
                                                                          {"rooftop", "سطح"},
                                                                          {"other", "أخرى"}}
                                     : std::map<std::string, std::string>{{"mast", "щогла"},
                                                                          {"tower", "вежа"},
                                                                          {"rooftop", "дах"},
                                                                          {"other", "інше"}}}};
    }
    if (table != "observations") {
        return {};
    }
    if (arabic) {
        return {{"status",
                 {{"operational", "يعمل"},
                  {"degraded", "جزئي"},
                  {"out_of_service", "متوقف"},
                  {"destroyed", "مدمر"},
                  {"planned", "مخطط"},
                  {"unknown", "غير معروف"}}},
                {"damage",
                 {{"none", "سليم"},
                  {"minimal", "طفيف"},
                  {"partial", "جزئي"},
                  {"destroyed", "مدمر"},
                  {"unknown", "غير معروف"}}},
                {"cause",
                 {{"physical", "ضرر"},
                  {"power", "كهرباء"},
                  {"backhaul", "قطع الكابل"},
                  {"access", "أمني"},
                  {"capacity", "ازدحام"},
                  {"unknown", "غير معروف"}}}};
    }
    return {{"status",
             {{"operational", "працює"},
              {"degraded", "частково працює"},
              {"out_of_service", "не працює"},
              {"destroyed", "знищено"},
              {"planned", "заплановано"},
              {"unknown", "невідомо"}}},
            {"damage",
             {{"none", "без пошкоджень"},
              {"minimal", "незначні"},
              {"partial", "часткові"},
              {"destroyed", "знищено"},
              {"unknown", "невідомо"}}},
            {"cause",
             {{"physical", "пошкодження"},
              {"power", "немає живлення"},
              {"backhaul", "обрив"},
              {"access", "немає доступу"},
              {"capacity", "перевантаження"},
              {"unknown", "невідомо"}}}};
}

template <std::size_t N>
void addColumns(ListStyle& style, const std::array<Header, N>& headers, ListLanguage language)
{
    for (const Header& header : headers) {
        const std::string theirs = header.theirs[static_cast<std::size_t>(language)];
        if (!theirs.empty()) {
            style.columns.push_back({header.ours, theirs});
        }
    }
}

} // namespace

ListStyle operatorStyle(const std::string& table, ListLanguage language)
{
    ListStyle style;
    if (table == "sites") {
        addColumns(style, siteHeaders, language);
    } else if (table == "cells") {
        addColumns(style, cellHeaders, language);
    } else {
        addColumns(style, reportHeaders, language);
    }
    style.words = wordsOf(table, language);
    if (language != ListLanguage::english) {
        style.separator = ';';
        style.decimal = ',';
        style.encoding =
            language == ListLanguage::arabic ? geo::Encoding::cp1256 : geo::Encoding::cp1251;
    }
    return style;
}

std::string text(ListLanguage language)
{
    switch (language) {
    case ListLanguage::arabic:
        return "Arabic headers, Windows-1256, semicolons, decimal commas";
    case ListLanguage::ukrainian:
        return "Ukrainian headers, Windows-1251, semicolons, decimal commas";
    case ListLanguage::english:
        break;
    }
    return "English headers, UTF-8";
}

} // namespace app
