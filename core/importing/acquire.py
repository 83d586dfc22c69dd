# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of a source, wherever it is: a file, a file on the web, or a service."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Callable

from requests.compat import urlencode, urlsplit

from ..errors import InputError
from ..file_moves import temporary_folder
from ..progress import SILENT, Part, Progress
from ..text import Text
from ..web.addresses import query_of
from .joining import joined
from .profile import Profile
from .readers import ReadOptions, read_file, read_hsds_package
from .services import (
    Client,
    read_ckan,
    read_esri,
    read_hsds,
    read_ogc_features,
    read_wfs,
)
from .table import SourceTable

Connect = Callable[[Progress], Client]
"""Makes a client for the web; what stops it is the progress."""

_ESRI = re.compile(r"/(?:Feature|Map)Server/\d+(?:/query)?/?$", re.IGNORECASE)
_COLLECTION = re.compile(r"/collections/[^/]+(?:/items)?/?$")
_RESOURCE = re.compile(r"^(.*?)(?:/(?:en|fr))?/dataset/[^/]+/resource/([0-9a-f-]{36})/?$")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_DEVICE = re.compile(r"^(?=(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))", re.IGNORECASE)  # of Windows
_MOST_NAME = 80
_PAGE = 1_000
_TYPE_NAMES = ("typenames", "typename")
_OURS = (*_TYPE_NAMES, "service", "version", "request", "outputformat", "srsname")

_NO_CLIENT = Text(
    "The source is at a web address, and there is no connection to the web here. Save the file "
    "and choose it.",
    "La source est à une adresse Web et il n’y a pas de connexion au Web ici. Enregistrez le fichier, puis "
    "choisissez-le.",
)
_NO_TYPE = Text(
    "The address of the WFS does not say which layer is meant. Add “typeNames=” and the layer’s name to it.",
    "L’adresse du WFS ne dit pas quelle couche est voulue. Ajoutez-y «\u00a0typeNames=\u00a0» et le nom "
    "de la couche.",
)
_SECOND = Text(
    "The profile “{profile}” joins a second file, “{name}”, which is not beside the source. Put it there, or "
    "choose it.",
    "Le profil «\u00a0{profile}\u00a0» joint un second fichier, «\u00a0{name}\u00a0», qui n’est pas à côté "
    "de la source. Placez-le là ou choisissez-le.",
)


def read_source(
    where: str,
    profile: Profile,
    *,
    second: str = "",
    connect: Connect | None = None,
    progress: Progress = SILENT,
) -> SourceTable:
    """Return the rows of a source, joined with the file in the other language where the profile has one.

    ``where`` and ``second`` are paths or web addresses; ``second`` is looked for beside the source when it is
    not given. Raises ``InputError``, ``ServiceError`` and ``Cancelled``.
    """
    if profile.join is None:
        return _read(where, profile, connect, progress)
    table = _read(where, profile, connect, Part(progress, 0.0, 0.5))
    other = second or _beside(where, profile, profile.join.second_language_file)
    return joined(table, _read(other, profile, connect, Part(progress, 0.5, 1.0)), profile.join)


def is_address(where: str) -> bool:
    """Return whether a source is on the web rather than a path."""
    return where.strip().lower().startswith(("https://", "http://"))


def service_of(url: str, kind: str) -> str:
    """Return the kind of service at an address (a code of ``source_kind``): the profile's, or by its form."""
    parts = urlsplit(url)
    if kind in ("esri_rest", "ckan", "ogc_api", "wfs", "hsds"):
        return kind
    if _ESRI.search(parts.path):
        return "esri_rest"
    if _COLLECTION.search(parts.path):
        return "ogc_api"
    if any(name.lower() in _TYPE_NAMES for name, _ in query_of(url)):
        return "wfs"
    return "ckan" if _RESOURCE.match(parts.path) else "open_data_file"


def _read(where: str, profile: Profile, connect: Connect | None, progress: Progress) -> SourceTable:
    if not is_address(where):
        return _local(Path(where), profile, progress)
    if connect is None:
        raise InputError(_NO_CLIENT)
    url = where.strip()
    return _READERS[service_of(url, profile.kind)](connect(progress), url, profile, progress)


def _local(path: Path, profile: Profile, progress: Progress) -> SourceTable:
    if profile.kind == "hsds":
        return read_hsds_package(path, progress=progress)
    return read_file(path, read_options(profile), progress)


def read_options(profile: Profile) -> ReadOptions:
    """Return how a profile's files are read."""
    reading = profile.read
    return ReadOptions(
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        header_line=reading.header_line,
        layer=reading.sheet,
        member=reading.member,
        crs=reading.crs,
    )


def _beside(where: str, profile: Profile, name: str) -> str:
    """Return the path of the second file. A profile of others does not get to name another folder."""
    found = Path(where).parent / name
    if is_address(where) or Path(name).name != name or name in (".", "..") or not found.is_file():
        raise InputError(_SECOND.format(profile=profile.id, name=name[:_MOST_NAME]))
    return str(found)


def _esri(client: Client, url: str, profile: Profile, progress: Progress) -> SourceTable:
    reading = profile.read
    asked = next((value.strip() for name, value in query_of(url) if name.lower() == "where"), "")
    return read_esri(
        client,
        url,
        where=reading.where or asked or "1=1",
        page_size=reading.page_size,
        order_by=reading.order_by,
    )


def _collection(client: Client, url: str, profile: Profile, progress: Progress) -> SourceTable:
    return read_ogc_features(client, url, **_page(profile))


def _wfs(client: Client, url: str, profile: Profile, progress: Progress) -> SourceTable:
    parts = urlsplit(url)
    query = query_of(url)
    names = [value for name, value in query if name.lower() in _TYPE_NAMES]
    if not names or not names[0]:
        raise InputError(_NO_TYPE)
    rest = urlencode([(name, value) for name, value in query if name.lower() not in _OURS])
    address = parts._replace(query=rest, fragment="").geturl()
    size = profile.read.page_size or _PAGE
    return read_wfs(client, address, names[0], order_by=profile.read.order_by, page_size=size)


def _ckan(client: Client, url: str, profile: Profile, progress: Progress) -> SourceTable:
    parts = urlsplit(url)
    found = _RESOURCE.match(parts.path)
    if found is None:
        return _file(client, url, profile, progress)
    portal = parts._replace(path=found.group(1), query="", fragment="").geturl()
    return read_ckan(client, portal, found.group(2), **_page(profile))


def _hsds(client: Client, url: str, profile: Profile, progress: Progress) -> SourceTable:
    return read_hsds(client, url, **_page(profile))


def _file(client: Client, url: str, profile: Profile, progress: Progress) -> SourceTable:
    """Read a file of the web; its bytes say what it is, its name is only for messages."""
    parts = urlsplit(url)
    name = _UNSAFE.sub("-", parts.path.rsplit("/", 1)[-1])[-_MOST_NAME:].lstrip(".-")
    name = _DEVICE.sub("file-", name).rstrip(".")
    with temporary_folder() as folder:
        path = Path(folder) / (name or "source")
        client.download(url, path)
        table = _local(path, profile, progress)
    return replace(table, origin=replace(table.origin, where=parts.netloc + parts.path))


def _page(profile: Profile) -> dict[str, int]:
    return {} if profile.read.page_size is None else {"page_size": profile.read.page_size}


_READERS: dict[str, Callable[[Client, str, Profile, Progress], SourceTable]] = {
    "esri_rest": _esri,
    "ogc_api": _collection,
    "wfs": _wfs,
    "ckan": _ckan,
    "hsds": _hsds,
    "open_data_file": _file,
}
