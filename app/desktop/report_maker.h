#pragma once
// The report to hand over, written from what is open.
#include "app/desktop/job_runner.h"
#include "app/report/report.h"

#include <memory>

namespace app::desktop {

class ReportMaker : public JobRunner {
    Q_OBJECT
public:
    using JobRunner::JobRunner;
    /// `document` has its ground. The file appears whole or not at all.
    void make(std::shared_ptr<const document::Document> document,
              const report::ReportRequest& request, const std::filesystem::path& file);
};

} // namespace app::desktop
