#pragma once
// The tabs of the dock: the chosen one bold and underlined, a count in a chip beside its name.
#include "app/map/theme.h"

#include <QtWidgets/QTabBar>

#include <map>

namespace app::desktop {

class DockTabs : public QTabBar {
    Q_OBJECT
public:
    explicit DockTabs(QWidget* parent = nullptr);
    /// 0: no chip.
    void setCount(int tab, int count);
    int countOf(int tab) const;
    void setTheme(map::Theme theme);

protected:
    void paintEvent(QPaintEvent* event) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    double chipWidth(int tab) const;
    std::map<int, int> counts_;
    map::Theme theme_ = map::Theme::light;
};

} // namespace app::desktop
