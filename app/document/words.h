#pragma once
// Plain words for what planning knows, in the language of the program.
#include "app/map/map_data.h"
#include "planning/coverage/gaps.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

namespace app::document {

/// Without a translation "%n site(s)" becomes "1 site" or "2 sites", as English needs.
QString translated(const char* context, const char* text, const char* comment, int n);
inline QString tr(const char* text, const char* comment = nullptr, int n = -1)
{
    return translated("document", text, comment, n);
}
inline QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

QString words(planning::Status status);
QString words(planning::Damage damage);
QString words(planning::Cause cause); // "no power", "the fibre behind it is cut"
QString words(planning::AssetKind kind);
QString words(planning::NodeKind kind);
QString words(planning::SpanRole role);
QString words(planning::Deployment deployment);
QString words(planning::LinkKind kind);
QString words(planning::GridNodeKind kind);
QString words(planning::FacilityKind kind);
QString words(planning::GapKind kind);
/// "Cut off because the fibre behind it is cut": why a site does not serve; of a working one
/// "Works".
QString verdict(planning::Service service, planning::Cause cause, planning::Status status,
                int cuts = 0);
/// "Repair span SP-103", "Generator and fuel for NG-0123".
QString doing(planning::ActionKind action, std::optional<planning::AssetKind> asset,
              const QString& id);

/// "22 Nov 2026".
QString dateWords(geo::Date date);
QString dateWords(geo::Time time);
/// "$1.34 M", "$19 300": US dollars, whole.
QString money(double usd);
QString shortMoney(double usd);
/// "early in 18 of 20 drawn worlds".
struct Sureness;
QString words(const Sureness& sure);
/// A number with as many decimals as it needs, three at most, and its unit.
QString withUnit(double value, const QString& unit);

} // namespace app::document
