# SPDX-License-Identifier: GPL-2.0-or-later
"""The key that signs submissions, in QGIS's encrypted authentication database and nowhere else."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from qgis.core import QgsApplication, QgsAuthMethodConfig

from ..core.errors import ExchangeError
from ..core.exchange.signature import HMAC, Key, SignatureState, verify
from ..core.text import Text

_NAME, _SECRET = ("username", "password")  # the members of “Basic”, the only kind every QGIS has


def load_key(authcfg: str) -> Key:
    """Return the key kept under an id.

    Raises ``ExchangeError``: not there, no key in it, no master password.
    """
    manager = QgsApplication.authManager()
    configuration = QgsAuthMethodConfig()
    answer = manager.loadAuthenticationConfig(authcfg, configuration, True)
    loaded, filled = answer if isinstance(answer, tuple) else (answer, configuration)
    if not loaded:
        raise ExchangeError(_NOT_FOUND)
    try:
        material = base64.b64decode(filled.config(_SECRET), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ExchangeError(_NO_KEY) from error
    return Key(filled.config(_NAME), material, HMAC)


def signing_keys(authcfgs: str) -> list[Key]:
    """Return the keys kept under these ids, separated by commas. Raises ``ExchangeError`` as ``load_key``."""
    return [load_key(each) for each in map(str.strip, authcfgs.split(",")) if each]


def checked_signature(
    document: Mapping[str, Any] | None, keys: Sequence[Key]
) -> Literal["absent", "valid", "invalid"]:
    """Return what a document's signature is worth to the merge; one that nobody can check is none.

    A key counts for the jurisdiction it is named after: ``CA-ON`` and ``CA-ON.2`` for CA-ON, so that the key
    of one jurisdiction is worth nothing under the document of another.
    """
    if document is None:
        return "absent"
    try:
        code = str(document["manifest"]["jurisdiction_code"])
        signed = "signature" in document["integrity"]
    except (KeyError, TypeError):  # no document at all, as the merge will say
        return "absent"
    if not signed:
        return "absent"
    own = {key.key_id: key for key in keys if is_key_of(key, code)}
    state = verify(document, own).state
    return {SignatureState.VALID: "valid", SignatureState.INVALID: "invalid"}.get(state, "absent")


def is_key_of(key: Key, code: str) -> bool:
    """Return whether a key counts for a jurisdiction: it is named after it."""
    name, code = key.key_id.casefold(), code.casefold()
    return name == code or name.startswith(f"{code}.")


_NOT_FOUND = Text(
    "The key for signing cannot be read: it is not on this computer, or the master password of QGIS was not "
    "given. Enter the key again, or send without a signature.",
    "La clé de signature ne peut être lue : elle ne se trouve pas sur cet ordinateur, ou le mot de passe "
    "principal de QGIS n’a pas été donné. Saisissez la clé de nouveau, ou envoyez sans signature.",
)
_NO_KEY = Text(
    "The authentication configuration holds no key for signing. Choose the one that was made for it.",
    "La configuration d’authentification ne contient pas de clé de signature. Choisissez celle qui a été "
    "créée à cette fin.",
)
