#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The routers that `make bench` compares with: a virtual environment of their own, outside the repository, each in the
# newest version that installs. One that does not is named with its reason in failed.txt; the rest is measured.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

bench=$CACHE/bench-venv
peers=(scipy shapely pandana igraph networkx matplotlib)

stamp=$("$PYTHON" -V; printf '%s\n' "${peers[@]}")
if [ "$(cat "$bench/stamp" 2>/dev/null)" != "$stamp" ]; then
    "$PYTHON" -c "import ensurepip" 2>/dev/null || apt_install python3-venv ||
        die "Python's venv module is missing: install it (python3-venv), then try again"
    say "setting up the benchmark's peers in $bench"
    mkdir -p "$CACHE"
    "$PYTHON" -m venv --clear "$bench"
    : >"$bench/failed.txt"
    for peer in "${peers[@]}"; do
        if ! "$bench/bin/pip" install -q --disable-pip-version-check "$peer" </dev/null >"$bench/pip.log" 2>&1; then
            printf '%s: %s\n' "$peer" "$(grep -i error "$bench/pip.log" | tail -n 1)" >>"$bench/failed.txt"
        fi
    done
    printf '%s\n' "$stamp" >"$bench/stamp"
fi
[ ! -s "$bench/failed.txt" ] || say "not installed, and so not measured: $(cat "$bench/failed.txt")"

if ! command -v g++ >/dev/null && can_install; then
    apt_install g++ || true
fi
command -v g++ >/dev/null && g++ -O2 -std=c++17 -o "$bench/floor" "$ROOT/benchmarks/floor.cpp" ||
    say "no g++: our router is not held against compiled code"

# optional: the routing of PostGIS, where the system has it as a package
pgrouting=$(apt-cache pkgnames postgresql- 2>/dev/null | grep -E '^postgresql-[0-9]+-pgrouting$' | sort -V | tail -n 1) || true
if [ -n "$pgrouting" ] && can_install; then
    apt_install "$pgrouting" || say "$pgrouting cannot be installed, and so is not measured"
fi
