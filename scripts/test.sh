#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# test.sh installed|3.40|3.44 [pytest options] : run the suite on one QGIS. Caches stay outside the repository.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

leg=$1
shift
export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen HYPOTHESIS_STORAGE_DIRECTORY=$CACHE/hypothesis
export PYTHONPYCACHEPREFIX=$CACHE/pycache
cd "$ROOT"
say "running the suite on QGIS $leg"
case $leg in
installed)
    exec "$VENV/bin/python" -P -m pytest -o cache_dir="$CACHE/pytest" "$@"
    ;;
3.40)
    "$ROOT/scripts/side_qgis.sh" "$CACHE/qgis-3.40"
    . "$CACHE/qgis-3.40/env.sh"
    # a root folder of its own: pytest-qgis keeps the profile there, and versions must not share one
    mkdir -p "$CACHE/run-3.40"
    rm -rf "$CACHE/run-3.40/.qgis-settings"
    exec "$VENV/bin/python" -P -m pytest -o cache_dir="$CACHE/run-3.40/pytest" \
        -c "$ROOT/pyproject.toml" --rootdir "$CACHE/run-3.40" "${@:-$ROOT/tests}"
    ;;
3.44)
    "$ROOT/scripts/chroot_qgis.sh" "$CACHE/chroot-3.44"
    exec "$ROOT/scripts/in_chroot.sh" "$CACHE/chroot-3.44" python -P -m pytest -p no:cacheprovider "$@"
    ;;
*)
    die "usage: test.sh installed|3.40|3.44 [pytest options]"
    ;;
esac
