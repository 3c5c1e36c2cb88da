#include "app/jobs/coverage_outputs.h"
#include "geo/raster/write_raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace app {
namespace {

using planning::Technology;

struct Hue {
    std::uint8_t red, green, blue;
};
/// One hue per technology, stronger by level in four steps (design: screens). The map lays them
/// over its ground with an opacity; a GeoTIFF's colour table has none, so there they are mixed with
/// white.
constexpr std::array<Hue, planning::technologyCount> hues{
    {{0x3E, 0x8E, 0x9E}, {0x7E, 0x6B, 0xB0}, {0x5B, 0x7F, 0x3A}, {0xA8, 0x82, 0x3A}}};
constexpr std::array<double, 4> strengths{0.3, 0.52, 0.76, 1.0};
constexpr double step_db = 10;

geo::RasterClass coloured(int value, const Hue& hue, double strength, std::string name)
{
    const auto mixed = [strength](std::uint8_t part) {
        return static_cast<std::uint8_t>(std::lround(255 - strength * (255 - part)));
    };
    return {value, mixed(hue.red), mixed(hue.green), mixed(hue.blue), 255, std::move(name)};
}

/// What the figures rest on: rasters and antenna files by checksum, tables by fingerprint.
std::string inputsOf(const geo::Workspace& workspace, const nlohmann::ordered_json& about)
{
    std::string out;
    for (const geo::RasterEntry& entry : workspace.rasters()) {
        if (entry.kind != "basemap" && entry.kind != "other") {
            out += fmt::format("{} {} {}; ", entry.kind, entry.path, entry.checksum);
        }
    }
    for (const char* table : {"sites", "cells", "settlements"}) {
        out += fmt::format("{}{} {}", out.ends_with("; ") || out.empty() ? "" : "; ", table,
                           workspace.fingerprint({table}));
    }
    if (about.contains("antennas_checksum")) {
        out += "; antennas " + about.value("antennas_checksum", "");
    }
    return out;
}
constexpr int mostNumbers = 32767;

/// Values of classes and counts that stand for: not known, no elevation data on the way.
constexpr std::uint8_t notKnown = 255;
constexpr std::int16_t notKnownServer = -1;

/// Collects what the files have in common and writes them.
class RasterWriter {
public:
    explicit RasterWriter(const RasterSet& set) : set_{set}, frame_{set.composites.frame}
    {
        nlohmann::ordered_json settings = set.about;
        if (set.operator_name) {
            settings["operator"] = *set.operator_name;
            settings["roaming"] = false;
        }
        common_.crs = set.workspace.crs();
        common_.metadata = {{"MODEL", set.about.value("model", "")},
                            {"MODEL_VERSION", set.about.value("model_version", "")},
                            {"INPUTS", inputsOf(set.workspace, set.about)},
                            {"SETTINGS", settings.dump()},
                            {"SOFTWARE", "sila " SILA_VERSION}};
        if (!set.request.date.empty()) {
            common_.metadata["DATE"] = set.request.date;
        }
        std::filesystem::create_directories(set.folder / set.part);
    }

    template <typename T, typename ValueAt>
    void write(const std::string& name, std::string technology, std::string what, std::string unit,
               std::optional<double> nodata, std::vector<geo::RasterClass> classes, ValueAt valueAt)
    {
        geo::Grid<T> grid{frame_};
        for (std::size_t i = 0; i < grid.values.size(); ++i) {
            grid.values[i] = valueAt(i);
        }
        if (set_.operator_name) {
            what += set_.operator_name->empty()
                        ? "; sites without operator alone"
                        : fmt::format("; {} alone, without roaming", *set_.operator_name);
        }
        geo::RasterWriting writing = common_;
        writing.nodata = nodata;
        writing.classes = std::move(classes);
        writing.description = what;
        writing.unit = unit;
        const std::filesystem::path file = std::filesystem::path{set_.part} / (name + ".tif");
        geo::writeRaster(set_.folder / file, grid, writing);
        made_.push_back({set_.part.empty() ? name : set_.part + "/" + name, std::move(technology),
                         std::filesystem::relative(
                             set_.known_as / file,
                             std::filesystem::absolute(set_.workspace.file()).parent_path())
                             .generic_string(),
                         std::move(unit), std::move(what), set_.operator_name});
    }
    /// Whether one of the technologies may be received at a cell though nobody can know.
    bool unknown(std::size_t i, planning::TechnologySet technologies) const
    {
        return !set_.unknown.empty() && (set_.unknown[i] & technologies) != 0;
    }
    std::vector<MadeRaster> finish() { return std::move(made_); }

private:
    const RasterSet& set_;
    geo::GridFrame frame_;
    geo::RasterWriting common_;
    std::vector<MadeRaster> made_;
};

float inUnits(std::int16_t centi)
{
    return centi == planning::noLevel ? geo::noData : static_cast<float>(centi) / 100;
}

void writeTechnology(RasterWriter& out, Technology technology, const TechnologyGrid& grid,
                     const planning::RadioPlan& plan, double threshold_dbm)
{
    const std::string tech{planning::text(technology)};
    const planning::TechnologySet me = planning::setOf(technology);
    const auto named = [&](const char* what) { return fmt::format("{}_{}", what, tech); };
    const char* level = technology == Technology::gen2   ? "received level"
                        : technology == Technology::gen3 ? "RSCP of the pilot"
                        : technology == Technology::gen4 ? "RSRP"
                                                         : "SS-RSRP";
    out.write<float>(named("level"), tech, fmt::format("{} of the best server, outdoors", level),
                     "dBm", {}, {}, [&](std::size_t i) { return inUnits(grid.level_cdbm[i]); });

    std::vector<geo::RasterClass> steps{{0, 255, 255, 255, 255, "not covered"}};
    const Hue hue = hues[static_cast<std::size_t>(technology)];
    for (std::size_t s = 0; s < strengths.size(); ++s) {
        const double from = threshold_dbm + step_db * static_cast<double>(s);
        steps.push_back(coloured(static_cast<int>(s) + 1, hue, strengths[s],
                                 s + 1 == strengths.size()
                                     ? fmt::format("{:g} dBm or more", from)
                                     : fmt::format("{:g} to {:g} dBm", from, from + step_db)));
    }
    out.write<std::uint8_t>(named("covered"), tech,
                            fmt::format("{} in steps of 10 dB from {:g} dBm", level, threshold_dbm),
                            "", notKnown, steps, [&](std::size_t i) {
                                const double over =
                                    static_cast<double>(grid.level_cdbm[i]) / 100 - threshold_dbm;
                                if (grid.level_cdbm[i] == planning::noLevel || over < 0) {
                                    return out.unknown(i, me) ? notKnown : std::uint8_t{0};
                                }
                                return static_cast<std::uint8_t>(std::min<double>(
                                    strengths.size(), 1 + std::floor(over / step_db)));
                            });
    // Numbers of rows in the table of cells, counted from 1.
    const auto serverAt = [&](std::size_t i) -> std::uint32_t {
        const bool covered = grid.server[i] != planning::noCell &&
                             static_cast<double>(grid.level_cdbm[i]) / 100 >= threshold_dbm;
        return covered ? plan.cells[grid.server[i]].cell + 1 : 0;
    };
    std::uint32_t most = 0;
    for (const planning::RadioCell& cell : plan.cells) {
        most = std::max(most, cell.cell + 1);
    }
    const std::string serverWords =
        "number of the best server: the row in results_coverage_cells, from 1; 0: none";
    if (most <= mostNumbers) {
        out.write<std::int16_t>(
            named("server"), tech, serverWords, "", notKnownServer, {}, [&](std::size_t i) {
                const std::uint32_t server = serverAt(i);
                return server == 0 && out.unknown(i, me) ? notKnownServer
                                                         : static_cast<std::int16_t>(server);
            });
    } else {
        out.write<float>(named("server"), tech, serverWords, "", notKnownServer, {},
                         [&](std::size_t i) {
                             const std::uint32_t server = serverAt(i);
                             return server == 0 && out.unknown(i, me) ? float{notKnownServer}
                                                                      : static_cast<float>(server);
                         });
    }
    out.write<std::uint8_t>(named("servers"), tech,
                            fmt::format("number of sites received well enough ({}: that or more)",
                                        planning::mostServers),
                            "", notKnown, {}, [&](std::size_t i) {
                                return grid.servers[i] == 0 && out.unknown(i, me) ? notKnown
                                                                                  : grid.servers[i];
                            });
    out.write<float>(named("sinr"), tech,
                     "ratio of the best server to interference and noise, other cells loaded", "dB",
                     {}, {}, [&](std::size_t i) { return inUnits(grid.sinr_cdb[i]); });
}

} // namespace

std::vector<MadeRaster> writeRasters(const RasterSet& set)
{
    const Composites& composites = set.composites;
    RasterWriter out{set};
    std::vector<geo::RasterClass> best{{0, 255, 255, 255, 255, "none"}};
    for (std::size_t t = 0; t < hues.size(); ++t) {
        best.push_back(coloured(static_cast<int>(t) + 1, hues[t], strengths.back(),
                                std::string{planning::text(static_cast<Technology>(t))}));
        if (composites.technology[t]) {
            writeTechnology(out, static_cast<Technology>(t), *composites.technology[t], set.plan,
                            set.request.thresholds.level_dbm[t]);
        }
    }
    out.write<std::uint8_t>(
        "technology", "", "newest technology known to be received well enough", "", notKnown, best,
        [&](std::size_t i) {
            std::uint8_t found = 0;
            for (std::size_t t = 0; t < composites.technology.size(); ++t) {
                if (composites.technology[t] && composites.technology[t]->servers[i] > 0) {
                    found = static_cast<std::uint8_t>(t + 1);
                }
            }
            return found == 0 && out.unknown(i, planning::anyTechnology) ? notKnown : found;
        });
    out.write<float>("throughput", "",
                     "one user's throughput: truncated Shannon bound, 3GPP TR 36.942", "Mbit/s", {},
                     {}, [&](std::size_t i) {
                         const float mbps = composites.throughput_mbps[i];
                         return mbps > 0 ? mbps : geo::noData;
                     });
    return out.finish();
}

} // namespace app
