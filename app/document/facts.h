#pragma once
// What the Why panel says about one asset, place, area, gap or step: the reason first, then the way
// back, then everything that is known with its source and date.
#include "app/document/target.h"
#include "app/map/map_data.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace app::document {

/// A value with its unit, who says so and when; source and date may be empty.
struct FactLine {
    QString label, value, source, date;
};

/// One report about the asset.
struct ObservationLine {
    planning::Status state = planning::Status::unknown;
    planning::Cause why = planning::Cause::none;
    QString status, cause; // in words
    QString source, date, note;
    std::optional<double> confidence;
    bool counts = false; // the one that decides
};

/// A piece of the way from a site to its core.
struct ChainPiece {
    planning::AssetRef asset;
    QString id, name;
    QString state; // "works", "cut", "no power", "unknown"
    planning::Service service = planning::Service::on;
    planning::Cause cause = planning::Cause::none;
    bool mend = false; // in the cheapest repair set
    int step = 0;      // of the plan that mends it; 0: none
};

/// One repair of the cheapest set.
struct MendLine {
    planning::AssetRef asset; // what is mended
    QString what;             // "Repair span SP-40"
    double cost_usd = 0, crew_days = 0;
    int step = 0;     // of the plan; 0: not in it
    QString sure;     // of that step: "early in 18 of 20 drawn worlds"; empty: not judged
    QString left_out; // why the plan leaves it out; empty: it does not, or there is no plan
};

/// Why some people of a place are not served.
struct ReasonLine {
    planning::Cause cause = planning::Cause::none; // none: never had service
    QString what, detail;
    double people = 0;
    std::vector<planning::AssetRef> sites;
};

/// People of a place, area or gap on the day.
struct PeopleShare {
    double people = 0, served = 0, served_at_most = 0, before = 0;
};

struct Facts {
    Target target;
    QString title, id;
    QString subtitle; // kind · operator · place
    QString verdict;  // "Cut off because the fibre behind it is cut"
    std::optional<map::SiteLook> look;
    QString powerWords, pathWords, coreWords; // "works", "cut × 3"; empty when it has none
    planning::Service power = planning::Service::on, path = planning::Service::on,
                      core = planning::Service::on;
    std::vector<ChainPiece> chain; // from the site to the core
    std::vector<MendLine> mend;    // cheapest repair set; empty: it works, or no way back is known
    QString noWayBack;             // why there is none
    double mend_usd = 0, mend_crew_days = 0;
    bool mend_at_most = false; // not proven to be the cheapest
    double people_back = 0;    // what mending brings back; of a place without a set: what step does
    int sites_back = 0;
    int step = 0; // of the plan, when it mends or brings back this; 0: none
    int back_day = 0;
    QString left_out; // why the plan does not bring it back; empty: it does, or there is no plan
    int own_step = 0, own_day = 0; // of a step: its number, the day it is done
    QString sure; // of own_step, else of step: "early in 18 of 20 worlds"; empty: not judged
    std::optional<PeopleShare> people;
    QString peopleNote; // whom these are, where another figure of people stands beside; or empty
    std::vector<ReasonLine> reasons;
    std::vector<FactLine> technology; // what connects it afterwards, why, and why not the others
    std::vector<FactLine> facts;      // every column with a value
    std::vector<ObservationLine> observations; // newest first
    std::optional<geo::Box> where;             // to zoom to
};

} // namespace app::document
