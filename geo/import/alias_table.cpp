#include "geo/import/alias_table.h"

#include <array>

namespace geo {
namespace {

constexpr std::array lines{
    // Where it lies
    AliasLine{"lat", "lat;latitude;lat dd;lat deg;latitude dd;decimal latitude;y lat;lat wgs84;"
                     "latitud;breite;latitude deg;широта;шир;خط العرض;دائره العرض;عرض;קו רוחב"},
    AliasLine{"lon", "lon;long;lng;longitude;long dd;lon deg;longitude dd;decimal longitude;"
                     "x long;lon wgs84;longitud;lange;longitude deg;довгота;долгота;дов;"
                     "خط الطول;دائره الطول;طول;קו אורך"},
    AliasLine{"x", "x;easting;east;x coord;coord x;x coordinate;utm e;utm x;point x;схід;"
                   "الاحداثي السيني;احداثي x;نقطه x"},
    AliasLine{"y", "y;northing;north;y coord;coord y;y coordinate;utm n;utm y;point y;північ;"
                   "الاحداثي الصادي;احداثي y;نقطه y"},
    AliasLine{"position", "position;coordinates;coordinate;coords;gps;gps coordinates;lat lon;"
                          "lat long;latlon;latlng;latitude longitude;location gps;координати;"
                          "координаты;الاحداثيات;احداثيات;קואורדינטות;coordonnees"},
    AliasLine{"geometry", "wkt;geom;geometry;the geom;shape wkt;geom wkt;wkt geom;geojson;"
                          "location wkt;geometrie"},

    // Ids of their own
    AliasLine{"sites.site_id", "site id;site code;site no;site number;site ref;siteid;ict id;"
                               "tower id;bts id;bts code;enodeb id;station id;station code;"
                               "mast id;id site;code site;код об'єкта;код сайту;номер станції;"
                               "код станции;رقم الموقع;رمز الموقع;كود الموقع;מספר אתר;קוד אתר"},
    AliasLine{"cells.cell_id", "cell id;cell name;cell code;sector id;sector name;cellid;ci;ecgi;"
                               "cgi;nci;eci;код сектора;رقم الخليه;رمز الخليه"},
    AliasLine{"nodes.node_id", "node id;node code;node ref;ict id;pop id;exchange id;"
                               "exchange code;код вузла;код узла;رقم العقده;رمز العقده"},
    AliasLine{"spans.span_id", "span id;span code;cable id;cable code;route id;segment id;"
                               "section id;fibre id;fiber id;код ділянки;код кабелю;رقم الكابل"},
    AliasLine{"links.link_id", "link id;link code;hop id;link name;microwave id;код лінії;"
                               "رقم الوصله"},
    AliasLine{"settlements.settlement_id",
              "settlement id;place id;geonameid;geoname id;locality id;locality code;"
              "community code;village code;adm4 pcode;admin4 pcode;city code;koatuu;katottg;"
              "osm id;canonical key;код населеного пункту;رمز التجمع;رقم التجمع;"
              "code localite"},
    AliasLine{"facilities.facility_id",
              "facility id;poi id;school id;school code;hospital id;clinic id;health id;"
              "facility code;institution id;edrpou;osm id;giga id school;код закладу;"
              "код учреждения;رقم المنشاه;رمز المنشاه;رمز المدرسه"},
    AliasLine{"areas.area_code", "area code;pcode;p code;adm pcode;admin pcode;area id;region code;"
                                 "district code;iso3166 2;iso 3166 2;hasc;koatuu;katottg;"
                                 "код області;код района;رمز المنطقه;رمز المحافظه"},
    AliasLine{"zones.zone_id", "zone id;zone code;uid;closure id;obstacle id;globalid;"
                               "код зони;رمز المنطقه"},
    AliasLine{"roads.road_id", "road id;osm id;road no;road number;way id;код дороги;رقم الطريق"},
    AliasLine{"actions.action_id", "action id;task id;work order;work id;activity id;job id;"
                                   "код роботи;رقم المهمه"},
    AliasLine{"pledges.pledge_id", "pledge id;contribution id;grant id;commitment id;رقم التعهد"},
    AliasLine{"grid_nodes.grid_node_id", "grid node id;substation id;substation code;feeder id;"
                                         "код підстанції;رقم المحطه"},
    AliasLine{"grid_lines.grid_line_id", "grid line id;line id;line code;код лінії;رقم الخط"},
    AliasLine{"cell_estimates.cell_id", "cell id;cellid;ecgi;cgi"},

    // Ids of others
    AliasLine{"cells.site_id", "site id;site code;site no;site;parent site;tower id;bts id;"
                               "enodeb id;station id;ict id;site name;код об'єкта;код сайту;"
                               "رقم الموقع;رمز الموقع"},
    AliasLine{"from_id", "from id;from;start id;start;from node;from site;a end;site a;node a;"
                         "a site;end a;source id;start node;near end;від;от;من"},
    AliasLine{"to_id", "to id;to;end id;end;to node;to site;b end;z end;site b;site z;node b;"
                       "node z;b site;end b;target id;end node;far end;до;الى;إلى"},
    AliasLine{"transport_id", "transport id;transport node;backhaul node;fibre node;fiber node;"
                              "upstream transmission node id;upstream node id;connected node;"
                              "транспортний вузол;عقده النقل"},
    AliasLine{"grid_node_id", "grid node;substation;feeder;power feeder;grid feeder;підстанція;"
                              "подстанция;محطه الكهرباء"},
    AliasLine{"area_code", "area code;pcode;p code;admin pcode;adm3 pcode;adm2 pcode;adm1 pcode;"
                           "governorate code;district code;region code;код області;код району;"
                           "رمز المحافظه"},
    AliasLine{"parent_code", "parent code;parent pcode;parent id;parent"},
    AliasLine{"corridor_id", "corridor;corridor id;trench id;duct id;route group;коридор"},
    AliasLine{"asset_id", "asset id;asset;site id;site;tower;tower id;station;bts;site code;node "
                          "id;span id;link id;cell id;id;"
                          "код об'єкта;код сайту;رقم الاصل;رمز الموقع;رقم الموقع"},
    AliasLine{"asset_kind", "asset kind;asset type;kind of asset;тип об'єкта;نوع الاصل"},

    // Names and owners
    AliasLine{"name", "name;name en;name:en;name latin;name english;english name;en name;"
                      "asciiname;ascii name;title;label;site name;city name en;city name;"
                      "locality;locality name;shape name;adm name;назва;назва en;найменування;"
                      "название;наименование;имя;الاسم;اسم;الاسم بالانجليزيه;اسم الموقع;"
                      "اسم التجمع;שם;nom;denomination;nombre"},
    AliasLine{"name_local", "name local;local name;name native;native name;name ar;name:ar;"
                            "arabic name;name arabic;الاسم بالعربيه;الاسم العربي;name uk;name ua;"
                            "name:uk;name ukr;назва укр;назва ua;name he;name:he;hebrew name;"
                            "name ru;name:ru;name1;alt name;alternate name"},
    AliasLine{"operator", "operator;operator name;mno;carrier;provider;company;network operator;"
                          "service provider;tenant;telco;оператор;компанія;компания;المشغل;"
                          "الشركه;شركه الاتصالات;מפעיל;חברה;operateur;operador"},
    AliasLine{"owner", "owner;owner name;tower company;towerco;infrastructure owner;"
                       "physical infrastructure provider name;proprietor;власник;владелец;"
                       "балансоутримувач;المالك;בעלים;proprietaire"},
    AliasLine{"donor", "donor;donor name;contributor;country;pledged by;донор;المانح;"
                       "الجهه المانحه;bailleur;donateur"},

    // Structure and power
    AliasLine{"structure", "structure;structure type;tower type;mast type;site type;support type;"
                           "type;тип споруди;тип опори;тип сооружения;نوع البرج;نوع الموقع;סוג"},
    AliasLine{"structure_height_m", "structure height;tower height;mast height;height;"
                                    "overall height;overall height of structure;agl height;"
                                    "height agl;висота;висота щогли;висота споруди;высота;"
                                    "высота мачты;ارتفاع البرج;الارتفاع;גובה;hauteur"},
    AliasLine{"load_kw", "load;power load;site load;power consumption;consumption;dc load;"
                         "навантаження;споживання;потребление;الحمل;استهلاك الطاقه"},
    AliasLine{"battery_h", "battery;battery hours;backup hours;battery backup;backup power hours;"
                           "battery autonomy;autonomy;battery autonomy hours;акумулятор годин;"
                           "автономність;автономия;ساعات البطاريه;البطاريه"},
    AliasLine{"generator_kw", "generator;genset;generator power;generator capacity;genset capacity;"
                              "dg capacity;генератор;потужність генератора;المولد;قدره المولد"},
    AliasLine{"fuel_l_per_h", "fuel consumption;fuel rate;fuel burn;consumption per hour;"
                              "genset consumption;витрата пального;расход топлива;"
                              "استهلاك الوقود"},
    AliasLine{"fuel_on_hand_l", "fuel on hand;fuel level;fuel stock;fuel;fuel available;"
                                "fuel in tank;залишок пального;пальне;остаток топлива;"
                                "الوقود المتوفر;الوقود"},
    AliasLine{"tank_l", "tank;tank size;tank capacity;fuel tank;fuel tank capacity;ємність бака;"
                        "объем бака;سعه الخزان"},
    AliasLine{"solar_kw", "solar;solar power;pv;pv power;solar kwp;pv kwp;solar capacity;"
                          "сонячні панелі;солнечные панели;الطاقه الشمسيه"},

    // Radio
    AliasLine{"technology", "technology;tech;radio;radio type;rat;generation;network type;"
                            "radio technology;access technology;system;технологія;технология;"
                            "стандарт;покоління;التقنيه;الجيل;טכנולוגיה;technologie"},
    AliasLine{"frequency_mhz", "frequency;freq;carrier frequency;dl frequency;downlink frequency;"
                               "frequency band;band;centre frequency;center frequency;tx frequency;"
                               "частота;діапазон;диапазон;التردد;תדר;frequence;bande"},
    AliasLine{"frequency_ghz", "frequency;freq;band;frequency band;carrier frequency;частота;"
                               "التردد;frequence"},
    AliasLine{"eirp_dbm", "eirp;e i r p;max eirp;eirp dbm;ерп;еівп;эиим;pire;القدره المشعه"},
    AliasLine{"cells.height_m",
              "height;antenna height;antenna height agl;height agl;agl;rad centre;"
              "rad center;hba;висота антени;висота підвісу;высота подвеса;"
              "высота антенны;ارتفاع الهوائي;hauteur antenne"},
    AliasLine{"azimuth_deg", "azimuth;az;bearing;antenna azimuth;direction;azimut;азимут;"
                             "السمت;الاتجاه;אזימוט"},
    AliasLine{"beamwidth_deg", "beamwidth;beam width;horizontal beamwidth;hbw;h beamwidth;hpbw;"
                               "horizontal beam width;ширина променя;ширина луча;عرض الحزمه"},
    AliasLine{"tilt_deg", "tilt;total tilt;downtilt;down tilt;antenna tilt;нахил;наклон;"
                          "кут нахилу;زاويه الميل"},
    AliasLine{"antenna", "antenna;antenna type;antenna model;антена;антенна;модель антени;الهوائي;"
                         "antenne"},
    AliasLine{"bandwidth_mhz", "bandwidth;bw;channel bandwidth;carrier bandwidth;смуга;"
                               "ширина смуги;полоса;عرض النطاق;largeur de bande"},
    AliasLine{"tx_power_dbm", "tx power;transmit power;transmitter power;power;output power;"
                              "rf power;потужність;потужність передавача;мощность;"
                              "мощность передатчика;قدره الارسال;puissance"},
    AliasLine{"antenna_gain_dbi", "antenna gain;gain;antenna gain dbi;gain dbi;ant gain;"
                                  "підсилення;усиление;كسب الهوائي;gain antenne"},
    AliasLine{"feeder_loss_db", "feeder loss;cable loss;losses;feeder losses;line loss;tx loss;"
                                "втрати;потери;الفقد"},
    AliasLine{"erp_dbm", "erp;e r p;erp dbm;par"},
    AliasLine{"mcc", "mcc"},
    AliasLine{"mnc", "mnc;net"},
    AliasLine{"range_m", "range;radius;accuracy"},
    AliasLine{"samples", "samples"},

    // Transport
    AliasLine{"nodes.kind", "kind;node kind;node type;type;role;class;level;тип вузла;тип узла;"
                            "نوع العقده"},
    AliasLine{"links.kind", "kind;link type;type;media;medium;тип;نوع الوصله"},
    AliasLine{"role", "role;rank;hierarchy;network level;tier;роль;рівень;уровень;الدور"},
    AliasLine{"deployment", "deployment;installation;laid;construction;cable type;placement;"
                            "спосіб прокладання;способ прокладки;طريقه التمديد;pose"},
    AliasLine{"length_km", "length;route length;fibre length;cable length;distance;довжина;длина;"
                           "протяжність;الطول الكلي;طول الكابل;longueur"},
    AliasLine{"fibre_count", "fibre count;fiber count;fibres;fibers;cores;core count;strands;"
                             "number of fibres;кількість волокон;волокон;число волокон;"
                             "عدد الالياف;nombre de fibres"},
    AliasLine{"capacity_gbps", "capacity;bandwidth;bit rate;пропускна здатність;ємність;السعه;"
                               "capacite"},
    AliasLine{"capacity_mbps", "capacity;bandwidth;throughput;bit rate;backhaul throughput;"
                               "пропускна здатність;ємність;السعه;capacite"},
    AliasLine{"grid_nodes.kind", "kind;type;node type;тип;نوع"},

    // People and places
    AliasLine{"population", "population;pop;people;inhabitants;residents;total population;"
                            "population total;pop total;t tl;pop max;pop est;pop2020;pop 2020;"
                            "pop2023;habitants;населення;кількість населення;чисельність;"
                            "население;численность населения;عدد السكان;السكان;אוכלוסייה;"
                            "תושבים;population totale;poblacion"},
    AliasLine{"population_date", "population date;census date;pop date;population year;"
                                 "census year;year;рік;год переписи;سنه التعداد;annee"},
    AliasLine{"radius_m", "radius;radius m;built up radius;радіус;радиус;نصف القطر;rayon"},
    AliasLine{"facilities.kind", "kind;facility type;type;poi type;amenity;healthcare;category;"
                                 "facility kind;institution type;тип закладу;тип;тип учреждения;"
                                 "نوع المنشاه;النوع;סוג;type etablissement"},
    AliasLine{"users", "users;number of users;user count;students;pupils;enrolment;enrollment;"
                       "patients;beds;capacity persons;staff;кількість користувачів;учнів;"
                       "عدد المستخدمين;عدد الطلاب;utilisateurs"},
    AliasLine{"connection", "connection;connectivity;connectivity type;connection type;internet;"
                            "internet type;підключення;подключение;نوع الاتصال;connexion"},
    AliasLine{"has_grid", "has grid;has electricity;electricity;grid;grid power;on grid;"
                          "electricity availability;електропостачання;электричество;"
                          "شبكه الكهرباء;الكهرباء;electricite"},
    AliasLine{"level", "level;adm level;area level;рівень;المستوى"},

    // Access
    AliasLine{"access", "access;access status;access type;status;closure status;gate status;"
                        "permission;доступ;статус доступу;الوصول;حاله الوصول;acces"},
    AliasLine{"from_date", "from date;from;start date;start;valid from;begin;begins;з;дата початку;"
                           "с;من تاريخ;debut;date debut"},
    AliasLine{"to_date", "to date;to;end date;end;valid to;valid until;until;по;дата завершення;"
                         "الى تاريخ;fin;date fin"},
    AliasLine{"reason", "reason;why;cause;comment;description;name;причина;السبب;motif;raison"},
    AliasLine{"class", "class;highway;fclass;road class;road type;type;клас;тип дороги;"
                       "نوع الطريق"},
    AliasLine{"speed_kmh", "speed;maxspeed;max speed;speed limit;швидкість;скорость;السرعه;"
                           "vitesse"},
    AliasLine{"oneway", "oneway;one way;односторонній;اتجاه واحد"},
    AliasLine{"passable", "passable;open;passability;проїзд;проезд;سالك"},

    // What happened
    AliasLine{"status", "status;state;condition;operational status;operating status;site status;"
                        "node status;current status;service status;working;стан;статус;"
                        "состояние;الحاله;حاله الموقع;סטטוס;מצב;etat;statut"},
    AliasLine{"damage", "damage;damage level;damage class;damage status;damage grade;"
                        "ступінь пошкодження;пошкодження;повреждение;الضرر;مستوى الضرر;"
                        "degats;dommage"},
    AliasLine{"cause", "cause;reason;outage cause;outage reason;fault cause;причина;"
                       "سبب العطل;السبب"},
    AliasLine{"observed_at", "observed at;observed;observation date;date;datetime;timestamp;time;"
                             "as of;status date;last verified date;date verified;last seen;"
                             "reported at;updated;дата;час;дата спостереження;время;التاريخ;"
                             "تاريخ;תאריך;date observation"},
    AliasLine{"source", "source;data source;reported by;reporter;джерело;источник;المصدر;מקור"},
    AliasLine{"confidence", "confidence;data confidence;reliability;достовірність;الثقه;"
                            "confiance"},
    AliasLine{"note", "note;notes;remark;remarks;comment;comments;description;примітка;примітки;"
                      "коментар;примечание;ملاحظات;ملاحظه;הערות;remarque;observations"},

    // What can be done, and with what
    AliasLine{"actions.kind", "kind;action;action type;work type;task;тип робіт;вид работ;"
                              "نوع العمل"},
    AliasLine{"cost_usd", "cost;cost usd;price;total cost;estimated cost;budget;вартість;"
                          "стоимость;ціна;التكلفه;الكلفه;cout"},
    AliasLine{"crew_days", "crew days;crew day;team days;work days;workdays;man days;person days;"
                           "бригадо дні;дні бригади;ايام العمل"},
    AliasLine{"skill", "skill;crew type;team type;crew;trade;бригада;фах;المهاره"},
    AliasLine{"duration_days", "duration;duration days;calendar days;days;тривалість;срок;المده"},
    AliasLine{"parts", "parts;spare parts;materials;equipment;запчастини;материалы;القطع"},
    AliasLine{"after_ids", "after ids;after;needs;depends on;predecessors;requires;після;بعد"},
    AliasLine{"earliest", "earliest;not before;earliest start;не раніше"},
    AliasLine{"latest", "latest;deadline;not after;due;due date;не пізніше"},
    AliasLine{"origin", "origin;proposed by;походження"},
    AliasLine{"resource", "resource;item;resource type;ресурс;المورد"},
    AliasLine{"per_day", "per day;daily;rate per day;на день;يوميا"},
    AliasLine{"amount", "amount;quantity;qty;total;sum;value;count;pledged amount;сума;кількість;"
                        "сумма;количество;المبلغ;الكميه;montant;quantite"},
    AliasLine{"currency", "currency;ccy;currency code;валюта;العمله;devise;monnaie"},
    AliasLine{"pledged_on", "pledged on;pledge date;date;date of pledge;дата;التاريخ"},
    AliasLine{"purpose", "purpose;for;activity;project;description;призначення;назначение;الغرض"},
    AliasLine{"year_from", "year from;start year;from year;first year"},
    AliasLine{"year_to", "year to;end year;to year;last year"},
    AliasLine{"place", "place;location;depot;warehouse;місце;склад;المكان;المستودع"},
};

constexpr std::array nouns{
    NounLine{"sites", "site;tower;mast;station;bts;base station;cell site;об'єкт;станція;сайт;"
                      "الموقع;موقع;برج"},
    NounLine{"cells", "cell;sector;antenna;сектор;خليه"},
    NounLine{"nodes", "node;exchange;pop;вузол;узел;عقده"},
    NounLine{"spans", "span;cable;fibre;fiber;route;segment;кабель;ділянка;كابل"},
    NounLine{"links", "link;hop;microwave;лінія;وصله"},
    NounLine{"settlements", "settlement;place;city;town;village;locality;community;населений пункт;"
                            "місто;село;التجمع;المدينه;القريه"},
    NounLine{"facilities", "facility;school;hospital;clinic;poi;institution;заклад;منشاه;مدرسه"},
    NounLine{"areas", "area;region;district;governorate;province;oblast;область;район;محافظه"},
    NounLine{"zones", "zone;closure;obstacle;gate;зона;منطقه"},
    NounLine{"roads", "road;дорога;طريق"},
    NounLine{"actions", "action;task;work;робота;مهمه"},
    NounLine{"pledges", "pledge;contribution;grant;تعهد"},
    NounLine{"observations", "asset;observation;спостереження;رصد"},
    NounLine{"grid_nodes", "substation;feeder;grid;grid node;підстанція;محطه"},
    NounLine{"grid_lines", "line;grid line;лінія;خط"},
};

} // namespace

std::span<const AliasLine> aliasLines()
{
    return lines;
}

std::span<const NounLine> nounLines()
{
    return nouns;
}

} // namespace geo
