# SPDX-License-Identifier: GPL-2.0-or-later
"""Why a package is refused: what it is, what that means, what to do next."""

from __future__ import annotations

from pathlib import Path

from ..errors import ExchangeError
from ..schema import load_schema
from ..text import Text


def _refused(rule: str, text: Text, details: str = "") -> ExchangeError:
    return ExchangeError(text, details, rule=rule)


def too_large(limit: str, found: object) -> ExchangeError:
    schema = load_schema()
    most = schema.submission["limits"][limit]
    return _refused(
        "M06",
        Text(
            "{message} Nothing of it was read; ask for several smaller submissions.",
            "{message} Rien n’en a été lu; demandez plusieurs soumissions plus petites.",
        ).format(message=schema.rules["M06"].message.format(limit=f"{limit} ≤ {most} ({found})")),
    )


def refused_package(reason: str) -> ExchangeError:
    schema = load_schema()
    return _refused(
        "M06",
        Text(
            "{message} A package with such content may be an attack, so nothing of it was read; ask the "
            "sender for the .casp.json document itself.",
            "{message} Un paquet au contenu de ce genre peut cacher une attaque; rien n’en a donc été lu. "
            "Demandez à l’expéditeur le document .casp.json lui-même.",
        ).format(message=schema.rules["M06"].message.format(limit=reason)),
    )


def damaged_package(details: str) -> ExchangeError:
    return _refused(
        "M01",
        Text(
            "The package is damaged or was cut short on its way. Nothing of it was used; ask the sender to "
            "send it again from the outbox, where it is kept.",
            "Le paquet est endommagé ou a été tronqué en chemin. Rien n’en a été utilisé; demandez à "
            "l’expéditeur de le renvoyer depuis sa boîte d’envoi, où il est conservé.",
        ),
        details,
    )


def no_submission_inside() -> ExchangeError:
    return _refused(
        "M01",
        Text(
            "This zip file holds no submission.json, so it is not a submission. Choose a .casp.zip or a "
            ".casp.json file.",
            "Ce fichier zip ne contient pas submission.json; ce n’est donc pas une soumission. Choisissez un "
            "fichier .casp.zip ou .casp.json.",
        ),
    )


def not_a_submission() -> ExchangeError:
    return _refused(
        "M01",
        Text(
            "{message} Choose a .casp.json or a .casp.zip file.",
            "{message} Choisissez un fichier .casp.json ou .casp.zip.",
        ).format(message=load_schema().rules["M01"].message),
    )


def other_format(name: str) -> ExchangeError:
    return _refused(
        "M01",
        Text(
            "This is a data file ({format}), not a submission: it does not say what was changed, why and by "
            "whom. It was not opened; use the import of a source to turn it into a draft submission.",
            "Il s’agit d’un fichier de données ({format}) et non d’une soumission : il ne dit pas ce qui a "
            "changé, pourquoi ni par qui. Il n’a pas été ouvert; utilisez l’importation d’une source pour en "
            "faire un projet de soumission.",
        ).format(format=name),
    )


def unreadable_file(path: Path, details: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The file “{path}” cannot be read. Check that it is there and that you may open it.",
            "Impossible de lire le fichier « {path} ». Vérifiez qu’il existe et que vous avez le droit de "
            "l’ouvrir.",
        ).format(path=path),
        details,
    )
