# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plugin remembers of a person, in QGIS's own settings so that IT can preset it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from qgis.core import QgsSettings

GROUP = "service_points"
RECENT_LIMIT = 8
NO_LOGIN = "-"


@dataclass
class Settings:
    """Names, types and defaults of the settings, read when made and written by ``save``."""

    language: str = ""
    recent_stores: tuple[str, ...] = ()
    follow_map: bool = True
    submitter_name: str = ""
    submitter_role: str = ""
    submitter_email: str = ""
    submitter_organization: str = ""
    submitter_licence: str = ""
    signing_key: str = ""
    """Id of the authentication configuration whose key signs submissions; empty = they are not signed."""
    inbox_folder: str = ""
    receipts_folder: str = ""
    """Where a steward finds submissions, and where their receipts are written."""
    exchange_places: tuple[str, ...] = ()
    """Where submissions were sent, the last first: the id of an authentication configuration (no secret) or
    a hyphen, a space, and the folder or address."""
    processes: int = 0
    """Processes for large analyses: 0 = as the machine allows, 1 = never more than QGIS itself."""
    cluster: str = ""
    """Addresses of the schedulers this computer trusts, with spaces between; the first is used by default."""
    cluster_ca: str = ""
    cluster_cert: str = ""
    cluster_key: str = ""
    """Paths of the PEM files for schedulers reached over TLS."""
    graph_cache_mb: int = 2048
    """Disk space for road graphs kept from run to run, in megabytes; 0 = none are kept."""
    signature_keys: str = ""
    """Ids of the authentication configurations whose keys a steward checks signatures with, and commas."""

    @classmethod
    def load(cls) -> Settings:
        """Read every setting; one of the wrong type falls back to its default."""
        stored, values = QgsSettings(), {}
        for item in fields(cls):
            raw = stored.value(f"{GROUP}/{item.name}", item.default)
            values[item.name] = _as_type_of(item.default, raw)
        return cls(**values)

    def save(self) -> None:
        stored = QgsSettings()
        for item in fields(self):
            value = getattr(self, item.name)
            stored.setValue(f"{GROUP}/{item.name}", list(value) if isinstance(value, tuple) else value)

    def add_recent_store(self, path: str) -> None:
        """Put a store first in the list of recent ones."""
        others = [known for known in self.recent_stores if Path(known) != Path(path)]
        self.recent_stores = (path, *others)[:RECENT_LIMIT]
        self.save()

    def add_exchange_place(self, place: str, authcfg: str = "") -> None:
        """Put a place that submissions are sent to first in the list, with how to log in there."""
        others = [line for line in self.exchange_places if line.partition(" ")[2] != place]
        self.exchange_places = (f"{authcfg or NO_LOGIN} {place}", *others)[:RECENT_LIMIT]
        self.save()

    def known_places(self) -> dict[str, str]:
        """Return where submissions were sent, the last first: place → authentication id or nothing."""
        lines = [line.partition(" ") for line in self.exchange_places]
        return {place: "" if login == NO_LOGIN else login for login, _, place in lines if place}


def _as_type_of(default: object, raw: object) -> object:
    if isinstance(default, bool):
        return raw if isinstance(raw, bool) else str(raw).lower() in ("true", "1")
    if isinstance(default, int):
        return int(raw) if str(raw).isdecimal() else default
    if isinstance(default, tuple):
        items = [raw] if isinstance(raw, str) and raw else raw
        return tuple(str(item) for item in items) if isinstance(items, (list, tuple)) else default
    return raw if isinstance(raw, str) else default


_settings: list[Settings] = []


def settings() -> Settings:
    """Return the settings of this session, read once."""
    if not _settings:
        _settings.append(Settings.load())
    return _settings[0]
