#include "tests/app/jobs/validation_sets.h"

#include "app/jobs/loss.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <functional>

namespace tests {
namespace {

using namespace app::jobs;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// One figure of a set: the answer's key and the reference's.
struct Compared {
    const char* answer;
    const char* reference;
};

class Comparison {
public:
    Comparison(const char* model, std::string set, std::vector<Compared> compared, double tolerance,
               bool relative = false)
        : model_{lossModel(model)}
    {
        for (const Compared& c : compared) {
            results_.push_back({.model = model,
                                .set = set,
                                .quantity = c.answer,
                                .tolerance = tolerance,
                                .relative = relative});
        }
        compared_ = std::move(compared);
    }

    void add(const ReadCase& c)
    {
        const Json answer = answerCase(model_, c, true);
        if (answer.contains("error")) {
            throw geo::Error{fmt::format("{} case {}: {}", model_.name, answer["id"].dump(),
                                         answer["error"].get<std::string>()),
                             "Look at the case"};
        }
        for (std::size_t i = 0; i < compared_.size(); ++i) {
            const double expected = c.values.number({compared_[i].reference});
            record(results_[i], answer.at(compared_[i].answer).get<double>(), expected);
        }
    }

    void addFile(const fs::path& file)
    {
        readCases(file, [this](const ReadCase& c) { add(c); });
    }

    std::vector<SetResult> take(const std::string& note = {})
    {
        for (SetResult& r : results_) {
            r.note = note;
        }
        return std::move(results_);
    }

private:
    static void record(SetResult& r, double value, double expected)
    {
        double error = std::abs(value - expected);
        if (r.relative && expected != 0) {
            error /= std::abs(expected);
        }
        ++r.cases;
        r.within += error <= r.tolerance ? 1 : 0;
        r.worst = std::max(r.worst, error);
    }

    const LossModel& model_;
    std::vector<Compared> compared_;
    std::vector<SetResult> results_;
};

std::vector<fs::path> filesOf(const fs::path& folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{folder}) {
        files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::vector<SetResult> p1812Ofcom(const fs::path& folder)
{
    Comparison all{"p1812", "p1812-ofcom", {{"Lb_db", "Lb_db"}}, 1e-6};
    for (const fs::path& file : filesOf(folder / "p1812-ofcom/profiles")) {
        for (const ReadCase& c : readProfile(file)) {
            all.add(c);
        }
    }
    return all.take();
}

std::vector<SetResult> p452Ofcom(const fs::path& folder)
{
    // DN and N0 are printed to six digits, hence the last digits of the longest path.
    Comparison all{"p452", "p452-ofcom", {{"Lb_db", "Lb"}}, 1e-6};
    for (const fs::path& file : filesOf(folder / "p452-ofcom/results")) {
        all.addFile(file);
    }
    return all.take();
}

/// NTIA's rows with return code 0.
std::vector<SetResult> p2108Ntia(const fs::path& folder)
{
    struct Method {
        const char* file;
        Compared compared;
    };
    constexpr Method methods[] = {
        {"TerrestrialStatisticalModelTestData.csv", {"L_ctt_db", "L_ctt__db"}},
        {"AeronauticalStatisticalModelTestData.csv", {"L_ces_db", "L_ces__db"}},
        {"HeightGainTerminalCorrectionModelTestData.csv", {"hg_A_db", "A_h__db"}}};
    std::vector<SetResult> out;
    for (const Method& method : methods) {
        // Printed to 0.1 dB: half a digit, and the last bits of a double.
        Comparison one{"p2108", "p2108-ntia", {method.compared}, 0.05 + 1e-9};
        readCases(folder / "p2108-ntia" / method.file, [&one](const ReadCase& c) {
            if (c.values.number({"rtn"}) == 0) {
                one.add(c);
            }
        });
        out.push_back(one.take("rows that NTIA's program accepts").front());
    }
    return out;
}

std::vector<SetResult> itmNtia(const fs::path& folder)
{
    Comparison paths{"itm", "itm-ntia p2p", {{"A_db", "A__db"}}, 0.05};
    const auto profiles = readNumberLines(folder / "itm-ntia/pfls.csv");
    std::size_t row = 0;
    readCases(folder / "itm-ntia/p2p.csv", [&](ReadCase c) {
        c.values.set("pfl", profiles.at(row));
        ++row;
        paths.add(c);
    });
    Comparison area{"itm", "itm-ntia area", {{"A_db", "A__db"}}, 0.05};
    area.addFile(folder / "itm-ntia/area.csv");
    std::vector<SetResult> out = paths.take();
    out.push_back(area.take().front());
    return out;
}

/// key,value files and the loss in the report beside them.
std::vector<SetResult> itmExamples(const fs::path& folder)
{
    Comparison all{"itm", "itm-ntia examples", {{"A_db", "expected"}}, 0.05 + 1e-9};
    const fs::path examples = folder / "itm-ntia/cmd_examples";
    for (const std::string name : {"p2ptls", "p2pcr", "areatls"}) {
        ReadCase c;
        c.id = name;
        std::ifstream input{examples / ("i_" + name + ".txt")};
        std::string line;
        while (std::getline(input, line)) {
            const auto comma = line.find(',');
            c.values.set(line.substr(0, comma), line.substr(comma + 1));
        }
        if (name != "areatls") {
            c.values.set("pfl", readNumbers(examples / "pfl.txt"));
        }
        std::ifstream report{examples / ("o_" + name + ".txt")};
        while (std::getline(report, line)) {
            constexpr std::string_view label = "Basic Transmission Loss";
            if (line.starts_with(label)) {
                c.values.set("expected", std::stod(line.substr(label.size())));
            }
        }
        all.add(c);
    }
    return all.take();
}

/// Quantiles over one path: rows of reliability, columns of confidence, the path at the end.
std::vector<SetResult> itmQuantiles(const fs::path& folder)
{
    std::ifstream in{folder / "itm-ntia/qkpfl_path2200.csv"};
    std::vector<std::vector<double>> rows;
    std::vector<double> heights_m;
    std::string line;
    while (std::getline(in, line)) {
        std::stringstream cells{line.substr(line.find(',') + 1)};
        if (line.starts_with("heights_m")) {
            heights_m = {std::istream_iterator<double>{cells}, {}};
        } else if (!line.empty() && std::isdigit(static_cast<unsigned char>(line[0])) != 0) {
            std::ranges::replace(line, ',', ' ');
            std::stringstream row{line};
            rows.push_back({std::istream_iterator<double>{row}, {}});
        }
    }
    // Printed to 0.1 dB: half a digit, and what the path's length rounds away.
    Comparison all{"itm", "itm-ntia qkpfl", {{"A_db", "expected"}}, 0.05};
    constexpr double confidence[] = {50, 90, 10};
    for (const std::vector<double>& row : rows) {
        for (std::size_t i = 0; i < 3; ++i) {
            ReadCase c;
            c.id = row[0];
            c.values = LossCase{Json{{"f_mhz", 41.5},
                                     {"h_tx_m", 143.9},
                                     {"h_rx_m", 8.5},
                                     {"pol", 0},
                                     {"epsilon", 15},
                                     {"sigma", 0.005},
                                     {"climate", 5},
                                     {"N_s", 314},
                                     {"reliability", row[0]},
                                     {"confidence", confidence[i]},
                                     {"d_km", 77.8},
                                     {"heights_m", heights_m},
                                     {"expected", row[i + 1]}}};
            all.add(c);
        }
    }
    return all.take("surface refractivity given, confidence and reliability");
}

/// The file prints the step to 1e-6 m and the frequency to six digits. ITM jumps where a share of a
/// horizon distance falls on a whole number of steps: there the printed step decides by its
/// rounding. So a case counts as met when a step and a frequency that print the same meet it.
std::vector<SetResult> itmPeer(const fs::path& folder)
{
    const LossModel& itm = lossModel("itm");
    SetResult r{.model = "itm", .set = "peer/itm", .quantity = "A_db", .tolerance = 1e-3};
    std::size_t as_printed = 0;
    double worst_as_printed = 0;
    readCases(folder / "peer/itm.csv", [&](const ReadCase& c) {
        const double expected = c.values.number({"A_db"});
        const double step_m = c.values.number({"step_m"});
        const auto error = [&](double off_m) {
            ReadCase near = c;
            near.values.set("step_m", step_m + off_m);
            return std::abs(answerCase(itm, near, false).at("A_db").get<double>() - expected);
        };
        double best = error(0);
        worst_as_printed = std::max(worst_as_printed, best);
        as_printed += best <= r.tolerance ? 1 : 0;
        constexpr int tries = 400;
        for (int i = 1; i <= tries && best > r.tolerance; ++i) {
            const double off_m = 5e-7 * i / tries;
            best = std::min({best, error(off_m), error(-off_m)});
        }
        ++r.cases;
        r.within += best <= r.tolerance ? 1 : 0;
        r.worst = std::max(r.worst, best);
    });
    r.note =
        fmt::format("{} with the step as printed (worst {:.2f} dB), the others with a step that "
                    "prints the same",
                    as_printed, worst_as_printed);
    return {r};
}

std::vector<SetResult> simple(const fs::path& file, const char* model, const char* set,
                              std::vector<Compared> compared, double tolerance, bool relative,
                              const char* note = "")
{
    Comparison all{model, set, std::move(compared), tolerance, relative};
    all.addFile(file);
    return all.take(note);
}

} // namespace

std::vector<SetResult> validateAll(const fs::path& folder)
{
    constexpr bool relative = true;
    const std::vector<std::function<std::vector<SetResult>()>> sets{
        [&] { return p1812Ofcom(folder); },
        [&] {
            return simple(folder / "peer/p1812.jsonl", "p1812", "peer/p1812", {{"Lb_db", "Lb_db"}},
                          1e-6, false);
        },
        [&] { return p452Ofcom(folder); },
        [&] {
            return simple(folder / "p526-delta-bullington/cases.csv", "p526",
                          "p526-delta-bullington",
                          {{"L_bullington_actual_db", "L_bullington_actual_db"},
                           {"L_bullington_smooth_db", "L_bullington_smooth_db"},
                           {"L_spherical_db", "L_spherical_db"},
                           {"L_delta_bullington_db", "L_delta_bullington_db"},
                           {"h_tx_smooth_m", "h_tx_smooth_m"},
                           {"h_rx_smooth_m", "h_rx_smooth_m"}},
                          0.01, false);
        },
        [&] { return itmNtia(folder); },
        [&] { return itmExamples(folder); },
        [&] { return itmQuantiles(folder); },
        [&] { return itmPeer(folder); },
        [&] {
            return simple(folder / "ehata-ntia/cases.csv", "ehata", "ehata-ntia",
                          {{"Lb_db", "Path Loss"}}, 5e-4, false,
                          "as NTIA's release of 2017, single precision");
        },
        [&] { return p2108Ntia(folder); },
        [&] {
            return simple(folder / "peer/p2108.jsonl", "p2108", "peer/p2108",
                          {{"L_ctt_db", "L_ctt_db"}, {"hg_A_db", "hg_A_db"}}, 1e-6, false);
        },
        [&] {
            return simple(folder / "p2109-crc/validation.csv", "p2109", "p2109-crc",
                          {{"L_bel_db", "building entry loss"}}, 1e-6, false);
        },
        [&] {
            return simple(
                folder / "peer/p676.jsonl", "p676", "peer/p676",
                {{"dry_db_km", "dry_db_km"}, {"wet_db_km", "wet_db_km"}, {"path_db", "path_db"}},
                1e-9, relative);
        },
        [&] {
            return simple(folder / "itu-valex/ITURP676-13_gamma.csv", "p676", "itu-valex P.676-13",
                          {{"dry_db_km", "gamma0"}, {"wet_db_km", "gammaw"}}, 1e-9, relative);
        },
        [&] {
            return simple(folder / "itu-valex/ITURP676-12_gamma.csv", "p676", "itu-valex P.676-12",
                          {{"dry_db_km", "gamma0"}, {"wet_db_km", "gammaw"}}, 5e-6, relative,
                          "printed to nine decimals");
        },
        [&] {
            return simple(folder / "peer/p838.jsonl", "p838", "peer/p838",
                          {{"k", "k"}, {"alpha", "alpha"}, {"gamma_db_km", "gamma_db_km"}}, 1e-9,
                          relative);
        },
        [&] {
            return simple(folder / "itu-valex/ITURP838-3_rain_specific_attenuation.csv", "p838",
                          "itu-valex P.838-3",
                          {{"k", "k"}, {"alpha", "alpha"}, {"gamma_db_km", "gamma_r"}}, 1e-6,
                          relative, "printed to eight decimals");
        },
        [&] {
            return simple(folder / "peer/p530.jsonl", "p530", "peer/p530",
                          {{"pw_single", "pw_single"},
                           {"pw_all", "pw_all"},
                           {"pyear_single", "pyear_single"},
                           {"pyear_all", "pyear_all"},
                           {"rain_db", "rain_db"},
                           {"F1_m", "F1_m"}},
                          1e-6, relative);
        }};
    std::vector<SetResult> out;
    for (const auto& set : sets) {
        for (SetResult& result : set()) {
            out.push_back(std::move(result));
        }
    }
    return out;
}

std::string validationTable(const std::vector<SetResult>& results)
{
    std::string out = "| model | set | figure | cases | within | worst error | tolerance | note |\n"
                      "|---|---|---|---|---|---|---|---|\n";
    for (const SetResult& r : results) {
        const char* unit = r.relative ? " relative" : (r.quantity.ends_with("_m") ? " m" : " dB");
        out += fmt::format("| {} | {} | {} | {} | {} | {:.2g}{} | {:g}{} | {} |\n", r.model, r.set,
                           r.quantity, r.cases, r.within, r.worst, unit, r.tolerance, unit, r.note);
    }
    return out;
}

} // namespace tests
