#include "app/jobs/coverage_outputs.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <set>

namespace app {
namespace {

/// Operators with a cell in the plan; one alone has the rasters of all.
std::vector<std::string> operatorsApart(const planning::RadioPlan& plan,
                                        const planning::Scenario& world)
{
    std::set<std::string> names;
    for (const planning::RadioCell& cell : plan.cells) {
        names.insert(world.sites[plan.layers[cell.layer].site].operator_name);
    }
    return names.size() < 2 ? std::vector<std::string>{}
                            : std::vector<std::string>{names.begin(), names.end()};
}

/// A folder name of its own for each operator, on any file system: letters of any script, digits,
/// '-' and '_' stay.
std::vector<std::string> foldersOf(const std::vector<std::string>& operators)
{
    std::vector<std::string> out;
    std::set<std::string> taken; // in small letters: not every file system tells them apart
    for (const std::string& name : operators) {
        std::string folder;
        for (const char c : name) {
            const auto u = static_cast<unsigned char>(c);
            constexpr unsigned char ascii = 0x80;
            const bool stays = u >= ascii || std::isalnum(u) != 0 || c == '-' || c == '_';
            folder += stays ? c : '_';
        }
        folder = "by_operator/" + (folder.empty() ? "none" : folder);
        const auto small = [](std::string text) {
            std::transform(text.begin(), text.end(), text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            return text;
        };
        const std::string plain = folder;
        for (int n = 2; !taken.insert(small(folder)).second; ++n) {
            folder = fmt::format("{}_{}", plain, n);
        }
        out.push_back(folder);
    }
    return out;
}

} // namespace

std::size_t rasterSets(const CoverageRequest& request, const planning::RadioPlan& plan,
                       const planning::Scenario& world)
{
    if (!request.rasters) {
        return 0;
    }
    return request.operator_rasters ? 1 + operatorsApart(plan, world).size() : 1;
}

std::vector<MadeRaster> writeOperatorRasters(const TileWork& all, const planning::Scenario& world,
                                             const RasterSet& set,
                                             const planning::Feedback& feedback)
{
    const planning::RadioPlan& plan = all.losses.plan;
    const std::vector<std::string> operators = operatorsApart(plan, world);
    const std::vector<std::string> folders = foldersOf(operators);
    const auto count = static_cast<double>(operators.size());
    std::vector<MadeRaster> made;
    for (std::size_t o = 0; o < operators.size(); ++o) {
        TileWork work = all;
        for (std::uint32_t c = 0; c < plan.cells.size(); ++c) {
            const std::uint32_t site = plan.layers[plan.cells[c].layer].site;
            if (world.sites[site].operator_name == operators[o]) {
                work.cells.push_back(c);
            }
        }
        Composites composites;
        UnknownGrid unknown;
        const auto turn = static_cast<double>(o);
        if (!runTiles(work, {.composites = &composites, .unknown = &unknown},
                      feedback.stage(turn / count, (turn + 1) / count))) {
            break;
        }
        const auto own =
            writeRasters({composites, unknown, plan, set.request, set.about, set.workspace,
                          set.folder, set.known_as, operators[o], folders[o]});
        made.insert(made.end(), own.begin(), own.end());
    }
    return made;
}

} // namespace app
