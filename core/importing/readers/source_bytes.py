# SPDX-License-Identifier: GPL-2.0-or-later
"""The bytes of a file or of what an archive holds: read once, bounded, and known to be harmless to open."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..table import Remark
from .archive import check_archive, members_of
from .kinds import DATABASES, Kind, recognise
from .options import Limits, ReadOptions
from .problems import (
    BYTES,
    NOTHING_KNOWN,
    UNNAMED_DATABASE,
    missing_parts,
    no_such_choice,
    over_limit,
    unreadable,
    wrong_kind,
)
from .remarks import other_members

SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED = SHAPEFILE_PARTS[:3]
_PREFERRED = (Kind.SHAPEFILE, Kind.GEOPACKAGE, Kind.GEOJSON, Kind.KML, Kind.DELIMITED)


@dataclass(frozen=True)
class Source:
    """What is to be read. ``parts`` are bytes by suffix (one, unless it is a Shapefile).

    A GeoPackage that is a file has a ``path`` instead of parts: opened and closed by anybody but SQLite, it
    would lose the locks that QGIS holds on it. ``sha256`` is then empty.
    """

    kind: Kind
    where: str
    sha256: str
    parts: Mapping[str, bytes] = field(default_factory=dict)
    path: Path | None = None
    members: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def data(self) -> bytes:
        """The bytes of what is one file."""
        return next(iter(self.parts.values()))


def open_source(path: Path, options: ReadOptions) -> Source:
    """Return what ``path`` holds. Raises ``InputError`` for what is unreadable, unknown or over a limit."""
    suffix = path.suffix.lower()
    if suffix in DATABASES:
        return _database(path, options.limits)
    if suffix in (".shx", ".dbf", ".prj", ".cpg"):
        path = _beside(path, ".shp") or path
        suffix = path.suffix.lower()
    data = read_bytes(path, options.limits.bytes)
    kind = recognise(data, path.name)
    if kind is Kind.GEOPACKAGE:
        raise wrong_kind(path.name, UNNAMED_DATABASE)
    if kind is Kind.ARCHIVE:
        return _inside(path.name, data, options)
    if kind in (Kind.XLSX, Kind.ODS):
        check_archive(path.name, data, options.limits)
    parts = {suffix: data}
    if kind is Kind.SHAPEFILE:
        parts = _shapefile(path, data, options.limits)
    return Source(kind, path.name, _digest(parts.values()), parts)


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a file. Raises ``InputError`` when it is unreadable or has more than ``most``."""
    try:
        if not path.is_file():
            raise unreadable(path.name, "no file")
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError) as error:  # a NUL in the path is a ValueError
        raise unreadable(path.name, str(error)) from error
    if len(data) > most:
        raise over_limit(path.name, BYTES, most, len(data))
    return data


def _database(path: Path, limits: Limits) -> Source:
    try:
        if not path.is_file():
            raise unreadable(path.name, "no file")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise unreadable(path.name, str(error)) from error
    if size > limits.bytes:
        raise over_limit(path.name, BYTES, limits.bytes, size)
    return Source(Kind.GEOPACKAGE, path.name, "", path=path)


def _beside(path: Path, suffix: str) -> Path | None:
    """Return the file of the same name with another suffix, in whatever case it is written.

    Letters with accents may be in two parts in a folder of macOS; Qt puts them together in the path it gives.
    """
    stem = unicodedata.normalize("NFC", path.stem)
    try:
        found = [
            each
            for each in path.parent.iterdir()
            if each.suffix.lower() == suffix and unicodedata.normalize("NFC", each.stem) == stem
        ]
    except OSError:
        return None
    return min(found, default=None)


def _shapefile(path: Path, data: bytes, limits: Limits) -> dict[str, bytes]:
    parts = {".shp": data}
    for suffix in SHAPEFILE_PARTS[1:]:
        part = _beside(path, suffix)
        if part is not None:
            left = limits.bytes - sum(map(len, parts.values()))
            parts[suffix] = read_bytes(part, left)
    return _whole(path.name, parts)


def _whole(where: str, parts: dict[str, bytes]) -> dict[str, bytes]:
    missing = [suffix for suffix in _NEEDED if suffix not in parts]
    if missing:
        raise missing_parts(where, missing)
    return parts


def _inside(where: str, data: bytes, options: ReadOptions) -> Source:
    """Return the file of an archive that was chosen, or the first of the best kind."""
    members = members_of(where, data, options.limits)
    kinds = {
        name: recognise(content, name)
        for name, content in members.items()
        if _suffix(name) not in SHAPEFILE_PARTS[1:] and _is_data(name)
    }
    found = sorted(
        (name for name in kinds if kinds[name] in _PREFERRED),
        key=lambda name: (_PREFERRED.index(kinds[name]), name),
    )
    if not found:
        raise wrong_kind(where, NOTHING_KNOWN)
    chosen = options.member or found[0]
    if chosen not in found:
        raise no_such_choice(where, chosen, found)
    parts = {_suffix(chosen): members[chosen]}
    if kinds[chosen] is Kind.SHAPEFILE:
        stem = chosen[: -len(".shp")]
        siblings = {_suffix(name): content for name, content in members.items() if name[:-4] == stem}
        parts = _whole(chosen, {each: siblings[each] for each in SHAPEFILE_PARTS if each in siblings})
    remarks = () if options.member or len(found) == 1 else (other_members(chosen, found),)
    return Source(
        kinds[chosen],
        f"{where}/{chosen}",
        hashlib.sha256(data).hexdigest(),
        parts,
        members=tuple(found),
        remarks=remarks,
    )


_DATA = (".csv", ".txt", ".tsv", ".tab", ".json", ".geojson", ".kml", ".gpkg", ".shp")
_EXPLAINING = ("readme", "licence", "license", "lisezmoi", "metadata", "metadonnees")


def _is_data(name: str) -> bool:
    """Return whether a member may be data: archives also hold texts about it and leftovers of systems."""
    last = name.rsplit("/", 1)[-1].lower()
    return last.endswith(_DATA) and not last.startswith((".", *_EXPLAINING)) and "__MACOSX/" not in name


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
