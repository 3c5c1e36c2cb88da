#include "app/jobs/csv_cells.h"

namespace app::jobs {
namespace {

void finish(std::string& cell, bool quoted, std::vector<std::string>& cells)
{
    if (!quoted) {
        const auto last = cell.find_last_not_of(" \t\r");
        cell.erase(last == std::string::npos ? 0 : last + 1);
        cell.erase(0, cell.find_first_not_of(" \t"));
    }
    cells.push_back(std::move(cell));
    cell.clear();
}

} // namespace

std::vector<std::string> csvCells(std::string_view line)
{
    std::vector<std::string> cells;
    std::string cell;
    bool inside = false;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (inside && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            cell += '"';
            ++i;
        } else if (c == '"' && inside) {
            inside = false;
        } else if (c == '"' && cell.find_first_not_of(" \t") == std::string::npos) {
            cell.clear();
            inside = quoted = true;
        } else if (c == ',' && !inside) {
            finish(cell, quoted, cells);
            quoted = false;
        } else {
            cell += c;
        }
    }
    finish(cell, quoted, cells);
    return cells;
}

} // namespace app::jobs
