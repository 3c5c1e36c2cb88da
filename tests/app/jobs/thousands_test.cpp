#include "app/jobs/thousands.h"

#include <catch2/catch.hpp>

TEST_CASE("numbers are rounded and grouped one way", "[text]")
{
    CHECK(app::thousands(1'401'060.5) == "1 401 061"); // a half goes up, as in the report
    CHECK(app::thousands(0.5) == "1");
    CHECK(app::thousands(-1'234.5) == "-1 235");
    CHECK(app::thousands(-0.4) == "0");
    CHECK(app::spaced("13,031 people back, 1,811 for each 1,000 USD; the crew comes from A-1, B") ==
          "13 031 people back, 1 811 for each 1 000 USD; the crew comes from A-1, B");
    CHECK(app::spaced("1,234,567 of 12,34") == "1 234 567 of 12,34");
}
