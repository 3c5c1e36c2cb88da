// What every command owes its caller: exit codes, JSON, help, stopping, whole files.
#include "tests/support/line_world.h"
#include "tests/support/run_program.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

using line_world::With;
using tests::contentOf;
using tests::Ran;
using tests::run;
using tests::sila;

namespace {

/// Commands as `sila help` lists them.
std::vector<std::string> commands(const TempFolder& folder)
{
    const Ran help = sila(folder, "help");
    REQUIRE(help.code == 0);
    std::vector<std::string> names;
    std::istringstream lines{help.out};
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        inside = inside || line.starts_with("Subcommands:");
        std::smatch match;
        if (inside && std::regex_search(line, match, std::regex{"^  ([a-z-]+) +[A-Z]"}) &&
            match[1] != "help") {
            names.push_back(match[1]);
        }
    }
    return names;
}

std::string exampleOf(const std::string& help)
{
    const auto at = help.find("Example:\n  ");
    REQUIRE(at != std::string::npos);
    const auto begin = at + std::string{"Example:\n  "}.size();
    return help.substr(begin, help.find('\n', begin) - begin);
}

} // namespace

TEST_CASE("every command explains itself with an example it understands", "[cli]")
{
    const TempFolder folder;
    const auto names = commands(folder);
    REQUIRE(names.size() >= 15);
    std::filesystem::create_directory(folder / "docs"); // where one example writes to
    for (const std::string& name : names) {
        CAPTURE(name);
        const Ran help = sila(folder, "help " + name);
        CHECK(help.code == 0);
        CHECK(help.out.find("--json") != std::string::npos);
        const std::string example = exampleOf(help.out);
        CAPTURE(example);
        REQUIRE(example.starts_with("sila " + name));
        // Its files are not there: it may fail (1), but never as wrong usage (2).
        const Ran tried = run(folder, "timeout -s INT 5 '" SILA_BIN "/" + example.substr(0, 4) +
                                          "'" + example.substr(4));
        CHECK(tried.code != 2);
    }
}

TEST_CASE("wrong usage is 2, a failure is 1 with its reason, success is 0", "[cli]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan).filename().string();
    CHECK(sila(folder, "").code == 2);
    CHECK(sila(folder, "no-such-command").code == 2);
    CHECK(sila(folder, "map " + file).code == 2); // no output named
    CHECK(sila(folder, "help no-such-command").code == 2);
    CHECK(sila(folder, "--version").code == 0);
    const Ran absent = sila(folder, "map nowhere.gpkg -o m.png");
    CHECK(absent.code == 1);
    CHECK(absent.err.find("nowhere.gpkg") != std::string::npos);
    CHECK(absent.out.empty());
    CHECK_FALSE(std::filesystem::exists(folder / "m.png"));
    // What the workspace does not hold, and what nobody could mean.
    for (const auto& [wrong, code] :
         std::vector<std::pair<const char*, int>>{{"--day 6", 1},
                                                  {"--select nobody", 1},
                                                  {"--plan other", 1},
                                                  {"--bbox 1,2,3", 2},
                                                  {"--bbox 1,2,3,4", 2}, // elsewhere
                                                  {"--layers roads", 2},
                                                  {"--size big", 2},
                                                  {"--technology 6G", 2},
                                                  {"--language zz", 2},
                                                  {"--as-of soon", 2}}) {
        CAPTURE(wrong);
        const Ran ran = sila(folder, "map " + file + " -o m.png " + wrong);
        CHECK(ran.code == code);
        CHECK(ran.err.starts_with("sila: "));
        CHECK_FALSE(std::filesystem::exists(folder / "m.png"));
    }
    CHECK(sila(folder, "map " + file + " -o m.jpg").code == 2);
    CHECK(sila(folder, "map " + file + " -o nofolder/m.png").code == 1);
    CHECK(sila(folder, "new country.txt").code == 2);
    CHECK_FALSE(std::filesystem::exists(folder / "country.txt"));
    CHECK(sila(folder, "new country.gpkg --crs EPSG:4326").code == 2); // degrees
    CHECK_FALSE(std::filesystem::exists(folder / "country.gpkg"));
    CHECK(sila(folder, "synth " + file + " --seed -1").code == 2);
    CHECK(sila(folder, "new empty.gpkg").code == 0);
    for (const char* output : {"map empty.gpkg -o e.png", "report empty.gpkg -o e.html"}) {
        const Ran nothing = sila(folder, output);
        CHECK(nothing.code == 1);
        CHECK(nothing.err.find("the workspace is empty") != std::string::npos);
    }
    CHECK_FALSE(std::filesystem::exists(folder / "e.png"));
    CHECK(sila(folder, "scene " + file + " -o view.jpg").code == 2);
    CHECK_FALSE(std::filesystem::exists(folder / "view.jpg"));
    const Ran coarse = sila(folder, "coverage " + file + " --resolution 0");
    CHECK(coarse.code == 2);
    CHECK(coarse.err.starts_with("sila: --resolution"));
    CHECK(sila(folder, "plan " + file + " --budget much").err.find("not a number of 0 or more") !=
          std::string::npos);
}

TEST_CASE("what nobody can mean by a number or a floor is refused in the words typed", "[cli]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan).filename().string();
    for (const auto& [typed, words] : std::vector<std::pair<std::string, std::string>>{
             {"power " + file + " --fuel nan", "--fuel: 'nan' is not a number"},
             {"power " + file + " --fuel inf", "inf is not a number"},
             {"power " + file + " --reserve 0.1", "--fuel"},
             {"power " + file + " --stops 3", "--fuel"},
             {"plan " + file + " --budget nan", "--budget: 'nan' is not a number"},
             {"plan " + file + " --floor nan", "'nan' is no floor"},
             {"plan " + file + " --floor A1", "'A1' is no floor"},
             {"plan " + file + " --floor A1=nan", "'A1=nan' is no floor"},
             {"plan " + file + " --floor A1=0.5 A1=0.7", "the floor of 'A1' is given twice"},
             {"plan " + file + " --floor 0.5 0.7", "the floor of all areas is given twice"}}) {
        CAPTURE(typed);
        const Ran ran = sila(folder, typed);
        CHECK(ran.code == 2);
        CHECK(ran.err.starts_with("sila: "));
        CHECK_THAT(ran.err, Catch::Contains(words));
    }
}

TEST_CASE("a plan names what it cannot use as it stands, and counts each thing undone once",
          "[cli]")
{
    const TempFolder folder;
    const auto path = line_world::make(folder, With::plan);
    const std::string file = path.filename().string();
    {
        geo::Workspace workspace = geo::Workspace::open(path, geo::Access::write);
        geo::Rows zones{"zones", {"zone_id", "access", "from_date", "to_date"}, {}};
        geo::Row zone;
        zone.values = {std::string{"Z"}, std::string{"closed"}, std::string{"2026-12-20"},
                       std::string{"2026-11-25"}};
        zone.geometry =
            geo::MultiPolygonOf<geo::LonLat>{{{{0, 0}, {0.1, 0}, {0.1, 0.1}, {0, 0.1}, {0, 0}}}};
        zones.rows.push_back(zone);
        workspace.insert(zones);
        geo::Rows actions{
            "actions", {"action_id", "asset_id", "kind", "cost_usd", "crew_days", "parts"}, {}};
        geo::Row action;
        action.values = {std::string{"odd"},
                         std::string{"B"},
                         std::string{"repair"},
                         1.0,
                         1.0,
                         std::string{"{\"x\":\"NaN\"}"}};
        actions.rows.push_back(action);
        workspace.insert(actions);
    }
    const Ran ran = sila(folder, "plan " + file + " --days 5 --no-tornado");
    CAPTURE(ran.out, ran.err);
    CHECK(ran.code == 0);
    CHECK_THAT(ran.out, Catch::Contains("zone Z ends on 2026-11-25, before it begins on "
                                        "2026-12-20: it counts as closed on every day"));
    CHECK_THAT(ran.out, Catch::Contains("odd: the count of part 'x' is not a number"));
    CHECK_THAT(ran.out, Catch::Contains("actions odd: the count of 'x' is not a number"));
    CHECK_THAT(ran.out, Catch::Contains("undone:"));
}

TEST_CASE("with --json there is one document on standard output and nothing else", "[cli]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan).filename().string();
    for (const std::string& command :
         {"show " + file, "check " + file, "network " + file, "gaps " + file,
          "map " + file + " -o m.png --size 400x300", "report " + file + " -o r.html",
          "export " + file + " -o tables"}) {
        CAPTURE(command);
        const Ran ran = sila(folder, command + " --json --quiet --threads 1");
        CHECK(ran.code == 0);
        CHECK(nlohmann::json::accept(ran.out));
        CHECK(ran.err.empty());
    }
    const Ran failed = sila(folder, "show nowhere.gpkg --json");
    CHECK(failed.code == 1);
    CHECK(nlohmann::json::parse(failed.out).contains("error"));
    const auto map = nlohmann::json::parse(
        sila(folder, "map " + file + " -o m.png --size 400x300 --day 2 --json").out);
    CHECK(map["people"] == 7800);
    CHECK(map["served"] == 3000);
    CHECK(map["sites_out"] == 1); // D
    CHECK(map["width"] == 400);
}

TEST_CASE("sites nobody reported on are unknown when asked so, in every command", "[cli]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan).filename().string();
    const auto served = [&](const std::string& command, const char* key) {
        const Ran ran = sila(folder, command + " --json --quiet");
        CAPTURE(command, ran.err);
        REQUIRE(ran.code == 0);
        return nlohmann::json::parse(ran.out)[key].get<double>();
    };
    const std::string map = "map " + file + " -o m.png --size 400x300";
    CHECK(served(map, "served") == 1000);
    CHECK(served(map + " --unreported-unknown", "served") == 0); // A, of which nobody spoke
    CHECK(served(map + " --unreported-unknown", "served_at_most") == 1500); // if A and E work
    // The plan was made with them working: its figures are not those of the other state.
    CHECK(sila(folder, map + " --unreported-unknown")
              .err.find("unreported assets taken as working") != std::string::npos);
    const std::string plan = "plan " + file + " --days 5";
    CHECK(served(plan, "served_today") == 1000);
    CHECK(sila(folder, "verify-plan " + file).code == 0);
    CHECK(served(plan + " --unreported-unknown", "served_today") == 0);
    const Ran verdict = sila(folder, "verify-plan " + file + " --json");
    CHECK(verdict.code == 0);
    CHECK(nlohmann::json::parse(verdict.out)["curve"][0] == 0); // replayed as it was made
}

TEST_CASE("no progress bar goes where no terminal is", "[cli]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan).filename().string();
    const Ran ran = sila(folder, "map " + file + " -o m.png --size 400x300");
    CHECK(ran.code == 0);
    CHECK(ran.err.find('\r') == std::string::npos);
    CHECK(ran.err.find('\033') == std::string::npos);
}

TEST_CASE("a stopped or killed run leaves the old picture and no half of a new one", "[cli]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan).filename().string();
    std::ofstream{folder / "m.png"} << "old";
    const std::string slow =
        "'" SILA_BIN "/sila' map " + file + " -o m.png --size 6000x5000 --scale 2.5";
    const Ran stopped = run(folder, "timeout -s INT --preserve-status 2 " + slow);
    CHECK(stopped.code == 130);
    CHECK(stopped.err.find("stopped") != std::string::npos);
    CHECK(contentOf(folder / "m.png") == "old");
    // A second signal, hard upon the first, ends it at once and says the same.
    const Ran twice = run(folder, "{ " + slow +
                                      " & sleep 2; kill -TERM $!; sleep 0.1; kill -TERM $!; "
                                      "wait $!; }");
    CHECK(twice.code == 130);
    CHECK(twice.err.find("stopped") != std::string::npos);
    CHECK(contentOf(folder / "m.png") == "old");
    run(folder, "timeout -s KILL 2 " + slow);
    CHECK(contentOf(folder / "m.png") == "old");
    // The workspace still opens and says the same.
    CHECK(sila(folder, "show " + file).code == 0);
}

TEST_CASE("the tables people need leave as CSV, without positions of telecom", "[cli]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan).filename().string();
    REQUIRE(sila(folder, "gaps " + file + " --quiet").code == 0);
    REQUIRE(sila(folder, "network " + file + " --quiet").code == 0);
    // A position hides in a column nobody asked for, in a row set aside and in the advice to it.
    std::ofstream{folder / "more.csv"} << "site_id,operator,lat,lon,surveyed\n"
                                          "Z1,A,31.523456,34.434567,31.523457 34.434568\n"
                                          "Z2,A,131.523459,34.434569,\n";
    REQUIRE(sila(folder, "import " + file + " sites more.csv").code == 0);
    REQUIRE(sila(folder, "check " + file).code <= 1);
    REQUIRE(sila(folder, "export " + file + " -o tables").code == 0);
    for (const auto& entry : std::filesystem::directory_iterator{folder / "tables"}) {
        CAPTURE(entry.path());
        CHECK(contentOf(entry.path()).find(".52345") == std::string::npos);
        CHECK(contentOf(entry.path()).find(".43456") == std::string::npos);
    }
    REQUIRE(sila(folder, "export " + file + " -o exact --positions exact").code == 0);
    CHECK(contentOf(folder / "exact" / "sites.csv").find("31.523457 34.434568") !=
          std::string::npos);
    CHECK(contentOf(folder / "exact" / "rejects.csv").find("131.523459") != std::string::npos);
    for (const char* table : {"plan_steps", "plans", "results_plan_curve", "results_gaps",
                              "results_served", "results_sites", "settlements", "areas"}) {
        CAPTURE(table);
        CHECK(std::filesystem::exists(folder / "tables" / (std::string{table} + ".csv")));
    }
    const std::string steps = contentOf(folder / "tables" / "plan_steps.csv");
    CHECK(steps.find("mend-S1") != std::string::npos);
    CHECK(steps.find("POINT") == std::string::npos);
    CHECK(contentOf(folder / "tables" / "sites.csv").find("POINT") == std::string::npos);
    const std::string curve = contentOf(folder / "tables" / "results_plan_curve.csv");
    CHECK(curve.find("7000") != std::string::npos);
}
