# What every target of the house is compiled with.
option(SILA_SANITIZE "Address and undefined-behaviour sanitizers" OFF)
option(SILA_TIDY "Run clang-tidy while compiling" OFF)
# Off: compiler caches share objects between checkouts only without them.
option(SILA_PCH "Precompiled headers" OFF)

if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(SILA_CCACHE ccache)
    if(SILA_CCACHE)
        # Hits across build folders and checkouts; the last one lets precompiled headers be cached.
        set(CMAKE_CXX_COMPILER_LAUNCHER
            ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
            CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
            ${SILA_CCACHE})
    endif()
endif()

add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_20)
target_include_directories(project_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(project_options INTERFACE SILA_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    # -ffp-contract=off: the same digits with and without fused multiply-add.
    target_compile_options(project_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow
        -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Werror=return-type
        -ffp-contract=off)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # False alarms of GCC 12 on strings and variants.
        target_compile_options(project_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
    endif()
    find_program(SILA_MOLD mold)
    if(SILA_MOLD AND NOT WIN32)
        target_link_options(project_options INTERFACE -fuse-ld=mold)
    endif()
endif()
if(SILA_SANITIZE)
    target_compile_options(project_options INTERFACE -fsanitize=address,undefined
        -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    target_link_options(project_options INTERFACE -fsanitize=address,undefined)
endif()
if(SILA_TIDY)
    set(CMAKE_CXX_CLANG_TIDY clang-tidy --warnings-as-errors=*)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
