#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# side_qgis.sh DEST : unpack the QGIS of bookworm-backports (3.40) beside the installed one, once.
# Installs nothing and leaves apt's own state alone; the mirror is the one this machine's apt uses.
# Then:  . DEST/env.sh ; qgis_process.bin ...
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

dest=$1
[ ! -e "$dest/env.sh" ] || exit 0
[ "$(codename)" = bookworm ] || die "QGIS 3.40 beside the installed one needs Debian 12 (bookworm): its packages are built for it"
say "unpacking QGIS 3.40 into $dest (about half a minute, 500 MB)"

base=bookworm
suite=$base-backports
work=$dest.partial
rm -rf "$work" "$dest"
mkdir -p "$work"/apt/{lists/partial,cache/archives/partial} "$work/debs" "$work/tree"

key=/usr/share/keyrings/debian-archive-keyring.gpg
mirror() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(REPO_URI)' "Codename: $1" 'Created-By: Packages' | sort -u | head -1 | sed 's#/$##'
}
[ -n "$(mirror $base)" ] || die "apt knows no mirror of $base: check its sources"
{
    for each in $base $base-updates $suite; do echo "deb [signed-by=$key] $(mirror $base) $each main"; done
    security=$(mirror $base-security)
    [ -z "$security" ] || echo "deb [signed-by=$key] $security $base-security main"
} >"$work/apt/sources.list"

apt=(apt-get -o "Dir::State::lists=$work/apt/lists" -o "Dir::Cache=$work/apt/cache"
    -o "Dir::Etc::sourcelist=$work/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o APT::Install-Recommends=false -o Acquire::Languages=none -o APT::Sandbox::User=root)
"${apt[@]}" -qq update
# what an install would bring in over what this machine has: QGIS itself and the few libraries missing here
"${apt[@]}" -s install -t $suite qgis python3-qgis >"$work/apt/plan.txt"
! grep '^Remv' "$work/apt/plan.txt" || die "the packages of $suite do not fit beside those of this machine"
mapfile -t plan < <(awk '/^Inst/ {v=$0; sub(/^Inst [^ ]+ (\[[^]]*\] )?\(/, "", v); sub(/ .*/, "", v); print $2 "=" v}' \
    "$work/apt/plan.txt")
(cd "$work/debs" && "${apt[@]}" -qq download "${plan[@]}")
for each in "$work"/debs/*.deb; do dpkg -x "$each" "$work/tree"; done
rm -rf "$work/debs" "$work/apt"

cat >"$work/env.sh" <<'ENV'
X=$(dirname "$(realpath "${BASH_SOURCE[0]}")")/tree/usr
export QGIS_PREFIX_PATH=$X
export LD_LIBRARY_PATH=$X/lib:$X/lib/x86_64-linux-gnu:$X/lib/x86_64-linux-gnu/pulseaudio${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export PYTHONPATH=$X/lib/python3/dist-packages:$X/share/qgis/python:$X/share/qgis/python/plugins${PYTHONPATH:+:$PYTHONPATH}
export PATH=$X/bin:$PATH
ENV
mv "$work" "$dest"
