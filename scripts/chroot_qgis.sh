#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# chroot_qgis.sh DEST : a Debian 13 (trixie) with QGIS 3.44 and the test environment in a folder, once. Needs root.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

dest=$1
requirements=$ROOT/scripts/requirements-test.txt
stamp=$(sha256sum "$requirements" "${BASH_SOURCE[0]}" | sha256sum | cut -c1-16)
[ "$(cat "$dest/opt/venv/stamp" 2>/dev/null)" != "$stamp" ] || exit 0
is_root || die "the QGIS 3.44 chroot needs root (mmdebstrap and chroot): run this target as root"
[ -x "$VENV/bin/pip" ] || die "the test environment is missing: run \`make setup-test\` first"

release=trixie
python_version=3.13
key=/usr/share/keyrings/debian-archive-keyring.gpg
packages=qgis,python3-qgis,qgis-providers,python3-scipy,python3-shapely,python3-venv,qttools5-dev-tools,git,make,xvfb,xauth

if [ ! -e "$dest/usr/bin/qgis_process" ]; then
    apt_install mmdebstrap
    # shellcheck disable=SC2016
    site=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $(codename)" 'Created-By: Packages' | sort -u | head -1)
    [ -n "$site" ] || die "apt knows no Debian mirror: check its sources"
    say "building the QGIS 3.44 chroot in $dest (about three minutes, 2 GB)"
    rm -rf --one-file-system "$dest" "$dest.partial"
    mkdir -p "$(dirname "$dest")"
    # QGIS 3.44 is in the backports: give them the same priority as the release itself
    # shellcheck disable=SC2016
    pin='mkdir -p "$1/etc/apt/preferences.d"; printf "Package: *\nPin: release n='$release'-backports\nPin-Priority: 500\n" > "$1/etc/apt/preferences.d/backports"'
    mmdebstrap --quiet --variant=minbase --mode=root \
        --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='APT::Install-Recommends "false"' \
        --aptopt='Acquire::Languages "none"' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --setup-hook="$pin" --include="$packages" "$release" "$dest.partial" \
        "deb [signed-by=$key] ${site%/} $release main" \
        "deb [signed-by=$key] ${site%/} $release-backports main" </dev/null
    mv "$dest.partial" "$dest"
fi

say "installing the test environment in the chroot"
rm -rf "$dest/opt/venv"
chroot "$dest" /usr/bin/python3 -m venv --system-site-packages --without-pip /opt/venv
site=$(chroot "$dest" /opt/venv/bin/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")
# the pip of this machine fetches wheels for the chroot's Python: nothing inside needs the network
"$VENV/bin/pip" install -q --disable-pip-version-check --target "$dest$site" --python-version $python_version \
    --implementation cp --platform manylinux_2_28_x86_64 --platform manylinux2014_x86_64 --platform any \
    --only-binary=:all: -r "$requirements"
echo "$stamp" >"$dest/opt/venv/stamp"
