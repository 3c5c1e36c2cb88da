#include "app/document/words.h"

#include "app/document/plan_view.h"
#include "app/map/text.h"

#include <QtCore/QLocale>

#include <cmath>

namespace app::document {

QString translated(const char* context, const char* text, const char* comment, int n)
{
    QString out = QCoreApplication::translate(context, text, comment, n);
    return n < 0 ? out
                 : out.replace(QStringLiteral("(s)"), n == 1 ? QString{} : QStringLiteral("s"));
}

QString words(planning::Status status)
{
    switch (status) {
    case planning::Status::operational:
        return tr("working");
    case planning::Status::degraded:
        return tr("degraded");
    case planning::Status::outOfService:
        return tr("out of service");
    case planning::Status::destroyed:
        return tr("destroyed");
    case planning::Status::planned:
        return tr("planned");
    case planning::Status::unknown:
        break;
    }
    return tr("unknown");
}

QString words(planning::Damage damage)
{
    switch (damage) {
    case planning::Damage::none:
        return tr("no damage");
    case planning::Damage::minimal:
        return tr("minimal damage");
    case planning::Damage::partial:
        return tr("partial damage");
    case planning::Damage::destroyed:
        return tr("destroyed");
    case planning::Damage::unknown:
        break;
    }
    return tr("damage unknown");
}

QString words(planning::Cause cause)
{
    switch (cause) {
    case planning::Cause::none:
        return {};
    case planning::Cause::physical:
        return tr("damaged");
    case planning::Cause::power:
        return tr("no power");
    case planning::Cause::backhaul:
        return tr("fibre behind it cut");
    case planning::Cause::access:
        return tr("no access");
    case planning::Cause::capacity:
        return tr("overloaded");
    case planning::Cause::unknown:
        break;
    }
    return tr("cause unknown");
}

QString words(planning::AssetKind kind)
{
    switch (kind) {
    case planning::AssetKind::site:
        return tr("site");
    case planning::AssetKind::cell:
        return tr("cell");
    case planning::AssetKind::node:
        return tr("node");
    case planning::AssetKind::span:
        return tr("span");
    case planning::AssetKind::link:
        return tr("link");
    case planning::AssetKind::gridNode:
        return tr("grid node");
    case planning::AssetKind::gridLine:
        break;
    }
    return tr("grid line");
}

QString words(planning::NodeKind kind)
{
    switch (kind) {
    case planning::NodeKind::core:
        return tr("core");
    case planning::NodeKind::exchange:
        return tr("exchange");
    case planning::NodeKind::aggregation:
        return tr("aggregation node");
    case planning::NodeKind::access:
        return tr("access node");
    case planning::NodeKind::splice:
        return tr("splice");
    case planning::NodeKind::landing:
        break;
    }
    return tr("cable landing");
}

QString words(planning::SpanRole role)
{
    switch (role) {
    case planning::SpanRole::backbone:
        return tr("backbone");
    case planning::SpanRole::aggregation:
        return tr("aggregation");
    case planning::SpanRole::access:
        break;
    }
    return tr("access");
}

QString words(planning::Deployment deployment)
{
    switch (deployment) {
    case planning::Deployment::buried:
        return tr("buried");
    case planning::Deployment::duct:
        return tr("in a duct");
    case planning::Deployment::aerial:
        return tr("aerial");
    case planning::Deployment::submarine:
        break;
    }
    return tr("submarine");
}

QString words(planning::LinkKind kind)
{
    return kind == planning::LinkKind::microwave ? tr("microwave link") : tr("satellite link");
}

QString words(planning::GridNodeKind kind)
{
    switch (kind) {
    case planning::GridNodeKind::source:
        return tr("power source");
    case planning::GridNodeKind::substation:
        return tr("substation");
    case planning::GridNodeKind::feeder:
        break;
    }
    return tr("feeder");
}

QString words(planning::FacilityKind kind)
{
    switch (kind) {
    case planning::FacilityKind::hospital:
        return tr("hospital");
    case planning::FacilityKind::clinic:
        return tr("clinic");
    case planning::FacilityKind::school:
        return tr("school");
    case planning::FacilityKind::shelter:
        return tr("shelter");
    case planning::FacilityKind::water:
        return tr("water plant");
    case planning::FacilityKind::government:
        return tr("government office");
    case planning::FacilityKind::other:
        break;
    }
    return tr("facility");
}

QString words(planning::GapKind kind)
{
    return kind == planning::GapKind::lost ? tr("service lost") : tr("never served");
}

QString verdict(planning::Service service, planning::Cause cause, planning::Status status, int cuts)
{
    using planning::Cause;
    using planning::Service;
    if (status == planning::Status::planned) {
        return tr("Not built yet");
    }
    if (service == Service::on) {
        return status == planning::Status::degraded ? tr("Works, but degraded") : tr("Works");
    }
    if (service == Service::unknown) {
        return tr("Nobody knows whether it works");
    }
    if (status == planning::Status::destroyed) {
        return tr("Out because it is destroyed");
    }
    switch (cause) {
    case Cause::physical:
        return tr("Out because it is damaged");
    case Cause::power:
        return tr("Out because it has no power");
    case Cause::backhaul:
        return cuts > 1    ? tr("Cut off because the way behind it is cut in %1 places").arg(cuts)
               : cuts == 1 ? tr("Cut off because the way behind it is cut")
                           : tr("Cut off: no way to a core is known");
    case Cause::access:
        return tr("Out because nobody can get there");
    case Cause::capacity:
        return tr("Out because it is overloaded");
    default:
        return tr("Out; nobody knows why");
    }
}

QString doing(planning::ActionKind action, std::optional<planning::AssetKind> asset,
              const QString& id)
{
    const QString thing =
        asset && *asset != planning::AssetKind::site && *asset != planning::AssetKind::node
            ? tr("%1 %2", "kind and id of an asset").arg(words(*asset), id)
            : id;
    switch (action) {
    case planning::ActionKind::repair:
        return tr("Repair %1").arg(thing);
    case planning::ActionKind::replace:
        return tr("Replace %1").arg(thing);
    case planning::ActionKind::power:
        return tr("Power for %1").arg(thing);
    case planning::ActionKind::fuel:
        return tr("Fuel for %1").arg(thing);
    case planning::ActionKind::build:
        return tr("Build %1").arg(thing);
    case planning::ActionKind::clear:
        break;
    }
    return tr("Clear the way to %1").arg(thing);
}

QString dateWords(geo::Date date)
{
    const std::chrono::year_month_day ymd{date};
    static const char* const months[] = {
        QT_TRANSLATE_NOOP("document", "Jan"), QT_TRANSLATE_NOOP("document", "Feb"),
        QT_TRANSLATE_NOOP("document", "Mar"), QT_TRANSLATE_NOOP("document", "Apr"),
        QT_TRANSLATE_NOOP("document", "May"), QT_TRANSLATE_NOOP("document", "Jun"),
        QT_TRANSLATE_NOOP("document", "Jul"), QT_TRANSLATE_NOOP("document", "Aug"),
        QT_TRANSLATE_NOOP("document", "Sep"), QT_TRANSLATE_NOOP("document", "Oct"),
        QT_TRANSLATE_NOOP("document", "Nov"), QT_TRANSLATE_NOOP("document", "Dec")};
    return tr("%1 %2 %3", "day month year")
        .arg(static_cast<unsigned>(ymd.day()))
        .arg(tr(months[static_cast<unsigned>(ymd.month()) - 1]))
        .arg(static_cast<int>(ymd.year()));
}

QString dateWords(geo::Time time)
{
    return dateWords(std::chrono::floor<std::chrono::days>(time));
}

namespace {

/// No line break tears the sign from the sum.
QString withSign(double usd, const QString& sum)
{
    const bool negative = usd < 0 && sum != tr("$%1").arg(QStringLiteral("0"));
    return negative ? QStringLiteral("\u2212\u2060") + sum : sum;
}

} // namespace

QString money(double usd)
{
    return withSign(usd, tr("$%1").arg(map::grouped(std::abs(usd))));
}

QString shortMoney(double usd)
{
    return withSign(usd, tr("$%1").arg(map::shortCount(std::abs(usd))));
}

QString words(const Sureness& sure)
{
    QString out = tr("early in %1 of %2 drawn worlds").arg(sure.early_in).arg(sure.worlds);
    if (sure.needed_in < sure.worlds) {
        out += tr(", needed in %1").arg(sure.needed_in);
    }
    return out;
}

QString withUnit(double value, const QString& unit)
{
    QString number;
    if (std::abs(value) >= 10000) {
        number = map::grouped(std::round(value));
    } else {
        number = QLocale::c().toString(value, 'f', 3);
        while (number.contains(u'.') && (number.endsWith(u'0') || number.endsWith(u'.'))) {
            const bool point = number.endsWith(u'.');
            number.chop(1);
            if (point) {
                break;
            }
        }
        if (number.startsWith(u'-')) {
            number.replace(0, 1, QChar{0x2212});
        }
    }
    return unit.isEmpty() ? number : number + QChar{0x00A0} + unit;
}

} // namespace app::document
