// The days of Dispatcher::run(), one after the other.
#include "planning/restoration/awaited.h"
#include "planning/restoration/daily_fuel.h"
#include "planning/restoration/dispatch.h"
#include "planning/restoration/fuel_draw.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace planning {

/// One pass through the days.
class Calendar {
public:
    Calendar(Dispatcher& office, const std::vector<std::uint32_t>& order) : office_{office}
    {
        for (const std::uint32_t action : order) {
            const Dispatcher::Job& job = office.job(action);
            workOf_.emplace(action, static_cast<std::uint32_t>(works_.size()));
            works_.push_back({});
            works_.back().action = action;
            works_.back().job = &job;
        }
        open_ = works_.size();
        here_.assign(office.stocks_.size(), 0);
        const auto stock = [&office](const char* name) -> std::optional<std::uint32_t> {
            const auto at = office.stockIndex_.find(name);
            return at == office.stockIndex_.end() ? std::nullopt : std::optional{at->second};
        };
        fuel_ = stock("fuel_l");
        daily_ = stock(dailyFuel.data());
        if (fuel_) {
            draw_.emplace(office.stocks_[*fuel_].per_day);
        }
        for (const auto& [skill, crews] : office.crews_) {
            teams_[skill].crews = &crews;
            teams_[skill].teams.resize(crews.size());
            for (std::size_t i = 0; i < crews.size(); ++i) {
                teams_[skill].teams[i].place = office.bases_[skill][i];
            }
        }
        for (Work& work : works_) {
            work.skill = work.job->needs_crew ? &teams_.at(work.job->skill) : nullptr;
            if (work.skill != nullptr) {
                work.skill->longest = std::max(work.skill->longest, wholeDays(work.job->days) + 1);
            }
        }
    }

    /// For the works in the order given.
    void keep(const std::vector<Appointment>& appointments)
    {
        for (std::size_t i = 0; i < works_.size(); ++i) {
            works_[i].appointment = &appointments[i];
        }
    }

    Dispatch run()
    {
        goOn();
        for (int day = 1; day <= office_.request_.days && open_ > 0; ++day) {
            for (std::size_t s = 0; s < here_.size(); ++s) {
                here_[s] += office_.stocks_[s].per_day[static_cast<std::size_t>(day) - 1];
            }
            if (fuel_) {
                here_[*fuel_] -= draw_->on_l(day);
            }
            startWorks(day);
        }
        Dispatch out;
        for (const Work& work : works_) {
            if (work.started == 0) {
                const auto [reason, why] = whyNot(work);
                out.undone.push_back({work.action, office_.world_.actions[work.action].asset_id,
                                      reason, why, reason == Undone::closed && work.cut_off});
                continue;
            }
            const std::string crew = work.job->needs_crew ? nameOf(work, work.crew) : "";
            out.works.push_back({work.action, crew, work.started, work.finished, work.drive_h});
        }
        std::ranges::stable_sort(out.works, {}, &DispatchedWork::first_day);
        return out;
    }

private:
    struct Team {
        int busy_until = 0;
        bool part = false;   // only works of less than a day fill that day
        double worked = 0;   // of it, in days
        double driven_h = 0; // on it
        std::optional<std::uint32_t> place;
    };
    struct Skill {
        const std::vector<Crew>* crews = nullptr;
        std::vector<Team> teams;      // one per crew
        int longest = 1;              // days of a work of this skill
        int none_free_on = 0;         // a day on which no crew is free any more
        std::vector<Awaited> awaited; // today, of the works looked at so far

        bool anyFree(int day) const
        {
            return std::ranges::any_of(teams,
                                       [day](const Team& team) { return team.busy_until < day; });
        }
    };
    struct Work {
        std::uint32_t action = 0;
        const Dispatcher::Job* job = nullptr;
        Skill* skill = nullptr; // of the crew it needs; none: it needs none
        int started = 0;        // 0: not yet
        int finished = 0;       // its last day
        std::size_t crew = 0;
        double drive_h = 0;
        const Appointment* appointment = nullptr;
        bool cut_off = false; // a free crew found only closed roads
        // On the days on which it could have begun:
        bool payable = false;              // all it takes was there
        std::optional<std::uint32_t> kept; // a stock that was there, but for works before it
        std::optional<std::uint32_t> late; // a stock that was not there yet
    };
    struct Choice {
        std::size_t crew = 0;
        int days = 0; // 0: nobody can
        double drive_h = 0;
        bool anywhere = false; // it has neither base nor earlier work
    };

    static std::string nameOf(const Work& work, std::size_t crew)
    {
        return fmt::format("{} {}", work.job->skill, crew + 1);
    }

    static bool ofPartOfDay(const Work& work) { return work.job->days < 1 - daySlack; }

    /// Whether the crew has time for it on a day it does other short works on.
    bool sharesDay(const Team& team, const Work& work, double drive_h) const
    {
        return team.worked + work.job->days + daysLost(office_.request_, team.driven_h + drive_h) <=
               1 + daySlack;
    }

    static bool open(const Work& work, int day, int days)
    {
        return std::ranges::any_of(work.job->windows, [&](const auto& window) {
            return window.first <= day && day + days - 1 <= window.second;
        });
    }

    bool predecessorsDone(const Work& work, int day) const
    {
        return std::ranges::all_of(work.job->after, [&](std::uint32_t action) {
            const auto at = workOf_.find(action);
            return at != workOf_.end() && works_[at->second].started != 0 &&
                   works_[at->second].finished < day;
        });
    }

    /// Works under way keep their crew, where it still exists and is there; of two of one crew the
    /// first named.
    void goOn()
    {
        for (const UnderWay& begun : office_.request_.under_way) {
            const auto action = office_.actionIndex_.find(begun.action_id);
            const auto at =
                action == office_.actionIndex_.end() ? workOf_.end() : workOf_.find(action->second);
            if (at == workOf_.end()) {
                continue;
            }
            Work& work = works_[at->second];
            const int days = std::min(wholeDays(work.job->days), office_.request_.days);
            if (!work.job->needs_crew) {
                start(work, 1, {0, days, 0});
                continue;
            }
            const std::vector<Team>& teams = work.skill->teams;
            for (std::size_t i = 0; i < teams.size(); ++i) {
                if (begun.crew == nameOf(work, i) && teams[i].busy_until == 0) {
                    start(work, 1, {i, days, 0});
                    break;
                }
            }
        }
    }

    /// The crew it was promised; else that which is done first.
    Choice choose(Work& work, int day)
    {
        if (work.appointment != nullptr && work.job->needs_crew) {
            const std::vector<Crew>& crews = *work.skill->crews;
            for (std::size_t i = 0; i < crews.size(); ++i) {
                if (work.appointment->crew == nameOf(work, i)) {
                    if (const Choice own = chooseAmong(work, day, i, i + 1); own.days > 0) {
                        return own;
                    }
                }
            }
        }
        return chooseAmong(work, day, 0, work.skill == nullptr ? 0 : work.skill->teams.size());
    }

    /// Of the crews of its skill from one number to before another that which is done first;
    /// without a crew needed, nobody's days.
    Choice chooseAmong(Work& work, int day, std::size_t from, std::size_t to)
    {
        const int last = office_.request_.days;
        if (!work.job->needs_crew) {
            const int days = wholeDays(work.job->days);
            return {0, day + days - 1 <= last && open(work, day, days) ? days : 0, 0};
        }
        Choice best;
        if (work.skill->none_free_on == day && !ofPartOfDay(work)) {
            return best;
        }
        const std::vector<Crew>& crews = *work.skill->crews;
        const std::vector<Team>& teams = work.skill->teams;
        bool anyFree = false;
        for (std::size_t i = from; i < to; ++i) {
            const bool shared = teams[i].busy_until == day && teams[i].part && ofPartOfDay(work);
            if (teams[i].busy_until >= day && !shared) {
                continue;
            }
            anyFree = anyFree || teams[i].busy_until < day;
            double drive_h = 0;
            if (teams[i].place && work.job->place) {
                const MaybeNumber hours =
                    office_.drives_.hours(*teams[i].place, *work.job->place, day);
                if (!hours) {
                    work.cut_off = true;
                    continue;
                }
                drive_h = *hours;
            }
            if (shared && !sharesDay(teams[i], work, drive_h)) {
                continue;
            }
            const int days =
                shared ? 1 : wholeDays(work.job->days + daysLost(office_.request_, drive_h));
            if (day + days - 1 > last || !open(work, day, days) ||
                !std::ranges::all_of(crews[i].there.begin() + day - 1,
                                     crews[i].there.begin() + day - 1 + days,
                                     [](std::uint8_t there) { return there != 0; })) {
                continue;
            }
            // A crew that stands nowhere yet is kept for works that are far from the others.
            const bool anywhere = !teams[i].place;
            if (best.days == 0 || std::tuple{days, anywhere, drive_h} <
                                      std::tuple{best.days, best.anywhere, best.drive_h}) {
                best = {i, days, drive_h, anywhere};
            }
        }
        if (!anyFree && to - from == crews.size()) { // on that day they only get busier
            work.skill->none_free_on = day;
        }
        return best;
    }

    /// The first day on which all but a crew is there for a work that must wait today, as far as
    /// that is known: its dates, what must come first, what it takes of stocks beyond what is kept
    /// for works before it. Nothing when it waits for something else.
    std::optional<int> readyOn(const Work& work, int day, const std::vector<double>& reserved) const
    {
        // From then on none that begins today holds a crew any more, but for long drives.
        const int latest = std::min(office_.request_.days, day + work.skill->longest);
        int ready = day;
        for (const std::uint32_t action : work.job->after) {
            const auto at = workOf_.find(action);
            if (at == workOf_.end() || works_[at->second].started == 0) {
                return std::nullopt;
            }
            ready = std::max(ready, works_[at->second].finished + 1);
        }
        for (const auto& [stock, amount] : work.job->use) {
            double there = here_[stock] - reserved[stock];
            int d = day;
            while (!suffices(there, amount)) {
                if (++d > latest) {
                    return std::nullopt;
                }
                there += office_.stocks_[stock].per_day[static_cast<std::size_t>(d) - 1];
            }
            ready = std::max(ready, d);
        }
        const auto opens = opensFrom(work, ready);
        const int latestStart = office_.request_.days - wholeDays(work.job->days) + 1;
        return opens && *opens > day && *opens <= latestStart ? opens : std::nullopt;
    }

    /// Whether a work begun so makes one of those that come before it begin later.
    static bool delaysOthers(const Skill& skill, int day, const Choice& choice)
    {
        if (skill.awaited.empty()) {
            return false;
        }
        std::vector<CrewDays> crews;
        for (std::size_t i = 0; i < skill.teams.size(); ++i) {
            crews.push_back(
                {std::max(day, skill.teams[i].busy_until + 1), &(*skill.crews)[i].there});
        }
        return keepsWaiting(skill.awaited, std::move(crews), choice.crew, day + choice.days);
    }

    void startWorks(int day)
    {
        for (auto& [name, skill] : teams_) {
            skill.awaited.clear();
        }
        std::vector<double> reserved(here_.size(), 0); // for earlier works that still wait
        for (Work& work : works_) {
            if (work.started != 0) {
                continue;
            }
            if (work.appointment != nullptr && day < work.appointment->day) {
                keepFor(work, work.appointment->day, reserved);
                continue;
            }
            const auto lacking = std::ranges::find_if(work.job->use, [&](const auto& use) {
                return !suffices(here_[use.first] - reserved[use.first], use.second);
            });
            const bool lasts = fuelLasts(work, day, reserved);
            const bool affordable = lacking == work.job->use.end() && lasts;
            if (affordable && predecessorsDone(work, day)) {
                if (const Choice choice = choose(work, day);
                    choice.days > 0 &&
                    (work.skill == nullptr || !delaysOthers(*work.skill, day, choice))) {
                    start(work, day, choice);
                    continue;
                }
            }
            if (opensFrom(work, day)) {
                work.payable = work.payable || affordable;
                if (lacking == work.job->use.end() && !lasts) {
                    work.kept = fuel_;
                } else if (!affordable) {
                    const bool there = suffices(here_[lacking->first], lacking->second);
                    (there ? work.kept : work.late) = lacking->first;
                }
                const bool looks = work.skill != nullptr && work.skill->anyFree(day);
                keepFor(work, looks ? readyOn(work, day, reserved) : std::nullopt, reserved);
            }
        }
    }

    /// What it takes, and a crew on that day, is there for it and for no work behind it.
    static void keepFor(const Work& work, std::optional<int> ready, std::vector<double>& reserved)
    {
        for (const auto& [stock, amount] : work.job->use) {
            reserved[stock] += amount;
        }
        if (ready && work.skill != nullptr) {
            work.skill->awaited.push_back({*ready, wholeDays(work.job->days)});
        }
    }

    void start(Work& work, int day, const Choice& choice)
    {
        work.started = day;
        work.finished = day + choice.days - 1;
        work.crew = choice.crew;
        work.drive_h = choice.drive_h;
        if (work.job->needs_crew) {
            Team& team = work.skill->teams[choice.crew];
            if (team.busy_until < day) {
                team.worked = team.driven_h = 0;
            }
            team.part = choice.days == 1 && ofPartOfDay(work);
            team.worked += work.job->days;
            team.driven_h += choice.drive_h;
            team.busy_until = work.finished;
            if (work.job->place) {
                team.place = work.job->place;
            }
        }
        for (const auto& [stock, amount] : work.job->use) {
            here_[stock] -= amount;
        }
        if (fuel_) {
            const FuelUse fuel = fuelOf(work);
            here_[*fuel_] -= fuel.drawnOn_l(0);
            draw_->begin(day, fuel);
        }
        --open_;
    }

    static double amountOf(const Work& work, std::optional<std::uint32_t> stock)
    {
        const auto at = std::ranges::find_if(
            work.job->use, [&stock](const auto& use) { return stock == use.first; });
        return at == work.job->use.end() ? 0 : at->second;
    }

    FuelUse fuelOf(const Work& work) const
    {
        return {amountOf(work, fuel_), amountOf(work, daily_)};
    }

    /// Whether the fuel that is there and comes is enough for what runs already, for this work and
    /// for what is kept for others, on every day to the end.
    bool fuelLasts(const Work& work, int day, const std::vector<double>& reserved) const
    {
        const FuelUse fuel = fuelOf(work);
        return !fuel_ || (fuel.fill_l <= 0 && fuel.burn_l_per_day <= 0) ||
               draw_->lasts(here_[*fuel_] - reserved[*fuel_] - fuel.fill_l, day, fuel);
    }

    /// The first day, this one or a later one, on which its place is open for as long as it takes.
    static std::optional<int> opensFrom(const Work& work, int day)
    {
        const int days = wholeDays(work.job->days);
        std::optional<int> opens;
        for (const auto& [from, to] : work.job->windows) {
            const int first = std::max(day, from);
            if (first + days - 1 <= to && (!opens || first < *opens)) {
                opens = first;
            }
        }
        return opens;
    }

    std::pair<Undone, std::string> whyNot(const Work& work) const
    {
        const auto& world = office_.world_;
        const int days = wholeDays(work.job->days);
        if (work.job->windows.empty()) {
            return {Undone::closed, "its place is closed on every day of the plan"};
        }
        if (days > office_.request_.days) {
            return {Undone::time,
                    fmt::format("it takes {} days, the plan has {}", days, office_.request_.days)};
        }
        if (!opensFrom(work, 1)) {
            return {Undone::closed,
                    fmt::format("its place is never open for the {} days it takes", days)};
        }
        for (const std::uint32_t action : work.job->after) {
            const auto at = workOf_.find(action);
            if (at == workOf_.end() || works_[at->second].started == 0) {
                return {Undone::order, fmt::format("'{}' must come first and is not done",
                                                   world.actions[action].action_id)};
            }
        }
        for (const auto& [stock, amount] : work.job->use) {
            if (!suffices(here_[stock], amount)) {
                return {Undone::supply,
                        fmt::format("not enough {} is left", office_.stocks_[stock].name)};
            }
        }
        if (!work.payable && work.kept) {
            return {Undone::supply, fmt::format("{} was kept for works before it until too late",
                                                office_.stocks_[*work.kept].name)};
        }
        if (!work.payable && work.late) {
            return {Undone::supply,
                    fmt::format("enough {} comes only when it is too late to begin it",
                                office_.stocks_[*work.late].name)};
        }
        if (work.cut_off) {
            return {Undone::closed, "only closed roads lead there"};
        }
        if (work.job->needs_crew) {
            return office_.crews_.at(work.job->skill).empty()
                       ? std::pair{work.job->skill.empty() ? Undone::faulty : Undone::supply,
                                   whyNoCrew(world.actions[work.action])}
                       : std::pair{Undone::time,
                                   fmt::format("no {} crew is free long enough", work.job->skill)};
        }
        return {Undone::time, "no day suits it"};
    }

    Dispatcher& office_;
    std::vector<Work> works_;
    std::unordered_map<std::uint32_t, std::uint32_t> workOf_;
    std::vector<double> here_;                  // per stock
    std::optional<std::uint32_t> fuel_, daily_; // stocks, where somebody stated them
    std::optional<FuelDraw> draw_;              // with such a stock
    std::map<std::string, Skill> teams_;
    std::size_t open_ = 0;
};

Dispatch Dispatcher::run(const std::vector<std::uint32_t>& order)
{
    return Calendar{*this, order}.run();
}

Dispatch Dispatcher::hold(const std::vector<Appointment>& works)
{
    Calendar calendar{*this, actionsOf(works)};
    calendar.keep(works);
    return calendar.run();
}

} // namespace planning
