// Who is to be served, and where: settlements, facilities, areas, zones, roads.
#include "geo/workspace/tables.h"

namespace geo::tables {

void addPeople(std::vector<Table>& all)
{
    all.push_back(
        {.name = "settlements",
         .title = "Settlements",
         .geometry = GeometryKind::pointOrPolygon,
         .key = "settlement_id",
         .columns = {needed(textColumn("settlement_id", "Stable id")),
                     needed(textColumn("name", "Name in Latin letters, else as the source has it")),
                     textColumn("name_local", "Name in the local language"),
                     expected(amountColumn("population", "People; empty = unknown: in no total")),
                     kindColumn("population_date", ColumnKind::date, "Date of the count"),
                     amountColumn("radius_m", "Radius of the built-up place, m, when only a point "
                                              "is known"),
                     textColumn("area_code", "The area it lies in (`areas`)")},
         .doc = "A populated place with people; a point or a polygon."});
    all.push_back(
        {.name = "facilities",
         .title = "Facilities",
         .geometry = GeometryKind::point,
         .key = "facility_id",
         .columns = {needed(textColumn("facility_id", "Stable id")),
                     needed(wordColumn("kind",
                                       {"hospital", "clinic", "school", "shelter", "water",
                                        "government", "other"},
                                       "What it is")),
                     textColumn("name", "Name"), amountColumn("users", "Users at the same moment"),
                     textColumn("connection", "How it is connected today"),
                     kindColumn("has_grid", ColumnKind::flag, "1 = on the power grid"),
                     textColumn("area_code", "The area it lies in (`areas`)")},
         .doc = "A school, hospital, clinic, shelter, water plant or office."});
    all.push_back(
        {.name = "areas",
         .title = "Areas",
         .geometry = GeometryKind::polygon,
         .key = "area_code",
         .columns = {needed(textColumn("area_code", "P-code or another stable code")),
                     needed(textColumn("name", "Name in Latin letters, else as the source has it")),
                     textColumn("name_local", "Name in the local language"),
                     wholeColumn("level", 0, 10, "0 country, 1 region, 2 governorate …"),
                     textColumn("parent_code", "The area it is part of"),
                     amountColumn("population", "People, when the source says")},
         .doc = "Administrative areas. Figures are given by them; drawing one implies no position "
                "on any territory."});
    all.push_back({.name = "zones",
                   .title = "Access zones",
                   .geometry = GeometryKind::polygon,
                   .key = "zone_id",
                   .columns = {needed(textColumn("zone_id", "Stable id")),
                               needed(wordColumn("access", {"open", "permit", "closed"},
                                                 "Whether crews may enter")),
                               kindColumn("from_date", ColumnKind::date,
                                          "First day it holds; empty = since ever"),
                               kindColumn("to_date", ColumnKind::date,
                                          "Last day it holds; empty = until further notice"),
                               textColumn("reason", "Why")},
                   .doc = "An area with access windows."});
    all.push_back(
        {.name = "roads",
         .title = "Roads",
         .geometry = GeometryKind::line,
         .key = "",
         .columns = {textColumn("road_id", "Id in the source"),
                     textColumn("class", "Class of the source, for example primary"),
                     numberColumn("speed_kmh", 0, 200, "Speed a truck makes, km/h"),
                     kindColumn("oneway", ColumnKind::flag, "1 = only in the line's direction"),
                     kindColumn("passable", ColumnKind::flag, "0 = blocked; empty = passable")},
         .doc = "Roads crews drive on."});
}

} // namespace geo::tables
