# SPDX-License-Identifier: GPL-2.0-or-later
"""``changes_since_<revision>.jsonl``: found again in the publication of an earlier revision."""

import dataclasses
import json

import pytest
from service_points.core.errors import InputError
from service_points.core.publishing import Licence, changes_since, publication_of, publish
from service_points.core.schema import load_schema
from service_points.core.store import open_store
from service_points.core.text import Text

from .conftest import SECRET, build, merge_into, point, rows, uid

EMAIL = ("bureau@ontario.ca", "office@example.ca")


def exchanged(store, table, number):
    names = {field.name for field in load_schema().tables[table].exchanged_fields}
    row = next(row for row in store.rows(table) if row["id"] == uid(number))
    return {name: value for name, value in row.items() if name in names}


def lines(store, since):
    return list(changes_since(store, publication_of(store), since).lines)


def told(store, since):
    return [(each["op"], each["table"], int(each["id"][:8])) for each in lines(store, since)]


def test_nothing_changed_says_nothing(store):
    assert lines(store, 12) == []


def test_k7_a_record_removed_since_leaves_a_tombstone(store, merged, documents):
    merged(documents.delete("phone", uid(301), exchanged(store, "phone", 301)))
    (line,) = lines(store, 12)
    assert line == {"op": "delete", "table": "phone", "id": uid(301), "revision": 13}


def test_k7_a_record_no_longer_public_leaves_one_with_all_that_belongs_to_it(store, merged, documents):
    merged(documents.update("service_point", uid(1), {"visibility": ("public", "partners")}))
    assert told(store, 12) == [
        ("update", "service_point", 13),  # its parent point was the one that is gone
        ("delete", "external_id", 901), ("delete", "service_area", 801), ("delete", "closure", 701),
        ("delete", "phone", 301), ("delete", "phone", 302), ("delete", "service_at_point", 501),
        ("delete", "service_point", 1),
    ]  # fmt: skip
    assert "partners" not in json.dumps(lines(store, 12))


def test_k7_the_identifier_is_the_same_when_a_record_comes_back(store, merged, documents):
    status = {"status": ("active", "planned"), "status_from": (None, "2026-12-01"),
              "status_until": (None, None)}  # fmt: skip
    merged(documents.update("service_point", uid(13), status))
    back = {name: (new, old) for name, (old, new) in status.items()}
    merged(documents.update("service_point", uid(13), back, version=4))
    assert told(store, 12) == []
    assert told(store, 13) == [("insert", "service_point", 13)]


def test_a_record_that_never_was_public_leaves_nothing(store, merged, documents):
    merged(documents.update("service_point", uid(11), {"email": (None, f"{SECRET}@example.ca")}))
    merged(documents.delete("phone", uid(303), exchanged(store, "phone", 303)))
    assert lines(store, 12) == []


def test_what_only_partners_see_of_a_public_record_is_no_change(store, merged, documents):
    merged(
        documents.update("service_point", uid(1), {"partner_note": (f"{SECRET} note 1", f"{SECRET} other")})
    )
    assert lines(store, 12) == []


def test_updates_and_insertions_are_whole_records(store, merged, documents):
    merged(documents.update("service_point", uid(1), {"email": ("bureau@ontario.ca", "office@example.ca")}))
    new = {k: v for k, v in point(30)[1].items() if k not in ("id", "row_version", "changed_at")}
    merged(documents.insert("service_point", uid(30), **new))
    update, insert = sorted(lines(store, 12), key=lambda line: line["id"])
    assert (update["op"], update["fields"], update["revision"]) == ("update", ["email"], 13)
    assert update["changed_at"] == "2026-11-06T08:13:00Z"
    assert (update["record"]["email"], update["record"]["row_version"]) == ("office@example.ca", 4)
    assert (insert["op"], insert["revision"], insert["record"]["name_fr"]) == ("insert", 14, "Bureau 30")
    assert SECRET not in json.dumps([update, insert])


def test_changes_lead_from_the_old_publication_to_the_new_one(store, merged, documents):
    """Applied by hand to what was published before, they give what is published now."""
    names = ("service_point", "phone", "service_at_point", "organization", "external_id", "closure")
    before = publication_of(store)
    merged(documents.update("service_point", uid(10), {"name_en": ("Office 10", "Office Ten")}))
    merged(documents.delete("closure", uid(701), exchanged(store, "closure", 701)))
    merged(documents.update("service_point", uid(12), {"visibility": ("public", "partners")}))
    after = publication_of(store)
    replica = {name: {row["id"]: row for row in before.rows[name]} for name in names}
    for line in changes_since(store, after, 12).lines:
        if line["table"] in names:
            if line["op"] == "delete":
                del replica[line["table"]][line["id"]]
            else:
                replica[line["table"]][line["id"]] = line["record"]
    for name in names:
        assert sorted(replica[name]) == [row["id"] for row in after.rows[name]]
        assert [replica[name][row["id"]] for row in after.rows[name]] == after.rows[name]


def test_the_file_says_from_where_to_where(store, merged, documents, tmp_path):
    merged(documents.update("service_point", uid(1), {"email": ("bureau@ontario.ca", "office@example.ca")}))
    publication = publication_of(store)
    publish(publication, tmp_path / "out", ["geojson"], changes=changes_since(store, publication, 12))
    head, line = map(json.loads, (tmp_path / "out" / "changes_since_12.jsonl").read_bytes().splitlines())
    assert (head["since"], head["revision"], head["changes"]) == (12, 13, 1)
    assert line["id"] == uid(1)


@pytest.mark.parametrize("since", [-1, 13])
def test_a_revision_that_does_not_exist_is_refused(store, since):
    with pytest.raises(InputError, match="at revision 12"):
        changes_since(store, publication_of(store), since)


def test_the_earlier_publication_is_judged_on_its_own_day(tmp_path, documents):
    """Verified “tomorrow” it was withheld then; today it passes, and others must hear of it."""
    early = point(31, verified_on="2026-11-03", name_en="Office 31")
    with open_store(build(tmp_path / "store.gpkg", [*rows(), early]), read_only=False) as store:
        assert uid(31) not in publication_of(store).points
        merge_into(store, documents, documents.update("service_point", uid(1), {"email": EMAIL}))
        publication = publication_of(store)
        assert uid(31) in publication.points
        assert told(store, 12) == [("update", "service_point", 1), ("insert", "service_point", 31)]


def test_a_licence_that_is_younger_than_the_revision(store, merged, documents):
    merged(documents.update("service_point", uid(1), {"email": EMAIL}))
    own = {"domain": "licence", "code": "OGL-XX", "label_en": "Open", "label_fr": "Ouverte"}
    blank = dict.fromkeys(field.name for field in load_schema().tables["domain_value"].fields)
    publication = publication_of(store)
    younger = Licence("OGL-XX", Text("Open", "Ouverte"), Text("", ""))
    rows = {**publication.rows, "domain_value": [{**blank, **own}]}
    publication = dataclasses.replace(publication, licence=younger, rows=rows)
    found = changes_since(store, publication, 12)
    assert ("update", uid(1)) in [(line["op"], line["id"]) for line in found.lines]
