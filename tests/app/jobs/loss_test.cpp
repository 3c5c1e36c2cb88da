#include "app/jobs/csv_cells.h"
#include "app/jobs/loss.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace app::jobs;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

/// A file of its own, gone with it.
struct File {
    fs::path path;
    File(const std::string& name, const std::string& text)
        : path{fs::temp_directory_path() / ("sila_loss_test_" + name)}
    {
        std::ofstream{path, std::ios::binary} << text;
    }
    ~File() { fs::remove(path); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
};

std::vector<Json> answers(const char* model, const fs::path& file)
{
    std::vector<Json> out;
    readCases(file,
              [&](const ReadCase& c) { out.push_back(answerCase(lossModel(model), c, false)); });
    return out;
}

} // namespace

TEST_CASE("cases come as JSON Lines, keep their ids, and a bad one stops no other", "[loss]")
{
    const File file{"cases.jsonl", "{\"id\":\"a\",\"f_mhz\":100,\"d_km\":10}\n"
                                   "\n"
                                   "{\"f_mhz\":100,\"d_km\":10}\n"
                                   "not json\n"
                                   "{\"id\":7,\"f_mhz\":NaN,\"d_km\":10}\n"
                                   "{\"id\":8,\"d_km\":10}\n"
                                   "{\"id\":\"NaN\",\"f_mhz\":100,\"d_km\":0}\n"};
    const auto out = answers("p525", file.path);
    REQUIRE(out.size() == 6);
    // 32.4478 + 20 lg 100 + 20 lg 10.
    CHECK(out[0]["id"] == "a");
    CHECK(out[0]["Lb_db"].get<double>() == Approx(92.4478).margin(1e-4));
    CHECK(out[1]["id"] == 3); // the line
    CHECK(out[1].contains("Lb_db"));
    CHECK(out[2]["id"] == 4);
    CHECK(out[2]["error"].get<std::string>().find("line 4 is not a JSON object") == 0);
    CHECK(out[3]["id"] == 7);
    CHECK(out[3]["error"].get<std::string>().find("\"f_mhz\" is \"NaN\"") != std::string::npos);
    CHECK(out[4]["error"].get<std::string>().find("has no \"f_ghz\"") != std::string::npos);
    CHECK(out[5]["id"] == "NaN");
    CHECK(out[5]["error"].get<std::string>().find("distance 0 km") != std::string::npos);
}

TEST_CASE("cases come as CSV with units, quotes and lists", "[loss]")
{
    const File file{"cases.csv", "\xEF\xBB\xBF"
                                 "# made by hand\r\n"
                                 "ID,f (MHz),\"htg, h_tx_m\",h_rx__m,d_km,h_m\r\n"
                                 ",(MHz),(m),(m),(km),(m)\r\n"
                                 "12,900,,,0;1;2,0;50;0\r\n"
                                 "x,900,,,0;1;2\r\n"};
    std::vector<ReadCase> cases;
    readCases(file.path, [&](const ReadCase& c) { cases.push_back(c); });
    REQUIRE(cases.size() == 2);
    CHECK(cases[0].id == 12);
    CHECK(cases[0].values.number({"f"}) == 900);
    CHECK(cases[0].values.numbers({"h_m"}) == std::vector<double>{0, 50, 0});
    CHECK_FALSE(cases[0].values.has({"h_rx_m"}));
    CHECK(cases[0].values.ntiaNames());
    CHECK(cases[1].fault.find("row 2 has 5 cells, the header 6") == 0);
    CHECK(answerCase(lossModel("p525"), cases[1], false)["error"] == cases[1].fault);
}

TEST_CASE("a whole file may be one JSON list", "[loss]")
{
    const File file{"list.json", "[\n {\"id\": 1, \"f_ghz\": 0.1,\n  \"d_km\": 10},\n {}]\n"};
    const auto out = answers("p525", file.path);
    REQUIRE(out.size() == 2);
    CHECK(out[0]["Lb_db"].get<double>() == Approx(92.4478).margin(1e-4));
    CHECK(out[1]["id"] == 2);
    CHECK(out[1].contains("error"));
}

TEST_CASE("files that hold no case are told", "[loss]")
{
    const auto nothing = [](const ReadCase&) {};
    CHECK_THROWS_AS(readCases("/nowhere/cases.jsonl", nothing), geo::Error);
    const File empty{"empty.jsonl", "\n\n"};
    CHECK_THROWS_WITH(readCases(empty.path, nothing), Catch::Contains("no case in the file"));
    CHECK_THROWS_WITH(lossModel("p9999"), Catch::Contains("p1812, p452"));
}

TEST_CASE("a model's name may be written as the Recommendation's", "[loss]")
{
    for (const char* name : {"p525", "P525", "P.525", "ITU-R P.525"}) {
        CHECK(lossModel(name).name == "p525");
    }
    CHECK(lossModel("TR 38.901").name == "tr38901");
    CHECK(lossModel("COST 231").name == "cost231");
}

TEST_CASE("what cannot be, or lies beyond a model's range, is told in words that help", "[loss]")
{
    const auto answer = [](const char* model, const Json& values) {
        ReadCase c;
        c.values = LossCase{values};
        return answerCase(lossModel(model), c, false).dump();
    };
    Json path{{"f_ghz", 0.9}, {"htg", 30},         {"hrg", 1.5},      {"pol", 1},
              {"lat", 30},    {"d_km", {0, 0, 0}}, {"h_m", {1, 2, 3}}};
    for (const char* model : {"p1812", "p452"}) {
        INFO(model);
        CHECK_THAT(answer(model, path), Catch::Contains("the path is 0 km long"));
        Json often = path;
        often["d_km"] = {0, 1, 2};
        often["p"] = 60;
        CHECK_THAT(answer(model, often), Catch::Contains("60 % cannot be used") &&
                                             Catch::Contains("above 0, at most 50"));
    }
    CHECK_THAT(answer("p676", {{"f_ghz", 10}, {"path_km", -1}}),
               Catch::Contains("path length -1 km cannot be used") &&
                   Catch::Contains("of 0 or more"));
    CHECK_THAT(answer("p676", {{"f_ghz", 10}, {"temperature_k", 15}}), // meant as Celsius
               Catch::Contains("temperature 15 K is outside the model's range of 173 to 333 K"));
    CHECK_THAT(answer("p2108", {{"f_ghz", 5}, {"d_km", 0.1}, {"loc_percent", 50}}),
               Catch::Contains("distance 0.1 km is outside the model's range of 0.25 km or more"));
    CHECK_THAT(answer("tr38901", {{"scenario", "uma"}, {"f_ghz", 2}, {"d_m", 500}, {"h_tx_m", 40}}),
               Catch::Contains("outside the model's range of 25 m alone"));
}

TEST_CASE("a plain profile may be in metres, and tells its bad line", "[loss]")
{
    const File file{"profile.csv", "distance_m,height_m\n0,10\n500,20\n1000,15\n"};
    const auto cases = readProfile(file.path);
    REQUIRE(cases.size() == 1);
    CHECK(cases[0].values.numbers({"d_km"}) == std::vector<double>{0, 0.5, 1});
    const File bad{"bad_profile.csv", "0,10\n1,high\n"};
    CHECK_THROWS_WITH(readProfile(bad.path), Catch::Contains("line 2: column 2"));
}

TEST_CASE("radio zones come as numbers of either Recommendation or P.452's letters", "[loss]")
{
    const auto loss_db = [](const char* model, const Json& zone) {
        ReadCase c;
        c.values = LossCase{Json{{"f_ghz", 2},
                                 {"p", 1},
                                 {"htg", 20},
                                 {"hrg", 20},
                                 {"pol", 1},
                                 {"lat", 40},
                                 {"d_km", {0, 10, 20, 30}},
                                 {"h_m", {0, 1, 1, 0}},
                                 {"zone", zone}}};
        const Json answer = answerCase(lossModel(model), c, false);
        INFO(answer.dump());
        REQUIRE(answer.contains("Lb_db"));
        return answer["Lb_db"].get<double>();
    };
    CHECK(loss_db("p452", {2, 1, 3, 2}) == loss_db("p452", {"A2", "A1", "B", "A2"}));
    CHECK(loss_db("p452", {2, 1, 3, 2}) == loss_db("p452", {4, 3, 1, 4}));
    CHECK(loss_db("p1812", {4, 3, 1, 4}) == loss_db("p1812", {"A2", "A1", "B", "A2"}));
    CHECK(loss_db("p452", {2, 2, 2, 2}) != loss_db("p452", {3, 3, 3, 3}));
}

TEST_CASE("cells of a line of CSV", "[loss]")
{
    CHECK(csvCells("a, b ,\"c, \"\"d\"\"\",") ==
          std::vector<std::string>{"a", "b", "c, \"d\"", ""});
    CHECK(csvCells("") == std::vector<std::string>{""});
}
