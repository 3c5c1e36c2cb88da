#include "app/jobs/thousands.h"
#include "app/map/text.h"
#include "app/report/content.h"
#include "app/report/words.h"
#include "planning/restoration/derive_actions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace app::report {
namespace {

using Json = nlohmann::json;

QString peopleBasis(const Json& about, const geo::Workspace& workspace)
{
    const std::string basis = about.value("people", std::string{});
    const auto rasters = workspace.rasters("population");
    const std::string source = rasters.empty() ? std::string{} : rasters.back().source;
    if (basis == "raster") {
        return source.empty() ? tr("People: from a population raster.")
                              : tr("People: %1.").arg(document::qt(source));
    }
    return basis == "settlements" ? tr("People: populations of the settlements, spread over them.")
                                  : QString{};
}

/// "Served: 2G at −95 dBm or better …, from a powered site with a path to a core."
QString servedBasis(const Json& about, const planning::Cover& cover)
{
    QStringList levels;
    for (int t = 0; t < planning::technologyCount; ++t) {
        const auto technology = static_cast<planning::Technology>(t);
        const std::string word{planning::text(technology)};
        const bool there = std::ranges::any_of(
            cover.layers, [&](const auto& layer) { return layer.technology == technology; });
        const Json limits = about.value("thresholds_dbm", Json::object());
        if (there && limits.contains(word) && limits[word].is_number()) {
            levels << tr("%1 at %2 dBm")
                          .arg(document::qt(word))
                          .arg(document::withUnit(limits[word].get<double>(), {}));
        }
    }
    return levels.isEmpty() ? QString{}
                            : tr("Served: %1 or better, from a powered site with a "
                                 "working path to a core.")
                                  .arg(listed(levels));
}

QString modelBasis(const Json& about)
{
    const std::string model = about.value("model", std::string{});
    if (model.empty()) {
        return {};
    }
    QString name = model == "p1812" ? tr("ITU-R P.1812") : document::qt(model);
    return tr("Signal: modelled after %1, cells of %2, up to %3 from a site.")
        .arg(name, document::withUnit(about.value("resolution_m", 0.0), tr("m")),
             document::withUnit(about.value("radius_m", 0.0) / 1000, tr("km")));
}

QString planBasis(const document::PlanView& plan)
{
    QStringList parts;
    parts << (plan.budget_usd ? tr("money: %1").arg(document::money(*plan.budget_usd))
                              : tr("money: as the workspace says"));
    if (plan.crews.empty()) {
        parts << tr("crews: as the workspace says");
    } else {
        QStringList crews;
        for (const auto& [skill, count] : plan.crews) {
            crews << QStringLiteral("%1 %2").arg(count).arg(skill);
        }
        parts << tr("crews: %1").arg(crews.join(QStringLiteral(", ")));
    }
    QString out = tr("Plan: %1.").arg(parts.join(QStringLiteral("; ")));
    if (plan.gap_percent > 0 || plan.upper_bound_days > 0) {
        out +=
            QStringLiteral(" ") + tr("No order of repairs can be more than %1 % better.")
                                      .arg(document::withUnit(roundedUp(plan.gap_percent, 1), {}));
    }
    if (plan.worlds > 0 && plan.person_days > 0) {
        constexpr int fewWorlds = 10; // a tenth of fewer is no world
        out += QStringLiteral(" ") +
               (plan.worlds < fewWorlds
                    ? tr("In %1 drawn worlds of damage, repair times, fuel and access it brings %2 "
                         "of its person-days on average, %3 in the worst of them; more worlds "
                         "show the doubt better.")
                    : tr("In %1 drawn worlds of damage, repair times, fuel and access it brings %2 "
                         "of its person-days on average, %3 in the worst tenth."))
                   .arg(plan.worlds)
                   .arg(map::percent(plan.days_in_worlds / plan.person_days),
                        map::percent(plan.days_in_worst / plan.person_days));
    }
    return out;
}

void addSources(Content& content, const geo::Workspace& workspace)
{
    const geo::Rows imports = workspace.read("imports");
    std::vector<std::string> imported;
    for (const geo::Row& row : imports.rows) {
        const auto text = [&](const char* column) {
            return document::qt(imports.textAt(row, column).value_or(""));
        };
        imported.push_back(imports.textAt(row, "kind").value_or(""));
        QStringList parts{text("kind"), text("file")};
        if (!text("source").isEmpty() && text("source") != text("file")) {
            parts << text("source");
        }
        if (!text("licence").isEmpty()) {
            parts << text("licence");
        }
        if (const auto at = geo::parseTime(imports.textAt(row, "imported_at").value_or(""))) {
            parts << tr("imported %1").arg(document::dateWords(*at));
        }
        const double taken = imports.numberAt(row, "rows_taken").value_or(0);
        const double aside = imports.numberAt(row, "rows_set_aside").value_or(0);
        if (taken > 0 || aside > 0) {
            parts << (aside > 0 ? tr("%1 rows taken, %2 set aside")
                                      .arg(map::grouped(taken), map::grouped(aside))
                                : tr("%1 rows").arg(map::grouped(taken)));
        }
        content.sources << parts.join(QStringLiteral(" · "));
    }
    for (const geo::RasterEntry& raster : workspace.rasters()) {
        if (!raster.source.empty() && raster.kind != "sea" &&
            std::ranges::find(imported, raster.kind) == imported.end()) {
            content.sources << QStringLiteral("%1 · %2").arg(document::qt(raster.kind),
                                                             document::qt(raster.source));
        }
    }
    content.sources.removeDuplicates();
}

int disputed(const planning::Statuses& statuses)
{
    int count = 0;
    for (const auto* list : {&statuses.sites, &statuses.nodes, &statuses.spans, &statuses.links}) {
        count += static_cast<int>(
            std::ranges::count_if(*list, [](const auto& s) { return s.disputed; }));
    }
    return count;
}

} // namespace

void addBasis(Content& content, const document::Document& document, const geo::Workspace& workspace)
{
    QStringList rests;
    const LoadedCover* cover = document.loadedCover();
    if (cover != nullptr) {
        const Json about = Json::parse(cover->about, nullptr, false);
        if (about.is_object()) {
            rests << peopleBasis(about, workspace) << servedBasis(about, cover->cover)
                  << modelBasis(about);
        }
    }
    rests << tr("Status: the newest report of sufficient confidence counts.");
    if (document.situation().reported && document.situation().unreported_sites > 0) {
        const auto unreported = static_cast<int>(document.situation().unreported_sites);
        rests << (document.situation().unobserved == planning::Status::unknown
                      ? tr("%n site(s) nobody reported on are taken as unknown.", nullptr,
                           unreported)
                      : tr("%n site(s) nobody reported on are taken as working.", nullptr,
                           unreported));
    }
    if (document.situation().unknown_people > 0) {
        rests << tr("%n settlement(s) with unknown people are in no total.", nullptr,
                    static_cast<int>(document.situation().unknown_people));
    }
    const int twice = disputed(document.situation().statuses);
    if (twice > 0) {
        rests << tr("Where two sources disagree (%n asset(s)), the newer one counts.", nullptr,
                    twice);
    }
    const auto& actions = document.situation().scenario.actions;
    const auto derived = std::ranges::count_if(actions, planning::isDerived);
    if (!actions.empty()) {
        rests << (derived == 0
                      ? tr("Costs of all %1 possible repairs are as they were sent.")
                            .arg(actions.size())
                      : tr("Costs of %1 of %2 possible repairs come from the cost catalogue, the "
                           "others are as they were sent.")
                            .arg(derived)
                            .arg(actions.size()));
    }
    if (const document::PlanView* plan = document.plan()) {
        rests << planBasis(*plan);
        for (const QString& words : plan->assumptions) {
            content.assumptions << words;
        }
    }
    rests.removeAll(QString{});
    content.restsOn = rests.join(QStringLiteral(" "));
    if (!content.practice.isEmpty()) {
        content.assumptions.prepend(
            tr("Sites, fibre, links, statuses and repairs are invented for practice; the ground, "
               "the places and their people are as the sources below give them."));
    }
    addSources(content, workspace);
    content.fingerprint = document.fingerprint();
    QStringList foot{QStringLiteral("Sila " SILA_VERSION),
                     document::qt(document.request().file.filename().string()),
                     tr("inputs %1").arg(content.fingerprint)};
    if (document.plan() != nullptr) {
        foot << tr("seed %1").arg(document.plan()->seed);
    }
    foot << tr("the same inputs give the same page");
    content.footer = foot.join(QStringLiteral(" · "));
}

} // namespace app::report
