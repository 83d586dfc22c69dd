# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes wrong between a submitter and the stewards: what happened, what it means, what to do next."""

from __future__ import annotations

from pathlib import Path

from ...text import Text
from .model import TransportError

KEPT = Text(
    "The submission is kept in the outbox.",
    "La soumission est conservée dans la boîte d’envoi.",
)


def _problem(
    text: Text, details: str = "", *, may_have_arrived: bool = False, **values: object
) -> TransportError:
    return TransportError(text.format(kept=KEPT, **values), details, may_have_arrived=may_have_arrived)


def bad_name(name: str) -> TransportError:
    return _problem(
        Text(
            "“{name}” is not a file name that every system accepts. Nothing was sent; use letters, digits, "
            "dots, hyphens and underscores.",
            "« {name} » n’est pas un nom de fichier accepté par tous les systèmes. Rien n’a été envoyé; "
            "utilisez des lettres, des chiffres, des points, des traits d’union et de soulignement.",
        ),
        name=name[:200],
    )


def missing_exchange_folder(folder: Path) -> TransportError:
    return _problem(
        Text(
            "The exchange folder “{folder}” is not there: the share or the drive may not be connected. "
            "{kept} Connect it, then send again.",
            "Le dossier d’échange « {folder} » est introuvable : le partage ou le lecteur n’est peut-être "
            "pas connecté. {kept} Connectez-le, puis renvoyez.",
        ),
        folder=folder,
    )


def unwritable_inbox(folder: Path, details: str) -> TransportError:
    return _problem(
        Text(
            "Nothing can be written to “{folder}”. {kept} Ask the steward for the right to write there, or "
            "check whether the drive is write-protected; then send again.",
            "Impossible d’écrire dans « {folder} ». {kept} Demandez à l’intendance le droit d’y écrire, ou "
            "vérifiez si le lecteur est protégé en écriture, puis renvoyez.",
        ),
        details,
        folder=folder,
    )


def disk_full(folder: Path, details: str) -> TransportError:
    return _problem(
        Text(
            "There is no room left where “{folder}” is. {kept} Make room or ask the steward to, then send "
            "again.",
            "Il n’y a plus d’espace à l’emplacement de « {folder} ». {kept} Libérez de l’espace ou demandez "
            "à l’intendance de le faire, puis renvoyez.",
        ),
        details,
        folder=folder,
    )


def other_content(where: str) -> TransportError:
    return _problem(
        Text(
            "“{where}” already holds something else under that name or number, and it was left as it is. "
            "{kept} Make a new submission from the same edits; it gets another number.",
            "« {where} » contient déjà autre chose sous ce nom ou ce numéro; rien n’y a été touché. {kept} "
            "Créez une nouvelle soumission à partir des mêmes modifications; elle recevra un autre numéro.",
        ),
        where=where,
    )


def unreadable_receipt(path: Path, details: str) -> TransportError:
    return _problem(
        Text(
            "The receipt “{path}” is there but cannot be read. Ask the steward for the right to read it, "
            "then look for receipts again.",
            "L’accusé « {path} » existe mais ne peut être lu. Demandez à l’intendance le droit de le lire, "
            "puis relevez de nouveau les accusés.",
        ),
        details,
        path=path,
    )


def long_receipt(where: str) -> TransportError:
    return _problem(
        Text(
            "What “{where}” gives as a receipt is far too long to be one. It was ignored; tell the steward.",
            "Ce que « {where} » donne comme accusé est beaucoup trop long. Ce contenu a été ignoré; "
            "prévenez l’intendance.",
        ),
        where=where,
    )


def not_a_document(name: str, details: str) -> TransportError:
    return _problem(
        Text(
            "“{name}” is not a submission document. Nothing was sent; the inbox of a database takes the "
            ".casp.json document, not the package.",
            "« {name} » n’est pas un document de soumission. Rien n’a été envoyé; la boîte de réception "
            "d’une base de données accepte le document .casp.json, et non le paquet.",
        ),
        details,
        name=name,
    )


def database_refused(where: str, details: str) -> TransportError:
    return _problem(
        Text(
            "The database “{where}” does not take submissions from you for this jurisdiction. {kept} Ask the "
            "steward for the role of a contributor.",
            "La base de données « {where} » n’accepte pas vos soumissions pour cette administration. {kept} "
            "Demandez à l’intendance le rôle de contribution.",
        ),
        details,
        where=where,
    )


def database_failed(where: str, details: str, *, may_have_arrived: bool) -> TransportError:
    return _problem(
        Text(
            "The database “{where}” failed or the connection broke. {kept} Send it again later: the same "
            "submission is never stored twice.",
            "La base de données « {where} » a fait défaut ou la connexion a été coupée. {kept} Renvoyez-la "
            "plus tard : une même soumission n’est jamais enregistrée deux fois.",
        ),
        details,
        where=where,
        may_have_arrived=may_have_arrived,
    )


def bad_address(url: str) -> TransportError:
    return _problem(
        Text(
            "“{url}” is not an address submissions can be sent to. Nothing was sent; it begins with https:// "
            "and a host, as the steward gave it.",
            "« {url} » n’est pas une adresse à laquelle on peut envoyer des soumissions. Rien n’a été "
            "envoyé; elle commence par https:// et un hôte, comme l’intendance l’a donnée.",
        ),
        url=url,
    )


def secrets_in_address(url: str) -> TransportError:
    return _problem(
        Text(
            "The address “{url}” holds a user name, a password or a token, which would end up in logs and "
            "projects. Nothing was sent; put it in an authentication configuration of QGIS and leave it out "
            "of the address.",
            "L’adresse « {url} » contient un nom d’utilisateur, un mot de passe ou un jeton, qui se "
            "retrouverait dans des journaux et des projets. Rien n’a été envoyé; placez-le dans une "
            "configuration d’authentification de QGIS et retirez-le de l’adresse.",
        ),
        url=url,
    )


def forbidden_host(host: str) -> TransportError:
    return _problem(
        Text(
            "“{host}” is an address that machines use among themselves, never the address of a register. "
            "Nothing was sent; check the address with the steward.",
            "« {host} » est une adresse que les machines utilisent entre elles, jamais celle d’un registre. "
            "Rien n’a été envoyé; vérifiez l’adresse auprès de l’intendance.",
        ),
        host=host,
    )
