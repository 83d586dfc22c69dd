# SPDX-License-Identifier: GPL-2.0-or-later
"""Signatures. Expected values come from openssl and from RFC 8032."""

import base64
import copy
import hmac
import json
import subprocess
import sys

import pytest
from service_points.core.errors import ExchangeError
from service_points.core.exchange import signature
from service_points.core.exchange.signature import (
    ED25519,
    HMAC,
    Key,
    SignatureState,
    sign,
    verify,
)

SECRET = bytes(range(32))
# RFC 8032, section 7.1, test 1
PRIVATE = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")


@pytest.fixture
def submission(editor, submit, ident):
    editor.update("service_point", ident(1), name_en="Office É")
    return submit()


@pytest.fixture
def key():
    return Key("ca-on.2026", SECRET)


@pytest.fixture
def signed(submission, key):
    return json.loads(sign(submission, key).data)


def state(document, *keys):
    return verify(document, {key.key_id: key for key in keys}).state


def test_hmac_is_what_openssl_computes(signed):
    done = subprocess.run(
        ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"hexkey:{SECRET.hex()}", "-binary"],
        input=b"casp-submission-v1:" + signed["integrity"]["content_sha256"].encode(),
        capture_output=True,
        check=True,
    )
    value = base64.b64encode(done.stdout).decode()
    assert signed["integrity"]["signature"] == {"alg": "hmac-sha256", "key_id": "ca-on.2026", "value": value}


def test_signing_leaves_the_content_and_its_hash_alone(submission, key):
    after = sign(submission, key)
    assert after.content_sha256 == submission.content_sha256
    assert after.canonical == submission.canonical
    assert {**after.document, "integrity": None} == {**submission.document, "integrity": None}
    assert "signature" not in submission.document["integrity"]


def test_h17_what_a_signature_is_worth(submission, signed, key):
    check = verify(signed, {key.key_id: key})
    assert (check.state, check.key_id) == (SignatureState.VALID, "ca-on.2026")
    assert "ca-on.2026" in check.text.fr
    assert state(submission.document, key) is SignatureState.UNSIGNED
    assert state(signed) is SignatureState.UNKNOWN_KEY
    assert state(signed, Key("ca-on.2026", bytes(32))) is SignatureState.INVALID


def test_h17_signature_of_another_document(editor, submit, ident, signed, key):
    editor.update("service_point", ident(2), name_en="Other")
    other = dict(submit().document)
    other["integrity"] = {**other["integrity"], "signature": signed["integrity"]["signature"]}
    assert state(other, key) is SignatureState.INVALID


def test_h17_content_changed_under_its_old_hash(signed, key):
    signed["manifest"]["jurisdiction_code"] = "CA"
    assert state(signed, key) is SignatureState.INVALID


@pytest.mark.parametrize(
    "change",
    [
        {"value": ""},
        {"value": None},
        {"value": 5},
        {"alg": "none"},
        {"alg": "ed25519"},
        {"alg": None},
        {"key_id": "../x"},
        {"extra": "x"},
    ],
)
def test_h17_malformed_signatures_are_not_valid(signed, key, change):
    signed["integrity"]["signature"].update(change)
    assert state(signed, key) is SignatureState.INVALID


@pytest.mark.parametrize("text", [[], "x", 1, {}, True])
def test_h17_signature_of_another_type(signed, key, text):
    signed["integrity"]["signature"] = text
    assert state(signed, key) is SignatureState.INVALID


def test_h17_one_spelling_of_a_signature_and_no_other(signed, key):
    """Base64 has spare bits and spaces: a second spelling would be a second document of the same content."""
    value = signed["integrity"]["signature"]["value"]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    spare = alphabet[alphabet.index(value[-2]) ^ 1]
    same_bytes = f"{value[:-2]}{spare}="
    assert base64.b64decode(same_bytes) == base64.b64decode(value)
    for other in (same_bytes, f" {value}", f"{value}\n", value.rstrip("="), f"{value}="):
        changed = copy.deepcopy(signed)
        changed["integrity"]["signature"]["value"] = other
        assert state(changed, key) is SignatureState.INVALID


def test_comparison_takes_the_same_time_for_all(signed, key, monkeypatch):
    asked = []
    compare = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: asked.append(1) or compare(a, b))
    assert state(signed, key) is SignatureState.VALID
    assert asked == [1]


@pytest.mark.parametrize(
    ("key_id", "material", "algorithm"),
    [
        ("a b", SECRET, HMAC),
        ("", SECRET, HMAC),
        ("a", b"short", HMAC),
        ("a", bytes(33), ED25519),
        ("a", SECRET, "x"),
    ],
)
def test_keys_that_cannot_be_used(key_id, material, algorithm):
    with pytest.raises(ExchangeError, match="32 bytes"):
        Key(key_id, material, algorithm)


def test_a_key_does_not_show_its_secret():
    assert "secret" not in repr(Key("k", b"a secret of thirty-two bytes or so"))


def test_ed25519(submission):
    pytest.importorskip("cryptography")
    document = sign(submission, Key("k", PRIVATE, ED25519)).document
    public = Key("k", PUBLIC, ED25519)
    assert state(document, public) is SignatureState.VALID
    assert state(document, Key("k", bytes(32), ED25519)) is SignatureState.INVALID
    # The public key is known to everybody: it must never do as a shared secret.
    assert state(document, Key("k", PUBLIC)) is SignatureState.INVALID


def test_g8_without_the_package_it_says_so(submission, monkeypatch, key):
    document = None
    if "cryptography" in sys.modules or signature._ed25519() is not None:
        document = sign(submission, Key("k", PRIVATE, ED25519)).document
    for name in [name for name in sys.modules if name.split(".")[0] == "cryptography"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(ExchangeError, match="cryptography"):
        sign(submission, Key("k", PRIVATE, ED25519))
    if document is not None:
        check = verify(document, {"k": Key("k", PUBLIC, ED25519)})
        assert check.state is SignatureState.CANNOT_CHECK
        assert "HMAC" in check.text.fr
    assert state(sign(submission, key).document, key) is SignatureState.VALID
