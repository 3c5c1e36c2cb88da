#include "app/report/off_screen.h"

#include <QtGui/QGuiApplication>

#include <cstdio>

namespace app::report {
namespace {

/// Notes of Qt about the machine it runs on are nothing to whoever asked for a picture.
void onlyWhatMatters(QtMsgType type, const QMessageLogContext& /*where*/, const QString& words)
{
    if (type == QtCriticalMsg || type == QtFatalMsg) {
        std::fputs((words + u'\n').toLocal8Bit().constData(), stderr);
    }
}

} // namespace

OffScreen::OffScreen()
{
    if (QCoreApplication::instance() != nullptr) {
        return;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    qInstallMessageHandler(onlyWhatMatters);
    // Qt keeps references to both.
    static int count = 1;
    static char name[] = "sila";
    static char* arguments[] = {name, nullptr};
    application_ = std::make_unique<QGuiApplication>(count, arguments);
}

OffScreen::~OffScreen() = default;

} // namespace app::report
