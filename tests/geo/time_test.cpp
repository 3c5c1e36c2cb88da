#include "geo/time.h"

#include <catch2/catch.hpp>

TEST_CASE("times with zones are read as UTC", "[time]")
{
    CHECK(geo::text(*geo::parseTime("2026-11-22T06:30:15Z")) == "2026-11-22T06:30:15Z");
    CHECK(geo::text(*geo::parseTime("2026-11-22 06:30")) == "2026-11-22T06:30:00Z");
    CHECK(geo::text(*geo::parseTime("2026-11-22T01:30:00+02:00")) == "2026-11-21T23:30:00Z");
    CHECK(geo::text(*geo::parseTime("2026-11-22")) == "2026-11-22T00:00:00Z");
}

TEST_CASE("dates that do not exist are refused", "[time]")
{
    CHECK_FALSE(geo::parseDate("2026-02-29"));
    CHECK_FALSE(geo::parseDate("22/11/2026"));
    CHECK_FALSE(geo::parseTime("2026-11-22T25:00"));
    CHECK_FALSE(geo::parseTime("2026-11-22T06:30 noon"));
    CHECK(geo::parseDate("2028-02-29").has_value());
}
