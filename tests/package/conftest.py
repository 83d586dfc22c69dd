# SPDX-License-Identifier: GPL-2.0-or-later
"""The package, built once, and what is in it."""

from __future__ import annotations

import zipfile

import pytest


@pytest.fixture(scope="session")
def package_script(script):
    return script("package")


@pytest.fixture(scope="session")
def built_zip(package_script, tmp_path_factory):
    """The zip that ``make package`` makes (needs ``make translations sample``)."""
    target = tmp_path_factory.mktemp("package") / "service_points.zip"
    package_script.build(target)
    return target


@pytest.fixture(scope="session")
def unpacked(built_zip):
    """The folder that QGIS would have after installing the zip."""
    with zipfile.ZipFile(built_zip) as archive:
        archive.extractall(built_zip.parent / "unpacked")
    return built_zip.parent / "unpacked" / "service_points"
