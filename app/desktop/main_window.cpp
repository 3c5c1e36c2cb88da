#include "app/desktop/main_window.h"

#include "app/desktop/appearance.h"
#include "app/desktop/panels/headline_band.h"
#include "app/desktop/panels/layer_list.h"
#include "app/desktop/panels/map_area.h"
#include "app/desktop/panels/notice_band.h"
#include "app/desktop/panels/search_box.h"
#include "app/desktop/panels/state_card.h"
#include "app/desktop/panels/top_bar.h"
#include "app/desktop/panels/why_panel.h"

#include <QtCore/QMimeData>
#include <QtCore/QSettings>
#include <QtGui/QCloseEvent>
#include <QtGui/QDropEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QVBoxLayout>

namespace app::desktop {

namespace {

constexpr int smallWidth_px = 1500;      // below this the measures of a laptop
constexpr int foldLayersWidth_px = 1366; // below this the layers fold to a button
constexpr int foldWhyWidth_px = 1100;    // below this Why shows only when there is something to say
constexpr qsizetype mostRecent = 8;

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow{parent}
{
    setWindowTitle(tr("Sila"));
    setAcceptDrops(true);
    map::Style style = session_.style();
    style.rightToLeft = layoutDirection() == Qt::RightToLeft;
    style.language = locale().name();
    session_.setStyle(style);
    build();
    addShortcuts();
    connect(&session_, &Session::documentChanged, this, &MainWindow::refresh);
    connect(&session_, &Session::phaseChanged, this, &MainWindow::refresh);
    connect(&session_, &Session::phaseChanged, this, &MainWindow::noteOpened);
    connect(&session_, &Session::styleChanged, this, &MainWindow::refresh);
    connect(&session_, &Session::selectionChanged, this, &MainWindow::layOut);
    refresh();
    map()->setFocus();
    resize(1600, 1000);
}

MainWindow::~MainWindow() = default;

MapWidget* MainWindow::map() const
{
    return mapArea_->map();
}

void MainWindow::build()
{
    auto* window = new QWidget{this};
    window->setObjectName(QStringLiteral("window"));
    auto* column = new QVBoxLayout{window};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    topBar_ = new TopBar{session_, window};
    headline_ = new HeadlineBand{session_, window};
    column->addWidget(topBar_);
    column->addWidget(makeRule(window));
    column->addWidget(headline_);

    const auto band = [window, column](QWidget*& ground, QLabel*& words) {
        ground = new QWidget{window};
        ground->setProperty("surface", QStringLiteral("stale"));
        ground->setAttribute(Qt::WA_StyledBackground);
        auto* row = new QHBoxLayout{ground};
        row->setContentsMargins(16, 5, 16, 5);
        words = makeLabel({}, TextRole::body, ground);
        row->addWidget(words, 1);
        column->addWidget(ground);
    };
    band(planBand_, planText_);
    band(staleBand_, staleText_);
    notice_ = new NoticeBand{window};
    column->addWidget(notice_);
    addReport();

    mapArea_ = new MapArea{session_, window};
    connect(mapArea_, &MapArea::openRequested, this, &MainWindow::openFile);
    connect(topBar_, &TopBar::openRequested, this, &MainWindow::openFile);

    layersPanel_ = new QWidget{window};
    layersPanel_->setProperty("surface", QStringLiteral("panel"));
    layersPanel_->setAttribute(Qt::WA_StyledBackground);
    auto* layersColumn = new QVBoxLayout{layersPanel_};
    layersColumn->setContentsMargins(0, 10, 0, 0);
    layersColumn->setSpacing(4);
    auto* heading = makeLabel(tr("Layers"), TextRole::heading, layersPanel_);
    heading->setContentsMargins(14, 0, 14, 0);
    layersColumn->addWidget(heading);
    auto* scroll = new QScrollArea{layersPanel_};
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    layers_ = new LayerList{session_, scroll};
    scroll->setWidget(layers_);
    layersColumn->addWidget(scroll, 1);
    layersPanel_->setMinimumWidth(150);

    upper_ = new QSplitter{Qt::Horizontal, window};
    upper_->addWidget(layersPanel_);
    upper_->addWidget(mapArea_);
    upper_->setStretchFactor(1, 1);
    rows_ = new QSplitter{Qt::Vertical, window};
    rows_->addWidget(upper_);
    rows_->setStretchFactor(0, 1);
    why_ = new WhyPanel{session_, window};
    columns_ = new QSplitter{Qt::Horizontal, window};
    columns_->addWidget(rows_);
    columns_->addWidget(why_);
    columns_->setStretchFactor(0, 1);
    for (QSplitter* splitter : {upper_, rows_, columns_}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    column->addWidget(columns_, 1);
    setCentralWidget(window);
    layersButton_ = topBar_->addAction(tr("Layers"));
    layersButton_->setCheckable(true);
    connect(layersButton_, &QPushButton::toggled, this, &MainWindow::layOut);
}

void MainWindow::setDock(QWidget* dock)
{
    dock_ = dock;
    rows_->addWidget(dock);
    rows_->setStretchFactor(1, 0);
    sized_ = false;
    layOut();
}

void MainWindow::setTerrainOpener(std::function<void(const geo::Box&)> open)
{
    mapArea_->setTerrainOpener(std::move(open));
}

void MainWindow::refresh()
{
    if (theme_ != session_.theme()) {
        theme_ = session_.theme();
        if (auto* application = qobject_cast<QApplication*>(QCoreApplication::instance())) {
            applyAppearance(*application, *theme_);
        }
        if (remembers_) {
            QSettings{}.setValue(QStringLiteral("theme"), *theme_ == map::Theme::dark
                                                              ? QStringLiteral("dark")
                                                              : QStringLiteral("light"));
        }
    }
    const auto& document = session_.document();
    headline_->setVisible(document != nullptr);
    layersPanel_->setVisible(document != nullptr &&
                             !(layersFolded_ && !layersButton_->isChecked()));
    QStringList stale;
    if (document != nullptr) {
        QStringList advice;
        for (const document::StaleResult& result : document->stale()) {
            stale << result.title;
            if (!advice.contains(result.advice)) {
                advice << result.advice;
            }
        }
        staleBand_->setToolTip(stale.join(QStringLiteral("\n")));
        constexpr int named = 3; // the others are in the tip: the map needs its room
        const qsizetype more = stale.size() - named;
        QString what = stale.mid(0, named).join(QStringLiteral(", "));
        if (more > 0) {
            what = tr("%1 and %2 more").arg(what, QString::number(more));
        }
        staleText_->setText(
            tr("Older than the data: %1. %2.").arg(what, advice.join(QStringLiteral("; "))));
        setWindowTitle(tr("Sila — %1").arg(document->title()));
    }
    staleBand_->setVisible(!stale.isEmpty());
    QStringList notes;
    QStringList tips;
    if (document != nullptr && document->plan() != nullptr) {
        for (const document::PlanWarning& warning : document->plan()->warnings) {
            notes << warning.what;
            tips << warning.what + QStringLiteral(". ") + warning.fix;
        }
    }
    planText_->setText(tr("Mind of this plan: %1.").arg(notes.join(QStringLiteral("; "))));
    planBand_->setToolTip(tips.join(QStringLiteral("\n")));
    planBand_->setVisible(!notes.isEmpty());
    layOut();
}

void MainWindow::layOut()
{
    const auto& document = session_.document();
    small_ = width() < smallWidth_px;
    layersFolded_ = width() < foldLayersWidth_px;
    whyFolded_ = width() < foldWhyWidth_px;
    topBar_->setSmall(small_);
    headline_->setSmall(small_);
    layersButton_->setVisible(layersFolded_ && document != nullptr);
    layersPanel_->setVisible(document != nullptr && (!layersFolded_ || layersButton_->isChecked()));
    why_->setVisible(document != nullptr && (!whyFolded_ || session_.selection().has_value()));
    if (dock_ != nullptr) {
        dock_->setVisible(document != nullptr);
    }
    if (!sized_ && document != nullptr && isVisible()) {
        sized_ = true;
        const int why = small_ ? 300 : 340;
        const int layers = small_ ? 196 : 236;
        const int dock = small_ ? 214 : 264;
        columns_->setSizes({width() - why, why});
        upper_->setSizes({layers, width() - why - layers});
        rows_->setSizes({rows_->height() - dock, dock});
    }
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    const bool was = small_;
    layOut();
    if (was != small_) { // other measures
        sized_ = false;
        layOut();
    }
}

void MainWindow::openFile()
{
    QString folder = QString::fromStdString(session_.file().parent_path().string());
    if (remembers_ && folder.isEmpty()) {
        folder = QSettings{}.value(QStringLiteral("folder")).toString();
    }
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a workspace"), folder,
                                                      tr("Workspaces (*.gpkg)"));
    if (!file.isEmpty()) {
        session_.open(file.toStdString());
    }
}

void MainWindow::rememberSettings()
{
    remembers_ = true;
    const QSettings settings;
    if (settings.value(QStringLiteral("theme")).toString() == u"dark") {
        session_.setTheme(map::Theme::dark);
    }
    mapArea_->card()->setRecent(settings.value(QStringLiteral("recent")).toStringList());
    if (settings.contains(QStringLiteral("geometry"))) {
        restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
    }
}

void MainWindow::noteOpened()
{
    if (!remembers_ || session_.phase() != Session::Phase::ready) {
        return;
    }
    std::error_code ignored;
    const auto whole = std::filesystem::absolute(session_.file(), ignored);
    const QString file = QString::fromStdString(whole.string());
    QSettings settings;
    QStringList recent = settings.value(QStringLiteral("recent")).toStringList();
    recent.removeAll(file);
    recent.prepend(file);
    settings.setValue(QStringLiteral("recent"), recent.mid(0, mostRecent));
    settings.setValue(QStringLiteral("folder"),
                      QString::fromStdString(whole.parent_path().string()));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (remembers_) {
        QSettings{}.setValue(QStringLiteral("geometry"), saveGeometry());
    }
    session_.cancelOpening();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().toLocalFile().endsWith(QStringLiteral(".gpkg"))) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    session_.open(event->mimeData()->urls().front().toLocalFile().toStdString());
}

} // namespace app::desktop
