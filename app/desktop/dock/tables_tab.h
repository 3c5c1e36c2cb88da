#pragma once
// The Tables tab: any table of the workspace with all its columns.
#include "app/desktop/dock/listing_view.h"
#include "app/desktop/dock/listings.h"

#include <QtCore/QThreadPool>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>

#include <filesystem>

namespace app::desktop {

class TablesTab : public QWidget {
    Q_OBJECT
public:
    explicit TablesTab(QWidget* parent = nullptr);
    ~TablesTab() override;

    /// Reads the list of tables; the table shown stays chosen when the new file has it.
    void setWorkspace(const std::filesystem::path& file,
                      std::shared_ptr<const document::Document> document);
    void setTheme(map::Theme theme);
    void showTable(const QString& table);
    QString table() const;
    ListingView* view() const { return view_; }
    /// "252 rows", "12 of 252 rows", "Reading …", or why nothing can be read.
    QString status() const { return status_; }
    void setFilter(const QString& words);

Q_SIGNALS:
    void statusChanged();

private:
    void readList();
    void readTable();
    void say();

    QComboBox* choice_;
    ListingView* view_;
    QString status_, trouble_;
    bool reading_ = false;
    std::filesystem::path file_;
    std::shared_ptr<const document::Document> document_;
    int asked_ = 0; // counts questions; only the answer to the last one counts
    QThreadPool pool_;
};

} // namespace app::desktop
