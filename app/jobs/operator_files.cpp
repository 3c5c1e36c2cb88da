#include "app/jobs/operator_files.h"

#include "app/jobs/load_scenario.h"
#include "app/jobs/operator_styles.h"
#include "geo/files/atomic_file.h"
#include "geo/files/folder.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>
#include <map>

namespace app {
namespace {

/// A row no import can use: a copy of one that is right, with some cells changed.
struct Mistake {
    const char* table;
    std::size_t list;   // which of the table's lists: 0 the first operator's …
    std::size_t copied; // row of that list
    std::vector<std::pair<std::string, std::string>> cells;
    enum class Where { same, none, exchanged, zero } where = Where::same;
};

const std::vector<Mistake>& mistakes()
{
    using enum Mistake::Where;
    static const std::vector<Mistake> all{
        {"sites", 0, 2, {}, same}, // listed twice
        {"sites", 0, 4, {{"site_id", "A-9001"}}, none},
        {"sites", 1, 3, {{"site_id", "B-9001"}}, exchanged},
        {"sites", 2, 1, {{"site_id", "C-9001"}}, zero},
        {"cells", 0, 9, {{"cell_id", "A-9002-1"}, {"site_id", "A-9002"}}, same},
        {"cells", 1, 5, {{"cell_id", "B-9002-1"}, {"height_m", "3O"}}, same}, // the letter O
        {"cells", 2, 7, {{"cell_id", "C-9002-1"}, {"eirp_dbm", "560"}}, same},
        {"observations", 0, 0, {{"observed_at", "2026-10-32"}}, same},
        {"observations", 1, 3, {{"asset_id", "B-9003"}}, same},
        {"observations", 2, 1, {{"status", "згоріло"}}, same}, // "burnt down": not a status
        {"links", 0, 1, {{"link_id", "L-9001"}, {"to_id", "A-9004"}}, same},
        {"actions", 0, 5, {{"action_id", "R-9001"}, {"cost_usd", "on request"}}, same},
    };
    return all;
}

class Writer {
public:
    Writer(const planning::Scenario& made, const std::filesystem::path& folder, bool spoil)
        : folder_{folder}, spoil_{spoil}, tables_{rowsOf(made, "")}
    {
        for (const planning::Site& site : made.sites) {
            operatorOfSite_[site.site_id] = site.operator_name;
        }
        for (const auto& [site, name] : operatorOfSite_) {
            if (!name.empty() && std::ranges::find(operators_, name) == operators_.end()) {
                operators_.push_back(name);
            }
        }
        std::ranges::sort(operators_);
    }

    std::vector<OperatorFile> run()
    {
        byOperator("sites", "operator", [](const std::string& name) { return name; });
        byOperator("cells", "site_id", [this](const std::string& site) {
            const auto found = operatorOfSite_.find(site);
            return found == operatorOfSite_.end() ? std::string{} : found->second;
        });
        list("nodes", "transport_nodes.csv", true);
        layer("spans", "fibre_spans.geojson");
        list("links", "microwave_links.csv", false);
        list("grid_nodes", "grid_nodes.csv", true);
        list("grid_lines", "grid_lines.csv", false);
        list("facilities", "facilities.csv", true);
        reports();
        list("actions", "repairs.csv", false);
        layer("zones", "access_zones.geojson");
        list("supply", "supply.csv", false);
        return std::move(files_);
    }

private:
    const geo::Rows* table(const std::string& name) const
    {
        const auto found = std::ranges::find(tables_, name, &geo::Rows::table);
        return found == tables_.end() ? nullptr : &*found;
    }

    /// Adds the mistakes meant for the table's list; how many.
    std::size_t spoil(geo::Rows& rows, std::size_t list) const
    {
        std::size_t added = 0;
        for (const Mistake& mistake : mistakes()) {
            if (!spoil_ || mistake.table != rows.table || mistake.list != list ||
                mistake.copied >= rows.rows.size()) {
                continue;
            }
            geo::Row row = rows.rows[mistake.copied];
            for (const auto& [column, cell] : mistake.cells) {
                row.values[*rows.find(column)] = cell;
            }
            if (const auto* p = std::get_if<geo::LonLat>(&row.geometry)) {
                const geo::LonLat right = *p;
                switch (mistake.where) {
                case Mistake::Where::none:
                    row.geometry = {};
                    break;
                case Mistake::Where::exchanged:
                    row.geometry = geo::LonLat{right.lat_deg, right.lon_deg};
                    break;
                case Mistake::Where::zero:
                    row.geometry = geo::LonLat{0, 0};
                    break;
                case Mistake::Where::same:
                    break;
                }
            }
            rows.rows.push_back(std::move(row));
            ++added;
        }
        return added;
    }

    void put(geo::Rows rows, std::size_t number, const std::string& file, const ListStyle& style,
             const std::string& looks)
    {
        OperatorFile done{file, rows.table, rows.rows.size(), 0, looks};
        done.mistakes = spoil(rows, number);
        geo::writeFile(folder_ / file, listText(rows, style));
        files_.push_back(std::move(done));
    }

    /// One list an operator: the first writes English, the second Arabic, the third Ukrainian.
    void byOperator(const std::string& name, const std::string& column,
                    const std::function<std::string(const std::string&)>& operatorOf)
    {
        const geo::Rows* all = table(name);
        if (all == nullptr) {
            return;
        }
        for (std::size_t k = 0; k < operators_.size(); ++k) {
            geo::Rows own{all->table, all->columns, {}};
            for (const geo::Row& row : all->rows) {
                if (operatorOf(all->textAt(row, column).value_or("")) == operators_[k]) {
                    own.rows.push_back(row);
                }
            }
            const auto language = static_cast<ListLanguage>(k % 3);
            put(std::move(own), k, fmt::format("{}_{}.csv", slug(operators_[k]), name),
                operatorStyle(name, language), text(language));
        }
    }

    /// Reports by source; an operator's in its own language.
    void reports()
    {
        const geo::Rows* all = table("observations");
        if (all == nullptr) {
            return;
        }
        std::map<std::string, geo::Rows> bySource;
        for (const geo::Row& row : all->rows) {
            const std::string source = all->textAt(row, "source").value_or("unknown");
            auto [own, fresh] = bySource.try_emplace(source);
            if (fresh) {
                own->second = {all->table, all->columns, {}};
            }
            own->second.rows.push_back(row);
        }
        for (auto& [source, rows] : bySource) {
            const auto owner = std::ranges::find_if(
                operators_, [&](const std::string& name) { return source.starts_with(name); });
            const auto k = static_cast<std::size_t>(owner - operators_.begin());
            const bool known = owner != operators_.end();
            const ListLanguage language =
                known ? static_cast<ListLanguage>(k % 3) : ListLanguage::english;
            put(std::move(rows), known ? k : operators_.size(),
                fmt::format("status_{}.csv", slug(source)), operatorStyle("observations", language),
                text(language));
        }
    }

    /// With the workspace's own headers.
    void list(const std::string& name, const std::string& file, bool placed)
    {
        const geo::Rows* rows = table(name);
        if (rows == nullptr) {
            return;
        }
        ListStyle style;
        for (const std::string& column : rows->columns) {
            if (column != "import_id" && column != "source_row") {
                style.columns.push_back({column, column});
            }
        }
        if (placed) {
            style.columns.push_back({"lat", "lat"});
            style.columns.push_back({"lon", "lon"});
        }
        put(*rows, 0, file, style, "headers as in docs/workspace.md");
    }

    void layer(const std::string& name, const std::string& file)
    {
        const geo::Rows* rows = table(name);
        if (rows == nullptr) {
            return;
        }
        std::vector<std::string> columns = rows->columns;
        std::erase(columns, "import_id");
        std::erase(columns, "source_row");
        geo::writeFile(folder_ / file, geoJsonText(*rows, columns));
        files_.push_back({file, name, rows->rows.size(), 0, "GeoJSON"});
    }

    /// "Grid operator fault list" → "grid_operator_fault_list"
    static std::string slug(const std::string& name)
    {
        std::string out;
        for (const char c : name) {
            const bool upper = c >= 'A' && c <= 'Z';
            const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            out += upper ? static_cast<char>(c - 'A' + 'a') : plain ? c : '_';
        }
        return out;
    }

    const std::filesystem::path& folder_;
    bool spoil_;
    std::vector<geo::Rows> tables_;
    std::map<std::string, std::string> operatorOfSite_;
    std::vector<std::string> operators_;
    std::vector<OperatorFile> files_;
};

} // namespace

std::vector<OperatorFile> writeOperatorFiles(const planning::Scenario& made,
                                             const std::filesystem::path& folder, bool mistakes)
{
    geo::makeFolder(folder);
    return Writer{made, folder, mistakes}.run();
}

} // namespace app
