#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Style, types of core/, scripts of the finder, translations. Quick, changes nothing.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cd "$ROOT"
status=0
"$VENV/bin/ruff" check --cache-dir "$CACHE/ruff" . || status=1
"$VENV/bin/ruff" format --check --cache-dir "$CACHE/ruff" . || status=1

# mypy names a package after its folder: give it one of the right name, whatever the checkout is called
mkdir -p "$CACHE/lint"
ln -sfn "$ROOT" "$CACHE/lint/service_points"
(cd "$CACHE/lint" && MYPYPATH=$CACHE/lint "$VENV/bin/mypy" --config-file "$ROOT/pyproject.toml" \
    --cache-dir "$CACHE/mypy") || status=1

if command -v node >/dev/null; then
    for script in resources/finder/js/*.js; do node --check "$script" || status=1; done
fi
"$PYTHON" scripts/i18n.py check || status=1
exit $status
