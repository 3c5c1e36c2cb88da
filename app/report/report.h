#pragma once
// The report to hand over: one HTML file that holds everything it shows, or a PDF in A4.
#include "app/map/picture.h"
#include "app/report/content.h"

#include <filesystem>

namespace app::report {

struct ReportRequest {
    ContentRequest content;
    map::Style style;      // of the map; a report is always light
    bool positions = true; // false: the map shows no site, node, line or step
};

/// By the ending of the name: .html or .pdf. The file appears whole or not at all; false when
/// cancelled, nothing is written then. Throws geo::Error for another ending or a folder that cannot
/// be written. `document` should have its ground (Document::with).
bool writeReport(const document::Document& document, const ReportRequest& request,
                 const std::filesystem::path& file, const planning::Feedback& feedback = {});

/// The map of the report: first steps only, no frame.
map::PictureRequest reportMap(const document::Document& document, const ReportRequest& request,
                              QSizeF size);
/// The same day with no more steps than the report's first actions.
map::Snapshot reportSnapshot(const document::Document& document, std::size_t actions);

// The two layouts.
QByteArray htmlOf(const Content& content, const document::Document& document,
                  const ReportRequest& request);
QByteArray pdfOf(const Content& content, const document::Document& document,
                 const ReportRequest& request);

} // namespace app::report
