#include "geo/error.h"
#include "geo/import/mapping.h"

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

std::string fault(const std::string& toml)
{
    try {
        geo::mappingFromToml(toml, "mine.toml");
    } catch (const geo::Error& error) {
        return error.place().file + ": " + error.happened() + ". " + error.advice();
    }
    return "no fault";
}

} // namespace

TEST_CASE("a mapping with a mistake names file, line and what may stand there", "[import]")
{
    CHECK(fault("[columns]\nname = \"Place\"\n") == "no fault");
    CHECK_THAT(fault("[columns\n"), Contains("mine.toml: is not valid TOML (line 1"));
    CHECK_THAT(fault("title = \"T\"\ncolums = 1\n"),
               Contains("line 2: 'colums' is not a key") && Contains("columns"));
    CHECK_THAT(fault("guess = \"yes\"\n"), Contains("line 1: 'guess' must be true or false"));
    CHECK_THAT(fault("\nbuffer_m = \"ten\"\n"), Contains("line 2: 'buffer_m' must be a number"));
    CHECK_THAT(fault("words = 3\n"), Contains("line 1: 'words' must be a table"));
    CHECK_THAT(fault("[file]\ndecimal = \";\"\n"), Contains("line 2: 'decimal' must be"));
    CHECK_THAT(fault("[file]\nseparator = \"both\"\n"),
               Contains("line 2: 'separator' must be one"));
    CHECK_THAT(fault("[detect]\nlooks = {first = \"[0-9]+\"}\n"),
               Contains("line 2: 'looks.first' is not the number of a column"));
    CHECK_THAT(fault("[detect]\nlooks = {0 = \"[0-9]+\"}\n"), Contains("Count the columns from 1"));
}
