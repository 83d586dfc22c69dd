# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import drafts, merged into a real store and imported again."""

from dataclasses import replace

import pytest
from service_points.core.errors import Cancelled, InputError, StoreError
from service_points.core.exchange import open_working_copy
from service_points.core.importing.absences import Absences
from service_points.core.importing.draft import Target
from service_points.core.importing.held_register import HeldRegister
from service_points.core.importing.organizations import Organizations
from service_points.core.importing.profile import Lifecycle
from service_points.core.store import RowChange, open_store
from service_points.core.text import Text

ALTA_VISTA = 1  # the library the register has already


def counted(**given):
    """All the outcomes: those that are not given are none."""
    return {"new": 0, "changed": 0, "linked": 0, "unchanged": 0, "review": 0, "rejected": 0, **given}


def by_name(desk):
    return {row["name_en"]: row for row in desk.rows("service_point")}


def offices(imported, *numbers, **values):
    return [imported(number, **values) for number in numbers]


def test_new_points_reach_the_store_with_their_source_and_method(desk, imported, telephone):
    made = desk.draft(imported(2, telephone("+16135550102")), *offices(imported, 3, 4))
    assert made.counts == counted(new=3)
    assert desk.merged(made) == {"applied": 8}  # a source, three points, three links, a telephone
    point, (source,) = by_name(desk)["Branch 2"], desk.rows("source")
    assert point["source_id"] == source["id"]
    assert (source["publisher"], source["licence"]) == ("City of Ottawa", "OGL-ON-1.0")
    assert (source["retrieved_on"], source["content_sha256"]) == ("2026-11-02", "a" * 64)
    assert (point["custodian_code"], point["geo_method"]) == ("CA-ON", "source")
    assert (point["verified_on"], point["verified_method"]) == ("2026-11-02", "open_data")
    assert point["geom"] == "POINT (-75.0000002 45.4000000)"
    assert {row["number"] for row in desk.rows("phone") if row["point_id"] == point["id"]} == {"+16135550102"}
    links = {row["value"]: row["entity_id"] for row in desk.rows("external_id")}
    assert links["B2"] == point["id"]


def test_two_people_who_import_the_same_record_make_the_same_identifiers(desk, imported, telephone):
    first = desk.draft(imported(2, telephone("+16135550102")))
    second = desk.draft(imported(2, telephone("+16135550102")))
    assert [change.id for change in first.changes] == [change.id for change in second.changes]


def test_e9_the_same_file_again_changes_nothing(desk, imported, telephone):
    points = [imported(2, telephone("+16135550102")), *offices(imported, 3, 4)]
    desk.merged(desk.draft(*points))
    again = desk.draft(*points)
    assert again.counts == counted(unchanged=3)
    assert again.changes == []
    assert again.gone == ()


def test_e9_a_newer_file_gives_what_is_new_changed_and_gone(desk, imported, source):
    desk.merged(desk.draft(*offices(imported, 2, 3, 4, 5)))
    points = [imported(2), imported(3, postal_code="K1A 0B1"), imported(6)]
    newer = desk.draft(*points, source_=source(sha256="b" * 64))
    assert newer.counts == counted(new=1, changed=1, unchanged=1)
    assert [gone.value for gone in newer.gone] == ["B4", "B5"]
    assert newer.gone[0].name == Text("Branch 4", "Succursale 4")
    assert all(change.op != "delete" for change in newer.changes)
    desk.merged(newer)
    assert by_name(desk)["Branch 3"]["postal_code"] == "K1A 0B1"
    assert by_name(desk)["Branch 4"]["status"] == "active"
    assert {row["content_sha256"] for row in desk.rows("source")} == {"b" * 64}


def test_e9_exactly_the_rows_that_changed_are_differences(desk, imported, source):
    numbers = range(2, 62)
    desk.merged(desk.draft(*offices(imported, *numbers)))
    points = [imported(n, name_en=f"Branch {n} (new)" if n % 6 == 2 else f"Branch {n}") for n in numbers]
    newer = desk.draft(*points, source_=source(sha256="b" * 64))
    assert newer.counts["changed"] == 10
    changed = [change for change in newer.changes if change.table == "service_point"]
    assert [change.op for change in changed] == ["update"] * 10
    assert all("name_en" in change.changed_fields for change in changed)
    assert {change.fields["name_en"]["after"] for change in changed} == {
        f"Branch {n} (new)" for n in numbers if n % 6 == 2
    }


def test_gone_points_are_proposed_for_closing_only_when_asked(desk, imported):
    desk.merged(desk.draft(*offices(imported, 2, 3)))
    assert desk.draft(imported(2), lifecycle=Lifecycle("ignore")).gone == ()
    (gone,) = desk.draft(imported(2), lifecycle=Lifecycle("propose_closed", 1)).gone
    assert gone.change.op == "update"
    assert gone.change.fields["status"] == {"before": "active", "after": "permanently_closed"}


def test_f6_nothing_is_gone_from_a_source_that_was_not_read_whole(desk, imported):
    desk.merged(desk.draft(*offices(imported, 2, 3)))
    assert desk.draft(imported(2), lifecycle=Lifecycle("propose_closed", 1), is_complete=False).gone == ()


def test_a_custodians_word_outranks_open_data_which_may_fill_in_blanks(desk, imported, ident):
    point = imported(ALTA_VISTA, name_en="ALTA VISTA LIBRARY", email="av@example.ca")
    made = desk.draft(point, targets={"B1": Target(ident(1))})
    (each,) = made.drafted
    assert each.outcome == "changed"
    assert [(kept.field, kept.stays, kept.offered, kept.why) for kept in each.withheld] == [
        ("name_en", "Alta Vista", "ALTA VISTA LIBRARY", "lower_rank")
    ]
    (update,) = (change for change in made.changes if change.table == "service_point")
    assert update.changed_fields == ("email",)
    desk.merged(made)
    row = by_name(desk)["Alta Vista"]
    assert (row["email"], row["verified_method"]) == ("av@example.ca", "phone")


def test_the_custodians_own_form_replaces_what_stands_there(desk, imported, source, ident):
    point = imported(ALTA_VISTA, name_en="Alta Vista Library")
    made = desk.draft(point, source_=source("custodian_form"), targets={"B1": Target(ident(1))})
    assert made.drafted[0].withheld == []
    desk.merged(made)
    assert "Alta Vista Library" in by_name(desk)


def test_what_somebody_corrected_since_is_not_turned_back_by_the_same_source(desk, imported):
    desk.merged(desk.draft(imported(2)))
    key = by_name(desk)["Branch 2"]["id"]
    desk.edit("service_point", key, name_en="Branch Two")
    assert [kept.why for kept in desk.draft(imported(2)).drafted[0].withheld] == ["edited_here"]
    with open_store(desk.folder / "store.gpkg", read_only=False) as store:
        store.apply([RowChange("update", "service_point", key, {"name_en": "Branch Two"})])
    desk.check_out()
    again = desk.draft(imported(2))
    assert [kept.why for kept in again.drafted[0].withheld] == ["corrected_since"]
    assert again.changes == []


def test_e9_local_edits_stay_and_hold_their_whole_group(desk, imported, source):
    desk.merged(desk.draft(imported(2)))
    key = by_name(desk)["Branch 2"]["id"]
    desk.edit("service_point", key, city="Nepean")
    newer = desk.draft(
        imported(2, postal_code="K2G 1A1", email="two@example.ca"), source_=source(sha256="b" * 64)
    )
    (each,) = newer.drafted
    assert {kept.field: kept.why for kept in each.withheld} == {
        "city": "edited_here",
        "postal_code": "edited_here",
    }
    (update,) = (change for change in newer.changes if change.table == "service_point")
    assert set(update.changed_fields) == {"email"}


def test_a_point_that_is_only_recognised_is_linked_and_not_changed(desk, imported, ident):
    made = desk.draft(imported(ALTA_VISTA, name_en="Alta Vista"), targets={"B1": Target(ident(1))})
    assert made.counts == counted(linked=1)
    desk.merged(made)
    assert desk.draft(imported(ALTA_VISTA, name_en="Alta Vista")).counts == counted(unchanged=1)


@pytest.mark.parametrize(("day", "confirms"), [("2026-10-19", 0), ("2026-10-20", 0), ("2026-10-21", 1)])
def test_a_day_of_verification_never_goes_back(desk, imported, source, day, confirms):
    desk.merged(desk.draft(imported(2, verified_on="2026-10-20", verified_method="open_data")))
    newer = imported(2, verified_on=day, verified_method="open_data")
    made = desk.draft(newer, source_=source(sha256="b" * 64))
    changed = [change for change in made.changes if change.table == "service_point"]
    assert [change.op for change in changed] == ["confirm"] * confirms
    assert made.drafted[0].withheld == []


def test_every_row_of_the_source_is_counted_once(desk, imported, ident):
    desk.merged(desk.draft(imported(2), imported(3)))
    points = [
        imported(2),  # unchanged
        imported(3, email="three@example.ca"),  # changed
        imported(4, line=50),  # new
        imported(4, line=51),  # says the same again
        imported(5, line=52),
        imported(5, line=53, city="Kanata"),  # contradicts it
        imported(6, city=None),  # breaks a rule
        imported(7),  # to be looked at
        imported(ALTA_VISTA, name_en="Alta Vista"),  # recognised
    ]
    targets = {"B7": Target(is_open=True), "B1": Target(ident(1))}
    made = desk.draft(*points, targets=targets)
    assert made.counts == counted(new=1, changed=1, linked=1, unchanged=1, review=1, rejected=3)
    assert sum(made.counts.values()) + len(made.repeated) == len(points)


def test_what_the_source_leaves_empty_erases_nothing(desk, imported, source):
    desk.merged(desk.draft(imported(2, email="two@example.ca")))
    newer = desk.draft(imported(2, email=None, city=None), source_=source(sha256="b" * 64))
    assert newer.counts["unchanged"] == 1
    assert [change.table for change in newer.changes] == ["source"]


def test_a_telephone_that_is_there_already_is_not_added_again(desk, imported, telephone, ident):
    point = imported(ALTA_VISTA, telephone("+16135550101"), telephone("+16135550199", "2"))
    made = desk.draft(point, targets={"B1": Target(ident(1))})
    assert [change.fields["number"]["after"] for change in made.changes if change.table == "phone"] == [
        "+16135550199"
    ]
    desk.merged(made)
    newer = imported(ALTA_VISTA, telephone("+16135550101"), telephone("+16135550198", "2"))
    (change,) = (each for each in desk.draft(newer).changes if each.table == "phone")
    assert (change.op, change.fields["number"]["after"]) == ("update", "+16135550198")


def test_e6_rows_that_repeat_each_other_count_once_and_rows_that_differ_go_no_further(desk, imported):
    made = desk.draft(
        imported(2, line=2), imported(2, line=3), imported(3, line=4), imported(3, line=5, city="Kanata")
    )
    assert made.repeated == (3,)
    assert made.counts == counted(new=1, rejected=2)
    assert [each.line for each in made.rejected] == [4, 5]
    assert "rows 4, 5" in made.rejected[0].reasons[0].en


def test_e8_a_row_that_breaks_a_rule_is_rejected_with_its_line_and_the_rest_goes_on(
    desk, imported, telephone
):
    bad = imported(3, telephone("+16135550103"), line=9999, city=None)
    made = desk.draft(imported(2), bad, imported(4, postal_code="12345", line=10000))
    assert made.counts == counted(new=1, rejected=2)
    assert [each.line for each in made.rejected] == [9999, 10000]
    assert all(reason.en != reason.fr for each in made.rejected for reason in each.reasons)
    assert {change.table for change in made.changes} == {"source", "service_point", "external_id"}
    assert desk.merged(made) == {"applied": 3}


def test_what_somebody_has_to_look_at_first_is_not_drafted(desk, imported, ident):
    made = desk.draft(imported(2), targets={"B2": Target(ident(1), is_open=True)})
    assert (made.counts["review"], made.drafted[0].target) == (1, ident(1))
    assert [change.table for change in made.changes] == ["source"]


def test_two_rows_never_become_one_point(desk, imported, ident):
    made = desk.draft(imported(2), imported(3), targets={"B2": Target(ident(1)), "B3": Target(ident(1))})
    (rejected,) = made.rejected
    assert rejected.value == "B3"
    assert "row 3" in rejected.reasons[0].en


def test_a_point_that_was_removed_here_is_looked_at(desk, imported):
    desk.merged(desk.draft(imported(2)))
    key = by_name(desk)["Branch 2"]["id"]
    with open_store(desk.copy, read_only=False) as store:
        store.apply([RowChange("delete", "service_point", key, {})])
    assert desk.draft(imported(2)).counts["review"] == 1


def test_e10_a_licence_nobody_stated_blocks_publication_and_not_the_import(desk, imported, source):
    made = desk.draft(imported(2), source_=source(licence="unknown"))
    desk.merged(made)
    assert by_name(desk)["Branch 2"]["visibility"] == "partners"
    public = desk.draft(imported(3, visibility="public"), source_=source(licence="unknown"))
    assert [reason.en[:3] for each in public.rejected for reason in each.reasons] == ["S04"]


def test_a_source_that_is_not_described_is_refused_whole(desk, imported, source):
    with pytest.raises(InputError, match="Complete the profile") as caught:
        desk.draft(imported(2), source_=source(publisher=""))
    assert "Complétez" in caught.value.text.fr


def test_a_draft_longer_than_a_submission_is_cut_between_points(desk, imported, telephone):
    made = desk.draft(*(imported(n, telephone(f"+1613555{n:04d}")) for n in range(200, 207)))
    parts = made.documents(7)
    assert [len(part) for part in parts] == [7, 6, 6, 3]
    assert parts[0][0].table == "source"
    assert sorted(change.id for part in parts for change in part) == sorted(c.id for c in made.changes)
    for part in parts:
        points = {change.id for change in part if change.table == "service_point"}
        assert {c.fields["point_id"]["after"] for c in part if c.table == "phone"} == points


class Stop:
    def is_cancelled(self):
        return True

    def report(self, fraction, text=None):
        pass


def test_it_can_be_stopped(desk, imported):
    with pytest.raises(Cancelled):
        desk.draft(imported(2), progress=Stop())


def test_a_closing_is_proposed_only_after_several_imports(desk, imported, source):
    desk.merged(desk.draft(*offices(imported, 2, 3)))
    twice = Lifecycle("propose_closed", 2)
    (first,) = desk.draft(imported(2), lifecycle=twice).gone
    assert (first.n_imports, first.change) == (1, None)
    (second,) = desk.draft(imported(2), lifecycle=twice, absences={"B3": 1}).gone
    assert second.n_imports == 2
    assert second.change.fields["status"]["after"] == "permanently_closed"


def test_absences_count_contents_not_runs(tmp_path):
    path = tmp_path / "folder" / "absences.json"
    absences = Absences(path)
    absences.note("libraries", "a" * 64, ["B3"])
    assert absences.before("libraries", "a" * 64) == {"B3": 0}  # the same file again
    again = Absences(path)
    assert again.before("libraries", "b" * 64) == {"B3": 1}
    assert again.before("others", "b" * 64) == {}
    again.note("libraries", "b" * 64, ["B4"])  # B3 is back
    assert Absences(path).before("libraries", "c" * 64) == {"B4": 1}
    path.write_text('{"libraries": [1]}', encoding="utf-8")
    assert Absences(path).before("libraries", "c" * 64) == {}


def test_where_an_address_was_found_replaces_no_position_of_that_address(desk, imported):
    """Somebody put the point where it is; the address reference only knows the street."""
    found = {"geom": "POINT (-75.5000000 45.5000000)", "geo_method": "interpolated", "geo_accuracy_m": 40}
    row = {name: value for name, value in imported(2).values.items() if not name.startswith("geo")}
    first = replace(imported(2), values=row, placed=found)
    desk.merged(desk.draft(first))
    (point,) = [row for row in desk.rows("service_point") if row["name_en"] == "Branch 2"]
    assert (point["geom"], point["geo_accuracy_m"]) == (found["geom"], 40)
    better = {**found, "geom": "POINT (-75.6000000 45.6000000)"}
    again = desk.draft(replace(first, placed=better))
    assert again.counts["unchanged"] == 1
    moved = replace(first, values={**row, "address_line1": "9 Elm Street"}, placed=better)
    (drafted,) = desk.draft(moved).drafted
    (change,) = [change for change in drafted.changes if change.table == "service_point"]
    assert change.fields["geom"]["after"] == better["geom"]


def test_organizations_that_no_point_needs_are_not_added(desk, imported, held_additions):
    additions, known = held_additions("Mint of Nowhere", "Forgotten Office")
    point = imported(2, organization_id=known["Mint of Nowhere"], geom="POINT (-76.5000000 45.9000000)")
    made = desk.draft(point, additions=additions)
    added = [change for change in made.changes if change.table == "organization"]
    assert [change.fields["name_en"]["after"] for change in added] == ["Mint of Nowhere"]
    assert set(desk.merged(made)) == {"applied"}
    assert desk.draft(point).changes == []


@pytest.fixture
def held_additions(desk):
    def make(*names):
        with open_working_copy(desk.copy) as copy:
            organizations = Organizations(HeldRegister.of(copy))
            known = {name: organizations.id_of(name) for name in names}
            return organizations.additions(known.values()), known

    return make


def test_an_organization_that_is_not_taken_over_is_not_added(desk, imported, held_additions, ident):
    """A better source has said whose the point is; only the e-mail, which nobody had, comes."""
    additions, known = held_additions("Mint of Nowhere")
    point = imported(1, organization_id=known["Mint of Nowhere"], email="a@example.ca")
    made = desk.draft(point, targets={"B1": Target(ident(1))}, additions=additions)
    assert [change.table for change in made.changes if change.table == "organization"] == []
    assert {each.field for each in made.drafted[0].withheld} >= {"organization_id"}


def test_a_telephone_removed_here_is_not_added_again(desk, imported, telephone):
    desk.merged(desk.draft(imported(2, telephone("+16135550111"))))
    (number,) = [row for row in desk.rows("phone") if row["number"] == "+16135550111"]
    with open_store(desk.copy, read_only=False) as copy:
        copy.apply([RowChange("delete", "phone", number["id"], {})])
    (drafted,) = desk.draft(imported(2, telephone("+16135550122"))).drafted
    assert [change.table for change in drafted.changes if change.table == "phone"] == []
    assert [(each.table, each.why) for each in drafted.withheld] == [("phone", "edited_here")]


@pytest.mark.parametrize("first", [2, 9])
def test_a_known_point_keeps_its_place_whatever_the_order_of_rows(desk, imported, first):
    desk.merged(desk.draft(imported(2)))
    (point,) = [row["id"] for row in desk.rows("service_point") if row["name_en"] == "Branch 2"]
    points = sorted((imported(2, line=4), imported(9, line=5)), key=lambda each: each.value != f"B{first}")
    made = desk.draft(*points, targets={"B9": Target(point)})
    assert [each.value for each in made.rejected] == ["B9"]
    assert [each.target for each in made.drafted] == [point]


def test_what_is_remembered_outlives_a_damaged_part(tmp_path):
    path = tmp_path / "absences.json"
    path.write_text('{"libraries": {"B3": ["a"], "B4": 7}, "others": {"C1": ["b"]}}', encoding="utf-8")
    absences = Absences(path)
    assert absences.before("libraries", "x") == {"B3": 1}
    absences.note("libraries", "c", ["B3"])
    assert Absences(path).before("others", "x") == {"C1": 1}
    assert '"B4": 7' in path.with_name("absences.json.damaged").read_text(encoding="utf-8")


def test_a_memory_that_may_not_be_read_is_not_overwritten(tmp_path):
    path = tmp_path / "absences.json"
    path.mkdir()  # there, and no file
    with pytest.raises(StoreError):
        Absences(path)
