# SPDX-License-Identifier: GPL-2.0-or-later
"""The gate: what is not a submission document, and every hostile row of section C6 that is JSON."""

import copy
import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from service_points.core.errors import ExchangeError
from service_points.core.exchange import change_hash, load_document, read_document
from service_points.core.schema import load_schema

POINT = "00000001-0000-4000-8000-000000000000"
EMAIL = ("a@example.ca", "b@example.ca")


@pytest.fixture
def valid(documents):
    return documents.content(
        documents.update(
            "service_point", POINT, {"email": EMAIL, **documents.hours("24/7", "Mo 09:00-12:00")}
        ),
        documents.insert(
            "closure", "00000060-0000-4000-8000-000000000000", custodian_code="CA-ON", kind="closed"
        ),
        documents.delete("phone", "00000040-0000-4000-8000-000000000000", {"kind": "voice"}),
        documents.confirm("00000002-0000-4000-8000-000000000000", "2026-10-01", "2026-11-03"),
    )


@pytest.fixture
def rule_of(documents):
    """Return the rule a document breaks, having hashed it anew."""

    def find(document, *, hashed=True):
        with pytest.raises(ExchangeError) as caught:
            read_document(documents.as_bytes(documents.sealed(document) if hashed else document))
        rule = load_schema().rules[caught.value.rule]
        assert caught.value.text.en.split("{")[0][:20] == rule.message.en.split("{")[0][:20]
        return caught.value.rule

    return find


def test_a_document_is_read_whole(valid, documents):
    document = read_document(documents.as_bytes(valid))
    assert document.content == valid
    assert document.content_sha256 == valid["integrity"]["content_sha256"]
    assert [(c.seq, c.op, c.table.name) for c in document.changes] == [
        (1, "update", "service_point"),
        (2, "insert", "closure"),
        (3, "delete", "phone"),
        (4, "confirm", "service_point"),
    ]
    assert (document.submission_id, document.jurisdiction_code) == (documents.FIRST, "CA-ON")


def test_our_own_submissions_pass(editor, submit, ident):
    editor.update("service_point", ident(1), geom="POINT (-75.7 45.43)", name_fr="Bureau « É » 🍁")
    editor.delete("phone", ident(40))
    submission = submit(comment=" Automne ")
    document = read_document(submission.data)
    assert document.content == json.loads(submission.data)
    assert document.content_sha256 == submission.content_sha256
    hashes = [change_hash(record) for record in submission.document["changes"]]
    assert [change.hash for change in document.changes] == hashes


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"\xef\xbb\xbf{}",
        b"{",
        b"\xff\xfe{\x00}\x00",
        b"PK\x03\x04",
        b"SQLite format 3\x00",
        b'{"a":1.5}',
        b'{"a":1e5}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":1,"a":2}',
        b'{"format":"casp-submission","format":"casp-submission"}',
        b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 1_000_000 + b"}",
        b'{"a":' + b"[" * 12 + b"]" * 12 + b"}",
        b'{"a":' * 500 + b"1" + b"}" * 500,
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_h5_what_is_no_json_object_of_ours_is_m01(data):
    start = time.process_time()
    with pytest.raises(ExchangeError) as caught:
        read_document(data)
    assert caught.value.rule == "M01"
    assert time.process_time() - start < 1.0


def test_c7_a_document_cut_short_is_not_read(valid, documents):
    data = documents.as_bytes(valid)
    for length in range(0, len(data), 97):
        with pytest.raises(ExchangeError) as caught:
            read_document(data[:length])
        assert caught.value.rule == "M01"


def test_a9_a_flipped_character_is_m04(valid, documents):
    data = documents.as_bytes(valid).replace(b"b@example.ca", b"c@example.ca")
    with pytest.raises(ExchangeError) as caught:
        read_document(data)
    assert caught.value.rule == "M04"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda d: d.update(format="other"), "M02"),
        (lambda d: d.update(format_version="2.0"), "M02"),
        (lambda d: d.update(format_version=None), "M02"),
        (lambda d: d.pop("format"), "M02"),
        (lambda d: d.update(format_version="1.1"), None),
        (lambda d: d["manifest"]["schema"].update(version="2.0.0"), "M03"),
        (lambda d: d["manifest"]["schema"].update(version="1.7.0"), None),
        (lambda d: d.pop("changes"), "M01"),
        (lambda d: d.update(changes={}), "M01"),
        (lambda d: d.update(extra=1), "M09"),
        (lambda d: d.update({"é": 1}), "M09"),
        (lambda d: d["manifest"].update(extra=1), "M09"),
        (lambda d: d["manifest"]["tool"].update(path="/home"), "M09"),
        (lambda d: d["manifest"].update(submission_id="1; DROP TABLE"), "M01"),
        (lambda d: d["manifest"].update(submission_id="7D9F2C1E-0000-4000-8000-000000000001"), "M01"),
        (lambda d: d["manifest"].update(supersedes="none"), "M01"),
        (lambda d: d["manifest"].update(created_at="2026-11-05 09:00"), "M01"),
        (lambda d: d["manifest"].update(created_at="2026-02-30T09:00:00Z"), "M01"),
        (lambda d: d["manifest"].update(comment=" untrimmed "), "M01"),
        (lambda d: d["manifest"].update(comment="e\u0301"), "M01"),
        (lambda d: d["manifest"].update(comment="\ud800"), "M01"),
        (lambda d: d["manifest"]["store"].update(base_revision=True), "M01"),
        (lambda d: d["manifest"]["counts"].update(insert=2), "M01"),
        (lambda d: d["manifest"].update(counts=[]), "M01"),
        (lambda d: d["manifest"].update(comment="x" * 4001), "M06"),
        (lambda d: d["manifest"]["submitter"].update(name=""), "M12"),
        (lambda d: d["manifest"]["submitter"].pop("email"), "M12"),
        (lambda d: d["manifest"]["statement"].update(authorized=False), "M12"),
        (lambda d: d["manifest"]["statement"].update(authorized=1), "M12"),
        (lambda d: d["manifest"]["statement"].update(licence="mine"), "M01"),
    ],
)
def test_the_manifest(valid, rule_of, documents, change, rule):
    valid["manifest"]["tool"] = {"name": "x", "version": "1", "host": "y"}
    change(valid)
    if rule is None:
        read_document(documents.as_bytes(documents.sealed(valid)))
    else:
        assert rule_of(valid) == rule


def fields(document, seq=1):
    return document["changes"][seq - 1]["fields"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda d: d["changes"][1].update(seq=3), "M01"),
        (lambda d: d["changes"][0].update(seq=True), "M01"),
        (lambda d: d["changes"][0].update(op="upsert"), "M09"),
        (lambda d: d["changes"][0].update(table="submission"), "M09"),
        (lambda d: d["changes"][0].update(table='service_point" WHERE 1=1; --'), "M09"),
        (lambda d: d["changes"][0].update(id="x' OR '1'='1"), "M01"),
        (lambda d: d["changes"][0].update(fid=4), "M09"),
        (lambda d: d["changes"][0].update(base_version=None), "M01"),
        (lambda d: d["changes"][1].update(base_version=1), "M01"),
        (lambda d: fields(d).update(row_version={"before": 3, "after": 9}), "M09"),
        (lambda d: fields(d).update(changed_at={"before": None, "after": "2026-01-01T00:00:00Z"}), "M09"),
        (lambda d: fields(d).update(changed_by_submission={"before": None, "after": None}), "M09"),
        (lambda d: fields(d).update(id={"before": POINT, "after": POINT}), "M09"),
        (lambda d: fields(d).update(fid={"before": 1, "after": 2}), "M09"),
        (lambda d: fields(d).update({"name; DROP": {"before": None, "after": "x"}}), "M09"),
        (lambda d: fields(d).update(email={"after": "b@example.ca"}), "M01"),
        (lambda d: fields(d).update(email={"before": None, "after": "x", "now": 1}), "M09"),
        (lambda d: fields(d).update(email="b@example.ca"), "M01"),
        (lambda d: fields(d).pop("hours_note_fr"), "M01"),
        (lambda d: fields(d, 2).update(kind={"before": None, "after": "closed"}), "M01"),
        (lambda d: fields(d, 3).update(kind={"before": "voice", "after": None}), "M01"),
        (lambda d: fields(d, 4).pop("verified_method"), "M01"),
        (lambda d: fields(d, 4).update(email={"before": None, "after": "x"}), "M01"),
        (lambda d: fields(d, 4)["verified_on"].update(after=None), "M01"),
        (lambda d: fields(d).update(email={"before": None, "after": "x" * 4001}), "M06"),
        (lambda d: d["changes"][0].pop("reason"), "M13"),
        (lambda d: d["changes"][0].update(reason={"code": ""}), "M13"),
        (lambda d: d["changes"][0].update(reason={"code": "other"}), "M13"),
        (lambda d: d["changes"][0].update(reason={"code": "because"}), "M09"),
        (lambda d: d["changes"][0].update(evidence=[{"url": "https://a.example"}] * 6), "M06"),
        (lambda d: d["changes"][0].update(evidence=[{"path": "/etc/passwd"}]), "M09"),
        (lambda d: d["changes"][0].update(effective_on="2026-13-01"), "M01"),
        (lambda d: d["changes"].append(dict(d["changes"][0], seq=5)), "M01"),
    ],
)
def test_the_changes(valid, rule_of, change, rule):
    change(valid)
    assert rule_of(valid) == rule


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("email", 5),
        ("email", ["a"]),
        ("email", ""),
        ("email", "a\x00b"),
        ("name_en", "e\u0301"),
        ("geo_vintage", "2021"),
        ("geo_vintage", True),
        ("languages", ["fr", "en"]),
        ("languages", ["en", "en"]),
        ("languages", []),
        ("languages", "en"),
        ("verified_on", "2026-02-30"),
        ("verified_on", "2026-11-05T00:00:00Z"),
        ("source_id", "NONE"),
        ("geom", "POINT (-75.7 45.4)"),
        ("geom", "POINT Z (-75.6972000 45.4215000 1.0000000)"),
        ("geom", {"type": "Point"}),
    ],
)
def test_h16_a_value_that_is_not_canonical_is_m01(documents, rule_of, name, value):
    assert rule_of(documents.content(documents.insert("service_point", POINT, **{name: value}))) == "M01"


def test_a_wrong_value_may_be_corrected(documents):
    """What is wrong in the store was not the editor's doing: it may be what the editor saw."""
    changed = documents.update("service_point", POINT, {"geo_vintage": ("two thousand", 2021)})
    del changed["fields"]["geo_vintage"]
    changed["fields"]["partner_note"] = {"before": 17, "after": "Seventeen"}
    read_document(documents.as_bytes(documents.content(changed)))


def test_c6_the_hash_and_the_signature_members(valid, rule_of):
    valid["integrity"]["alg"] = "md5"
    assert rule_of(valid, hashed=False) == "M04"
    valid["integrity"] = {"alg": "sha-256", "content_sha256": "0" * 64}
    assert rule_of(valid, hashed=False) == "M04"
    valid["integrity"]["crc"] = 1
    assert rule_of(valid, hashed=False) == "M09"


def test_c6_more_changes_than_allowed(valid, rule_of):
    valid["changes"] = [{"seq": seq} for seq in range(1, 10_002)]
    assert rule_of(valid) == "M06"


def test_c6_a_file_larger_than_allowed_is_not_even_read(tmp_path):
    path = tmp_path / "large.casp.json"
    with path.open("wb") as stream:
        stream.truncate(1_000_000_000)
    start = time.process_time()
    with pytest.raises(ExchangeError) as caught:
        load_document(path)
    assert caught.value.rule == "M06"
    assert time.process_time() - start < 1.0


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ExchangeError) as caught:
        load_document(tmp_path / "none.casp.json")
    assert caught.value.rule is None
    assert "cannot be read" in caught.value.text.en


def _list(items, separator=b","):
    return b'{"a":[' + separator.join(items) + b"]}"


_HOSTILE = {
    "a string of 20 MB": lambda: b'{"a":"' + b"x" * 19_999_000 + b'"}',
    "wide characters": lambda: _list([f'"{chr(0x1F341) * 4_900_000}"'.encode()]),
    "empty lists": lambda: _list([b"[]"] * 6_600_000),
    "empty objects": lambda: _list([b"{}"] * 6_600_000),
    "short texts": lambda: _list(b'"%06d"' % n for n in range(1_900_000)),
    "integers": lambda: _list(b"%d" % n for n in range(1_000_000, 2_990_000)),
    "integers after a minus sign": lambda: _list((b"-%d" % n for n in range(1_000_000, 1_490_000)), b", "),
    "just below the caps": lambda: _list(b'{"k":"%06d"}' % n for n in range(299_000)),
    "many names": lambda: b"{" + b",".join(b'"%06d":1' % n for n in range(440_000)) + b"}",
    "levels": lambda: b'{"a":' + b"[" * 9_000_000 + b"]" * 9_000_000 + b"}",
}
_READ = """
import re, sys, time
from pathlib import Path
from service_points.core.errors import ExchangeError
from service_points.core.exchange import read_document
try:
    read_document(b"{}")
except ExchangeError:
    pass
data = Path(sys.argv[2]).read_bytes()
start = time.process_time()
try:
    read_document(data)
except ExchangeError as error:
    seconds = time.process_time() - start
    peak = re.search("VmHWM:[^0-9]*([0-9]+) kB", Path("/proc/self/status").read_text())[1]
    print(error.rule, seconds, peak)
"""


@pytest.mark.parametrize("name", _HOSTILE)
def test_h5_large_documents_are_refused_in_a_second_and_200_mb(name, child, tmp_path):
    """In a process of its own, whose peak memory, all libraries included, is what is measured."""
    path = tmp_path / "hostile.casp.json"
    path.write_bytes(_HOSTILE[name]())
    done = child(_READ, path)
    assert done.returncode == 0, done.stderr
    rule, seconds, peak_kb = done.stdout.split()
    assert rule in ("M01", "M02", "M06")
    assert float(seconds) < 1.0
    assert int(peak_kb) < 200_000


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=8), children, max_size=3)
    ),
    max_leaves=12,
)


def _places(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from _places(item, (*path, name))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_h5_a_document_damaged_anywhere_is_read_or_refused_with_a_rule(valid, documents, data):
    """One member, anywhere, replaced by any JSON value and the hash made right again."""
    document = copy.deepcopy(valid)
    path = data.draw(st.sampled_from([p for p in _places(document) if p]))
    target = document
    for name in path[:-1]:
        target = target[name]
    target[path[-1]] = value = data.draw(json_values)
    if path[0] != "integrity":
        document = documents.sealed(document)
    rule = _rule(documents.as_bytes(document))
    assert rule is None or rule in load_schema().rules, (path, value)
    if rule is None:
        assert read_document(documents.as_bytes(document)).content == document


def _rule(data):
    try:
        read_document(data)
    except ExchangeError as error:
        return error.rule or "an error without a rule"
    return None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_h5_any_bytes_are_refused_with_a_rule(data):
    with pytest.raises(ExchangeError) as caught:
        read_document(data)
    assert caught.value.rule in ("M01", "M02")
