#pragma once
// A workspace of one test, and imports into it.
#include "app/jobs/import_job.h"
#include "geo/workspace/workspace.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace import_test {

namespace fs = std::filesystem;

inline const fs::path data{std::string{SILA_SHARED} + "/data"};

inline bool absent(const fs::path& file)
{
    if (fs::exists(file)) {
        return false;
    }
    WARN("skipped: there is no " << file);
    return true;
}

class World {
public:
    World() { geo::Workspace::create(workspace(), ""); }
    fs::path workspace() const { return folder_ / "w.gpkg"; }
    fs::path made(const std::string& name, const std::string& content) const
    {
        std::ofstream{folder_ / name, std::ios::binary} << content;
        return folder_ / name;
    }
    app::ImportRequest request(const std::string& kind, const fs::path& file) const
    {
        app::ImportRequest r;
        r.workspace = workspace();
        r.kind = kind;
        r.files = {file};
        r.now = *geo::parseTime("2026-11-22T06:30:00Z");
        return r;
    }
    app::ImportReport import(const std::string& kind, const fs::path& file) const
    {
        return *app::importFiles(request(kind, file));
    }
    /// The one table that came in.
    app::ImportedTable one(const std::string& kind, const fs::path& file) const
    {
        app::ImportReport report = import(kind, file);
        REQUIRE(report.tables.size() == 1);
        return std::move(report.tables.front());
    }
    app::ImportedTable text(const std::string& kind, const std::string& csv) const
    {
        return one(kind, made("t" + std::to_string(++files_) + ".csv", csv));
    }
    std::string failure(const app::ImportRequest& r) const
    {
        try {
            app::importFiles(r);
        } catch (const geo::Error& error) {
            return error.what();
        }
        return {};
    }
    std::string failure(const std::string& kind, const std::string& csv) const
    {
        return failure(request(kind, made("t" + std::to_string(++files_) + ".csv", csv)));
    }
    geo::Rows read(const std::string& table) const
    {
        return geo::Workspace::open(workspace(), geo::Access::read).read(table);
    }
    std::string cell(const std::string& table, std::size_t row, const std::string& column) const
    {
        const geo::Rows rows = read(table);
        REQUIRE(row < rows.rows.size());
        return rows.textAt(rows.rows[row], column).value_or("");
    }
    const TempFolder& folder() const { return folder_; }

private:
    TempFolder folder_;
    mutable int files_ = 0;
};

inline geo::LonLat pointOf(const geo::Rows& rows, std::size_t row)
{
    const auto* point = std::get_if<geo::LonLat>(&rows.rows.at(row).geometry);
    REQUIRE(point != nullptr);
    return *point;
}

} // namespace import_test
