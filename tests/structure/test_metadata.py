# SPDX-License-Identifier: GPL-2.0-or-later
"""metadata.txt holds what the plugin repository and QGIS read, in both languages."""

import configparser
import re

import pytest


@pytest.fixture(scope="module")
def metadata(repository):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(repository / "metadata.txt", encoding="utf-8")
    assert parser.sections() == ["general"]
    return dict(parser["general"])


def test_required_entries(metadata):
    required = (
        "name",
        "description",
        "about",
        "version",
        "author",
        "email",
        "repository",
        "tracker",
        "homepage",
    )
    assert [key for key in required if not metadata.get(key, "").strip()] == []


def test_versions_of_qgis(metadata):
    assert metadata["qgisMinimumVersion"] == "3.22"
    assert metadata["qgisMaximumVersion"] == "4.99"
    assert "supportsQt6" not in metadata  # dead, and warned about on upload


def test_processing_provider_is_announced(metadata):
    """Else ``qgis_process`` refuses the plugin."""
    assert metadata["hasProcessingProvider"] == "yes"
    assert metadata["server"] == "False"
    assert metadata["experimental"] in ("True", "False")


def test_french_texts(metadata):
    for key in ("name", "description", "about"):
        assert metadata[f"{key}[fr]"].strip()
        assert metadata[f"{key}[fr]"] != metadata[key]


def test_french_typography(metadata, script):
    for key in ("name", "description", "about"):
        assert list(script("i18n").french_faults(metadata[f"{key}[fr]"])) == []


def test_texts_are_plain(metadata):
    for key, value in metadata.items():
        assert not re.search(r"<[a-z/]", value), f"{key} holds markup"
    assert len(metadata["description"]) <= 200


def test_version_is_in_the_change_log(metadata, repository):
    assert re.fullmatch(r"\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?", metadata["version"])
    changes = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[?v?(\d+\.\d+\.\d+[^\s\]]*)", changes, re.MULTILINE)
    assert versions
    assert versions[0] == metadata["version"]


def test_icon_exists(metadata, repository):
    assert (repository / metadata["icon"]).is_file()


def test_tags(metadata):
    tags = [tag.strip() for tag in metadata["tags"].split(",")]
    assert len(tags) == len(set(tags))
    assert all(tags)
    assert "python" not in tags  # the repository discourages tags that say nothing


def test_licence(repository):
    text = (repository / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Version 2, June 1991" in text
