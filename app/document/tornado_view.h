#pragma once
// Which assumption moves an answer most, as the last `sila fund`, `plan`, `technology` and `siting`
// left it in the workspace.
#include "geo/workspace/workspace.h"

#include <QtCore/QString>

#include <vector>

namespace app::document {

struct TornadoRow {
    QString item, what, unit; // "fibre.rural", "fibre laid in the country", "USD/m"
    double low = 0, base = 0, high = 0;
    double at_low = 0, at_high = 0; // the answer with them
};
struct TornadoView {
    QString answer, unit;         // "people reconnected by 20 000 USD", "people"
    double base = 0;              // the answer as it stands
    std::vector<TornadoRow> rows; // widest first
};

/// One per answer of a table; `plan` where its rows name one. Empty when it was not worked out.
std::vector<TornadoView> loadTornadoes(const geo::Workspace& workspace, const std::string& table,
                                       const std::string& plan = {});

} // namespace app::document
