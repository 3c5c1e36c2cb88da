#include "app/jobs/loss_models.h"

#include "app/jobs/loss_adapters.h"
#include "geo/misuse.h"

#include <fmt/format.h>

namespace app::jobs {

std::span<const LossModel> lossModels()
{
    static const std::vector<LossModel> all{
        p1812Model(), p452Model(),    p526Model(),  p525Model(),    itmModel(),
        hataModel(),  cost231Model(), ehataModel(), tr38901Model(), p2108Model(),
        p2109Model(), p676Model(),    p838Model(),  p530Model()};
    return all;
}

const LossModel& lossModel(std::string_view name)
{
    std::string names;
    for (const LossModel& model : lossModels()) {
        if (model.name == name) {
            return model;
        }
        names += fmt::format("{}{}", names.empty() ? "" : ", ", model.name);
    }
    throw geo::Misuse{fmt::format("there is no propagation model \"{}\"", name),
                      fmt::format("Use one of: {}", names)};
}

} // namespace app::jobs
