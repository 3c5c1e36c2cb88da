# Shared by ./run, ./test and .ci/run: installs the packages of packages.txt that are missing.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '== %s\n' "$*"; }
stop() { printf 'Stopped: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else stop "packages are missing and this is neither root nor is there sudo: $*"
    fi
}

install_packages() {
    local wanted missing
    command -v dpkg-query >/dev/null || stop "this script needs Debian 12 (dpkg is absent)"
    mapfile -t wanted < <(sed 's/#.*//; /^[[:space:]]*$/d' "$root/packages.txt")
    mapfile -t missing < <(comm -23 <(printf '%s\n' "${wanted[@]}" | sort -u) \
        <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null |
            sed -n 's/^installed //p' | sort -u))
    [ "${#missing[@]}" -eq 0 ] && return 0
    say "installing ${#missing[@]} Debian packages: ${missing[*]}"
    # Fetch all before anything is unpacked, so that a failed download leaves nothing half-installed.
    local options=(-o DPkg::Lock::Timeout=600 -y --no-install-recommends)
    as_root apt-get -q update || stop "apt-get update failed (see above)"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "${options[@]}" --download-only \
        install "${missing[@]}" || stop "the packages could not be fetched (see above)"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "${options[@]}" install "${missing[@]}" ||
        stop "the packages could not be installed (see above); apt-get -f install mends it"
}

build() { # PRESET [TARGET…]
    local preset=$1 log
    shift
    cd "$root" || exit 1
    log=$(mktemp)
    if [ ! -f "build/$preset/build.ninja" ]; then
        say "configuring ($preset)"
        cmake --preset "$preset" >"$log" 2>&1 || { cat "$log"; stop "cmake could not configure"; }
    fi
    say "building ($preset)"
    if [ "$#" -gt 0 ]; then cmake --build --preset "$preset" --target "$@" >"$log" 2>&1
    else cmake --build --preset "$preset" >"$log" 2>&1
    fi || { grep -E 'error|FAILED|warning' -A4 "$log" | head -80; stop "the build failed (see above)"; }
    rm -f "$log"
}
