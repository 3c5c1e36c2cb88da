#include "app/document/document.h"
#include "app/document/sentences.h"
#include "tests/support/line_world.h"

#include <QtCore/QDirIterator>
#include <QtCore/QRegularExpression>
#include <QtCore/QTranslator>
#include <catch2/catch.hpp>

#include <set>

using app::document::inLanguage;
using line_world::With;

namespace {

/// Puts every sentence into brackets, so that one sees what went through it.
class Brackets : public QTranslator {
public:
    Brackets() { QCoreApplication::installTranslator(this); }
    ~Brackets() override { QCoreApplication::removeTranslator(this); }
    QString translate(const char* context, const char* source, const char* /*comment*/,
                      int /*n*/) const override
    {
        return QByteArrayView{context} == "document" ? u'[' + QString::fromUtf8(source) + u']'
                                                     : QString{};
    }
    bool isEmpty() const override { return false; }
};

std::string said(const char* english)
{
    return inLanguage(QString::fromUtf8(english)).toStdString();
}

} // namespace

TEST_CASE("what planning says reads as it was written where no language is chosen", "[document]")
{
    CHECK(said("must come before replace of L0066") == "must come before replace of L0066");
    CHECK(said("nobody ever wrote 5 of these; or 6") == "nobody ever wrote 5 of these; or 6");
    CHECK(said("19,379 people back") == "19\u202F379 people back");
    CHECK(said("") == "");
}

TEST_CASE("each clause, and each word in it, goes through the translation", "[document]")
{
    const Brackets language;
    CHECK(
        said("19,379 people back, 1,811 for each 1,000 USD, the scarcest resource; the crew comes "
             "from A-1, B") ==
        "[19\u202F379 people back, 1\u202F811 for each [1\u202F000 USD], the scarcest resource][; ]"
        "[the crew comes from A-1, B]");
    CHECK(said("needed before replace of L0066 can bring 146 people back; waits for #1") ==
          "[needed before [replace] of L0066 can bring 146 people back][; ][waits for #1]");
    // A clause of its own inside one sentence.
    CHECK(said("has the id of a node; fibre that ends there could mean either") ==
          "[has the id of a node; fibre that ends there could mean either]");
    CHECK(said("leads from N1 to N1") == "[leads from N1 to N1]");
    CHECK(said("leads from N1 to N2") == "leads from N1 to N2"); // no such sentence
    CHECK(said("'100% A %1' must come first and is not done") ==
          "['100% A %1' must come first and is not done]");
}

TEST_CASE("every reason in a plan and every finding of the check is known", "[document]")
{
    const Brackets language;
    const TempFolder folder;
    const auto document =
        app::document::Document::open({line_world::make(folder, With::plan), {}, {}});
    REQUIRE(document->plan() != nullptr);
    for (const auto& step : document->plan()->steps) {
        CAPTURE(step.why.toStdString());
        CHECK((step.why.startsWith(u'[') && step.why.endsWith(u']')));
    }
    std::set<QString> once;
    for (const char* pattern : app::document::sentencePatterns()) {
        CAPTURE(pattern);
        CHECK(once.insert(QString::fromUtf8(pattern)).second);
    }
}

TEST_CASE("every sentence of the catalogue is one that planning, a check or a library writes",
          "[document]")
{
    // The sources with their string literals joined and every place for a value as %.
    QString sources;
    for (const char* folder : {"geo", "planning", "app/jobs", "app/report", "app/scene"}) {
        QDirIterator files{QStringLiteral(SILA_SOURCE "/") + folder,
                           {"*.cpp", "*.h"},
                           QDir::Files,
                           QDirIterator::Subdirectories};
        while (files.hasNext()) {
            QFile file{files.next()};
            REQUIRE(file.open(QIODevice::ReadOnly));
            sources += QString::fromUtf8(file.readAll());
        }
    }
    sources.remove(QRegularExpression{QStringLiteral("\"\\s*\"")});
    sources.replace(QRegularExpression{QStringLiteral("\\{[^{}\"]*\\}")}, QStringLiteral("%"));
    // Made of pieces that stand apart there.
    const std::set<std::string> composed{
        "%1 people back, %2 for each %3, the scarcest resource",
        "no repair of %1 %2 is known",
        "no repair of %1 %2 is known: add an action",
        "no way to power of %1 %2 is known",
        "no way to power of %1 %2 is known: add an action",
        "no action on it can be used: %1",
        "no action on it can be used: %1: add an action",
        "it waits for itself: %1",
        "under way since %1 with crew %2",
        "its asset is %1, reported by %2 on %3",
        "it fits now: %1",
        "the way was to be clear by %1",
        "the terrain view cannot be drawn: %1",
        "zone %1 ends on %2, before it begins on %3: it counts as closed on every day",
        "zone %1 ends on %2, before it begins on %3: it counts as asking for a permit on every "
        "day",
        "actions %1: the count of '%2' is not a number",
    };
    for (const auto list : {app::document::sentencePatterns(), app::document::errorPatterns()}) {
        for (const char* pattern : list) {
            CAPTURE(pattern);
            QString english = QString::fromUtf8(pattern);
            english.replace(QRegularExpression{QStringLiteral("%[1-9]")}, QStringLiteral("%"));
            CHECK((composed.contains(pattern) || sources.contains(english)));
        }
    }
}

TEST_CASE("counts read in thousands and tables' words as people say them", "[document]")
{
    CHECK(
        said("if nobody keeps them powered, 43210 people are served on day 60 instead of 244037") ==
        "if nobody keeps them powered, 43\u202F210 people are served on day 60 instead of "
        "244\u202F037");
    CHECK(said("the plan begins on 2026-11-23, 5 days before the state it rests on (2026-11-28)") ==
          "the plan begins on 2026-11-23, 5 days before the state it rests on (2026-11-28)");
    CHECK(said("SP1234 people") == "SP1234 people");
    CHECK(said("is taken as out_of_service after A of B; another source says otherwise") ==
          "is taken as out of service after A of B; another source says otherwise");
    CHECK(said("there is no fuel_l") == "there is no litres of fuel");
}
