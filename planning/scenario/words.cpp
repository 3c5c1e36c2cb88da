#include "planning/scenario/words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace planning {
namespace {

// One list per enum, in the order of its values.
constexpr std::array<std::string_view, 4> technologies{"2G", "3G", "4G", "5G"};
constexpr std::array<std::string_view, 6> statuses{"operational", "degraded", "out_of_service",
                                                   "destroyed",   "planned",  "unknown"};
constexpr std::array<std::string_view, 5> damages{"none", "minimal", "partial", "destroyed",
                                                  "unknown"};
constexpr std::array<std::string_view, 7> causes{"",       "physical", "power",  "backhaul",
                                                 "access", "capacity", "unknown"};
constexpr std::array<std::string_view, 7> assetKinds{"site", "cell",      "node",     "span",
                                                     "link", "grid_node", "grid_line"};
constexpr std::array<std::string_view, 6> nodeKinds{"core",   "exchange", "aggregation",
                                                    "access", "splice",   "landing"};
constexpr std::array<std::string_view, 3> spanRoles{"backbone", "aggregation", "access"};
constexpr std::array<std::string_view, 4> deployments{"buried", "duct", "aerial", "submarine"};
constexpr std::array<std::string_view, 2> linkKinds{"microwave", "satellite"};
constexpr std::array<std::string_view, 3> gridNodeKinds{"source", "substation", "feeder"};
constexpr std::array<std::string_view, 7> facilityKinds{
    "hospital", "clinic", "school", "shelter", "water", "government", "other"};
constexpr std::array<std::string_view, 3> zoneAccesses{"open", "permit", "closed"};
constexpr std::array<std::string_view, 6> actionKinds{"repair", "replace", "power",
                                                      "fuel",   "build",   "clear"};

template <typename Word, typename List>
std::string_view spelled(const List& list, Word word)
{
    return list[static_cast<std::size_t>(word)];
}

bool sameWord(std::string_view a, std::string_view b)
{
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

template <typename Word, typename List>
std::optional<Word> found(const List& list, std::string_view word)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (sameWord(list[i], word)) {
            return static_cast<Word>(i);
        }
    }
    return std::nullopt;
}

} // namespace

#define SILA_WORDS(Word, list)                                                                     \
    std::string_view text(Word word)                                                               \
    {                                                                                              \
        return spelled(list, word);                                                                \
    }                                                                                              \
    template <>                                                                                    \
    std::optional<Word> parseWord<Word>(std::string_view word)                                     \
    {                                                                                              \
        return found<Word>(list, word);                                                            \
    }
SILA_WORDS(Technology, technologies)
SILA_WORDS(Status, statuses)
SILA_WORDS(Damage, damages)
SILA_WORDS(Cause, causes)
SILA_WORDS(AssetKind, assetKinds)
SILA_WORDS(NodeKind, nodeKinds)
SILA_WORDS(SpanRole, spanRoles)
SILA_WORDS(Deployment, deployments)
SILA_WORDS(LinkKind, linkKinds)
SILA_WORDS(GridNodeKind, gridNodeKinds)
SILA_WORDS(FacilityKind, facilityKinds)
SILA_WORDS(ZoneAccess, zoneAccesses)
SILA_WORDS(ActionKind, actionKinds)
#undef SILA_WORDS

} // namespace planning
