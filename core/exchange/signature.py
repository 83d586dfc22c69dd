# SPDX-License-Identifier: GPL-2.0-or-later
"""Signatures: who a submission comes from, for the steward.

``hmac-sha256`` (RFC 2104) needs nothing: a key that the jurisdiction and the steward share, so it convinces
the steward and nobody else. ``ed25519`` (RFC 8032) convinces anybody with the public key, where the Python
package ``cryptography`` is installed. Both sign ``casp-submission-v1:`` and the content hash.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import ModuleType
from typing import Any

from ..errors import ExchangeError
from ..schema import load_schema
from ..text import Text
from .canonical_json import canonical_json, sha256_hex
from .limits import check_size
from .submission import Submission

HMAC, ED25519 = "hmac-sha256", "ed25519"

_PREFIX = "casp-submission-v1:"
_KEY_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SHORTEST_SECRET = 32  # bytes: as long as the hash (RFC 2104, section 3)
_ED25519_BYTES = 32
_MEMBERS = {"alg", "key_id", "value"}


class SignatureState(Enum):
    """What is known of a document's origin."""

    UNSIGNED = "unsigned"
    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN_KEY = "unknown_key"
    CANNOT_CHECK = "cannot_check"


@dataclass(frozen=True)
class Key:
    """A key and the name both sides know it by.

    ``material`` is the shared secret of ``hmac-sha256`` (32 bytes or more), or 32 raw bytes of ``ed25519``:
    the private key where one signs, the public key where one verifies. Raises ``ExchangeError``.
    """

    key_id: str
    material: bytes = field(repr=False)
    algorithm: str = HMAC

    def __post_init__(self) -> None:
        length = len(self.material)
        fits = {HMAC: length >= _SHORTEST_SECRET, ED25519: length == _ED25519_BYTES}
        if not (_KEY_ID.fullmatch(self.key_id) and fits.get(self.algorithm, False)):
            raise _bad_key(self.key_id[:64])


@dataclass(frozen=True)
class SignatureCheck:
    """What verifying found, and the sentence that says so."""

    state: SignatureState
    text: Text
    key_id: str | None = None


def sign(submission: Submission, key: Key) -> Submission:
    """Return the submission with a signature; its content, and so its hash, stays what it is.

    Raises ``ExchangeError`` when the algorithm is not available here.
    """
    message = _message(submission.content_sha256)
    if key.algorithm == HMAC:
        value = hmac.new(key.material, message, hashlib.sha256).digest()
    else:
        ed25519 = _ed25519()
        if ed25519 is None:
            raise ExchangeError(_NO_PACKAGE)
        value = ed25519.Ed25519PrivateKey.from_private_bytes(key.material).sign(message)
    signature = {
        "alg": key.algorithm,
        "key_id": key.key_id,
        "value": base64.b64encode(value).decode("ascii"),
    }
    document = dict(submission.document)
    document["integrity"] = {**document["integrity"], "signature": signature}
    signed = replace(submission, document=document)
    check_size(load_schema(), signed.data)
    return signed


def verify(document: Mapping[str, Any], keys: Mapping[str, Key]) -> SignatureCheck:
    """Return what a document's signature is worth; ``keys``: by key id, those of its jurisdiction.

    The content hash is computed anew, so that a signature copied from another document is worth nothing. The
    algorithm is that of the *key*: a document cannot choose a weaker one.
    """
    signature = document["integrity"].get("signature")
    if signature is None:
        return SignatureCheck(SignatureState.UNSIGNED, _UNSIGNED)
    if not _well_formed(signature):
        return SignatureCheck(SignatureState.INVALID, _INVALID)
    key_id = str(signature["key_id"])
    key = keys.get(key_id)
    if key is None:
        return SignatureCheck(SignatureState.UNKNOWN_KEY, _UNKNOWN.format(key=key_id), key_id)
    if key.algorithm == ED25519 and _ed25519() is None:
        return SignatureCheck(SignatureState.CANNOT_CHECK, _NO_PACKAGE, key_id)
    if _is_right(key, document, signature):
        return SignatureCheck(SignatureState.VALID, _VALID.format(key=key_id), key_id)
    return SignatureCheck(SignatureState.INVALID, _INVALID, key_id)


def _is_right(key: Key, document: Mapping[str, Any], signature: Mapping[str, str]) -> bool:
    value = _decoded(signature["value"])
    if signature["alg"] != key.algorithm or value is None:
        return False
    content = {name: part for name, part in document.items() if name != "integrity"}
    message = _message(sha256_hex(canonical_json(content)))
    if key.algorithm == HMAC:
        return hmac.compare_digest(hmac.new(key.material, message, hashlib.sha256).digest(), value)
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  (optional)
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    try:
        ed25519.Ed25519PublicKey.from_public_bytes(key.material).verify(value, message)
    except InvalidSignature:
        return False
    return True


def _ed25519() -> ModuleType | None:
    """Return the module of ``cryptography``, or ``None`` where it is not installed or does not load."""
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  (optional)
    except Exception:  # a broken binding to OpenSSL raises whatever it likes
        return None
    return ed25519


def _message(content_sha256: str) -> bytes:
    return (_PREFIX + content_sha256).encode("ascii")


def _well_formed(signature: object) -> bool:
    if not isinstance(signature, Mapping) or set(signature) != _MEMBERS:
        return False
    texts = all(isinstance(value, str) for value in signature.values())
    return texts and _KEY_ID.fullmatch(signature["key_id"]) is not None


def _decoded(text: str) -> bytes | None:
    """Return what canonical base64 (RFC 4648, section 3.5) stands for: one spelling for one value."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return value if base64.b64encode(value).decode("ascii") == text else None


def _bad_key(key_id: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The key “{key}” cannot be used: its name is 1 to 64 letters, digits, dots, hyphens or "
            "underscores, a shared secret has 32 bytes or more, an Ed25519 key exactly 32. Ask the steward "
            "for the key again.",
            "La clé « {key} » est inutilisable : son nom compte de 1 à 64 lettres, chiffres, points, traits "
            "d’union ou de soulignement; un secret partagé compte au moins 32 octets, une clé Ed25519 "
            "exactement 32. Redemandez la clé à l’intendance.",
        ).format(key=key_id)
    )


_UNSIGNED = Text(
    "Not signed: the identity of the submitter is not verified.",
    "Non signée : l’identité de la personne qui soumet n’est pas vérifiée.",
)
_VALID = Text("Signed with the key “{key}”.", "Signée au moyen de la clé « {key} ».")
_INVALID = Text(
    "The signature is not valid: the document was changed, or was signed with another key.",
    "La signature n’est pas valide : le document a été modifié ou signé au moyen d’une autre clé.",
)
_UNKNOWN = Text(
    "Signed with the key “{key}”, which is not known here; ask the jurisdiction for it.",
    "Signée au moyen de la clé « {key} », inconnue ici; demandez-la à l’administration.",
)
_NO_PACKAGE = Text(
    "Ed25519 signatures cannot be made or checked here: the Python package “cryptography” is missing. "
    "Install it, or agree on a shared key (HMAC).",
    "Les signatures Ed25519 ne peuvent être ni apposées ni vérifiées ici : le paquet Python "
    "« cryptography » est absent. Installez-le ou convenez d’une clé partagée (HMAC).",
)
