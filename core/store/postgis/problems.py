# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be wrong with a store in PostgreSQL: what happened, what it means, what to do next.

No message carries a password, and none repeats a connection string.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...errors import OutdatedStoreError, StoreError
from ...text import Text
from ..address import PostgisAddress
from ..problems import OUTDATED, some_of


def outdated(place: PostgisAddress, found: str, known: str, names: Sequence[str]) -> StoreError:
    filled = OUTDATED.format(store=place.label, found=found, known=known, names=some_of(names))
    return OutdatedStoreError(filled, ", ".join(names))


class _Problem:
    """One thing that can be wrong with a store, and what else there is to say about a case of it."""

    def __init__(self, en: str, fr: str) -> None:
        self._text = Text(en, fr)

    def __call__(self, place: PostgisAddress, details: str = "", **values: object) -> StoreError:
        for secret in place.secrets.values():
            details = details.replace(secret, "•••")
        return StoreError(self._text.format(store=place.label, **values), details.strip())


unreachable = _Problem(
    "The database of the store “{store}” cannot be reached: the server does not answer at that address "
    "and port. Check the network, the VPN and the connection’s settings.",
    "La base de données du dépôt «\u00a0{store}\u00a0» est injoignable\u00a0: le serveur ne répond pas à "
    "cette adresse et à ce port. Vérifiez le réseau, le RPV et les paramètres de la connexion.",
)
login_refused = _Problem(
    "The server refused the user name or the password for the store “{store}”. Correct them in the "
    "connection saved in QGIS.",
    "Le serveur a refusé le nom d’utilisateur ou le mot de passe pour le dépôt «\u00a0{store}\u00a0». "
    "Corrigez-les dans la connexion enregistrée dans QGIS.",
)
server_refused = _Problem(
    "The server answers, but refuses the connection to the store “{store}”: there is no such database, "
    "you may not use it, or it takes no more connections. The details say which; ask its administrator.",
    "Le serveur répond, mais refuse la connexion au dépôt «\u00a0{store}\u00a0»\u00a0: la base de "
    "données n’existe pas, vous n’y avez pas accès ou elle n’accepte plus de connexions. Les détails le "
    "précisent; adressez-vous à son administration.",
)
dropped = _Problem(
    "The connection to the store “{store}” was lost. Nothing was written by this step; try again.",
    "La connexion au dépôt «\u00a0{store}\u00a0» a été perdue. Cette étape n’a rien écrit; réessayez.",
)
dropped_at_commit = _Problem(
    "The connection to the store “{store}” was lost at the very moment the changes were saved, and the "
    "server cannot be asked any more. All of them were saved, or none: open the store again to see.",
    "La connexion au dépôt «\u00a0{store}\u00a0» a été perdue au moment même de l’enregistrement, et le "
    "serveur ne répond plus. Tous les changements ont été enregistrés, ou aucun\u00a0: rouvrez le dépôt "
    "pour le savoir.",
)
busy = _Problem(
    "Somebody else is writing to the store “{store}”. None of the changes was written; try again in a "
    "moment.",
    "Une autre personne écrit dans le dépôt «\u00a0{store}\u00a0». Aucun des changements n’a été écrit; "
    "réessayez dans un instant.",
)
may_not_write = _Problem(
    "Your account may not change the store “{store}”, or the server only allows reading. Nothing was "
    "written. Ask the administrator for the role casp_steward.",
    "Votre compte ne permet pas de modifier le dépôt «\u00a0{store}\u00a0», ou le serveur n’autorise que "
    "la lecture. Rien n’a été écrit. Demandez le rôle casp_steward à l’administration de la base.",
)
may_not_read = _Problem(
    "Your account may not read this part of the store “{store}”. Ask the administrator for the role "
    "casp_reader; submissions are read by casp_steward only.",
    "Votre compte ne permet pas de lire cette partie du dépôt «\u00a0{store}\u00a0». Demandez le rôle "
    "casp_reader à l’administration de la base; seul casp_steward lit les soumissions.",
)
opened_read_only = _Problem(
    "The store “{store}” is open for reading only. Nothing was written.",
    "Le dépôt «\u00a0{store}\u00a0» est ouvert en lecture seule. Rien n’a été écrit.",
)
closed = _Problem(
    "The store “{store}” is closed.",
    "Le dépôt «\u00a0{store}\u00a0» est fermé.",
)
no_schema = _Problem(
    "The database has no store “{store}” that your account can see. Check the schema’s name, create the "
    "store first, or ask the administrator for access.",
    "La base de données ne contient aucun dépôt «\u00a0{store}\u00a0» visible avec votre compte. "
    "Vérifiez le nom du schéma, créez d’abord le dépôt ou demandez l’accès à l’administration de la "
    "base.",
)
no_postgis = _Problem(
    "The database of “{store}” lacks the extension PostGIS. Ask its administrator to run "
    "resources/postgis/roles.sql.",
    "Il manque l’extension PostGIS à la base de données de «\u00a0{store}\u00a0». Demandez à son "
    "administration d’exécuter resources/postgis/roles.sql.",
)
no_roles = _Problem(
    "The server of “{store}” lacks the roles {names}, and your account may not create them. Nothing was "
    "written; ask its administrator to run resources/postgis/roles.sql.",
    "Il manque les rôles {names} au serveur de «\u00a0{store}\u00a0», et votre compte ne permet pas de "
    "les créer. Rien n’a été écrit; demandez à son administration d’exécuter resources/postgis/roles.sql.",
)
existing_schema = _Problem(
    "The schema “{store}” already holds something. It was left as it is; choose another name.",
    "Le schéma «\u00a0{store}\u00a0» contient déjà quelque chose. Il n’a pas été touché; choisissez un "
    "autre nom.",
)
may_not_create = _Problem(
    "Your account may not create the store “{store}” in this database. Nothing was written; ask its "
    "administrator for the right to create a schema.",
    "Votre compte ne permet pas de créer le dépôt «\u00a0{store}\u00a0» dans cette base de données. Rien "
    "n’a été écrit; demandez à son administration le droit d’y créer un schéma.",
)
no_store = _Problem(
    "The schema “{store}” exists, but is not a service point store. Choose another one.",
    "Le schéma «\u00a0{store}\u00a0» existe, mais n’est pas un dépôt de points de service. Choisissez-en "
    "un autre.",
)
other_version = _Problem(
    "The store “{store}” follows version {found} of the shared schema; this plugin reads version "
    "{known}. Nothing was changed. Update the plugin, or ask the steward for a store of that version.",
    "Le dépôt «\u00a0{store}\u00a0» suit la version {found} du schéma partagé; cette extension lit la "
    "version {known}. Rien n’a été modifié. Mettez l’extension à jour, ou demandez à l’intendance un "
    "dépôt de cette version.",
)
incomplete = _Problem(
    "The store “{store}” lacks {names}, or holds them in another form: somebody changed its tables. Ask "
    "its administrator to restore them.",
    "Il manque {names} au dépôt «\u00a0{store}\u00a0», ou leur forme n’est plus la bonne\u00a0: ses "
    "tables ont été modifiées. Demandez à l’administration de la base de les rétablir.",
)
may_not_upgrade = _Problem(
    "Your account does not own the tables of the store “{store}”, and only their owner may change them. "
    "Nothing was changed; ask the administrator to do it with the account that created the store.",
    "Votre compte n’est pas propriétaire des tables du dépôt «\u00a0{store}\u00a0», et seul leur "
    "propriétaire peut les modifier. Rien n’a été modifié; demandez à l’administration de la base de le "
    "faire avec le compte qui a créé le dépôt.",
)
in_use = _Problem(
    "Somebody is reading or writing in the store “{store}”, and its tables cannot be changed meanwhile. "
    "Nothing was changed; try again when nobody merges, checks or makes a working copy.",
    "Quelqu’un lit ou écrit dans le dépôt «\u00a0{store}\u00a0», et ses tables ne peuvent pas être modifiées "
    "pendant ce temps. Rien n’a été modifié; réessayez quand personne ne fusionne, ne vérifie ou ne crée une "
    "copie de travail.",
)
needed_views = _Problem(
    "Views of your own depend on those of the store “{store}”, which a newer version makes anew. Nothing was "
    "changed; remove yours, repeat this and create them again.",
    "Des vues qui vous sont propres dépendent de celles du dépôt «\u00a0{store}\u00a0», qu’une version plus "
    "récente recrée. Rien n’a été modifié; supprimez les vôtres, recommencez, puis recréez-les.",
)
failed = _Problem(
    "The database could not do this with the store “{store}”. Nothing was written by this step; the "
    "details say why.",
    "La base de données n’a pas pu effectuer cette opération dans le dépôt «\u00a0{store}\u00a0». Cette "
    "étape n’a rien écrit; les détails en donnent la raison.",
)
cannot_search = _Problem(
    "The server of “{store}” cannot have the indexes of the search: it needs PostgreSQL 13 or newer and a "
    "database in UTF-8. Nothing was changed.",
    "Le serveur de «\u00a0{store}\u00a0» ne peut pas avoir les index de la recherche\u00a0: il faut "
    "PostgreSQL 13 ou plus récent et une base de données en UTF-8. Rien n’a été modifié.",
)
may_not_index = _Problem(
    "Your account does not own the tables of the store “{store}”, and only their owner may add indexes. "
    "Nothing was changed; ask the administrator to do it with the account that created the store.",
    "Votre compte n’est pas propriétaire des tables du dépôt «\u00a0{store}\u00a0», et seul leur "
    "propriétaire peut ajouter des index. Rien n’a été modifié; demandez à l’administration de la base de le "
    "faire avec le compte qui a créé le dépôt.",
)
