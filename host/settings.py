# SPDX-License-Identifier: GPL-2.0-or-later
"""The settings of the plugin: their names, types and defaults, and who set each one.

Where a value comes from, the first that has a usable one: the environment (``SERVICE_POINTS_CLUSTER_ADDRESS``
for ``cluster/address``); QGIS's global settings file, for what it names in ``locked``; what the person chose;
the global file again, as a start; the default. What comes from the first two is the organization's and
nobody changes it in QGIS.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QSettings

from ..core.errors import InputError
from ..core.text import Text
from . import setting_checks as checks

GROUP = "service_points"
PREFIX = "SERVICE_POINTS_"
LOCKED = f"{GROUP}/locked"
"""In the global settings file: names of settings that nobody may change, or ``*``."""
RECENT_LIMIT = 8
NO_LOGIN = "-"
_FILE_VARIABLE = "QGIS_GLOBAL_SETTINGS_FILE"
"""Names the file to QGIS's window; ``qgis_process`` does not look at it, but we do."""
_END_USER_LOCKS = ("store", "jurisdiction")


class Source(Enum):
    """Who set a value."""

    DEFAULT = "default"
    PERSON = "person"
    FILE = "qgis_global_settings.ini"
    ENVIRONMENT = "environment"


@dataclass(frozen=True)
class Origin:
    """Where the value of a setting comes from, and whether it is the organization's."""

    source: Source
    locked: bool = False


def _setting(default: Any, check: checks.Check, key: str = "", **more: bool) -> Any:  # noqa: ANN401
    """Declare a setting. ``more``: ``organization`` = a person cannot set it at all; ``remembered`` = the
    plugin notes it by itself, so it is not read from the environment; ``private`` = not for diagnostics."""
    return field(default=default, metadata={"check": check, "key": key, **more})


@dataclass(frozen=True)
class Settings:
    """The values in force. ``load`` reads them, ``change`` keeps what a person chose."""

    language: str = _setting("", checks.language_tag)
    end_user: bool = _setting(False, checks.flag, organization=True)
    """The tools of stewards are hidden; the store and jurisdiction that the organization set are locked."""
    store: str = _setting("", checks.store)
    """The store that the panel opens by itself."""
    jurisdiction: str = _setting("", checks.jurisdiction_code)
    """For whom working copies are made."""
    recent_stores: tuple[str, ...] = _setting((), checks.texts, remembered=True, private=True)
    follow_map: bool = _setting(True, checks.flag)
    submitter_name: str = _setting("", checks.text, private=True)
    submitter_role: str = _setting("", checks.text, private=True)
    submitter_email: str = _setting("", checks.text, private=True)
    submitter_organization: str = _setting("", checks.text, private=True)
    submitter_licence: str = _setting("", checks.text)
    signing_key: str = _setting("", checks.text, private=True)
    """Id of the authentication configuration whose key signs submissions; empty = they are not signed."""
    inbox_folder: str = _setting("", checks.text)
    receipts_folder: str = _setting("", checks.text)
    """Where a steward finds submissions, and where their receipts are written."""
    exchange_places: tuple[str, ...] = _setting((), checks.texts, remembered=True, private=True)
    """Where submissions were sent, the last first: the id of an authentication configuration (no secret) or
    a hyphen, a space, and the folder or address."""
    processes: int = _setting(0, checks.whole(0, 60))
    """Processes for large analyses: 0 = as the machine allows, 1 = never more than QGIS itself."""
    graph_cache_mb: int = _setting(2048, checks.whole(0, 10_000_000))
    """Disk space for road graphs kept from run to run, in megabytes; 0 = none are kept."""
    signature_keys: str = _setting("", checks.text, private=True)
    """Ids of the authentication configurations whose keys a steward checks signatures with, and commas."""
    cluster_address: str = _setting("", checks.scheduler, "cluster/address")
    """The scheduler that large analyses are handed to; empty = this computer."""
    cluster_ca: str = _setting("", checks.text, "cluster/ca")
    cluster_certificate: str = _setting("", checks.text, "cluster/certificate")
    cluster_key: str = _setting("", checks.text, "cluster/key")
    """The files of a ``tls://`` scheduler: the authority that both trust, our certificate and its key."""
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)
    problems: tuple[Text, ...] = field(default=(), compare=False, repr=False)
    """One sentence for each value that could not be used."""

    @classmethod
    def load(cls) -> Settings:
        """Read every setting; one that cannot be used falls back, and ``problems`` says so."""
        found = _Found()
        problems, values, origins = found.unknown_locks(), {}, {}
        for item in declared():
            values[item.name], origins[item.name], wrong = found.value(item)
            problems += wrong
        return cls(**values, origins=MappingProxyType(origins), problems=tuple(problems))

    def is_locked(self, name: str) -> bool:
        """Return whether the organization set a value, so that nobody may change it here."""
        return self.origins.get(name, Origin(Source.DEFAULT)).locked

    def source(self, name: str) -> Source:
        """Return where a value comes from."""
        return self.origins.get(name, Origin(Source.DEFAULT)).source

    @property
    def locked_store(self) -> str:
        """The only store that may be opened, with its working copies; empty = any."""
        return self.store if self.is_locked("store") else ""

    @property
    def locked_jurisdiction(self) -> str:
        """The only jurisdiction for which working copies are made; empty = any."""
        return self.jurisdiction if self.is_locked("jurisdiction") else ""

    def known_places(self) -> dict[str, str]:
        """Return where submissions were sent, the last first: place → authentication id or nothing."""
        lines = [line.partition(" ") for line in self.exchange_places]
        return {place: "" if login == NO_LOGIN else login for login, _, place in lines if place}


def declared() -> tuple[Field[Any], ...]:
    """Return the settings as they are declared."""
    return tuple(item for item in fields(Settings) if "check" in item.metadata)


def key_of(item: Field[Any]) -> str:
    """Return the name of a setting in a settings file, below ``service_points``."""
    return str(item.metadata["key"] or item.name)


def variable_of(item: Field[Any]) -> str:
    """Return the name of a setting in the environment; empty for what the plugin notes by itself."""
    return "" if item.metadata.get("remembered") else PREFIX + key_of(item).replace("/", "_").upper()


_settings: list[Settings] = []


def settings() -> Settings:
    """Return the settings of this session, read once and after every change."""
    if not _settings:
        _settings.append(Settings.load())
    return _settings[0]


def change(**values: Any) -> Settings:  # noqa: ANN401
    """Keep what a person chose, and return the settings in force then.

    What the organization set stays as it is. Raises ``InputError`` for a value that cannot be used, before
    anything is kept.
    """
    by_name, before = {item.name: item for item in declared()}, Settings.load()
    kept = {}
    for name, value in values.items():
        item = by_name[name]
        checked = item.metadata["check"](value)
        own = not before.is_locked(name) and not item.metadata.get("organization")
        if own and checked != getattr(before, name):
            kept[f"{GROUP}/{key_of(item)}"] = list(checked) if isinstance(checked, tuple) else checked
    stored = QgsSettings()
    for key, value in kept.items():
        stored.setValue(key, value)
    _settings[:] = [Settings.load()]
    return _settings[0]


def forget() -> None:
    """Read the settings anew when they are next asked for."""
    _settings.clear()
    _language.clear()


def remember_store(name: str) -> None:
    """Put a store first in the list of recent ones."""
    others = [known for known in Settings.load().recent_stores if Path(known) != Path(name)]
    change(recent_stores=(name, *others)[:RECENT_LIMIT])


def remember_place(place: str, authcfg: str = "") -> None:
    """Put a place that submissions are sent to first in the list, with how to log in there."""
    others = [line for line in Settings.load().exchange_places if line.partition(" ")[2] != place]
    change(exchange_places=(f"{authcfg or NO_LOGIN} {place}", *others)[:RECENT_LIMIT])


def chosen_language() -> str:
    """Return the setting ``language`` as it is now.

    Asked for with every sentence: it is worked out anew only when something it comes from is another.
    """
    known = (os.environ.get(_VARIABLE), QgsSettings.globalSettingsPath(), QgsSettings().value(_KEY))
    if _language[:1] != [known]:
        _language[:] = [known, str(_Found().value(_LANGUAGE)[0])]
    return _language[1]


_LANGUAGE = next(item for item in declared() if item.name == "language")
_VARIABLE, _KEY = variable_of(_LANGUAGE), f"{GROUP}/{key_of(_LANGUAGE)}"
_language: list[Any] = []
"""What the language was worked out from, and the language."""


class _Found:
    """What stands in the environment and in QGIS's settings, read when it is asked for."""

    def __init__(self) -> None:
        self._stored = QgsSettings()
        path = QgsSettings.globalSettingsPath() or os.environ.get(_FILE_VARIABLE, "")
        self._file = QgsSettings(path, QSettings.Format.IniFormat) if path else None
        names = self._file.value(LOCKED, []) if self._file else []
        listed = ",".join([names] if isinstance(names, str) else map(str, names or ()))  # quoted: one text
        self._locked = {name.strip() for name in listed.split(",")} - {""}

    def unknown_locks(self) -> list[Text]:
        """Say which names of ``locked`` are no settings: what they were meant for can be changed."""
        known = {"*", *map(key_of, declared())}
        return [_NO_SETTING.format(name=name[:60]) for name in sorted(self._locked - known)]

    def value(self, item: Field[Any]) -> tuple[Any, Origin, list[Text]]:
        """Return a setting's value, its origin, and what is wrong with what could not be used."""
        problems = []
        for raw, origin in self._candidates(item):
            try:
                return item.metadata["check"](raw), origin, problems
            except InputError as problem:
                name = variable_of(item) if origin.source is Source.ENVIRONMENT else key_of(item)
                problems.append(
                    _UNUSABLE.format(name=name, source=_WHERE[origin.source], reason=problem.text)
                )
        return item.default, Origin(Source.DEFAULT), problems

    def _candidates(self, item: Field[Any]) -> Iterator[tuple[Any, Origin]]:
        variable, key = variable_of(item), f"{GROUP}/{key_of(item)}"
        if os.environ.get(variable):
            yield os.environ[variable], Origin(Source.ENVIRONMENT, locked=True)
        preset = self._file.value(key) if self._file is not None and self._file.contains(key) else None
        if preset is not None and self._is_locked(item):
            yield preset, Origin(Source.FILE, locked=True)
        if item.metadata.get("organization"):
            return
        own = self._stored.value(key) if self._stored.contains(key) else None
        if own is not None and own != preset:
            yield own, Origin(Source.PERSON)
        if preset is not None:
            yield preset, Origin(Source.FILE)

    def _is_locked(self, item: Field[Any]) -> bool:
        if item.metadata.get("organization") or self._locked & {"*", key_of(item)}:
            return not item.metadata.get("remembered")
        return item.name in _END_USER_LOCKS and self._is_end_user()

    def _is_end_user(self) -> bool:
        mode = next(item for item in declared() if item.name == "end_user")
        return bool(self.value(mode)[0])


_NO_SETTING = Text(
    "“{name}”, which the global settings file of QGIS locks, must be the name of a setting, such as "
    "cluster/address. Nothing is locked by it.",
    "«\u00a0{name}\u00a0», que verrouille le fichier global de paramètres de QGIS, doit être le nom d’un "
    "paramètre, comme cluster/address. Rien n’est verrouillé par ce nom.",
)
_WHERE = {
    Source.ENVIRONMENT: Text("environment", "environnement"),
    Source.FILE: Text("global settings file of QGIS", "fichier global de paramètres de QGIS"),
    Source.PERSON: Text("settings of this profile", "paramètres de ce profil"),
}
_UNUSABLE = Text(
    "The setting “{name}” ({source}) cannot be used: {reason}. It is left out until it is put right.",
    "Le paramètre «\u00a0{name}\u00a0» ({source}) ne peut être utilisé\u00a0: {reason}. Il est ignoré "
    "tant qu’il n’est pas corrigé.",
)
