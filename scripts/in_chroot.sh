#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# in_chroot.sh CHROOT COMMAND... : run COMMAND in CHROOT as root, with the repository seen as /repo.
# All mounts live in a mount namespace of their own: nothing to unmount, nothing left behind, and no later
# `rm -rf CHROOT` can reach into the repository.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

root=$(realpath "$1")
shift
is_root || die "running in the chroot needs root"
mkdir -p "$root/repo"
# shellcheck disable=SC2016
exec unshare --mount --propagation private --pid --fork --kill-child --ipc bash -eu -c '
    root=$1 repo=$2
    shift 2
    mount --bind "$repo" "$root/repo"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    mkdir -p "$repo/.qgis-settings"
    mount -t tmpfs tmpfs "$root/repo/.qgis-settings" # each QGIS its own profile
    exec chroot "$root" /usr/bin/env -i PATH=/opt/venv/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root CI="${CI-}" \
        LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/tmp PYTHONDONTWRITEBYTECODE=1 \
        GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0="*" \
        /bin/sh -c "cd /repo && exec \"\$@\"" sh "$@"' _ "$root" "$ROOT" "$@"
