# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: E501  (XML reads best unbroken)
"""Workbooks: cached values, hidden sheets, merged cells, and archives that are not safe to open."""

import importlib.util
import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from service_points.core.errors import InputError
from service_points.core.importing.readers import Limits, ReadOptions, preview, read_file

_SPEC = importlib.util.spec_from_file_location("workbooks", Path(__file__).with_name("workbooks.py"))
books = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(books)
T, N = books.text_cell, books.number_cell

ROWS = (
    f'<row r="1">{T("A1", "Liste des bureaux")}</row>'
    f'<row r="3">{T("A3", "id")}{T("B3", "nom")}{T("C3", "total")}{T("D3", "lat")}</row>'
    f'<row r="4">{T("A4", "007")}{T("B4", "Québec")}<c r="C4"><f>1+2</f><v>9</v></c>{N("D4", "45.421500000000002")}</row>'
    f'<row r="5">{T("A5", "1E5")}{T("B5", "a&#10;b")}<c r="C5"><f>NOW()</f></c>{N("D5", "46")}</row>'
    f'<row r="6">{N("A6", "6135550100")}{T("B6", "c")}{N("C6", "0.1")}{N("D6", "-71.5")}</row>'
)


def _book(folder, rows=ROWS, after="", **more):
    hidden = f'<row r="1">{T("A1", "x")}</row><row r="2">{N("A2", "1")}</row>'
    return books.write_xlsx(
        folder / "b.xlsx", [("Bureaux", False, rows, after), ("Caché", True, hidden, "")], **more
    )


def test_e2_e6_values_of_a_workbook_are_the_saved_ones(tmp_path):
    found = preview(_book(tmp_path))
    table = found.table
    assert found.header_line == 3
    assert table.lines.tolist() == [4, 5, 6]
    assert table.columns["id"] == ("007", "1E5", "6135550100")
    assert table.columns["nom"] == ("Québec", "a\nb", "c")
    assert table.columns["total"] == ("9", None, "0.1")  # 9 was saved with a formula that gives 3
    assert table.columns["lat"] == ("45.4215", "46", "-71.5")
    texts = {remark.code: remark.text.en for remark in table.remarks}
    assert texts["formulas"].startswith("Cells with formulas: 2.")
    assert texts["formulas"].endswith("without a saved value: 1.")


def test_e6_hidden_sheets_are_named_and_read_when_chosen(tmp_path):
    path = _book(tmp_path)
    found = preview(path)
    assert [(sheet.name, sheet.is_hidden) for sheet in found.layers] == [("Bureaux", False), ("Caché", True)]
    assert any(remark.code == "hidden_sheets" and "Caché" in remark.text.fr for remark in found.table.remarks)
    assert read_file(path, ReadOptions(layer="Caché")).columns == {"x": ("1",)}
    with pytest.raises(InputError, match="Bureaux, Caché"):
        read_file(path, ReadOptions(layer="Feuille 9"))


def test_e6_merged_cells_are_listed(tmp_path):
    merged = '<mergeCells count="1"><mergeCell ref="B4:B5"/></mergeCells>'
    table = read_file(_book(tmp_path, after=merged))
    assert [remark.lines for remark in table.remarks if remark.code == "merged_cells"] == [(4, 5)]


def _cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


@pytest.mark.usefixtures("gdal_raises")
def test_e6_an_opendocument_sheet(tmp_path):
    formula = '<table:table-cell table:formula="of:=1+2"{}/>'
    tables = (
        '<table:table table:name="Caché" table:style-name="ta2"><table:table-row>' + _cell("x")
        + "</table:table-row></table:table>"
        '<table:table table:name="Bureaux" table:style-name="ta1">'
        f"<table:table-row>{_cell('id')}{_cell('nom')}{_cell('n')}{_cell('m')}</table:table-row>"
        f"<table:table-row>{_cell('007')}{_cell('Gaspé')}"
        + formula.format(' office:value-type="float" office:value="9"')
        + formula.format("")
        + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        + f"<table:table-row>{_cell('8', ' table:number-rows-spanned=' + chr(34) + '2' + chr(34))}"
        + f"{_cell('z')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        "</table:table>"
    )  # fmt: skip
    styles = (
        '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    found = preview(books.write_ods(tmp_path / "b.ods", tables, styles))
    assert found.layer == "Bureaux"
    assert [sheet.is_hidden for sheet in found.layers] == [True, False]
    assert found.table.columns == {
        "id": ("007", "8"), "nom": ("Gaspé", "z"), "n": ("9", None), "m": (None, None)
    }  # fmt: skip
    assert found.table.lines.tolist() == [2, 6]
    assert [r.lines for r in found.table.remarks if r.code == "merged_cells"] == [(6,)]


def _ods_row(*cells):
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def test_e6_cells_behind_merged_ones_stay_in_their_columns(tmp_path):
    """LibreOffice writes the cells that a merged one covers as one tag with a count."""
    covered = '<table:covered-table-cell table:number-columns-repeated="{}"/>'
    wide = _cell("title", ' table:number-columns-spanned="1024"') + covered.format(1023)
    table = (
        f"<table:table table:name='T'>{_ods_row(wide)}{_ods_row(*map(_cell, 'abcde'))}"
        + _ods_row(_cell("1"), _cell("x", ' table:number-columns-spanned="3"'), covered.format(2), _cell("9"))
        + f"{_ods_row(*map(_cell, '23456'))}</table:table>"
    )
    found = read_file(books.write_ods(tmp_path / "b.ods", table)).columns
    assert found == {"a": ("1", "2"), "b": ("x", "3"), "c": (None, "4"), "d": (None, "5"), "e": ("9", "6")}
    many = f"<table:table table:name='T'>{_ods_row(covered.format(1_500_000)) * 2}</table:table>"
    with pytest.raises(InputError, match="at most 2000000 cells"):
        read_file(books.write_ods(tmp_path / "m.ods", many))


def test_e6_comments_are_no_values_and_spaces_are_kept(tmp_path):
    note = "<office:annotation><text:p>ask Ada</text:p></office:annotation>"
    typed = '<table:table-cell office:value-type="{}"{}>{}<text:p>{}</text:p></table:table-cell>'
    name = typed.format("string", "", note, 'Hall<text:s text:c="2"/>B<text:line-break/>2<text:tab/>x')
    time_value = typed.format("time", ' office:time-value="PT08H30M00S"', "", "8 h 30")
    cells = (name, typed.format("float", ' office:value="5"', note, "5"), time_value)
    empty = f"<table:table-cell>{note}</table:table-cell>"
    table = (
        f"<table:table table:name='T'>{_ods_row(*map(_cell, 'abcd'))}{_ods_row(*cells, empty)}"
        f"{_ods_row(*map(_cell, '1234'))}</table:table>"
    )
    found = read_file(books.write_ods(tmp_path / "b.ods", table)).columns
    assert found == {
        "a": ("Hall  B\n2\tx", "1"), "b": ("5", "2"), "c": ("08:30:00", "3"), "d": (None, "4")
    }  # fmt: skip


def test_e6_a_text_in_several_scripts_is_read_whole(tmp_path):
    run = "<r><rPr><b/><sz val='11'/></rPr><t xml:space='preserve'>{}</t></r>"
    rich = f'<c r="A2" t="inlineStr"><is>{run.format("Ville ")}{run.format("de ")}<r><t>Gatineau</t></r></is></c>'
    rows = f'<row r="1">{T("A1", "nom")}</row><row r="2">{rich}</row><row r="3">{T("A3", "x")}</row>'
    assert read_file(_book(tmp_path, rows)).columns == {"nom": ("Ville de Gatineau", "x")}


def test_e6_characters_that_excel_writes_as_codes_are_read(tmp_path):
    """ECMA-376 part 1, 22.9.2.19: a line break typed on Windows is _x000D_, a typed “_x” begins with _x005F_."""
    row = f"{T('A2', '1 Main_x000D_&#10;Suite 2')}{T('B2', 'a_x005F_x000D_b')}{T('C2', 'Code_x0020_')}"
    rows = f'<row r="1">{T("A1", "a")}{T("B1", "b")}{T("C1", "c")}</row><row r="2">{row}</row>'
    columns = read_file(_book(tmp_path, rows)).columns
    assert columns == {"a": ("1 Main\r\nSuite 2",), "b": ("a_x000D_b",), "c": ("Code_x0020_",)}


def test_e6_failed_formulas_are_empty_and_counted(tmp_path):
    cell = '<c r="{}" t="e"><f>VLOOKUP(1,A:B,2)</f><v>{}</v></c>'
    rows = (
        f'<row r="1">{T("A1", "id")}{T("B1", "name")}{T("C1", "n")}</row>'
        f'<row r="2">{N("A2", "1")}{cell.format("B2", "#N/A")}{cell.format("C2", "#DIV/0!")}</row>'
        f'<row r="3">{N("A3", "2")}{T("B3", "#3 Main")}{N("C3", "4")}</row>'
    )
    table = read_file(_book(tmp_path, rows))
    assert table.columns == {"id": ("1", "2"), "name": (None, "#3 Main"), "n": (None, "4")}
    assert [remark.lines for remark in table.remarks if remark.code == "cell_errors"] == [(2,)]


@pytest.mark.parametrize("dates", [True, False])
def test_e2_days_counted_from_1904_are_not_read_as_if_from_1900(tmp_path, dates):
    """45000 is 2023-03-15 where day 1 is 1900-01-01 and 2027-03-16 where day 0 is 1904-01-01."""
    rows = f'<row r="1">{T("A1", "day")}{T("B1", "n")}</row><row r="2"><c r="A2" s="1"><v>45000</v></c>{N("B2", "1")}</row>'
    path = _book(tmp_path, rows)
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2">'
        f'<xf numFmtId="0"/><xf numFmtId="{14 if dates else 1}"/></cellXfs></styleSheet>'
    )
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    book_xml = parts["xl/workbook.xml"]
    for marked in (False, True):
        parts["xl/styles.xml"] = styles.encode()
        parts["xl/workbook.xml"] = (
            book_xml.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>') if marked else book_xml
        )
        with zipfile.ZipFile(path, "w") as book:
            for name, content in parts.items():
                book.writestr(name, content)
        if marked and dates:
            with pytest.raises(InputError, match="counted from 1904"):
                read_file(path)
        else:
            assert read_file(path).columns["day"] == (("2023/03/15" if dates else "45000"),)


@pytest.mark.parametrize("times", [10_000, 10_001])
def test_e12_what_is_below_a_gap_of_an_opendocument_sheet_is_read_or_the_sheet_is_refused(tmp_path, times):
    empty = f"<table:table-row table:number-rows-repeated='{times}'><table:table-cell/></table:table-row>"
    name, first, last = (f"<table:table-row>{_cell(text)}</table:table-row>" for text in ("id", "1", "2"))
    path = books.write_ods(
        tmp_path / "b.ods", f'<table:table table:name="T">{name}{first}{empty}{last}</table:table>'
    )
    if times > 10_000:  # GDAL stops here, and what follows would be missing
        with pytest.raises(InputError, match="large gap"):
            read_file(path)
    else:
        assert read_file(path).columns == {"id": ("1", "2")}


def test_e12_rows_and_columns_that_are_only_claimed_are_refused(tmp_path):
    before = time.process_time()
    far = f'<row r="1">{T("A1", "a")}</row><row r="1048576">{T("A1048576", "b")}</row>'
    with pytest.raises(InputError, match="at most 500000 rows"):
        read_file(_book(tmp_path, far))
    wide = f'<row r="1">{T("A1", "a")}{T("XFD1", "b")}</row>'
    with pytest.raises(InputError, match="at most 500 columns"):
        read_file(_book(tmp_path, wide))
    many = (
        '<table:table table:name="T"><table:table-row table:number-rows-repeated="900000">'
        + _cell("bomb", ' table:number-columns-repeated="900"')
        + "</table:table-row></table:table>"
    )
    with pytest.raises(InputError, match="at most 500000 rows"):
        read_file(books.write_ods(tmp_path / "b.ods", many))
    gap = f'<row r="1">{T("A1", "a")}</row><row r="400000">{T("A400000", "b")}</row>'
    with pytest.raises(InputError, match="large gap"):
        read_file(_book(tmp_path, gap))
    assert time.process_time() - before < 5.0


def test_h4_e12_a_workbook_with_entities_is_refused(tmp_path):
    with pytest.raises(InputError, match="document type declaration"):
        read_file(_book(tmp_path, doctype='<!DOCTYPE x [<!ENTITY a "b">]>'))


CSV = b"id,n\n1,2\n"


def _zip(folder, members, packing=zipfile.ZIP_DEFLATED):
    path = folder / "data.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_e12_a_zip_is_read_and_its_other_files_are_named(tmp_path):
    path = _zip(
        tmp_path, {"README.txt": b"hello", "b.csv": b"id\n9\n8\n", "a.csv": CSV, "__MACOSX/._a.csv": b"\0"}
    )
    found = preview(path)
    assert found.table.columns == {"id": ("1",), "n": ("2",)}
    assert found.table.origin.where == "data.zip/a.csv"
    assert found.members == ("a.csv", "b.csv")
    assert any(remark.code == "other_members" and "b.csv" in remark.text.en for remark in found.table.remarks)
    assert read_file(path, ReadOptions(member="b.csv")).columns == {"id": ("9", "8")}
    with pytest.raises(InputError, match=r"a\.csv, b\.csv"):
        read_file(path, ReadOptions(member="../../etc/passwd"))


def _nested():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.csv", CSV)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("members", "limits", "said"),
    [
        ({"a.csv": CSV, "in.zip": _nested()}, Limits(), "archive is inside"),
        ({"a.csv": bytes(20_000_000)}, Limits(), "at most 200 times smaller"),
        ({"a.csv": CSV, "b.csv": CSV}, Limits(zip_entries=1), "at most 1 files in an archive"),
        ({"a.csv": b"0123456789" * 30}, Limits(bytes=250), "at most 250 bytes"),
        ({"../a.csv": CSV}, Limits(), "unsafe name"),
        ({"notes.docx.txt.md": CSV}, Limits(), "Nothing in the archive"),
    ],
)
def test_e12_dangerous_archives_are_refused_with_the_limit_named(tmp_path, members, limits, said):
    with pytest.raises(InputError, match=said):
        read_file(_zip(tmp_path, members), ReadOptions(limits=limits))


def test_e12_a_protected_archive_is_refused(tmp_path):
    path = _zip(tmp_path, {"a.csv": CSV})
    data = bytearray(path.read_bytes())
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(magic) + at
        data[start : start + 2] = struct.pack("<H", 1)
    path.write_bytes(data)
    with pytest.raises(InputError, match="protected by a password") as caught:
        read_file(path)
    assert "mot de passe" in caught.value.text.fr


def test_e12_a_damaged_archive_is_refused(tmp_path):
    path = _zip(tmp_path, {"a.csv": CSV * 50}, zipfile.ZIP_STORED)
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    with pytest.raises(InputError, match="damaged"):
        read_file(path)
    path.write_bytes(whole.replace(b"1,2", b"1,3", 1))  # the checksum no longer holds
    with pytest.raises(InputError, match="damaged"):
        read_file(path)
