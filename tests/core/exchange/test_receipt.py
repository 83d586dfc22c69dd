# SPDX-License-Identifier: GPL-2.0-or-later
import json

import pytest
from service_points.core.errors import ExchangeError
from service_points.core.exchange import read_receipt


@pytest.fixture
def receipt(steward, documents, ident):
    """One change applied, one refused, one held."""
    return steward.merge(
        documents.update("service_point", ident(1), {"languages": (["en"], ["en", "fr"])}),
        documents.update("service_point", ident(2), {"email": (None, "nobody")}),
        documents.update("service_point", ident(3), {"email": (None, "one@example.ca")}),
    ).receipt


def test_a_receipt_has_what_the_specification_asks(receipt, steward, documents):
    document = json.loads(receipt.data)
    assert list(document) == [
        "format", "format_version", "submission_id", "content_sha256", "store_id", "received_at",
        "decided_at", "decided_by", "state", "signature", "rules", "message_en", "message_fr",
        "revision_before", "revision_after", "results", "summary", "integrity",
    ]  # fmt: skip
    assert (document["format"], document["format_version"]) == ("casp-receipt", "1.0")
    assert document["submission_id"] == documents.FIRST
    assert document["store_id"] == steward.store.info.store_id
    assert (document["state"], document["revision_before"], document["revision_after"]) == (
        "partially_accepted",
        12,
        13,
    )
    assert document["summary"] == {
        "applied": 1,
        "partly_applied": 0,
        "noop": 0,
        "conflict": 0,
        "held": 1,
        "rejected": 1,
    }
    assert document["integrity"] == {"alg": "sha-256", "content_sha256": documents.digest(document)}
    assert receipt.file_name == f"{documents.FIRST}.receipt.json"


def test_every_result_speaks_both_languages(receipt):
    said = [(each["message_en"], each["message_fr"]) for each in receipt.results]
    assert said[0] == ("The change was applied.", "Le changement a été appliqué.")
    assert said[1][0].startswith("The change was refused. The e-mail address is not valid")
    assert said[1][1].startswith("Le changement a été refusé. L’adresse de courriel n’est pas valide")
    assert said[2][1].startswith("Le changement attend la décision de l’intendance.")


def test_a_receipt_is_read_back(receipt):
    assert read_receipt(receipt.data) == receipt
    assert read_receipt(receipt.data).data == receipt.data


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda d: d.update(format="casp-submission"), "M02"),
        (lambda d: d.update(format_version="2.0"), "M02"),
        (lambda d: d.update(extra=1), "M09"),
        (lambda d: d.update(state="perhaps"), "M01"),
        (lambda d: d.update(submission_id="1"), "M01"),
        (lambda d: d.update(message_fr=None), "M01"),
        (lambda d: d.update(rules=["Z99"]), "M09"),
        (lambda d: d["summary"].update(applied=3), "M01"),
        (lambda d: d["results"].pop(0), "M01"),
        (lambda d: d["results"][0].update(table="submission"), "M09"),
        (lambda d: d["results"][0].update(state="fine"), "M01"),
        (lambda d: d["results"][0]["fields"].update(fid="applied"), "M09"),
        (lambda d: d["results"][0].update(note="x"), "M09"),
    ],
)
def test_anything_else_is_not_a_receipt(receipt, documents, change, rule):
    document = json.loads(receipt.data)
    change(document)
    with pytest.raises(ExchangeError) as caught:
        read_receipt(documents.as_bytes(documents.sealed(document)))
    assert caught.value.rule == rule


def test_a9_a_receipt_that_was_changed_or_cut(receipt):
    with pytest.raises(ExchangeError) as caught:
        read_receipt(receipt.data.replace(b'"rejected"', b'"applied"', 1))
    assert caught.value.rule == "M04"
    with pytest.raises(ExchangeError) as caught:
        read_receipt(receipt.data[:-40])
    assert caught.value.rule == "M01"
