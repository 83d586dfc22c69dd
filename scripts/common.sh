# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by the other scripts: where things are, and how packages of the system are installed.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
CACHE=${SERVICE_POINTS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/service-points}
PYTHON=${PYTHON:-/usr/bin/python3} # the system's own: it is the one that has QGIS
VENV=$CACHE/venv
ORACLES=$CACHE/oracles
PYGEOAPI=$CACHE/pygeoapi
export ROOT HOME CACHE PYTHON VENV ORACLES PYGEOAPI

say() { printf '%s\n' "service-points: $*" >&2; }
die() { say "$@"; exit 1; }

is_root() { [ "$(id -u)" = 0 ]; }

as_root() { if is_root; then "$@"; else sudo -n "$@"; fi; }

can_install() { command -v apt-get >/dev/null && { is_root || sudo -n true 2>/dev/null; }; }

missing_packages() { # NAME... : print those that dpkg does not have
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s\n' "$name"
    done
}

apt_install() { # NAME... : install what is missing, or say exactly what to type and fail
    local missing
    command -v dpkg-query >/dev/null || return 1
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! can_install; then
        say "these packages are missing, and installing them needs root or sudo. Please run:"
        say "    sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
        exit 1
    fi
    say "installing ${missing[*]}"
    local apt=(as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    apt-cache show --no-all-versions "${missing[@]}" >/dev/null 2>&1 || "${apt[@]}" update </dev/null
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null && return 0
    say "trying again with fresh package lists"
    "${apt[@]}" update </dev/null
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}

npm_package() { # NAME@VERSION SHA512 FOLDER : unpack a package of the npm registry whose bytes are known
    local work name
    command -v npm >/dev/null || { can_install && apt_install npm; } || return 1
    work=$(mktemp -d)
    name=$(cd "$work" && npm pack --silent "$1" </dev/null | tail -n 1) || { rm -rf "$work"; return 1; }
    if [ "$(sha512sum <"$work/$name" | cut -d' ' -f1)" != "$2" ]; then
        rm -rf "$work"
        die "$1 from the npm registry does not have the bytes that it should have"
    fi
    mkdir -p "$3"
    tar -xzf "$work/$name" -C "$3" --strip-components=1
    rm -rf "$work"
}

codename() { (. /etc/os-release && printf '%s' "${VERSION_CODENAME-}"); }

find_lrelease() { # print the path of Qt's lrelease, or nothing
    local each
    for each in /usr/lib/qt5/bin/lrelease /usr/lib/*/qt5/bin/lrelease lrelease lrelease-qt5 /usr/lib/qt6/bin/lrelease; do
        if command -v "$each" >/dev/null && "$each" -version >/dev/null 2>&1; then
            command -v "$each"
            return 0
        fi
    done
}
