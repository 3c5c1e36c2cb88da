#include "app/desktop/dock/listing.h"
#include "app/desktop/dock/listings.h"

#include <catch2/catch.hpp>

using namespace app::desktop;

namespace {

/// Heights of four masts, one unknown.
Listing masts()
{
    Listing listing;
    listing.columns = {{"Site", {}}, {"height_m", {}, CellKind::number}};
    listing.rows = {{{QString{"Site 10"}, 9.0}},
                    {{QString{"Site 9"}, 100.0}},
                    {{QString{"site 2"}, Cell{}}},
                    {{QString{"Site 100"}, 25.5}}};
    return listing;
}

QStringList column(const ListingFilter& filter, int at)
{
    QStringList all;
    for (int row = 0; row < filter.rowCount(); ++row) {
        all << filter.index(row, at).data().toString();
    }
    return all;
}

struct Shown {
    ListingModel model;
    ListingFilter filter;
    explicit Shown(Listing listing)
    {
        model.setListing(std::move(listing));
        filter.setListingModel(&model);
    }
};

} // namespace

TEST_CASE("numbers sort as numbers, the unknown last in both directions", "[dock]")
{
    Shown shown{masts()};
    shown.filter.sort(1, Qt::AscendingOrder);
    CHECK(column(shown.filter, 1) == QStringList{"9", "25.5", "100", "–"});
    shown.filter.sort(1, Qt::DescendingOrder);
    CHECK(column(shown.filter, 1) == QStringList{"100", "25.5", "9", "–"});
}

TEST_CASE("words sort as people count", "[dock]")
{
    Shown shown{masts()};
    shown.filter.sort(0, Qt::AscendingOrder);
    CHECK(column(shown.filter, 0) == QStringList{"site 2", "Site 9", "Site 10", "Site 100"});
    CHECK(compareNaturally("B-007", "b-7") == 0);
    CHECK(compareNaturally("span 9", "span 10") < 0);
    CHECK(compareNaturally("غزة 10", "غزة 9") > 0);
}

TEST_CASE("a filter finds every word in any column", "[dock]")
{
    Shown shown{masts()};
    shown.filter.setWords("site 25.5");
    CHECK(column(shown.filter, 0) == QStringList{"Site 100"});
    shown.filter.setWords("SITE 9");
    CHECK(column(shown.filter, 0) == QStringList{"Site 10", "Site 9"}); // 9 m high, and named so
    shown.filter.setWords("nowhere");
    CHECK(shown.filter.rowCount() == 0);
    shown.filter.setWords("–"); // the mark of the unknown is not a word
    CHECK(shown.filter.rowCount() == 0);
    shown.filter.setWords("  ");
    CHECK(shown.filter.rowCount() == 4);
}

TEST_CASE("rows keep what they are about through sorting", "[dock]")
{
    Shown shown{masts()};
    shown.filter.sort(1, Qt::AscendingOrder);
    CHECK(shown.filter.sourceRow(shown.filter.index(1, 0)) == 3); // Site 100
    CHECK(shown.filter.sourceRow({}) == -1);
}

TEST_CASE("large numbers are grouped and found without their spaces", "[dock]")
{
    Listing listing;
    listing.columns = {{"population", {}, CellKind::number}};
    listing.rows = {{{41300.0}}, {{2026.0}}};
    Shown shown{std::move(listing)};
    CHECK(column(shown.filter, 0) == QStringList{QString{"41\u202f300"}, "2026"});
    shown.filter.setWords("41300");
    CHECK(shown.filter.rowCount() == 1);
}

TEST_CASE("problems come most severe first, and sort by how bad they are", "[dock]")
{
    using app::document::ProblemRow;
    std::vector<ProblemRow> problems(3);
    problems[0].severity = geo::Severity::note;
    problems[0].what = "a";
    problems[1].severity = geo::Severity::error;
    problems[1].what = "b";
    problems[2].severity = geo::Severity::warning;
    problems[2].what = "c";
    problems[2].target = app::document::Target::of({planning::AssetKind::span, 7});
    Shown shown{problemsListing(problems)};
    CHECK(column(shown.filter, 0) == QStringList{"Error", "Warning", "Note"});
    shown.filter.sort(0, Qt::DescendingOrder);
    CHECK(column(shown.filter, 0) == QStringList{"Note", "Warning", "Error"});
    CHECK(shown.model.row(1).target == problems[2].target);
}

TEST_CASE("a table of the workspace shows every column, whether it holds numbers or words",
          "[dock]")
{
    geo::Rows rows{"sites", {"site_id", "structure_height_m", "note", "mixed"}, {}};
    rows.rows.push_back({{std::string{"A"}, 30.0, geo::Value{}, std::int64_t{5}}, {}});
    rows.rows.push_back({{std::string{"B"}, std::int64_t{7}, geo::Value{}, std::string{"x"}}, {}});
    const Listing listing = tableListing(rows, geo::findTable("sites"), nullptr);
    REQUIRE(listing.columns.size() == 4);
    CHECK(listing.columns[1].title == "structure_height_m");
    CHECK(listing.columns[1].tip == "Height above ground, m");
    CHECK(listing.columns[1].kind == CellKind::number);
    CHECK(listing.columns[2].kind == CellKind::text);
    CHECK(listing.columns[3].kind == CellKind::text);
    REQUIRE(listing.rows.size() == 2);
    CHECK(std::get<double>(listing.rows[1].cells[1]) == 7);
    CHECK(std::holds_alternative<std::monostate>(listing.rows[0].cells[2]));
}
