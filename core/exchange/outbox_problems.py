# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be wrong with the outbox: what happened, what it means, what to do next."""

from __future__ import annotations

from pathlib import Path

from ..errors import ExchangeError
from ..text import Text
from .outbox_entry import OutboxState

CANCELLED = Text(
    "Sending was cancelled; whether it arrived is not known. Sending it again is harmless.",
    "L’envoi a été annulé; on ne sait pas si la soumission est arrivée. La renvoyer est sans risque.",
)
INTERRUPTED = Text(
    "The program ended while sending; whether it arrived is not known. Sending it again is harmless.",
    "Le programme s’est arrêté pendant l’envoi; on ne sait pas si la soumission est arrivée. La renvoyer est "
    "sans risque.",
)
LOST_STATUS = Text(
    "The note beside this submission was damaged, so whether it was sent is not known. The submission itself "
    "is whole; sending it again is harmless.",
    "La note accompagnant cette soumission a été endommagée; on ne sait donc pas si elle a été envoyée. La "
    "soumission elle-même est intacte; la renvoyer est sans risque.",
)


def unknown_entry(submission_id: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The outbox has no submission {number}. Refresh the list.",
            "La boîte d’envoi ne contient pas la soumission {number}. Actualisez la liste.",
        ).format(number=submission_id[:80])
    )


def number_in_use(submission_id: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The outbox holds another document with the number {number}, and it was left as it is. Make the "
            "submission again; it gets another number.",
            "La boîte d’envoi contient un autre document portant le numéro {number}; il n’a pas été touché. "
            "Refaites la soumission; elle recevra un autre numéro.",
        ).format(number=submission_id)
    )


def damaged(folder: Path, details: str = "") -> ExchangeError:
    return ExchangeError(
        Text(
            "The submission kept in “{folder}” was changed or damaged, so it is not sent. The edits are "
            "still in the working copy: make the submission again.",
            "La soumission conservée dans « {folder} » a été modifiée ou endommagée; elle n’est donc pas "
            "envoyée. Les modifications se trouvent encore dans la copie de travail : refaites la "
            "soumission.",
        ).format(folder=folder),
        details,
    )


def busy(folder: Path) -> ExchangeError:
    return ExchangeError(
        Text(
            "Another QGIS is using the outbox “{folder}”. Wait until it has finished, then try again.",
            "Une autre fenêtre de QGIS utilise la boîte d’envoi « {folder} ». Attendez qu’elle ait terminé, "
            "puis réessayez.",
        ).format(folder=folder)
    )


def cannot_be_written(folder: Path, details: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The outbox “{folder}” cannot be used: it is read-only or the disk is full. What it holds was "
            "left as it is; make room or choose another folder.",
            "La boîte d’envoi « {folder} » est inutilisable : elle est en lecture seule ou le disque est "
            "plein. Son contenu n’a pas été touché; libérez de l’espace ou choisissez un autre dossier.",
        ).format(folder=folder),
        details,
    )


def still_on_its_way(state: OutboxState) -> ExchangeError:
    return ExchangeError(
        Text(
            "A submission stays in the outbox until the stewards have decided; this one is: {state}. Look "
            "for its receipt first.",
            "Une soumission demeure dans la boîte d’envoi jusqu’à la décision de l’intendance; celle-ci est "
            "à l’état : {state}. Relevez d’abord son accusé.",
        ).format(state=state.label)
    )


def for_nobody(submission_id: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The receipt is for submission {number}, which this outbox does not hold. It was ignored; open "
            "it where the submission was made.",
            "L’accusé concerne la soumission {number}, que cette boîte d’envoi ne contient pas. Il a été "
            "ignoré; ouvrez-le là où la soumission a été faite.",
        ).format(number=submission_id[:80])
    )


def ignored(reason: Text) -> ExchangeError:
    return ExchangeError(reason)
