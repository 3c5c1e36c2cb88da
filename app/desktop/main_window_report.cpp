// The report button of the window.
#include "app/desktop/main_window.h"
#include "app/desktop/panels/notice_band.h"
#include "app/desktop/panels/top_bar.h"
#include "app/desktop/report_maker.h"
#include "app/map/text.h"

#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QFileDialog>

namespace app::desktop {

void MainWindow::addReport()
{
    reportMaker_ = new ReportMaker{this};
    report_ = topBar_->addAction(tr("Report…"), true);
    report_->setProperty("words", report_->text()); // as a button writes them
    report_->setToolTip(tr("Write the report to hand over, as PDF or web page (Ctrl R)"));
    report_->setShortcut(QKeySequence{tr("Ctrl+R")});
    connect(report_, &QPushButton::clicked, this, &MainWindow::askReport);
    connect(reportMaker_, &JobRunner::ended, this, &MainWindow::reportEnded);
    connect(reportMaker_, &JobRunner::progressed, this, [this](double done) {
        if (reportMaker_->running()) {
            report_->setText(tr("Writing, %1").arg(map::percent(done)));
        }
    });
    connect(&session_, &Session::documentChanged, this, &MainWindow::refreshReport);
    connect(&session_, &Session::phaseChanged, this, &MainWindow::refreshReport);
    refreshReport();
}

void MainWindow::refreshReport()
{
    const bool busy = reportMaker_->running();
    report_->setVisible(session_.document() != nullptr);
    // Without its ground the report's map would be bare.
    report_->setEnabled(!busy && session_.phase() == Session::Phase::ready &&
                        !session_.groundArriving());
    if (!busy) {
        report_->setText(report_->property("words").toString());
    }
}

void MainWindow::askReport()
{
    const QFileInfo workspace{QString::fromStdString(session_.file().string())};
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Write the report"),
        workspace.dir().filePath(workspace.completeBaseName() + QStringLiteral("-report.pdf")),
        tr("PDF in A4 (*.pdf);;Web page in one file (*.html)"));
    if (!file.isEmpty()) {
        writeReport(file.toStdString());
    }
}

void MainWindow::writeReport(const std::filesystem::path& file)
{
    if (session_.document() == nullptr || reportMaker_->running()) {
        return;
    }
    reportFile_ = file;
    if (!reportFile_.has_extension()) {
        reportFile_ += ".pdf";
    }
    report::ReportRequest request;
    request.style = session_.style();
    request.content.language = session_.style().language;
    notice_->hide();
    reportMaker_->make(session_.document(), request, reportFile_);
    refreshReport();
}

void MainWindow::reportEnded(bool made, const QString& trouble)
{
    refreshReport();
    const QString file = QString::fromStdString(reportFile_.string());
    if (made) {
        notice_->say(tr("The report is in %1").arg(map::isolated(file)), tr("Open it"),
                     [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
    } else if (!trouble.isEmpty()) {
        notice_->say(tr("The report could not be written. %1").arg(trouble));
    }
}

} // namespace app::desktop
