#pragma once
// What a report says, before it is laid out: the same for HTML and PDF. Sensitive by default: names
// and places of repairs, no coordinates of single sites.
#include "app/charts/money_curve.h"
#include "app/charts/tornado_chart.h"
#include "app/document/document.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace app::report {

/// A run of text; strong runs carry the sentence for whoever only glances.
struct Run {
    QString text;
    bool strong = false;
};
using Sentence = std::vector<Run>;
QString plain(const Sentence& sentence);

/// One of the three figures on top.
struct Figure {
    QString figure, unit, words; // "1.63 M", "of 3.18 M people", "are served today, …"
    bool gain = false;           // drawn in the colour of the plan
};

struct ActionRow {
    int number = 0;
    QString what, where, days, cost, people, why;
};

/// A table as text; columns of figures are aligned at the end.
struct Column {
    QString title;
    bool figures = false;
    double share = 1; // of the width
    bool codes =
        false; // "(NO_ROAD)" in its cells is drawn small, beside the sentence it stands for
};
struct TextTable {
    QString title, note;
    std::vector<Column> columns;
    std::vector<QStringList> rows;
    std::optional<QStringList> total;
    std::optional<charts::TornadoBars> bars; // drawn instead of rows
};

struct Curve {
    std::vector<double> served, bound;
    double people = 0;
    std::optional<double> gap_percent;
    int firstTenDone = 0; // day; 0: none
};

struct Content {
    QString title, subtitle;
    QString practice; // "Practice data: the network is invented"; empty when it is real
    QStringList warnings;
    std::vector<Figure> figures;
    Sentence first;                 // what to do first
    QString planNotes;              // what to mind of the plan; empty: nothing
    std::vector<ActionRow> actions; // ten at most
    std::optional<ActionRow> together;
    std::optional<Curve> curve;
    QString restsOn;                         // what the figures rest on, in a paragraph
    std::optional<charts::MoneyCurve> money; // stands before the tables
    QString moneyTitle;
    std::vector<TextTable> after; // what to build afterwards; stands behind the tables
    std::vector<TextTable>
        tables; // what money buys, who is cut off and why, gaps, all steps, left undone
    QStringList assumptions;
    QStringList sources;
    QString fingerprint, footer; // "sila 0.1 · gaza.gpkg · inputs 7c41… · seed 1424 · …"
    QString language = QStringLiteral("en");
    bool rightToLeft = false;
};

struct ContentRequest {
    QString title;    // empty: "Restoring telecom: NAME"
    QString audience; // "For the Minister"; may be empty
    QString language = QStringLiteral("en");
    std::size_t actions = 10;
    std::size_t gaps = 15;
    std::size_t steps = 200; // of the full list
    std::size_t new_sites = 40;
};

/// Reads what the document does not hold (people by area and operator, sources) from its workspace.
/// Nothing when cancelled. Throws geo::Error when the workspace cannot be read any more.
std::optional<Content> contentOf(const document::Document& document, const ContentRequest& request,
                                 const planning::Feedback& feedback = {});

// Parts of it, each in a file of its own.
void addFirstSentence(Content& content, const document::Document& document);
void addCutOff(Content& content, const document::Document& document,
               const geo::Workspace& workspace, const planning::Feedback& feedback);
void addGaps(Content& content, const document::Document& document, std::size_t most);
void addMoney(Content& content, const document::Document& document);
/// Of technologies.
void addOwnership(Content& content, const document::Document& document,
                  const geo::Workspace& workspace);
/// Against an earlier plan.
void addChanges(Content& content, const document::Document& document,
                const geo::Workspace& workspace);
void addConfidence(Content& content, const document::Document& document);
/// Which assumption moves each answer most.
void addTornadoes(Content& content, const document::Document& document,
                  const geo::Workspace& workspace);
void addPrices(Content& content, const document::Document& document,
               const geo::Workspace& workspace);
void addSteps(Content& content, const document::Document& document, std::size_t most);
void addNewSites(Content& content, const document::Document& document,
                 const geo::Workspace& workspace, std::size_t most);
void addBasis(Content& content, const document::Document& document,
              const geo::Workspace& workspace);

} // namespace app::report
