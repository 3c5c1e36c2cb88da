# Shared by the acceptance tests: what is expected, and the account of it.
# shellcheck shell=bash
set -uo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

good() { printf '  ok    %s\n' "$*"; }
bad() { printf '  WRONG %s\n' "$*"; failed=$((failed + 1)); }
finish() {
    [ "$failed" -eq 0 ] || { echo "$failed of the expectations do not hold"; exit 1; }
    echo "all hold"
    exit 0
}

# same WHAT HERE THERE: both texts are alike
same() { if [ "$2" = "$3" ]; then good "$1: $2"; else bad "$1: $2, expected $3"; fi; }
# near WHAT HERE THERE MARGIN: numbers that differ by no more than the margin
near() {
    if awk -v a="$2" -v b="$3" -v m="$4" 'BEGIN { d = a - b; exit !(a != "" && b != "" && d <= m && -d <= m) }'
    then good "$1: $2 (within $4 of $3)"
    else bad "$1: $2, expected $3 within $4"
    fi
}
# must COMMAND…: runs it; the test ends when it fails
must() {
    "$@" >"$work/out" 2>"$work/err" || {
        echo "FAILED: $*"
        cat "$work/out" "$work/err"
        exit 1
    }
}
# sql FILE QUERY: one value, or lines with | between
sql() { sqlite3 -batch "$1" "$2"; }
# json FILE PATH: a value of a JSON document
json() { sqlite3 -batch :memory: "SELECT json_extract(CAST(readfile('$1') AS TEXT), '$2')"; }
# ogr SOURCE QUERY: the one number GDAL's SQL finds there
ogr() { ogrinfo -q "$1" -dialect SQLite -sql "$2" 2>/dev/null | sed -n 's/.* = //p' | tail -1; }
