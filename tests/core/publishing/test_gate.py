# SPDX-License-Identifier: GPL-2.0-or-later
"""What may be published, and what stays back with its reason."""

import dataclasses
import json
from collections import Counter

import pytest
from service_points.core.errors import Cancelled, InputError
from service_points.core.exchange import checkout
from service_points.core.publishing import publication_of
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, open_store

from .conftest import NOW, SECRET, build, point, row, rows, source, uid


def ids(publication, table):
    return [int(row["id"][:8]) for row in publication.rows[table]]


def reasons(publication, table):
    return {int(each.id[:8]): each.reason for each in publication.withheld if each.table == table}


def test_public_points_pass_and_each_other_says_why_it_stays(publication):
    assert ids(publication, "service_point") == [1, 5, 10, 12, 13]
    assert reasons(publication, "service_point") == {
        2: "partners", 3: "status", 4: "status", 6: "licence", 7: "licence", 8: "error", 9: "error",
        11: "partners", 14: "error",
    }  # fmt: skip


def test_what_belongs_to_a_withheld_record_stays_with_it(publication):
    assert ids(publication, "service_at_point") == [501, 504]
    assert reasons(publication, "service_at_point") == {502: "reference", 503: "status"}
    assert ids(publication, "phone") == [301, 302, 305, 306, 307]
    assert reasons(publication, "phone") == {303: "reference", 304: "reference"}
    assert (ids(publication, "closure"), ids(publication, "external_id")) == ([701], [901])
    assert ids(publication, "call_centre") == [601]


def test_only_what_is_used_of_organizations_and_sources(publication):
    assert ids(publication, "organization") == [100, 101]  # the parent of one that is used, too
    assert reasons(publication, "organization") == {102: "unused"}
    assert ids(publication, "source") == [200]
    assert reasons(publication, "source") == {201: "licence", 202: "licence", 203: "unused"}


def test_a_service_only_partners_are_offered_stays_back(publication):
    assert ids(publication, "service") == [400, 403]
    assert reasons(publication, "service") == {401: "partners", 402: "status"}


def test_nothing_of_what_is_withheld_is_in_the_rows(publication):
    text = json.dumps(publication.rows, ensure_ascii=False)
    assert SECRET not in text
    assert "98765" not in text
    assert uid(2) not in text  # not as a parent, not as an overflow either


def test_every_publishable_field_is_there_and_no_other(publication):
    tables = load_schema().tables
    for name, found in publication.rows.items():
        wanted = [field.name for field in tables[name].fields if field.publish]
        assert all(list(row) == wanted for row in found), name
    assert "partnership" not in publication.rows
    assert "change_log" not in publication.rows


def test_what_is_withheld_is_called_what_people_call_it(publication):
    names = {each.name.en for each in publication.withheld if each.table in ("phone", "service_at_point")}
    assert names
    assert not [name for name in names if name in {each.id for each in publication.withheld}]


def test_a_cleared_reference_is_counted(publication):
    assert publication.points[uid(10)]["parent_point_id"] is None
    assert [(each.table, each.id, each.field) for each in publication.cleared] == [
        ("service_point", uid(10), "parent_point_id")
    ]


def test_published_fields_that_look_personal_are_named(publication):
    """Not what stays back anyway, nor notes to partners."""
    (found,) = publication.doubtful
    assert (found.table, found.id, found.field) == ("service_point", uid(5), "description_en")
    assert found.text.en != found.text.fr


def test_counts_add_up_to_the_store(publication, store_path):
    held = Counter(each.table for each in publication.withheld)
    with open_store(store_path) as store:
        for table in ("service_point", "phone", "service", "organization", "source", "external_id"):
            assert len(publication.rows[table]) + held[table] == store.count(table), table
    assert publication.withheld_counts["service_point", "partners"] == 2
    assert publication.withheld_counts["partnership", "never"] == 1


def test_reasons_are_sentences_in_both_languages(publication):
    for each in publication.withheld:
        assert each.text.en
        assert each.text.fr not in ("", each.text.en)
        assert "{" not in each.text.en + each.text.fr
    (error,) = [each for each in publication.withheld if each.id == uid(8)]
    assert "S02" in error.text.en
    assert error.name.en.startswith("<script>")


def test_what_formats_and_finder_ask(publication):
    assert [phone["number"] for phone in publication.phones_of(uid(1))] == ["+18005550102", "+16135550101"]
    ((link, service),) = publication.services_of(uid(1))
    assert (link["delivery_level"], service["name_fr"]) == ("full", "Carte Santé")
    assert [row["id"] for _, row in publication.points_of(uid(400))] == [uid(1), uid(12)]
    assert [row["id"] for row in publication.closures_of(uid(1))] == [uid(701)]
    assert publication.call_centre_of(uid(12))["coverage"] == ["CA-ON"]
    assert publication.organization_of(publication.points[uid(1)])["name_en"] == "ServiceOntario"
    assert [row["value"] for row in publication.identifiers_of(uid(1))] == ["A-1"]
    assert publication.areas_of(uid(1))[0]["name_fr"] == "Est"
    assert publication.label("channel", "call_centre").fr == "Centre d’appels"
    assert publication.label("channel", "new").en == "new"


def test_attribution_says_source_and_licence(publication):
    found = publication.attribution_of(publication.points[uid(1)])
    assert (found.line.en, found.line.fr) == ("Contains data of Ontario.", "Contains data of Ontario.")
    assert found.licence.url.en == "https://www.ontario.ca/page/open-government-licence-ontario"
    assert found.licence.url.fr == "https://www.ontario.ca/fr/page/licence-du-gouvernement-ouvert-ontario"
    without = publication.points[uid(10)]
    assert publication.attribution_of(without) is None
    assert publication.licence_of(without).code == "OGL-CA-2.0"


def test_the_same_store_gives_the_same_publication(publication, store_path):
    with open_store(store_path) as store:
        again = publication_of(store)
    assert (again.rows, again.withheld, again.info) == (
        publication.rows,
        publication.withheld,
        publication.info,
    )
    assert dataclasses.asdict(again.info)["revision"] == 12


def test_a_broken_source_takes_its_points_along(tmp_path):
    made = [each for each in rows() if each[1]["id"] not in (uid(200),)]
    made.insert(0, source(200, "OGL-ON-1.0", title="<b>Ontario"))
    with open_store(build(tmp_path / "s.gpkg", made)) as store:
        found = publication_of(store)
    assert ids(found, "service_point") == [10]
    assert reasons(found, "service_point")[1] == "reference"


def test_a_licence_that_the_store_adds_is_open(tmp_path):
    made = [*rows(), point(20, source_id=uid(204)), source(204, "QC-1", title="Québec")]
    made.sort(key=lambda each: each[0] != "source")
    path = build(tmp_path / "s.gpkg", made)
    line = {"domain": "licence", "code": "QC-1", "label_en": "Quebec", "label_fr": "Québec", "sort": 99,
            "note": "https://quebec.ca/licence"}  # fmt: skip
    with open_store(path, read_only=False) as store:
        store.apply([RowChange("insert", "domain_value", "QC-1", line)], now=NOW)
        found = publication_of(store)
    licence = found.licence_of(found.points[uid(20)])
    assert (licence.name.fr, licence.url.fr) == ("Québec", "https://quebec.ca/licence")


def test_a_working_copy_is_not_published(tmp_path, store_path):
    with open_store(store_path) as store:
        checkout(store, "CA-ON", tmp_path / "copy.gpkg", now=NOW).close()
    with open_store(tmp_path / "copy.gpkg") as copy, pytest.raises(InputError, match="working copy"):
        publication_of(copy)


@pytest.mark.parametrize("code", ["partners_only", "unknown", "GPL"])
def test_a_licence_that_is_not_open_is_refused(store_path, code):
    with open_store(store_path) as store, pytest.raises(InputError, match="Choose one of"):
        publication_of(store, licence=code)


def test_cancelling_stops(store_path):
    class Impatient:
        asked = 0

        def is_cancelled(self):
            self.asked += 1
            return self.asked > 20

        def report(self, fraction, text=None):
            assert 0 <= fraction <= 1

    with open_store(store_path) as store, pytest.raises(Cancelled):
        publication_of(store, progress=Impatient())


def test_a_service_that_only_partners_still_offer_stays_back(tmp_path):
    """At the public office it has ended."""
    ended = row("service_at_point", 505, service_id=uid(401), point_id=uid(1), delivery_level="full",
                status="inactive")  # fmt: skip
    with open_store(build(tmp_path / "store.gpkg", [*rows(), ended])) as store:
        publication = publication_of(store)
    assert reasons(publication, "service")[401] == "partners"
    assert SECRET not in json.dumps(publication.rows, ensure_ascii=False)
