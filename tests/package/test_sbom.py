# SPDX-License-Identifier: GPL-2.0-or-later
"""The bill of materials: valid CycloneDX, the same every time, with all that the code imports."""

import ast
import hashlib
import json
import sys
import zipfile

import pytest

IMPORTED_AS = {"GDAL": "osgeo", "Jinja2": "jinja2", "QGIS": "qgis"}


@pytest.fixture(scope="module")
def sbom(script):
    return script("sbom")


@pytest.fixture(scope="module")
def bill(sbom, built_zip):
    return json.loads(sbom.write(built_zip).read_text(encoding="utf-8"))


def test_it_is_valid_cyclonedx(bill):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(json.dumps(bill)) is None
    assert validator.validate_str(json.dumps({**bill, "components": [{"name": "no type"}]})) is not None


def test_it_is_of_this_package_and_the_same_every_time(sbom, bill, built_zip, package_script):
    assert sbom.bill(built_zip) == bill
    plugin = bill["metadata"]["component"]
    assert plugin["hashes"][0]["content"] == hashlib.sha256(built_zip.read_bytes()).hexdigest()
    assert plugin["version"] == package_script.version()


def test_everything_the_code_imports_is_on_it(bill, unpacked):
    imported = set()
    for path in unpacked.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add(node.module.split(".")[0])
    listed = {part["name"] for part in bill["components"]} - {"maplibre-gl"}
    assert imported - set(sys.stdlib_module_names) == {IMPORTED_AS.get(name, name) for name in listed}


def test_every_file_that_others_wrote_is_on_it(bill, built_zip):
    (library,) = [part for part in bill["components"] if part["name"] == "maplibre-gl"]
    with zipfile.ZipFile(built_zip) as archive:
        vendored = [name for name in archive.namelist() if "/vendor/" in name]
        for part in library["components"]:
            assert part["hashes"][0]["content"] == hashlib.sha256(archive.read(part["name"])).hexdigest()
    assert sorted(part["name"] for part in library["components"]) == sorted(vendored)


def test_another_version_of_the_library_is_noticed(sbom, built_zip, tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(built_zip) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("maplibre-gl.js"):
                content = content.replace(b"/blob/v", b"/blob/v9.")
            target.writestr(name, content)
    with pytest.raises(KeyError, match="finder-assets"):
        sbom.bill(other)
