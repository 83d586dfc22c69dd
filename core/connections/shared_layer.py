# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a shared layer is: the kind of service, its address, the layer there, and how to log in.

A connection is kept in QGIS's settings and in projects, so nothing secret may be in it: a login is the id of
an authentication configuration.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from enum import Enum

from requests.compat import urlsplit

from ..errors import InputError
from ..importing.services.steps import checked
from ..text import Text
from ..web.addresses import query_of, redacted

MOST_CHARACTERS = 2_000
_ESRI = re.compile(r"(.*/(?:Feature|Map)Server)(?:/(\d{1,6}))?(?:/query)?/?", re.IGNORECASE)
_COLLECTION = re.compile(r"(.*?)/collections(?:/([^/]{1,200}))?(?:/items)?/?")
_FILE = re.compile(r"\.(?:geojson|json|csv|tsv|txt|gpkg|kml|xlsx|ods|zip)", re.IGNORECASE)
_ASKED = ("service", "request", "version", "typename", "typenames", "outputformat", "resulttype", "count")
_PAGED = ("f", "limit", "offset", "bbox")
_SECRET = re.compile(
    r"(?:access[_-]?|auth[_-]?)?(?:token|key)|api[_-]?key|(?:user|pass)(?:name|word)?|passwd|pwd|sig|signature"
    r"|secret|client[_-]?secret|(?:ocp-apim-)?subscription-key",
    re.IGNORECASE,
)


class Service(Enum):
    """What answers at the address of a shared layer."""

    OGC_API = "ogc_api"
    WFS = "wfs"
    ESRI = "esri"
    FILE = "file"


@dataclass(frozen=True)
class SharedLayer:
    """A connection. ``of`` makes one from what a person typed; ``authcfg`` is an id or nothing."""

    title: str
    service: Service
    url: str
    layer: str = ""
    authcfg: str = ""

    @classmethod
    def of(
        cls, title: str, service: Service, address: str, layer: str = "", authcfg: str = ""
    ) -> SharedLayer:
        """Return the connection that an address stands for, which may also name the layer.

        Raises ``InputError`` for an address with a password or a token in it, for one that is no web address,
        and for a service without a layer.
        """
        url, named = split_address(service, address)
        chosen = layer.strip() or named
        if not chosen and service is not Service.FILE:
            raise InputError(_NO_LAYER.format(host=urlsplit(url).hostname))
        return cls(title.strip() or chosen or _last_part(url), service, url, chosen, authcfg.strip())

    @property
    def key(self) -> str:
        """What the copies of this layer are kept under: not its title, which people change."""
        text = "\n".join((self.service.value, self.url, self.layer, self.authcfg))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:20]

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or redacted(self.url)

    def to_json(self) -> str:
        """Return it as a layer remembers it."""
        members = {"title": self.title, "service": self.service.value, "url": self.url}
        return json.dumps({**members, "layer": self.layer, "authcfg": self.authcfg}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: object) -> SharedLayer | None:
        """Return what a layer remembers; ``None`` for anything else, which a project may hold too."""
        try:
            known = json.loads(text) if isinstance(text, str) and len(text) < MOST_CHARACTERS * 4 else None
        except (ValueError, RecursionError):
            return None
        names = ("title", "service", "url", "layer", "authcfg")
        if not isinstance(known, dict) or not all(isinstance(known.get(name), str) for name in names):
            return None
        try:
            service = Service(known["service"])
            return cls.of(known["title"], service, known["url"], known["layer"], known["authcfg"])
        except (ValueError, InputError):
            return None


def guess_service(address: str) -> Service | None:
    """Return the kind of service that an address looks like; ``None`` where it says nothing."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    path, query = parts.path, parts.query.lower()
    if _ESRI.fullmatch(path):
        return Service.ESRI
    if "service=wfs" in query or re.search(r"/wfs/?$", path, re.IGNORECASE):
        return Service.WFS
    if "/collections" in path or re.search(r"/(?:ogcapi|oapif|wfs3)(?:/|$)", path, re.IGNORECASE):
        return Service.OGC_API
    return Service.FILE if _FILE.fullmatch(_suffix(path)) else None


def split_address(service: Service, address: str) -> tuple[str, str]:
    """Return the address of the service itself, and the layer that the typed address names, or nothing.

    Raises ``InputError`` for an address with a secret in it or that is no web address.
    """
    url = check_address(address)
    parts = urlsplit(url)
    if service is Service.ESRI:
        found = _ESRI.fullmatch(parts.path)
        if found is None:
            raise InputError(_NOT_ESRI.format(host=parts.hostname))
        return str(parts._replace(path=found[1], query="").geturl()), found[2] or ""
    if service is Service.OGC_API:
        found = _COLLECTION.fullmatch(parts.path)
        path, layer = (found[1], found[2] or "") if found else (parts.path, "")
        query = _without(parts.query, _PAGED)
        return str(parts._replace(path=path.rstrip("/"), query=query).geturl()), layer
    if service is Service.WFS:
        named = (value for name, value in query_of(url) if name.lower() in ("typename", "typenames"))
        layer = next(named, "")
        return str(parts._replace(query=_without(parts.query, _ASKED)).geturl()), layer
    return url, ""


def check_address(address: str) -> str:
    """Return a web address that may be kept. Raises ``InputError``."""
    text = address.strip()
    if len(text) > MOST_CHARACTERS:
        raise InputError(_TOO_LONG.format(most=MOST_CHARACTERS))
    try:
        parts = urlsplit(text)
    except ValueError:
        return checked(text)  # says that it is none
    names = [each.partition("=")[0] for each in parts.query.split("&")]
    if "@" in parts.netloc or any(_SECRET.fullmatch(name) for name in names):
        raise InputError(_HAS_SECRET.format(host=parts.hostname or "…"))
    return checked(text)


def _without(query: str, names: tuple[str, ...]) -> str:
    return "&".join(each for each in query.split("&") if each.partition("=")[0].lower() not in names)


def _suffix(path: str) -> str:
    return path[path.rfind(".") :] if "." in path.rsplit("/", maxsplit=1)[-1] else ""


def _last_part(url: str) -> str:
    parts = urlsplit(url)
    return parts.path.rstrip("/").rsplit("/", maxsplit=1)[-1] or parts.hostname or url


_HAS_SECRET = Text(
    "The address of “{host}” has a user name, a password or a token in it, which QGIS would keep in projects "
    "and in its history. Nothing was saved and nothing was asked. Take it out of the address, and choose or "
    "make an authentication configuration under “Login”: Basic for a name and a password, API Header or Esri "
    "Token for a token.",
    "L’adresse de «\u00a0{host}\u00a0» contient un nom d’utilisateur, un mot de passe ou un jeton, que QGIS "
    "garderait dans les projets et dans son historique. Rien n’a été enregistré ni demandé. Retirez-le de "
    "l’adresse, puis choisissez ou créez une configuration d’authentification sous "
    "«\u00a0Authentification\u00a0»\u00a0: Basic pour un nom et un mot de passe, API Header ou Esri Token "
    "pour un jeton.",
)
_NO_LAYER = Text(
    "“{host}” may have many layers, and none is chosen. Click “List Layers” and choose one, or write its "
    "name.",
    "«\u00a0{host}\u00a0» peut avoir plusieurs couches, et aucune n’est choisie. Cliquez sur «\u00a0Chercher "
    "les couches\u00a0» et choisissez-en une, ou écrivez son nom.",
)
_NOT_ESRI = Text(
    "The address on “{host}” is not that of an ArcGIS service: it contains FeatureServer or MapServer, and "
    "after it the number of the layer. Check the address, or choose another kind of service.",
    "L’adresse sur «\u00a0{host}\u00a0» n’est pas celle d’un service ArcGIS\u00a0: elle contient "
    "FeatureServer ou MapServer, suivi du numéro de la couche. Vérifiez l’adresse ou choisissez un autre "
    "type de service.",
)
_TOO_LONG = Text(
    "The address is longer than {most} characters. Check that nothing else was pasted with it.",
    "L’adresse dépasse {most} caractères. Vérifiez que rien d’autre n’a été collé avec elle.",
)
