# SPDX-License-Identifier: GPL-2.0-or-later
"""The folder of the site: pages, scripts, styles, words, data. The same publication gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...choices import THEMES
from ...errors import InputError
from ...progress import SILENT, Part, Progress, check
from ...schema import load_schema
from ...store import Row
from ...text import LANGUAGES, Text
from ..publication import Publication
from .details import CHUNK, point_detail
from .outline import outline
from .pages import Pages
from .settings import RESOURCES, FinderSettings
from .tables import PointTables, in_order, pair
from .words import load_words

_SEPARATORS = (",", ":")
_BREAKS = (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
"""What must not stand in a script as it is, and how a string says it."""
_NO_THEME = Text(
    "There is no theme “{theme}” for the finder. Choose one of: {themes}.",
    "Le chercheur de services n’a pas de thème «\u00a0{theme}\u00a0». Choisissez parmi\u00a0: {themes}.",
)


def write_finder(
    publication: Publication,
    folder: Path,
    *,
    settings: FinderSettings | None = None,
    boundaries: Sequence[Row] = (),
    progress: Progress = SILENT,
) -> None:
    """Write the site into ``folder``, which is made when it is not there.

    ``boundaries`` are rows of ``geo_unit`` whose outlines lie under the map; points alone will do. The map
    itself is there when ``make finder-assets`` has fetched its library. Raises ``InputError`` for an unknown
    theme or words that are not complete, ``Cancelled``, ``OSError``.
    """
    settings = settings or FinderSettings()
    if settings.theme not in THEMES:
        raise InputError(_NO_THEME.format(theme=settings.theme, themes=", ".join(THEMES)))
    site = _Site(publication, folder, settings, load_words())
    site.copy_assets()
    points = site.write_data(boundaries, Part(progress, 0.0, 0.4))
    site.write_pages(points, Part(progress, 0.4, 1.0))
    progress.report(1.0)


class _Site:
    def __init__(
        self, publication: Publication, folder: Path, settings: FinderSettings, words: Mapping[str, Text]
    ) -> None:
        self._publication = publication
        self._folder = folder
        self._settings = settings
        self._words = words
        self._rows = in_order(publication)
        self._map = (RESOURCES / "vendor" / "maplibre-gl.js").is_file()

    def copy_assets(self) -> None:
        """Copy what is the same in every site."""
        assets = self._folder / "assets"
        assets.mkdir(parents=True, exist_ok=True)
        for path in sorted((RESOURCES / "js").glob("*.js")):
            shutil.copyfile(path, assets / path.name)
        shutil.copyfile(RESOURCES / "styles" / "finder.css", assets / "finder.css")
        shutil.copyfile(RESOURCES / "styles" / f"theme-{self._settings.theme}.css", assets / "theme.css")
        if self._map:
            for name in ("maplibre-gl.js", "maplibre-gl.css", "maplibre-gl.LICENSE.txt"):
                shutil.copyfile(RESOURCES / "vendor" / name, assets / name)
        for language in LANGUAGES:
            said = {key: text.in_(language) for key, text in self._words.items()}
            _receive(assets / f"words-{language}.js", "words", said)

    def write_data(self, boundaries: Sequence[Row], progress: Progress) -> str:
        """Write what the browser searches, and the details; return the name of the first file."""
        data = self._folder / "data"
        data.mkdir(exist_ok=True)
        searched = PointTables(self._publication).build(self._rows, Part(progress, 0.0, 0.6))
        synonyms = json.loads((RESOURCES / "synonyms.json").read_text(encoding="utf-8"))
        searched["synonyms"] = {code: " ".join((*each["en"], *each["fr"])) for code, each in synonyms.items()}
        searched["site"] = self._about()
        outlines = outline(boundaries)
        if outlines:
            _receive(data / "outline.js", "outline", outlines)
        places = {id_: at for at, id_ in enumerate(self._publication.services)}
        digest = hashlib.sha256()
        for start in range(0, len(self._rows), CHUNK):
            check(progress)
            progress.report(0.6 + 0.4 * start / len(self._rows))
            details = [
                point_detail(self._publication, row, places) for row in self._rows[start : start + CHUNK]
            ]
            digest.update(
                _receive(data / f"details-{start // CHUNK}.js", f"details-{start // CHUNK}", details)
            )
        searched["site"]["outline"] = bool(outlines)
        searched["site"]["details"] = digest.hexdigest()[:12]
        content = _script("points", searched)
        name = f"points-{hashlib.sha256(content).hexdigest()[:12]}.js"
        (data / name).write_bytes(content)
        return name

    def _about(self) -> dict[str, Any]:
        """What the scripts say of the data, and what a suggestion repeats of the store."""
        info, schema = self._publication.info, load_schema()
        groups: dict[str, list[str]] = {}
        for field in schema.tables["service_point"].exchanged_fields:
            if field.merge_group is not None:
                groups.setdefault(field.merge_group, []).append(field.name)
        shown = (*schema.tables["phone"].fields, *schema.tables["service_point"].fields)
        return {
            "groups": groups,
            "fields": {field.name: pair(field.label) for field in shown if field.publish},
            "store": {
                "store_id": info.store_id,
                "base_revision": info.revision,
                "base_exported_at": info.updated_at,
            },
            "schema": {"id": schema.name, "version": info.schema_version, "sha256": info.schema_sha256},
            "licence": self._publication.licence.code,
            "contact": self._contact,
            "chunk": CHUNK,
            "map": self._map,
        }

    @property
    def _contact(self) -> str:
        return self._settings.contact or self._publication.info.steward_email or ""

    def write_pages(self, points: str, progress: Progress) -> None:
        """Write the pages of both languages, and the first one that asks which."""
        title = self._settings.title or self._publication.info.title
        notice = self._settings.notice
        pages = Pages(
            self._publication, self._folder, self._words, title=title, contact=self._contact, notice=notice
        )
        pages.write_all(self._rows, points, self._settings.page_size, progress)


def _receive(path: Path, name: str, value: object) -> bytes:
    """Write a script that hands a value to the site, and return its bytes."""
    content = _script(name, value)
    path.write_bytes(content)
    return content


def _script(name: str, value: object) -> bytes:
    """Return a script with a value as JSON text: faster to read than a literal, and inert."""
    text = json.dumps(value, ensure_ascii=False, separators=_SEPARATORS)
    literal = json.dumps(text, ensure_ascii=False)
    for sign, written in _BREAKS:
        literal = literal.replace(sign, written)
    return f'"use strict";finder.receive({json.dumps(name)},{literal});\n'.encode()
