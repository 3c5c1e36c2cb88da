#include "app/jobs/csv_cells.h"
#include "app/jobs/loss.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <fmt/format.h>
#include <fstream>

using namespace app::jobs;

namespace {

const std::filesystem::path folder = SILA_SHARED "/validation/p1812-ofcom";

struct LogRow {
    const char* name; // as the log begins the row
    const char* key;
};

/// Rows of the log and our names, in the order of the log: hst and hsr come twice. Its Lbd is left
/// out: where ducting counts, the log shows Lbda there.
constexpr LogRow logRows[] = {{"d (km)", "d_km"},
                              {"dlt (km)", "dlt_km"},
                              {"dlr (km)", "dlr_km"},
                              {"th_t (mrad)", "theta_t_mrad"},
                              {"th_r (mrad)", "theta_r_mrad"},
                              {"th (mrad)", "theta_mrad"},
                              {"hts (m)", "hts_m"},
                              {"hrs (m)", "hrs_m"},
                              {"w", "omega"},
                              {"dtm (km)", "dtm_km"},
                              {"dlm (km)", "dlm_km"},
                              {"b0 (%)", "b0_percent"},
                              {"ae (km)", "ae_km"},
                              {"hst (m)", "hst_m"},
                              {"hsr (m)", "hsr_m"},
                              {"hst (m)", "hst_n_m"},
                              {"hsr (m)", "hsr_n_m"},
                              {"hstd (m)", "hstd_m"},
                              {"hsrd (m)", "hsrd_m"},
                              {"hte (m)", "hte_m"},
                              {"hre (m)", "hre_m"},
                              {"hm (m)", "hm_m"},
                              {"Fi", "Fi"},
                              {"Fj", "Fj"},
                              {"Fk", "Fk"},
                              {"Lbfs", "Lbfs_db"},
                              {"Lb0p", "Lb0p_db"},
                              {"Lb0b", "Lb0b_db"},
                              {"Ld50 (dB)", "Ld50_db"},
                              {"Ldp (dB)", "Ldp_db"},
                              {"Lbd50 (dB)", "Lbd50_db"},
                              {"Lminb0p (dB)", "Lminb0p_db"},
                              {"Lba (dB)", "Lba_db"},
                              {"Lminbap (dB)", "Lminbap_db"},
                              {"Lbda (dB)", "Lbda_db"},
                              {"Lbam (dB)", "Lbam_db"},
                              {"Lbs (dB)", "Lbs_db"},
                              {"Lbc (dB)", "Lbc_db"},
                              {"Lb (dB)", "Lb_db"}};

std::vector<std::pair<std::string, double>> readLog(const std::filesystem::path& file)
{
    std::ifstream in{file};
    REQUIRE(in);
    std::vector<std::pair<std::string, double>> rows;
    std::string line;
    while (std::getline(in, line)) {
        const auto cells = csvCells(line);
        if (cells.size() > 3 && !cells[3].empty() && !line.starts_with('#')) {
            rows.emplace_back(cells[0], std::stod(cells[3]));
        }
    }
    return rows;
}

/// Every row of the log that we have a name for, next to ours.
int compareWithLog(const std::filesystem::path& file, const nlohmann::ordered_json& answer)
{
    auto log = readLog(file);
    int compared = 0;
    for (const LogRow& row : logRows) {
        const auto at = std::find_if(log.begin(), log.end(),
                                     [&row](const auto& entry) { return entry.first == row.name; });
        INFO(file.filename().string() << ' ' << row.name);
        REQUIRE(at != log.end());
        // Ten digits are printed. Fj and Fk are differences from 1: 1e-12 of them is noise.
        CHECK(answer.at(row.key).get<double>() == Approx(at->second).epsilon(2e-9).margin(1e-9));
        log.erase(at);
        ++compared;
    }
    return compared;
}

} // namespace

TEST_CASE("P.1812 has OFCOM's loss and every intermediate value", "[propagation]")
{
    // Free-use reference set of the Swiss OFCOM; losses to 1e-6 dB after PROVENANCE.md.
    if (!std::filesystem::exists(folder)) {
        WARN("no shared data: P.1812 is not compared with OFCOM's set");
        return;
    }
    int cases = 0;
    int values = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder / "profiles"}) {
        int row = 0;
        for (const ReadCase& c : readProfile(entry.path())) {
            const auto answer = answerCase(lossModel("p1812"), c, true);
            REQUIRE_FALSE(answer.contains("error"));
            values +=
                compareWithLog(folder / "results" /
                                   fmt::format("{}_{}_log.csv", entry.path().stem().string(), row),
                               answer);
            ++row;
            ++cases;
        }
    }
    CHECK(cases == 33);
    CHECK(values == 33 * 39);
}
