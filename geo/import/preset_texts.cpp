#include "geo/import/preset_texts.h"

#include <array>

namespace geo {
namespace {

constexpr std::string_view geonames = R"toml(
name = "geonames"
title = "GeoNames dump (19 columns)"
source = "GeoNames"
licence = "CC BY 4.0"
kinds = ["settlements", "population"]
remarks = ["GeoNames writes population 0 for unknown; its figures have no date"]
[file]
names = ["geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude",
  "feature class", "feature code", "country code", "cc2", "admin1 code", "admin2 code",
  "admin3 code", "admin4 code", "population", "elevation", "dem", "timezone", "modification date"]
[detect]
width = 19
looks = {1 = "[0-9]+", 5 = "-?[0-9.]+", 6 = "-?[0-9.]+", 7 = "[AHLPRSTUV]", 9 = "[A-Z]{2}"}
has = ["geonameid", "feature class", "feature code"]
[only]
"feature class" = ["P"]
why = "not a populated place"
[columns]
settlement_id = "geonameid"
name = "name"
name_local = {column = "alternatenames", pick = "country"}
population = "population"
lat = "latitude"
lon = "longitude"
area_code = false
population_date = false
)toml";

constexpr std::string_view opencellid = R"toml(
name = "opencellid"
title = "OpenCelliD export (14 columns)"
source = "OpenCelliD"
licence = "CC BY-SA 4.0"
kinds = ["cells", "cell_estimates"]
table = "cell_estimates"
remarks = ["positions are crowd-sourced estimates of cells, not towers: kept in cell_estimates, never used as sites"]
[refuse]
sites = "these are crowd-sourced estimates of where cells were heard, not towers. Import them as cells: they are kept apart, in cell_estimates"
nodes = "these are crowd-sourced estimates of where cells were heard, not network nodes"
[file]
names = ["radio", "mcc", "net", "area", "cell", "unit", "lon", "lat", "range", "samples",
  "changeable", "created", "updated", "averageSignal"]
[detect]
width = 14
looks = {1 = "GSM|UMTS|LTE|CDMA|NR", 2 = "[0-9]{3}", 11 = "[01]"}
has = ["radio", "mcc", "net", "area", "cell", "samples", "changeable"]
[columns]
cell_id = {pattern = "{radio}-{mcc}-{net}-{area}-{cell}"}
technology = "radio"
mcc = "mcc"
mnc = "net"
range_m = {column = "range", unit = "m"}
samples = "samples"
changeable = "changeable"
first_seen = "created"
last_seen = "updated"
lat = "lat"
lon = "lon"
)toml";

constexpr std::string_view ofdsNodes = R"toml(
name = "ofds-nodes"
title = "Open Fibre Data Standard, nodes"
kinds = ["nodes"]
remarks = ["the standard has no word for a core node: nodes whose type says nothing are taken as access"]
[detect]
has = ["network/id"]
[columns]
node_id = ["nodes/0/id", "id"]
name = ["nodes/0/name", "name"]
kind = {column = ["nodes/0/type", "type"], default = "access"}
owner = ["nodes/0/physicalInfrastructureProvider/name", "physicalInfrastructureProvider/name"]
status = ["nodes/0/status", "status"]
observed_at = ["network/collectionDate", "network/publicationDate"]
geometry = ["nodes/0/location/coordinates", "location/coordinates"]
[words.kind]
"Frontier" = "access"
"pointOfPresence" = "aggregation"
"dataCentre" = "exchange"
"cableLandingStation" = "landing"
[words.status]
proposed = "planned"
planned = "planned"
underConstruction = "planned"
operational = "operational"
inactive = "out_of_service"
decommissioned = "out_of_service"
)toml";

constexpr std::string_view ofdsSpans = R"toml(
name = "ofds-spans"
title = "Open Fibre Data Standard, spans"
kinds = ["spans"]
[detect]
has = ["network/id"]
[columns]
span_id = ["spans/0/id", "id"]
from_id = ["spans/0/start", "start/id", "start"]
to_id = ["spans/0/end", "end/id", "end"]
owner = ["spans/0/physicalInfrastructureProvider/name", "physicalInfrastructureProvider/name"]
deployment = ["spans/0/deployment", "deployment"]
length_km = {column = ["spans/0/fibreLength", "fibreLength"], unit = "km"}
fibre_count = ["spans/0/fibreCount", "fibreCount"]
capacity_gbps = {column = ["spans/0/capacity", "capacity"], unit = "Gbit/s"}
status = ["spans/0/status", "status"]
observed_at = ["network/collectionDate", "network/publicationDate"]
geometry = ["spans/0/route/coordinates", "route/coordinates"]
role = false
corridor_id = false
[words.status]
proposed = "planned"
planned = "planned"
underConstruction = "planned"
operational = "operational"
inactive = "out_of_service"
decommissioned = "out_of_service"
)toml";

constexpr std::string_view ochaClosures = R"toml(
name = "ocha-closures"
title = "OCHA movement obstacles, West Bank (points)"
source = "UN OCHA"
licence = "CC BY 3.0 IGO"
kinds = ["zones"]
buffer_m = 50
remarks = ["obstacles are points: each becomes a zone of 50 m around it", "open road gates are open; checkpoints and partial checkpoints need a permit; partial checkpoints with a closed gate, closed gates, earth mounds and roadblocks are closed. Eight rows have only the numeric type, read as the abbreviation it goes with in all others"]
[detect]
has = ["closutretype", "closurestatus", "type_closure_abbrev"]
[columns]
zone_id = "globalid"
access = ["status_explain_tc", "type_closure_abbrev", "closutretype"]
reason = {pattern = "{name} ({type_closure_abbrev})"}
from_date = false
to_date = false
[words.access]
Dismantled = "open"
ORG = "open"
3 = "open"
CHK = "permit"
1 = "permit"
PCP = "permit"
2 = "permit"
PCO = "permit"
11 = "permit"
PCC = "closed"
10 = "closed"
CRG = "closed"
6 = "closed"
EMD = "closed"
4 = "closed"
RDB = "closed"
5 = "closed"
)toml";

constexpr std::string_view ochaLinear = R"toml(
name = "ocha-linear-closures"
title = "OCHA linear closures, West Bank"
source = "UN OCHA"
licence = "CC BY 3.0 IGO"
kinds = ["zones"]
buffer_m = 20
remarks = ["closures are lines: each becomes a zone of 20 m to both sides"]
[detect]
has = ["CurrentName", "SHAPE_Length", "District", "Type"]
[columns]
zone_id = {pattern = "linear-{#}"}
access = {value = "closed"}
reason = {pattern = "{Type}: {CurrentName}, {District}"}
from_date = false
to_date = false
)toml";

constexpr std::string_view ochaGates = R"toml(
name = "ocha-road-gates"
title = "OCHA road gates, West Bank"
source = "UN OCHA"
licence = "CC BY 3.0 IGO"
kinds = ["zones"]
buffer_m = 50
remarks = ["gates are points: each becomes a zone of 50 m around it"]
[detect]
has = ["Name", "Status", "District"]
[columns]
zone_id = {pattern = "gate-{#}"}
access = "Status"
reason = {pattern = "road gate: {Name}, {District}"}
from_date = false
to_date = false
)toml";

constexpr std::string_view cppSites = R"toml(
name = "cpp-sites"
title = "ITU Connectivity Planning Platform, cell sites"
kinds = ["sites"]
remarks = ["antenna_height and radio_type belong to cells and are kept with the row: the template has neither frequency nor power, so no cells can be made from it"]
ignore = ["antenna_height", "radio_type"]
[detect]
has = ["ict_id", "radio_type"]
[columns]
site_id = "ict_id"
lat = ["lat", "latitude"]
lon = ["lon", "longitude"]
operator = ["operator_name", "operator"]
status = "node_status"
)toml";

constexpr std::string_view cppFacilities = R"toml(
name = "cpp-facilities"
title = "ITU Connectivity Planning Platform, points of interest"
kinds = ["facilities"]
[detect]
has = ["poi_id", "poi_type"]
[columns]
facility_id = "poi_id"
kind = {column = "poi_type", default = "other"}
lat = ["lat", "latitude"]
lon = ["lon", "longitude"]
connection = "connectivity_type"
has_grid = "has_electricity"
users = "number_of_users"
)toml";

constexpr std::string_view cppNodes = R"toml(
name = "cpp-nodes"
title = "ITU Connectivity Planning Platform, transmission nodes"
kinds = ["nodes"]
remarks = ["the template does not say which nodes are core: all are taken as access. Name the core nodes with a mapping or by hand, else no site reaches a core"]
[detect]
has = ["ict_id", "transmission_medium"]
[columns]
node_id = "ict_id"
kind = {value = "access"}
owner = ["operator_name", "operator"]
lat = ["lat", "latitude"]
lon = ["lon", "longitude"]
status = "node_status"
)toml";

constexpr std::string_view fcc = R"toml(
name = "fcc-structures"
title = "US FCC ULS structures"
kinds = ["sites"]
remarks = ["a call sign has several structures: ids are the call sign and a mark made from the row"]
[detect]
has = ["Unique System Identifier", "Call Sign", "Overall Height of Structure"]
[columns]
site_id = {pattern = "{Call Sign}-{#}"}
name = "Call Sign"
structure_height_m = {column = "Overall Height of Structure", unit = "m"}
lat = "Latitude"
lon = "Longitude"
)toml";

constexpr std::string_view moep = R"toml(
name = "moep-sites"
title = "Israeli Ministry of Environmental Protection, licensed radio sites"
kinds = ["sites"]
remarks = ["these are sites of Israeli operators"]
[detect]
has = ["site_num", "company", "hakama_dat", "geom"]
[columns]
site_id = {pattern = "MOEP-{ID}"}
name = "site_num"
name_local = {pattern = "{address}, {city}"}
operator = "company"
structure = {column = "type_", default = "other"}
geometry = "geom"
[words.structure]
"תורן קרקעי" = "mast"
"תורן על הגג" = "rooftop"
"אנטנת עוקץ" = "other"
"אנטנה משתפלת" = "other"
"מתקן גישה אלחוטי" = "other"
"אתר זעיר פנימי" = "other"
)toml";

constexpr std::array texts{geonames,      opencellid, ofdsNodes, ofdsSpans,
                           ochaClosures,  ochaLinear, ochaGates, cppSites,
                           cppFacilities, cppNodes,   fcc,       moep};

} // namespace

std::span<const std::string_view> presetTexts()
{
    return texts;
}

} // namespace geo
