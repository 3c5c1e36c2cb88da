// Catch2 inside a Qt application with widgets, with no display.
#define CATCH_CONFIG_RUNNER
#include <QtWidgets/QApplication>
#include <catch2/catch.hpp>

int main(int argc, char* argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application{argc, argv};
    return Catch::Session().run(argc, argv);
}
