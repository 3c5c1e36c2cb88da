// What `sila verify-plan` says of a schedule of an instance.
#include "app/jobs/solve_instance.h"
#include "tests/support/line_world.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <fstream>

using namespace app::jobs;

namespace {

/// Two villages, each over one broken span from the core: 400 for the one, 160 for the other.
std::filesystem::path twoVillages(const TempFolder& folder, const std::string& objective)
{
    auto file = folder / "instance.json";
    std::ofstream{file} << fmt::format(
        R"({{"periods": 1, "objective": "{}",
             "resources": [{{"name": "money", "supply": [1000]}}],
             "networks": [{{"name": "net", "sources": ["core"]}}],
             "parts": [{{"id": "core"}}, {{"id": "a"}}, {{"id": "b"}},
                       {{"id": "to a", "ends": ["core", "a"], "damaged": true,
                         "use": {{"money": 400}}}},
                       {{"id": "to b", "ends": ["core", "b"], "damaged": true,
                         "use": {{"money": 160}}}}],
             "demand": [{{"weight": 150, "served_by": ["a"]}},
                        {{"weight": 50, "served_by": ["b"]}}]}})",
        objective);
    return file;
}

std::filesystem::path schedule(const TempFolder& folder, const std::string& text)
{
    auto file = folder / "schedule.json";
    std::ofstream{file} << text;
    return file;
}

/// What verify-plan prints of a schedule.
std::string said(const TempFolder& folder, const std::string& objective, const std::string& plan)
{
    const auto instance = readInstance(twoVillages(folder, objective)).instance;
    const auto file = schedule(folder, plan);
    const auto verdict = planning::restoration::check(instance, readSchedule(file, instance));
    const Worth worth = worthOf(instance, file, verdict);
    const auto differences = unconfirmed(file, verdict, worth);
    const auto json = verdictJson(instance, verdict, worth, differences);
    CHECK(json["objective"] == text(worth.objective));
    CHECK(json["value"] == worth.value);
    return verdictText(verdict, worth, differences);
}

} // namespace

TEST_CASE("a replayed plan is worth what its objective counts", "[restoration]")
{
    const TempFolder folder;
    const std::string both = R"([{"id": "to a", "period": 0}, {"id": "to b", "period": 0}])";
    CHECK(said(folder, "value", both) == "feasible, value 200\n");
    CHECK(said(folder, "cheapest_full", both) == "feasible, serves 200, cost 560\n");
    CHECK(said(folder, "net", both) == "feasible, serves 200, cost 560, net -360\n");
}

TEST_CASE("the objective a schedule's file states goes before the instance's", "[restoration]")
{
    const TempFolder folder;
    const std::string works = R"("schedule": [{"id": "to a", "period": 0}])";
    // Where nothing serves all, `sila solve` answers with the most weight.
    CHECK(said(folder, "cheapest_full", R"({"objective": "value", "value": 150, )" + works + "}") ==
          "feasible, value 150\n");
    CHECK(said(folder, "cheapest_full", R"({"value": 400, )" + works + "}") ==
          "feasible, serves 150, cost 400\n");
    CHECK(said(folder, "cheapest_full", R"({"value": 150, )" + works + "}") ==
          "feasible, serves 150, cost 400\nvalue: the file says 150, the replay 400\n");
}
