# SPDX-License-Identifier: GPL-2.0-or-later
"""Names in a zip that would be dangerous to unpack: a package with one of them is refused whole."""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


def bad_name(member: zipfile.ZipInfo, seen: set[str]) -> str | None:
    """Return what is wrong with a member's name or kind, or ``None``; adds the name to ``seen``.

    Judged as the archive has it, before Python cuts it at a NUL or turns separators round, and for every
    system at once: what is harmless here may not be where somebody unpacks it by hand.
    """
    name = member.orig_filename
    parts = name.rstrip("/").split("/")
    key = unicodedata.normalize("NFC", name.rstrip("/")).casefold()
    kind = stat.S_IFMT(member.external_attr >> 16)
    faults = (
        ("absolute name", name.startswith(("/", "\\"))),
        ("drive letter", re.match(r"[A-Za-z]:", name) is not None),
        ("character that no file name has", _FORBIDDEN.search(name) is not None),
        ("leads outside", ".." in parts),
        ("not a plain name", any(part in ("", ".") or part.endswith((" ", ".")) for part in parts)),
        ("name of a device", any(_DEVICE.fullmatch(part) for part in parts)),
        ("link or device", kind not in (0, stat.S_IFREG, stat.S_IFDIR)),
        ("twice the same name", key in seen),
    )
    seen.add(key)
    return next((reason for reason, found in faults if found), None)
