#pragma once
// An OpenGL context without a window. The only place that knows the windowing system (EGL).
#include <memory>

namespace app::scene {

class GlContext {
public:
    /// Throws geo::Error when none can be made; current on this thread afterwards.
    GlContext();
    ~GlContext();
    GlContext(const GlContext&) = delete;
    GlContext& operator=(const GlContext&) = delete;
    void makeCurrent();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace app::scene
