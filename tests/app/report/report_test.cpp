#include "app/jobs/coverage_store.h"
#include "app/jobs/results_table.h"
#include "app/jobs/technology_job.h"
#include "app/jobs/tornado_tables.h"
#include "app/report/report.h"
#include "app/report/words.h"
#include "tests/support/line_world.h"
#include "tests/support/run_program.h"

#include <QtCore/QXmlStreamReader>
#include <catch2/catch.hpp>

#include <fstream>
#include <regex>

using namespace app;
using line_world::With;

namespace {

std::shared_ptr<const document::Document> opened(const TempFolder& folder, With with)
{
    return document::Document::open({line_world::make(folder, with), {}, {}});
}

report::ReportRequest usual()
{
    report::ReportRequest request;
    request.style.layers = map::defaultLayers();
    return request;
}

report::Content contentOf(const document::Document& document)
{
    const auto content = report::contentOf(document, {});
    REQUIRE(content);
    return *content;
}

const report::TextTable* tableNamed(const report::Content& content, const char* title)
{
    for (const report::TextTable& table : content.tables) {
        if (table.title == title) {
            return &table;
        }
    }
    return nullptr;
}

/// The words of an HTML page; fails when it is not well-formed.
QString wordsOf(const QByteArray& html)
{
    QXmlStreamReader xml{html};
    QString words;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::Characters) {
            words += xml.text();
        }
    }
    INFO(xml.errorString().toStdString() << " in line " << xml.lineNumber());
    REQUIRE_FALSE(xml.hasError());
    return words;
}

} // namespace

TEST_CASE("one sentence says what to do first, and what that costs and brings", "[report]")
{
    const TempFolder folder;
    const report::Content content = contentOf(*opened(folder, With::plan));
    // 6 000 of 7 800 people are 77 in every 100; the two steps are the whole plan.
    CHECK(report::plain(content.first) ==
          QString::fromUtf8("Repair one fibre span and bring power to one place first: this "
                            "reconnects 77 in every 100 people for 100\u202f% of the cost of the "
                            "whole plan of 5 days ($15\u202fk, to 90\u202f% served)."));
    REQUIRE(content.figures.size() == 3);
    CHECK(content.figures[0].figure == QString::fromUtf8("\u20661.0\u202fk–1.5\u202fk\u2069"));
    CHECK(content.figures[1].figure == "2");
    CHECK(content.figures[1].words ==
          "1 without power and 1 cut off because the fibre behind them is cut");
    CHECK(content.figures[2].figure == QString::fromUtf8("+6.0\u202fk"));
    REQUIRE(content.actions.size() == 2);
    CHECK(content.actions[0].what == "Repair span S1");
    CHECK(content.actions[0].days == QString::fromUtf8("1–2"));
    CHECK(content.actions[0].cost == QString::fromUtf8("10\u202f000"));
    CHECK(content.actions[1].people == QString::fromUtf8("4\u202f000"));
    REQUIRE(content.together);
    CHECK(content.together->people == QString::fromUtf8("6\u202f000"));
    CHECK_FALSE(content.practice.isEmpty()); // its sites are marked as invented
    CHECK(content.footer.contains("seed 7"));
    CHECK(content.footer.contains(content.fingerprint));
}

TEST_CASE("who is cut off is told by area, by operator and by kind of facility", "[report]")
{
    const TempFolder folder;
    const report::Content content = contentOf(*opened(folder, With::plan));
    const auto* areas = tableNamed(content, "Who is cut off, by area");
    REQUIRE(areas != nullptr);
    REQUIRE(areas->rows.size() == 1);
    // Plain: 7 800 people, 1 000 served (13 %), before 7 500 (96 %), 6 800 not served, 2 of 4 out.
    CHECK(areas->rows[0].mid(0, 7) ==
          QStringList{"Plain", QString::fromUtf8("7\u202f800"), QString::fromUtf8("1\u202f000"),
                      QString::fromUtf8("13\u202f%"), QString::fromUtf8("96\u202f%"),
                      QString::fromUtf8("6\u202f800"), "2 / 4"});
    const auto* operators = tableNamed(content, "Who is cut off, by operator");
    REQUIRE(operators != nullptr);
    REQUIRE(operators->rows.size() == 2);
    CHECK(operators->rows[0][0] == "North"); // A and B
    CHECK(operators->rows[0][2] == QString::fromUtf8("1\u202f000"));
    CHECK(operators->rows[0][6] == "1 / 2");
    CHECK(operators->rows[0][7] == "1 fibre behind them cut");
    CHECK(operators->rows[1][0] == "South"); // D and E
    CHECK(operators->rows[1][2] == "0");
    const auto* facilities = tableNamed(content, "Facilities without service");
    REQUIRE(facilities != nullptr);
    CHECK(facilities->rows[0] == QStringList{"Hospital", "1", "1", "1"});
    const auto* gaps = tableNamed(content, "Where people are not served");
    REQUIRE(gaps != nullptr);
    REQUIRE(gaps->rows.size() == 4);
    CHECK(gaps->rows[0][0] == "Dton");
    CHECK(gaps->rows[0][4] == "no power");
    CHECK(gaps->rows[0][5] == "from 3");
    CHECK(gaps->rows[3][3] == "never served");
}

TEST_CASE("the page is one well-formed file that fetches nothing", "[report]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    const auto file = folder / "r.html";
    REQUIRE(report::writeReport(*document, usual(), file));
    const QByteArray html = QByteArray::fromStdString(tests::contentOf(file));
    const QString words = wordsOf(html);
    CHECK(words.contains("Repair span S1"));
    CHECK(words.contains("What these figures rest on"));
    CHECK(words.contains("batteries stay as they are"));
    CHECK(words.contains("Practice data"));
    CHECK(html.contains("lang=\"en\" dir=\"ltr\""));
    CHECK(html.contains("data:image/png;base64,"));
    CHECK(html.contains("<svg"));
    for (const char* foreign : {"src=\"http", "href=\"http", "url(", "<script"}) {
        CHECK_FALSE(html.contains(foreign));
    }
    // Sensitive by default: no position of a site, to 100 m or better, is in the words.
    for (const planning::Site& site : document->situation().scenario.sites) {
        CHECK_FALSE(words.contains(QString::number(site.at.lonlat.lat_deg, 'f', 3)));
        CHECK_FALSE(words.contains(QString::number(site.at.lonlat.lon_deg, 'f', 3)));
    }
}

TEST_CASE("the same inputs give the same page", "[report]")
{
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    REQUIRE(report::writeReport(*document, usual(), folder / "one.html"));
    REQUIRE(report::writeReport(*document, usual(), folder / "two.html"));
    CHECK(tests::contentOf(folder / "one.html") == tests::contentOf(folder / "two.html"));
}

TEST_CASE("an Arabic page says so and runs from right to left", "[report]")
{
    const TempFolder folder;
    report::ReportRequest request = usual();
    request.content.language = "ar";
    request.style.language = "ar";
    request.style.rightToLeft = true;
    const auto document = opened(folder, With::plan);
    REQUIRE(report::writeReport(*document, request, folder / "r.html"));
    CHECK(tests::contentOf(folder / "r.html").find("lang=\"ar\" dir=\"rtl\"") != std::string::npos);
    REQUIRE(report::writeReport(*document, request, folder / "r.pdf"));
    CHECK(std::filesystem::file_size(folder / "r.pdf") > 10000);
}

TEST_CASE("the PDF has pages in A4 and its words can be read", "[report]")
{
    const TempFolder folder;
    REQUIRE(report::writeReport(*opened(folder, With::plan), usual(), folder / "r.pdf"));
    CHECK_FALSE(std::filesystem::exists(folder / "r.pdf.partial"));
    const tests::Ran info = tests::run(folder, "pdfinfo r.pdf");
    REQUIRE(info.code == 0);
    CHECK(info.out.find("A4") != std::string::npos);
    CHECK(info.out.find("Pages:           1\n") == std::string::npos);
    REQUIRE(tests::run(folder, "pdftoppm -r 20 -png r.pdf page 2> faults").code == 0);
    CHECK(tests::contentOf(folder / "faults").empty());
    REQUIRE(tests::run(folder, "pdftotext -layout r.pdf r.txt").code == 0);
    const std::string text = tests::contentOf(folder / "r.txt");
    for (const char* words :
         {"Repair span S1", "Practice data", "by area", "Dton", "rest on", "1 of ", "seed 7"}) {
        CAPTURE(words);
        CHECK(text.find(words) != std::string::npos);
    }
}

TEST_CASE("a full first page keeps clear of its foot", "[report]")
{
    // A4 is 842 points high; what stands on a page ends above 785, the foot begins below 790.
    const TempFolder folder;
    const auto document = opened(folder, With::plan);
    report::Content content = contentOf(*document);
    const report::ActionRow row = content.actions.front();
    content.actions.assign(10, row);
    const int times = GENERATE(1, 3, 8);
    content.restsOn = content.restsOn.repeated(times);
    const QByteArray pdf = report::pdfOf(content, *document, usual());
    std::ofstream{folder / "r.pdf", std::ios::binary}.write(pdf.constData(), pdf.size());
    REQUIRE(tests::run(folder, "pdftotext -bbox r.pdf r.txt").code == 0);
    const std::string words = tests::contentOf(folder / "r.txt");
    const std::regex place{"<word xMin=\"[0-9.]+\" yMin=\"([0-9.]+)\" xMax=\"[0-9.]+\" "
                           "yMax=\"([0-9.]+)\""};
    int seen = 0;
    for (std::sregex_iterator at{words.begin(), words.end(), place}, end; at != end; ++at, ++seen) {
        const bool inFoot = std::stod((*at)[1]) > 790;
        CHECK((inFoot || std::stod((*at)[2]) < 785));
    }
    CHECK(seen > 200);
}

TEST_CASE("without plan or coverage the report says what is missing and what is known",
          "[report][states]")
{
    const TempFolder covered;
    const report::Content noPlan = contentOf(*opened(covered, With::cover));
    CHECK(noPlan.actions.empty());
    CHECK_FALSE(noPlan.curve);
    CHECK(report::plain(noPlan.first) ==
          QString::fromUtf8(
              "2 of 4 sites are out; most of them because of power. 6\u202f000 "
              "to 6\u202f500 people lost service. Make a plan to see what to mend first."));
    REQUIRE(noPlan.warnings.size() == 1);

    const TempFolder bare;
    const auto document = opened(bare, With::network);
    const report::Content nothing = contentOf(*document);
    CHECK(nothing.warnings.size() == 2);
    CHECK(nothing.figures.size() == 1); // sites only
    CHECK(nothing.tables.empty());
    REQUIRE(report::writeReport(*document, usual(), bare / "r.html"));
    wordsOf(QByteArray::fromStdString(tests::contentOf(bare / "r.html")));
    REQUIRE(report::writeReport(*document, usual(), bare / "r.pdf"));

    const TempFolder empty;
    geo::Workspace::create(empty / "new.gpkg", "");
    const auto blank = document::Document::open({empty / "new.gpkg", {}, {}});
    REQUIRE(report::writeReport(*blank, usual(), empty / "r.html"));
    REQUIRE(report::writeReport(*blank, usual(), empty / "r.pdf"));
    CHECK_THROWS_WITH(report::writeReport(*blank, usual(), empty / "r.docx"),
                      Catch::Contains("HTML or PDF"));
}

TEST_CASE("the report tells what a plan changed and what moves its answer most", "[report]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan);
    {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        ResultsTable changes{"results_plan_changes"};
        changes.add({std::string{"plan"}, std::string{"old"}, std::string{"A9"}, std::string{"s9"},
                     std::string{"later"}, std::string{"2026-11-25"}, std::string{"2026-11-27"},
                     std::string{"the works before it take longer"}});
        changes.add({std::string{"plan"}, std::string{"old"}, std::string{"A8"}, std::string{"s8"},
                     std::string{"same"}, geo::Value{}, geo::Value{}, std::string{}});
        planning::Tornado moved{"person-days served in 5 days", "person-days", 22'000, {}, 0};
        moved.bars.push_back(
            {{"repair.time", "time repairs take", "factor", 0.8, 1, 1.8, "our assumption"},
             24'000,
             12'000});
        geo::Workspace::Transaction transaction{workspace};
        changes.write(workspace, {}, "", "{}");
        tornadoTable("results_plan_tornado", {moved}, "plan").write(workspace, {}, "", "{}");
        transaction.commit();
    }
    const auto document = document::Document::open({file, {}, {}});
    const report::Content content = contentOf(*document);
    const report::TextTable* changed = tableNamed(content, "What changed against the plan “old”");
    REQUIRE(changed != nullptr);
    REQUIRE(changed->rows.size() == 1); // what stays is counted, not listed
    CHECK(changed->rows[0].mid(1, 3) == QStringList{"later", "25 Nov 2026", "27 Nov 2026"});
    CHECK(changed->rows[0][4] == "the works before it take longer");
    CHECK(changed->note == "Steps that stay on their days: 1.");
    const report::TextTable* bars =
        tableNamed(content, "Plan: what moves the person-days served in 5 days most");
    REQUIRE(bars != nullptr);
    REQUIRE(bars->bars);
    CHECK(bars->bars->view.rows[0].at_high == 12'000);
    const QString words = wordsOf(report::htmlOf(content, *document, usual()));
    CHECK(words.contains("What changed against the plan"));
    CHECK(words.contains("time repairs take"));
}

TEST_CASE("what connects a place stands with one viewpoint's money and with reasons in words",
          "[report][technology]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan);
    const auto tableFor = [&](planning::ChoiceAim aim, const char* costs) {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        TechnologyJobRequest request;
        request.costs = costs;
        request.choice.aim = aim;
        request.least_cell = planning::Technology::gen2;
        request.capacity = false;
        const auto cover = requireCover(workspace, loadScenario(workspace));
        storeTechnology(workspace, *technologyReport(workspace, request, &cover.cover));
        return contentOf(*document::Document::open({file, {}, {}}));
    };
    const char* const title = "Which technology connects each place afterwards";
    const report::Content payer = tableFor(planning::ChoiceAim::least_cost, "cpp");
    const report::TextTable* table = tableNamed(payer, title);
    REQUIRE(table != nullptr);
    const auto town = std::ranges::find_if(
        table->rows, [](const QStringList& row) { return row[2] == QStringLiteral("50"); });
    REQUIRE(town != table->rows.end());
    // 50 Mbit/s by CPP, 10 years, bandwidth bought: cellular 504 + 2,250, satellite 3,200 + 3,200.
    CHECK(table->columns[4].title == "Cost to who pays, $");
    CHECK((*town)[4] == QString{"2\u202f754"});
    CHECK((*town)[6] == QString{"3\u202f646"});
    CHECK(town->back().contains("satellite: Another one costs less (DEARER)"));
    CHECK(table->note.contains("who pays, bandwidth bought as well"));
    const QByteArray html =
        report::htmlOf(payer, *document::Document::open({file, {}, {}}), usual());
    CHECK(html.contains("Another one costs less <span class=\"code\">DEARER</span>"));

    const report::Content earner = tableFor(planning::ChoiceAim::most_value, "giga");
    table = tableNamed(earner, title);
    REQUIRE(table != nullptr);
    CHECK(table->columns[4].title == "Worth to who earns, $");
    CHECK(table->note.contains("who earns: bandwidth is sold"));
    const report::TextTable* views =
        tableNamed(earner, "Technology seen by who pays and by who earns");
    REQUIRE(views != nullptr);
    CHECK(views->note.contains("Giga's base column mixes editions"));
    CHECK_FALSE(tableNamed(payer, "Technology seen by who pays and by who earns")
                    ->note.contains("mixes editions"));
}

TEST_CASE("the report tells where new sites go and what they cost over the years", "[report]")
{
    const TempFolder folder;
    const auto file = line_world::make(folder, With::plan);
    {
        auto workspace = geo::Workspace::open(file, geo::Access::write);
        ResultsTable table{"results_candidates"};
        const std::vector<std::string> names = table.rows().columns;
        std::vector<geo::Value> row(names.size());
        const auto set = [&](const char* column, geo::Value value) {
            const auto at = std::ranges::find(names, column);
            REQUIRE(at != names.end());
            row[static_cast<std::size_t>(at - names.begin())] = std::move(value);
        };
        for (const char* column : {"chosen", "number"}) {
            set(column, std::int64_t{1});
        }
        set("refused", std::int64_t{0});
        set("candidate_id", std::string{"C1"});
        set("kind", std::string{"settlement"});
        set("name", std::string{"Somewhere"});
        set("people_new", 120.0);
        set("cost_usd", 92'500.0);
        set("lon", 34.4);
        set("lat", 31.4);
        table.add(std::move(row), geo::LonLat{34.4, 31.4});
        geo::Workspace::Transaction transaction{workspace};
        table.write(workspace, {}, "",
                    R"({"ownership": {"years": 7, "discount_rate": 0.02, "coo_usd": 271828}})");
        transaction.commit();
    }
    const auto document = document::Document::open({file, {}, {}});
    const report::Content content = contentOf(*document);
    const report::TextTable* sites = tableNamed(content, "New sites");
    REQUIRE(sites != nullptr);
    REQUIRE(sites->rows.size() == 1);
    CHECK(sites->rows[0][1] == "Somewhere");
    REQUIRE(sites->total);
    CHECK(sites->total->at(5).size() == QString{"271 828"}.size()); // to own, all together
    CHECK(sites->note.contains("7 year"));
}

TEST_CASE("ids stay whole in HTML and are the ids", "[report]")
{
    CHECK(report::idsWholeHtml("Fuel for B-XS0105-0002 & P.1812") ==
          "Fuel for <span class=\"id\">B-XS0105-0002</span> &amp; P.1812");
    CHECK(report::idsWhole("A-1") == QString::fromUtf8("A-\u20601"));
}
