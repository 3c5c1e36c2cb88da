#include "app/desktop/dock/tables_tab.h"

#include "app/map/text.h"
#include "geo/workspace/result_tables.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace app::desktop {

TablesTab::TablesTab(QWidget* parent)
    : QWidget{parent}, choice_{new QComboBox}, view_{new ListingView}
{
    pool_.setMaxThreadCount(1);
    choice_->setAccessibleName(tr("Table"));
    choice_->setMinimumWidth(220);
    choice_->setMaxVisibleItems(20);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 2, 12, 4);
    bar->addWidget(choice_);
    bar->addStretch(1);
    column->addLayout(bar);
    column->addWidget(view_, 1);
    view_->setEmptyWords(tr("No tables yet"),
                         tr("Open a workspace, or import data into this one: sila import."));
    connect(choice_, &QComboBox::currentIndexChanged, this, &TablesTab::readTable);
}

TablesTab::~TablesTab()
{
    pool_.waitForDone();
}

QString TablesTab::table() const
{
    return choice_->currentData().toString();
}

void TablesTab::showTable(const QString& table)
{
    if (const int at = choice_->findData(table); at >= 0) {
        choice_->setCurrentIndex(at);
    }
}

void TablesTab::setFilter(const QString& words)
{
    view_->filter().setWords(words);
    say();
}

void TablesTab::setTheme(map::Theme theme)
{
    view_->setTheme(theme);
}

void TablesTab::setWorkspace(const std::filesystem::path& file,
                             std::shared_ptr<const document::Document> document)
{
    file_ = file;
    document_ = std::move(document);
    readList();
}

void TablesTab::readList()
{
    const int asked = ++asked_;
    trouble_.clear();
    if (!document_) {
        choice_->clear();
        view_->setListing({});
        say();
        return;
    }
    reading_ = true;
    say();
    pool_.start([this, asked, file = file_] {
        std::vector<TableEntry> entries;
        QString trouble;
        try {
            entries = tablesOf(geo::Workspace::open(file, geo::Access::read));
        } catch (const std::exception& error) {
            trouble = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(this, [this, asked, entries, trouble] {
            if (asked != asked_) {
                return;
            }
            trouble_ = trouble;
            const QString before = table();
            {
                const QSignalBlocker quiet{choice_};
                choice_->clear();
                for (const TableEntry& entry : entries) {
                    choice_->addItem(entry.title + QStringLiteral("   ") +
                                         map::grouped(static_cast<double>(entry.rows)),
                                     entry.table);
                }
                const int again = choice_->findData(before);
                choice_->setCurrentIndex(again >= 0 ? again : entries.empty() ? -1 : 0);
            }
            readTable();
        });
    });
}

void TablesTab::readTable()
{
    const int asked = ++asked_;
    const QString table = this->table();
    if (table.isEmpty() || !document_) {
        reading_ = false;
        view_->setListing({});
        say();
        return;
    }
    reading_ = true;
    say();
    pool_.start([this, asked, file = file_, document = document_, name = table.toStdString()] {
        Listing listing;
        QString trouble;
        try {
            const geo::Workspace workspace = geo::Workspace::open(file, geo::Access::read);
            const geo::Table* told = geo::findTable(name);
            listing =
                tableListing(workspace.read(name),
                             told == nullptr ? geo::findResultTable(name) : told, document.get());
        } catch (const std::exception& error) {
            trouble = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(this,
                                  [this, asked, listing = std::move(listing), trouble]() mutable {
                                      if (asked == asked_) {
                                          reading_ = false;
                                          trouble_ = trouble;
                                          view_->setListing(std::move(listing));
                                          say();
                                      }
                                  });
    });
}

void TablesTab::say()
{
    if (!trouble_.isEmpty()) {
        status_ = trouble_;
        view_->setEmptyWords(tr("The table cannot be read"), trouble_);
    } else if (reading_) {
        status_ = tr("Reading …");
    } else {
        const int shown = view_->shownRows();
        const int all = view_->allRows();
        status_ = shown == all ? tr("%n rows", nullptr, all)
                               : tr("%1 of %n rows", nullptr, all).arg(shown);
    }
    Q_EMIT statusChanged();
}

} // namespace app::desktop
