#include "app/desktop/report_maker.h"

namespace app::desktop {

void ReportMaker::make(std::shared_ptr<const document::Document> document,
                       const report::ReportRequest& request, const std::filesystem::path& file)
{
    start([document = std::move(document), request, file](const planning::Feedback& feedback) {
        return report::writeReport(*document, request, file, feedback);
    });
}

} // namespace app::desktop
