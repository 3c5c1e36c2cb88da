#include "geo/import/words.h"

#include "geo/import/normalise.h"

#include <array>
#include <unordered_map>

namespace geo {
namespace {

struct WordLine {
    std::string_view column; // "column" or "table.column"
    std::string_view word;
    std::string_view spellings; // separated by ';'
};

// Satellite damage classes follow UNOSAT (destroyed, severe, moderate, possible), fibre words the
// Open Fibre Data Standard 0.3, facility words OpenStreetMap.
constexpr std::array lines{
    WordLine{"technology", "2G", "gsm;2g;gprs;edge;gsm900;gsm1800;dcs;cdma;1x;gsm 900;gsm 1800"},
    WordLine{"technology", "3G",
             "umts;3g;wcdma;hspa;hspa+;hsdpa;hsupa;utran;3.5g;umts900;umts2100;"
             "td scdma;evdo"},
    WordLine{"technology", "4G",
             "lte;4g;lte a;lte advanced;eutran;e utran;lte fdd;lte tdd;4g lte;"
             "4.5g;td lte"},
    WordLine{"technology", "5G", "nr;5g;5g nr;nr sa;nr nsa;new radio;ngran"},

    WordLine{"status", "operational",
             "operational;active;working;works;on air;onair;on;up;ok;online;in service;live;"
             "functional;functioning;running;fully functional;normal;працює;діє;діючий;"
             "функціонує;активний;в роботі;работает;действующий;действует;активный;в строю;"
             "يعمل;عامل;شغال;نشط;فعال;פעיל;עובד;en service;operationnel;actif;fonctionnel"},
    WordLine{"status", "degraded",
             "degraded;partial;partially;partly working;partially working;partially functional;"
             "limited;reduced;intermittent;on generator;on battery;частково працює;частково;"
             "працює частково;обмежено;частично работает;частично;с перебоями;يعمل جزييا;جزيي;"
             "متقطع;degrade;partiel"},
    WordLine{"status", "out_of_service",
             "out of service;down;offline;off air;off;inactive;not working;not functional;"
             "non functional;out;outage;disconnected;stopped;closed;faulty;failed;не працює;"
             "непрацює;відключено;вимкнено;неактивний;не діє;не работает;отключен;отключена;"
             "не действует;нерабочий;متوقف;لا يعمل;معطل;خارج الخدمه;مفصول;לא פעיל;"
             "hors service;en panne;inactif"},
    WordLine{"status", "destroyed",
             "destroyed;demolished;lost;totally destroyed;total loss;completely destroyed;"
             "знищено;зруйновано;знищений;уничтожен;разрушен;разрушено;уничтожено;مدمر;"
             "مدمر كليا;הרוס;detruit"},
    WordLine{"status", "planned",
             "planned;proposed;under construction;underconstruction;future;new build;projected;"
             "заплановано;планується;проект;будується;планируется;строится;запланирован;مخطط;"
             "قيد الانشاء;مقترح;מתוכנן;prevu;planifie;en construction"},
    WordLine{"status", "unknown",
             "unknown;not known;no information;no contact;not visited;"
             "невідомо;неизвестно;غير معروف;مجهول;לא ידוע;inconnu"},

    WordLine{"damage", "none",
             "none;no damage;undamaged;intact;без пошкоджень;немає пошкоджень;"
             "не пошкоджено;без повреждений;سليم;لا ضرر;aucun"},
    WordLine{"damage", "minimal",
             "minimal;minor;light;slight;low;moderate;moderate damage;"
             "незначні;легкі;незначительные;طفيف;بسيط;leger;mineur"},
    WordLine{"damage", "partial",
             "partial;partly;partially;partially damaged;partly damaged;"
             "severe;severe damage;heavy;major;medium;significant;часткові;"
             "частково;значні;частичные;частично;значительные;جزيي;متوسط;"
             "partiel;important"},
    WordLine{"damage", "destroyed",
             "destroyed;total;total loss;complete;completely destroyed;"
             "collapsed;знищено;зруйновано;повністю;уничтожено;разрушено;"
             "полностью;مدمر;كلي;كامل;detruit"},
    WordLine{"damage", "unknown",
             "unknown;possible;possible damage;not assessed;невідомо;"
             "неизвестно;غير معروف;inconnu"},

    WordLine{"cause", "physical",
             "physical;damage;hit;shelling;destroyed;structure;tower;"
             "equipment;hardware;vandalism;theft;flood;пошкодження;обстріл;"
             "повреждение;обстрел;قصف;ضرر;مادي"},
    WordLine{"cause", "power",
             "power;no power;electricity;grid;mains;battery;fuel;no fuel;"
             "generator;out of fuel;power outage;energy;живлення;"
             "немає живлення;електрика;світло;питание;электричество;كهرباء;"
             "طاقه;وقود;انقطاع الكهرباء"},
    WordLine{"cause", "backhaul",
             "backhaul;transmission;transport;fibre;fiber;fibre cut;fiber cut;"
             "cable cut;link;link down;microwave;tx;канал;транспорт;оптика;"
             "обрив;обрыв;الياف;قطع الكابل;التراسل"},
    WordLine{"cause", "access",
             "access;no access;security;blocked;military;road closed;доступ;"
             "немає доступу;нет доступа;الوصول;امني"},
    WordLine{"cause", "capacity",
             "capacity;congestion;overload;congested;перевантаження;"
             "перегрузка;ازدحام"},
    WordLine{"cause", "unknown", "unknown;other;невідомо;неизвестно;غير معروف"},

    WordLine{"structure", "mast",
             "mast;guyed mast;guyed;pole;monopole;lattice mast;ground mast;"
             "щогла;мачта;столб;опора;صاري;عمود;תורן;תורן קרקעי;mat;pylone"},
    WordLine{"structure", "tower",
             "tower;lattice tower;lattice;self supporting;"
             "self supporting tower;water tower;вежа;башта;башня;برج;מגדל;"
             "tour"},
    WordLine{"structure", "rooftop",
             "rooftop;roof;roof top;building;roof mast;rooftop mast;дах;"
             "на даху;крыша;на крыше;سطح;مبني;גג;תורן על הגג;toit;toiture"},
    WordLine{"structure", "other", "other;small cell;indoor;інше;другое;اخري;אחר;autre"},

    WordLine{"nodes.kind", "core",
             "core;core node;national core;msc;data centre;data center;"
             "datacentre;main node;ядро;центральний;المركز الرييسي"},
    WordLine{"nodes.kind", "exchange",
             "exchange;central office;local exchange;switch;co;olt;"
             "telephone exchange;атс;станція;مقسم;central"},
    WordLine{"nodes.kind", "aggregation",
             "aggregation;aggregation node;pop;point of presence;hub;"
             "point of interconnection;ixp;regional;вузол агрегації;"
             "تجميع"},
    WordLine{"nodes.kind", "access",
             "access;access node;terminal;ofc terminal;cabinet;"
             "county headquarters;last mile;доступ;вузол доступу"},
    WordLine{"nodes.kind", "splice",
             "splice;joint;ofc joint;junction;closure;manhole;handhole;"
             "chamber;муфта;колодязь;колодец;وصله;منهول"},
    WordLine{"nodes.kind", "landing",
             "landing;landing station;cable landing station;"
             "submarine landing;cls;landing point"},

    WordLine{"links.kind", "microwave",
             "microwave;mw;radio;radio relay;p2p;ptp;point to point;"
             "wireless;ррл;радіорелейна;радиорелейная;ميكروويف;"
             "מיקרוגל;faisceau hertzien"},
    WordLine{"links.kind", "satellite",
             "satellite;vsat;sat;leo;geo;starlink;супутник;спутник;"
             "قمر صناعي;לוויין"},

    WordLine{"role", "backbone",
             "backbone;trunk;national;long haul;core;магістраль;магистраль;"
             "العمود الفقري;dorsale"},
    WordLine{"role", "aggregation",
             "aggregation;metro;regional;middle mile;distribution;"
             "агрегація;зонова;зоновая"},
    WordLine{"role", "access", "access;last mile;local;drop;spur;доступ;абонентська"},

    WordLine{"deployment", "buried",
             "buried;below ground;belowground;direct buried;directburial;"
             "trench;trenched;underground;в грунті;в земле;مدفون;enterre"},
    WordLine{"deployment", "duct",
             "duct;ducted;conduit;underground ducts;undergroundducts;"
             "каналізація;канализация;قناه;conduite"},
    WordLine{"deployment", "aerial",
             "aerial;above ground;aboveground;overhead;pole;poles;"
             "aerial cable;opgw;повітряний;подвес;по опорах;هوايي;aerien"},
    WordLine{"deployment", "submarine",
             "submarine;subsea;undersea;sea cable;підводний;подводный;"
             "بحري;sous marin"},

    WordLine{"grid_nodes.kind", "source",
             "source;power plant;plant;generation;station;"
             "import point;електростанція;электростанция;محطه توليد"},
    WordLine{"grid_nodes.kind", "substation",
             "substation;transformer station;ss;підстанція;"
             "подстанция;محطه فرعيه;poste"},
    WordLine{"grid_nodes.kind", "feeder", "feeder;transformer;distribution;фідер;фидер;مغذي"},

    WordLine{"facilities.kind", "hospital",
             "hospital;general hospital;лікарня;больница;госпіталь;госпиталь;مستشفي;"
             "בית חולים;hopital"},
    WordLine{"facilities.kind", "clinic",
             "clinic;doctors;doctor;health centre;health center;health post;health;dispensary;"
             "healthcare;medical;phc;medical centre;dentist;pharmacy;поліклініка;амбулаторія;"
             "поликлиника;амбулатория;аптека;عياده;مركز صحي;صحي;מרפאה;clinique;centre de sante"},
    WordLine{"facilities.kind", "school",
             "school;primary school;secondary school;kindergarten;college;university;education;"
             "lyceum;школа;гімназія;ліцей;садок;университет;університет;مدرسه;روضه;جامعه;"
             "בית ספר;ecole;lycee"},
    WordLine{"facilities.kind", "shelter",
             "shelter;refugee site;idp camp;camp;collective centre;collective center;"
             "bomb shelter;укриття;притулок;убежище;ملجا;مركز ايواء;ايواء;מקלט;abri"},
    WordLine{"facilities.kind", "water",
             "water;water plant;water works;waterworks;wastewater plant;pumping station;"
             "desalination;desalination plant;водоканал;насосна;водоочисна;ماء;مياه;محطه مياه;"
             "تحليه;מים;eau"},
    WordLine{"facilities.kind", "government",
             "government;townhall;town hall;municipality;public administration;police;"
             "fire station;courthouse;post office;administration;ministry;адміністрація;"
             "рада;администрация;поліція;полиция;حكومه;بلديه;شرطه;ממשלה;mairie"},
    WordLine{"facilities.kind", "other", "other;інше;другое;прочее;اخري;אחר;autre"},

    WordLine{"access", "open",
             "open;free;accessible;no restriction;passable;вільний;відкрито;"
             "открыто;свободный;مفتوح;פתוח;ouvert;libre"},
    WordLine{"access", "permit",
             "permit;permit needed;permit required;restricted;coordination;"
             "with permit;checkpoint;partially open;partial;escort;дозвіл;"
             "обмежений;за дозволом;разрешение;ограничен;تصريح;بتصريح;تنسيق;"
             "مقيد;אישור;autorisation;restreint"},
    WordLine{"access", "closed",
             "closed;no access;blocked;forbidden;prohibited;inaccessible;"
             "no go;закрито;заборонено;закрыто;запрещено;مغلق;ممنوع;סגור;"
             "ferme;interdit"},

    WordLine{"actions.kind", "repair",
             "repair;fix;mend;restore;ремонт;відновлення;"
             "восстановление;اصلاح;صيانه;reparer;reparation"},
    WordLine{"actions.kind", "replace",
             "replace;replacement;rebuild;заміна;замена;استبدال;"
             "remplacer"},
    WordLine{"actions.kind", "power",
             "power;generator;solar;battery;energy;живлення;питание;"
             "كهرباء;طاقه;energie"},
    WordLine{"actions.kind", "fuel", "fuel;refuel;diesel;пальне;топливо;وقود;carburant"},
    WordLine{"actions.kind", "build",
             "build;new;construct;construction;new build;install;"
             "будівництво;строительство;بناء;انشاء;construire"},
    WordLine{"actions.kind", "clear",
             "clear;clearance;demining;debris;uxo;розмінування;"
             "разминирование;ازاله;deminage"},
    WordLine{"origin", "catalogue", "catalogue;catalog;standard"},
    WordLine{"origin", "operator", "operator;оператор;المشغل"},
    WordLine{"origin", "planner", "planner;ministry;planned by ministry;міністерство"},

    WordLine{"pledges.status", "pledged", "pledged;announced;promise;обіцяно;обещано;تعهد"},
    WordLine{"pledges.status", "committed",
             "committed;signed;agreed;contracted;підписано;"
             "подписано;ملتزم"},
    WordLine{"pledges.status", "received", "received;paid;disbursed;отримано;получено;مستلم"},
    WordLine{"pledges.status", "cancelled", "cancelled;canceled;withdrawn;скасовано;отменено;ملغي"},

    WordLine{"asset_kind", "site",
             "site;sites;tower;bts;base station;mast;сайт;вежа;башня;موقع;"
             "برج"},
    WordLine{"asset_kind", "cell", "cell;cells;sector;сектор;خليه"},
    WordLine{"asset_kind", "node", "node;nodes;exchange;pop;вузол;узел;عقده"},
    WordLine{"asset_kind", "span", "span;spans;fibre;fiber;cable;кабель;كابل"},
    WordLine{"asset_kind", "link", "link;links;microwave;hop;лінія;وصله"},
    WordLine{"asset_kind", "grid_node", "grid node;substation;підстанція;подстанция"},
    WordLine{"asset_kind", "grid_line", "grid line;power line;line;леп;лэп"},
};

constexpr std::string_view yes = "yes;y;true;t;1;on;так;да;نعم;כן;oui;si;available;exists;+";
constexpr std::string_view no = "no;n;false;f;0;off;ні;нет;لا;לא;non;not available;absent";

template <typename Take>
void eachSpelling(std::string_view list, Take take)
{
    while (!list.empty()) {
        const std::size_t end = list.find(';');
        take(normalised(list.substr(0, end)));
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
}

using Spellings = std::unordered_map<std::string, std::string_view>;

const std::unordered_map<std::string, Spellings>& spellings()
{
    static const auto built = [] {
        std::unordered_map<std::string, Spellings> all;
        for (const WordLine& line : lines) {
            eachSpelling(line.spellings, [&all, &line](const std::string& spelling) {
                all[std::string{line.column}].try_emplace(spelling, line.word);
            });
        }
        return all;
    }();
    return built;
}

std::optional<std::string> lookedUp(const std::string& column, const std::string& spelling)
{
    const auto list = spellings().find(column);
    if (list == spellings().end()) {
        return std::nullopt;
    }
    const auto word = list->second.find(spelling);
    return word == list->second.end() ? std::nullopt : std::optional{std::string{word->second}};
}

} // namespace

std::optional<std::string> wordFor(std::string_view table, std::string_view column,
                                   std::string_view cell)
{
    const std::string spelling = normalised(cell);
    if (auto word = lookedUp(std::string{table} + "." + std::string{column}, spelling)) {
        return word;
    }
    return lookedUp(std::string{column}, spelling);
}

std::optional<bool> yesOrNo(std::string_view cell)
{
    const std::string spelling = normalised(cell);
    std::optional<bool> answer;
    eachSpelling(yes, [&](const std::string& word) { answer = word == spelling ? true : answer; });
    eachSpelling(no, [&](const std::string& word) { answer = word == spelling ? false : answer; });
    return answer;
}

} // namespace geo
