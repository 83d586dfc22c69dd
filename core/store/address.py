# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a shared store in PostgreSQL is: server, database, schema. Its password is never shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..errors import StoreError
from ..text import Text

DEFAULT_SCHEMA = "casp"
_SCHEMES = ("postgresql://", "postgres://")
_AUTHORITY = re.compile(
    r"^(?:(?P<user>[^:@/]*)(?::(?P<password>[^@/]*))?@)?(?P<host>\[[^\]/]+\]|[^:@/]*)(?::(?P<port>\d{1,5}))?"
    r"(?:/(?P<dbname>[^/]*))?$"
)
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_LONGEST_NAME = 63  # PostgreSQL cuts a longer name without a word

# What decides where and how libpq connects. "options" is not among them: it can change how the server
# reads every statement that follows.
_OPTIONS = (
    "host", "hostaddr", "port", "dbname", "user", "service", "passfile", "connect_timeout", "sslmode",
    "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "gssencmode", "krbsrvname",
    "target_session_attrs",
)  # fmt: skip
_SECRETS = ("password", "sslpassword")


@dataclass(frozen=True)
class PostgisAddress:
    """One store in one database.

    ``options`` are libpq's own parameters, ``schema`` the schema that holds the store's tables. ``secrets``
    (password, sslpassword) only serve to connect: they are in no text, no ``uri`` and no ``repr``. Without
    them libpq looks where it always does: the password file, the service file, ``PGPASSWORD``.
    """

    options: Mapping[str, str]
    schema: str = DEFAULT_SCHEMA
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        unknown = sorted({*self.options} - {*_OPTIONS}) + sorted({*self.secrets} - {*_SECRETS})
        if unknown:
            text = Text("“{name}” is not allowed", "«\u00a0{name}\u00a0» n’est pas permis")
            raise _unusable(text.format(name=unknown[0]))
        if not self.schema or "\0" in self.schema or len(self.schema.encode()) > _LONGEST_NAME:
            raise _unusable(
                Text("the schema’s name is empty or too long", "le nom du schéma est vide ou trop long")
            )
        object.__setattr__(self, "options", MappingProxyType(dict(self.options)))
        object.__setattr__(self, "secrets", MappingProxyType(dict(self.secrets)))

    @classmethod
    def of(cls, parameters: Mapping[str, str], schema: str = DEFAULT_SCHEMA) -> PostgisAddress:
        """Return the address that libpq's ``parameters`` give, secrets among them. Raises ``StoreError``."""
        given = {name: value for name, value in parameters.items() if value}
        secrets = {name: given.pop(name) for name in _SECRETS if name in given}
        return cls(given, schema, secrets)

    @classmethod
    def parse(cls, uri: str) -> PostgisAddress:
        """Read ``postgresql://user@host:port/database?schema=casp&sslmode=require``.

        As libpq reads it, with one parameter more: ``schema``. Raises ``StoreError`` when it is none, or
        names a parameter that does not say where or how to connect; the message never repeats the URI.
        """
        scheme = next((each for each in _SCHEMES if uri.startswith(each)), None)
        authority, _, query = uri[len(scheme or "") :].partition("?")
        match = _AUTHORITY.match(authority)
        if scheme is None or match is None:
            raise _unusable(
                Text(
                    "it is not of the form postgresql://user@host:port/database?schema=casp",
                    "elle n’a pas la forme postgresql://utilisateur@hôte:port/base?schema=casp",
                )
            )
        given = {name: _decoded(value) for name, value in match.groupdict().items() if value}
        given["host"] = given.get("host", "").strip("[]")
        for pair in filter(None, query.split("&")):
            name, _, value = pair.partition("=")
            given[_decoded(name)] = _decoded(value)
        schema = given.pop("schema", DEFAULT_SCHEMA)
        return cls.of(given, schema)

    @classmethod
    def from_keywords(cls, text: str, schema: str = DEFAULT_SCHEMA) -> PostgisAddress:
        """Read libpq's ``host=… dbname=…``, as QGIS writes it. Raises ``StoreError``, never with the text."""
        from . import driver  # noqa: PLC0415  (psycopg2, only where it is needed)

        try:
            given = driver.parse_dsn(text)
        except driver.ProgrammingError:
            raise _unusable(Text("libpq cannot read it", "libpq ne peut pas la lire")) from None
        return cls.of(given, schema)

    @property
    def uri(self) -> str:
        """The address as ``parse`` reads it, without secrets."""
        named = ("user", "host", "port", "dbname")
        user, host, port, dbname = (self.options.get(name, "") for name in named)
        others = {name: value for name, value in sorted(self.options.items()) if name not in named}
        if host.startswith("/") or ":" in host:  # a socket's folder, an IPv6 address
            others, host = {"host": host, **others}, ""
        place = (f"{_encoded(user)}@" if user else "") + _encoded(host) + (f":{port}" if port else "")
        query = "&".join(f"{k}={_encoded(v)}" for k, v in {"schema": self.schema, **others}.items())
        return f"postgresql://{place}/{_encoded(dbname)}?{query}"

    @property
    def label(self) -> str:
        """What a person recognises: the schema, the database and the server."""
        place = self.options.get("host") or self.options.get("hostaddr") or self.options.get("service", "")
        base = self.options.get("dbname", "")
        return f"{self.schema} ({' – '.join(filter(None, (base, place)))})" if base or place else self.schema


def is_postgis(uri: object) -> bool:
    """Return whether ``uri`` names a store in PostgreSQL rather than a file."""
    return isinstance(uri, str) and uri.startswith(_SCHEMES)


def _encoded(text: str) -> str:
    return "".join(c if c in _PLAIN else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)


def _decoded(text: str) -> str:
    def characters(match: re.Match[str]) -> str:
        return bytes.fromhex(match.group().replace("%", "")).decode("utf-8", "replace")

    return re.sub(r"(?:%[0-9A-Fa-f]{2})+", characters, text)


def _unusable(reason: Text) -> StoreError:
    return StoreError(
        Text(
            "The address of the database cannot be used: {reason}. Correct it, or choose a connection saved "
            "in QGIS.",
            "L’adresse de la base de données est inutilisable\u00a0: {reason}. Corrigez-la ou choisissez une "
            "connexion enregistrée dans QGIS.",
        ).format(reason=reason)
    )
