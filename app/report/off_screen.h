#pragma once
// Qt Gui with no display, for programs that have no application object of their own.
#include <memory>

class QGuiApplication;

namespace app::report {

/// Keeps one application object while it lives; none is made when there is one already. Make it on
/// the main thread.
class OffScreen {
public:
    OffScreen();
    ~OffScreen();
    OffScreen(const OffScreen&) = delete;
    OffScreen& operator=(const OffScreen&) = delete;

private:
    std::unique_ptr<QGuiApplication> application_;
};

} // namespace app::report
