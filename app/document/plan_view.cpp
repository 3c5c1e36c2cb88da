#include "app/document/plan_view.h"

#include "app/document/sentences.h"
#include "app/document/words.h"
#include "app/map/layers.h"
#include "app/map/text.h"
#include "planning/restoration/plan.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace app::document {
namespace {

using Json = nlohmann::json;

/// Names of the places a repair is about.
class Where {
public:
    Where(const planning::Scenario& world, const QString& language)
        : world_{world}, assets_{planning::indexOfAssets(world)}, language_{language}
    {
    }

    std::optional<planning::AssetRef> asset(const std::string& id) const
    {
        const auto at = assets_.find(id);
        return at == assets_.end() ? std::nullopt : std::optional{at->second};
    }
    QString place(planning::AssetRef asset) const
    {
        switch (asset.kind) {
        case planning::AssetKind::span:
            return between(world_.spans[asset.index].from_id, world_.spans[asset.index].to_id);
        case planning::AssetKind::link:
            return between(world_.links[asset.index].from_id, world_.links[asset.index].to_id);
        case planning::AssetKind::gridLine:
            return between(world_.grid_lines[asset.index].from_id,
                           world_.grid_lines[asset.index].to_id);
        default:
            break;
        }
        const auto at = planning::positionOf(world_, asset);
        return at ? nearestPlace(at->xy) : QString{};
    }
    QString name(planning::AssetRef asset) const
    {
        if (asset.kind == planning::AssetKind::site) {
            return qt(world_.sites[asset.index].name);
        }
        return asset.kind == planning::AssetKind::node ? qt(world_.nodes[asset.index].name)
                                                       : QString{};
    }

private:
    QString between(const std::string& from, const std::string& to) const
    {
        const QString a = end(from);
        const QString b = end(to);
        return a.isEmpty() || a == b ? b : b.isEmpty() ? a : a + QStringLiteral(" – ") + b;
    }
    QString end(const std::string& id) const
    {
        const auto at = asset(id);
        const auto position = at ? planning::positionOf(world_, *at) : std::nullopt;
        return position ? nearestPlace(position->xy) : QString{};
    }
    /// The settlement people would name: a large one may be further away.
    QString nearestPlace(geo::XY at) const
    {
        constexpr double farthest_m = 25000;
        const planning::Settlement* best = nullptr;
        double least = farthest_m;
        for (const planning::Settlement& s : world_.settlements) {
            const double weight = std::pow(std::max(1.0, s.population.value_or(1)), -0.15);
            const double far = geo::distance_m(s.at.xy, at) * weight;
            if (far < least) {
                least = far;
                best = &s;
            }
        }
        return best == nullptr ? QString{}
                               : map::shownName(qt(best->name), qt(best->name_local), language_);
    }

    const planning::Scenario& world_;
    planning::AssetIndex assets_;
    QString language_;
};

StepRow stepFrom(const geo::Rows& rows, const geo::Row& row, const Where& where)
{
    const auto text = [&](const char* column) {
        return rows.textAt(row, column).value_or(std::string{});
    };
    const auto number = [&](const char* column) { return rows.numberAt(row, column).value_or(0); };
    StepRow step;
    step.number = static_cast<int>(number("step"));
    step.action_id = qt(text("action_id"));
    step.asset_id = qt(text("asset_id"));
    step.crew = qt(text("crew"));
    step.kind = planning::parseWord<planning::ActionKind>(text("kind"))
                    .value_or(planning::ActionKind::repair);
    step.first_day = static_cast<int>(number("start_day"));
    step.last_day = static_cast<int>(number("end_day"));
    step.cost_usd = number("cost_usd");
    step.crew_days = number("crew_days");
    step.people_back = number("people_gained");
    step.people_served = number("people_served");
    step.why = inLanguage(qt(text("reason")));
    if (const auto by = rows.numberAt(row, "needed_by")) {
        step.needed_by = static_cast<int>(*by);
    }
    auto kind = planning::parseWord<planning::AssetKind>(text("asset_kind"));
    step.asset = where.asset(text("asset_id"));
    if (step.asset) {
        kind = step.asset->kind;
        step.where = where.place(*step.asset);
        step.asset_name = where.name(*step.asset);
    }
    step.what = doing(step.kind, kind, step.asset_id);
    return step;
}

/// The curve as stored, else as the steps say it.
std::vector<double> curveOf(const geo::Workspace& workspace, const std::string& mine,
                            PlanView& plan, double before)
{
    std::vector<double> served(static_cast<std::size_t>(plan.days) + 1, before);
    std::size_t found = 0;
    if (workspace.hasTable("results_plan_curve")) {
        const geo::Rows curve = workspace.read("results_plan_curve", mine);
        for (const geo::Row& row : curve.rows) {
            const double day = curve.numberAt(row, "day").value_or(-1);
            if (day >= 0 && day <= plan.days) {
                served[static_cast<std::size_t>(day)] =
                    curve.numberAt(row, "people_served").value_or(before);
                if (const auto most = curve.numberAt(row, "bound_people");
                    most && plan.bound_per_day.size() == found) {
                    plan.bound_per_day.push_back(*most);
                }
                ++found;
            }
        }
    }
    if (plan.bound_per_day.size() != served.size()) {
        plan.bound_per_day.clear();
    }
    if (found < served.size()) {
        for (std::size_t day = 0; day < served.size(); ++day) {
            served[day] = before;
            for (const StepRow& step : plan.steps) {
                if (step.last_day <= static_cast<int>(day)) {
                    served[day] = std::max(served[day], step.people_served);
                }
            }
        }
    }
    return served;
}

void readSureness(const geo::Workspace& workspace, const std::string& mine, PlanView& plan)
{
    if (!workspace.hasTable("results_plan_confidence")) {
        return;
    }
    const geo::Rows rows = workspace.read("results_plan_confidence", mine);
    for (const geo::Row& row : rows.rows) {
        const QString id = qt(rows.textAt(row, "action_id").value_or(std::string{}));
        const auto number = [&](const char* column) {
            return static_cast<int>(rows.numberAt(row, column).value_or(0));
        };
        for (StepRow& step : plan.steps) {
            if (step.action_id == id) {
                step.sure = {number("early_in"), number("needed_in"), number("worlds")};
            }
        }
    }
}

std::string quoted(const std::string& id)
{
    std::string out = "'";
    for (const char c : id) {
        out += c;
        if (c == '\'') {
            out += c;
        }
    }
    return out + "'";
}

/// What the planner noted, and pieces of the network that would be asked to carry too much.
void readWarnings(PlanView& plan, const Json& made)
{
    const auto textOf = [](const Json& of, const char* key) {
        const auto at = of.find(key);
        return inLanguage(qt(at != of.end() && at->is_string() ? at->get<std::string>() : ""));
    };
    if (const auto problems = made.find("problems");
        problems != made.end() && problems->is_array()) {
        for (const Json& problem : *problems) {
            if (problem.is_object()) {
                plan.warnings.push_back({textOf(problem, "what"), textOf(problem, "fix")});
            }
        }
    }
    const auto loads = made.find("overloads");
    if (loads == made.end() || !loads->is_array() || loads->empty()) {
        return;
    }
    constexpr std::size_t named = 5;
    QStringList which;
    for (std::size_t i = 0; i < std::min(named, loads->size()); ++i) {
        const Json& load = (*loads)[i];
        which << tr("%1 (%2 of %3 Mbit/s from day %4 on)")
                     .arg(textOf(load, "id"), map::grouped(load.value("load_mbps", 0.0)),
                          map::grouped(load.value("capacity_mbps", 0.0)))
                     .arg(load.value("first_day", 0));
    }
    if (loads->size() > named) {
        which << tr("%1 more").arg(loads->size() - named);
    }
    plan.warnings.push_back({tr("%1 spans and links would carry more than they can: %2")
                                 .arg(loads->size())
                                 .arg(which.join(QStringLiteral(", "))),
                             {}});
}

/// "waits for #1" instead of the id of an action nobody sees elsewhere.
class StepNames {
public:
    explicit StepNames(const std::vector<StepRow>& steps)
    {
        for (const StepRow& step : steps) {
            names_.insert(step.action_id, QStringLiteral("#%1").arg(step.number));
        }
    }
    QString in(const QString& words) const
    {
        static const QRegularExpression token{QStringLiteral("'?([\\p{L}\\p{N}_.:-]+)'?")};
        QString out;
        qsizetype from = 0;
        for (auto all = token.globalMatch(words); all.hasNext();) {
            const QRegularExpressionMatch found = all.next();
            const auto name = names_.constFind(found.captured(1));
            if (name != names_.constEnd()) {
                out += words.mid(from, found.capturedStart() - from) + map::isolated(*name);
                from = found.capturedEnd();
            }
        }
        return out + words.mid(from);
    }

private:
    QHash<QString, QString> names_;
};

void readRequest(PlanView& plan, const std::string& supply, const std::string& parameters)
{
    const Json asked = Json::parse(supply, nullptr, false);
    if (asked.is_object()) {
        if (asked.contains("budget_usd") && asked["budget_usd"].is_number()) {
            plan.budget_usd = asked["budget_usd"].get<double>();
        }
        if (asked.contains("crews") && asked["crews"].is_object()) {
            for (const auto& [skill, count] : asked["crews"].items()) {
                plan.crews.emplace_back(qt(skill), count.is_number() ? count.get<int>() : 0);
            }
        }
        plan.unknown_works = asked.value("unknown_works", false);
    }
    const Json made = Json::parse(parameters, nullptr, false);
    if (made.is_object()) {
        plan.people = made.value("people", 0.0);
        plan.unobserved =
            planning::parseWord<planning::Status>(made.value("unobserved", std::string{}))
                .value_or(planning::Status::operational);
        if (const auto doubt = made.find("doubt"); doubt != made.end() && doubt->is_object()) {
            plan.worlds = doubt->value("scenarios", 0);
            plan.early_days = doubt->value("early_days", 0);
            plan.days_in_worlds = doubt->value("person_days_mean", 0.0);
            plan.days_in_worst = doubt->value("person_days_worst_tenth", 0.0);
        }
        plan.scarcest = qt(made.value("scarcest", std::string{}));
        readWarnings(plan, made);
        if (made.contains("assumptions") && made["assumptions"].is_array()) {
            for (const Json& words : made["assumptions"]) {
                plan.assumptions.push_back(
                    inLanguage(qt(words.is_string() ? words.get<std::string>() : "")));
            }
        }
    }
}

} // namespace

std::vector<QString> planIds(const geo::Workspace& workspace)
{
    std::vector<QString> ids;
    const geo::Rows rows = workspace.read("plans");
    for (const geo::Row& row : rows.rows) {
        ids.push_back(qt(rows.textAt(row, "plan_id").value_or(std::string{})));
    }
    return ids;
}

std::optional<PlanView> loadPlanView(const geo::Workspace& workspace,
                                     const planning::Scenario& scenario, const std::string& name,
                                     const QString& language)
{
    const geo::Rows plans = workspace.read("plans");
    const geo::Row* chosen = nullptr;
    for (const geo::Row& row : plans.rows) {
        if (name.empty() || plans.textAt(row, "plan_id") == name ||
            plans.textAt(row, "name") == name) {
            chosen = &row;
        }
    }
    if (chosen == nullptr) {
        if (!name.empty()) {
            throw geo::Error{"there is no plan '" + name + "' in the workspace",
                             "Make one with sila plan --name, or leave the name out",
                             {workspace.file().filename().string(), "plans"}};
        }
        return std::nullopt;
    }
    const auto text = [&](const char* column) {
        return plans.textAt(*chosen, column).value_or(std::string{});
    };
    const auto number = [&](const char* column) {
        return plans.numberAt(*chosen, column).value_or(0);
    };
    PlanView plan;
    plan.id = qt(text("plan_id"));
    plan.name = qt(text("name"));
    plan.as_of = geo::parseTime(text("as_of")).value_or(geo::Time{});
    plan.start = geo::parseDate(text("start_date")).value_or(geo::Date{});
    plan.days = std::clamp(static_cast<int>(number("days")), 0, 3650);
    plan.person_days = number("person_days");
    plan.upper_bound_days = number("bound_person_days");
    plan.gap_percent = 100 * number("gap");
    plan.money_usd = number("cost_usd");
    plan.seed = static_cast<std::int64_t>(number("seed"));
    plan.fingerprint = qt(text("fingerprint"));
    readRequest(plan, text("supply"), text("parameters"));

    const std::string mine = "plan_id = " + quoted(text("plan_id"));
    const Where where{scenario, language};
    const geo::Rows steps = workspace.read("plan_steps", mine);
    for (const geo::Row& row : steps.rows) {
        plan.steps.push_back(stepFrom(steps, row, where));
        plan.crew_days += plan.steps.back().crew_days;
    }
    std::stable_sort(plan.steps.begin(), plan.steps.end(),
                     [](const StepRow& a, const StepRow& b) { return a.number < b.number; });
    const StepNames names{plan.steps};
    for (StepRow& step : plan.steps) {
        step.why = names.in(step.why);
    }
    readSureness(workspace, mine, plan);
    plan.served = curveOf(workspace, mine, plan, number("people_before"));
    if (workspace.hasTable("results_plan_undone")) {
        const geo::Rows undone = workspace.read("results_plan_undone", mine);
        for (const geo::Row& row : undone.rows) {
            plan.undone.push_back(
                {qt(undone.textAt(row, "asset_id").value_or("")),
                 qt(undone.textAt(row, "action_id").value_or("")),
                 names.in(inLanguage(qt(undone.textAt(row, "why").value_or("")))),
                 undone.textAt(row, "reason") != planning::text(planning::Undone::not_needed)});
        }
    }
    return plan;
}

} // namespace app::document
