# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store as a group of layers: points in sight, the tables behind them in a folded group.

Layers and groups are recognised by custom properties and sources, never by their names, which change with
the language. All of it runs on the main thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from qgis.core import (
    QgsDataSourceUri,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.errors import StoreError
from ..core.schema import load_schema
from ..core.store import StoreInfo
from ..core.text import Text
from ..host.databases import is_database, is_in_schema, layer_uri, open_named, schema_of, store_name
from ..host.language import say, tr
from .fields import GROUP_PROPERTY, LIST_TABLE, POINTS, TABLE_PROPERTY, configure_fields
from .form import configure_form
from .journal import keep_journal
from .register import LARGE
from .relations import add_relations
from .results_style import style_areas
from .service_days import service_expression
from .style import name_expression, relabel_points, style_points
from .tips import set_point_tip

ID_PROPERTY = "service_points/store_id"
STORE_PROPERTY = "service_points/store"
"""Custom property of a layer in a database: the name of its store."""

SPATIAL = (POINTS, "service_area")
CHILDREN = (
    *("service_at_point", "phone", "closure", "call_centre", "organization", "service", "partnership"),
    *("point_profile", "external_id", "source", "jurisdiction", "taxonomy_term", "holiday"),
)
DRAWN_FROM = 400_000
"""The scale (1 to this) from which on a large store's points are drawn: there may be a million in sight."""
LOADED = (*SPATIAL, *CHILDREN, LIST_TABLE)
_SHAPES = {"point": QgsWkbTypes.Type.Point, "multipolygon": QgsWkbTypes.Type.MultiPolygon}


@dataclass(frozen=True)
class LoadedStore:
    """A store in a project, by its name. Layers are kept by id: they may be gone the next time one looks."""

    path: str
    info: StoreInfo
    group: QgsLayerTreeGroup
    layer_ids: Mapping[str, str] = field(default_factory=dict)

    def layer(self, table: str, project: QgsProject) -> QgsVectorLayer | None:
        """Return the layer of a table, or None when it has been removed."""
        found = project.mapLayer(self.layer_ids.get(table, ""))
        return found if isinstance(found, QgsVectorLayer) else None


def load_store(store: str | Path, project: QgsProject) -> LoadedStore:
    """Load a store, or a working copy, into a project: layers, styles, forms, relations, in one group.

    ``store`` is its name: the path of a file, or ``postgis:connection/schema``. Layers are editable only in a
    working copy. Loading the same store again adds what is missing, renews the labels, and makes no
    duplicates. Raises ``StoreError`` when it is not a usable store, ``InputError`` for a database whose login
    must not be in a project.
    """
    with open_named(store) as opened:
        large = is_database(str(store)) and opened.count(POINTS) > LARGE
        info = opened.info
        levels = {str(row["code"]): str(row["level"]) for row in opened.rows("jurisdiction")}
    loading = StoreLoading(store, project, large=large)
    while loading.step():
        pass
    return loading.finish(info, levels)


class StoreLoading:
    """Opens the layers of a store one at a time, so that whoever waits for a server can do something else.

    Of a ``large`` store QGIS takes the counts and the extent that the server estimates, instead of reading
    every record for them. Raises ``InputError`` for a database whose login must not be in a project.
    """

    def __init__(self, store: str | Path, project: QgsProject, *, large: bool = False) -> None:
        self._name, self._project, self._large = store_name(store), project, large
        if is_database(self._name):
            layer_uri(self._name)
        self._present = layers_of_store(project, self._name)
        self._missing = [table for table in LOADED if table not in self._present]
        self._added: dict[str, QgsVectorLayer] = {}

    @property
    def share(self) -> float:
        """How much of the work is done, 0 … 1."""
        total = len(self._missing) + len(self._added)
        return len(self._added) / total if total else 1.0

    def step(self) -> bool:
        """Open the next layer; return whether there are more. Raises ``StoreError``."""
        if self._missing:
            table = self._missing.pop(0)
            self._added[table] = make_layer(self._name, table, large=self._large)
        return bool(self._missing)

    def finish(self, info: StoreInfo, levels: Mapping[str, str]) -> LoadedStore:
        """Put the layers into the project. ``levels`` are the orders of government by jurisdiction."""
        self._project.addMapLayers(list(self._added.values()), False)
        layers = {**self._present, **self._added}
        group = _group(self._project, layers, info)
        _place(group, self._added)
        of_store = info.working_copy.base_store_id if info.working_copy else info.store_id
        _bring_forward(self._project, group, of_store)
        _configure(layers, set(self._added), self._project, info, levels)
        if self._large and POINTS in self._added:
            layers[POINTS].setMinimumScale(DRAWN_FROM)
            layers[POINTS].setScaleBasedVisibility(True)
        if info.working_copy is not None and not is_database(self._name):
            keep_journal(layers.values(), self._name)
        ids = {table: layer.id() for table, layer in layers.items()}
        return LoadedStore(self._name, info, group, ids)


def relabel_store(loaded: LoadedStore, project: QgsProject) -> None:
    """Write aliases, lists, forms, legend and names again, in the language now chosen."""
    layers = layers_of_store(project, loaded.path)
    if POINTS in layers:
        _tables_group(_group(project, layers, loaded.info))
        _configure(layers, set(), project, loaded.info, {})


def make_layer(store: str, table: str, *, large: bool = False) -> QgsVectorLayer:
    """Open one table of a store (a ``large`` one: see ``StoreLoading``) as a layer that is in no project yet.

    A style that lies in the file, beside it or in the database is not read: it could bring Python code,
    actions and default values of whoever wrote it. The plugin's own style is applied. Raises ``StoreError``,
    and ``InputError`` as ``StoreLoading``.
    """
    options = QgsVectorLayer.LayerOptions(loadDefaultStyle=False)
    if is_database(store):
        layer = QgsVectorLayer(_database_source(store, table, large=large), table, "postgres", options)
    else:
        metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
        source = metadata.encodeUri({"path": store, "layerName": table})
        layer = QgsVectorLayer(source, table, "ogr", options)
    if not layer.isValid():
        problem = _NO_DATABASE_LAYER if is_database(store) else _NO_FILE_LAYER
        raise StoreError(problem.format(table=table, store=store))
    layer.setCustomProperty(TABLE_PROPERTY, table)
    if is_database(store):
        layer.setCustomProperty(STORE_PROPERTY, store)
    return layer


def store_path_of(layer: QgsMapLayer, resolved: Callable[[str], str] = os.path.realpath) -> str | None:
    """Return the name of the store behind a layer of this plugin, None for any other layer.

    A file's layer says it by its source, a database's by a property, which counts only where the source is
    of the same schema. ``resolved`` gives the one path of a file that may be written in several ways.
    """
    if not isinstance(layer, QgsVectorLayer) or not layer.customProperty(TABLE_PROPERTY):
        return None
    if layer.providerType() == "postgres":
        name = str(layer.customProperty(STORE_PROPERTY) or "")
        return name if is_in_schema(name, QgsDataSourceUri(layer.source()).schema()) else None
    if layer.providerType() != "ogr":
        return None
    metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
    path = metadata.decodeUri(layer.source()).get("path", "")
    return resolved(path) if path else None


def _database_source(store: str, table: str, *, large: bool) -> str:
    """The source of a table in a database, with all that QGIS would else have to ask the server for."""
    shape = load_schema().tables[table].geometry
    uri = layer_uri(store)
    uri.setDataSource(schema_of(store), table, "geom" if shape else "", "", "fid")
    uri.setUseEstimatedMetadata(large)  # else counts are shown, and must be right
    uri.setParam("checkPrimaryKeyUnicity", "0")
    if shape:
        uri.setWkbType(_SHAPES[shape])
        uri.setSrid("4326")
    return str(uri.uri(False))


def layers_of_store(project: QgsProject, store: str | Path) -> dict[str, QgsVectorLayer]:
    """Return the layers of a store that a project has, by table. A duplicated layer counts once."""
    found: dict[str, QgsVectorLayer] = {}
    for layer in every_layer_of_store(project, store):
        found.setdefault(str(layer.customProperty(TABLE_PROPERTY)), layer)
    return found


def every_layer_of_store(project: QgsProject, store: str | Path) -> list[QgsVectorLayer]:
    """Return all layers of a store that a project has; somebody may have duplicated one, and edit either."""
    wanted, layers = store_name(store), project.mapLayers().values()
    resolved = cache(os.path.realpath)  # asks the server, where a file is on one
    return [each for each in layers if store_path_of(each, resolved) == wanted and each.isValid()]


def stores_in(project: QgsProject) -> list[str]:
    """Return the names of the stores whose points a project shows."""
    names = [
        store_path_of(layer)
        for layer in project.mapLayers().values()
        if layer.customProperty(TABLE_PROPERTY) == POINTS
    ]
    return sorted({name for name in names if name})


def group_title(info: StoreInfo) -> str:
    """Return the name of a store's group: its title, and whether it is a working copy."""
    if info.working_copy is None:
        return say(info.title)
    return tr("{title} – working copy of {jurisdiction}").format(
        title=say(info.title), jurisdiction=info.working_copy.jurisdiction_code
    )


def _group(project: QgsProject, layers: Mapping[str, QgsVectorLayer], info: StoreInfo) -> QgsLayerTreeGroup:
    """The group of the store: the one its points are in already, or a new one on top."""
    root = project.layerTreeRoot()
    for layer in layers.values():
        node = root.findLayer(layer.id())
        parent = node.parent() if node is not None else None
        while parent is not None and parent is not root:
            if parent.customProperty(GROUP_PROPERTY) == "store":
                parent.setName(group_title(info))
                return parent
            parent = parent.parent()
    group = root.insertGroup(0, group_title(info))
    group.setCustomProperty(GROUP_PROPERTY, "store")
    return group


def _bring_forward(project: QgsProject, group: QgsLayerTreeGroup, store_id: str) -> None:
    """Show the points of one group, of a store and its working copies in a project, and set the others aside.

    Drawn together, what is being corrected and what the store has lie on each other under the same name.
    """
    group.setCustomProperty(ID_PROPERTY, store_id)
    known = [
        each for each in project.layerTreeRoot().findGroups() if each.customProperty(ID_PROPERTY) == store_id
    ]
    for each in known if len(known) > 1 else ():
        each.setExpanded(each is not group)  # a tree hears of changes only, and folds what was empty
        each.setExpanded(each is group)
        for node in each.findLayers():
            if node.layer() is not None and node.layer().customProperty(TABLE_PROPERTY) == POINTS:
                node.setItemVisibilityChecked(each is group)


def _tables_group(group: QgsLayerTreeGroup) -> QgsLayerTreeGroup:
    for child in group.findGroups():
        if child.customProperty(GROUP_PROPERTY) == "tables":
            child.setName(tr("Related records"))
            return child
    made = group.addGroup(tr("Related records"))
    made.setCustomProperty(GROUP_PROPERTY, "tables")
    made.setExpanded(False)
    return made


def _place(group: QgsLayerTreeGroup, added: Mapping[str, QgsVectorLayer]) -> None:
    tables = _tables_group(group)
    for position, table in enumerate(SPATIAL):
        if table in added:
            node = group.insertLayer(position, added[table])
            node.setItemVisibilityChecked(table == POINTS)
            node.setExpanded(False)
    for table in (*CHILDREN, LIST_TABLE):
        if table in added:
            tables.addLayer(added[table])


def _configure(
    layers: Mapping[str, QgsVectorLayer],
    added: set[str],
    project: QgsProject,
    info: StoreInfo,
    levels: Mapping[str, str],
) -> None:
    custodian = info.working_copy.jurisdiction_code if info.working_copy else None
    schema = load_schema()
    points = layers[POINTS]
    add_relations(project, layers, points.id())
    for name, layer in layers.items():
        table = schema.tables[name]
        layer.setName(tr("Service points") if name == POINTS else say(table.label))
        if name == LIST_TABLE:
            layer.setFlags(layer.flags() | QgsMapLayer.LayerFlag.Private)
        configure_fields(layer, table, layers, points.id(), custodian)
        configure_form(layer, table, project, points.id())
        layer.setDisplayExpression(_display(name))
        if not layer.isEditable():
            layer.setReadOnly(custodian is None or not table.submittable)
    if "service_area" in added:
        style_areas(layers["service_area"])
    set_point_tip(points)
    if POINTS in added:
        style_points(points, dict(levels))
    else:
        relabel_points(points)


def _display(name: str) -> str:
    """The expression that names one record of a table in lists and in the fields that refer to it."""
    table = load_schema().tables[name]
    key = f'"{table.key}"'
    shown = {
        "phone": '"number"',
        "service_at_point": service_expression(),
        "closure": 'concat(to_string("from_date"), \' – \', to_string("to_date"))',
        "call_centre": 'represent_value("point_id")',
        "point_profile": 'represent_value("point_id")',
        "partnership": 'represent_value("partner_organization_id")',
        "external_id": 'concat("scheme", \' \', "value")',
    }
    if name in shown:
        return f"coalesce({shown[name]}, {key})"
    for stem in ("name", "title", "label"):
        if f"{stem}_en" in table.by_name:
            return name_expression(stem, key)
    return key


_NO_FILE_LAYER = Text(
    "The table “{table}” of the store “{store}” cannot be opened as a layer. Another program may hold the "
    "file; close it and try again.",
    "La table «\u00a0{table}\u00a0» du dépôt «\u00a0{store}\u00a0» ne peut pas être ouverte comme couche. Un "
    "autre programme utilise peut-être le fichier; fermez-le et réessayez.",
)
_NO_DATABASE_LAYER = Text(
    "The table “{table}” of the store “{store}” cannot be opened as a layer: the connection was lost, or "
    "your account may not read it. Try again; if it stays so, ask the administrator for the role "
    "casp_reader.",
    "La table «\u00a0{table}\u00a0» du dépôt «\u00a0{store}\u00a0» ne peut pas être ouverte comme "
    "couche\u00a0: la connexion a été perdue, ou votre compte ne permet pas de la lire. Réessayez; si le "
    "problème persiste, demandez le rôle casp_reader à l’administration de la base.",
)
