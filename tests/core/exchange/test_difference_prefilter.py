# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite leaves out only records that Python would find unchanged, whatever other programs wrote."""

import random
import sqlite3
import struct

import pytest
from service_points.core.errors import ExchangeError, StoreError
from service_points.core.exchange import checkout, difference, open_working_copy
from service_points.core.schema import load_schema
from service_points.core.store import GeoPackageStore, RowChange, create_store, open_store
from service_points.core.store.gdal_calls import GdalFailure
from service_points.core.text import Text

TABLES = load_schema().submittable
TEXTS = [
    "Bureau de l’Île-Perrot",
    'a "quoted" \\ back/slash',
    "tab\there, line\nbreak, \x01 \x1f \x7f",
    "🍁 Tłı̨chǫ ᐃᓄᒃᑎᑐᑦ",
    "a \u2028 between \ufeff marks \u2029x",
    "12",
    "1e3",
    "null",
    "[]",
    '{"a":1}',
    "é",
]
RAW_TEXTS = [
    None,
    "",
    " ",
    "e\u0301",
    " é",
    "é\u00a0",
    "Office 1 ",
    "a\0b",
    b"",
    b"caf\xe9",
    b"plain",
    sqlite3.Binary(b"\x00"),
    7,
    7.5,
    *TEXTS,
]
RAW_SETS = [
    None,
    "",
    "[]",
    "[ ]",
    '["en"]',
    '[ "en" ]',
    '["fr","en"]',
    '["en","fr"]',
    '["en","en"]',
    "en",
    '"en"',
    '["en"],"zz":[]',
    '{"en":1}',
    "[1]",
    '[["en"]]',
    "7",
    b'["en"]',
]
RAW_NUMBERS = [
    None,
    "",
    0,
    1,
    2,
    -1,
    1.5,
    1e300,
    float("inf"),
    -0.0,
    12.5,
    12.4996,
    0.0005,
    0.1 + 0.2,
    2**53,
    2**60,
    99999999999.125,
    123456789012345.1,
    "1",
    "2.50",
    "many",
    b"1",
    "1.0",
]
RAW_DATES = [
    None,
    "",
    "2026-10-01",
    "2026-10-01T00:00:00Z",
    "2026/10/01",
    "2026-13-01",
    "2026-1-1",
    "soon",
    20261001,
    "2026-10-01 ",
    b"2026-10-01",
    "0001-01-01",
]


def blob(x, y, *, order="<", z=None, header=b"GP\x00\x01", envelope=b"", kind=1):
    """A GeoPackage geometry: header, then WKB of a point."""
    endian = b"\x01" if order == "<" else b"\x00"
    values = (x, y) if z is None else (x, y, z)
    body = struct.pack(f"{order}I{len(values)}d", kind if z is None else 1001, *values)
    return header + struct.pack("<i", 4326) + envelope + endian + body


NAN, INF = float("nan"), float("inf")
LYING = struct.pack("<4d", -75.7, -75.7, 45.4, 45.4)
RAW_POINTS = [
    None,
    blob(-75.6972, 45.4215),
    *(blob(-75.6972 + noise, 45.4215) for noise in (4e-8, 6e-8, -6e-8, 1.04e-7, 1.6e-7, 2.1e-7, 1e-6)),
    blob(-75.69720005, 45.42150005),
    blob(-75.6972, 45.4215, z=12.0),
    blob(-75.6972, 45.4215, order=">"),
    blob(0.0, 0.0),
    blob(-0.0, -1e-9),
    blob(NAN, NAN, header=b"GP\x00\x11"),
    blob(NAN, NAN),
    blob(INF, 45.0),
    blob(500.0, 45.0),
    blob(1e12 / 7, 45.0),
    blob(0.0, 45.4215),
    b"GP\x00\x01"
    + struct.pack("<iBIIIII", 4326, 1, 3, 3, 0, 0, 0),  # a polygon of three empty rings: 29 bytes too
    blob(-80.0, 50.0, header=b"GP\x00\x03", envelope=LYING),
]
RAW = {
    "text": RAW_TEXTS,
    "set": RAW_SETS,
    "date": RAW_DATES,
    "int": RAW_NUMBERS,
    "real": RAW_NUMBERS,
    "bool": RAW_NUMBERS,
    "point": RAW_POINTS,
}


def ident(number):
    return f"{number:08d}-0000-4000-8000-{number:012d}"


def insert(table, serial, **values):
    common = {"custodian_code": "CA-ON", "row_version": 3, "changed_at": "2026-10-02T03:04:05Z"}
    return RowChange("insert", table, ident(serial), {**common, **values})


def rows(count):
    """Records of every kind of column, with texts that JSON escapes and positions that round."""
    yield insert("organization", 1, name_en="ServiceOntario", name_fr="ServiceOntario")
    corners = ("-76.000000 45.000000", "-75.000000 45.000000", "-75.000000 46.000000", "-76.000000 45.000000")
    area = f"MULTIPOLYGON ((({', '.join(corners)})))"
    for n in range(10, 10 + count):
        text = TEXTS[n % len(TEXTS)]
        place = (
            {"geom": "POINT (-75.6972000 45.4215000)"} if n % 3 else {"geom": "POINT (0.0000000 0.0000000)"}
        )
        yield insert(
            "service_point",
            n,
            organization_id=ident(1),
            channel="in_person" if n % 4 else "digital",
            point_type="service_centre",
            name_en=f"Office {n}",
            name_fr=text,
            description_en=text if n % 2 else None,
            languages=["en", "fr"] if n % 2 else ["en"],
            geo_accuracy_m=n % 3,
            verified_on="2026-10-01",
            verified_method="phone",
            **(place if n % 5 else {}),
        )
        yield insert(
            "call_centre", n, point_id=ident(n), coverage=["CA-ON"], ivr=bool(n % 2), agents_fte="12.5"
        )
        yield insert(
            "closure", n, point_id=ident(n), kind="closed", from_date="2026-10-01", to_date="2026-10-01"
        )
        yield insert(
            "point_profile", n, point_id=ident(n), reporting_year="2025", staff_fte="0.001", counters=1
        )
        yield insert("service_area", n, point_id=ident(n), kind="delivery_region", geom=area)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A working copy in which any program may write anything: without the triggers that need GDAL."""
    folder = tmp_path_factory.mktemp("prefilter")
    jurisdiction = {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"}
    with create_store(folder / "store.gpkg", title=Text("a", "a"), jurisdictions=[jurisdiction]) as store:
        store.apply(list(rows(36)))
        checkout(store, "CA-ON", folder / "copy.gpkg").close()
    with sqlite3.connect(folder / "copy.gpkg") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
    connection.close()
    return (folder / "copy.gpkg").read_bytes()


@pytest.fixture
def copy(original, tmp_path):
    path = tmp_path / "copy.gpkg"
    path.write_bytes(original)
    return path


@pytest.fixture
def slowly(monkeypatch):
    """difference() as it is where SQLite cannot compare: every record is read."""

    def compare(path):
        def refuse(*_arguments):
            raise GdalFailure("no such function: json_quote")

        with monkeypatch.context() as patch:
            patch.setattr(GeoPackageStore, "_unlike_base", refuse)
            return outcome(path)

    return compare


def outcome(path):
    try:
        with open_working_copy(path) as opened:
            return difference(opened)
    except (ExchangeError, StoreError) as error:
        return error.text


def written(path, edits):
    """Write raw values, past every check; a file refuses a few of them (a column that must not be null)."""
    with sqlite3.connect(path) as connection:
        for table, serial, name, value in edits:
            try:
                connection.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE id = ?', (value, ident(serial)))
            except (sqlite3.IntegrityError, sqlite3.OperationalError):
                continue
    connection.close()


def columns():
    return [
        (table.name, field.name, RAW.get(field.type, RAW_TEXTS))
        for table in TABLES
        if table.name in ("service_point", "call_centre", "closure", "point_profile", "service_area")
        for field in table.exchanged_fields
        if field.type != "multipolygon"
    ]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_left_out_did_not_change(copy, slowly, seed):
    """Random raw values in random cells, one or a few to a record: the same changes as when all is read."""
    chance = random.Random(seed)
    places = columns()
    for _ in range(2):
        edits = []
        for serial in range(10, 46):
            for table, name, values in chance.sample(places, 2):
                edits.append((table, serial, name, chance.choice(values)))
        written(copy, edits)
        found = outcome(copy)
        assert found == slowly(copy)
        assert isinstance(found, Text) or len(found) > 20


@pytest.mark.parametrize("kind", sorted(RAW))
def test_every_raw_value_of_a_kind_of_column(copy, slowly, kind):
    """Each value in a column of each kind, in records with different base values."""
    table, name = next(
        (table.name, field.name)
        for table in TABLES
        if table.name in ("service_point", "call_centre", "closure")
        for field in table.exchanged_fields
        if field.type == kind and field.name not in ("custodian_code", "channel")
    )
    values = RAW[kind]
    for shift in (0, 7, 13):
        edits = [(table, n, name, values[(n + shift) % len(values)]) for n in range(10, 46)]
        written(copy, edits)
        assert outcome(copy) == slowly(copy), shift


def test_unchanged_records_are_not_read(copy):
    written(copy, [("service_point", 13, "city", "Hull")])
    with open_working_copy(copy) as opened:
        unlike = opened.store.unlike_base(TABLES)
        assert [change.fields["city"]["after"] for change in difference(opened)] == ["Hull"]
    at_zero = {n for n in range(10, 46) if n % 3 == 0 and n % 5}
    read = {name: {int(row["id"][:8]) for row in found} for name, found in unlike.rows.items() if found}
    assert read == {
        "service_point": {13, *at_zero},
        "service_area": set(range(10, 46)),
    }  # shapes are always read
    assert sorted(row["id"] for row in unlike.bases) == sorted(
        [ident(n) for n in (13, *at_zero)] + [ident(n) for n in range(10, 46)]
    )


def test_records_added_and_removed_and_bases_without_a_table(copy, slowly):
    with open_store(copy, read_only=False) as opened:
        opened.apply(
            [
                RowChange("delete", "closure", ident(11), {}),
                RowChange("delete", "service_point", ident(12), {}),
                insert(
                    "closure",
                    11,
                    point_id=ident(12),
                    kind="closed",
                    from_date="2026-10-01",
                    to_date="2026-10-02",
                ),
                insert(
                    "closure",
                    99,
                    point_id=ident(12),
                    kind="closed",
                    from_date="2026-10-01",
                    to_date="2026-10-02",
                ),
            ]
        )
    found = outcome(copy)
    assert [(change.op, change.table, change.id) for change in found] == [
        ("update", "closure", ident(11)),
        ("insert", "closure", ident(99)),
        ("delete", "service_point", ident(12)),
    ]
    assert found == slowly(copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE base_row SET table_name = 'elsewhere' WHERE id = ?", (ident(1),))
    connection.close()
    assert "lost what its records were" in outcome(copy).en
    assert outcome(copy) == slowly(copy)


@pytest.mark.parametrize("spelled", ["{{{}}}", "{} ", "\u00a0{}"])
def test_an_identifier_spelled_another_way_is_the_same_record(copy, slowly, spelled):
    written(copy, [("closure", 11, "id", spelled.format(ident(11)).upper())])
    assert outcome(copy) == slowly(copy) == []
    with sqlite3.connect(copy) as connection:
        names = "custodian_code, point_id, kind, from_date, to_date, row_version, changed_at"
        connection.execute(
            f"INSERT INTO closure (id, {names}) SELECT ?, {names} FROM closure WHERE id = ?",
            (spelled.format(ident(12)).upper(), ident(12)),
        )
    connection.close()
    assert "used twice" in outcome(copy).en
    assert outcome(copy) == slowly(copy)


@pytest.mark.parametrize("value", [b"", b"GP", b"x" * 29, b"GP\x00\x01" + b"\xff" * 25])
def test_a_shape_that_is_none_is_told(copy, slowly, value):
    written(copy, [("service_point", 12, "geom", value)])
    assert outcome(copy) == slowly(copy)


def test_a_damaged_base_is_told(copy, slowly):
    with sqlite3.connect(copy) as connection:
        connection.execute(
            "UPDATE base_row SET canonical_json = substr(canonical_json, 2) WHERE id = ?", (ident(13),)
        )
    connection.close()
    assert outcome(copy) == slowly(copy)
    assert isinstance(outcome(copy), Text)


def test_a_column_of_another_type_is_read(copy, slowly):
    """A program that makes tables anew may turn numbers into texts: GDAL reads other values than SQLite."""
    with sqlite3.connect(copy) as connection:
        connection.execute("ALTER TABLE service_point RENAME COLUMN geo_accuracy_m TO old")
        connection.execute("ALTER TABLE service_point ADD COLUMN geo_accuracy_m TEXT")
        connection.execute("UPDATE service_point SET geo_accuracy_m = '0' || old")
        connection.execute("UPDATE service_point SET geo_accuracy_m = 5 WHERE id = ?", (ident(14),))
    connection.close()
    found = outcome(copy)
    assert found == slowly(copy)
    assert [change.id for change in found if "geo_accuracy_m" in change.changed_fields] == [ident(14)]
