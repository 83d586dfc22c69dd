# SPDX-License-Identifier: GPL-2.0-or-later
"""CSV and its kin as publishers write them: encodings, delimiters, headers, what is odd in rows and names."""

import hashlib
import time
from contextlib import suppress

import pytest
from service_points.core.errors import Cancelled, InputError
from service_points.core.importing.readers import Limits, ReadOptions, preview, read_file


def _file(folder, content, name="bureaux.csv"):
    path = folder / name
    path.write_bytes(content)
    return path


def _codes(table):
    return {remark.code: remark.lines for remark in table.remarks}


ACCENTED = "id;nom;ville\n1;Bureau de l’état civil;Québec\n2;Centre Îles-de-la-Madeleine;Gaspé\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_e1_accents_survive_in_every_encoding(tmp_path, encoding, found):
    content = ACCENTED.encode(encoding)
    table = read_file(_file(tmp_path, content))
    assert table.columns["nom"] == ("Bureau de l’état civil", "Centre Îles-de-la-Madeleine")
    assert table.columns["ville"] == ("Québec", "Gaspé")
    assert list(table.columns) == ["id", "nom", "ville"]
    assert (table.origin.encoding, table.origin.delimiter) == (found, ";")
    assert table.origin.sha256 == hashlib.sha256(content).hexdigest()
    assert table.origin.kind == "open_data_file"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_e1_delimiters_are_found_and_the_reason_is_said(tmp_path, delimiter):
    rows = [["id", "lat", "lon"], ["1", "45.4", "-75.7"], ["2", "45.5", "-75.6"]]
    found = preview(_file(tmp_path, "\n".join(map(delimiter.join, rows)).encode()))
    assert found.delimiter.value == delimiter
    assert found.delimiter.reason.en == "Rows with 3 cells: 3 of 3."
    assert found.table.columns["lon"] == ("-75.7", "-75.6")


def test_e1_a_decimal_comma_is_no_delimiter(tmp_path):
    text = "code;lat;lon\na;45,4215;-75,6972\nb;46,8139;-71,2080\n"
    table = read_file(_file(tmp_path, text.encode()))
    assert table.columns["lat"] == ("45,4215", "46,8139")
    assert table.columns["lon"] == ("-75,6972", "-71,2080")


def test_e1_what_was_detected_can_be_changed(tmp_path):
    path = _file(tmp_path, "nom\nQu‚bec\n".encode("cp1252"))  # cp850 has é where cp1252 has ‚
    first = preview(path)
    assert first.encoding.value == "cp1252"
    assert "encoding_doubtful" in _codes(first.table)
    assert read_file(path, ReadOptions(encoding="cp850")).columns["nom"] == ("Québec",)
    with pytest.raises(InputError, match="punycode is not known"):
        read_file(path, ReadOptions(encoding="punycode"))
    with pytest.raises(InputError, match="one character"):
        read_file(path, ReadOptions(delimiter=";;"))


def test_e1_damaged_and_spoiled_accents_are_listed(tmp_path):
    text = "nom\n" + "Trois-Rivières\n" * 30
    path = _file(tmp_path, text.encode() + b"L\xe9vis\nQu\xc3\x83\xc2\xa9bec\n")
    codes = _codes(read_file(path))
    assert codes["characters_lost"] == (32,)
    assert codes["encoded_twice"] == (33,)


def test_e2_leading_zeros_and_ids_like_numbers_stay(tmp_path):
    text = "id,phone,code,date\n007,0618675309,1E5,03/04/2025\n0,+16135550100,1e-3,2025-04-03\n"
    table = read_file(_file(tmp_path, text.encode()))
    assert list(table.columns.values()) == [
        ("007", "0"),
        ("0618675309", "+16135550100"),
        ("1E5", "1e-3"),
        ("03/04/2025", "2025-04-03"),
    ]


def test_e6_line_breaks_in_cells_stay_and_rows_have_the_line_they_begin_on(tmp_path):
    text = 'id,address\r\n1,"10, rue Principale\r\nBureau 2\r\nGatineau"\r\n\r\n2,"said ""here"""\r\n'
    table = read_file(_file(tmp_path, text.encode()))
    assert table.columns["address"] == ("10, rue Principale\r\nBureau 2\r\nGatineau", 'said "here"')
    assert table.lines.tolist() == [2, 6]


def test_e6_titles_above_the_names_are_no_data(tmp_path):
    text = "Liste des bureaux,,\n,,\nid,nom,ville\n1,A,Laval\n2,B,Hull\n"
    found = preview(_file(tmp_path, text.encode()))
    assert found.header_line == 3
    assert found.table.columns == {"id": ("1", "2"), "nom": ("A", "B"), "ville": ("Laval", "Hull")}
    assert _codes(found.table)["header_found"] == (3,)


def test_e6_two_headers_are_said_and_the_second_can_be_chosen(tmp_path):
    path = _file(tmp_path, b"name,floors\nnom,etages\nA,3\nB,4\nC,12\n")
    first = read_file(path)
    assert _codes(first)["second_header"] == (2,)
    assert len(first) == 4
    second = read_file(path, ReadOptions(header_line=2))
    assert second.columns == {"nom": ("A", "B", "C"), "etages": ("3", "4", "12")}
    assert "second_header" not in _codes(second)
    with pytest.raises(InputError, match="line 9"):
        read_file(path, ReadOptions(header_line=9))


def test_e6_without_a_header(tmp_path):
    table = read_file(_file(tmp_path, b"a,1\nb,2\n"), ReadOptions(header_line=0))
    assert table.columns == {"column 1": ("a", "b"), "column 2": ("1", "2")}
    assert table.lines.tolist() == [1, 2]


def test_e6_odd_rows_are_listed_and_nothing_in_them_is_lost(tmp_path):
    text = "id,name\n1,A\n2\n3,C,surplus\nid,name\n1,A\n,\n4,D\n"
    table = read_file(_file(tmp_path, text.encode()))
    assert table.columns["id"] == ("1", "2", "3", "1", "4")
    assert table.columns["name"] == ("A", None, "C", "A", "D")
    assert table.columns["column 3"] == (None, None, "surplus", None, None)
    codes = _codes(table)
    assert codes["short_rows"] == (3,)
    assert codes["long_rows"] == (4,)
    assert codes["header_repeated"] == (5,)
    assert codes["duplicate_rows"] == (6,)
    assert codes["empty_rows"] == (7,)


def test_e6_an_unclosed_quotation_mark_is_said(tmp_path):
    table = read_file(_file(tmp_path, b'id,name\n1,A\n2,"B\n3,C\n4,D\n'))
    assert _codes(table)["unclosed_quote"] == (3,)
    table = read_file(_file(tmp_path, b'id,name\n1,A\n2,"B\nC"\n'))
    assert "unclosed_quote" not in _codes(table)


def test_e6_excels_own_first_line_is_no_row(tmp_path):
    table = read_file(_file(tmp_path, b"sep=|\r\nid|n\r\n1|2\r\n"))
    assert table.columns == {"id": ("1",), "n": ("2",)}
    assert table.lines.tolist() == [3]


def test_e7_odd_names_of_columns_survive(tmp_path):
    long = "n" * 300
    names = ["id", "id", "id (2)", "", "select", '"a;b"', "🏛 bureau", f'"{long}"']
    quoted = '"say ""hi"""'
    text = ",".join([*names, quoted]) + "\n" + ",".join("123456789") + "\n"
    table = read_file(_file(tmp_path, text.encode()))
    expected = ["id", "id (3)", "id (2)", "column 4", "select", "a;b", "🏛 bureau", long, 'say "hi"']
    assert list(table.columns) == expected
    assert [values[0] for values in table.columns.values()] == list("123456789")
    assert "names_made" in _codes(table)


@pytest.mark.parametrize(
    ("limits", "content", "named"),
    [
        (Limits(bytes=20), b"a,b\n" * 10, "at most 20 bytes"),
        (Limits(rows=3), b"a,b\n" + b"1,2\n" * 4, "at most 3 rows"),
        (Limits(columns=3), b"a,b,c,d\n1,2,3,4\n", "at most 3 columns"),
        (Limits(cells=10), b"a,b\n" + b"1,2\n" * 9, "at most 10 cells"),
        (Limits(cell_chars=9), b"a,b\n1,0123456789\n", "at most 9 characters in a cell"),
        (Limits(name_chars=9), b"a,0123456789\n1,2\n", "at most 9 characters in the name"),
        (Limits(cells=1_000), b",".join([b"a"] * 100) + b"\n" + b"1\n" * 100, "at most 1000 cells"),
    ],
)
def test_e8_limits_are_named_and_nothing_is_read(tmp_path, limits, content, named):
    with pytest.raises(InputError, match=named) as caught:
        read_file(_file(tmp_path, content), ReadOptions(limits=limits))
    assert "Rien n’a été importé" in caught.value.text.fr
    exact = Limits(rows=4, columns=2, cells=100)
    assert len(read_file(_file(tmp_path, b"a,b\n" + b"1,2\n" * 4), ReadOptions(limits=exact))) == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!DOCTYPE html><html><body>Login</body></html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel"),
        (b"\x1f\x8b\x08\x00abc", "archive of a kind"),
        (b"%PDF-1.7\n", "neither text"),
        (b"a,b\n1,\x00\x01\x02\n", "neither text"),
        (b'{"error": {"code": 400}}', "no GeoJSON"),
        (b"<rss><channel/></rss>", "no KML"),
        (b"SQLite format 3\x00" + bytes(100), "rename it"),
        (b"", "has no rows"),
        (b"\n\n\n", "has no rows"),
    ],
)
def test_f8_what_is_no_data_is_called_what_it_is(tmp_path, content, said):
    with pytest.raises(InputError, match=said):
        read_file(_file(tmp_path, content))


def test_what_is_no_file_is_not_read(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / "none.gpkg"):
        with pytest.raises(InputError, match="cannot be read"):
            read_file(path)


@pytest.mark.parametrize(
    "content",
    [b'"' * 30_001, b'"a\n' * 10_000, b"," * 30_000, b"\n," * 15_000, "Ã".encode() * 15_000,
     b"<" * 30_000, b"{" * 30_000, b"1" * 30_000, b'a,"' + b"\r" * 30_000],
)  # fmt: skip
def test_hostile_texts_take_no_time(tmp_path, content):
    path = _file(tmp_path, content)
    before = time.process_time()
    with suppress(InputError):
        read_file(path)
    assert time.process_time() - before < 1.0


def test_a_preview_is_the_beginning_and_reading_can_be_cancelled(tmp_path):
    path = _file(tmp_path, b"id,n\n" + b"".join(b"%d,x\n" % n for n in range(9_000)))
    found = preview(path, rows=5)
    assert found.table.columns["id"] == ("0", "1", "2", "3", "4")
    assert len(read_file(path)) == 9_000

    class Stopped:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            return None

    with pytest.raises(Cancelled):
        read_file(path, progress=Stopped())


@pytest.mark.real_data
def test_e1_real_files_are_whole(shared_data):
    """Rows as counted by the data's README."""
    folder = shared_data
    rows = {
        "import/odcaf_v1_libraries_museums_canada.csv": (7_972, "cp1252"),
        "import/ottawa_food_premises_address_reference.csv": (12_554, "cp1252"),
        "import/serviceontario_locations_2019.csv": (882, "utf-8"),
        "ottawa/service_points.csv": (153, "utf-8"),
        "ottawa/ottawa_city_recreation_facilities.csv": (263, "utf-8"),
    }
    for name, expected in rows.items():
        table = read_file(folder / name)
        assert (len(table), table.origin.encoding) == expected, name
        assert not any(value and "\ufffd" in value for column in table.columns.values() for value in column)
    lines = read_file(folder / "import/service_canada_addresses_BC_AB_2024-02.csv")
    assert (
        lines.columns["address"][0] == "32525 Simon Avenue, Suite 100\nAbbotsford, British Columbia\nV2T6T6"
    )
