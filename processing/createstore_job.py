# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:createstore`` does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.errors import InputError, ServicePointsError
from ..core.file_moves import let_go, temporary_folder
from ..core.importing.hsds_edition import inserts, read_edition
from ..core.schema import load_schema
from ..core.store import PostgisAddress, Row, RowChange, Store, create_store, open_store
from ..core.text import Text
from ..host.databases import store_place
from ..host.language import tr
from ..host.resources import sample
from .base import CoreProgress, SpAlgorithm, check_cancelled

_TERRITORIES = ("YT", "NT", "NU")
_CANADA = Text("Canada", "Canada")
_SEEDED = ("taxonomy_term", "domain_value")
"""What a new store has already."""


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    titles = _texts(algorithm, parameters, context, "TITLE")
    with_sample = algorithm.parameterAsBool(parameters, "WITH_SAMPLE", context)
    if bool(titles.en) != bool(titles.fr) or not (titles.en or with_sample):
        raise InputError(
            Text(
                "A store has a title in both languages. Give the title in English and in French.",
                "Un dépôt porte un titre dans les deux langues. Indiquez le titre en français et en anglais.",
            )
        )
    if with_sample and algorithm.parameterAsString(parameters, "EDITION", context):
        raise InputError(
            Text(
                "A store begins with the sample or with a publication, not with both. Leave one out.",
                "Un dépôt commence par l’exemple ou par une publication, pas par les deux. Retirez l’un "
                "des deux.",
            )
        )
    _jurisdictions(algorithm, parameters, context)


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    text = algorithm.parameterAsFileOutput(parameters, "TARGET", context)
    place = store_place(text)
    titles = _texts(algorithm, parameters, context, "TITLE")
    rows = _jurisdictions(algorithm, parameters, context)
    check_cancelled(feedback)
    with_sample = algorithm.parameterAsBool(parameters, "WITH_SAMPLE", context)
    edition = algorithm.parameterAsString(parameters, "EDITION", context)
    if edition:
        published = read_edition(Path(edition), progress=CoreProgress(feedback, 0, 40))
        _create_from(published, place, titles, rows)
        counts = {"points": len(published["service_point"]), "records": sum(map(len, published.values()))}
        feedback.pushInfo(
            tr("Read from the publication – service points: {points}; records: {records}.").format(**counts)
        )
    elif isinstance(place, PostgisAddress):
        _create_in_database(place, titles, rows, with_sample=with_sample)
    elif with_sample:
        _copy_sample(Path(place), titles, rows)
    else:
        create_store(Path(place), title=titles, jurisdictions=rows).close()
    feedback.setProgress(100)
    feedback.pushInfo(tr("The store is ready: {path}").format(path=text))
    return {"TARGET": text, "STORE": text}


def _texts(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str
) -> Text:
    return Text(
        algorithm.parameterAsString(parameters, f"{name}_EN", context).strip(),
        algorithm.parameterAsString(parameters, f"{name}_FR", context).strip(),
    )


def _jurisdictions(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> list[Row]:
    """Return the row of the jurisdiction asked for, or none."""
    code = algorithm.parameterAsString(parameters, "JURISDICTION", context).strip()
    if not code:
        return []
    pattern = load_schema().tables["jurisdiction"].by_name["code"].pattern
    if not re.fullmatch(pattern, code):
        raise InputError(
            Text(
                "“{code}” is not a jurisdiction code. Write for example CA for the federal government, "
                "CA-ON "
                "for a province, or CA-ON-3506008 for a municipality.",
                "«\u00a0{code}\u00a0» n’est pas un code d’administration. Écrivez par exemple CA pour le "
                "gouvernement "
                "fédéral, CA-ON pour une province ou CA-ON-3506008 pour une municipalité.",
            ).format(code=code)
        )
    return [_jurisdiction(code, _texts(algorithm, parameters, context, "JURISDICTION_NAME"))]


def _jurisdiction(code: str, given: Text) -> Row:
    """Return the jurisdiction's row; names of Canada, provinces and territories are known."""
    parts = code.split("-", 2)
    province = load_schema().domains["province"].by_code[parts[1]] if len(parts) > 1 else None
    known = _CANADA if province is None else province.label if len(parts) == 2 else Text("", "")  # noqa: PLR2004
    names = Text(given.en or known.en, given.fr or known.fr)
    if not (names.en and names.fr):
        raise InputError(
            Text(
                "The jurisdiction {code} needs a name in both languages. Give its name in English and in "
                "French.",
                "L’administration {code} doit avoir un nom dans les deux langues. Indiquez son nom en "
                "français "
                "et en anglais.",
            ).format(code=code)
        )
    row: Row = {"code": code, "level": _level(parts), "name_en": names.en, "name_fr": names.fr}
    if province is not None:
        row["pruid"] = province.note
    if re.fullmatch(r"\d{7}", parts[-1]):
        row["csduid"] = parts[-1]
    return row


def _level(parts: list[str]) -> str:
    if len(parts) == 1:
        return "federal"
    if len(parts) == 2:  # noqa: PLR2004
        return "territorial" if parts[1] in _TERRITORIES else "provincial"
    if re.fullmatch(r"\d{4}", parts[2]):
        return "regional"
    return "municipal" if parts[2].isdigit() else "other"


def _create_in_database(place: PostgisAddress, titles: Text, rows: list[Row], *, with_sample: bool) -> None:
    # psycopg2 is loaded only where it is needed
    from ..core.store.postgis import create_postgis_store  # noqa: PLC0415

    if not with_sample:
        create_postgis_store(place, title=titles, jurisdictions=rows).close()
        return
    with open_store(sample("pine_river_store.gpkg")) as original:
        adaptations = _adaptations(original, titles, rows)
        create_postgis_store(place, source=original, adaptations=adaptations).close()


def _create_from(
    published: Mapping[str, Sequence[Row]],
    place: str | Path | PostgisAddress,
    titles: Text,
    rows: list[Row],
) -> None:
    """Create a store with the records of a publication; whole or not at all."""
    with temporary_folder() as folder:
        draft = folder / "edition.gpkg"
        with create_store(draft, title=titles) as store:
            seeded = {_identity(name, row) for name in _SEEDED for row in store.rows(name)}
            changes = [
                change
                for change in inserts(published)
                if _identity(change.table, change.values) not in seeded
            ]
            known = {change.key for change in changes if change.table == "jurisdiction"}
            changes += [
                RowChange("insert", "jurisdiction", row["code"], row)
                for row in rows
                if row["code"] not in known
            ]
            store.apply(changes)
            if isinstance(place, PostgisAddress):
                from ..core.store.postgis import create_postgis_store  # noqa: PLC0415

                create_postgis_store(place, source=store).close()
            else:
                store.snapshot(Path(place))


def _identity(table: str, row: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return what tells the records of the lists apart that a new store has already."""
    return table, str(row.get("domain", "")), str(row.get("code", row.get("id", "")))


def _copy_sample(target: Path, titles: Text, rows: list[Row]) -> None:
    """Copy the sample; write into the copy the title and the jurisdiction that were asked for."""
    with open_store(sample("pine_river_store.gpkg")) as original:
        original.snapshot(target)
    if not (titles.en or rows):
        return
    try:
        with open_store(target, read_only=False) as store:
            store.apply(_adaptations(store, titles, rows))
    except ServicePointsError as error:
        let_go(error)
        target.unlink()
        raise


def _adaptations(store: Store, titles: Text, rows: list[Row]) -> list[RowChange]:
    known = {row["code"] for row in store.rows("jurisdiction", columns=["code"])}
    changes = [
        RowChange("insert", "jurisdiction", row["code"], row) for row in rows if row["code"] not in known
    ]
    if titles.en:
        values = {"title_en": titles.en, "title_fr": titles.fr}
        changes.append(RowChange("update", "schema_info", store.info.store_id, values))
    return changes
