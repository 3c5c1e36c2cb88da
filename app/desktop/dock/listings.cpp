#include "app/desktop/dock/listings.h"

#include "app/document/words.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <map>

namespace app::desktop {
namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("dock", text);
}

Cell wordsOr(const QString& text)
{
    return text.isEmpty() ? Cell{} : Cell{text};
}
Cell wordsOr(const std::string& text)
{
    return wordsOr(QString::fromStdString(text));
}

QString partsText(const std::map<std::string, double>& parts)
{
    QStringList all;
    for (const auto& [name, count] : parts) {
        const QString number = document::withUnit(count, {});
        all << (name == "fuel_l" ? say("%1 l of fuel").arg(number)
                : name == "fuel_l_per_day"
                    ? say("%1 l of fuel a day").arg(number)
                    : QStringLiteral("%1 × %2").arg(
                          number, QString::fromStdString(name).replace(u'_', u' ')));
    }
    return all.join(QStringLiteral(", "));
}

QString joined(const std::vector<std::string>& ids)
{
    QStringList all;
    for (const std::string& id : ids) {
        all << QString::fromStdString(id);
    }
    return all.join(QStringLiteral(", "));
}

Cell cellOf(const geo::Value& value)
{
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return *real;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return wordsOr(*text);
    }
    return {};
}

/// What a row is about: its own id, else the asset or site it names.
std::optional<document::Target> targetOf(const geo::Rows& rows, const geo::Row& row,
                                         const geo::Table* table,
                                         const document::Document& document)
{
    std::vector<std::string> columns{"asset_id", "site_id", "settlement_id", "area_code"};
    if (table != nullptr && !table->key.empty()) {
        columns.insert(columns.begin(), table->key);
    }
    for (const std::string& column : columns) {
        if (const auto id = rows.textAt(row, column)) {
            if (const auto found = document.find(QString::fromStdString(*id))) {
                return found;
            }
        }
    }
    return std::nullopt;
}

geo::Box placeOf(const geo::Row& row, const document::Document& document)
{
    const geo::Box lonlat = geo::extent(row.geometry);
    if (lonlat.empty()) {
        return {};
    }
    try {
        return document.crs().project(lonlat);
    } catch (const geo::Error&) {
        return {}; // outside of what the CRS can show
    }
}

} // namespace

Listing actionsListing(const document::Document& document)
{
    using document::doing;
    const planning::Scenario& world = document.situation().scenario;
    const planning::AssetIndex assets = planning::indexOfAssets(world);
    std::map<QString, int> steps;
    std::map<QString, QString> leftOut;
    if (const document::PlanView* plan = document.plan()) {
        for (const document::StepRow& step : plan->steps) {
            steps.emplace(step.action_id, step.number);
        }
        for (const document::UndoneRow& row : plan->undone) {
            leftOut.emplace(row.action_id, row.why);
        }
    }
    Listing listing;
    listing.columns = {{say("Action"), say("What is done, to which asset")},
                       {say("Step"), say("Its number in the plan"), CellKind::number, 0},
                       {say("Cost, $"), say("US dollars"), CellKind::number, 0},
                       {say("Crew days"), say("Days of one crew"), CellKind::number},
                       {say("Skill"), say("Skill the crew needs")},
                       {say("Parts"), say("Parts it takes")},
                       {say("After"), say("Actions that must be finished first")},
                       {say("Not in the plan because"), say("Why the plan leaves it undone")},
                       {say("From"), say("Who says so: an operator, or the cost catalogue")},
                       {say("Id"), say("Id of the action")}};
    for (const planning::Action& action : world.actions) {
        const QString id = QString::fromStdString(action.action_id);
        const auto asset = assets.find(action.asset_id);
        const auto step = steps.find(id);
        const auto left = leftOut.find(id);
        ListingRow row;
        row.cells = {doing(action.kind,
                           asset == assets.end() ? std::nullopt : std::optional{asset->second.kind},
                           QString::fromStdString(action.asset_id)),
                     step == steps.end() ? Cell{} : Cell{static_cast<double>(step->second)},
                     action.cost_usd,
                     action.crew_days,
                     wordsOr(action.skill),
                     wordsOr(partsText(action.parts)),
                     wordsOr(joined(action.after_ids)),
                     left == leftOut.end() ? Cell{} : wordsOr(left->second),
                     wordsOr(action.origin),
                     wordsOr(id)};
        if (asset != assets.end()) {
            row.target = document::Target::of(asset->second);
        }
        listing.rows.push_back(std::move(row));
    }
    return listing;
}

Listing purchasesListing(const document::Document& document)
{
    Listing listing;
    listing.columns = {
        {say("#"), say("Order, best first"), CellKind::number, 0},
        {say("Repairs"), say("Work and asset; together they bring people back")},
        {say("Cost, $"), say("Of these repairs, US dollars"), CellKind::number, 0},
        {say("People back"), say("People newly served"), CellKind::number, 0},
        {say("Not in the plan because"),
         say("Money alone is counted here: why the plan cannot do it, or does not")},
        {say("For each $1 000"), say("People back for each 1 000 US dollars"), CellKind::number, 0},
        {say("Money in all, $"), say("With all rows before, US dollars"), CellKind::number, 0},
        {say("People in all"), say("Newly served with all rows before"), CellKind::number, 0}};
    const document::FundView* fund = document.fund();
    if (fund == nullptr) {
        return listing;
    }
    const planning::Scenario& world = document.situation().scenario;
    const planning::AssetIndex assets = planning::indexOfAssets(world);
    std::map<QString, const planning::Action*> actions;
    for (const planning::Action& action : world.actions) {
        actions.emplace(QString::fromStdString(action.action_id), &action);
    }
    std::map<QString, QString> leftOut;
    if (const document::PlanView* plan = document.plan()) {
        for (const document::UndoneRow& row : plan->undone) {
            leftOut.emplace(row.action_id, row.why);
        }
    }
    double number = 0;
    for (const document::PurchaseRow& purchase : document::purchases(*fund)) {
        ListingRow row;
        QStringList works;
        QStringList why;
        for (qsizetype i = 0; i < purchase.assets.size(); ++i) {
            const QString id = purchase.actions.value(i);
            const auto action = actions.find(id);
            const auto asset = assets.find(purchase.assets[i].toStdString());
            works << (action == actions.end() || asset == assets.end()
                          ? purchase.assets[i]
                          : document::doing(action->second->kind, asset->second.kind,
                                            purchase.assets[i]));
            if (const auto left = leftOut.find(id);
                left != leftOut.end() && !why.contains(left->second)) {
                why << left->second;
            }
        }
        row.cells = {++number,
                     works.join(QStringLiteral(", ")),
                     purchase.cost_usd,
                     purchase.people_back,
                     wordsOr(why.join(QStringLiteral("; "))),
                     purchase.cost_usd > 0 ? Cell{1000 * purchase.people_back / purchase.cost_usd}
                                           : Cell{},
                     purchase.money_usd,
                     purchase.people_in_all};
        row.tip = why.join(QStringLiteral("; "));
        for (const QString& id : purchase.assets) {
            if (const auto target = document.find(id)) {
                row.target = target; // the last one brings people back
                if (const auto box = document.boxOf(*target)) {
                    row.where.add(*box);
                }
            }
        }
        listing.rows.push_back(std::move(row));
    }
    return listing;
}

Listing pledgesListing(const document::Document& document)
{
    Listing listing;
    listing.columns = {
        {say("Donor"), say("Who gives it")},
        {say("Amount, $"), say("Pledged in all, US dollars"), CellKind::number, 0},
        {say("Counted, $"), say("What of it falls into the project"), CellKind::number, 0},
        {say("Status"), say("Received, committed, pledged or cancelled")},
        {say("Only for"), say("What it may be spent on; a dash: anything")},
        {say("Repairs"), say("It pays for, after the pledges before it"), CellKind::number, 0},
        {say("People back"), say("Newly served by these repairs"), CellKind::number, 0},
        {say("Note"), say("Why it is not counted, or brings nobody back")},
        {say("Id"), say("Id of the pledge")}};
    if (document.fund() == nullptr) {
        return listing;
    }
    const auto known = [](const std::optional<double>& number) {
        return number ? Cell{*number} : Cell{};
    };
    for (const document::PledgeRow& pledge : document.fund()->pledges) {
        ListingRow row;
        row.cells = {wordsOr(pledge.donor),
                     known(pledge.usd),
                     pledge.counted ? known(pledge.project_usd) : Cell{say("not counted")},
                     wordsOr(pledge.status),
                     wordsOr(pledge.condition),
                     pledge.counted ? Cell{static_cast<double>(pledge.repairs)} : Cell{},
                     pledge.counted ? known(pledge.people_back) : Cell{},
                     wordsOr(pledge.why_not),
                     wordsOr(pledge.id)};
        row.tip = pledge.why_not;
        listing.rows.push_back(std::move(row));
    }
    return listing;
}

Listing problemsListing(const std::vector<document::ProblemRow>& problems)
{
    Listing listing;
    listing.columns = {{say("How bad"), say("An error makes figures wrong, a warning may")},
                       {say("What is wrong"), {}},
                       {say("What to do"), {}},
                       {say("Asset"), say("What it is about; a click shows it")},
                       {say("Table"), say("Table of the workspace")}};
    for (const document::ProblemRow& problem : problems) {
        const Ranked severity = problem.severity == geo::Severity::error ? Ranked{0, say("Error")}
                                : problem.severity == geo::Severity::warning
                                    ? Ranked{1, say("Warning")}
                                    : Ranked{2, say("Note")};
        ListingRow row;
        row.cells = {severity, wordsOr(problem.what), wordsOr(problem.fix), wordsOr(problem.id),
                     wordsOr(problem.table)};
        row.target = problem.target;
        row.tip = problem.fix.isEmpty() ? problem.what
                                        : problem.what + QStringLiteral("\n") + problem.fix;
        listing.rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(listing.rows, {}, [](const ListingRow& row) {
        return std::get<Ranked>(row.cells.front()).rank;
    });
    return listing;
}

std::vector<TableEntry> tablesOf(const geo::Workspace& workspace)
{
    std::vector<TableEntry> entries;
    const auto add = [&](const std::string& table, const std::string& title) {
        if (!workspace.hasTable(table)) {
            return;
        }
        if (const std::int64_t rows = workspace.count(table); rows > 0) {
            entries.push_back({QString::fromStdString(table), QString::fromStdString(title), rows});
        }
    };
    for (const geo::Table& table : geo::schema()) {
        add(table.name, table.title);
    }
    for (const geo::ResultsEntry& results : workspace.results()) {
        add(results.table, results.title);
    }
    return entries;
}

Listing tableListing(const geo::Rows& rows, const geo::Table* table,
                     const document::Document* document)
{
    Listing listing;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const geo::Column* column = table == nullptr ? nullptr : table->column(rows.columns[i]);
        ListingColumn shownAs;
        shownAs.title = QString::fromStdString(rows.columns[i]);
        shownAs.tip = column == nullptr ? QString{} : QString::fromStdString(column->doc);
        // A column is one of numbers when all it holds are numbers.
        bool number = false;
        bool words = false;
        for (const geo::Row& row : rows.rows) {
            number = number || std::holds_alternative<std::int64_t>(row.values[i]) ||
                     std::holds_alternative<double>(row.values[i]);
            words = words || std::holds_alternative<std::string>(row.values[i]);
        }
        shownAs.kind = number && !words ? CellKind::number : CellKind::text;
        listing.columns.push_back(std::move(shownAs));
    }
    listing.rows.reserve(rows.rows.size());
    for (const geo::Row& row : rows.rows) {
        ListingRow made;
        made.cells.reserve(row.values.size());
        std::ranges::transform(row.values, std::back_inserter(made.cells), cellOf);
        if (document != nullptr) {
            made.target = targetOf(rows, row, table, *document);
            made.where = placeOf(row, *document);
        }
        listing.rows.push_back(std::move(made));
    }
    return listing;
}

} // namespace app::desktop
