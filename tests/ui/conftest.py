# SPDX-License-Identifier: GPL-2.0-or-later
"""The stores of tests/layers, and a panel on QGIS's test interface."""

import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location(
    "service_points_test_stores", Path(__file__).parents[1] / "layers" / "conftest.py"
)
_stores = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_stores)

_spec = importlib.util.spec_from_file_location(
    "service_points_review_store", Path(__file__).with_name("review_store.py")
)
review_store = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(review_store)

small_store = _stores.small_store
working_copy = _stores.working_copy
large_store = _stores.large_store
french = _stores.french
names = _stores.names


def wait_for_tasks(qtbot):
    """Wait until every task has ended and was heard: none may outlive QGIS.

    QGIS stops counting a task when its thread is through, before anybody hears of it: ours are asked for too.
    """
    from qgis.core import QgsApplication
    from qgis.PyQt import sip
    from service_points.host import tasks

    manager = QgsApplication.taskManager()
    try:
        qtbot.waitUntil(lambda: not tasks._running and not manager.countActiveTasks(), timeout=60000)
    except qtbot.TimeoutError as problem:
        left = [(each.description(), each.status(), each.isCanceled()) for each in manager.tasks()]
        ours = [sip.isdeleted(each) or each.description() for each in tasks._running]
        tasks._running.clear()  # else every test that follows waits as long
        manager.cancelAll()
        raise AssertionError(
            f"{manager.countActiveTasks()} tasks still go on: {left}; not heard of: {ours}"
        ) from problem


@pytest.fixture
def clean_settings(qgis_app):
    """The settings of this session as on the first day."""
    from qgis.core import QgsSettings
    from service_points.host import settings as module

    QgsSettings().remove(module.GROUP)
    module._settings.clear()
    yield module.settings()
    QgsSettings().remove(module.GROUP)
    module._settings.clear()


@pytest.fixture
def panel(qgis_iface, qgis_new_project, clean_settings, qtbot):
    """A panel in a window, on an empty project, listing everything wherever the map is."""
    from qgis.PyQt.QtCore import QThreadPool
    from service_points.host.settings import change
    from service_points.ui.panel import ServicePointsPanel

    change(follow_map=False)
    made = ServicePointsPanel(qgis_iface)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    yield made
    made.unload()
    canvas = qgis_iface.mapCanvas()
    wait_for_tasks(qtbot)
    canvas.stopRendering()  # nor may drawing outlive the layers, which the next project removes
    qtbot.waitUntil(lambda: not canvas.isDrawing(), timeout=60000)
    QThreadPool.globalInstance().waitForDone(10000)


@pytest.fixture
def opened(panel, small_store, qtbot):
    """The panel with the small store open and checked."""
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=60000):
        panel.open_store(str(small_store))
    return panel


@pytest.fixture
def one_road(qgis_new_project):
    """A road along the equator at 60 km/h, where a degree is 111.319 minutes, with people at three places.

    Returns the parameters. People: 100 at 0.05° in the west, 50 at 0.19° and 30 at 0.35° in the east; 10 of
    the 50 are seniors. The road to them is 0° to 0.4°.
    """
    from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer

    def layer(uri, name, rows):
        made = QgsVectorLayer(uri, name, "memory")
        features = []
        for wkt, *values in rows:
            feature = QgsFeature(made.fields())
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
            feature.setAttributes(values)
            features.append(feature)
        assert made.dataProvider().addFeatures(features)[0]
        QgsProject.instance().addMapLayer(made)
        return made

    roads = layer("LineString?crs=EPSG:4326&field=kmh:double", "roads", [("LINESTRING (0 0, 0.4 0)", 60.0)])
    people = layer(
        "Point?crs=EPSG:4326&field=people:integer&field=seniors:integer&field=side:string",
        "people",
        [
            ("POINT (0.05 0)", 100, 0, "west"),
            ("POINT (0.19 0)", 50, 10, "east"),
            ("POINT (0.35 0)", 30, 0, "east"),
        ],
    )
    people.setFieldAlias(people.fields().lookupField("seniors"), "65 and over")
    return {
        "METRIC": "time",
        "NETWORK": roads.id(),
        "SPEED_FIELD": "kmh",
        "DEMAND": people.id(),
        "DEMAND_FIELDS": ["people", "seniors"],
        "STRATUM_FIELD": "side",
        "CUTOFFS": "2,10,25",
    }


@pytest.fixture
def controller(qgis_new_project, qtbot):
    """A controller of scenarios whose tasks end with the test."""
    from qgis.core import QgsProject
    from service_points.ui.scenario_controller import ScenarioController

    made = ScenarioController(QgsProject.instance())
    yield made
    made.close()
    wait_for_tasks(qtbot)


@pytest.fixture
def three_points():
    """Names and places of a at 0°, b at 0.2° and c at 0.4° of the road."""
    return {"a": "Alpha", "b": "Beta", "c": "Gamma"}, {"a": (0.0, 0.0), "b": (0.2, 0.0), "c": (0.4, 0.0)}


@pytest.fixture
def steward_store(small_store, tmp_path, names):
    """A shared store with two conflicting submissions beside it: (store, files)."""
    return small_store, review_store.two_conflicting(small_store, tmp_path, names)


@pytest.fixture(name="review_store")
def review_store_fixture():
    """The module that makes submissions of two editors."""
    return review_store


@pytest.fixture
def outbox(qgis_app):
    """The outbox of the profile, empty."""
    import shutil

    from service_points.host.exchange import profile_outbox

    made = profile_outbox()
    shutil.rmtree(made.folder, ignore_errors=True)
    yield made
    shutil.rmtree(made.folder, ignore_errors=True)


@pytest.fixture
def form_context(qgis_app, qgis_canvas, qgis_iface):
    """What QGIS's window gives its forms: without layer tools a form with related records ends QGIS."""
    from qgis.core import QgsVectorLayerTools
    from qgis.gui import QgsAttributeEditorContext, QgsGui

    class Tools(QgsVectorLayerTools):
        def addFeature(self, *_):
            return False

        def startEditing(self, layer):
            return layer.startEditing()

        def stopEditing(self, layer, _=True):
            return layer.rollBack()

        def saveEdits(self, layer):
            return layer.commitChanges(False)

        def copyMoveFeatures(self, *_):
            return False

    if "TextEdit" not in QgsGui.editorWidgetRegistry().factories():
        QgsGui.editorWidgetRegistry().initEditors(qgis_canvas, qgis_iface.messageBar())
    tools = Tools()
    context = QgsAttributeEditorContext()
    context.setVectorLayerTools(tools)
    context.setMapCanvas(qgis_canvas)
    yield context
    context.setVectorLayerTools(None)


@pytest.fixture
def copy_of_small(small_store, tmp_path, qgis_new_project):
    """The working copy of Ontario of the small store, loaded into the project."""
    from qgis.core import QgsProject
    from service_points.core.exchange import checkout
    from service_points.core.store import open_store
    from service_points.layers.load import load_store

    target = tmp_path / "copy.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", target).close()
    return load_store(target, QgsProject.instance())


@pytest.fixture
def english(qgis_app, clean_settings):
    """English with its plural forms, as QGIS loads it."""
    from service_points.host.language import install_translator, remove_translator
    from service_points.host.settings import change

    change(language="en")
    install_translator()
    yield
    remove_translator()


@pytest.fixture
def mistakes(small_store, tmp_path, names):
    """A working copy of CA-ON in which an editor made mistakes: a postal code, a telephone number, a move."""
    from service_points.core.exchange import checkout
    from service_points.core.store import RowChange, open_store

    target = tmp_path / "mistakes.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", target).close()
    riverside = names("riverside")
    phone = {
        "id": names("phone"),
        "custodian_code": "CA-ON",
        "row_version": 1,
        "changed_at": "2026-11-01T12:00:00Z",
        "point_id": riverside,
        "kind": "voice",
        "number": "(613) 555-0123",
    }
    with open_store(target, read_only=False) as store:
        store.apply(
            [
                RowChange(
                    "update",
                    "service_point",
                    riverside,
                    {
                        "postal_code": "k1a0b1",
                        "hours": "Mo-Fr 08:00-17:00; PH off",
                        "geom": "POINT (-75.6972000 45.4305000)",
                    },
                ),
                RowChange("insert", "phone", phone["id"], phone),
            ]
        )
    return target


@pytest.fixture
def editing(english, panel, mistakes, qtbot):
    """The panel with that working copy open, checked and compared."""
    heard = [panel.session.changes_counted, panel.session.attention_changed]
    with qtbot.waitSignals(heard, timeout=60000):
        panel.open_store(str(mistakes))
    panel.tabs.setCurrentWidget(panel.changes)
    yield panel
    for layer in panel.session.project.mapLayers().values():
        if layer.isEditable():
            layer.rollBack()


@pytest.fixture
def edited(small_store, tmp_path, names):
    """A working copy of CA-ON with one good change, and a reason kept for it."""
    from service_points.core.exchange import Evidence, Motive, Reason, checkout, keep_motives
    from service_points.core.store import RowChange, open_store

    target = tmp_path / "edited.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", target).close()
    with open_store(target, read_only=False) as store:
        store.apply([RowChange("update", "service_point", names("riverside"), {"hours": "24/7"})])
        motive = Motive(Reason("hours", "=Now open", "en"), (Evidence("https://example.ca/h", "2026-11-01"),))
        keep_motives(store, {("service_point", names("riverside")): motive})
    return target


@pytest.fixture
def dialog(qtbot, english, outbox):
    from service_points.ui.submission_dialog import SubmissionDialog

    made = []

    def make(path, **options):
        dialog = SubmissionDialog(path, "Ontario", **options)
        qtbot.addWidget(dialog)
        dialog.show()
        made.append(dialog)
        return dialog

    yield make
    for one in made:
        one.abandon()
    wait_for_tasks(qtbot)


_spec = importlib.util.spec_from_file_location(
    "service_points_test_shared_layers", Path(__file__).parents[1] / "layers" / "shared_fixtures.py"
)
_shared = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_shared)

feature_server, login, person = _shared.feature_server, _shared.login, _shared.person


@pytest.fixture
def no_copies(qgis_app):
    """The copies of the profile, none yet."""
    import shutil

    from service_points.host.shared_layers import profile_copies

    made = profile_copies()
    shutil.rmtree(made.folder, ignore_errors=True)
    yield made
    shutil.rmtree(made.folder, ignore_errors=True)


@pytest.fixture
def layer_tree(qgis_iface, qgis_new_project, monkeypatch):
    """A real layer tree, which QGIS's test interface lacks."""
    from qgis.core import QgsLayerTreeModel, QgsProject
    from qgis.gui import QgsLayerTreeView

    view = QgsLayerTreeView()
    view.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view))
    monkeypatch.setattr(qgis_iface, "layerTreeView", lambda: view, raising=False)
    yield view
    view.deleteLater()


@pytest.fixture
def shared_layers(english, qgis_iface, qgis_new_project, no_copies, qtbot):
    """The controller of shared layers; its tasks end with the test."""
    from service_points.ui.shared_layers import SharedLayers

    made = SharedLayers(qgis_iface)
    yield made
    made.unload()
    wait_for_tasks(qtbot)
