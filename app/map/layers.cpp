#include "app/map/layers.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace app::map {

namespace {

struct Entry {
    LayerId id;
    std::string_view word;
    const char* title;
    bool visible;
};

// Top first, as drawn.
constexpr std::array<Entry, 15> entries{{
    {LayerId::plan, "plan", QT_TRANSLATE_NOOP("map", "Plan"), true},
    {LayerId::candidates, "candidates", QT_TRANSLATE_NOOP("map", "New sites"), true},
    {LayerId::technology, "technology", QT_TRANSLATE_NOOP("map", "Technology later"), false},
    {LayerId::sites, "sites", QT_TRANSLATE_NOOP("map", "Sites"), true},
    {LayerId::fibre, "fibre", QT_TRANSLATE_NOOP("map", "Fibre"), true},
    {LayerId::links, "links", QT_TRANSLATE_NOOP("map", "Links"), true},
    {LayerId::places, "places", QT_TRANSLATE_NOOP("map", "Places"), true},
    {LayerId::facilities, "facilities", QT_TRANSLATE_NOOP("map", "Facilities"), false},
    {LayerId::areas, "areas", QT_TRANSLATE_NOOP("map", "Areas"), true},
    {LayerId::gaps, "gaps", QT_TRANSLATE_NOOP("map", "Gaps"), true},
    {LayerId::signal, "signal", QT_TRANSLATE_NOOP("map", "Signal"), true},
    {LayerId::servers, "servers", QT_TRANSLATE_NOOP("map", "Sites received"), false},
    {LayerId::people, "people", QT_TRANSLATE_NOOP("map", "People"), true},
    {LayerId::contours, "contours", QT_TRANSLATE_NOOP("map", "Contours"), false},
    {LayerId::terrain, "terrain", QT_TRANSLATE_NOOP("map", "Terrain"), true},
}};

constexpr std::array keys{LayerId::plan,  LayerId::sites,  LayerId::fibre,
                          LayerId::links, LayerId::places, LayerId::facilities,
                          LayerId::areas, LayerId::gaps,   LayerId::signal};

} // namespace

bool Style::shows(LayerId id) const
{
    return std::any_of(layers.begin(), layers.end(),
                       [id](const LayerState& l) { return l.id == id && l.visible; });
}

std::vector<LayerState> defaultLayers()
{
    std::vector<LayerState> layers;
    for (const Entry& e : entries) {
        layers.push_back({e.id, e.visible});
    }
    return layers;
}

std::optional<LayerId> layerOfKey(int digit)
{
    const auto at = static_cast<std::size_t>(digit - 1);
    return digit >= 1 && at < keys.size() ? std::optional{keys[at]} : std::nullopt;
}

std::optional<int> keyOf(LayerId id)
{
    const auto* at = std::find(keys.begin(), keys.end(), id);
    return at == keys.end() ? std::nullopt : std::optional{static_cast<int>(at - keys.begin()) + 1};
}

std::string_view word(LayerId id)
{
    return std::find_if(entries.begin(), entries.end(), [id](const Entry& e) { return e.id == id; })
        ->word;
}

std::optional<LayerId> layerFromWord(std::string_view word)
{
    for (const Entry& e : entries) {
        if (e.word == word) {
            return e.id;
        }
    }
    return {};
}

QString title(LayerId id)
{
    const auto* entry =
        std::find_if(entries.begin(), entries.end(), [id](const Entry& e) { return e.id == id; });
    return QCoreApplication::translate("map", entry->title);
}

QString title(SiteLook look)
{
    switch (look) {
    case SiteLook::working:
        return QCoreApplication::translate("map", "Working");
    case SiteLook::degraded:
        return QCoreApplication::translate("map", "Degraded");
    case SiteLook::unknown:
        return QCoreApplication::translate("map", "Unknown");
    case SiteLook::planned:
        return QCoreApplication::translate("map", "Planned");
    case SiteLook::repaired:
        return QCoreApplication::translate("map", "Repaired by plan");
    case SiteLook::destroyed:
        return QCoreApplication::translate("map", "Damaged");
    case SiteLook::out:
        return QCoreApplication::translate("map", "Out, reason unclear");
    case SiteLook::noPower:
        return QCoreApplication::translate("map", "No power");
    case SiteLook::backhaul:
        return QCoreApplication::translate("map", "Fibre behind it cut");
    }
    return {};
}

QString title(AccessLook look)
{
    switch (look) {
    case AccessLook::fibre:
        return QCoreApplication::translate("map", "By fibre");
    case AccessLook::cellular:
        return QCoreApplication::translate("map", "By cellular");
    case AccessLook::hop:
        return QCoreApplication::translate("map", "By point-to-point radio");
    case AccessLook::satellite:
        return QCoreApplication::translate("map", "By satellite");
    case AccessLook::none:
        return QCoreApplication::translate("map", "By nothing at hand");
    case AccessLook::unknown:
        return QCoreApplication::translate("map", "Demand unknown");
    }
    return {};
}

QString shownName(const QString& name, const QString& nameLocal, const QString& language)
{
    if (nameLocal.isEmpty()) {
        return name;
    }
    if (name.isEmpty()) {
        return nameLocal;
    }
    const auto scriptOf = [](const QString& text) {
        for (const QChar c : text) {
            if (c.isLetter()) {
                return c.script();
            }
        }
        return QChar::Script_Common;
    };
    const auto script = scriptOf(nameLocal);
    const QString code = language.left(2);
    const bool arabic = code == u"ar" || code == u"fa" || code == u"ur" || code == u"ps";
    const bool cyrillic = code == u"uk" || code == u"ru" || code == u"bg";
    if ((arabic && script == QChar::Script_Arabic) ||
        (cyrillic && script == QChar::Script_Cyrillic)) {
        return nameLocal;
    }
    return name;
}

} // namespace app::map
