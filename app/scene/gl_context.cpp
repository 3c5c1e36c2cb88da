#include "app/scene/gl_context.h"

#include "geo/error.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <array>

namespace app::scene {
namespace {

[[noreturn]] void fail(const char* what)
{
    throw geo::Error{std::string{"the terrain view cannot be drawn: "} + what,
                     "Install an OpenGL driver; Mesa's software one is enough (libegl-mesa0, "
                     "libgl1-mesa-dri)"};
}

} // namespace

struct GlContext::Impl {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    EGLSurface surface = EGL_NO_SURFACE;

    ~Impl()
    {
        if (display == EGL_NO_DISPLAY) {
            return;
        }
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (surface != EGL_NO_SURFACE) {
            eglDestroySurface(display, surface);
        }
        if (context != EGL_NO_CONTEXT) {
            eglDestroyContext(display, context);
        }
        // The display stays: another scene of this process may be using it.
    }
};

GlContext::GlContext() : impl_{std::make_unique<Impl>()}
{
    const auto platformDisplay = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
        eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (platformDisplay != nullptr) {
        impl_->display =
            platformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    }
    if (impl_->display == EGL_NO_DISPLAY) {
        impl_->display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
    }
    if (impl_->display == EGL_NO_DISPLAY ||
        eglInitialize(impl_->display, nullptr, nullptr) == EGL_FALSE) {
        fail("EGL does not start");
    }
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) {
        fail("EGL offers no desktop OpenGL");
    }
    constexpr std::array<EGLint, 15> wanted{EGL_SURFACE_TYPE,
                                            EGL_PBUFFER_BIT,
                                            EGL_RENDERABLE_TYPE,
                                            EGL_OPENGL_BIT,
                                            EGL_RED_SIZE,
                                            8,
                                            EGL_GREEN_SIZE,
                                            8,
                                            EGL_BLUE_SIZE,
                                            8,
                                            EGL_DEPTH_SIZE,
                                            24,
                                            EGL_ALPHA_SIZE,
                                            8,
                                            EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    if (eglChooseConfig(impl_->display, wanted.data(), &config, 1, &found) == EGL_FALSE ||
        found < 1) {
        fail("EGL has no suitable format");
    }
    constexpr std::array<EGLint, 5> size{EGL_WIDTH, 16, EGL_HEIGHT, 16, EGL_NONE};
    impl_->surface = eglCreatePbufferSurface(impl_->display, config, size.data());
    impl_->context = eglCreateContext(impl_->display, config, EGL_NO_CONTEXT, nullptr);
    if (impl_->surface == EGL_NO_SURFACE || impl_->context == EGL_NO_CONTEXT) {
        fail("EGL makes no context");
    }
    makeCurrent();
}

GlContext::~GlContext() = default;

void GlContext::makeCurrent()
{
    if (eglMakeCurrent(impl_->display, impl_->surface, impl_->surface, impl_->context) ==
        EGL_FALSE) {
        fail("EGL does not switch to its context");
    }
}

} // namespace app::scene
