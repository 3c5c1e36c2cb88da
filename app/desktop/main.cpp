// sila-desktop [WORKSPACE.gpkg]: the window.
#include "app/desktop/dock/add_dock.h"
#include "app/desktop/main_window.h"
#include "app/desktop/map/map_widget.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QElapsedTimer>
#include <QtCore/QLibraryInfo>
#include <QtCore/QThread>
#include <QtCore/QTranslator>
#include <QtWidgets/QApplication>

#include <cstdio>

namespace {

using app::desktop::MainWindow;
using app::desktop::Session;

constexpr int patience_ms = 120000;

/// Paints the window once everything in it is there. 0 on success.
int takePicture(QApplication& application, MainWindow& window, const QString& file)
{
    QElapsedTimer clock;
    clock.start();
    const auto ready = [&window] {
        const Session& session = window.session();
        const bool still = session.phase() == Session::Phase::opening || session.groundArriving() ||
                           session.stateDay() != session.day() ||
                           (session.selection() && session.facts() == nullptr);
        return !still && window.map()->settled();
    };
    int calm = 0; // rounds without anything left to wait for
    while (calm < 10 && clock.elapsed() < patience_ms) {
        application.processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(10);
        calm = ready() ? calm + 1 : 0;
    }
    if (calm == 0) {
        std::fprintf(stderr, "sila-desktop: the window was not ready in %d s\n",
                     patience_ms / 1000);
        return 1;
    }
    if (!window.grab().save(file)) {
        std::fprintf(stderr,
                     "sila-desktop: cannot write %s: check that the folder exists and the "
                     "name ends in .png\n",
                     qUtf8Printable(file));
        return 1;
    }
    return window.session().phase() == Session::Phase::failed ? 1 : 0;
}

/// Qt would abort without a word of advice. A picture needs no display.
bool displayFound(int argc, char* argv[])
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    for (const char* said : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}) {
        if (!qEnvironmentVariableIsEmpty(said)) {
            return true;
        }
    }
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView word{argv[i]};
        if (word.startsWith("-platform") || word.startsWith("--platform")) {
            return true;
        }
        if (word.startsWith("--screenshot") || word == "--help" || word == "-h" ||
            word == "--version" || word == "-v") {
            qputenv("QT_QPA_PLATFORM", "offscreen");
            return true;
        }
    }
    std::fputs("sila-desktop: there is no display to open a window on. Start it from a desktop, or "
               "draw with sila map, sila report and sila scene, which need none.\n",
               stderr);
    return false;
#else
    Q_UNUSED(argc);
    Q_UNUSED(argv);
    return true;
#endif
}

} // namespace

int main(int argc, char* argv[])
{
    if (!displayFound(argc, argv)) {
        return 1;
    }
    QApplication application{argc, argv};
    QCoreApplication::setOrganizationName(QStringLiteral("Sila"));
    QCoreApplication::setApplicationName(QStringLiteral("sila-desktop"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SILA_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Shows a workspace: who is cut off, why, and what to mend first."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("workspace"),
                                 QCoreApplication::translate("main", "A workspace (.gpkg)."),
                                 QStringLiteral("[workspace.gpkg]"));
    const auto option = [&parser](const char* name, const char* text, const char* value) {
        QCommandLineOption it{QString::fromLatin1(name), QCoreApplication::translate("main", text),
                              QString::fromLatin1(value)};
        parser.addOption(it);
        return it;
    };
    const auto language =
        option("language", "Language of names and dates, such as ar or uk.", "code");
    const auto rtl = option("rtl", "Lay the window out from right to left.", "");
    const auto theme = option("theme", "light or dark.", "name");
    const auto day = option("day", "Day of the plan to show.", "number");
    const auto select = option("select", "Id of what to explain.", "id");
    const auto size = option("size", "Size of the window, such as 1366x768.", "WxH");
    const auto screenshot =
        option("screenshot", "Write a picture of the window and end; needs no display.", "file");
    parser.process(application);

    QLocale locale = parser.isSet(language) ? QLocale{parser.value(language)} : QLocale{};
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    QLocale::setDefault(locale);
    QTranslator texts;
    QTranslator qtTexts;
    if (texts.load(locale, QStringLiteral("sila"), QStringLiteral("_"), QStringLiteral(":/i18n"))) {
        QCoreApplication::installTranslator(&texts);
    }
    if (qtTexts.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                     QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&qtTexts);
    }
    QApplication::setLayoutDirection(parser.isSet(rtl) ? Qt::RightToLeft : locale.textDirection());

    MainWindow window;
    app::desktop::addDock(window);
    Session& session = window.session();
    if (!parser.isSet(screenshot)) {
        window.rememberSettings();
    }
    if (parser.isSet(theme)) {
        session.setTheme(parser.value(theme) == u"dark" ? app::map::Theme::dark
                                                        : app::map::Theme::light);
    }
    if (parser.isSet(size)) {
        const QStringList sides = parser.value(size).split(u'x');
        window.resize(sides.value(0).toInt(), sides.value(1).toInt());
    }
    window.show();
    const QStringList files = parser.positionalArguments();
    if (!files.isEmpty()) {
        session.open(files.front().toStdString());
    }
    const int wantedDay = parser.value(day).toInt();
    const QString wantedId = parser.value(select);
    const auto first = std::make_shared<bool>(true);
    QObject::connect(&session, &Session::documentChanged, &window,
                     [&session, wantedDay, wantedId, first] {
                         if (session.document() == nullptr || !*first) {
                             return;
                         }
                         *first = false;
                         session.setDay(wantedDay);
                         if (!wantedId.isEmpty()) {
                             session.select(session.document()->find(wantedId));
                         }
                     });
    if (parser.isSet(screenshot)) {
        return takePicture(application, window, parser.value(screenshot));
    }
    return QApplication::exec();
}
