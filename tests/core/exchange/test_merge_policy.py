# SPDX-License-Identifier: GPL-2.0-or-later
"""What waits for a decision, what is refused, and what the store refuses as a whole."""

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from service_points.core.exchange import MergePolicy, pending
from service_points.core.schema import load_schema
from service_points.core.store import RowChange

HOURS, LATER = "Mo-Fr 08:30-16:30; PH off", "Mo-Fr 08:00-17:00; PH off"


@pytest.fixture
def email(documents, ident):
    """A change that breaks no rule."""
    return documents.update("service_point", ident(1), {"email": (None, "office@example.ca")})


def only(result):
    (line,) = result.receipt.results
    return line["state"], line["rules"]


def test_by_default_everything_waits(steward, email):
    result = steward.merge(email, policy=MergePolicy(mass_share=1.0))
    assert only(result) == ("held", [])
    assert (result.receipt.state, result.changed) == ("received", True)
    said = result.receipt.results[0]
    assert "not signed" in said["message_en"]
    assert (said["message_en"].count("waits"), said["message_fr"].count("attend")) == (1, 1)
    assert result.receipt.document["decided_at"] is None
    assert [change.seq for change in pending(steward.store)] == [1]


@pytest.mark.parametrize(
    ("policy", "signature", "state"),
    [
        ("none", "absent", "applied"),
        ("none", "invalid", "applied"),
        ("accept", "absent", "held"),
        ("accept", "valid", "applied"),
        ("require", "valid", "applied"),
    ],
)
def test_h17_only_a_verified_signature_is_let_through(
    steward, email, open_policy, *, policy, signature, state
):
    result = steward.merge(email, policy=replace(open_policy, signature=policy), signature=signature)
    assert only(result)[0] == state


@pytest.mark.parametrize(
    ("policy", "signature", "state"),
    [
        ("accept", "invalid", "quarantined"),
        ("require", "invalid", "quarantined"),
        ("require", "absent", "rejected"),
    ],
)
def test_h17_m07_a_bad_signature_stops_the_document(steward, email, open_policy, *, policy, signature, state):
    before = steward.everything()
    result = steward.merge(email, policy=replace(open_policy, signature=policy), signature=signature)
    assert (result.receipt.state, result.receipt.rules, result.changed) == (state, ("M07",), False)
    assert steward.everything() == before


def test_the_jurisdiction_may_be_trusted_in_the_store(steward, email, open_policy):
    policy = replace(open_policy, auto_accept=None)
    assert only(steward.merge(email, policy=policy))[0] == "held"
    steward.store.apply([RowChange("update", "jurisdiction", "CA-ON", {"auto_accept": True})])
    result = steward.merge(email, policy=policy, submission_id="7d9f2c1e-0000-4000-8000-000000000009")
    assert only(result)[0] == "applied"


def test_m05_a_number_used_for_something_else(steward, documents, email, ident):
    steward.merge(email)
    before = steward.everything()
    other = documents.update("service_point", ident(2), {"email": (None, "office@example.ca")})
    result = steward.merge(other)
    assert (result.receipt.state, result.receipt.rules, result.changed) == ("quarantined", ("M05",), False)
    assert steward.everything() == before


def test_m08_a_jurisdiction_the_store_does_not_know(steward, email):
    result = steward.merge(email, jurisdiction="CA-QC")
    assert (result.receipt.state, result.receipt.rules) == ("rejected", ("M08",))
    assert "CA-QC" in result.receipt.document["message_fr"]
    assert steward.store.info.revision == 12


def test_m10_a_document_from_another_store_waits(steward, email):
    store = {
        "store_id": "00000000-0000-4000-8000-00000000ffff",
        "base_revision": 1,
        "base_exported_at": "2026-11-01T12:30:00Z",
    }
    result = steward.merge(email, store=store)
    assert (only(result), result.receipt.rules) == (("held", ["M10"]), ("M10",))


def test_d7_m11_old_data_are_told_and_tolerated(steward, email):
    info = steward.store.info
    store = {"store_id": info.store_id, "base_revision": 1, "base_exported_at": "2026-08-01T00:00:00Z"}
    result = steward.merge(email, store=store)
    assert (only(result), result.receipt.rules) == (("applied", []), ("M11",))
    assert "90 days" in result.receipt.document["message_en"]


def test_d13_c04_a_record_of_another_jurisdiction_is_a_suggestion(steward, documents, ident):
    change = documents.update("service_point", ident(3), {"email": (None, "office@example.ca")})
    new = documents.insert(
        "closure",
        ident(60),
        custodian_code="CA",
        point_id=ident(3),
        kind="closed",
        from_date="2026-12-24",
        to_date="2026-12-26",
    )
    result = steward.merge(change, new)
    assert [r["state"] for r in result.receipt.results] == ["held", "held"]
    assert all("C04" in r["rules"] for r in result.receipt.results)
    assert "belongs to CA;" in result.receipt.results[0]["message_en"]
    steward.decide(documents.FIRST, (1, "accept"))
    assert steward.row("service_point", ident(3))["email"] == "office@example.ca"
    assert [change.seq for change in pending(steward.store)] == [2]


@pytest.mark.parametrize(
    "fields",
    [
        {"custodian_code": ("CA-ON", "CA")},
        {
            "status": ("active", "permanently_closed"),
            "status_from": (None, "2026-11-01"),
            "status_until": (None, None),
        },
    ],
)
def test_c05_a_change_of_consequence_waits(steward, documents, ident, fields):
    state, rules = only(steward.merge(documents.update("service_point", ident(2), fields)))
    assert (state, "C05" in rules) == ("held", True)


def test_c05_partners_to_public(steward, documents, ident):
    steward.store.apply([RowChange("update", "service_point", ident(2), {"visibility": "partners"})])
    opened = documents.update("service_point", ident(2), {"visibility": ("partners", "public")})
    assert "C05" in only(steward.merge(opened))[1]


def test_c06_too_large_a_share_of_the_points(steward, documents, email, ident, open_policy):
    """Two of the jurisdiction's two points."""
    other = documents.update("service_point", ident(2), {"email": (None, "office@example.ca")})
    result = steward.merge(email, other, policy=replace(open_policy, mass_share=0.6))
    assert [(r["state"], r["rules"]) for r in result.receipt.results] == [("held", ["C06"])] * 2
    result = steward.merge(email, policy=replace(open_policy, mass_share=0.6), submission_id=documents.SECOND)
    assert only(result) == ("applied", [])


def test_c06_confirmations_are_no_mass_change(steward, documents, ident, open_policy):
    confirmed = [documents.confirm(ident(n), "2026-10-01", "2026-11-03") for n in (1, 2)]
    result = steward.merge(*confirmed, policy=replace(open_policy, mass_share=0.2))
    assert [r["state"] for r in result.receipt.results] == ["applied", "applied"]


def test_c06_many_deletions(steward, documents, ident, open_policy):
    rows = [
        RowChange(
            "insert",
            "closure",
            ident(number),
            {
                "custodian_code": "CA-ON",
                "point_id": ident(1),
                "kind": "closed",
                "from_date": f"2026-12-{number - 59:02d}",
                "to_date": f"2026-12-{number - 59:02d}",
                "row_version": 3,
                "changed_at": "2026-10-02T03:04:05Z",
            },
        )
        for number in range(60, 71)
    ]
    steward.store.apply(rows)
    gone = [
        documents.delete("closure", ident(n), steward.exchanged("closure", ident(n))) for n in range(60, 71)
    ]
    result = steward.merge(*gone)
    assert {(r["state"], *r["rules"]) for r in result.receipt.results} == {("held", "C06")}
    result = steward.merge(*gone[:10], submission_id=documents.SECOND)
    assert {r["state"] for r in result.receipt.results} == {"applied"}


def test_a_change_for_later_is_held_until_its_day(steward, documents, ident):
    change = documents.update(
        "service_point", ident(1), documents.hours(HOURS, LATER), effective_on="2026-12-01"
    )
    result = steward.merge(change)
    assert only(result) == ("held", [])
    assert "2026-12-01" in result.receipt.results[0]["message_fr"]
    assert steward.decide(documents.FIRST).changed is False  # still too early
    steward.now = datetime(2026, 12, 1, 0, 1, tzinfo=timezone.utc)
    assert steward.decide(documents.FIRST).receipt.state == "accepted"
    assert steward.row("service_point", ident(1))["hours"] == LATER


def test_an_error_in_the_result_refuses_the_change_and_leaves_the_others(steward, documents, email, ident):
    wrong = documents.update("service_point", ident(2), {"email": (None, "not an address")})
    result = steward.merge(email, wrong)
    assert [(r["state"], r["rules"]) for r in result.receipt.results] == [
        ("applied", []),
        ("rejected", ["P06"]),
    ]
    assert "n’est pas valide" in result.receipt.results[1]["message_fr"]
    assert steward.row("service_point", ident(2))["email"] is None


@pytest.mark.parametrize(
    ("field", "text", "rule"),
    [
        ("description_en", "Ring \u202ereversed", "S01"),
        ("description_en", "<script>alert(1)</script>", "S02"),
        ("url_en", "javascript:alert(1)", "P04"),
        ("url_en", "file:///etc/passwd", "P04"),
        ("appointment", "sometimes", "R02"),
    ],
)
def test_h16_c6_hostile_text_is_refused_with_its_rule(steward, documents, ident, *, field, text, rule):
    old = steward.row("service_point", ident(1))[field]
    state, rules = only(steward.merge(documents.update("service_point", ident(1), {field: (old, text)})))
    assert (state, rule in rules) == ("rejected", True)


def test_c6_personal_data_are_held(steward, documents, ident):
    change = documents.update("service_point", ident(1), {"partner_note": (None, "SIN 046 454 286")})
    assert only(steward.merge(change)) == ("held", ["S03"])


def test_tolerated_warnings_hold_nothing_back(steward, documents, ident, open_policy):
    change = documents.update("service_point", ident(1), {"url_en": (None, "http://example.ca")})
    assert only(steward.merge(change))[0] == "applied"
    strict = replace(open_policy, tolerated=frozenset())
    change = documents.update("service_point", ident(2), {"url_en": (None, "http://example.ca")})
    state, rules = only(steward.merge(change, policy=strict, submission_id=documents.SECOND))
    assert (state, "P05" in rules) == ("held", True)


def test_g07_a_point_that_moves_without_its_address_waits(steward, documents, ident):
    address = load_schema().merge_groups["address"].fields
    row = steward.row("service_point", ident(1))
    moved = {name: (row[name], row[name]) for name in address}
    moved["geom"] = (row["geom"], "POINT (-75.6972000 45.4315000)")
    state, rules = only(steward.merge(documents.update("service_point", ident(1), moved)))
    assert (state, "G07" in rules) == ("held", True)


def new_point(documents, ident, **values):
    return documents.insert(
        "service_point",
        ident(9),
        **{
            "custodian_code": "CA-ON",
            "organization_id": "0a000000-0000-4000-8000-000000000001",
            "channel": "in_person",
            "point_type": "service_centre",
            "status": "active",
            "visibility": "public",
            "name_en": "Office 1",
            "name_fr": "Bureau 1",
            "geom": "POINT (-75.6972100 45.4215000)",
            "address_line1": "1 Elgin Street",
            "city": "Ottawa",
            "province": "ON",
            "postal_code": "K1A 0B1",
            "hours": HOURS,
            "verified_on": "2026-11-01",
            "verified_method": "phone",
            **values,
        },
    )


def test_d6_u03_a_possible_duplicate_waits_and_both_stay(steward, documents, ident):
    state, rules = only(steward.merge(new_point(documents, ident)))
    assert (state, rules) == ("held", ["U03"])
    assert steward.row("service_point", ident(1)) is not None
    assert pending(steward.store)[0].fields[0].theirs is not None


def test_d6_points_that_were_alike_before_do_not_hold_other_changes(steward, email):
    """Offices 1, 2 and 3 of the store stand at one place under nearly one name."""
    assert only(steward.merge(email)) == ("applied", [])


def test_what_refers_to_a_held_record_is_held_with_it(steward, documents, ident):
    phone = documents.insert(
        "phone", ident(41), custodian_code="CA-ON", point_id=ident(9), kind="voice", number="+16135550199"
    )
    result = steward.merge(new_point(documents, ident), phone)
    assert [(r["state"], r["rules"]) for r in result.receipt.results] == [
        ("held", ["U03"]),
        ("held", ["X01"]),
    ]
    result = steward.decide(documents.FIRST, (1, "accept"))
    assert [r["state"] for r in result.receipt.results] == ["applied", "applied"]
    assert steward.row("phone", ident(41))["point_id"] == ident(9)


def test_what_refers_to_a_refused_record_is_refused(steward, documents, ident):
    phone = documents.insert(
        "phone", ident(41), custodian_code="CA-ON", point_id=ident(9), kind="voice", number="+16135550199"
    )
    result = steward.merge(new_point(documents, ident, city=None), phone)
    (first, second) = result.receipt.results
    assert (first["state"], second["state"], second["rules"]) == ("rejected", "rejected", ["X01"])


def test_a_change_may_not_break_the_records_beside_it(steward, documents, ident):
    """X06: the details of a call centre, which is no call centre any more."""
    point = {"channel": "call_centre", "point_type": "general_enquiries"}
    details = {
        "custodian_code": "CA-ON",
        "point_id": ident(2),
        "coverage": ["CA-ON"],
        "row_version": 3,
        "changed_at": "2026-10-02T03:04:05Z",
    }
    steward.store.apply(
        [
            RowChange("update", "service_point", ident(2), point),
            RowChange("insert", "call_centre", ident(70), details),
        ]
    )
    change = documents.update(
        "service_point",
        ident(2),
        {"channel": ("call_centre", "in_person"), "point_type": ("general_enquiries", "service_centre")},
    )
    assert only(steward.merge(change)) == ("rejected", ["X06"])


def test_d11_a_code_of_another_edition_of_the_lists_waits(steward, documents, ident):
    change = documents.update("service_point", ident(1), {"delivery_model": (None, "franchise")})
    result = steward.merge(change, schema_sha256="1" * 64)
    assert only(result) == ("held", ["R02"])
    steward.decide(documents.FIRST, (1, "edit", "delivery_model", "direct"))
    assert steward.row("service_point", ident(1))["delivery_model"] == "direct"
    assert pending(steward.store) == []


def test_supersedes_withdraws_what_waited(steward, documents, ident):
    change = documents.update("service_point", ident(3), {"email": (None, "one@example.ca")})
    steward.merge(change)
    better = documents.update("service_point", ident(3), {"email": (None, "two@example.ca")})
    steward.merge(better, submission_id=documents.SECOND, supersedes=documents.FIRST)
    states = {row["id"]: row["state"] for row in steward.store.rows("submission")}
    assert states == {documents.FIRST: "withdrawn", documents.SECOND: "received"}
    assert [change.submission_id for change in pending(steward.store)] == [documents.SECOND]


def test_h17_nobody_withdraws_anothers_submission(steward, documents, ident):
    steward.merge(documents.update("service_point", ident(3), {"email": (None, "one@example.ca")}))
    other = documents.update("service_point", ident(3), {"timezone": (None, "America/Toronto")})
    steward.merge(other, submission_id=documents.SECOND, supersedes=documents.FIRST, jurisdiction="CA")
    assert {change.submission_id for change in pending(steward.store)} == {documents.FIRST, documents.SECOND}


def test_d7_out_of_order_the_replaced_submission_comes_last(steward, documents, ident):
    better = documents.update("service_point", ident(1), {"email": (None, "two@example.ca")})
    steward.merge(better, submission_id=documents.SECOND, supersedes=documents.FIRST)
    result = steward.merge(documents.update("service_point", ident(1), {"email": (None, "one@example.ca")}))
    assert (result.receipt.state, result.changed) == ("withdrawn", False)
    assert "replaces this one" in result.receipt.document["message_en"]


def test_an_error_that_stood_before_makes_a_change_wait_and_refuses_nothing(steward, documents, ident):
    """Office 3 is federal and has no French name (L01): a suggestion is not to blame."""
    change = documents.update("service_point", ident(3), {"email": (None, "one@example.ca")})
    result = steward.merge(change, jurisdiction="CA")
    assert only(result) == ("held", ["L01"])
    assert steward.decide(documents.FIRST, (1, "accept")).receipt.state == "accepted"


@pytest.mark.parametrize("op", ["update", "confirm"])
def test_a_suggestion_of_the_public_always_waits(steward, email, documents, ident, open_policy, *, op):
    """Whatever the store lets through by itself: nobody knows who wrote it, a signature or not."""
    change = email if op == "update" else documents.confirm(ident(1), "2026-10-01", "2026-10-30")
    submitter = {
        "name": "Public",
        "email": "anonymous@suggestion.invalid",
        "role": "public",
        "organization": None,
    }
    policy = replace(open_policy, signature="none", auto_accept=True)
    result = steward.merge(change, policy=policy, signature="valid", submitter=submitter)
    assert only(result) == ("held", [])
    said = result.receipt.results[0]
    assert "member of the public" in said["message_en"]
    assert "personne du public" in said["message_fr"]
    assert [change.seq for change in pending(steward.store)] == [1]
    result = steward.decide(documents.FIRST, (1, "accept"), policy=policy)
    assert only(result)[0] == "applied"
