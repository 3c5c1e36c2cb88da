// Results, rasters and fingerprints.
#include "geo/workspace/gpkg_tables.h"
#include "geo/workspace/styles.h"
#include "geo/workspace/workspace_impl.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <xxhash.h>

namespace geo {

void Workspace::writeResults(const Rows& rows, const std::vector<Column>& columns,
                             GeometryKind geometry, const ResultsEntry& entry)
{
    impl_->wantWrite();
    const auto faulty = [&](const std::string& what) {
        return Error{what, "This is a fault of the program; report it", impl_->place(rows.table)};
    };
    if (!rows.table.starts_with("results_") || rows.table != entry.table) {
        throw faulty("is not a name for a table of results");
    }
    std::vector<Column> inOrder;
    for (const std::string& name : rows.columns) {
        const auto column = std::ranges::find(columns, name, &Column::name);
        if (column == columns.end()) {
            throw faulty(fmt::format("its column {} is not described", name));
        }
        inOrder.push_back(*column);
    }
    const Database& database = impl_->database;
    WriteScope scope{database};
    dropTable(database, rows.table);
    const Table table{.name = rows.table,
                      .title = entry.title,
                      .geometry = geometry,
                      .key = {},
                      .columns = columns,
                      .doc = "Results; made again by the program",
                      .role = TableRole::outcome};
    database.run(createSql(table));
    registerTable(database, table);
    writeStyle(database, table);
    impl_->insert(rows, inOrder, geometry);
    Statement put = database.prepare(
        "INSERT OR REPLACE INTO results (table_name, title, inputs, fingerprint, parameters, "
        "program) VALUES (?,?,?,?,?,?)");
    put.bind(1, Value{entry.table});
    put.bind(2, Value{entry.title});
    put.bind(3, Value{nlohmann::json(entry.inputs).dump()});
    put.bind(4, Value{entry.fingerprint});
    put.bind(5, entry.parameters.empty() ? Value{} : Value{entry.parameters});
    put.bind(6, Value{programName()});
    put.step();
    scope.commit();
}

std::vector<ResultsEntry> Workspace::results() const
{
    const Rows rows = read("results");
    std::vector<ResultsEntry> entries;
    for (const Row& row : rows.rows) {
        ResultsEntry entry;
        entry.table = rows.textAt(row, "table_name").value_or("");
        if (!impl_->database.hasTable(entry.table)) {
            continue; // dropped by another program
        }
        entry.title = rows.textAt(row, "title").value_or("");
        const auto inputs =
            nlohmann::json::parse(rows.textAt(row, "inputs").value_or("[]"), nullptr, false);
        for (const auto& input : inputs) {
            if (input.is_string()) {
                entry.inputs.push_back(input.get<std::string>());
            }
        }
        entry.fingerprint = rows.textAt(row, "fingerprint").value_or("");
        entry.parameters = rows.textAt(row, "parameters").value_or("");
        entries.push_back(std::move(entry));
    }
    return entries;
}

bool Workspace::stale(const std::string& resultsTable) const
{
    const auto all = results();
    const auto entry = std::ranges::find(all, resultsTable, &ResultsEntry::table);
    return entry == all.end() || entry->fingerprint != fingerprint(entry->inputs);
}

std::vector<RasterEntry> Workspace::rasters(const std::string& kind) const
{
    const Rows rows = read("rasters", kind.empty() ? "" : "kind = " + sqlText(kind));
    std::vector<RasterEntry> entries;
    for (const Row& row : rows.rows) {
        const auto text = [&](const char* column) { return rows.textAt(row, column).value_or(""); };
        entries.push_back({.kind = text("kind"),
                           .path = text("path"),
                           .crs = text("crs"),
                           .resolution_m = rows.numberAt(row, "resolution_m").value_or(0),
                           .checksum = text("checksum"),
                           .source = text("source"),
                           .import_id = text("import_id"),
                           .note = text("note")});
    }
    return entries;
}

void Workspace::addRaster(const RasterEntry& entry)
{
    impl_->wantWrite();
    WriteScope scope{impl_->database};
    clear("rasters", "path = " + sqlText(entry.path));
    insert({.table = "rasters",
            .columns = {"kind", "path", "crs", "resolution_m", "checksum", "source", "import_id",
                        "note"},
            .rows = {{.values = {entry.kind, entry.path, entry.crs, entry.resolution_m,
                                 entry.checksum, entry.source, entry.import_id, entry.note}}}});
    scope.commit();
}

namespace {

class Hash {
public:
    Hash() : state_{XXH3_createState()} { XXH3_64bits_reset(state_.get()); }
    void add(const void* data, std::size_t size) { XXH3_64bits_update(state_.get(), data, size); }
    /// With its length, so that "ab","c" is not "a","bc".
    void add(std::string_view text)
    {
        number(text.size());
        add(text.data(), text.size());
    }
    void number(std::uint64_t value)
    {
        std::array<unsigned char, 8> raw{};
        for (std::size_t i = 0; i < raw.size(); ++i) {
            raw[i] = static_cast<unsigned char>(value >> (8 * i));
        }
        add(raw.data(), raw.size());
    }
    std::string hex() const { return fmt::format("{:016x}", XXH3_64bits_digest(state_.get())); }

private:
    struct Free {
        void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
    };
    std::unique_ptr<XXH3_state_t, Free> state_;
};

struct AddValue {
    Hash& hash;
    void operator()(std::monostate) const {}
    void operator()(std::int64_t value) const { hash.number(static_cast<std::uint64_t>(value)); }
    void operator()(double value) const { hash.number(std::bit_cast<std::uint64_t>(value)); }
    void operator()(const std::string& value) const { hash.add(value); }
};

bool countsForFingerprint(const std::string& column)
{
    return column != "fid" && column != "import_id" && column != "source_row";
}

void addTable(Hash& hash, const Database& database, const std::string& table)
{
    hash.add(table);
    std::vector<std::string> columns;
    std::string select;
    for (const std::string& column : columnsOf(database, table)) {
        if (countsForFingerprint(column)) {
            columns.push_back(column);
            select += (select.empty() ? "" : ", ") + sqlName(column);
        }
    }
    Statement query =
        database.prepare(fmt::format("SELECT {} FROM {} ORDER BY rowid", select, sqlName(table)));
    while (query.step()) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const int at = static_cast<int>(c);
            const auto blob = query.isBlob(at) ? query.blob(at) : std::span<const std::byte>{};
            const Value value = query.value(at);
            if (blob.empty() && isNull(value)) {
                continue; // a column added by an upgrade changes nothing
            }
            hash.number(c == 0 ? 1 : 2);
            hash.add(columns[c]);
            if (!blob.empty()) {
                hash.number(blob.size());
                hash.add(blob.data(), blob.size());
            } else {
                hash.number(value.index());
                std::visit(AddValue{hash}, value);
            }
        }
        hash.add("end of row");
    }
}

} // namespace

std::string Workspace::fingerprint(const std::vector<std::string>& tables) const
{
    Hash hash;
    for (const std::string& table : tables) {
        if (impl_->database.hasTable(table)) {
            addTable(hash, impl_->database, table);
        }
    }
    return hash.hex();
}

} // namespace geo
