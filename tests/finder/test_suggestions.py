# SPDX-License-Identifier: GPL-2.0-or-later
"""Suggestions from the browser go through the real merge: read, held for the steward, then applied."""

import json
import shutil
from datetime import datetime, timezone

import pytest
from service_points.core.exchange import (
    Decision,
    Decisions,
    MergePolicy,
    decide,
    merge,
    pending,
    read_document,
)
from service_points.core.publishing import publication_of
from service_points.core.publishing.finder import FinderSettings, write_finder
from service_points.core.store import RowChange, open_store

NOW = datetime(2026, 12, 1, 20, 0, tzinfo=timezone.utc)
TRUSTING = MergePolicy(signature="none", auto_accept=True)


@pytest.fixture
def row(sample):
    """The published record of an office with a telephone number and weekly hours."""
    return next(
        row for row in sample[0].rows["service_point"] if (row["name_en"] or "").startswith("Passport Desk")
    )


@pytest.fixture
def store(sample_store, tmp_path):
    shutil.copy(sample_store, tmp_path / "store.gpkg")
    with open_store(tmp_path / "store.gpkg", read_only=False) as opened:
        yield opened


@pytest.fixture
def suggest(browse, sample_site, row, tmp_path):
    """Fill in the form as a visitor, and return the file that comes of it."""

    def make(kind, *, language="en", site=sample_site, comment="", **fields):
        page = browse(site, f"{language}/index.html#point={row['id']}")
        page.wait_for_selector("#detail:not([hidden])")
        page.click("#detail a.button")
        page.wait_for_selector("#suggestion:not([hidden])")
        page.check(f"input[name=kind][value={kind}]")
        for name, value in fields.items():
            field = page.locator(f"#suggestion [name={name}]")
            field.select_option(value) if name in ("method", "closed") else field.fill(value)
        page.fill("#suggestion textarea", comment)
        with page.expect_download() as download:
            page.click("#suggestion button[type=submit]")
        target = tmp_path / download.value.suggested_filename
        download.value.save_as(target)
        return page, target

    return make


def merged(store, path, policy=TRUSTING):
    document = read_document(path.read_bytes())
    return document, merge(store, document, policy=policy, now=NOW)


def point(store, row):
    return next(each for each in store.rows("service_point") if each["id"] == row["id"])


def test_everything_is_right_becomes_a_confirmation_that_is_held(suggest, store, row):
    _, path = suggest("confirm", checked="2026-11-30", method="phone")
    assert path.name.startswith("CA_20261201T200000Z_")
    assert path.name.endswith(".casp.json")
    document, result = merged(store, path)
    (line,) = result.receipt.results
    assert (document.changes[0].op, line["state"]) == ("confirm", "held")
    assert "member of the public" in line["message_en"]
    assert "personne du public" in line["message_fr"]
    assert point(store, row)["verified_on"] == row["verified_on"]
    decide(
        store,
        document.submission_id,
        decisions=Decisions((Decision(document.submission_id, 1, "accept"),)),
        policy=TRUSTING,
        now=NOW,
    )
    after = point(store, row)
    assert (after["verified_on"], after["verified_method"]) == ("2026-11-30", "phone")


def test_other_hours_become_an_update_that_is_held(suggest, store, row):
    page, path = suggest(
        "hours",
        language="fr",
        comment="Nouvel horaire\u202e d’hiver",
        **{"day0-0-to": "16:00", "day5-0-from": "09:30", "day5-0-to": "12:00"},
    )
    said = page.locator(".outcome").inner_text()
    assert "→ Mo 09:00-16:00; Tu-Fr 09:00-17:00; Sa 09:30-12:00; PH off" in said
    document, result = merged(store, path)
    change = document.changes[0]
    assert set(change.fields) == {"hours", "hours_note_en", "hours_note_fr"}
    assert change.fields["hours"]["before"] == row["hours"]
    assert change.record["reason"] == {"code": "hours", "text": "Nouvel horaire d’hiver", "lang": "fr"}
    assert [each["state"] for each in result.receipt.results] == ["held"]
    assert [each.seq for each in pending(store)] == [1]
    assert point(store, row)["hours"] == row["hours"]


def test_closed_address_and_contact_are_held_too(suggest, store, row):
    for kind, fields, changed in (
        (
            "closed",
            {"closed": "temporarily_closed", "since": "2026-11-20", "until": "2026-12-20"},
            {"status"},
        ),
        ("address", {"address_line1": "500 Mill Street", "postal_code": "p4z4n9"}, {"address_line1"}),
        ("contact", {"phone-0": "(705) 555-0199", "email": "new@ctd.example.ca"}, {"email", "number"}),
    ):
        _, path = suggest(kind, **fields)
        document, result = merged(store, path)
        assert {each["state"] for each in result.receipt.results} == {"held"}, kind
        found = {
            n for c in document.changes for n, sides in c.fields.items() if sides["before"] != sides["after"]
        }
        assert changed <= found, kind
    assert {key: point(store, row)[key] for key in ("status", "address_line1", "email")} == {
        key: row[key] for key in ("status", "address_line1", "email")
    }


def test_a_change_after_the_publication_is_a_conflict_and_nothing_is_lost(suggest, store, row):
    store.apply(
        [RowChange("update", "service_point", row["id"], {"hours": "Mo-Fr 10:00-11:00; PH off"})], now=NOW
    )
    _, path = suggest("hours", **{"day0-0-to": "16:00"})
    _, result = merged(store, path)
    assert [each["state"] for each in result.receipt.results] == ["conflict"]
    assert point(store, row)["hours"] == "Mo-Fr 10:00-11:00; PH off"


def test_who_suggests_need_not_say_who_they_are(suggest):
    _, path = suggest("confirm", checked="2026-11-30", method="website", person="", reply="")
    manifest = json.loads(path.read_text("utf-8"))["manifest"]
    assert manifest["submitter"]["email"] == "anonymous@suggestion.invalid"
    assert manifest["submitter"]["role"] == "public"
    _, path = suggest("confirm", checked="2026-11-30", method="website", person="Zoé", reply="zoe@example.ca")
    submitter = json.loads(path.read_text("utf-8"))["manifest"]["submitter"]
    assert (submitter["name"], submitter["email"]) == ("Zoé", "zoe@example.ca")


def test_the_mail_goes_to_the_mailbox_that_the_publisher_chose(suggest, sample, tmp_path):
    write_finder(sample[0], tmp_path / "site", settings=FinderSettings(contact="corrections@example.ca"))
    page, _ = suggest("closed", site=tmp_path / "site", closed="permanently_closed", comment="a&b=c")
    address = page.locator(".outcome a.button").get_attribute("href")
    assert address.startswith("mailto:corrections@example.ca?subject=Suggestion%3A%20")
    assert "a%26b%3Dc" in address
    assert "Permanently%20closed" in address


def test_mistakes_are_said_beside_the_field_and_nothing_is_saved(browse, sample_site, row):
    page = browse(sample_site, f"en/index.html#point={row['id']}&view=suggest")
    page.wait_for_selector("#suggestion:not([hidden])")

    def wrong(kind, said, focus=None, **fields):
        page.check(f"input[name=kind][value={kind}]")
        for name, value in fields.items():
            page.fill(f"#suggestion [name={name}]", value)
        page.click("#suggestion button[type=submit]")
        assert said in page.locator(".mistake").inner_text()
        if focus:
            assert page.evaluate("document.activeElement.name") == focus
            assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"

    wrong("hours", "Nothing is different")
    wrong("hours", "both an opening", "day6-0-to", **{"day6-0-from": "09:00"})
    wrong("address", "A1A 1A1", "postal_code", postal_code="12345")
    wrong("contact", "ten digits", "phone-0", **{"phone-0": "555-0100"})
    wrong("contact", "https://", "url_en", **{"phone-0": "705-555-0104", "url_en": "javascript:alert(1)"})
    wrong("closed", "cannot end", "until", since="2026-11-20", until="2026-11-19")
    wrong("other", "what you would like", "comment")
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "mistake"


def test_the_published_record_is_what_the_store_has(store, row):
    with open_store(store.path) as again:
        assert publication_of(again).points[row["id"]] == row


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        ("Mo-Fr 09:00-12:00,13:00-16:00; PH off", "09:00"),
        ("Mo-Fr 09:00-12:00,13:00-16:00,17:00-19:00; PH off", ""),  # the form has two spans a day
        ('Mo-Fr 09:00-12:00 "ring the bell"', ""),
        ("Mo-Fr 09:00-12:00; PH 10:00-11:00", ""),
    ],
)
def test_hours_that_the_form_cannot_show_are_not_shown_in_part(browse, made, tmp_path, hours, shown):
    write_finder(made.publication([made.point(1, hours=hours)]), tmp_path)
    page = browse(tmp_path, f"en/index.html#point={made.uid(1)}&view=suggest")
    page.wait_for_selector("#suggestion:not([hidden])")
    page.check("input[name=kind][value=hours]")
    assert page.locator("[name=day0-0-from]").input_value() == shown
    for name in page.eval_on_selector_all("#suggestion input[type=time]", "all => all.map(e => e.name)"):
        page.fill(f"#suggestion [name={name}]", "")
    page.click("#suggestion button[type=submit]")
    assert "both an opening" in page.locator(".mistake").inner_text()  # it is not closed every day of a week
