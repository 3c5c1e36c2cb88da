#include "tests/app/jobs/validation_sets.h"

#include <catch2/catch.hpp>

TEST_CASE("every reference set is met within its tolerance", "[propagation]")
{
    // shared/validation; tolerances of its PROVENANCE.md, reasons for others in the sets' code.
    const std::filesystem::path folder = SILA_SHARED "/validation";
    if (!std::filesystem::exists(folder)) {
        WARN("no shared data: the models are not compared with the reference sets");
        return;
    }
    auto results = tests::validateAll(folder);
    CHECK(results.size() > 30);
    const auto area = tests::validateArea(folder);
    CHECK(area.size() == 15); // the models over its paths: 5; the engine: 10
    results.insert(results.end(), area.begin(), area.end());
    for (const tests::SetResult& r : results) {
        INFO(r.model << ' ' << r.set << ' ' << r.quantity << ": worst " << r.worst);
        CHECK(r.cases > 0);
        CHECK(r.within == r.cases);
    }
}
