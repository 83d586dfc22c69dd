#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The test environment: a virtual environment over the system's Python (which has QGIS), outside the repository.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$ROOT/scripts/setup_runtime.sh"

requirements=$ROOT/scripts/requirements-test.txt
stamp=$("$PYTHON" -V; sha256sum <"$requirements")
if [ "$(cat "$VENV/stamp" 2>/dev/null)" != "$stamp" ] || ! "$VENV/bin/python" -c "import pytest_qgis" 2>/dev/null; then
    "$PYTHON" -c "import ensurepip" 2>/dev/null || apt_install python3-venv ||
        die "Python's venv module is missing: install it (python3-venv), then try again"
    say "setting up the test environment in $VENV"
    mkdir -p "$CACHE"
    [ "$("$VENV/bin/python" -V 2>/dev/null)" = "$("$PYTHON" -V)" ] || "$PYTHON" -m venv --clear --system-site-packages "$VENV"
    "$VENV/bin/pip" install -q --disable-pip-version-check -r "$requirements" </dev/null
    printf '%s\n' "$stamp" >"$VENV/stamp"
fi

# the desktop tests open a real window on a display of their own
{ command -v xvfb-run && command -v xauth && command -v git; } >/dev/null || apt_install xvfb xauth git ||
    die "please install xvfb, xauth and git, then try again"
