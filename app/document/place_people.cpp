#include "app/document/place_people.h"

#include "app/document/words.h"

#include <algorithm>
#include <limits>

namespace app::document {
namespace {

using planning::Cause;

/// People of some groups of the cover: who is served, and why the others are not.
class PlacePeople {
public:
    PlacePeople(const Document::Core& core, const DayState& state)
        : core_{core}, cover_{core.cover->cover}, state_{state}
    {
        before_ =
            planning::technologiesByGroup(cover_, planning::existingLayers(cover_, state.statuses));
    }

    void count(Facts& facts, const planning::PlaceGroups& groups, std::size_t place)
    {
        PeopleShare share;
        for (std::size_t i = groups.start[place]; i < groups.start[place + 1]; ++i) {
            const std::uint32_t g = groups.group[i];
            const double people = groups.people[i];
            share.people += people;
            share.served += state_.surely[g] != 0 ? people : 0;
            share.served_at_most += state_.possibly[g] != 0 ? people : 0;
            share.before += before_[g] != 0 ? people : 0;
            if (state_.surely[g] == 0) {
                blame(g, people);
            }
        }
        facts.people = share;
        write(facts);
    }

private:
    struct Blame {
        double people = 0;
        std::map<std::uint32_t, double> sites;
    };

    /// The people of a group are booked to the cause of the site that comes back first by the plan,
    /// else to that of the first site that reaches them.
    void blame(std::uint32_t group, double people)
    {
        if (before_[group] == 0) {
            causes_[Cause::none].people += people;
            return;
        }
        std::optional<std::uint32_t> first;
        const auto order = [&](std::uint32_t site) {
            const int step = core_.stepBack[site];
            return step == 0 ? std::numeric_limits<int>::max() : step;
        };
        for (const std::uint32_t layer : cover_.layersOf(group)) {
            const std::uint32_t site = cover_.layers[layer].site;
            const bool planned = state_.statuses.sites[site].status == planning::Status::planned;
            if (!planned && (!first || order(site) < order(*first))) {
                first = site;
            }
        }
        if (!first) {
            causes_[Cause::none].people += people;
            return;
        }
        const planning::SiteService& service = state_.network.sites[*first];
        const Cause cause = service.cause == Cause::none ? Cause::unknown : service.cause;
        causes_[cause].people += people;
        causes_[cause].sites[*first] += people;
    }

    void write(Facts& facts) const
    {
        for (const auto& [cause, blame] : causes_) {
            ReasonLine line;
            line.cause = cause;
            line.people = blame.people;
            std::vector<std::pair<double, std::uint32_t>> sites;
            for (const auto& [site, people] : blame.sites) {
                sites.emplace_back(people, site);
            }
            std::sort(sites.rbegin(), sites.rend());
            QStringList names;
            for (const auto& [people, site] : sites) {
                line.sites.push_back({planning::AssetKind::site, site});
                names << qt(core_.situation.scenario.sites[site].site_id);
            }
            const int count = static_cast<int>(sites.size());
            switch (cause) {
            case Cause::none:
                line.what = tr("Out of reach of any site");
                line.detail = tr("never had service");
                break;
            case Cause::physical:
                line.what = tr("%n site(s) damaged", nullptr, count);
                break;
            case Cause::power:
                line.what = tr("%n site(s) without power", nullptr, count);
                break;
            case Cause::backhaul:
                line.what = tr("%n site(s) cut off behind cut fibre", nullptr, count);
                break;
            default:
                line.what = tr("%n site(s) out, cause unknown", nullptr, count);
            }
            if (!names.isEmpty()) {
                constexpr qsizetype most = 4;
                line.detail = names.mid(0, most).join(QStringLiteral(", "));
                if (names.size() > most) {
                    line.detail += QStringLiteral(" …");
                }
            }
            facts.reasons.push_back(std::move(line));
        }
        std::stable_sort(
            facts.reasons.begin(), facts.reasons.end(),
            [](const ReasonLine& a, const ReasonLine& b) { return a.people > b.people; });
    }

    const Document::Core& core_;
    const planning::Cover& cover_;
    const DayState& state_;
    std::vector<planning::TechnologySet> before_;
    std::map<Cause, Blame> causes_;
};

} // namespace

void countPeople(Facts& facts, const Document::Core& core, const DayState& state,
                 const planning::PlaceGroups& groups, std::size_t place)
{
    PlacePeople{core, state}.count(facts, groups, place);
}

} // namespace app::document
