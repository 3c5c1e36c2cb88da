// Rows that would mean something else without one of their values.
#include "tests/app/jobs/import_world.h"

using namespace import_test;

TEST_CASE("an action whose parts cannot be counted is set aside by name, whole", "[import]")
{
    const World world;
    world.text("sites", "site_id,lat,lon\nS1,31.5,34.4\n");
    const auto table = world.text("actions", "action_id,asset_id,kind,cost_usd,crew_days,parts\n"
                                             "a,S1,repair,1,1,\"{\"\"x\"\":\"\"NaN\"\"}\"\n"
                                             "b,S1,repair,1,1,\"{\"\"x\"\":2}\"\n"
                                             "c,S1,repair,1,1,antenna: nan\n"
                                             "d,S1,repair,1,1,\"{\"\"x\"\":\"\n"
                                             "e,S1,repair,1,1,antenna: 3\n");
    CHECK(table.report.taken == 2);
    REQUIRE(table.rejects.size() == 3);
    CHECK(table.rejects[0].whole_row);
    CHECK(table.rejects[0].row == 1);
    CHECK(table.rejects[0].fault.field == "parts");
    CHECK(table.rejects[0].fault.reason == "the count of part 'x' is not a number");
    CHECK(table.rejects[1].fault.reason == "the count of part 'antenna' is not a number");
    CHECK(world.cell("actions", 1, "parts") == "{\"antenna\":3.0}");
}

TEST_CASE("a supply row without a number is set aside, the others come in", "[import]")
{
    const World world;
    const auto table = world.text("supply", "resource,from_date,per_day,amount\n"
                                            "money_usd,2026-11-20,,1000\n"
                                            "part:x,2026-11-20,,\n"
                                            "part:y,2026-11-20,,nan\n"
                                            "part:z,2026-11-20,many,\n"
                                            "crew_days:site,2026-11-20,2,\n");
    CHECK(table.report.taken == 2);
    CHECK(table.report.set_aside == 3);
    REQUIRE(table.rejects.size() == 3);
    CHECK(table.rejects[0].row == 2);
    CHECK(table.rejects[0].fault.code == "missing_value");
    CHECK(table.rejects[0].fault.field == "amount");
    CHECK(table.rejects[0].fault.reason == "per_day or amount must be given");
    CHECK(table.rejects[1].row == 3);
    CHECK(table.rejects[2].fault.field == "per_day");
    CHECK(table.rejects[2].fault.value == "many");
}

TEST_CASE("an x is a word where text stands, and nothing among numbers", "[import]")
{
    const World world;
    world.text("sites", "site_id,name,load_kw,lat,lon\nS1,x,x,31.5,34.4\n");
    CHECK(world.cell("sites", 0, "name") == "x");
    CHECK(world.cell("sites", 0, "load_kw").empty());
    world.text("actions", "action_id,asset_id,kind,cost_usd,crew_days,skill\na,S1,repair,1,1,x\n");
    CHECK(world.cell("actions", 0, "skill") == "x");
}
