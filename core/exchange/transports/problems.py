# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes wrong between a submitter and the stewards: what happened, what it means, what to do next."""

from __future__ import annotations

from ...errors import StoreError
from ...text import Text
from .model import TransportError

KEPT = Text(
    "The submission is kept in the outbox.",
    "La soumission est conservée dans la boîte d’envoi.",
)


class _Problem:
    """One thing that goes wrong at a place: a folder, an address, a database, a file's name."""

    def __init__(self, en: str, fr: str) -> None:
        self._text = Text(en, fr)

    def __call__(self, place: object, details: str = "", *, may_have_arrived: bool = False) -> TransportError:
        text = self._text.format(place=place, kept=KEPT)
        return TransportError(text, details, may_have_arrived=may_have_arrived)


bad_name = _Problem(
    "“{place}” is not a file name that every system accepts. Nothing was sent; use letters, digits, "
    "dots, hyphens and underscores.",
    "« {place} » n’est pas un nom de fichier accepté par tous les systèmes. Rien n’a été envoyé; "
    "utilisez des lettres, des chiffres, des points, des traits d’union et de soulignement.",
)
missing_exchange_folder = _Problem(
    "The exchange folder “{place}” is not there: the share or the drive may not be connected. "
    "{kept} Connect it, then send again.",
    "Le dossier d’échange « {place} » est introuvable : le partage ou le lecteur n’est peut-être "
    "pas connecté. {kept} Connectez-le, puis renvoyez.",
)
unwritable_inbox = _Problem(
    "Nothing can be written to “{place}”. {kept} Ask the steward for the right to write there, or "
    "check whether the drive is write-protected; then send again.",
    "Impossible d’écrire dans « {place} ». {kept} Demandez à l’intendance le droit d’y écrire, ou "
    "vérifiez si le lecteur est protégé en écriture, puis renvoyez.",
)
disk_full = _Problem(
    "There is no room left where “{place}” is. {kept} Make room or ask the steward to, then send again.",
    "Il n’y a plus d’espace à l’emplacement de « {place} ». {kept} Libérez de l’espace ou demandez "
    "à l’intendance de le faire, puis renvoyez.",
)
other_content = _Problem(
    "“{place}” already holds something else under that name or number, and it was left as it is. "
    "{kept} Make a new submission from the same edits; it gets another number.",
    "« {place} » contient déjà autre chose sous ce nom ou ce numéro; rien n’y a été touché. {kept} "
    "Créez une nouvelle soumission à partir des mêmes modifications; elle recevra un autre numéro.",
)
unreadable_receipt = _Problem(
    "The receipt “{place}” is there but cannot be read. Ask the steward for the right to read it, "
    "then look for receipts again.",
    "L’accusé « {place} » existe mais ne peut être lu. Demandez à l’intendance le droit de le lire, "
    "puis relevez de nouveau les accusés.",
)
long_receipt = _Problem(
    "What “{place}” gives as a receipt is far too long to be one. It was ignored; tell the steward.",
    "Ce que « {place} » donne comme accusé est beaucoup trop long. Ce contenu a été ignoré; "
    "prévenez l’intendance.",
)
not_a_document = _Problem(
    "“{place}” is not a submission document. Nothing was sent; the inbox of a database takes the "
    ".casp.json document, not the package.",
    "« {place} » n’est pas un document de soumission. Rien n’a été envoyé; la boîte de réception "
    "d’une base de données accepte le document .casp.json, et non le paquet.",
)
database_refused = _Problem(
    "The database “{place}” does not take submissions from you for this jurisdiction. {kept} Ask the "
    "steward for the role of a contributor.",
    "La base de données « {place} » n’accepte pas vos soumissions pour cette administration. {kept} "
    "Demandez à l’intendance le rôle de contribution.",
)
database_failed = _Problem(
    "The database “{place}” failed or the connection broke. {kept} Send it again later: the same "
    "submission is never stored twice.",
    "La base de données « {place} » a fait défaut ou la connexion a été coupée. {kept} Renvoyez-la "
    "plus tard : une même soumission n’est jamais enregistrée deux fois.",
)
database_busy = _Problem(
    "Somebody keeps the inbox of the database “{place}” locked. Nothing was sent. {kept} Send it again in a "
    "moment.",
    "Quelqu’un verrouille la boîte de réception de la base de données « {place} ». Rien n’a été envoyé. "
    "{kept} Renvoyez-la dans un instant.",
)
bad_address = _Problem(
    "“{place}” is not an address submissions can be sent to. Nothing was sent; it begins with https:// "
    "and a host, as the steward gave it.",
    "« {place} » n’est pas une adresse à laquelle on peut envoyer des soumissions. Rien n’a été "
    "envoyé; elle commence par https:// et un hôte, comme l’intendance l’a donnée.",
)
secrets_in_address = _Problem(
    "The address “{place}” holds a user name, a password or a token, which would end up in logs and "
    "projects. Nothing was sent; put it in an authentication configuration of QGIS and leave it out "
    "of the address.",
    "L’adresse « {place} » contient un nom d’utilisateur, un mot de passe ou un jeton, qui se "
    "retrouverait dans des journaux et des projets. Rien n’a été envoyé; placez-le dans une "
    "configuration d’authentification de QGIS et retirez-le de l’adresse.",
)
forbidden_host = _Problem(
    "“{place}” is an address that machines use among themselves, never the address of a register. "
    "Nothing was sent; check the address with the steward.",
    "« {place} » est une adresse que les machines utilisent entre elles, jamais celle d’un registre. "
    "Rien n’a été envoyé; vérifiez l’adresse auprès de l’intendance.",
)


def database_unreached(problem: StoreError) -> TransportError:
    """Say why there was no connection to a database; nothing can have arrived then."""
    text = Text("{reason} {kept}", "{reason} {kept}").format(reason=problem.text, kept=KEPT)
    return TransportError(text, problem.details)
