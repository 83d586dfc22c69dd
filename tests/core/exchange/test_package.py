# SPDX-License-Identifier: GPL-2.0-or-later
"""The zip around a submission: what is written can be read by anybody, what comes in cannot harm."""

import contextlib
import gzip
import io
import json
import os
import stat
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from service_points.core.errors import ExchangeError
from service_points.core.exchange.package import package_name, read_file, read_package, write_package
from service_points.core.text import Text

DOCUMENT = b'{"format":"casp-submission"}'


@pytest.fixture
def submission(editor, submit, ident):
    editor.update("service_point", ident(1), name_fr="Bureau « É » 🍁", geom="POINT (-75.7 45.43)")
    editor.delete("phone", ident(40))
    return submit(language="fr")


def zipped(*members, compression=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, content), as Python writes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as package:
        for name, content in members:
            package.writestr(name, content)
    return stream.getvalue()


def renamed(data, old, new):
    """Put a name of the same length, which zipfile itself would not write, in both tables."""
    assert len(old) == len(new)
    assert data.count(old) == 2
    return data.replace(old, new)


def refused(data, rule="M06"):
    """Read what must be refused, and say why it was: quickly, with its rule and in both languages."""
    began = time.process_time()
    with pytest.raises(ExchangeError) as caught:
        read_package(data)
    assert time.process_time() - began < 1
    assert caught.value.rule == rule
    assert caught.value.text.fr != caught.value.text.en
    return caught.value.text.en


def test_a_package_holds_the_document_and_what_people_look_at(submission):
    data = write_package(submission)
    assert read_package(data) == submission.data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.namelist() == ["submission.json", "summary.csv", "preview.geojson", "README.txt"]
        assert package.testzip() is None
        assert package.read("summary.csv").startswith(b"\xef\xbb\xbf" + "No;Opération".encode())
        assert len(json.loads(package.read("preview.geojson"))["features"]) == 2
        readme = package.read("README.txt").decode("utf-8")
    assert submission.content_sha256 in readme
    assert "Records added: 0; changed: 1; removed: 1" in readme
    assert "Fiches ajoutées\u00a0: 0; modifiées\u00a0: 1; supprimées\u00a0: 1" in readme
    assert package_name(submission) == "CA-ON_20261105T090007Z_7d9f2c1e.casp.zip"


def test_the_same_submission_gives_the_same_bytes(submission):
    assert write_package(submission) == write_package(submission)


def test_another_program_unpacks_it(submission, tmp_path):
    path = tmp_path / "p.zip"
    path.write_bytes(write_package(submission))
    done = subprocess.run(
        ["/usr/bin/python3", "-m", "zipfile", "-e", path, tmp_path / "out"], check=True, capture_output=True
    )
    assert done.stderr == b""
    assert (tmp_path / "out" / "submission.json").read_bytes() == submission.data


def test_what_packs_extremely_well_is_still_read_back(editor, submit, ident):
    editor.update("service_point", ident(1), address_line2="a" * 100)
    submission = submit(comment="b" * 4000, title=Text("c" * 4000, "c" * 4000))
    assert read_package(write_package(submission)) == submission.data


def test_the_document_itself_is_taken_as_it_is(submission):
    assert read_package(submission.data) == submission.data
    assert read_package(b"\xef\xbb\xbf \n" + DOCUMENT) == b"\xef\xbb\xbf \n" + DOCUMENT


def test_h1_bytes_decide_and_not_the_name(tmp_path, submission):
    for name in ("s.gpkg", "s.casp.json", "s.txt"):
        (tmp_path / name).write_bytes(write_package(submission))
        assert read_file(tmp_path / name) == submission.data


def test_h1_virtual_raster_under_another_name_is_no_submission():
    vrt = b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource>'
    assert "not a valid submission document" in refused(vrt, "M01")


@pytest.mark.parametrize(
    "data",
    [
        b"SQLite format 3\x00" + bytes(100),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
        zipped(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")),
    ],
    ids=["geopackage", "xls", "xlsx"],
)
def test_c6_data_files_are_refused_with_what_to_do(data):
    text = refused(data, "M01")
    assert "import of a source" in text


def test_c6_real_geopackage_is_refused(path):
    assert "GeoPackage" in refused(path.read_bytes(), "M01")


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 10, b"[]", b"Rar!\x1a\x07", gzip.compress(DOCUMENT), b"7z\xbc\xaf"]
)
def test_what_is_something_else_is_no_submission(data):
    refused(data, "M01")


@pytest.mark.parametrize(
    "name",
    [
        "../../evil",
        "a/../../xx",
        "..\\..\\evil",
        "/etc/crypt",
        "\\\\srv\\shr",
        "C:\\win.ini",
        "c:evil.dll",
        "a.json\x00.sh",
        "evil\nname.",
        "aux.txt",
        "x/CON.a",
        "./a.txt",
        "a//.txt",
        "a.txt. ",
        "a:b.txt",
    ],
)
def test_h2_names_that_lead_elsewhere(name):
    placeholder = "q" * len(name)
    data = zipped(("submission.json", DOCUMENT), (placeholder, b"x"))
    refused(renamed(data, placeholder.encode(), name.encode()))


def test_h2_a_name_twice_or_in_another_case():
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped(("submission.json", DOCUMENT), ("submission.json", b"{}"))
    assert "twice the same name" in refused(twice)
    assert "twice" in refused(zipped(("submission.json", DOCUMENT), ("SUBMISSION.JSON", b"{}")))
    assert "twice" in refused(zipped(("submission.json", DOCUMENT), ("é.txt", b"{}"), ("e\u0301.txt", b"")))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_h2_links_and_devices(kind):
    link = zipfile.ZipInfo("submission.json")
    link.external_attr = (kind | 0o777) << 16
    assert "link" in refused(zipped((link, "/etc/passwd")))


def test_h3_encrypted():
    data = bytearray(zipped(("submission.json", DOCUMENT)))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    assert "encrypted" in refused(bytes(data))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_h3_other_compressions(compression):
    assert "compression" in refused(zipped(("submission.json", DOCUMENT), compression=compression))


@pytest.mark.parametrize(
    "content",
    [
        zipped(("a", b"a")),
        zipped(),
        gzip.compress(b"a"),
        b"7z\xbc\xaf\x27\x1c",
        b"\xfd7zXZ\x00",
        b"Rar!\x1a\x07",
    ],
    ids=["zip", "empty zip", "gzip", "7z", "xz", "rar"],
)
def test_h3_an_archive_within(content):
    """Known by its bytes: the name says it is a picture."""
    assert "nested" in refused(zipped(("submission.json", DOCUMENT), ("photo.jpg", content)))


def test_h3_ratio():
    assert "zip_ratio ≤ 100" in refused(zipped(("submission.json", b" " * 5_000_000)))


def test_h3_sizes_that_add_up():
    noise = os.urandom(200_000)
    members = [(f"{number}.bin", noise + b" " * 8_700_000) for number in range(6)]
    assert "zip_uncompressed_bytes ≤ 50000000" in refused(zipped(("submission.json", DOCUMENT), *members))


def test_c6_document_above_20_mb():
    text = b'{"a":"' + os.urandom(10_500_000).hex().encode() + b'"}'
    assert "document_bytes ≤ 20000000" in refused(text)
    assert "document_bytes ≤ 20000000" in refused(zipped(("submission.json", text)))


def test_h3_fifty_members_and_no_more():
    many = [(f"{number}.txt", b"") for number in range(49)]
    assert read_package(zipped(("submission.json", DOCUMENT), *many)) == DOCUMENT
    assert "zip_entries ≤ 50" in refused(zipped(("submission.json", DOCUMENT), *many, ("x", b"")))


def test_h3_a_million_members_are_not_even_counted():
    """Python's own reader would take a second and a gigabyte for the table of contents alone."""
    line = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    start = zipped(("submission.json", DOCUMENT))[: -22 - 46 - len("submission.json")]
    directory = line * 1_000_000
    for declared in (1, 0xFFFF):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, declared, declared, len(directory), len(start), 0)
        assert "zip_entries" in refused(start + directory + end)


def test_h3_lying_sizes():
    """A member that says it is smaller than it is: nothing beyond what it says is unpacked."""
    honest = zipped(("submission.json", b"{" + b" " * 3000 + os.urandom(400).hex().encode() + b"}"))
    data = bytearray(honest)
    central = data.index(b"PK\x01\x02")
    for place in (22, central + 24):
        data[place : place + 4] = struct.pack("<L", 100)
    refused(bytes(data), "M01")


def test_h3_members_that_share_their_bytes():
    """The "better zip bomb": many lines of the table of contents point at one piece of data."""
    content = os.urandom(100_000)
    data = zipped(("submission.json", content), compression=zipfile.ZIP_STORED)
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    line, directory = data[start:end], b""
    for number in range(40):
        directory += line.replace(b"submission.json", f"submission.j{number:03d}".encode())
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 40, 40, len(directory), start, 0)
    assert "overlap" in refused(data[:start] + directory + tail)


def test_a_zip_of_something_else():
    assert "holds no submission.json" in refused(zipped(("a.txt", b"a")), "M01")
    assert "holds no submission.json" in refused(zipped(), "M01")
    assert "holds no submission.json" in refused(zipped(("folder/submission.json", DOCUMENT)), "M01")


def test_bytes_before_or_after_the_table_of_contents_are_refused():
    data = zipped(("submission.json", DOCUMENT))
    end = data.index(b"PK\x05\x06")
    refused(data[:end] + b"x" * 20 + data[end:], "M01")
    refused(b"PK\x03\x04" + data, "M01")


@pytest.mark.parametrize("lost", [1, 10, 23, 100, 1024])
def test_c7_cut_short_on_the_way(submission, lost):
    data = write_package(submission)
    assert "cut short" in refused(data[:-lost], "M01")


def test_every_flipped_byte_is_noticed_or_harmless(submission):
    """Whatever one byte becomes, the answer is the whole document or a refusal, never a part or a crash."""
    data = write_package(submission)
    for place in range(0, len(data), 7):
        changed = bytearray(data)
        changed[place] ^= 0xFF
        with contextlib.suppress(ExchangeError):
            assert read_package(bytes(changed)) == submission.data


def test_files_that_cannot_be_read(tmp_path):
    for path in (tmp_path, tmp_path / "missing.casp.zip", Path("a\0b")):
        with pytest.raises(ExchangeError, match="cannot be read"):
            read_file(path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExchangeError, match="cannot be read"):
        read_file(tmp_path / "pipe")


BOMBS = """
import importlib.util, io, sys, time, resource, zipfile
root, path = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "service_points", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["service_points"] = package = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)
from pathlib import Path
from service_points.core.errors import ExchangeError
from service_points.core.exchange.package import read_file
from service_points.core.schema import load_schema
load_schema()
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    read_file(Path(path))
except ExchangeError as error:
    print(error.rule, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before,
          time.process_time() - began)
"""


@pytest.mark.parametrize("bomb", ["deflated", "sparse", "directory", "noise"])
def test_h3_bombs_cost_little(bomb, tmp_path, repository):
    """In a process of its own: under 200 MB more than before, and under a second."""
    path = tmp_path / "bomb.casp.zip"
    if bomb == "deflated":  # 300 MB of zeros in 300 kB
        with (
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
            package.open("submission.json", "w", force_zip64=True) as stream,
        ):
            for _ in range(300):
                stream.write(bytes(1_000_000))
    elif bomb == "sparse":  # 10 GB that take no space
        with path.open("wb") as stream:
            stream.write(b"PK\x03\x04")
            stream.truncate(10_000_000_000)
    elif bomb == "directory":
        line = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, *[0] * 7, 1, *[0] * 6) + b"a"
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 47 * 900_000, 30, 0)
        path.write_bytes(b"PK\x03\x04".ljust(30, b"\0") + line * 900_000 + end)
    else:
        path.write_bytes(b"PK\x03\x04" + os.urandom(49_000_000))
    done = subprocess.run(
        [sys.executable, "-c", BOMBS, str(repository), str(path)], capture_output=True, text=True, check=True
    )
    rule, kilobytes, seconds = done.stdout.split()
    assert rule == ("M01" if bomb == "noise" else "M06")
    assert int(kilobytes) < 200_000
    assert float(seconds) < 1
