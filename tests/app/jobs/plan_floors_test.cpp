// How floors of areas are told in the text and the JSON of a plan.
#include "app/jobs/plan_job.h"

#include <catch2/catch.hpp>

using namespace app;
using planning::AreaServed;

namespace {

PlanReport reportOf(std::vector<AreaServed> areas)
{
    PlanReport report;
    for (AreaServed& area : areas) {
        area.area = static_cast<std::uint32_t>(report.situation.scenario.areas.size());
        planning::Area& noun = report.situation.scenario.areas.emplace_back();
        noun.area_code = noun.name = "A" + std::to_string(area.area);
    }
    report.plan.areas = std::move(areas);
    report.plan.served = {0, 0};
    return report;
}

AreaServed area(double served, double attainable, planning::MaybeNumber floor, double weight)
{
    AreaServed out;
    out.people = 1000;
    out.served_at_end = served;
    out.attainable = attainable;
    out.floor = floor;
    out.met = served >= 1000 * floor.value_or(0);
    out.met_on_day = out.met ? std::optional{7} : std::nullopt;
    out.weight = weight;
    return out;
}

/// The end of an area's line in the text.
std::string lineOf(const std::string& text, const std::string& name)
{
    const auto from = text.find("\n" + name) + 1;
    const std::string line = text.substr(from, text.find('\n', from) - from);
    return line.substr(line.rfind(" %  ") + 4);
}

} // namespace

TEST_CASE("the floors of a plan are told by what became of them", "[plan][job]")
{
    AreaServed whole = area(600, 900, 0.55, 3);
    whole.divided = true;
    const PlanReport report =
        reportOf({area(500, 900, {}, 9), area(500, 900, 0.5, 1), area(500, 900, 0.665, 5.196),
                  area(500, 500, 0.8, 1), area(400, 500, 0.8, 729), whole});
    const std::string text = asText(report);
    CHECK(lineOf(text, "A0") == "");
    CHECK(lineOf(text, "A1") == "50 %: met from day 7 on");
    CHECK(lineOf(text, "A2") == "66.5 %: not met; its people counted 5.20 times");
    CHECK(lineOf(text, "A3") == "80 %: cannot be met with what can be mended");
    CHECK(lineOf(text, "A4") ==
          "80 %: cannot be met with what can be mended; its people counted 729 times");
    CHECK(lineOf(text, "A5") ==
          "55 % of all of it together: met from day 7 on; its people counted 3 times");

    const auto areas = asJson(report)["areas"];
    CHECK(areas[0]["floor_possible"].is_null());
    CHECK(areas[2]["floor_possible"] == true);
    CHECK(areas[2]["floor_met"] == false);
    CHECK(areas[3]["floor_possible"] == false);
    CHECK(areas[4]["divided"] == false);
    CHECK(areas[5]["divided"] == true);
    CHECK(areas[5]["floor_met_on_day"] == 7);
}
