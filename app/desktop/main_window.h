#pragma once
// One window, one map; panels serve the map.
#include "app/desktop/session.h"

#include <QtWidgets/QMainWindow>
#include <QtWidgets/QSplitter>

#include <functional>

class QLabel;
class QPushButton;

namespace app::desktop {

class HeadlineBand;
class LayerList;
class MapArea;
class MapWidget;
class NoticeBand;
class ReportMaker;
class TopBar;
class WhyPanel;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    Session& session() { return session_; }
    MapWidget* map() const;
    MapArea* mapArea() const { return mapArea_; }
    LayerList* layers() const { return layers_; }
    WhyPanel* why() const { return why_; }
    HeadlineBand* headline() const { return headline_; }
    TopBar* topBar() const { return topBar_; }
    NoticeBand* notice() const { return notice_; }
    QLabel* planNotes() const { return planText_; }

    /// Writes the report beside the work; the notice says when it is there, or why it is not.
    void writeReport(const std::filesystem::path& file);

    /// What stands under the map and the layers, while something is open.
    void setDock(QWidget* dock);
    /// Makes "Show as terrain" appear; it is called with the ground in view.
    void setTerrainOpener(std::function<void(const geo::Box&)> open);

    /// Remembers panel widths, theme and files opened, and takes them up again.
    void rememberSettings();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void addShortcuts();
    void openFile();
    void refresh();
    void layOut();
    void goToGap(int by);
    void goToLoss(int by);
    void noteOpened();
    void addReport();
    void refreshReport();
    void askReport();
    void reportEnded(bool made, const QString& trouble);

    Session session_;
    TopBar* topBar_ = nullptr;
    HeadlineBand* headline_ = nullptr;
    QWidget* staleBand_ = nullptr;
    QLabel* staleText_ = nullptr;
    QWidget* planBand_ = nullptr; // what to mind of the plan
    QLabel* planText_ = nullptr;
    NoticeBand* notice_ = nullptr;
    ReportMaker* reportMaker_ = nullptr;
    QPushButton* report_ = nullptr;
    std::filesystem::path reportFile_;
    LayerList* layers_ = nullptr;
    QWidget* layersPanel_ = nullptr;
    QPushButton* layersButton_ = nullptr;
    MapArea* mapArea_ = nullptr;
    WhyPanel* why_ = nullptr;
    QWidget* dock_ = nullptr;
    QSplitter *columns_ = nullptr, *rows_ = nullptr, *upper_ = nullptr;
    bool small_ = false, layersFolded_ = false, whyFolded_ = false;
    bool sized_ = false;
    bool remembers_ = false;
    std::optional<map::Theme> theme_;
    int gap_ = -1, loss_ = -1;
};

} // namespace app::desktop
