# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong on the way from an edit to a submission: what happened and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import ExchangeError
from ..schema import Domain, Schema, Table
from ..text import Text


def already_working_copy(uri: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "“{path}” is already a working copy. Make the new one from the shared store itself.",
            "« {path} » est déjà une copie de travail. Créez la nouvelle à partir du dépôt partagé.",
        ).format(path=uri)
    )


def not_working_copy(path: str | Path) -> ExchangeError:
    return ExchangeError(
        Text(
            "“{path}” is a shared store, not a working copy, so what was changed in it is not known. "
            "Make a working copy for your jurisdiction and edit that one.",
            "« {path} » est un dépôt partagé et non une copie de travail; on ne peut donc pas savoir ce "
            "qui y a été modifié. Créez une copie de travail pour votre administration et modifiez celle-ci.",
        ).format(path=path)
    )


def unknown_jurisdiction(code: str, known: Iterable[str]) -> ExchangeError:
    return ExchangeError(
        Text(
            "The store has no jurisdiction “{code}”. It has: {known}. Choose one of them, or ask the "
            "steward to add yours.",
            "Le dépôt ne contient pas l’administration « {code} ». Il contient : {known}. Choisissez-en "
            "une, ou demandez à l’intendance d’ajouter la vôtre.",
        ).format(code=code, known=", ".join(known) or Text("none", "aucune"))
    )


def lost_base(path: Path, details: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The working copy “{path}” lost what its records were at checkout. What changed cannot be "
            "known; make a new working copy and repeat the edits there.",
            "La copie de travail « {path} » a perdu l’état de ses fiches au moment de l’extraction. On ne "
            "peut donc pas savoir ce qui a changé; créez une nouvelle copie de travail et refaites-y les "
            "modifications.",
        ).format(path=path),
        details,
    )


def bad_identifier(table: Table, key: object) -> ExchangeError:
    return ExchangeError(
        Text(
            "In “{table}” the identifier {key} is used twice or is not a UUID. Give each new record an "
            "identifier of its own, then try again.",
            "Dans « {table} », l’identifiant {key} est utilisé deux fois ou n’est pas un UUID. Donnez à "
            "chaque nouvelle fiche son propre identifiant, puis réessayez.",
        ).format(table=table.label, key=key)
    )


def nothing_to_submit() -> ExchangeError:
    return ExchangeError(
        Text(
            "There is nothing to submit: the working copy is as it was checked out. "
            "Save your edits first if you made some.",
            "Il n’y a rien à soumettre : la copie de travail est telle qu’elle a été extraite. "
            "Si vous avez fait des modifications, enregistrez-les d’abord.",
        )
    )


def missing_reason_text(schema: Schema, name: Text) -> ExchangeError:
    return ExchangeError(
        Text("“{name}”: {message}", "« {name} » : {message}").format(
            name=name, message=schema.rules["M13"].message
        )
    )


def not_in_list(domain: Domain, value: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "“{value}” is not in the list “{list}”. Choose one of: {codes}.",
            "« {value} » ne figure pas dans la liste « {list} ». Choisissez parmi : {codes}.",
        ).format(value=value, list=domain.label, codes=", ".join(domain.by_code))
    )


def bad_number(value: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The submission number {value} is not a UUID.",
            "Le numéro de soumission {value} n’est pas un UUID.",
        ).format(value=value)
    )


def limit_exceeded(schema: Schema, limit: str, found: str) -> ExchangeError:
    most = schema.submission["limits"][limit]
    return ExchangeError(
        Text(
            "{message} Nothing was written; shorten it, or make several submissions of fewer edits.",
            "{message} Rien n’a été écrit; raccourcissez le contenu, ou faites plusieurs soumissions "
            "comptant moins de modifications.",
        ).format(message=schema.rules["M06"].message.format(limit=f"{limit} ≤ {most} ({found})")),
        rule="M06",
    )


def breaks_rule(schema: Schema, rule: str, details: str = "", **values: object) -> ExchangeError:
    """A document breaks a rule of the schema; ``details`` says where."""
    return ExchangeError(schema.rules[rule].message.format(**values), details, rule=rule)


def unreadable(path: Path, details: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "“{path}” cannot be read. Check that the file is there and that you may open it.",
            "Impossible de lire «\u00a0{path}\u00a0». Vérifiez que le fichier existe et que vous avez le "
            "droit de l’ouvrir.",
        ).format(path=path),
        details,
    )


def undecidable(submission_id: str, seq: int, field: str | None) -> ExchangeError:
    return ExchangeError(
        Text(
            "The decision on change {seq} of the submission {id}{field} does not fit: there is no such "
            "change or field, the value is not of its kind, a refusal has no reason, or the members of "
            "a group are decided differently. Nothing was merged; correct the decision.",
            "La décision sur le changement {seq} de la soumission {id}{field} ne convient pas\u00a0: ce "
            "changement ou ce champ n’existe pas, la valeur n’est pas du bon type, un refus n’a pas de motif "
            "ou les membres d’un groupe font l’objet de décisions différentes. Rien n’a été fusionné; "
            "corrigez la décision.",
        ).format(seq=seq, id=submission_id, field="" if field is None else f" ({field})")
    )


def not_shared_store(uri: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "“{path}” is a working copy. Submissions are merged into the shared store itself.",
            "«\u00a0{path}\u00a0» est une copie de travail. Les soumissions sont fusionnées dans le dépôt "
            "partagé lui-même.",
        ).format(path=uri)
    )


def unknown_submission(submission_id: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The store has no submission {id}. Merge its document first.",
            "Le dépôt ne contient pas la soumission {id}. Fusionnez d’abord son document.",
        ).format(id=submission_id)
    )


def damaged_ledger(submission_id: str, error: ExchangeError) -> ExchangeError:
    return ExchangeError(
        Text(
            "The document of the submission {id} in the store is damaged: {reason} Nothing was merged.",
            "Le document de la soumission {id} dans le dépôt est endommagé\u00a0: {reason} Rien n’a été "
            "fusionné.",
        ).format(id=submission_id, reason=error.text),
        error.details,
    )
