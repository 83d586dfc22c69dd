# SPDX-License-Identifier: GPL-2.0-or-later
import csv
import hashlib
import io
import json
import os

import pytest
from service_points.core.errors import ExchangeError, StoreError
from service_points.core.exchange import (
    Reason,
    Submitter,
    change_hash,
    preview_geojson,
    read_document,
    summary_csv,
    write_submission,
)


@pytest.fixture
def edited(editor, ident):
    """An insert, an update, a delete and a confirmation."""
    editor.insert(
        "closure",
        ident(60),
        custodian_code="CA-ON",
        point_id=ident(2),
        kind="closed",
        from_date="2026-12-24",
        to_date="2026-12-26",
        reason_en="=HYPERLINK(1)",
    )
    editor.update("service_point", ident(1), geom="POINT (-75.7 45.43)", name_fr="Bureau « É » 🍁")
    editor.update("service_point", ident(2), verified_on="2026-11-03")
    editor.delete("phone", ident(40))


def test_a_service_verified_later_is_an_update_that_the_steward_can_read(editor, submit, ident):
    """Services have the date of a verification and no method; a confirmation carries both (section C3)."""
    editor.update("service", ident(20), verified_on="2026-11-03")
    submission = submit()
    (change,) = read_document(submission.data).changes
    assert (change.op, dict(change.fields)) == (
        "update",
        {"verified_on": {"before": None, "after": "2026-11-03"}},
    )


def test_c1_nothing_changed_is_nothing_to_submit(submit):
    with pytest.raises(ExchangeError) as caught:
        submit()
    assert "nothing to submit" in caught.value.text.en
    assert "rien à soumettre" in caught.value.text.fr


def test_the_manifest_is_complete(edited, submit, store):
    document = submit(comment="  Automne ", language="fr", licence="OGL-ON-1.0").document
    assert list(document) == ["format", "format_version", "manifest", "changes", "integrity"]
    assert (document["format"], document["format_version"]) == ("casp-submission", "1.0")
    assert document["manifest"] == {
        "submission_id": "7d9f2c1e-0000-4000-8000-00000000abcd",
        "schema": {"id": "casp", "version": "1.0.0", "sha256": store.info.schema_sha256},
        "store": {
            "store_id": "5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001",
            "base_revision": 12,
            "base_exported_at": "2026-11-01T12:30:00Z",
        },
        "jurisdiction_code": "CA-ON",
        "submitter": {
            "name": "Ada Tremblay",
            "email": "registre@example.ca",
            "role": "data editor",
            "organization": "ServiceOntario",
        },
        "statement": {"authorized": True, "licence": "OGL-ON-1.0", "text_lang": "fr"},
        "created_at": "2026-11-05T09:00:07Z",
        "tool": {"name": "Service Points", "version": "0.1.0", "host": "test"},
        "title_en": "4 changes from CA-ON",
        "title_fr": "4 changements de CA-ON",
        "comment": "Automne",
        "reply_language": "fr",
        "supersedes": None,
        "counts": {"insert": 1, "update": 1, "delete": 1, "confirm": 1},
    }


def test_the_changes_are_numbered_and_each_has_a_reason(edited, submit, ident):
    submission = submit(
        reasons={("phone", ident(40)): Reason("other", "Ligne débranchée", "fr")},
        reason=Reason("moved"),
    )
    changes = submission.document["changes"]
    assert [(c["seq"], c["op"], c["table"]) for c in changes] == [
        (1, "update", "service_point"),
        (2, "confirm", "service_point"),
        (3, "insert", "closure"),
        (4, "delete", "phone"),
    ]
    assert [c["reason"] for c in changes] == [
        {"code": "moved"},
        {"code": "verified"},
        {"code": "moved"},
        {"code": "other", "text": "Ligne débranchée", "lang": "fr"},
    ]
    assert changes[0]["base_version"] == 3
    assert changes[2]["base_version"] is None
    assert set(changes[0]) == {"seq", "op", "table", "id", "base_version", "fields", "reason"}
    assert submission.counts == {"insert": 1, "update": 1, "delete": 1, "confirm": 1}


def test_a_document_whose_hash_was_computed_by_hand(editor, submit, store, ident):
    editor.update("phone", ident(40), number="+16135550199")
    submission = submit()
    # Written out member by member in the order and spelling of RFC 8785.
    change = (
        '{"base_version":3,"fields":{"number":{"after":"+16135550199","before":"+16135550101"}},'
        '"id":"00000040-0000-4000-8000-000000000000","op":"update","reason":{"code":"correction"},'
        '%s"table":"phone"}'
    )
    manifest = (
        '{"comment":null,"counts":{"confirm":0,"delete":0,"insert":0,"update":1},'
        '"created_at":"2026-11-05T09:00:07Z","jurisdiction_code":"CA-ON","reply_language":"en",'
        f'"schema":{{"id":"casp","sha256":"{store.info.schema_sha256}","version":"1.0.0"}},'
        '"statement":{"authorized":true,"licence":"unknown","text_lang":"en"},'
        '"store":{"base_exported_at":"2026-11-01T12:30:00Z","base_revision":12,'
        '"store_id":"5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001"},'
        '"submission_id":"7d9f2c1e-0000-4000-8000-00000000abcd",'
        '"submitter":{"email":"registre@example.ca","name":"Ada Tremblay","organization":"ServiceOntario",'
        '"role":"data editor"},"supersedes":null,"title_en":"1 change from CA-ON",'
        '"title_fr":"1 changement de CA-ON",'
        '"tool":{"host":"test","name":"Service Points","version":"0.1.0"}}'
    )
    numbered = change % '"seq":1,'
    content = (
        f'{{"changes":[{numbered}],"format":"casp-submission","format_version":"1.0","manifest":{manifest}}}'
    ).encode()
    assert submission.canonical == content
    assert submission.content_sha256 == hashlib.sha256(content).hexdigest()
    assert submission.document["integrity"] == {
        "alg": "sha-256",
        "content_sha256": hashlib.sha256(content).hexdigest(),
    }
    assert change_hash(submission.document["changes"][0]) == (
        hashlib.sha256((change % "").encode()).hexdigest()
    )


def test_the_hash_can_be_recomputed_from_the_file_alone(edited, submit, tmp_path):
    submission = submit()
    path = write_submission(submission, tmp_path)
    document = json.loads(path.read_bytes())
    digest = document.pop("integrity")["content_sha256"]
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert hashlib.sha256(canonical).hexdigest() == digest == submission.content_sha256


def test_c3_the_same_edits_make_the_same_document(edited, submit):
    assert submit().data == submit().data
    one, two = submit(submission_id=None), submit(submission_id=None)
    assert one.document["manifest"]["submission_id"] != two.document["manifest"]["submission_id"]
    hashes = [[change_hash(c) for c in each.document["changes"]] for each in (one, two)]
    assert hashes[0] == hashes[1]
    assert len(set(hashes[0])) == 4


def test_the_change_hash_ignores_only_the_number(edited, submit):
    change = submit().document["changes"][0]
    assert change_hash({**change, "seq": 99}) == change_hash(change)
    assert change_hash({**change, "base_version": 4}) != change_hash(change)


def test_the_file_is_named_by_jurisdiction_time_and_number(edited, submit, tmp_path):
    submission = submit()
    assert submission.file_name == "CA-ON_20261105T090007Z_7d9f2c1e.casp.json"
    folder = tmp_path / "inbox"
    folder.mkdir()
    assert write_submission(submission, folder) == folder / submission.file_name
    assert write_submission(submission, folder / "own.json") == folder / "own.json"
    assert sorted(os.listdir(folder)) == [submission.file_name, "own.json"]
    assert (folder / "own.json").read_bytes() == submission.data


def test_c2_a_submission_never_replaces_a_file(edited, submit, tmp_path):
    submission = submit()
    path = write_submission(submission, tmp_path)
    with pytest.raises(StoreError, match="already exists"):
        write_submission(submission, tmp_path)
    with pytest.raises(StoreError, match="does not exist"):
        write_submission(submission, tmp_path / "nowhere" / "x.json")
    assert path.read_bytes() == submission.data


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"submitter": Submitter(" ", "a@example.ca")}, "statement of authority"),
        ({"submitter": Submitter("Ada", "")}, "statement of authority"),
        ({"authorized": False}, "statement of authority"),
        ({"licence": "MIT"}, "OGL-CA-2.0"),
        ({"reason": Reason("because")}, "correction"),
        ({"reason": Reason("other", "  ")}, "reason is required"),
        ({"submission_id": "7"}, "not a UUID"),
        ({"comment": "x" * 4001}, "string_chars ≤ 4000"),
        ({"reason": Reason("other", "x" * 4001)}, "string_chars ≤ 4000"),
        ({"comment": "half \ud83d"}, "not a valid submission"),
    ],
)
def test_an_incomplete_statement_is_refused(edited, submit, options, message):
    with pytest.raises(ExchangeError) as caught:
        submit(**options)
    assert message in caught.value.text.en
    assert caught.value.text.fr != caught.value.text.en


def test_c6_a_text_too_long_for_a_submission_is_named(editor, submit, ident):
    editor.update("service_point", ident(1), description_en="x" * 4001)
    with pytest.raises(ExchangeError) as caught:
        submit()
    assert "description_en" in caught.value.text.en
    assert ident(1) in caught.value.text.fr


def test_c6_too_many_changes_are_refused(edited, submit, path):
    from service_points.core.exchange import difference, open_working_copy

    with open_working_copy(path) as copy:
        many = difference(copy) * 2501
    with pytest.raises(ExchangeError, match="changes ≤ 10000"):
        submit(changes=many)


def table(submission, language="en"):
    data = summary_csv(submission, language=language)
    assert data.startswith(b"\xef\xbb\xbf")
    delimiter = ";" if language == "fr" else ","
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_the_summary_has_a_line_per_changed_field_without_guards(edited, submit, ident):
    lines = table(submit())
    assert lines[0] == [
        "No.", "Operation", "Table", "Record", "Identifier", "Jurisdiction", "Field", "Before", "After",
        "Reason",
    ]  # fmt: skip
    assert lines[1:4] == [
        ["1", "Change", "Service point", "Office 1", ident(1), "CA-ON", "Name (French)", "Bureau 1",
         "Bureau « É » 🍁", "Error corrected"],
        ["1", "Change", "Service point", "Office 1", ident(1), "CA-ON", "Position",
         "POINT (-75.6972000 45.4215000)", "POINT (-75.7000000 45.4300000)", "Error corrected"],
        ["2", "Confirm", "Service point", "Office 2", ident(2), "CA-ON", "Verified on", "2026-10-01",
         "2026-11-03", "Verified, no change"],
    ]  # fmt: skip
    assert len(lines) == 1 + 2 + 1 + 6 + 5


def test_the_french_summary_is_french(edited, submit):
    lines = table(submit(reason=Reason("other", "Déménagement; bail échu", "fr")), "fr")
    assert lines[0][1:4] == ["Opération", "Table", "Fiche"]
    assert lines[1][1:4] == ["Modifier", "Point de service", "Bureau « É » 🍁"]
    assert lines[1][9] == "Autre – Déménagement; bail échu"


def test_h12_texts_that_are_formulas_are_disarmed_and_numbers_are_not(editor, submit, ident):
    editor.update("service_point", ident(1), name_en='=cmd|" /C calc"!A0', description_en="-2+3", city="@x")
    editor.update("service_point", ident(2), geo_accuracy_m=-5, partner_note="\t=1")
    editor.update("phone", ident(40), number="+16135550199", languages='["-x"]')
    cells = {(line[4], line[6]): line for line in table(submit())[1:]}
    assert cells[ident(1), "Name (English)"][8] == '\'=cmd|" /C calc"!A0'
    assert cells[ident(1), "Name (English)"][3] == '\'=cmd|" /C calc"!A0'
    assert cells[ident(1), "Description (English)"][8] == "'-2+3"
    assert cells[ident(1), "Municipality"][8] == "'@x"
    assert cells[ident(2), "Accuracy (m)"][8] == "-5"
    assert cells[ident(2), "Note to partners"][8] == "'=1"  # the tab was trimmed as in every text
    assert cells[ident(40), "Number (+1… or three digits)"][7:9] == ["'+16135550101", "'+16135550199"]
    assert cells[ident(40), "Languages"][8] == "'-x"


def test_the_preview_is_geojson_as_in_rfc_7946(edited, editor, submit, ident):
    editor.update("service_area", ident(50), geom="MULTIPOLYGON (((-76 45,-75 46,-75 45,-76 45)))")
    preview = json.loads(preview_geojson(submit()))
    assert preview["type"] == "FeatureCollection"
    assert "crs" not in preview
    features = {feature["id"]: feature for feature in preview["features"]}
    moved = features[ident(1)]
    assert moved["type"] == "Feature"
    assert moved["geometry"] == {"type": "Point", "coordinates": [-75.7, 45.43]}
    assert moved["properties"]["moved_from"] == [-75.6972, 45.4215]
    assert moved["properties"]["op"] == "update"
    assert moved["properties"]["fields"] == ["name_fr", "geom"]
    assert moved["properties"]["name_fr"] == "Bureau « É » 🍁"
    assert "moved_from" not in features[ident(2)]["properties"]
    assert features[ident(2)]["geometry"] == {"type": "Point", "coordinates": [-75.6972, 45.4215]}
    assert features[ident(40)]["geometry"] is None
    assert features[ident(50)]["geometry"] == {
        "type": "MultiPolygon",
        "coordinates": [[[[-76, 45], [-75, 45], [-75, 46], [-76, 45]]]],
    }


def test_outer_rings_turn_left_and_holes_right(editor, submit, ident):
    import shapely.geometry

    ring = "(0 0,0 9,9 9,9 0,0 0)"
    hole = "(1 1,2 1,2 2,1 2,1 1)"
    other = "(20 0,21 0,21 1,20 0)"
    editor.update("service_area", ident(50), geom=f"MULTIPOLYGON (({ring},{hole}),({other}))")
    (feature,) = json.loads(preview_geojson(submit()))["features"]
    shape = shapely.geometry.shape(feature["geometry"])
    assert shape.area == 81 - 1 + 0.5
    assert [part.exterior.is_ccw for part in shape.geoms] == [True, True]
    assert [hole.is_ccw for part in shape.geoms for hole in part.interiors] == [False]
