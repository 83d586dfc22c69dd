# SPDX-License-Identifier: GPL-2.0-or-later
"""The bill of materials of a package, as CycloneDX 1.6: what is in the zip, and what it uses of QGIS.

    python3 scripts/sbom.py [PACKAGE.zip]        writes PACKAGE.cdx.json beside it; default as package.py

The same package gives the same bytes: there is no time in it, and its serial number comes from the package.
"""

from __future__ import annotations

import configparser
import hashlib
import json
import sys
import uuid
import zipfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from package import NAME, ROOT
from package import target as package_path

VENDOR = f"{NAME}/resources/finder/vendor/maplibre-gl"
OF_QGIS = {
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "distributed": "BSD-3-Clause",
    "GDAL": "MIT",
    "Jinja2": "BSD-3-Clause",
    "numpy": "BSD-3-Clause",
    "psycopg2": "LGPL-3.0-or-later",
    "pyproj": "MIT",
    "QGIS": "GPL-2.0-or-later",
    "requests": "Apache-2.0",
    "scipy": "BSD-3-Clause",
}
"""What the code imports and the package does not hold → its licence."""

NOT_NEEDED = ("cryptography", "distributed", "scipy")
"""Where these are missing, what needs them says so or does without; the rest works."""


def bill(package: Path) -> dict[str, Any]:
    """Return the bill of the package. KeyError when its map library is not what it should be."""
    content = package.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    plugin = {
        "type": "application",
        "bom-ref": NAME,
        "name": "Service Points",
        "version": _version(package),
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"id": "GPL-2.0-or-later"}}],
    }
    parts = [_map_library(package), *(_of_qgis(name, licence) for name, licence in OF_QGIS.items())]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}",
        "version": 1,
        "metadata": {"component": plugin},
        "components": parts,
        "dependencies": [
            {"ref": NAME, "dependsOn": [part["bom-ref"] for part in parts]},
            *({"ref": part["bom-ref"]} for part in parts),
        ],
    }


def _version(package: Path) -> str:
    metadata = configparser.ConfigParser(interpolation=None)
    with zipfile.ZipFile(package) as archive:
        metadata.read_string(archive.read(f"{NAME}/metadata.txt").decode("utf-8"))
    return metadata["general"]["version"]


def _map_library(package: Path) -> dict[str, Any]:
    with zipfile.ZipFile(package) as archive:
        names = [f"{VENDOR}.{ending}" for ending in ("LICENSE.txt", "css", "js")]
        files = [(name, archive.read(name)) for name in names]
    number = _pinned_version()
    if f"maplibre-gl-js/blob/v{number}/".encode() not in files[-1][1][:400]:
        raise KeyError(f"{names[-1]} is not version {number}: run make finder-assets")
    return {
        "type": "library",
        "bom-ref": f"pkg:npm/maplibre-gl@{number}",
        "name": "maplibre-gl",
        "version": number,
        "purl": f"pkg:npm/maplibre-gl@{number}",
        "licenses": [{"license": {"id": "BSD-3-Clause"}}],
        "components": [
            {
                "type": "file",
                "name": name,
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}],
            }
            for name, content in files
        ],
    }


def _of_qgis(name: str, licence: str) -> dict[str, Any]:
    return {
        "type": "platform" if name == "QGIS" else "library",
        "bom-ref": name,
        "name": name,
        "scope": "optional" if name in NOT_NEEDED else "required",
        "licenses": [{"expression": licence}],
        "description": "Not in the package: the one that comes with QGIS is used.",
    }


def _pinned_version() -> str:
    lines = (ROOT / "scripts" / "finder_assets.sh").read_text(encoding="utf-8").splitlines()
    (number,) = [line.partition("=")[2] for line in lines if line.startswith("VERSION=")]
    return number


def write(package: Path) -> Path:
    """Write the bill beside the package and return where it is."""
    target = package.with_suffix(".cdx.json")
    target.write_text(json.dumps(bill(package), indent=2) + "\n", encoding="utf-8", newline="\n")
    return target


if __name__ == "__main__":
    print(write(Path(sys.argv[1]) if sys.argv[1:] else package_path()))
