# SPDX-License-Identifier: GPL-2.0-or-later
"""What presets are called, without what is needed to use them."""

from __future__ import annotations

import json
from pathlib import Path

_RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def preset_ids(name: str) -> tuple[str, ...]:
    """Return the ids of ``resources/presets/<name>.json``, in the order of the file."""
    document = json.loads((_RESOURCES / "presets" / f"{name}.json").read_text(encoding="utf-8"))
    return tuple(str(entry["id"]) for entry in document["presets"])


def profile_ids() -> tuple[str, ...]:
    """Return the ids of the profiles in ``resources/profiles``: each one’s file is named after it."""
    return tuple(sorted(path.stem for path in (_RESOURCES / "profiles").glob("*.json")))
