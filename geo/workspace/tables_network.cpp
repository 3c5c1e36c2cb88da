// Sites, cells, nodes, spans, links, and the power grid.
#include "geo/workspace/tables.h"

namespace geo::tables {
namespace {

constexpr double highestStructure_m = 1000; // the highest mast ever built is 646 m

void addPower(std::vector<Column>& columns)
{
    columns.push_back(
        textColumn("grid_node_id", "Where the grid feeds it (`grid_nodes`); empty = off the grid"));
    columns.push_back(amountColumn("load_kw", "What it draws, kW"));
    columns.push_back(amountColumn("battery_h", "Hours the batteries carry the load"));
    columns.push_back(amountColumn(
        "generator_kw", "Generator, kW; 0 = none. One smaller than load_kw counts as no power"));
    columns.push_back(amountColumn("fuel_l_per_h", "What the generator burns, litres an hour"));
    columns.push_back(amountColumn("fuel_on_hand_l", "Fuel in the tank now, litres"));
    columns.push_back(amountColumn("tank_l", "What the tank holds, litres"));
    columns.push_back(amountColumn("solar_kw", "Solar panels, kW of peak"));
}

Table sites()
{
    Table t{.name = "sites",
            .title = "Sites",
            .geometry = GeometryKind::point,
            .key = "site_id",
            .columns = {},
            .doc = "A place with a structure (mast, rooftop) and power; has one or more cells."};
    t.columns = {
        needed(textColumn("site_id", "Stable id")),
        textColumn("name", "Name in Latin letters"),
        textColumn("name_local", "Name in the local language"),
        textColumn("operator", "Whose network it serves"),
        textColumn("owner", "Who owns the structure"),
        wordColumn("structure", {"mast", "tower", "rooftop", "other"}, "What carries the antennas"),
        numberColumn("structure_height_m", 0, highestStructure_m, "Height above ground, m"),
        textColumn("transport_id", "The node, site or span end it hangs on; empty = only links"),
    };
    addPower(t.columns);
    t.columns.push_back(textColumn("area_code", "The area it lies in (`areas`)"));
    t.columns.push_back(textColumn("note", "Anything worth knowing"));
    return t;
}

Table cells()
{
    return {
        .name = "cells",
        .title = "Radio cells",
        .geometry = GeometryKind::none,
        .key = "cell_id",
        .columns =
            {
                needed(textColumn("cell_id", "Stable id")),
                needed(textColumn("site_id", "The site it stands on (`sites`)")),
                needed(wordColumn("technology", {"2G", "3G", "4G", "5G"},
                                  "2G GSM, 3G UMTS, 4G LTE, 5G NR")),
                needed(numberColumn("frequency_mhz", 30, 300000, "Carrier, MHz")),
                needed(numberColumn("eirp_dbm", -50, 120,
                                    "Power radiated towards the strongest direction, dBm")),
                needed(numberColumn("height_m", 0, highestStructure_m, "Antenna above ground, m")),
                numberColumn("azimuth_deg", 0, 360,
                             "Degrees clockwise from north; empty = all directions"),
                numberColumn("beamwidth_deg", 0.1, 360, "Between the half-power directions"),
                numberColumn("tilt_deg", -90, 90, "Downwards is positive"),
                textColumn("antenna", "Model of the antenna"),
                numberColumn("bandwidth_mhz", 0.01, 10000, "Of the carrier, MHz"),
            },
        .doc = "One radio sector of a site. Its position is its site's."};
}

Table cellEstimates()
{
    return {.name = "cell_estimates",
            .title = "Cells heard by phones (estimated positions)",
            .geometry = GeometryKind::point,
            .key = "cell_id",
            .columns =
                {
                    needed(textColumn("cell_id", "Radio, country, network, area and cell number")),
                    needed(wordColumn("technology", {"2G", "3G", "4G", "5G"},
                                      "2G GSM, 3G UMTS, 4G LTE, 5G NR")),
                    textColumn("mcc", "Mobile country code"),
                    textColumn("mnc", "Mobile network code"),
                    textColumn("operator", "Whose network it is, when known"),
                    amountColumn("range_m", "How far from the estimate it was heard, m"),
                    wholeColumn("samples", 0, 9e15, "Phones' reports the position is made from"),
                    kindColumn("changeable", ColumnKind::flag,
                               "1 = mean of reports; 0 = told by the operator"),
                    kindColumn("first_seen", ColumnKind::time, "First report"),
                    kindColumn("last_seen", ColumnKind::time, "Last report"),
                },
            .doc = "Where crowd-sourced lists (OpenCelliD) think a cell is. These are not towers: "
                   "no calculation takes them for sites."};
}

Table nodes()
{
    Table t{.name = "nodes",
            .title = "Network nodes",
            .geometry = GeometryKind::point,
            .key = "node_id",
            .columns = {},
            .doc = "A point of the transport network. A site works only with a working path to a "
                   "core node."};
    t.columns = {
        needed(textColumn("node_id", "Stable id")),
        textColumn("name", "Name"),
        needed(wordColumn("kind",
                          {"core", "exchange", "aggregation", "access", "splice", "landing"},
                          "What it is in the network")),
        textColumn("owner", "Who runs it"),
    };
    addPower(t.columns);
    t.columns.push_back(textColumn("area_code", "The area it lies in (`areas`)"));
    return t;
}

Table spans()
{
    return {.name = "spans",
            .title = "Fibre",
            .geometry = GeometryKind::line,
            .key = "span_id",
            .columns =
                {
                    needed(textColumn("span_id", "Stable id")),
                    textColumn("from_id", "Node, site or junction at its start"),
                    textColumn("to_id", "Node, site or junction at its end"),
                    textColumn("owner", "Who owns the cable"),
                    wordColumn("role", {"backbone", "aggregation", "access"}, "Rank"),
                    wordColumn("deployment", {"buried", "duct", "aerial", "submarine"},
                               "How it is laid"),
                    amountColumn("length_km", "Length of the cable, km; empty = of its line"),
                    wholeColumn("fibre_count", 0, 100000, "Fibres in the cable"),
                    amountColumn("capacity_gbps", "What it carries, Gbit/s"),
                    textColumn("corridor_id",
                               "Spans of one corridor lie side by side and are cut together"),
                    kindColumn("inferred", ColumnKind::flag,
                               "1 = guessed by a program, not told by its owner"),
                },
            .doc = "One piece of a fibre route between two nodes or junctions (a span of the Open "
                   "Fibre Data Standard)."};
}

Table links()
{
    return {.name = "links",
            .title = "Microwave and satellite links",
            .geometry = GeometryKind::line,
            .key = "link_id",
            .columns =
                {
                    needed(textColumn("link_id", "Stable id")),
                    needed(textColumn("from_id", "Site or node at one end")),
                    needed(textColumn("to_id", "Site or node at the other end")),
                    wordColumn("kind", {"microwave", "satellite"}, "Empty = microwave"),
                    numberColumn("frequency_ghz", 0.1, 300, "Carrier, GHz"),
                    amountColumn("capacity_mbps", "What it carries, Mbit/s"),
                    textColumn("owner", "Who runs it"),
                },
            .doc = "A microwave or satellite hop between two sites or nodes."};
}

} // namespace

void addNetwork(std::vector<Table>& all)
{
    all.push_back(sites());
    all.push_back(cells());
    all.push_back(cellEstimates());
    all.push_back(nodes());
    all.push_back(spans());
    all.push_back(links());
    all.push_back(
        {.name = "grid_nodes",
         .title = "Power grid nodes",
         .geometry = GeometryKind::point,
         .key = "grid_node_id",
         .columns = {needed(textColumn("grid_node_id", "Stable id")),
                     wordColumn("kind", {"source", "substation", "feeder"}, "Empty = feeder")},
         .doc = "A point of the electricity grid; power comes from sources."});
    all.push_back({.name = "grid_lines",
                   .title = "Power grid lines",
                   .geometry = GeometryKind::line,
                   .key = "grid_line_id",
                   .columns = {needed(textColumn("grid_line_id", "Stable id")),
                               textColumn("from_id", "Grid node at its start"),
                               textColumn("to_id", "Grid node at its end")},
                   .doc = "A line of the electricity grid between two grid nodes."});
}

} // namespace geo::tables
