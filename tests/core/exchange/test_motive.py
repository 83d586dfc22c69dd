# SPDX-License-Identifier: GPL-2.0-or-later
"""Reasons and evidence: kept in the working copy, carried by the submission as section C3 says."""

import pytest
from osgeo import gdal
from service_points.core.errors import ExchangeError, StoreError
from service_points.core.exchange import (
    Evidence,
    Motive,
    Reason,
    keep_motives,
    mark_handled,
    open_working_copy,
    read_handled,
    read_motives,
)
from service_points.core.store import open_store
from service_points.core.text import Text
from service_points.core.validation import Finding

PAGE = Evidence("https://example.gc.ca/horaire", "2026-10-30", "  nouvel horaire ")
SOURCE = "0c000000-0000-4000-8000-000000000001"


def whole():
    return Motive(Reason("hours", "Nouvel horaire d’automne", "fr"), (PAGE,), SOURCE, "2026-12-01")


def older(path):
    """Make the working copy one of an older version: without the tables of motives and findings."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    for name in ("change_motive", "handled_finding"):
        dataset.ExecuteSQL(f"DROP TABLE {name}")
    del dataset


def kept(path):
    with open_working_copy(path) as copy:
        return read_motives(copy.store)


def keep(path, motives):
    with open_store(path, read_only=False) as store:
        keep_motives(store, motives)


@pytest.mark.parametrize("old", [False, True])
def test_b4_motives_survive_a_restart(path, ident, old):
    if old:
        older(path)
        assert kept(path) == {}
    key = ("service_point", ident(1))
    keep(path, {key: whole()})
    assert kept(path) == {
        key: Motive(
            whole().reason, (Evidence(PAGE.url, PAGE.accessed_on, "nouvel horaire"),), SOURCE, "2026-12-01"
        )
    }
    keep(path, {key: Motive(Reason("moved")), ("phone", ident(40)): Motive(evidence=(PAGE,))})
    assert kept(path)[key] == Motive(Reason("moved"))
    keep(path, {key: Motive()})
    assert list(kept(path)) == [("phone", ident(40))]


def test_motives_are_no_change(path, submit, ident):
    keep(path, {("service_point", ident(1)): whole()})
    with pytest.raises(ExchangeError, match="nothing to submit"):
        submit()


def test_a_submission_carries_the_motive(editor, submit, ident):
    editor.update("service_point", ident(1), city="Gatineau")
    editor.update("service_point", ident(2), city="Gatineau")
    changes = submit(reason=Reason("correction"), reasons={("service_point", ident(1)): whole()}).document[
        "changes"
    ]
    assert list(changes[0]) == [
        *("seq", "op", "table", "id", "base_version", "fields", "reason"),
        *("evidence", "source_id", "effective_on"),
    ]
    assert changes[0]["reason"] == {"code": "hours", "text": "Nouvel horaire d’automne", "lang": "fr"}
    assert changes[0]["evidence"] == [
        {"url": PAGE.url, "accessed_on": "2026-10-30", "note": "nouvel horaire"}
    ]
    assert (changes[0]["source_id"], changes[0]["effective_on"]) == (SOURCE, "2026-12-01")
    assert list(changes[1])[-1] == "reason"


def test_evidence_does_not_replace_the_usual_reason(editor, submit, ident):
    editor.update("service_point", ident(1), verified_on="2026-11-03")
    editor.update("service_point", ident(2), city="Gatineau")
    only = Motive(evidence=(PAGE,))
    reasons = {("service_point", ident(1)): only, ("service_point", ident(2)): only}
    changes = submit(reason=Reason("moved"), reasons=reasons).document["changes"]
    assert [change["reason"]["code"] for change in changes] == ["verified", "moved"]


@pytest.mark.parametrize(
    ("motive", "said"),
    [
        (Motive(evidence=(PAGE,) * 6), "5 pieces of evidence at most; it has 6"),
        (Motive(evidence=(Evidence("javascript:alert(1)", "2026-10-30"),)), "no web address"),
        (Motive(evidence=(Evidence("https://10.0.0.1/x", "2026-10-30"),)), "no web address"),
        (Motive(evidence=(Evidence(PAGE.url, "30/10/2026"),)), "no date"),
        (Motive(effective_on="2026-02-30"), "no date"),
        (Motive(source_id="the list"), "no record of the register"),
    ],
)
def test_m13_what_cannot_be_sent_is_neither_kept_nor_sent(editor, submit, ident, motive, said):
    path = editor.path
    editor.update("service_point", ident(1), city="Gatineau")
    key = ("service_point", ident(1))
    with pytest.raises(ExchangeError) as caught:
        keep(path, {key: motive})
    assert said in caught.value.text.en
    assert caught.value.text.fr != caught.value.text.en
    assert kept(path) == {}
    with pytest.raises(ExchangeError, match="Office 1") as caught:
        submit(reasons={key: motive})


def finding(**values):
    given = {
        "rule": "A01",
        "severity": "error",
        "table": "service_point",
        "record_id": "x",
        "record_name": Text("Office", "Bureau"),
        "field": "postal_code",
        "message": Text("The postal code", "Le code postal"),
        "fix": None,
        "lonlat": None,
    }
    return Finding(**{**given, **values})


def test_handled_findings_are_remembered_until_they_say_something_else(path):
    older(path)
    with open_store(path, read_only=False) as store:
        assert read_handled(store) == frozenset()
        mark_handled(store, [finding(), finding(rule="A02")])
        mark_handled(store, [finding()])
    with open_working_copy(path) as copy:
        assert len(read_handled(copy.store)) == 2
    with open_store(path, read_only=False) as store:
        mark_handled(store, [finding(), finding(message=Text("Another", "Autre"))], handled=False)
        assert len(read_handled(store)) == 1


def test_a5_a_file_opened_for_reading_takes_no_notes(path):
    older(path)
    with open_working_copy(path) as copy, pytest.raises(StoreError):
        mark_handled(copy.store, [finding()])
