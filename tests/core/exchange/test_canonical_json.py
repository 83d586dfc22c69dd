# SPDX-License-Identifier: GPL-2.0-or-later
"""RFC 8785. The expected bytes are the RFC's own example and literals written by hand."""

import hashlib

import pytest
from service_points.core.exchange import canonical_json, sha256_hex


def test_the_example_of_rfc_8785_section_3_2_4():
    value = {
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    # Section 3.2.4, without the member "numbers": a submission carries no floats.
    assert canonical_json(value) == bytes.fromhex(
        "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c"
        "22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d"
    )


def test_names_are_sorted_and_text_is_utf8():
    value = {"b": -5, "a": {"z": "é🍁", "A": []}, "B": "\u2028\x7f\t\x1f"}
    expected = '{"B":"\u2028\x7f\\t\\u001f","a":{"A":[],"z":"é🍁"},"b":-5}'.encode()
    assert canonical_json(value) == expected
    assert sha256_hex(canonical_json(value)) == hashlib.sha256(expected).hexdigest()
    # SHA-256 of the ASCII bytes {} as any tool prints it
    assert sha256_hex(canonical_json({})) == (
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), 2**53, -(2**53), {"é": 1}, {1: 2}, "\ud83d", (1, 2), b"x", {"a": {"b": 0.5}}],
)
def test_what_has_no_one_spelling_is_refused(value):
    with pytest.raises(ValueError, match=r".*"):
        canonical_json(value)


def test_the_largest_integers_and_the_deepest_nesting():
    assert canonical_json([2**53 - 1, -(2**53 - 1)]) == b"[9007199254740991,-9007199254740991]"
    nested = "x"
    for _ in range(11):
        nested = [nested]
    assert canonical_json(nested) == b"[" * 11 + b'"x"' + b"]" * 11
    with pytest.raises(ValueError, match="nested"):
        canonical_json([nested])
