#include "app/document/document_core.h"
#include "app/document/money_view.h"
#include "app/document/words.h"
#include "app/map/text.h"

#include <algorithm>

namespace app::document {
namespace {

QString nameOf(const QString& technology)
{
    return technology == u"fibre"            ? tr("fibre")
           : technology == u"cellular"       ? tr("cellular")
           : technology == u"point_to_point" ? tr("point-to-point radio")
           : technology == u"satellite"      ? tr("satellite")
                                             : tr("none can serve it");
}

} // namespace

std::vector<FactLine> technologyFacts(const std::filesystem::path& file, const std::string& placeId)
{
    std::optional<TechnologyView> view;
    try {
        view = loadTechnologyView(geo::Workspace::open(file, geo::Access::read), placeId);
    } catch (const geo::Error&) {
        return {}; // gone since it was opened; the window says so elsewhere
    }
    if (!view || view->places.empty()) {
        return {};
    }
    const PlaceRow& place = view->places.front();
    const QString source = tr("sila technology");
    std::vector<FactLine> out;
    QString chosen = nameOf(place.technology);
    if (place.ownership_usd) {
        chosen += tr(", %1 to own").arg(money(*place.ownership_usd));
    }
    out.push_back({tr("Technology afterwards"), chosen, source, {}});
    if (!place.runner_up.isEmpty()) {
        out.push_back({tr("Next best"),
                       tr("%1, %2 dearer")
                           .arg(nameOf(place.runner_up), money(place.runner_up_extra.value_or(0))),
                       source,
                       {}});
    }
    for (const auto& [technology, code] : place.reasons) {
        if (technology != place.technology && !code.isEmpty()) {
            out.push_back({tr("Not %1").arg(nameOf(technology)), code, source, {}});
        }
    }
    return out;
}

} // namespace app::document
