#include "app/report/report.h"

#include "app/report/map_picture.h"
#include "geo/misuse.h"

#include <algorithm>

namespace app::report {

map::Snapshot reportSnapshot(const document::Document& document, std::size_t actions)
{
    map::Snapshot snapshot = document.snapshot(0);
    auto first = std::make_shared<map::MapState>(*snapshot.state);
    std::erase_if(first->steps, [actions](const map::MapStep& step) {
        return step.number > static_cast<int>(actions);
    });
    snapshot.state = std::move(first);
    // What is only possible, or was refused, is no part of what to do; the table has it.
    if (std::ranges::any_of(snapshot.data->candidates, [](const map::MapCandidate& c) {
            return c.look != map::CandidateLook::chosen;
        })) {
        auto data = std::make_shared<map::MapData>(*snapshot.data);
        std::erase_if(data->candidates, [](const map::MapCandidate& c) {
            return c.look != map::CandidateLook::chosen;
        });
        snapshot.data = std::move(data);
    }
    return snapshot;
}

map::PictureRequest reportMap(const document::Document& document, const ReportRequest& request,
                              QSizeF size)
{
    MapPictureRequest asked;
    asked.size = size;
    asked.style = request.style;
    asked.style.theme = map::Theme::light;
    asked.positions = request.positions;
    asked.frame = false;
    map::PictureRequest picture = pictureFor(document, asked);
    picture.legend = true;
    return picture;
}

bool writeReport(const document::Document& document, const ReportRequest& request,
                 const std::filesystem::path& file, const planning::Feedback& feedback)
{
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (ending != ".html" && ending != ".htm" && ending != ".pdf") {
        throw geo::Misuse{"reports are written as HTML or PDF",
                          "Give the file a name that ends in .html or .pdf",
                          {file.string()}};
    }
    const auto content =
        contentOf(document, request.content, feedback.stage(0, 0.5, "Counting who is cut off"));
    if (!content || feedback.cancelled()) {
        return false;
    }
    feedback.stage(0.5, 1, "Drawing").progress(0.1);
    const QByteArray page =
        ending == ".pdf" ? pdfOf(*content, document, request) : htmlOf(*content, document, request);
    if (feedback.cancelled()) {
        return false;
    }
    writeBytes(page, file);
    return true;
}

} // namespace app::report
