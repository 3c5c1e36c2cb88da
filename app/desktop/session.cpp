#include "app/desktop/session.h"

#include "app/document/sentences.h"
#include "geo/error.h"

#include <QtCore/QMetaObject>

#include <algorithm>

namespace app::desktop {

using document::Document;
using document::Target;
using document::TargetKind;

namespace {

constexpr std::size_t mostHistory = 50;

bool sameLayers(const std::vector<map::LayerState>& a, const std::vector<map::LayerState>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.id == y.id && x.visible == y.visible;
    });
}

} // namespace

Failure failureFrom(const std::exception& error)
{
    if (const auto* known = dynamic_cast<const geo::Error*>(&error)) {
        const QString where = QString::fromStdString(geo::text(known->place()));
        const QString happened = document::inLanguage(QString::fromStdString(known->happened()));
        return {where.isEmpty() ? happened : where + QStringLiteral(": ") + happened,
                document::inLanguage(QString::fromStdString(known->advice()))};
    }
    return {QString::fromUtf8(error.what()), {}};
}

Session::Session(QObject* parent) : QObject{parent}
{
    style_.layers = map::defaultLayers();
    pool_.setMaxThreadCount(2); // the ground may load while days are worked out
}

void Session::setDocument(std::shared_ptr<const Document> document)
{
    const bool other =
        !document_ || !document || document_->request().file != document->request().file;
    const bool sameNetwork = !other && &document_->situation() == &document->situation();
    document_ = std::move(document);
    if (other) {
        day_ = 0;
        history_.clear();
        selection_.reset();
        hover_.reset();
        facts_.reset();
        snapshot_ = {};
        headline_ = {};
        setPlaying(false);
    } else if (!sameNetwork) {
        // Rows may have come or gone: what was selected is found again by its place in the list.
        day_ = std::min(day_, lastDay());
    }
    Q_EMIT documentChanged();
    if (other) {
        Q_EMIT selectionChanged();
        Q_EMIT factsChanged();
        Q_EMIT dayChanged(day_);
    }
    if (document_ && sameNetwork && snapshot_.state) {
        takeState({document_->mapData(), snapshot_.state}, headline_);
        return;
    }
    wantState();
    wantFacts();
}

void Session::setDay(int day)
{
    day = std::clamp(day, 0, lastDay());
    if (day == day_) {
        return;
    }
    day_ = day;
    Q_EMIT dayChanged(day_);
    wantState();
    wantFacts();
}

void Session::setPlaying(bool playing)
{
    if (playing != playing_) {
        playing_ = playing;
        Q_EMIT playingChanged(playing_);
    }
}

void Session::wantState()
{
    if (!document_) {
        Q_EMIT stateChanged();
        return;
    }
    if (working_) {
        again_ = true; // the newest day, not every day in between
        return;
    }
    working_ = true;
    again_ = false;
    pool_.start([this, document = document_, day = day_] {
        map::Snapshot snapshot;
        document::Headline headline;
        Failure failure;
        try {
            snapshot = document->snapshot(day);
            headline = document->headline(day);
        } catch (const std::exception& error) {
            failure = failureFrom(error);
        }
        QMetaObject::invokeMethod(this, [this, document, day, snapshot, headline, failure] {
            working_ = false;
            if (document == document_ && snapshot.state == nullptr) {
                fail(failure);
            } else if (document == document_) {
                stateDay_ = day;
                takeState(snapshot, headline);
            }
            if (again_ || document != document_) {
                wantState();
            }
        });
    });
}

void Session::takeState(const map::Snapshot& snapshot, const document::Headline& headline)
{
    const std::shared_ptr<const map::MapState> before = snapshot_.state;
    snapshot_ = snapshot;
    headline_ = headline;
    followGap(before.get());
    Q_EMIT stateChanged();
}

/// Gaps are counted anew each day: the selected one is the gap at the same place, if there still is
/// one.
void Session::followGap(const map::MapState* before)
{
    if (!selection_ || selection_->kind != TargetKind::gap || before == nullptr ||
        before == snapshot_.state.get()) {
        return;
    }
    const auto& gaps = snapshot_.state->gaps;
    if (selection_->index >= before->gaps.size()) {
        return;
    }
    const map::MapGap& old = before->gaps[selection_->index];
    const auto same = std::find_if(gaps.begin(), gaps.end(), [&old](const map::MapGap& gap) {
        return gap.lost == old.lost && gap.box.contains(old.label.x_m, old.label.y_m);
    });
    if (same == gaps.end()) {
        select({});
        return;
    }
    const Target found = Target::of(TargetKind::gap, static_cast<std::size_t>(same - gaps.begin()));
    selection_ = found;
    wantFacts();
}

void Session::select(std::optional<Target> target)
{
    if (target == selection_) {
        return;
    }
    if (target && selection_) {
        history_.push_back(*selection_);
        if (history_.size() > mostHistory) {
            history_.erase(history_.begin());
        }
    }
    if (!target) {
        history_.clear();
    }
    selection_ = target;
    facts_.reset();
    Q_EMIT selectionChanged();
    Q_EMIT factsChanged();
    wantFacts();
}

void Session::selectBack()
{
    if (history_.empty()) {
        select({});
        return;
    }
    selection_ = history_.back();
    history_.pop_back();
    facts_.reset();
    Q_EMIT selectionChanged();
    Q_EMIT factsChanged();
    wantFacts();
}

void Session::setHover(std::optional<Target> target)
{
    if (target != hover_) {
        hover_ = target;
        Q_EMIT hoverChanged();
    }
}

void Session::show(const Target& target)
{
    select(target);
    if (document_) {
        if (const auto box = document_->boxOf(target, day_)) {
            zoomTo(*box);
        }
    }
}

void Session::wantFacts()
{
    const int asked = ++factsAsked_;
    if (!document_ || !selection_) {
        takeFacts(nullptr);
        return;
    }
    pool_.start([this, asked, document = document_, target = *selection_, day = day_] {
        std::shared_ptr<const document::Facts> facts;
        try {
            facts = std::make_shared<const document::Facts>(document->facts(target, day));
        } catch (const std::exception& error) {
            auto sorry = std::make_shared<document::Facts>();
            const Failure failure = failureFrom(error);
            sorry->target = target;
            sorry->title = failure.happened;
            sorry->subtitle = failure.advice;
            facts = std::move(sorry);
        }
        QMetaObject::invokeMethod(this, [this, asked, facts] {
            if (asked == factsAsked_) {
                takeFacts(facts);
            }
        });
    });
}

void Session::takeFacts(std::shared_ptr<const document::Facts> facts)
{
    std::vector<planning::AssetRef> path;
    if (facts) {
        for (const document::ChainPiece& piece : facts->chain) {
            if (piece.asset.kind == planning::AssetKind::span ||
                piece.asset.kind == planning::AssetKind::link) {
                path.push_back(piece.asset);
            }
        }
    }
    const bool changed = facts != facts_;
    facts_ = std::move(facts);
    if (path != style_.repairPath) {
        style_.repairPath = std::move(path);
        Q_EMIT styleChanged();
    }
    if (changed) {
        Q_EMIT factsChanged();
    }
}

void Session::setStyle(const map::Style& style)
{
    const bool same =
        style.theme == style_.theme && style.rightToLeft == style_.rightToLeft &&
        style.language == style_.language && sameLayers(style.layers, style_.layers) &&
        style.hiddenLooks == style_.hiddenLooks && style.technology == style_.technology &&
        style.repairPath == style_.repairPath;
    style_ = style;
    if (!same) {
        Q_EMIT styleChanged();
    }
}

void Session::setTheme(map::Theme theme)
{
    map::Style style = style_;
    style.theme = theme;
    setStyle(style);
}

void Session::setLayerVisible(map::LayerId id, bool visible)
{
    map::Style style = style_;
    for (map::LayerState& layer : style.layers) {
        if (layer.id == id) {
            layer.visible = visible;
        }
    }
    setStyle(style);
}

void Session::setLookVisible(map::SiteLook look, bool visible)
{
    map::Style style = style_;
    style.hiddenLooks.set(static_cast<std::size_t>(look), !visible);
    setStyle(style);
}

void Session::showOnlyLook(std::optional<map::SiteLook> look)
{
    map::Style style = style_;
    style.hiddenLooks.reset();
    if (look) {
        style.hiddenLooks.set();
        style.hiddenLooks.reset(static_cast<std::size_t>(*look));
    }
    setStyle(style);
}

} // namespace app::desktop
