#include "planning/restoration/random.h"
#include "tests/planning/restoration/choice_worlds.h"

#include <map>
#include <set>

using namespace choice_worlds;

namespace {

geo::Date onDay(int day)
{
    return day1 + std::chrono::days{day - 1};
}

/// Three sites of their own with one to three actions each, for one crew of each of two skills.
struct RandomWorld {
    Scenario scenario;
    PlanRequest request;
    std::vector<double> people;

    explicit RandomWorld(std::uint64_t seed)
    {
        restoration::Random dice{seed};
        const auto upTo = [&dice](int most) {
            return 1 + static_cast<int>(dice.below(static_cast<std::size_t>(most)));
        };
        scenario.nodes = {node("CORE", NodeKind::core)};
        request = choice_worlds::request();
        request.days = 7;
        request.budget_usd.reset();
        request.effort = 5;
        std::size_t left = 6; // actions
        for (int i = 0; i < 3; ++i) {
            const std::string id = "S" + std::to_string(i);
            scenario.sites.push_back(site(id.c_str(), "CORE"));
            scenario.observations.push_back(
                seen(AssetKind::site, id.c_str(), Status::outOfService));
            people.push_back(100 * upTo(50));
            for (int k = upTo(3); k > 0 && left > 0; --k, --left) {
                Action a = action((id + "-" + std::to_string(k)).c_str(), id.c_str(),
                                  ActionKind::repair, 100 * upTo(9), upTo(4));
                a.skill = upTo(2) == 1 ? "site" : "power";
                if (upTo(3) == 1) {
                    a.parts["radio"] = 1;
                }
                if (upTo(4) == 1) {
                    a.earliest = onDay(upTo(4));
                }
                if (upTo(4) == 1) {
                    a.latest = onDay(2 + upTo(4));
                }
                if (upTo(5) == 1) {
                    a.duration_days = upTo(6);
                }
                scenario.actions.push_back(a);
            }
        }
        const auto comes = [this](const char* what, int day, double amount) {
            Supply row;
            row.resource = what;
            row.from_date = onDay(day);
            row.amount = amount;
            scenario.supply.push_back(row);
        };
        comes("money_usd", 1, 100 * upTo(12));
        comes("money_usd", 1 + upTo(4), 100 * upTo(8));
        comes("part:radio", 1, upTo(2) - 1);
        comes("part:radio", 1 + upTo(4), 1);
    }

    static int length(const Action& a)
    {
        return static_cast<int>(std::max(a.crew_days, a.duration_days.value_or(0)));
    }
    int dayOf(geo::Date date) const { return static_cast<int>((date - day1).count()) + 1; }

    double arrived(const std::string& what, int day) const
    {
        double sum = 0;
        for (const Supply& row : scenario.supply) {
            sum += row.resource == what && dayOf(row.from_date) <= day ? *row.amount : 0;
        }
        return sum;
    }

    /// Nothing when these first days (0: not done) are no plan.
    std::optional<double> personDays(const std::vector<int>& first) const
    {
        std::map<std::string, int> mended;
        for (std::size_t i = 0; i < first.size(); ++i) {
            const Action& a = scenario.actions[i];
            if (first[i] == 0) {
                continue;
            }
            const int last = first[i] + length(a) - 1;
            if (last > request.days || (a.earliest && first[i] < dayOf(*a.earliest)) ||
                (a.latest && last > dayOf(*a.latest))) {
                return std::nullopt;
            }
            for (std::size_t j = 0; j < i; ++j) {
                const Action& b = scenario.actions[j];
                if (first[j] != 0 && a.skill == b.skill && first[j] <= last &&
                    first[i] <= first[j] + length(b) - 1) {
                    return std::nullopt;
                }
            }
            const auto [at, fresh] = mended.emplace(a.asset_id, last);
            at->second = std::min(at->second, last);
        }
        for (int day = 1; day <= request.days; ++day) {
            double money = 0;
            double radios = 0;
            for (std::size_t i = 0; i < first.size(); ++i) {
                const bool begun = first[i] != 0 && first[i] <= day;
                money += begun ? scenario.actions[i].cost_usd : 0;
                radios += begun ? static_cast<double>(scenario.actions[i].parts.size()) : 0;
            }
            if (money > arrived("money_usd", day) || radios > arrived("part:radio", day)) {
                return std::nullopt;
            }
        }
        double sum = 0;
        for (const auto& [id, last] : mended) {
            sum += people[static_cast<std::size_t>(id.back() - '0')] * (request.days - last + 1);
        }
        return sum;
    }

    double best() const
    {
        std::vector<int> first(scenario.actions.size(), 0);
        double most = 0;
        while (true) {
            most = std::max(most, personDays(first).value_or(0));
            std::size_t i = 0;
            while (i < first.size() && ++first[i] > request.days) {
                first[i++] = 0;
            }
            if (i == first.size()) {
                return most;
            }
        }
    }
};

} // namespace

TEST_CASE("plans with choices reach the best of all calendars, and never exceed their bound",
          "[choices]")
{
    int reached = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        const RandomWorld world{seed};
        const double best = world.best();
        const RestorationPlan plan = planned(world.scenario, coverOf(world.people), world.request);
        CHECK(personDays(plan) <= best);
        CHECK(personDays(plan) >= 0.97 * best);
        CHECK(plan.upper_bound_days >= best * (1 - 1e-9));
        reached += personDays(plan) == best ? 1 : 0;
        std::set<std::string> mended;
        for (const PlanStep& step : plan.steps) {
            CHECK(mended.insert(world.scenario.actions[step.action].asset_id).second);
        }
    }
    // Even where a crew had better wait for the next work than begin one that is ready.
    CHECK(reached == 60);
}
