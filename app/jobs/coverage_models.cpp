#include "app/jobs/coverage_losses.h"
#include "geo/misuse.h"
#include "planning/coverage/distance_models.h"
#include "planning/coverage/mobile_models.h"
#include "planning/coverage/p1812_model.h"

#include <fmt/format.h>
#include <map>

namespace app {
namespace {

using namespace planning::propagation;

/// The value a word stands for; the map's keys are named when it stands for none.
template <typename T>
T wordOf(const std::map<std::string, T>& words, const std::string& word, const std::string& what)
{
    const auto found = words.find(word);
    if (found != words.end()) {
        return found->second;
    }
    std::string known;
    for (const auto& [name, value] : words) {
        known += (known.empty() ? "" : ", ") + name;
    }
    throw geo::Misuse{fmt::format("'{}' is not {}", word, what), "Take one of " + known};
}

std::string environmentOf(const CoverageRequest& request, const char* usual)
{
    return request.environment.empty() ? usual : request.environment;
}

HataEnvironment hataEnvironment(const CoverageRequest& request)
{
    return wordOf<HataEnvironment>({{"urban", HataEnvironment::medium_city},
                                    {"large_city", HataEnvironment::large_city},
                                    {"suburban", HataEnvironment::suburban},
                                    {"open", HataEnvironment::open},
                                    {"rural", HataEnvironment::open}},
                                   environmentOf(request, "suburban"), "an environment of Hata's");
}

std::unique_ptr<planning::AreaModel> makeP1812(const CoverageRequest& request,
                                               const geo::WorkingCrs& crs, const Terrain* terrain)
{
    const auto method = wordOf<AreaMethod>({{"sweep", AreaMethod::sweep},
                                            {"exact", AreaMethod::exact},
                                            {"scalar", AreaMethod::scalar}},
                                           request.mode, "a mode of P.1812");
    static const geo::FloatGrid someClutter; // only tells the basis that there is clutter
    const geo::FloatGrid* clutter = request.clutter == ClutterCode::none     ? nullptr
                                    : terrain != nullptr && terrain->clutter ? &*terrain->clutter
                                                                             : &someClutter;
    return planning::p1812Model(
        crs,
        {terrain == nullptr ? nullptr : &terrain->elevation, clutter,
         terrain == nullptr || terrain->zones.empty() ? nullptr : &terrain->zones},
        method, {.dn = request.dn, .n0 = request.n0});
}

} // namespace

const std::vector<AreaModelInfo>& areaModels()
{
    static const std::string hata = "suburban, urban, large_city, open";
    static const std::string cost231 = "suburban, urban, large_city"; // no figure for open land
    static const std::vector<AreaModelInfo> models{
        {"p1812",
         "ITU-R P.1812: over terrain, 30 MHz to 6 GHz",
         "ITU-R P.1812-8 (the same figures: -6 and -7)",
         true,
         {},
         true,
         true},
        {"itm",
         "ITM (Longley-Rice): over terrain, 20 MHz to 20 GHz",
         "NTIA ITM 1.x (algorithm of version 1.2.2)",
         true,
         {},
         true},
        {"ehata", "extended Hata: over terrain, 100 MHz to 3 GHz",
         "NTIA TR-15-517 (2015), as in NTIA's program since mended", true,
         "suburban, urban, rural"},
        {"hata", "Okumura-Hata: by distance, 150 MHz to 1.5 GHz", "Hata 1980, IEEE Trans. VT-29",
         false, hata},
        {"cost231", "COST 231-Hata: by distance, 1.5 to 2 GHz",
         "COST 231 final report, section 4.4.1", false, cost231},
        {"tr38901", "3GPP TR 38.901 macro cells: by distance, 0.5 to 100 GHz",
         "3GPP TR 38.901, table 7.4.1-1", false, "rma, uma"},
        {"p525", "ITU-R P.525: free space, an upper bound", "ITU-R P.525-4", false},
    };
    return models;
}

const AreaModelInfo* areaModelCalled(const std::string& name)
{
    const auto at = std::ranges::find(areaModels(), name, &AreaModelInfo::name);
    return at == areaModels().end() ? nullptr : &*at;
}

std::unique_ptr<planning::AreaModel> makeModel(const CoverageRequest& request,
                                               const geo::WorkingCrs& crs, const Terrain* terrain)
{
    const geo::Elevation* elevation = terrain == nullptr ? nullptr : &terrain->elevation;
    if (request.model == "p1812") {
        return makeP1812(request, crs, terrain);
    }
    if (request.model == "p525") {
        return planning::freeSpaceModel(elevation);
    }
    if (request.model == "hata") {
        return planning::hataAreaModel(elevation, hataEnvironment(request));
    }
    if (request.model == "cost231") {
        if (hataEnvironment(request) == HataEnvironment::open) {
            throw geo::Error{"COST 231-Hata has no figure for open land",
                             "Take suburban, urban or large_city, or --model hata up to 1.5 GHz"};
        }
        return planning::cost231AreaModel(elevation, hataEnvironment(request));
    }
    if (request.model == "tr38901") {
        return planning::tr38901AreaModel(
            elevation, wordOf<MacroCell>({{"rma", MacroCell::rural}, {"uma", MacroCell::urban}},
                                         environmentOf(request, "rma"), "a TR 38.901 scenario"));
    }
    if (request.model == "ehata") {
        return planning::ehataAreaModel(
            elevation, wordOf<EhataEnvironment>({{"urban", EhataEnvironment::urban},
                                                 {"suburban", EhataEnvironment::suburban},
                                                 {"rural", EhataEnvironment::rural},
                                                 {"open", EhataEnvironment::rural}},
                                                environmentOf(request, "suburban"),
                                                "an environment of eHata"));
    }
    if (request.model == "itm") {
        constexpr int climates = 7;
        if (request.climate < 1 || request.climate > climates) {
            throw geo::Error{fmt::format("there is no radio climate {}", request.climate),
                             "Take 1 equatorial, 2 continental subtropical, 3 maritime "
                             "subtropical, 4 desert, 5 continental temperate, 6 maritime "
                             "temperate over land or 7 over sea"};
        }
        return planning::itmAreaModel(elevation, static_cast<ItmClimate>(request.climate));
    }
    std::string names;
    for (const AreaModelInfo& info : areaModels()) {
        names += (names.empty() ? "" : ", ") + info.name;
    }
    throw geo::Misuse{fmt::format("'{}' is not a model for areas", request.model),
                      "Take one of " + names};
}

} // namespace app
