#pragma once
// A stored plan as rows a table, a Gantt and a curve show.
#include "app/jobs/situation.h"
#include "geo/workspace/workspace.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace app::document {

/// In how many drawn worlds an early action is early.
struct Sureness {
    int early_in = 0, needed_in = 0, worlds = 0;
};
/// Of the worlds, 0 to 1.
inline double share(const Sureness& sure)
{
    return sure.worlds > 0 ? static_cast<double>(sure.early_in) / sure.worlds : 0;
}

struct StepRow {
    int number = 1;    // from 1, order in the plan
    QString what;      // "Repair span SP-103"
    QString where;     // "Khan Younis – Rafah"; empty when nobody knows
    QString action_id; //
    QString asset_id, asset_name;
    QString crew;                            // "fibre 1"; empty when it needs none
    std::optional<planning::AssetRef> asset; // none: no longer in the workspace
    planning::ActionKind kind = planning::ActionKind::repair;
    int first_day = 1, last_day = 1; // 1 is the first day of the plan
    double cost_usd = 0, crew_days = 0;
    double people_back = 0;       // newly served when it is done
    double people_served = 0;     // in all when it is done
    QString why;                  // why it stands where it stands
    std::optional<int> needed_by; // number of the step it only helps
    std::optional<Sureness> sure; // of early actions, when the plan was judged in drawn worlds
};

struct UndoneRow {
    QString asset_id, action_id, why;
    bool needed = true; // false: another action of the plan mends the same, or could as well
};

/// What to mind of the whole plan: "7 works lie in zones that need a permit: Z007".
struct PlanWarning {
    QString what, fix;
};

struct PlanView {
    QString id, name;
    geo::Time as_of{};
    geo::Date start{}; // day 1
    int days = 0;
    std::vector<StepRow> steps;                 // by first day, then by priority
    std::vector<double> served;                 // at the end of day 0 (today) … days
    std::vector<double> bound_per_day;          // nobody can serve more by that day; may be empty
    double people = 0;                          // all people of the area looked at
    double person_days = 0;                     // over days 1 … days
    double upper_bound_days = 0;                // no plan can reach more person-days
    double gap_percent = 0;                     // at most so much below the best possible
    double money_usd = 0;                       // used
    double crew_days = 0;                       // used
    std::optional<double> budget_usd;           // as asked for; none: the workspace's supply
    std::vector<std::pair<QString, int>> crews; // as asked for; empty: the workspace's supply
    QString scarcest;                           // resource that holds work up on most days, or ""
    std::int64_t seed = 0;
    bool unknown_works = false;
    planning::Status unobserved = planning::Status::operational; // taken so when it was made
    int worlds = 0;            // drawn, to judge it; 0: it was not judged
    int early_days = 0;        // an action finished by then is early; 0: nobody wrote it down
    double days_in_worlds = 0; // person-days on average …
    double days_in_worst = 0;  // … and in the worst tenth of them
    QString fingerprint;       // of the inputs it was made from
    bool stale = false;        // these changed since
    // What it brings was worked out anew: it was made for another state than the one shown.
    bool reworked = false;
    std::vector<QString> assumptions;
    std::vector<PlanWarning> warnings;
    std::vector<UndoneRow> undone;

    geo::Date dateOf(int day) const { return start + std::chrono::days{day - 1}; }
};

/// Ids of the workspace's plans, oldest first.
std::vector<QString> planIds(const geo::Workspace& workspace);

/// The plan of that id or name, the newest when `name` is empty; nothing when there is none. Places
/// are named for those who read `language`.
/// Throws geo::Error when a plan is asked for by a name that does not exist.
std::optional<PlanView> loadPlanView(const geo::Workspace& workspace,
                                     const planning::Scenario& scenario, const std::string& name,
                                     const QString& language);

} // namespace app::document
