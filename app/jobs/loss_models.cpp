#include "app/jobs/loss_models.h"

#include "app/jobs/loss_adapters.h"
#include "geo/misuse.h"

#include <cctype>
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

std::string plainModelName(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        const auto u = static_cast<unsigned char>(c);
        if (std::isalnum(u) != 0) {
            out += static_cast<char>(std::tolower(u));
        }
    }
    constexpr std::string_view body = "itur";
    return out.starts_with(body) ? out.substr(body.size()) : out;
}

const LossModel& lossModel(std::string_view name)
{
    const std::string plain = plainModelName(name);
    std::string names;
    for (const LossModel& model : lossModels()) {
        if (model.name == plain) {
            return model;
        }
        names += fmt::format("{}{}", names.empty() ? "" : ", ", model.name);
    }
    throw geo::Misuse{fmt::format("there is no propagation model \"{}\"", name),
                      fmt::format("Use one of: {}", names)};
}

} // namespace app::jobs
