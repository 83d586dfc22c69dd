#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What the plugin and its demonstration need: QGIS with Python, scipy, shapely, Qt's lrelease. Quick when all is there.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

ready() {
    "$PYTHON" -c "import qgis.core, osgeo, scipy, shapely" 2>/dev/null &&
        { command -v qgis_process.bin || command -v qgis_process; } >/dev/null && [ -n "$(find_lrelease)" ]
}

ready && exit 0
apt_install qgis python3-qgis qgis-providers python3-scipy python3-shapely qttools5-dev-tools ||
    die "please install QGIS 3.22 or newer with its Python bindings, scipy, shapely and Qt's lrelease, then try again"
ready || die "QGIS is installed, but $PYTHON cannot import qgis.core, scipy and shapely, or lrelease is missing;" \
    "say which Python has them: make PYTHON=/path/to/python3 ..."
