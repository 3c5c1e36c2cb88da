#include "app/jobs/remove_job.h"

#include "app/jobs/import_write.h"
#include "app/jobs/row_references.h"
#include "geo/import/normalise.h"
#include "geo/misuse.h"
#include "geo/workspace/workspace.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <set>

namespace app {
namespace {

using Json = nlohmann::ordered_json;

std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 12;
    const std::vector<std::string> first(
        names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size())));
    return names.size() > most
               ? fmt::format("{} and {} more", fmt::join(first, ", "), names.size() - most)
               : fmt::format("{}", fmt::join(first, ", "));
}

struct ShapeAsJson {
    static Json of(geo::LonLat p) { return Json::array({p.lon_deg, p.lat_deg}); }
    template <typename Part>
    static Json of(const std::vector<Part>& parts)
    {
        Json all = Json::array();
        for (const Part& part : parts) {
            all.push_back(of(part));
        }
        return all;
    }
    Json operator()(std::monostate) const { return {}; }
    template <typename Shape>
    Json operator()(const Shape& shape) const
    {
        return of(shape);
    }
};

/// The whole row, its geometry as coordinates, for whoever wants it back.
std::string rawOf(const geo::Rows& rows, const geo::Row& row)
{
    Json raw = Json::object();
    for (std::size_t c = 0; c < rows.columns.size(); ++c) {
        if (!geo::isNull(row.values[c])) {
            raw[rows.columns[c]] = geo::text(row.values[c]);
        }
    }
    if (const Json shape = std::visit(ShapeAsJson{}, row.geometry); !shape.is_null()) {
        raw["geometry"] = shape;
    }
    return raw.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// What goes, and what would be left pointing at nothing.
class Removal {
public:
    explicit Removal(const geo::Workspace& workspace) : workspace_{workspace} {}

    void byIds(const std::string& table, const std::vector<std::string>& ids)
    {
        Content& content = contentOf(table);
        std::vector<std::string> unknown;
        for (const std::string& id : ids) {
            const auto found = content.position.find(id);
            if (found == content.position.end()) {
                unknown.push_back(id);
            } else {
                content.goes[found->second] = true;
            }
        }
        if (!unknown.empty()) {
            throw geo::Error{fmt::format("there is no {} in it", listed(unknown)),
                             "Nothing was removed; write the ids as the table has them",
                             {.file = workspace_.file().string(), .layer = table}};
        }
    }

    void byImport(const std::string& table, const std::string& import)
    {
        Content& content = contentOf(table);
        std::set<std::string> imports;
        bool any = false;
        for (std::size_t i = 0; i < content.rows.rows.size(); ++i) {
            const auto from = content.rows.textAt(content.rows.rows[i], "import_id");
            imports.insert(from.value_or(""));
            content.goes[i] = from == import;
            any = any || from == import;
        }
        imports.erase("");
        if (!any) {
            throw geo::Error{fmt::format("has no row that came with import '{}'", import),
                             imports.empty()
                                 ? "Nothing was removed"
                                 : fmt::format("Nothing was removed; its rows came with {}",
                                               listed({imports.begin(), imports.end()})),
                             {.file = workspace_.file().string(), .layer = table}};
        }
        refuseReplaced(table, import);
    }

    /// Rows that were there before the import would go with it.
    void refuseReplaced(const std::string& table, const std::string& import) const
    {
        const geo::Rows imports = workspace_.read("imports");
        for (const geo::Row& row : imports.rows) {
            if (imports.textAt(row, "import_id") == import &&
                imports.textAt(row, "note").value_or("").find(tookThePlace) != std::string::npos) {
                throw geo::Error{
                    fmt::format("rows of import '{}' took the place of earlier ones, which would "
                                "go with it",
                                import),
                    "Nothing was removed; name the ids to remove, or import the earlier file again "
                    "with --replace",
                    {.file = workspace_.file().string(), .layer = table}};
            }
        }
    }

    /// Takes the rows that mean nothing without those that go, until there are none left.
    void withItsRows()
    {
        for (bool more = true; more;) {
            more = false;
            for (const Reference& reference : references()) {
                if (!reference.own) {
                    continue;
                }
                Content& content = contentOf(reference.table);
                for (const std::size_t i : danglingIn(reference)) {
                    content.goes[i] = true;
                    more = true;
                }
            }
        }
    }

    void refuseDangling(bool withItsRows)
    {
        std::vector<std::string> stay;
        bool own = false;
        bool others = false;
        for (const Reference& reference : references()) {
            std::vector<std::string> ids;
            const std::string& key = geo::findTable(reference.table)->key;
            const std::vector<std::size_t> dangling = danglingIn(reference);
            const geo::Rows& rows = contentOf(reference.table).rows;
            for (const std::size_t i : dangling) {
                ids.push_back(
                    rows.textAt(rows.rows[i], key.empty() ? reference.column : key).value_or(""));
            }
            if (ids.empty()) {
                continue;
            }
            const std::size_t count = ids.size();
            ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
            stay.push_back(fmt::format("{} of {} by {} ({}{})", geo::counted(count, "row"),
                                       reference.table, reference.column, key.empty() ? "of " : "",
                                       listed(ids)));
            (reference.own ? own : others) = true;
        }
        if (stay.empty()) {
            return;
        }
        std::vector<std::string> advice;
        if (own && !withItsRows) {
            advice.emplace_back("--with-its-rows takes its cells, observations and actions too");
        }
        if (others) {
            advice.emplace_back("remove or change first what is to stay in the network: "
                                "`sila import … --replace` brings changed rows");
        }
        throw geo::Error{
            fmt::format("cannot be removed, for others refer to it: {}", fmt::join(stay, "; ")),
            fmt::format("Nothing was removed; {}", fmt::join(advice, "; ")),
            {.file = workspace_.file().string(), .layer = first_}};
    }

    void write(geo::Workspace& workspace, geo::Time now) const
    {
        geo::Workspace::Transaction transaction{workspace};
        geo::Rows aside{.table = "rejects",
                        .columns = {"import_id", "table_name", "source_row", "scope", "code",
                                    "reason", "fix", "raw"},
                        .rows = {}};
        for (const auto& [table, content] : contents_) {
            std::vector<std::size_t> positions;
            for (std::size_t i = 0; i < content.goes.size(); ++i) {
                if (!content.goes[i]) {
                    continue;
                }
                const geo::Rows& rows = content.rows;
                const geo::Row& row = rows.rows[i];
                const auto from = rows.textAt(row, "import_id");
                const auto number = rows.numberAt(row, "source_row");
                aside.rows.push_back(
                    {.values = {from.value_or("none"), table,
                                number ? geo::Value{static_cast<std::int64_t>(*number)}
                                       : geo::Value{},
                                "row", "removed", fmt::format("was removed on {}", geo::text(now)),
                                from ? "Import its file again to have it back"
                                     : "Enter it again to have it back",
                                rawOf(rows, row)},
                     .geometry = {}});
                positions.push_back(i);
            }
            workspace.remove(table, positions);
        }
        workspace.insert(aside);
        transaction.commit();
    }

    std::vector<RemovedRows> removed() const
    {
        std::vector<RemovedRows> all;
        for (const auto& [table, content] : contents_) {
            RemovedRows one{.table = table, .rows = 0, .ids = {}};
            const std::string& key = geo::findTable(table)->key;
            for (std::size_t i = 0; i < content.goes.size(); ++i) {
                if (content.goes[i]) {
                    ++one.rows;
                    if (!key.empty()) {
                        one.ids.push_back(
                            content.rows.textAt(content.rows.rows[i], key).value_or(""));
                    }
                }
            }
            if (one.rows > 0) {
                all.insert(table == first_ ? all.begin() : all.end(), std::move(one));
            }
        }
        return all;
    }

private:
    struct Content {
        geo::Rows rows;
        std::map<std::string, std::size_t> position; // by id
        std::vector<bool> goes;
    };

    Content& contentOf(const std::string& table)
    {
        if (first_.empty()) {
            first_ = table;
        }
        const auto [found, fresh] = contents_.try_emplace(table);
        Content& content = found->second;
        if (fresh) {
            content.rows = workspace_.read(table);
            content.goes.assign(content.rows.rows.size(), false);
            const std::string& key = geo::findTable(table)->key;
            for (std::size_t i = 0; i < content.rows.rows.size() && !key.empty(); ++i) {
                content.position[content.rows.textAt(content.rows.rows[i], key).value_or("")] = i;
            }
        }
        return content;
    }

    /// Rows that stay and name an id that goes, when no row that stays has it.
    std::vector<std::size_t> danglingIn(const Reference& reference)
    {
        std::vector<std::size_t> all;
        if (std::ranges::none_of(reference.to,
                                 [this](const std::string& to) { return goesFrom(to); })) {
            return all;
        }
        const Content& content = contentOf(reference.table);
        for (std::size_t i = 0; i < content.rows.rows.size(); ++i) {
            if (content.goes[i]) {
                continue;
            }
            const geo::Row& row = content.rows.rows[i];
            const auto tables = tablesMeant(content.rows, row, reference);
            if (std::ranges::any_of(
                    idsNamed(content.rows, row, reference),
                    [&](const std::string& id) { return losesItsLast(id, tables); })) {
                all.push_back(i);
            }
        }
        return all;
    }

    bool goesFrom(const std::string& table) const
    {
        const auto found = contents_.find(table);
        return found != contents_.end() &&
               std::ranges::find(found->second.goes, true) != found->second.goes.end();
    }

    bool losesItsLast(const std::string& id, const std::vector<std::string>& tables)
    {
        bool goes = false;
        for (const std::string& table : tables) {
            const Content& content = contentOf(table);
            if (const auto found = content.position.find(id); found != content.position.end()) {
                if (!content.goes[found->second]) {
                    return false;
                }
                goes = true;
            }
        }
        return goes;
    }

    const geo::Workspace& workspace_;
    std::string first_; // the table asked for
    std::map<std::string, Content> contents_;
};

} // namespace

std::vector<std::string> removableTables()
{
    std::vector<std::string> names;
    for (const geo::Table& table : geo::schema()) {
        if (table.role == geo::TableRole::input) {
            names.push_back(table.name);
        }
    }
    return names;
}

RemoveReport removeRows(const RemoveRequest& request)
{
    const std::vector<std::string> tables = removableTables();
    if (std::ranges::find(tables, request.table) == tables.end()) {
        throw geo::Misuse{fmt::format("'{}' is not a table of data", request.table),
                          fmt::format("The tables are: {}", fmt::join(tables, ", "))};
    }
    if (request.import_id.empty() == request.ids.empty()) {
        throw geo::Misuse{"says not what to remove", "Give ids, or --import and no id"};
    }
    if (request.import_id.empty() && geo::findTable(request.table)->key.empty()) {
        throw geo::Misuse{fmt::format("the rows of {} have no ids", request.table),
                          "Say --import ID: it takes out what came with that import"};
    }
    geo::Workspace workspace = geo::Workspace::open(
        request.workspace, request.dry_run ? geo::Access::read : geo::Access::write);
    Removal removal{workspace};
    if (request.import_id.empty()) {
        removal.byIds(request.table, request.ids);
    } else {
        removal.byImport(request.table, request.import_id);
    }
    if (request.with_its_rows) {
        removal.withItsRows();
    }
    removal.refuseDangling(request.with_its_rows);
    if (!request.dry_run) {
        removal.write(workspace, request.now);
    }
    return {.dry_run = request.dry_run, .removed = removal.removed()};
}

Json asJson(const RemoveReport& report)
{
    Json removed = Json::array();
    for (const RemovedRows& rows : report.removed) {
        removed.push_back({{"table", rows.table}, {"rows", rows.rows}, {"ids", rows.ids}});
    }
    return {{"dry_run", report.dry_run}, {"removed", removed}};
}

std::string asText(const RemoveReport& report)
{
    std::string out;
    for (const RemovedRows& rows : report.removed) {
        out += fmt::format("{} {} from {}{}\n", report.dry_run ? "would remove" : "removed",
                           geo::counted(static_cast<std::size_t>(rows.rows), "row"), rows.table,
                           rows.ids.empty() ? "" : ": " + listed(rows.ids));
    }
    out += report.dry_run ? "Nothing was written (--dry-run).\n"
                          : "They are kept aside in the table `rejects` (code removed).\n";
    return out;
}

} // namespace app
