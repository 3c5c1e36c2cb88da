#pragma once
// What the readers of instance families share: tables, folders, and an instance in the making.
#include "planning/restoration/instance.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace instance_families {

using namespace planning::restoration;

using Row = std::vector<std::string>;

inline std::vector<Row> readCsv(const std::string& path)
{
    std::ifstream in{path};
    std::vector<Row> rows;
    std::string line;
    while (std::getline(in, line)) {
        std::erase(line, '\r');
        Row row;
        std::istringstream cells{line};
        std::string cell;
        while (std::getline(cells, cell, ',')) {
            row.push_back(cell);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Column of this name in the first row.
inline std::size_t column(const std::vector<Row>& rows, const std::string& name)
{
    for (std::size_t i = 0; !rows.empty() && i < rows[0].size(); ++i) {
        if (rows[0][i] == name) {
            return i;
        }
    }
    return 0;
}

inline std::vector<std::filesystem::path> filesIn(const std::string& folder,
                                                  const std::string& ending)
{
    std::vector<std::filesystem::path> out;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator{folder, missing}) {
        if (entry.path().extension() == ending) {
            out.push_back(entry.path());
        }
    }
    std::ranges::sort(out);
    return out;
}

class Maker {
public:
    explicit Maker(int periods) { in.periods = periods; }

    std::uint32_t vertex(const std::string& id, std::uint32_t network = 0)
    {
        Part part;
        part.id = id;
        part.network = network;
        in.parts.push_back(part);
        return static_cast<std::uint32_t>(in.parts.size() - 1);
    }
    std::uint32_t edge(const std::string& id, std::uint32_t a, std::uint32_t b,
                       std::uint32_t network = 0)
    {
        const std::uint32_t e = vertex(id, network);
        in.parts[e].end_a = a;
        in.parts[e].end_b = b;
        return e;
    }
    void damage(std::uint32_t part, std::vector<double> use)
    {
        in.parts[part].damaged = true;
        in.parts[part].use = std::move(use);
    }

    Instance in;
};

} // namespace instance_families
