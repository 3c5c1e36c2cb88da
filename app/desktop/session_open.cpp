// How a workspace is opened: network and plan first, the ground after; each on another thread.
#include "app/desktop/session.h"

#include <QtCore/QMetaObject>

namespace app::desktop {

using document::Document;

/// One attempt to open. Outlives the session's interest in it, until its threads have noticed.
struct Session::Opening {
    std::stop_source stop;
};

Session::~Session()
{
    cancelOpening();
    pool_.waitForDone();
}

void Session::open(const std::filesystem::path& file)
{
    document::OpenRequest request;
    request.file = file;
    request.language = style_.language;
    start(request);
}

void Session::reopen(std::optional<geo::Time> asOf)
{
    document::OpenRequest request = document_ ? document_->request() : document::OpenRequest{};
    request.file = file_;
    if (asOf) {
        request.situation.as_of = asOf;
    }
    start(request);
}

void Session::cancelOpening()
{
    if (opening_) {
        opening_->stop.request_stop();
        opening_.reset();
    }
    groundArriving_ = false;
    if (phase_ == Phase::opening || phase_ == Phase::failed) {
        if (document_) {
            file_ = document_->request().file;
        }
        setPhase(document_ ? Phase::ready : Phase::empty);
    }
}

void Session::start(const document::OpenRequest& request)
{
    cancelOpening();
    file_ = request.file;
    done_ = 0;
    stage_.clear();
    groundProblems_.clear();
    const auto opening = std::make_shared<Opening>();
    opening_ = opening;
    setPhase(Phase::opening);
    const auto tell = [this, opening](double done, const std::string& stage) {
        QMetaObject::invokeMethod(this, [this, opening, done, stage] {
            if (opening == opening_ && phase_ == Phase::opening) {
                done_ = done;
                stage_ = QString::fromStdString(stage);
                Q_EMIT openingProgress();
            }
        });
    };
    pool_.start([this, opening, request, tell] {
        std::shared_ptr<const Document> document;
        Failure failure;
        try {
            document = Document::open(request, {opening->stop.get_token(), tell});
        } catch (const std::exception& error) {
            failure = failureFrom(error);
        }
        QMetaObject::invokeMethod(this, [this, opening, document, failure] {
            if (opening != opening_) {
                return;
            }
            if (document) {
                opened(opening, document);
            } else {
                fail(failure);
            }
        });
    });
}

void Session::opened(const std::shared_ptr<Opening>& opening,
                     const std::shared_ptr<const Document>& document)
{
    groundArriving_ = true;
    setDocument(document);
    setPhase(Phase::ready);
    loadGround(opening);
}

void Session::loadGround(const std::shared_ptr<Opening>& opening)
{
    pool_.start([this, opening, document = document_] {
        std::shared_ptr<const Document> whole;
        QStringList problems;
        try {
            const auto& data = *document->mapData();
            const auto ground =
                document::loadGround(document->request().file, data.extent, document->cover(),
                                     {opening->stop.get_token(), {}});
            if (ground) {
                whole = document->with(*ground);
                for (const geo::Problem& problem : ground->problems) {
                    const std::string where = geo::text(problem.place);
                    problems << QString::fromStdString(where.empty() ? problem.what
                                                                     : where + ' ' + problem.what);
                }
            }
        } catch (const std::exception& error) {
            problems << failureFrom(error).happened;
        }
        QMetaObject::invokeMethod(this, [this, opening, document, whole, problems] {
            if (opening != opening_) {
                return;
            }
            groundArriving_ = false;
            groundProblems_ = problems;
            if (whole && document == document_) {
                setDocument(whole);
            } else {
                Q_EMIT documentChanged();
            }
        });
    });
}

void Session::fail(const Failure& failure)
{
    opening_.reset();
    failure_ = failure;
    setPhase(Phase::failed);
}

void Session::setPhase(Phase phase)
{
    phase_ = phase;
    Q_EMIT phaseChanged();
}

} // namespace app::desktop
