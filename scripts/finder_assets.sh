#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The map library of the public finder, into an ignored folder that `make package` and `make demo` take with them.
# Version 5 is the last one with a classic script: a page opened from a folder may not load modules.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

VERSION=5.24.1
SHA512=1f2898070b6c6e4dcbd67d443cb2475aa768c8c885f349fbb44617159caeda6d538ef68dc7a28c2e215e0dd9accedd7f9aadb3bec4754c9b97fcd32ee41a275d
vendor=$ROOT/resources/finder/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say "fetching MapLibre GL JS $VERSION from the npm registry"
if ! npm_package "maplibre-gl@$VERSION" "$SHA512" "$work"; then
    say "it cannot be had (install npm): the public finder is made without its map, the list is whole"
    exit 0
fi
mkdir -p "$vendor"
cp "$work/LICENSE.txt" "$vendor/maplibre-gl.LICENSE.txt"
cp "$work/dist/maplibre-gl.css" "$vendor/"
cp "$work/dist/maplibre-gl.js" "$vendor/"
