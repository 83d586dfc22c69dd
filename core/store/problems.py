# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be wrong with a store: what happened, what it means, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import OutdatedStoreError, StoreError
from ..schema import Table
from ..text import Text
from .model import RowChange


def missing_file(path: object) -> StoreError:
    return StoreError(
        Text(
            "There is no file “{path}”. Check the path, or create the store first.",
            "Le fichier « {path} » n’existe pas. Vérifiez le chemin ou créez d’abord le dépôt.",
        ).format(path=path)
    )


def missing_folder(folder: Path) -> StoreError:
    return StoreError(
        Text(
            "The folder “{folder}” does not exist. Nothing was written; create it or choose another one.",
            "Le dossier « {folder} » n’existe pas. Rien n’a été écrit; créez-le ou choisissez-en un autre.",
        ).format(folder=folder)
    )


def existing_file(path: Path) -> StoreError:
    return StoreError(
        Text(
            "“{path}” already exists. It was left as it is; choose another name or remove it first.",
            "« {path} » existe déjà. Le fichier n’a pas été touché; "
            "choisissez un autre nom ou supprimez-le d’abord.",
        ).format(path=path)
    )


def unwritable(path: Path, details: str) -> StoreError:
    return StoreError(
        Text(
            "“{path}” cannot be written: the folder is read-only, the disk is full or another program "
            "holds the file. Nothing was written; choose another folder.",
            "Impossible d’écrire « {path} » : le dossier est en lecture seule, le disque est plein ou un "
            "autre programme utilise le fichier. Rien n’a été écrit; choisissez un autre dossier.",
        ).format(path=path),
        details,
    )


def wrong_suffix(path: Path) -> StoreError:
    return StoreError(
        Text(
            "The name of a store ends in .gpkg; “{path}” does not. Nothing was written.",
            "Le nom d’un dépôt se termine par .gpkg, ce qui n’est pas le cas de « {path} ». "
            "Rien n’a été écrit.",
        ).format(path=path)
    )


def unsettled(path: Path, details: str) -> StoreError:
    return StoreError(
        Text(
            "What was saved in “{path}” is still in the file beside it whose name ends in -wal. QGIS "
            "moves it when the layers are closed; until then, copy both files.",
            "Ce qui a été enregistré dans « {path} » est encore dans le fichier voisin dont le nom se "
            "termine par -wal. QGIS l’y déplacera à la fermeture des couches; d’ici là, copiez "
            "les deux fichiers.",
        ).format(path=path),
        details,
    )


def damaged(path: Path, details: str) -> StoreError:
    return StoreError(
        Text(
            "The file “{path}” is damaged: it was cut short or changed. Use the last good copy of the store.",
            "Le fichier « {path} » est endommagé : il a été tronqué ou modifié. "
            "Utilisez la dernière bonne copie du dépôt.",
        ).format(path=path),
        details,
    )


def no_geopackage(path: Path, details: str) -> StoreError:
    return StoreError(
        Text(
            "“{path}” is not a GeoPackage, whatever its name says. "
            "Choose the .gpkg file of a service point store.",
            "« {path} » n’est pas un fichier GeoPackage, malgré son nom. "
            "Choisissez le fichier .gpkg d’un dépôt de points de service.",
        ).format(path=path),
        details,
    )


def no_store(path: Path) -> StoreError:
    return StoreError(
        Text(
            "“{path}” is a GeoPackage, but not a service point store. "
            "Choose another file, or create a store and import this data into it.",
            "« {path} » est un fichier GeoPackage, mais pas un dépôt de points de service. "
            "Choisissez un autre fichier, ou créez un dépôt et importez-y ces données.",
        ).format(path=path)
    )


def other_version(path: Path, found: str, known: str) -> StoreError:
    return StoreError(
        Text(
            "The store “{path}” follows version {found} of the shared schema; this plugin reads version "
            "{known}. Nothing was changed. Update the plugin, or ask the steward for a store of that "
            "version.",
            "Le dépôt « {path} » suit la version {found} du schéma partagé; cette extension lit la version "
            "{known}. Rien n’a été modifié. Mettez l’extension à jour, ou demandez à l’intendance un dépôt "
            "de cette version.",
        ).format(path=path, found=found, known=known)
    )


def outdated(path: Path, found: str, known: str, names: Sequence[str], *, is_copy: bool) -> StoreError:
    text = OUTDATED_COPY if is_copy else OUTDATED
    filled = text.format(store=path, found=found, known=known, names=some_of(names))
    return OutdatedStoreError(filled, ", ".join(names), is_copy=is_copy)


def some_of(names: Sequence[str]) -> Text:
    """Name the first of what is missing, and say how many there are besides."""
    first = ", ".join(names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
        return Text(first, first)
    more = len(names) - _MOST_NAMES
    return Text("{first} and {n} more", "{first} et {n} de plus").format(first=first, n=more)


OUTDATED = Text(
    "The store “{store}” follows version {found} of the shared schema and lacks what version {known} of this "
    "plugin has besides: {names}. Nothing was changed. Its steward brings it up to date with “Prepare or "
    "update a register” (preparestore); the records stay as they are.",
    "Le dépôt «\u00a0{store}\u00a0» suit la version {found} du schéma partagé et n’a pas ce que la version "
    "{known} de cette extension a de plus\u00a0: {names}. Rien n’a été modifié. Son intendance le met à jour "
    "avec «\u00a0Préparer ou mettre à jour un registre\u00a0» (preparestore); les fiches restent telles "
    "quelles.",
)
OUTDATED_COPY = Text(
    "The working copy “{store}” follows version {found} of the shared schema and lacks what version {known} "
    "of this plugin has besides: {names}. Nothing was changed. Bring it up to date with “Prepare or update a "
    "register” (preparestore); your changes stay in it and can be submitted afterwards.",
    "La copie de travail «\u00a0{store}\u00a0» suit la version {found} du schéma partagé et n’a pas ce que "
    "la version {known} de cette extension a de plus\u00a0: {names}. Rien n’a été modifié. Mettez-la à jour "
    "avec «\u00a0Préparer ou mettre à jour un registre\u00a0» (preparestore); vos modifications y restent et "
    "peuvent être soumises ensuite.",
)
_MOST_NAMES = 3


def incomplete(path: Path, missing: list[str]) -> StoreError:
    return StoreError(
        Text(
            "The store “{path}” lacks {names}: it was damaged or changed by another program. "
            "Use the last good copy of it.",
            "Il manque {names} au dépôt « {path} » : il a été endommagé ou modifié par un autre programme. "
            "Utilisez sa dernière bonne copie.",
        ).format(path=path, names=", ".join(missing))
    )


def other_crs(path: Path, table: Table) -> StoreError:
    return StoreError(
        Text(
            "The positions of “{table}” in the store “{path}” are not in WGS 84 degrees (EPSG:4326): another "
            "program changed it. Use the last good copy of the store.",
            "Les positions de «\u00a0{table}\u00a0» dans le dépôt «\u00a0{path}\u00a0» ne sont pas en degrés "
            "WGS\u00a084 (EPSG:4326)\u00a0: un autre programme l’a modifié. Utilisez la dernière bonne copie "
            "du dépôt.",
        ).format(path=path, table=table.label)
    )


def read_only_file(path: Path, details: str) -> StoreError:
    return StoreError(
        Text(
            "The store “{path}” can be read but not written: the file or its folder is read-only, or "
            "another program holds it. Copy it to a folder of your own, or close the other program.",
            "Le dépôt « {path} » peut être lu, mais pas modifié : le fichier ou son dossier est en lecture "
            "seule, ou un autre programme l’utilise. Copiez-le dans un de vos dossiers ou fermez l’autre "
            "programme.",
        ).format(path=path),
        details,
    )


def opened_read_only(path: Path) -> StoreError:
    return StoreError(
        Text(
            "The store “{path}” is open for reading only. Nothing was written.",
            "Le dépôt « {path} » est ouvert en lecture seule. Rien n’a été écrit.",
        ).format(path=path)
    )


def closed(path: Path) -> StoreError:
    return StoreError(
        Text("The store “{path}” is closed.", "Le dépôt « {path} » est fermé.").format(path=path)
    )


def locked(path: Path, details: str) -> StoreError:
    return StoreError(
        Text(
            "Another program is writing to “{path}”. None of the changes was written; save or close it "
            "there, then try again.",
            "Un autre programme écrit dans « {path} ». Aucun des changements n’a été écrit; enregistrez ou "
            "fermez le fichier dans ce programme, puis réessayez.",
        ).format(path=path),
        details,
    )


def overtaken(store: object, expected: int, found: int) -> StoreError:
    return StoreError(
        Text(
            "Somebody else changed the store “{store}” meanwhile: it is at revision {found}, and this was "
            "prepared on revision {expected}. Nothing was written; look at the store again and repeat the "
            "merge.",
            "Quelqu’un d’autre a modifié le dépôt «\u00a0{store}\u00a0» entre-temps\u00a0: il en est à la "
            "révision {found}, alors que ceci a été préparé sur la révision {expected}. Rien n’a été écrit; "
            "consultez le dépôt de nouveau et refaites la fusion.",
        ).format(store=store, found=found, expected=expected)
    )


def exchanged(path: Path) -> StoreError:
    return StoreError(
        Text(
            "“{path}” is not the file that was opened: another one took its place meanwhile, or it was "
            "removed. Nothing was written; open it again, look at what is there and repeat the step.",
            "«\u00a0{path}\u00a0» n’est plus le fichier qui a été ouvert\u00a0: un autre a pris sa place "
            "entre-temps, ou il a été supprimé. Rien n’a été écrit; ouvrez-le de nouveau, vérifiez son "
            "contenu et refaites l’opération.",
        ).format(path=path)
    )


def with_triggers(path: Path, names: list[str]) -> StoreError:
    return StoreError(
        Text(
            "The file “{path}” has triggers that were not made by this program: {names}. They could change "
            "records behind your back, so the file is only read. Nothing was written; remove them, or go on "
            "with a working copy, which is made without them.",
            "Le fichier «\u00a0{path}\u00a0» contient des déclencheurs qui ne viennent pas de ce "
            "programme\u00a0: {names}. Ils pourraient modifier des fiches à votre insu; le fichier est donc "
            "seulement lu. Rien n’a été écrit; supprimez-les, ou poursuivez avec une copie de travail, qui "
            "est créée sans eux.",
        ).format(path=path, names=", ".join(name[:80] for name in names[:5]))
    )


def unknown_name(name: str) -> StoreError:
    return StoreError(
        Text(
            "The shared schema has no “{name}”. Check the spelling.",
            "Le schéma partagé ne contient pas « {name} ». Vérifiez l’orthographe.",
        ).format(name=name)
    )


def refused(change: RowChange, table: Table, reason: Text, details: str = "") -> StoreError:
    return StoreError(
        Text(
            "The record {key} of “{table}” could not be written: {reason} None of the changes was "
            "written; correct this one and try again.",
            "La fiche {key} de « {table} » n’a pas pu être écrite : {reason} Aucun des changements n’a été "
            "écrit; corrigez celui-ci et réessayez.",
        ).format(key=change.key, table=table.label, reason=reason),
        f"{change.op} {change.table} {change.key}: {details or reason.en}",
    )
