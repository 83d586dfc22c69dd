# SPDX-License-Identifier: GPL-2.0-or-later
"""Code lists that changed between a working copy and its merge."""

import json

import pytest
from service_points.core.errors import ExchangeError
from service_points.core.exchange import (
    Decisions,
    difference,
    merge,
    open_working_copy,
    pending,
    read_decisions,
    read_document,
    write_decisions,
)
from service_points.core.exchange.rebase import apply_receipt
from service_points.core.store import RowChange

OTHER_LISTS = "1" * 64
MODEL = "delivery_model"


@pytest.fixture
def franchise(documents, ident):
    """An edit with a code that only a later edition of the list has."""
    return documents.update("service_point", ident(1), {MODEL: (None, "franchise")})


def decided(**codes):
    return Decisions(codes={(MODEL, old): new for old, new in codes.items()})


def test_d11_an_unknown_code_waits_and_is_kept_as_it_was_sent(steward, franchise):
    result = steward.merge(franchise, schema_sha256=OTHER_LISTS)
    (line,) = result.receipt.results
    assert (line["state"], line["rules"]) == ("held", ["R02"])
    (waiting,) = pending(steward.store)
    assert waiting.fields[0].theirs == "franchise"


def test_d11_what_the_steward_says_of_a_code_goes_for_every_change(steward, documents, ident):
    """One word about the code settles all that waits for nothing else; the document keeps what was sent."""
    changes = [documents.update("service_point", ident(n), {MODEL: (None, "franchise")}) for n in (1, 2)]
    steward.merge(*changes, schema_sha256=OTHER_LISTS)
    result = steward.merge(
        *changes, schema_sha256=OTHER_LISTS, decisions=decided(franchise="contracted_private")
    )
    assert [line["state"] for line in result.receipt.results] == ["applied", "applied"]
    for number in (1, 2):
        assert steward.row("service_point", ident(number))[MODEL] == "contracted_private"
    assert "the code “franchise” is now “contracted_private”" in result.receipt.results[0]["message_en"]
    assert "le code «\u00a0franchise\u00a0» est maintenant" in result.receipt.results[0]["message_fr"]
    (line,) = steward.store.rows("submission")
    sent = line["document"]["changes"][0]["fields"][MODEL]["after"]
    assert (sent, result.receipt.results[0]["current"][MODEL]["value"]) == ("franchise", "contracted_private")
    assert pending(steward.store) == []


def test_d11_a_word_about_a_code_decides_nothing_else(steward, documents, ident):
    """The record belongs to somebody else: that goes on waiting."""
    change = documents.update("service_point", ident(3), {MODEL: (None, "franchise")})
    steward.merge(change, schema_sha256=OTHER_LISTS, decisions=decided(franchise="contracted_private"))
    (waiting,) = pending(steward.store)
    assert "C04" in waiting.rules
    assert steward.row("service_point", ident(3))[MODEL] is None


def test_d11_words_about_codes_in_a_file(steward, franchise, documents):
    steward.merge(franchise, schema_sha256=OTHER_LISTS)
    written = write_decisions(decided(franchise="contracted_private"))
    assert json.loads(written)["codes"] == [{"list": MODEL, "from": "franchise", "to": "contracted_private"}]
    result = steward.merge(franchise, schema_sha256=OTHER_LISTS, decisions=read_decisions(written))
    assert result.receipt.state == "accepted"


@pytest.mark.parametrize(
    ("codes", "rule"),
    [
        ([{"list": "nowhere", "from": "a", "to": "b"}], "M09"),
        ([{"list": MODEL, "from": "a", "to": "b"}], "M09"),
        ([{"list": MODEL, "from": "a"}], "M01"),
        ([{"list": MODEL, "from": "a", "to": "contracted_private", "why": "x"}], "M09"),
        ({"list": MODEL}, "M01"),
        ([7], "M01"),
    ],
)
def test_d11_what_is_no_word_about_a_code_is_refused(codes, rule):
    content = {"format": "casp-decisions", "format_version": "1.0", "decisions": [], "codes": codes}
    with pytest.raises(ExchangeError) as caught:
        read_decisions(json.dumps(content).encode())
    assert caught.value.rule == rule


@pytest.fixture
def withdrawn_code(steward):
    """Codes that the store replaced: in two steps, and in a circle. Returns the one that is used now."""
    first = next(row for row in steward.store.rows("domain_value") if row["domain"] == "facility")
    steward.store.apply(
        [
            RowChange("insert", "domain_value", "x", {**first, "code": code, **values})
            for code, values in {
                "old_one": {"deprecated": True, "replaced_by": "older_one"},
                "older_one": {"deprecated": True, "replaced_by": first["code"]},
                "loop_a": {"deprecated": True, "replaced_by": "loop_b"},
                "loop_b": {"deprecated": True, "replaced_by": "loop_a"},
            }.items()
        ]
    )
    return first["code"]


def test_d11_a_code_the_store_replaced_is_rewritten_and_told(steward, documents, ident, withdrawn_code):
    change = documents.update("service_point", ident(1), {"facilities": (None, ["old_one"])})
    result = steward.merge(change)
    (line,) = result.receipt.results
    assert (line["state"], line["rules"]) == ("applied", [])
    assert steward.row("service_point", ident(1))["facilities"] == [withdrawn_code]
    assert f"“old_one” is now “{withdrawn_code}”" in line["message_en"]
    assert steward.merge(change).changed is False


def test_codes_that_replace_each_other_end_somewhere(steward, documents, ident, withdrawn_code):
    change = documents.update("service_point", ident(1), {"facilities": (None, ["loop_a"])})
    (line,) = steward.merge(change).receipt.results
    assert line["state"] in ("held", "applied")


def test_what_was_there_before_is_not_rewritten(steward, documents, ident, withdrawn_code):
    """The editor added one code to a set that had a withdrawn one: the merge touches what was added."""
    steward.store.apply([RowChange("update", "service_point", ident(1), {"facilities": ["old_one"]})])
    added = sorted(["old_one", "parking"])
    change = documents.update("service_point", ident(1), {"facilities": (["old_one"], added)})
    steward.merge(change)
    (waiting,) = [row for row in steward.store.rows("service_point") if row["id"] == ident(1)]
    assert "old_one" in waiting["facilities"]


def test_the_editors_copy_takes_the_code_the_store_wrote(
    steward, editor, submit, *, path, ident, withdrawn_code
):
    editor.update("service_point", ident(1), facilities='["old_one"]')
    submission = submit()
    result = merge(steward.store, read_document(submission.data), policy=steward.policy, now=steward.now)
    with open_working_copy(path) as copy:
        apply_receipt(copy, result.receipt.document, submission.document)
    with open_working_copy(path) as copy:
        assert difference(copy) == []
        row = next(row for row in copy.store.rows("service_point") if row["id"] == ident(1))
        assert row["facilities"] == [withdrawn_code]
