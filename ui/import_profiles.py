# SPDX-License-Identifier: GPL-2.0-or-later
"""The profiles a person can choose from: those that come with the plugin, and their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..core.errors import ServicePointsError
from ..core.importing.profile import Profile
from ..core.importing.profile_file import load_presets, read_profile
from ..core.importing.table import SourceTable
from ..host import log
from ..host.importing import profiles_folder
from ..host.language import say


@dataclass(frozen=True)
class KnownProfile:
    """A profile and where it is; ``path`` is None for one that comes with the plugin."""

    profile: Profile
    path: Path | None = None

    @property
    def label(self) -> str:
        return say(self.profile.title)


def known_profiles() -> list[KnownProfile]:
    """Return the person's own profiles, then those of the plugin; one that cannot be read is left out."""
    found = []
    for path in sorted(profiles_folder().glob("*.json")):
        try:
            found.append(KnownProfile(read_profile(path), path))
        except ServicePointsError as problem:
            log.error(problem)
    own = sorted(found, key=lambda each: each.label.casefold())
    presets = sorted(map(KnownProfile, load_presets().values()), key=lambda each: each.label.casefold())
    return [*own, *presets]


def fitting(profiles: list[KnownProfile], table: SourceTable) -> KnownProfile | None:
    """Return the profile that reads most columns of a source and lacks none, None where none fits."""
    fit = [each for each in profiles if each.profile.columns and not each.profile.lacking(table)]
    return max(fit, key=lambda each: len(each.profile.columns), default=None)
