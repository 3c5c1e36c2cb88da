#pragma once
// The layers of the map as values: which are shown, in which order, top first.
#include "app/map/map_data.h"

#include <QtCore/QString>

#include <bitset>
#include <optional>
#include <string_view>
#include <vector>

namespace app::map {

enum class LayerId {
    plan,
    candidates,
    technology,
    sites,
    fibre,
    links,
    areas,
    facilities,
    gaps,
    signal,
    servers,
    places,
    people,
    contours,
    terrain
};

struct LayerState {
    LayerId id = LayerId::plan;
    bool visible = true;
};

/// Everything about how to draw that is not data.
struct Style {
    Theme theme = Theme::light;
    bool rightToLeft = false; // of the words; the map itself never mirrors
    QString language = QStringLiteral("en");
    std::vector<LayerState> layers;         // top first; people, contours and terrain end it
    std::bitset<siteLookCount> hiddenLooks; // site statuses switched off
    planning::Technology technology = planning::Technology::gen2; // of the signal layer
    std::vector<planning::AssetRef> repairPath;                   // drawn with a glow

    bool shows(LayerId id) const;
};

std::vector<LayerState> defaultLayers();
/// The layer a number key shows or hides, 1 to 9, whatever the order of drawing; these nine keep
/// their keys, later ones have none.
std::optional<LayerId> layerOfKey(int digit);
std::optional<int> keyOf(LayerId id);
/// "plan", "sites" … as on the command line.
std::string_view word(LayerId id);
std::optional<LayerId> layerFromWord(std::string_view word);
/// Title in the language of the program.
QString title(LayerId id);
QString title(SiteLook look);
QString title(AccessLook look);

/// The name to show: the local one when it is in the script of the language.
QString shownName(const QString& name, const QString& nameLocal, const QString& language);

} // namespace app::map
