#include "tests/support/instance_families.h"

#include "tests/support/instance_making.h"

#include <array>
#include <cmath>
#include <map>

namespace instance_families {

namespace {

/// The STP format of graphs: E u v cost, and lines of other keys.
struct Graph {
    std::size_t nodes = 0;
    std::vector<std::array<double, 3>> edges;
    std::map<std::string, std::vector<std::vector<double>>> lines;
};

Graph readStp(const std::filesystem::path& path)
{
    Graph graph;
    std::ifstream in{path};
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream words{line};
        std::string key;
        words >> key;
        std::vector<double> numbers;
        for (double x = 0; words >> x;) {
            numbers.push_back(x);
        }
        if (key == "E" && numbers.size() >= 2) {
            graph.edges.push_back({numbers[0], numbers[1], numbers.size() > 2 ? numbers[2] : 1});
        } else if (key == "Nodes" && !numbers.empty()) {
            graph.nodes = static_cast<std::size_t>(numbers[0]);
        } else if (!numbers.empty()) {
            graph.lines[key].push_back(numbers);
        }
    }
    return graph;
}

/// Vertices n1 … and damaged edges e1 … with their cost as use of the first resource.
Maker treeInstance(const Graph& graph, const std::string& resource, double supply,
                   std::size_t resources)
{
    Maker make{1};
    make.in.resources.push_back({resource, {supply}, true, false});
    make.in.networks.push_back({"graph", {}});
    for (std::size_t v = 1; v <= graph.nodes; ++v) {
        make.vertex("n" + std::to_string(v));
    }
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const auto& [a, b, cost] = graph.edges[e];
        std::vector<double> use(resources, 0);
        use[0] = cost;
        make.damage(make.edge("e" + std::to_string(e + 1), static_cast<std::uint32_t>(a) - 1,
                              static_cast<std::uint32_t>(b) - 1),
                    use);
    }
    return make;
}

double sumOfCosts(const Graph& graph)
{
    double sum = 0;
    for (const auto& edge : graph.edges) {
        sum += edge[2];
    }
    return sum;
}

/// A network of the Shelby set: vertices, arcs, and their positions by name.
void addNetwork(Maker& make, const std::string& folder, const std::string& name,
                std::map<std::string, std::uint32_t>& parts)
{
    const auto network = static_cast<std::uint32_t>(make.in.networks.size());
    make.in.networks.push_back({name, {}});
    const std::vector<Row> nodes = readCsv(folder + name + "Nodes.csv");
    const std::size_t type = column(nodes, "Node Type");
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        const std::string id = name + " " + nodes[i][0];
        parts[id] = make.vertex(id, network);
        if (name == "Power" && nodes[i][type] == "Gate Station") {
            make.in.networks.back().sources.push_back(parts[id]);
        }
        if (name == "Telecommunication") {
            const std::string& people = nodes[i][column(nodes, "population")];
            make.in.demand.push_back({people == "N/A" ? 0 : std::stod(people), {parts[id]}});
        }
    }
    const std::vector<Row> arcs = readCsv(folder + name + "Arcs.csv");
    const std::size_t from = column(arcs, "Start Node");
    const std::size_t to = column(arcs, "End Node");
    for (std::size_t i = 1; i < arcs.size(); ++i) {
        const std::string id = name + " " + arcs[i][from] + "-" + arcs[i][to];
        parts[id] = make.edge(id, parts[name + " " + arcs[i][from]],
                              parts[name + " " + arcs[i][to]], network);
    }
}

/// Position behind so many rows that start at `at`, each a count and so many numbers.
std::size_t endOfRows(const std::vector<std::size_t>& numbers, std::size_t at, std::size_t rows)
{
    for (; rows > 0 && at < numbers.size(); --rows) {
        at += 1 + numbers[at];
    }
    return rows == 0 ? at : 0;
}

} // namespace

std::vector<Case> shelby(const std::string& root)
{
    const std::string folder = root + "/shelby-interdependent/";
    const std::vector<Row> damage = readCsv(folder + "damage.csv");
    const std::vector<Row> known = readCsv(folder + "known_values.csv");
    std::vector<Case> out;
    for (std::size_t i = 1; i < known.size(); ++i) {
        const Row& row = known[i];
        Maker make{std::stoi(row[4])};
        make.in.resources.push_back(
            {"repairs", std::vector<double>(std::stoul(row[4]), std::stod(row[3])), true, false});
        std::map<std::string, std::uint32_t> parts;
        for (const std::string name : {"Power", "Telecommunication"}) {
            addNetwork(make, folder + "network/", name, parts);
        }
        make.in.networks[1].sources.push_back(parts.at("Telecommunication 9"));
        for (const Row& need : readCsv(folder + "network/Interdep.csv")) {
            if (need.size() > 3 && need[2] == "Power" && need[3] == "Telecommunication") {
                make.in.parts[parts.at("Telecommunication " + need[1])].needs_on.push_back(
                    parts.at("Power " + need[0]));
            }
        }
        for (const Row& hit : damage) {
            if (hit[0] == row[0] && hit[1] == row[1] && parts.contains(hit[2] + " " + hit[4])) {
                make.damage(parts.at(hit[2] + " " + hit[4]), {1});
            }
        }
        out.push_back({"shelby " + row[0] + "/" + row[1], std::move(make.in), std::stod(row[5])});
    }
    return out;
}

std::vector<Case> steinerRevenueBudget(const std::string& root)
{
    const std::string folder = root + "/steiner-revenue-budget/";
    std::vector<Case> out;
    const std::vector<Row> known = readCsv(folder + "known_values_no_hop_limit.csv");
    for (const auto& path : filesIn(folder, ".stp")) {
        const std::string name = path.stem().string();
        const std::string prefix = name.substr(0, name.rfind('-'));
        // Files with the same prefix differ in the hop limit only, which is not part of this.
        if (!out.empty() && out.back().name == prefix) {
            continue;
        }
        const Graph graph = readStp(path);
        const double budget = graph.lines.at("Budget")[0][0];
        Maker make = treeInstance(graph, "budget", budget, 1);
        make.in.networks[0].sources.push_back(
            static_cast<std::uint32_t>(graph.lines.at("Root")[0][0]) - 1);
        for (const auto& line : graph.lines.at("PV")) {
            make.in.demand.push_back({line[1], {static_cast<std::uint32_t>(line[0]) - 1}});
        }
        Case made{prefix, std::move(make.in), std::nullopt};
        for (const Row& row : known) {
            if (row[0] == prefix) {
                made.known = std::stod(row[2]);
            }
        }
        out.push_back(std::move(made));
    }
    return out;
}

std::vector<Case> prizeCollecting(const std::string& root)
{
    const std::string folder = root + "/pcstp-d/";
    const std::vector<Row> known = readCsv(folder + "known_values.csv");
    std::vector<Case> out;
    for (const auto& path : filesIn(folder, ".stp")) {
        const Graph graph = readStp(path);
        Maker make = treeInstance(graph, "cost", sumOfCosts(graph), 2);
        make.in.objective = Objective::net;
        // The tree has no root: one of the terminals is joined to a core, once.
        make.in.resources.push_back({"starts", {1}, true, false});
        const std::uint32_t core = make.vertex("core");
        make.in.networks[0].sources.push_back(core);
        double prizes = 0;
        for (const auto& line : graph.lines.at("TP")) {
            const auto v = static_cast<std::uint32_t>(line[0]) - 1;
            prizes += line[1];
            make.in.demand.push_back({line[1], {v}});
            make.damage(make.edge("start " + make.in.parts[v].id, core, v), {0, 1});
        }
        Case made{path.stem().string(), std::move(make.in), std::nullopt};
        made.published_from = prizes;
        for (const Row& row : known) {
            if (row[0] == made.name) {
                made.known = prizes - std::stod(row[1]);
            }
        }
        out.push_back(std::move(made));
    }
    return out;
}

std::vector<Case> setCover(const std::string& root)
{
    const std::string folder = root + "/orlib-setcover/";
    const std::vector<Row> known = readCsv(folder + "known_values.csv");
    std::vector<Case> out;
    for (const auto& path : filesIn(folder, ".txt")) {
        std::ifstream in{path};
        std::vector<std::size_t> numbers;
        for (std::size_t x = 0; in >> x;) {
            numbers.push_back(x);
        }
        const std::size_t rows = numbers.at(0);
        const std::size_t columns = numbers.at(1);
        // As published, a cost for each column comes first. The copies at hand have two numbers per
        // row there instead, and no costs: then every column costs 1, and no value is known.
        const bool costs = endOfRows(numbers, 2 + columns, rows) == numbers.size();
        std::size_t at = costs ? 2 + columns : 2 + 2 * rows;
        if (!costs && endOfRows(numbers, at, rows) != numbers.size()) {
            continue;
        }
        Maker make{1};
        make.in.objective = Objective::cheapestFull;
        make.in.networks.push_back({"sites", {}});
        double all = 0;
        for (std::uint32_t c = 0; c < columns; ++c) {
            const double cost = costs ? static_cast<double>(numbers[2 + c]) : 1;
            all += cost;
            make.damage(make.vertex("c" + std::to_string(c + 1)), {cost});
            make.in.networks[0].sources.push_back(c);
        }
        make.in.resources.push_back({"cost", {all}, true, false});
        for (std::size_t r = 0; r < rows; ++r) {
            Demand demand;
            demand.weight = 1;
            for (std::size_t count = numbers[at++]; count > 0; --count) {
                demand.served_by.push_back(static_cast<std::uint32_t>(numbers[at++]) - 1);
            }
            make.in.demand.push_back(demand);
        }
        Case made{path.stem().string() + (costs ? "" : " unit costs"), std::move(make.in),
                  std::nullopt, true};
        for (const Row& row : known) {
            if (row[0] == made.name) {
                made.known = std::stod(row[1]);
            }
        }
        out.push_back(std::move(made));
    }
    return out;
}

std::vector<Case> maximalCovering(const std::string& root)
{
    const std::string folder = root + "/mclp/";
    struct Place {
        double x, y, weight;
    };
    std::vector<Case> out;
    const std::vector<Row> known = readCsv(folder + "known_values.csv");
    for (std::size_t k = 1; k < known.size(); ++k) {
        const Row& row = known[k];
        std::ifstream in{folder + row[0] + ".txt"};
        std::string line;
        std::getline(in, line);
        std::vector<Place> facilities;
        std::vector<Place> customers;
        const bool town = row[0].starts_with("SJC");
        while (std::getline(in, line)) {
            std::istringstream words{line};
            std::string kind = "both";
            double id = 0;
            Place place{};
            if (!town) {
                words >> kind >> id;
            }
            if (!(words >> place.x >> place.y >> place.weight)) {
                continue;
            }
            if (kind != "C") {
                facilities.push_back(place);
            }
            if (kind != "F") {
                customers.push_back(place);
            }
        }
        Maker make{1};
        make.in.resources.push_back({"facilities", {std::stod(row[1])}, true, false});
        make.in.networks.push_back({"sites", {}});
        for (std::uint32_t f = 0; f < facilities.size(); ++f) {
            make.damage(make.vertex("f" + std::to_string(f)), {1});
            make.in.networks[0].sources.push_back(f);
        }
        const double radius = std::stod(row[2]);
        for (const Place& c : customers) {
            Demand demand;
            demand.weight = c.weight;
            for (std::uint32_t f = 0; f < facilities.size(); ++f) {
                if (std::hypot(facilities[f].x - c.x, facilities[f].y - c.y) <= radius) {
                    demand.served_by.push_back(f);
                }
            }
            if (!demand.served_by.empty()) {
                make.in.demand.push_back(std::move(demand));
            }
        }
        out.push_back({row[0] + " p=" + row[1], std::move(make.in), std::stod(row[6])});
    }
    return out;
}

std::vector<Case> steinerTrees(const std::string& root, std::size_t mostNodes)
{
    const std::string folder = root + "/pace2018-steiner/";
    const std::vector<Row> known = readCsv(folder + "known_values.csv");
    std::vector<Case> out;
    for (const Row& row : known) {
        const std::filesystem::path path = folder + row[0] + "/" + row[1];
        if (!std::filesystem::exists(path)) {
            continue;
        }
        const Graph graph = readStp(path);
        if (graph.nodes > mostNodes) {
            continue;
        }
        Maker make = treeInstance(graph, "cost", sumOfCosts(graph), 1);
        make.in.objective = Objective::cheapestFull;
        const auto& terminals = graph.lines.at("T");
        make.in.networks[0].sources.push_back(static_cast<std::uint32_t>(terminals[0][0]) - 1);
        for (std::size_t t = 1; t < terminals.size(); ++t) {
            make.in.demand.push_back({1, {static_cast<std::uint32_t>(terminals[t][0]) - 1}});
        }
        Case made{row[0] + "/" + path.stem().string(), std::move(make.in), std::nullopt, true};
        if (row[2] == row[3]) {
            made.known = std::stod(row[2]);
        }
        out.push_back(std::move(made));
    }
    return out;
}

} // namespace instance_families
