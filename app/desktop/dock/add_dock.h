#pragma once
// Puts the dock, the play bar and the terrain into a window.

namespace app::desktop {

class Dock;
class MainWindow;

/// The window owns what it gets.
Dock* addDock(MainWindow& window);

} // namespace app::desktop
