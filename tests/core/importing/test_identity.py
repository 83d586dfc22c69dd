# SPDX-License-Identifier: GPL-2.0-or-later
"""Identifiers that everybody arrives at: those of the standard library's ``uuid5``."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_points.core.importing.identity import part_id, record_id

SCHEMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:casp:scheme")


@given(st.from_regex(r"[a-z0-9._-]{2,60}", fullmatch=True), st.text(max_size=60))
def test_a_record_is_named_in_the_namespace_of_its_scheme(scheme, value):
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return
    expected = uuid.uuid5(uuid.uuid5(SCHEMES, scheme), f"{scheme}|{value}")
    assert record_id(scheme, value) == str(expected)


@pytest.mark.parametrize("kind", [("phone", "essai", "0.voice"), ("external_id", "écoles", "7/é")])
def test_what_belongs_to_a_record_is_named_in_its_namespace(kind):
    owner = record_id("essai", "7")
    assert part_id(owner, *kind) == str(uuid.uuid5(uuid.UUID(owner), "/".join(kind)))
