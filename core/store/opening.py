# SPDX-License-Identifier: GPL-2.0-or-later
"""Open a shared store, or say what is wrong with the file and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Union

from osgeo import gdal

from ..errors import StoreError
from ..schema import Schema, load_schema
from ..text import Text
from .gdal_errors import GdalFailure, gdal_failures
from .geopackage import GeoPackageStore, gdal_failures_ignored, open_dataset

_DAMAGED_MARKS = ("malformed", "not a database", "corrupt", "disk image", "truncated")


def open_store(uri: Union[str, Path], *, read_only: bool = True) -> GeoPackageStore:
    """Open a shared store or a working copy.

    ``uri`` is the path of a GeoPackage. Only GDAL's GeoPackage driver looks at it, so a file of another
    kind under that name is refused. Raises ``StoreError``: no such file, not a GeoPackage, damaged, not a
    service point store, made for a newer schema, tables or columns missing, or not writable.
    """
    path = Path(uri)
    if str(uri).startswith("/vsi") or not path.is_file():
        raise StoreError(
            Text(
                "There is no file “{path}”. Check the path, or create the store first.",
                "Le fichier « {path} » n’existe pas. Vérifiez le chemin ou créez d’abord le dépôt.",
            ).format(path=uri)
        )
    schema = load_schema()
    dataset = _dataset(path, read_only)
    store = GeoPackageStore(path, dataset, schema, read_only=read_only)
    _check_version(store, path, dataset, schema)
    _check_tables(path, dataset, schema)
    return store


def _dataset(path: Path, read_only: bool) -> Any:
    details = ""
    dataset = None
    try:
        with gdal_failures():
            dataset = open_dataset(path, gdal.OF_READONLY if read_only else gdal.OF_UPDATE)
    except GdalFailure as error:
        details = str(error)
    if dataset is not None and not details:
        return dataset
    if any(mark in details for mark in _DAMAGED_MARKS):
        raise StoreError(
            Text(
                "The file “{path}” is damaged: it was cut short or changed. Use the last good copy of the store.",
                "Le fichier « {path} » est endommagé : il a été tronqué ou modifié. Utilisez la dernière bonne "
                "copie du dépôt.",
            ).format(path=path),
            details,
        )
    if not read_only:
        with gdal_failures_ignored():
            dataset = open_dataset(path, gdal.OF_READONLY)
        if dataset is not None:
            raise StoreError(
                Text(
                    "The store “{path}” can be read but not written: the file or its folder is read-only, or "
                    "another program holds it. Copy it to a folder of your own, or close the other program.",
                    "Le dépôt « {path} » peut être lu, mais pas modifié : le fichier ou son dossier est en lecture "
                    "seule, ou un autre programme l’utilise. Copiez-le dans un de vos dossiers ou fermez "
                    "l’autre programme.",
                ).format(path=path),
                details,
            )
    raise StoreError(
        Text(
            "“{path}” is not a GeoPackage, whatever its name says. Choose the .gpkg file of a service point store.",
            "« {path} » n’est pas un fichier GeoPackage, malgré son nom. Choisissez le fichier .gpkg d’un dépôt de "
            "points de service.",
        ).format(path=path),
        details,
    )


def _check_version(store: GeoPackageStore, path: Path, dataset: Any, schema: Schema) -> None:
    with gdal_failures_ignored():
        present = dataset.GetLayerByName("schema_info") is not None
    if not present or _missing(dataset, schema, ["schema_info"]) or store.count("schema_info") != 1:
        raise StoreError(
            Text(
                "“{path}” is a GeoPackage, but not a service point store. Choose another file, or create a store "
                "and import this data into it.",
                "« {path} » est un fichier GeoPackage, mais pas un dépôt de points de service. Choisissez un autre "
                "fichier, ou créez un dépôt et importez-y ces données.",
            ).format(path=path)
        )
    version = store.info.schema_version
    if _major(version) != _major(schema.version):
        raise StoreError(
            Text(
                "The store “{path}” follows version {found} of the shared schema; this plugin reads version {known}. "
                "Nothing was changed. Update the plugin, or ask the steward for a store of that version.",
                "Le dépôt « {path} » suit la version {found} du schéma partagé; cette extension lit la version "
                "{known}. Rien n’a été modifié. Mettez l’extension à jour, ou demandez à l’intendance un dépôt de "
                "cette version.",
            ).format(path=path, found=version, known=schema.version)
        )


def _check_tables(path: Path, dataset: Any, schema: Schema) -> None:
    missing = _missing(dataset, schema, list(schema.tables))
    if missing:
        raise StoreError(
            Text(
                "The store “{path}” lacks {names}: it was damaged or changed by another program. Use the last good "
                "copy of it.",
                "Il manque {names} au dépôt « {path} » : il a été endommagé ou modifié par un autre programme. "
                "Utilisez sa dernière bonne copie.",
            ).format(path=path, names=", ".join(missing))
        )


def _missing(dataset: Any, schema: Schema, names: List[str]) -> List[str]:
    """Return the tables, and the columns of the tables that are there, which the store lacks."""
    missing = []
    for name in names:
        with gdal_failures_ignored():
            layer = dataset.GetLayerByName(name)
        if layer is None:
            missing.append(name)
            continue
        definition = layer.GetLayerDefn()
        for field in schema.tables[name].fields:
            found = (
                layer.GetGeometryColumn() == field.name
                if field.is_geometry
                else definition.GetFieldIndex(field.name) >= 0
            )
            if not found:
                missing.append(f"{name}.{field.name}")
    return missing


def _major(version: object) -> str:
    return str(version).split(".", maxsplit=1)[0]
