#include "planning/coverage/served.h"

#include <algorithm>
#include <tuple>

namespace planning {
namespace {

Service serviceOf(Status status)
{
    switch (status) {
    case Status::operational:
    case Status::degraded:
        return Service::on;
    case Status::unknown:
        return Service::unknown;
    case Status::outOfService:
    case Status::destroyed:
    case Status::planned:
        break;
    }
    return Service::off;
}

void add(ServedPeople& sum, double people, TechnologySet received)
{
    sum.people += people;
    if (received == noTechnology) {
        return;
    }
    sum.any += people;
    for (std::size_t t = 0; t < sum.by_technology.size(); ++t) {
        if (((received >> t) & 1U) != 0) {
            sum.by_technology[t] += people;
        }
    }
}

} // namespace

ServedPeople& ServedPeople::operator+=(const ServedPeople& other)
{
    people += other.people;
    any += other.any;
    for (std::size_t t = 0; t < by_technology.size(); ++t) {
        by_technology[t] += other.by_technology[t];
    }
    return *this;
}

WorkingLayers workingLayers(const Cover& cover, const NetworkState& network,
                            const Statuses& statuses)
{
    WorkingLayers working;
    working.surely.reserve(cover.layers.size());
    working.possibly.reserve(cover.layers.size());
    for (const RadioLayer& layer : cover.layers) {
        const Service site = network.sites[layer.site].service;
        const Service cell =
            layer.cell == allCells ? Service::on : serviceOf(statuses.cells[layer.cell].status);
        working.surely.push_back(site == Service::on && cell == Service::on ? 1 : 0);
        working.possibly.push_back(site != Service::off && cell != Service::off ? 1 : 0);
    }
    return working;
}

LayerFlags existingLayers(const Cover& cover, const Statuses& statuses)
{
    LayerFlags exists;
    exists.reserve(cover.layers.size());
    for (const RadioLayer& layer : cover.layers) {
        const bool planned =
            statuses.sites[layer.site].status == Status::planned ||
            (layer.cell != allCells && statuses.cells[layer.cell].status == Status::planned);
        exists.push_back(planned ? 0 : 1);
    }
    return exists;
}

LayerFlags layersOfOperator(const Cover& cover, const Scenario& scenario, const std::string& name)
{
    LayerFlags flags;
    flags.reserve(cover.layers.size());
    for (const RadioLayer& layer : cover.layers) {
        flags.push_back(scenario.sites[layer.site].operator_name == name ? 1 : 0);
    }
    return flags;
}

std::vector<std::string> operatorsOf(const Cover& cover, const Scenario& scenario)
{
    std::vector<std::string> names;
    for (const RadioLayer& layer : cover.layers) {
        names.push_back(scenario.sites[layer.site].operator_name);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

LayerFlags both(const LayerFlags& a, const LayerFlags& b)
{
    LayerFlags out(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        out[i] = a[i] != 0 && b[i] != 0 ? 1 : 0;
    }
    return out;
}

std::vector<TechnologySet> technologiesByGroup(const Cover& cover, const LayerFlags& on)
{
    LayerFlags bits(cover.layers.size());
    for (std::size_t i = 0; i < bits.size(); ++i) {
        bits[i] = on[i] != 0 ? setOf(cover.layers[i].technology) : noTechnology;
    }
    std::vector<TechnologySet> received(cover.groups(), noTechnology);
    for (std::size_t g = 0; g < received.size(); ++g) {
        for (const std::uint32_t layer : cover.layersOf(g)) {
            received[g] = static_cast<TechnologySet>(received[g] | bits[layer]);
        }
    }
    return received;
}

ServedPeople servedPeople(const Cover& cover, std::span<const TechnologySet> received)
{
    ServedPeople sum;
    for (std::size_t g = 0; g < cover.groups(); ++g) {
        add(sum, cover.group_people[g], received[g]);
    }
    return sum;
}

PlaceGroups groupsOfPlaces(const Cover& cover, std::span<const PlaceCell> cells, std::size_t places)
{
    struct Entry {
        std::uint32_t place, group;
        double people;
    };
    std::vector<Entry> entries;
    entries.reserve(cells.size());
    for (const PlaceCell& cell : cells) {
        if (cover.group[cell.cell] != noGroup && cell.people > 0) {
            entries.push_back({cell.place, cover.group[cell.cell], cell.people});
        }
    }
    // Stable, so that sums run in one order.
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.place, a.group) < std::tie(b.place, b.group);
    });
    PlaceGroups out;
    out.start.assign(places + 1, 0);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& e = entries[i];
        if (i > 0 && entries[i - 1].place == e.place && entries[i - 1].group == e.group) {
            out.people.back() += e.people;
            continue;
        }
        out.group.push_back(e.group);
        out.people.push_back(e.people);
        ++out.start[e.place + 1];
    }
    for (std::size_t p = 0; p < places; ++p) {
        out.start[p + 1] += out.start[p];
    }
    return out;
}

PlaceGroups groupsOfPlaces(const Cover& cover, std::span<const std::uint32_t> placeOfCell,
                           std::size_t places)
{
    std::vector<PlaceCell> cells;
    for (std::size_t i = 0; i < placeOfCell.size(); ++i) {
        if (placeOfCell[i] != noGroup && cover.people[i] > 0) {
            cells.push_back({placeOfCell[i], static_cast<std::uint32_t>(i),
                             static_cast<double>(cover.people[i])});
        }
    }
    return groupsOfPlaces(cover, cells, places);
}

ServedPeople servedPeople(const PlaceGroups& places, std::size_t place,
                          std::span<const TechnologySet> received)
{
    ServedPeople sum;
    for (std::size_t i = places.start[place]; i < places.start[place + 1]; ++i) {
        add(sum, places.people[i], received[places.group[i]]);
    }
    return sum;
}

std::vector<SitePeople> peopleBySite(const Cover& cover, const LayerFlags& on, std::size_t sites)
{
    std::vector<SitePeople> people(sites);
    for (std::size_t g = 0; g < cover.groups(); ++g) {
        std::uint32_t last = noGroup;
        int reaching = 0;
        // Layers are ascending by site: equal sites stand together.
        for (const std::uint32_t layer : cover.layersOf(g)) {
            const std::uint32_t site = cover.layers[layer].site;
            if (on[layer] != 0 && site != last) {
                people[site].reached += cover.group_people[g];
                last = site;
                ++reaching;
            }
        }
        if (reaching == 1) {
            people[last].only_here += cover.group_people[g];
        }
    }
    return people;
}

} // namespace planning
