#pragma once
// What the commands that draw have in common: opening a workspace as a document, and the words of
// their options.
#include "app/cli/command.h"
#include "app/cli/situation_options.h"
#include "app/document/document.h"
#include "app/map/layers.h"

#include <QtCore/QSizeF>

namespace app::cli {

struct DocumentOptions {
    std::string workspace, plan, language = "en";
    SituationOptions situation;
};
/// WORKSPACE, --plan, --language and those of the state.
void addDocumentOptions(CLI::App& command, DocumentOptions& options);
std::shared_ptr<const document::Document> openDocument(const DocumentOptions& options,
                                                       const planning::Feedback& feedback);
/// The document with its ground; says what could not be read. Null when cancelled. Throws
/// geo::Error when nothing in it has a place.
std::shared_ptr<const document::Document>
withGround(const document::Document& document, const Context& context, double from, double to);

/// A number of people for --json: null while nobody was counted.
nlohmann::ordered_json counted(const document::Headline& now, double people);

struct StyleOptions {
    std::vector<std::string> layers; // empty: the usual ones
    std::string technology;          // empty: the first there is
    bool dark = false;
};
/// These throw geo::Error naming the option when the text makes no sense.
map::Style styleFrom(const StyleOptions& options, const document::Document& document);
QSizeF sizeFrom(const std::string& text); // "1600x1000"
/// "34.2,31.2,34.6,31.6" in degrees, to the workspace's CRS; some of the workspace lies in it.
geo::Box partFrom(const std::string& text, const document::Document& document);
int dayFrom(int day, const document::Document& document);
document::Target targetFrom(const std::string& id, const document::Document& document);

} // namespace app::cli
