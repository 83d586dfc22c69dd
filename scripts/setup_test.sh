#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The test environment: a virtual environment over the system's Python (which has QGIS), outside the repository;
# beside it one of independent implementations ("oracles"), which shares nothing with the system's.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$ROOT/scripts/setup_runtime.sh"

need_venv() {
    "$PYTHON" -c "import ensurepip" 2>/dev/null || apt_install python3-venv ||
        die "Python's venv module is missing: install it (python3-venv), then try again"
}

requirements=$ROOT/scripts/requirements-test.txt
stamp=$("$PYTHON" -V; sha256sum <"$requirements")
if [ "$(cat "$VENV/stamp" 2>/dev/null)" != "$stamp" ] || ! "$VENV/bin/python" -c "import pytest_qgis" 2>/dev/null; then
    need_venv
    say "setting up the test environment in $VENV"
    mkdir -p "$CACHE"
    [ "$("$VENV/bin/python" -V 2>/dev/null)" = "$("$PYTHON" -V)" ] || "$PYTHON" -m venv --clear --system-site-packages "$VENV"
    "$VENV/bin/pip" install -q --disable-pip-version-check -r "$requirements" </dev/null
    printf '%s\n' "$stamp" >"$VENV/stamp"
fi

# A Python too old for them, or no way to get them, leaves out the tests that ask them, and no others. CI has them.
beside_venv() { # FOLDER REQUIREMENTS WHAT: an environment of its own, made once
    local folder=$1 requirements=$2 what=$3 stamp
    stamp=$("$PYTHON" -V; sha256sum <"$requirements")
    if [ "$(cat "$folder/stamp" 2>/dev/null)" != "$stamp" ]; then
        need_venv
        say "setting up $what in $folder (half a minute to two)"
        mkdir -p "$CACHE"
        "$PYTHON" -m venv --clear "$folder"
        if ! "$folder/bin/pip" install -q --disable-pip-version-check -r "$requirements" </dev/null 2>"$folder/pip.log"; then
            [ -z "${CI-}" ] || die "it cannot be installed: $(grep -i error "$folder/pip.log" | tail -n 1)"
            touch "$folder/failed"
        fi
        printf '%s\n' "$stamp" >"$folder/stamp"
    fi
    [ ! -e "$folder/failed" ] ||
        say "the tests that ask $what are left out, see $folder/pip.log; remove $folder to try again"
}
beside_venv "$ORACLES" "$ROOT/scripts/requirements-oracles.txt" "access and spopt"
beside_venv "$PYGEOAPI" "$ROOT/scripts/requirements-pygeoapi.txt" "pygeoapi"

# tests/servers read open data from a QGIS Server of the installed version
[ -e /usr/lib/qgis/server/libwfs3.so ] || {
    if can_install; then
        (apt_install qgis-server-wfs qgis-server-wfs3) || [ -z "${CI-}" ] || die "QGIS Server cannot be installed"
    else
        say "the tests of QGIS Server are left out: install qgis-server-wfs and qgis-server-wfs3 to run them"
    fi
}

# tests/servers start a PostgreSQL of their own; where it cannot be had they are left out, and no others. CI has it.
if ! compgen -G "/usr/share/postgresql/*/extension/postgis.control" >/dev/null && can_install; then
    case $(codename) in
    bookworm) postgres=postgresql-15-postgis-3 ;;
    *) postgres=postgresql-postgis ;;
    esac
    # no cluster of its own: the tests make theirs
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.d/service-points.conf >/dev/null
    (apt_install "$postgres") || [ -z "${CI-}" ] || die "PostgreSQL with PostGIS cannot be installed"
fi

# the desktop tests open a real window on a display of their own
{ command -v xvfb-run && command -v xauth && command -v git; } >/dev/null || apt_install xvfb xauth git ||
    die "please install xvfb, xauth and git, then try again"

# tests/finder open the public finder in a real browser and ask axe-core about it; where they cannot be had these
# tests are left out, and no others. CI has them.
AXE_VERSION=4.14.1
AXE_SHA512=1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5
{ command -v chromium && command -v pdftotext; } >/dev/null || {
    if can_install; then
        (apt_install chromium poppler-utils fonts-dejavu-core) || [ -z "${CI-}" ] || die "Chromium cannot be installed"
    else
        say "tests of the public finder in a browser, and of reports on paper, are left out: install chromium and poppler-utils"
    fi
}
[ "$(cat "$CACHE/axe-core/stamp" 2>/dev/null)" = "$AXE_VERSION" ] || {
    say "fetching axe-core $AXE_VERSION"
    if npm_package "axe-core@$AXE_VERSION" "$AXE_SHA512" "$CACHE/axe-core"; then
        echo "$AXE_VERSION" >"$CACHE/axe-core/stamp"
    else
        [ -z "${CI-}" ] || die "axe-core cannot be fetched"
        say "the tests of accessibility are left out: install npm to run them"
    fi
}

# tests/servers start an nginx of their own, on free ports; where it cannot be had they are left out, and no others
{ command -v nginx || [ -x /usr/sbin/nginx ]; } >/dev/null && command -v openssl >/dev/null || {
    if can_install; then
        say "nginx is installed for the tests; where systemd starts its default site as well, stop it if unwanted"
        (apt_install nginx-light openssl) || [ -z "${CI-}" ] || die "nginx cannot be installed"
    else
        say "the tests of sending over the web are left out: install nginx-light and openssl to run them"
    fi
}
