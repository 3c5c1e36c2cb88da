// Every hard and broken file there is, as every kind it could be taken for.
#include "geo/files/checksum.h"
#include "tests/app/jobs/import_world.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace import_test;

namespace {

std::vector<fs::path> filesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// What is printed on standard error while `act` runs.
std::string printedBy(const fs::path& scratch, const std::function<void()>& act)
{
    std::fflush(stderr);
    const int kept = dup(fileno(stderr));
    REQUIRE(std::freopen(scratch.string().c_str(), "w", stderr) != nullptr);
    act();
    std::fflush(stderr);
    dup2(kept, fileno(stderr));
    close(kept);
    std::ifstream in{scratch};
    return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

TEST_CASE("no nasty file crashes, prints raw, or leaves half a thing", "[import][nasty]")
{
    if (absent(data / "nasty")) {
        return;
    }
    const World world;
    const std::vector<std::string> kinds{"settlements",  "sites", "spans",    "areas",
                                         "observations", "zones", "elevation"};
    const std::string before = geo::fileChecksum(world.workspace());
    std::size_t tried = 0;
    std::size_t clean = 0;
    const std::string printed = printedBy(world.folder() / "stderr.txt", [&] {
        for (const fs::path& file : filesIn(data / "nasty")) {
            for (const std::string& kind : kinds) {
                ++tried;
                app::ImportRequest request = world.request(kind, file);
                request.dry_run = true;
                try {
                    const auto report = app::importFiles(request);
                    ++clean;
                    for (const auto& table : report->tables) {
                        const geo::TableReport& r = table.report;
                        INFO(file << " as " << kind);
                        CHECK(r.rows == r.taken + r.set_aside + r.already_there + r.passed_over);
                    }
                } catch (const geo::Error& error) {
                    const std::string message = error.what();
                    INFO(file << " as " << kind << ": " << message);
                    CHECK(message.find(file.filename().string()) != std::string::npos);
                    CHECK(message.size() > file.string().size() + 10);
                    CHECK(message.find("ERROR") == std::string::npos);
                }
            }
        }
    });
    CHECK(printed == "");
    CHECK(tried > 500);
    CHECK(clean > 0);
    CHECK(geo::fileChecksum(world.workspace()) == before);
}

TEST_CASE("a failing import for real leaves every byte of the workspace", "[import][nasty]")
{
    if (absent(data / "nasty")) {
        return;
    }
    const World world;
    world.text("settlements", "id,name,lat,lon,population\n1,A,31.5,34.4,10\n");
    const auto contents = [&world] {
        const auto w = geo::Workspace::open(world.workspace(), geo::Access::read);
        std::string all;
        for (const geo::Table& table : geo::schema()) {
            all += std::to_string(w.count(table.name)) + ",";
        }
        return all + w.fingerprint({"settlements", "imports", "rejects"});
    };
    std::string before = contents();
    std::size_t failed = 0;
    for (const char* folder : {"vector", "table", "geojson_bad", "osm"}) {
        for (const fs::path& file : filesIn(data / "nasty" / folder)) {
            for (const char* kind : {"spans", "observations"}) {
                if (world.failure(world.request(kind, file)).empty()) {
                    before = contents(); // it holds usable lines
                } else {
                    ++failed;
                    INFO(file << " as " << kind);
                    CHECK(contents() == before);
                }
            }
        }
    }
    CHECK(failed > 40);
}
