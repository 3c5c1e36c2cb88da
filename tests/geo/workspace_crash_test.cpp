// The process is killed, or the disk fills up, in the middle of a write: the workspace is as it
// was before, or as it should be after, and never between.
#ifndef _WIN32
#include "geo/workspace/workspace.h"
#include "tests/geo/temp_folder.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace fs = std::filesystem;
using geo::Access;
using geo::Workspace;

namespace {

geo::Rows manySites(const std::string& prefix, int count)
{
    geo::Rows rows{.table = "sites", .columns = {"site_id", "note"}, .rows = {}};
    for (int i = 0; i < count; ++i) {
        rows.rows.push_back({.values = {fmt::format("{}{}", prefix, i), std::string(200, 'n')},
                             .geometry = geo::LonLat{34.0 + i * 1e-5, 31.5}});
    }
    return rows;
}

pid_t inChild(const std::function<void()>& act)
{
    const pid_t child = fork();
    if (child == 0) {
        try {
            act();
        } catch (...) {
            _exit(3);
        }
        _exit(0);
    }
    return child;
}

int waitFor(pid_t child)
{
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

} // namespace

TEST_CASE("killed in the middle of a transaction, the workspace is as before", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    {
        Workspace w = Workspace::create(file, "");
        w.insert(manySites("old", 10));
    }
    const auto size = fs::file_size(file);
    const int status = waitFor(inChild([&] {
        Workspace w = Workspace::open(file, Access::write);
        const Workspace::Transaction transaction{w};
        w.clear("sites");
        w.insert(manySites("new", 30000)); // far beyond SQLite's cache: it is on the disk already
        raise(SIGKILL);
    }));
    REQUIRE(WIFSIGNALED(status));
    REQUIRE(fs::file_size(file) > size); // the half-written state was really there
    const Workspace w = Workspace::open(file, Access::read);
    const geo::Rows sites = w.read("sites");
    REQUIRE(sites.rows.size() == 10);
    CHECK(sites.textAt(sites.rows[9], "site_id") == "old9");
}

TEST_CASE("killed at any moment, what belongs together is there together", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    Workspace::create(file, "");
    std::int64_t seen = 0;
    // The first may be killed before they wrote anything; where all were, others get longer.
    for (int round = 0; round < 15 || (seen == 0 && round < 27); ++round) {
        const pid_t child = inChild([&] {
            Workspace w = Workspace::open(file, Access::write);
            for (std::int64_t batch = w.count("sites") / 50;; ++batch) {
                Workspace::Transaction transaction{w};
                w.insert(manySites(fmt::format("{}-", batch), 50));
                w.setSetting("batches", fmt::format("{}", batch + 1), "", "test");
                transaction.commit();
            }
        });
        std::this_thread::sleep_for(
            std::chrono::milliseconds{round < 15 ? 11 + 7 * round : 20 << (round - 12)});
        kill(child, SIGKILL);
        waitFor(child);
        const Workspace w = Workspace::open(file, Access::read);
        const std::int64_t sites = w.count("sites");
        REQUIRE(sites >= seen);
        REQUIRE(sites == 50 * std::stoll(w.setting("batches").value_or("0")));
        seen = sites;
    }
    CHECK(seen > 0);
}

TEST_CASE("killed while a workspace is made, none is there and the next try works", "[workspace]")
{
    const TempFolder folder;
    for (int round = 0; round < 8; ++round) {
        const fs::path file = folder / fmt::format("w{}.gpkg", round);
        const pid_t child = inChild([&] { Workspace::create(file, ""); });
        std::this_thread::sleep_for(std::chrono::milliseconds{2 * round});
        kill(child, SIGKILL);
        waitFor(child);
        if (!fs::exists(file)) {
            Workspace::create(file, "");
        }
        CHECK(Workspace::open(file, Access::write).count("sites") == 0);
    }
}

TEST_CASE("when the disk is full the workspace stays as it was and says so", "[workspace]")
{
    const TempFolder folder;
    const fs::path file = folder / "w.gpkg";
    const fs::path said = folder / "said.txt";
    {
        Workspace w = Workspace::create(file, "");
        w.insert(manySites("old", 10));
    }
    const auto size = fs::file_size(file);
    const int status = waitFor(inChild([&] {
        signal(SIGXFSZ, SIG_IGN);
        Workspace w = Workspace::open(file, Access::write);
        // No file may grow beyond this: what a full disk looks like from inside.
        const rlimit limit{size + 200000, size + 200000};
        setrlimit(RLIMIT_FSIZE, &limit);
        try {
            w.insert(manySites("new", 30000));
        } catch (const geo::Error& error) {
            std::ofstream{said} << error.what();
            w.insert(manySites("after", 5)); // and work goes on
            _exit(0);
        }
        _exit(4);
    }));
    REQUIRE(status == 0);
    std::ifstream in{said};
    const std::string message{std::istreambuf_iterator<char>{in}, {}};
    CHECK_THAT(message, Catch::Contains("disk") && Catch::Contains("the workspace is as it was"));
    CHECK_THAT(message, Catch::Contains("layer sites"));
    const Workspace w = Workspace::open(file, Access::read);
    CHECK(w.read("sites", "site_id LIKE 'old%'").rows.size() == 10);
    CHECK(w.read("sites", "site_id LIKE 'new%'").rows.empty());
    CHECK(w.read("sites", "site_id LIKE 'after%'").rows.size() == 5);
}
#endif
