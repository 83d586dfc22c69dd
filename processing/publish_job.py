# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:publish`` does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.choices import DEFAULT_LICENCE
from ..core.errors import InputError
from ..core.publishing import Changes, Publication, changes_since, publication_of, publish
from ..core.publishing.finder import FinderSettings
from ..core.publishing.writer import FINDER, check_base_url
from ..core.store import Store, open_store
from ..core.text import Text
from ..host.databases import store_place
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm
from .ledger import Ledger
from .provenance import Provenance
from .publish_report import publish_report
from .sources import is_given

_PUBLIC_REPORT = Text(
    "The report would lie in the folder of the publication, where everyone may read it, and it names records "
    "for partners. Choose another place for the report.",
    "Le rapport se trouverait dans le dossier de la publication, où tout le monde peut le lire, et il nomme "
    "des fiches réservées aux partenaires. Choisissez un autre emplacement pour le rapport.",
)


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    check_base_url(algorithm.parameterAsString(parameters, "BASE_URL", context).strip())
    report = algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    target = algorithm.parameterAsString(parameters, "TARGET", context)
    if report and target and _is_within(report, target):
        raise InputError(_PUBLIC_REPORT)


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    place = store_place(algorithm.parameterAsFile(parameters, "STORE", context))
    target = Path(algorithm.parameterAsString(parameters, "TARGET", context))
    formats = algorithm.parameterAsEnumStrings(parameters, "FORMATS", context)
    licence = algorithm.parameterAsString(parameters, "LICENCE", context).strip() or DEFAULT_LICENCE
    with open_store(place) as store:
        boundaries = list(store.rows("geo_unit"))
        publication = publication_of(store, licence=licence, progress=CoreProgress(feedback, 0, 25))
        changes = _changes(algorithm, parameters, context, feedback, store=store, publication=publication)
    numbers, site = _numbers(publication, changes), _finder_settings(algorithm, parameters, context)
    ledger = Ledger(algorithm, parameters, context)
    points = publication.rows["service_point"]
    ledger.read_rows("STORE", publication.rows, say(publication.info.title), len(points))
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, dict(numbers))
    report = publish_report(publication, changes, formats)
    where = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    written = publish(
        publication,
        target,
        formats,
        changes=changes,
        base_url=algorithm.parameterAsString(parameters, "BASE_URL", context).strip(),
        finder=site,
        boundaries=boundaries,
        progress=CoreProgress(feedback, 45, 100),
    )
    algorithm.outputs.settle()
    if boundaries and FINDER in formats and site.notice is None:
        feedback.pushWarning(
            tr(
                "The map of the finder shows the boundaries of the store without saying where they are "
                "from. If their licence asks for a notice, as that of Statistics Canada does, give it."
            )
        )
    feedback.pushInfo(report.answer)
    feedback.pushInfo(tr("Published in: {folder}").format(folder=target))
    files = {"FILES": len(written.files), "BYTES": written.size}
    return {**numbers, **files, **where, "TARGET": str(target)}


def _finder_settings(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> FinderSettings:
    notice = [
        algorithm.parameterAsString(parameters, name, context).strip()
        for name in ("FINDER_NOTICE_EN", "FINDER_NOTICE_FR")
    ]
    return FinderSettings(
        theme=algorithm.parameterAsEnumString(parameters, "FINDER_THEME", context),
        contact=algorithm.parameterAsString(parameters, "FINDER_CONTACT", context).strip() or None,
        notice=Text(notice[0] or notice[1], notice[1] or notice[0]) if any(notice) else None,
    )


def _changes(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    *,
    store: Store,
    publication: Publication,
) -> Changes | None:
    if not is_given(parameters, "SINCE"):
        return None
    since = algorithm.parameterAsInt(parameters, "SINCE", context)
    return changes_since(store, publication, since, progress=CoreProgress(feedback, 25, 45))


def _is_within(file: str, folder: str) -> bool:
    """Return whether a file lies in a folder, seen through links and, on Windows, in either case."""
    place, around = (Path(os.path.normcase(os.path.realpath(path))) for path in (file, folder))
    return around in place.parents


def _numbers(publication: Publication, changes: Changes | None) -> dict[str, int]:
    withheld = publication.withheld_counts
    return {
        "POINTS": len(publication.rows["service_point"]),
        "RECORDS": sum(map(len, publication.rows.values())),
        "POINTS_WITHHELD": sum(count for (table, _), count in withheld.items() if table == "service_point"),
        "RECORDS_WITHHELD": len(publication.withheld),
        "CHANGES": 0 if changes is None else len(changes.lines),
        "TOMBSTONES": 0 if changes is None else changes.count("delete"),
    }
