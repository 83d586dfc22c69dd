# SPDX-License-Identifier: GPL-2.0-or-later
"""What a setting may be. A check takes what stands in a settings file or the environment, text as a rule.

It returns the value in its own type, or raises ``InputError`` with the end of a sentence: what it must be.
"""

from __future__ import annotations

import re
from typing import Any, Callable

from ..core.errors import InputError, StoreError
from ..core.text import Text

Check = Callable[[Any], Any]
"""Raw value → value of the setting's type. Raises ``InputError``."""

LONGEST = 4096
_DIGITS = 10
_YES, _NO = ("true", "1", "yes", "on"), ("false", "0", "no", "off", "")
_LANGUAGE = re.compile(r"^(|[A-Za-z]{2,3}([_-][A-Za-z0-9]{1,8})*)$")
_JURISDICTION = re.compile(r"^(|CA(-[A-Z]{2}(-(\d{4}|\d{7}|x-[a-z0-9-]{2,30}))?)?)$")


def flag(raw: object) -> bool:
    """Check for yes or no."""
    word = str(raw).strip().lower()
    if word not in (*_YES, *_NO):
        raise InputError(
            Text("it must be true or false", "ce doit être «\u00a0true\u00a0» ou «\u00a0false\u00a0»")
        )
    return word in _YES


def whole(least: int, most: int) -> Check:
    """Return the check for a whole number from ``least`` to ``most``."""

    def check(raw: object) -> int:
        word = str(raw).strip()
        if not (word.isascii() and word.isdecimal() and len(word) < _DIGITS and least <= int(word) <= most):
            raise InputError(
                Text(
                    "it must be a whole number from {least} to {most}",
                    "ce doit être un nombre entier de {least} à {most}",
                ).format(least=least, most=most)
            )
        return int(word)

    return check


def text(raw: object) -> str:
    """Check for a text."""
    if not isinstance(raw, str) or len(raw) > LONGEST or "\0" in raw:
        raise InputError(Text("it must be a text", "ce doit être un texte"))
    return raw.strip()


def texts(raw: object) -> tuple[str, ...]:
    """Check for a list of lines; one line alone is a list of one."""
    if isinstance(raw, str):
        raw = [raw] if raw else []
    if not isinstance(raw, (list, tuple)):
        raise InputError(Text("it must be a list of texts", "ce doit être une liste de textes"))
    return tuple(text(item) for item in raw)


def language_tag(raw: object) -> str:
    """Check for a language: ``en``, ``fr``, ``fr_CA``; empty for the one of QGIS."""
    word = text(raw)
    if not _LANGUAGE.match(word):
        raise InputError(Text("it must be en or fr, or empty", "ce doit être en ou fr, ou rien"))
    return word


def jurisdiction_code(raw: object) -> str:
    """Check for the code of a jurisdiction, or nothing."""
    code = text(raw)
    if not _JURISDICTION.match(code):
        raise InputError(
            Text(
                "it must be the code of a jurisdiction, such as CA, CA-ON or CA-ON-3506",
                "ce doit être le code d’une administration, comme CA, CA-ON ou CA-ON-3506",
            )
        )
    return code


def store(raw: object) -> str:
    """Check for the name of a store: a file, or one in a database, without a password."""
    name = text(raw)
    if "://" not in name:
        return name
    from ..core.store.address import PostgisAddress, is_postgis

    if not is_postgis(name):
        return name
    try:
        address = PostgisAddress.parse(name)
    except StoreError as problem:
        raise InputError(
            Text("it is no address of a store", "ce n’est pas l’adresse d’un dépôt")
        ) from problem
    if address.secrets:
        raise InputError(
            Text(
                "an address in the settings must not have a password in it",
                "une adresse dans les paramètres ne doit pas contenir de mot de passe",
            )
        )
    return name


def scheduler(raw: object) -> str:
    """Check for the address of a scheduler: ``tls://host:port``, without a login."""
    address = text(raw)
    if not address:
        return ""
    from ..core.scheduler import is_address

    if not is_address(address):
        raise InputError(
            Text(
                "it must be an address such as tls://server:8786, without a login",
                "ce doit être une adresse comme tls://serveur:8786, sans identification",
            )
        )
    return address
