# SPDX-License-Identifier: GPL-2.0-or-later
"""Profiles as files: one's own, those that others send, and the presets that come with the plugin."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ..errors import InputError
from ..exchange.strict_json import refuse_constant, unique_names
from ..store.files import write_whole
from ..text import Text
from .profile import Profile
from .profile_parsing import parse_profile

PRESETS_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "profiles"
MOST_BYTES = 2_000_000

_UNREADABLE = Text(
    "The profile {name} cannot be read: {reason}. Choose another file, or map the fields anew.",
    "Le profil {name} est illisible\u00a0: {reason}. Choisissez un autre fichier ou refaites les "
    "associations.",
)
_LARGE = Text("it has more than {most} bytes", "il dépasse {most} octets")
_NO_JSON = Text("it is no JSON in UTF-8", "ce n’est pas du JSON en UTF-8")


def read_profile(path: Path) -> Profile:
    """Return the profile of a file. Raises ``InputError`` for one that is unreadable, too large or wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise _unreadable(path, Text(str(problem.strerror), str(problem.strerror))) from problem
    if len(data) > MOST_BYTES:
        raise _unreadable(path, _LARGE.format(most=MOST_BYTES))
    try:
        document = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=unique_names, parse_constant=refuse_constant
        )
    except (ValueError, RecursionError) as problem:
        raise _unreadable(path, _NO_JSON, str(problem)[:200]) from problem
    return parse_profile(document)


def write_profile(profile: Profile, path: Path) -> None:
    """Save a profile; the file is replaced as a whole. Raises ``StoreError`` when it cannot be written."""
    text = json.dumps(profile.document, ensure_ascii=False, indent=2) + "\n"
    write_whole(path, text.encode("utf-8"))


@lru_cache(maxsize=1)
def load_presets() -> Mapping[str, Profile]:
    """Return the profiles of ``resources/profiles`` by id. Raises ``InputError`` for a file that is wrong."""
    profiles = [read_profile(path) for path in sorted(PRESETS_FOLDER.glob("*.json"))]
    return MappingProxyType({profile.id: profile for profile in profiles})


def _unreadable(path: Path, reason: Text, details: str = "") -> InputError:
    return InputError(_UNREADABLE.format(name=path.name, reason=reason), details)
