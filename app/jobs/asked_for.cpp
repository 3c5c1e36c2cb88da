#include "app/jobs/asked_for.h"

namespace app {

nlohmann::ordered_json askedFor(const geo::Workspace& workspace, const std::string& table)
{
    using Json = nlohmann::ordered_json;
    for (const geo::ResultsEntry& entry : workspace.results()) {
        if (entry.table == table) {
            Json asked = Json::parse(entry.parameters, nullptr, /* allow_exceptions */ false);
            return asked.is_object() ? asked : Json::object();
        }
    }
    return Json::object();
}

} // namespace app
