# SPDX-License-Identifier: GPL-2.0-or-later
"""The page in a package that says what it is, to somebody who never saw one."""

from __future__ import annotations

from ..text import Text
from .submission import Submission

_PAGE = Text(
    """{title}

This package is a submission to a shared register of public service points.
From: {name}, {jurisdiction}. Made: {created}. Number: {number}.
Records added: {insert}; changed: {update}; removed: {delete}; confirmed: {confirm}.

submission.json   the submission itself, and all that a data steward's program reads
summary.csv       the same changes as a table, one line per field, to look at in a spreadsheet
preview.geojson   the changed records as a map layer, to look at in a GIS

Editing the table or the map changes nothing. The submission carries its own fingerprint (SHA-256):
{hash}
""",
    """{title}

Ce paquet est une soumission à un registre partagé de points de service publics.
De : {name}, {jurisdiction}. Créée : {created}. Numéro : {number}.
Fiches ajoutées : {insert}; modifiées : {update}; supprimées : {delete}; confirmées : {confirm}.

submission.json   la soumission elle-même, seul fichier lu par le programme de l’intendance des données
summary.csv       les mêmes changements en tableau, une ligne par champ, à consulter dans un tableur
preview.geojson   les fiches modifiées en couche cartographique, à consulter dans un SIG

Modifier le tableau ou la carte ne change rien. La soumission porte sa propre empreinte (SHA-256) :
{hash}
""",
)


def readme_text(submission: Submission) -> str:
    """Return the page in both languages, with the line ends of Windows' editor."""
    manifest = submission.document["manifest"]
    page = _PAGE.format(
        title=Text(manifest["title_en"], manifest["title_fr"]),
        name=manifest["submitter"]["name"],
        jurisdiction=manifest["jurisdiction_code"],
        created=manifest["created_at"],
        number=manifest["submission_id"],
        hash=submission.content_sha256,
        **manifest["counts"],
    )
    return f"{page.en}\n{'-' * 78}\n\n{page.fr}".replace("\n", "\r\n")
