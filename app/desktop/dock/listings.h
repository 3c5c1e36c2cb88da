#pragma once
// What the Actions, Tables and Problems tabs list, from the open workspace.
#include "app/desktop/dock/listing.h"
#include "app/document/document.h"
#include "geo/workspace/workspace.h"

namespace app::desktop {

/// Every repair or building action known, in the plan or not.
Listing actionsListing(const document::Document& document);
/// What money buys, best first: repairs that only help together are one row. A row is about the
/// asset that brings people back and lies where all of its assets are.
Listing purchasesListing(const document::Document& document);
/// Every pledge: what of it counts, what it may be spent on, what it brings back, or why nothing.
Listing pledgesListing(const document::Document& document);
/// What the checks found, most severe first.
Listing problemsListing(const std::vector<document::ProblemRow>& problems);

/// A table one can look at.
struct TableEntry {
    QString table, title;
    std::int64_t rows = 0;
};
/// Tables of a workspace that have rows, in the schema's order, then its results. Throws
/// geo::Error.
std::vector<TableEntry> tablesOf(const geo::Workspace& workspace);

/// All rows and columns of one. `document` may be null: then rows lead nowhere.
Listing tableListing(const geo::Rows& rows, const geo::Table* table,
                     const document::Document* document);

} // namespace app::desktop
