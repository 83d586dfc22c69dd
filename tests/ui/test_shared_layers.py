# SPDX-License-Identifier: GPL-2.0-or-later
"""Shared layers in the panel, the layer tree, the Data Source Manager and the Browser, from a real server."""

import time
from types import SimpleNamespace

import pytest
from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.gui import QgsDataItemGuiContext, QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QToolButton
from service_points.core.connections import Service, SharedLayer, State
from service_points.core.errors import InputError
from service_points.host.shared_layers import GROUP, check_login, forget_layer, save_layer, saved_layers
from service_points.layers.shared_layer import is_offline, reading_of, shared_of
from service_points.ui.shared_badges import SharedBadges
from service_points.ui.shared_dialog import SharedDialog
from service_points.ui.shared_notes import SharedNotes
from service_points.ui.shared_parts import SharedParts
from service_points.ui.shared_words import words_of

NAMES = ["Hôtel de ville", "Gatineau – Hull", "007", "Été", "Ottawa", "Orléans", "Kanata"]
PATHS = {Service.OGC_API: "/ogc", Service.WFS: "/wfs", Service.ESRI: "/arcgis/FeatureServer"}
LAYERS = {Service.OGC_API: "libraries", Service.WFS: "pr:libraries", Service.ESRI: "0"}
LIVE = pytest.mark.parametrize("service", list(PATHS), ids=lambda each: each.value)


@pytest.fixture
def shared(feature_server):
    def make(service=Service.OGC_API, **values):
        path = PATHS.get(service, "/files/libraries.geojson")
        layer = LAYERS.get(service, "")
        return SharedLayer.of("Libraries", service, feature_server.url + path, layer, **values)

    return make


@pytest.fixture
def add(shared_layers, qtbot):
    def run(shared, **options):
        with qtbot.waitSignal(shared_layers.opened, timeout=60_000) as opened:
            shared_layers.open(shared, **options)
        return QgsProject.instance().mapLayer(opened.args[0])

    return run


@pytest.fixture
def desk(feature_server, shared_layers, shared, add):
    """A server, connections to it, and what opens them."""
    return SimpleNamespace(server=feature_server, layers=shared_layers, shared=shared, add=add)


@pytest.fixture
def notes(shared_layers, qtbot):
    made = SharedNotes(shared_layers)
    qtbot.addWidget(made)
    made.resize(308, 200)
    made.show()
    yield made
    made.unload()


@pytest.fixture
def badges(qgis_iface, layer_tree, shared_layers):
    made = SharedBadges(qgis_iface, shared_layers)
    yield made
    made.unload()


def said(notes):
    return [label.text() for label in notes.findChildren(QLabel) if label.text() and label.isVisible()]


def entries(menu):
    """What the entries say, without the letters for Alt that they have once the menu was shown."""
    return [action.text().replace("&", "") for action in menu.actions()]


def choose(menu, text):
    next(a for a in menu.actions() if a.text().replace("&", "").startswith(text)).trigger()


def names(layer):
    return sorted(feature["name"] for feature in layer.getFeatures())


def ticking(qtbot, work, done):
    """Do something; return the longest time in which the main thread did not come to its events."""
    ticks = [time.monotonic()]
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start(10)
    work()
    qtbot.waitUntil(done, timeout=60_000)
    timer.stop()
    return max(after - before for before, after in zip(ticks, ticks[1:]))


@LIVE
def test_a_layer_is_added_read_only_under_its_title(desk, service):
    layer = desk.add(desk.shared(service))
    assert (layer.name(), layer.readOnly(), layer.featureCount()) == ("Libraries", True, 7)
    assert names(layer) == sorted(NAMES)
    assert reading_of(layer).state is State.COMPLETE
    assert not is_offline(layer)
    assert words_of(layer) == ""


def test_a_file_is_added_from_the_copy_that_was_just_fetched(desk):
    layer = desk.add(desk.shared(Service.FILE))
    assert (layer.name(), layer.providerType(), layer.readOnly()) == ("Libraries", "ogr", True)
    assert names(layer) == sorted(NAMES)
    assert words_of(layer) == ""


@LIVE
def test_the_main_thread_never_waits_for_the_server(desk, qtbot, service):
    """Every answer takes a second; the window is stopped for less than one of them, even on a busy one."""
    answer = desk.server.answer

    def slow(*arguments):
        time.sleep(1.0)
        answer(*arguments)

    desk.server.answer = slow
    opened = []
    desk.layers.opened.connect(opened.append)
    longest = ticking(qtbot, lambda: desk.layers.open(desk.shared(service)), lambda: bool(opened))
    assert len(desk.server.seen) >= 4
    assert longest < 0.9


@LIVE
def test_f6_an_incomplete_layer_wears_a_sign_and_is_told(desk, notes, badges, qtbot, service):
    desk.server.given = 3
    layer = desk.add(desk.shared(service))
    qtbot.waitUntil(lambda: bool(said(notes)))
    assert said(notes) == [
        "Libraries – INCOMPLETE: 3 records came and the service says it has 7. Analyses ask first."
    ]
    badge = badges.badge(layer.id())
    assert "3 records came" in badge.toolTip()
    assert entries(badges.menu_of(layer)) == ["Try Again", "Use It As It Is"]


@LIVE
def test_f6_trying_again_puts_the_whole_layer_in_its_place(desk, badges, notes, qtbot, service):
    desk.server.given = 3
    first = desk.add(desk.shared(service))
    first.renderer().symbol().setSize(9.5)
    QgsProject.instance().layerTreeRoot().addGroup("below")
    desk.server.given = 7
    with qtbot.waitSignal(desk.layers.opened, timeout=60_000) as opened:
        choose(badges.menu_of(first), "Try Again")
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.id() == opened.args[0]
    assert names(layer) == sorted(NAMES)
    assert layer.renderer().symbol().size() == 9.5
    assert layer.name() == "Libraries"
    tree = QgsProject.instance().layerTreeRoot()
    assert [child.name() for child in tree.children()] == ["Libraries", "below"]
    qtbot.waitUntil(lambda: badges.badge(layer.id()) is None)
    assert not notes.isVisible()


@LIVE
def test_f6_an_analysis_asks_first_and_takes_it_as_it_is_once_somebody_said_so(desk, provider, service):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    desk.server.given = 3
    layer = desk.add(desk.shared(service))
    algorithm = QgsApplication.processingRegistry().algorithmById("servicepoints:colocationpairs")
    context, parameters = QgsProcessingContext(), {"POINTS": layer.id(), "METRIC": "straight", "MAX_COST": 5}
    context.setProject(QgsProject.instance())
    parameters |= {"GROUP_FIELD": "code", "PAIRS": "memory:"}
    good, message = algorithm.checkParameterValues(parameters, context)
    assert not good
    assert "3 records came and the service says it has 7" in message
    assert "Use It As It Is" in message
    desk.layers.accept(layer.id())
    assert algorithm.checkParameterValues(parameters, context) == (True, "")
    feedback = QgsProcessingFeedback()
    algorithm.create().run(parameters, context, feedback)
    assert "“Libraries”: INCOMPLETE: 3 records came" in feedback.textLog()


def test_f6_a_whole_layer_asks_nothing(desk, provider):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    layer = desk.add(desk.shared())
    algorithm = QgsApplication.processingRegistry().algorithmById("servicepoints:colocationpairs")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"POINTS": layer.id(), "METRIC": "straight", "GROUP_FIELD": "code", "PAIRS": "memory:"}
    assert algorithm.checkParameterValues(parameters, context) == (True, "")
    feedback = QgsProcessingFeedback()
    algorithm.create().run(parameters, context, feedback)
    assert "INCOMPLETE" not in feedback.textLog()


@LIVE
def test_f6_the_last_good_copy_takes_the_place_of_less(desk, badges, qtbot, service):
    known = desk.shared(service)
    QgsProject.instance().removeMapLayer(desk.add(known).id())
    desk.server.given = 3
    layer = desk.add(known)
    menu = badges.menu_of(layer)
    assert entries(menu)[2].startswith("Show the Last Good Copy (")
    choose(menu, "Show the Last Good Copy")
    assert names(layer) == sorted(NAMES)
    assert is_offline(layer)
    assert layer.readOnly()
    assert layer.name().startswith("Libraries – copy of ")
    assert reading_of(layer).state is State.COMPLETE


@LIVE
def test_f7_a_layer_that_cannot_be_verified_is_told_and_may_be_used(desk, notes, qtbot, service):
    desk.server.told = None
    layer = desk.add(desk.shared(service))
    assert reading_of(layer).state is State.UNVERIFIED
    qtbot.waitUntil(lambda: bool(said(notes)))
    assert "does not say how many it has" in said(notes)[0]
    assert not reading_of(layer).asks_first


@LIVE
def test_f11_a_copy_says_in_its_name_and_in_the_panel_what_it_is(desk, notes, badges, qtbot, service):
    known = desk.shared(service)
    QgsProject.instance().removeMapLayer(desk.add(known).id())
    desk.server.stop()
    layer = desk.add(known)
    assert layer.name().startswith("Libraries – copy of ")
    assert str(reading_of(layer).taken_at.year) in layer.name()
    assert names(layer) == sorted(NAMES)
    assert layer.readOnly()
    assert layer.startEditing() is False
    qtbot.waitUntil(lambda: bool(said(notes)))
    assert "read-only, because the service could not be read" in said(notes)[0]
    assert badges.badge(layer.id()) is not None


def test_f11_back_again_the_service_takes_the_place_of_the_copy(desk, badges, qtbot):
    known = desk.shared()
    QgsProject.instance().removeMapLayer(desk.add(known).id())
    desk.server.stop()
    copy = desk.add(known)
    desk.server.start_again()
    with qtbot.waitSignal(desk.layers.opened, timeout=60_000):
        choose(badges.menu_of(copy), "Try Again")
    (layer,) = QgsProject.instance().mapLayers().values()
    assert (layer.name(), layer.providerType(), is_offline(layer)) == ("Libraries", "OAPIF", False)


@LIVE
def test_f11_a_project_opened_without_a_network_shows_the_copy(desk, tmp_path, qtbot, service):
    known = desk.shared(service)
    save_layer(known)
    layer = desk.add(known)
    layer.renderer().symbol().setSize(9.5)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "day.qgz"))
    identifier = layer.id()
    del layer
    desk.server.stop()
    project.clear()
    assert project.read(str(tmp_path / "day.qgz"))
    layer = project.mapLayer(identifier)
    qtbot.waitUntil(lambda: is_offline(layer), timeout=60_000)  # QGIS 3.40 takes a WFS it knows for valid
    assert layer.isValid()
    assert names(layer) == sorted(NAMES)
    assert layer.name().startswith("Libraries – copy of ")
    assert layer.readOnly()
    assert layer.renderer().symbol().size() == 9.5


def test_f11_a_project_opened_with_a_network_counts_anew(desk, tmp_path, qtbot, clean_settings):
    known = desk.shared()
    save_layer(known)
    identifier = desk.add(known).id()
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "day.qgz"))
    desk.server.given = 3
    project.clear()
    assert project.read(str(tmp_path / "day.qgz"))
    qtbot.waitUntil(
        lambda: reading_of(project.mapLayer(identifier)).state is State.INCOMPLETE, timeout=60_000
    )
    assert reading_of(project.mapLayer(identifier)).received == 3


def test_h14_a_project_from_elsewhere_does_not_choose_whom_we_ask(desk, tmp_path, qtbot, clean_settings):
    """QGIS itself reads the layer of a project; we ask only what this person saved."""
    desk.add(desk.shared(Service.FILE))
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "day.qgz"))
    project.clear()
    before = len(desk.server.seen)
    assert project.read(str(tmp_path / "day.qgz"))
    qtbot.wait(300)
    assert len(desk.server.seen) == before


def test_i1_a_project_keeps_the_id_of_a_login_and_nothing_else_of_it(desk, login, tmp_path, clean_settings):
    desk.server.login = "Basic bWFyaWU6c2VjcmV0"  # marie:secret
    known = desk.shared(authcfg=login)
    save_layer(known)
    desk.add(known)
    assert QgsProject.instance().write(str(tmp_path / "day.qgs"))
    text = (tmp_path / "day.qgs").read_text(encoding="utf-8")
    assert login in text
    assert "secret" not in text
    assert "marie" not in text
    stored = QgsSettings()
    stored.beginGroup(GROUP)
    assert not [key for key in stored.allKeys() if "secret" in str(stored.value(key))]


def test_f12_a_login_of_another_computer_is_told_and_the_copy_shown(desk, login, notes, qtbot):
    desk.server.login = "Basic bWFyaWU6c2VjcmV0"
    known = desk.shared(authcfg=login)
    QgsProject.instance().removeMapLayer(desk.add(known).id())
    assert QgsApplication.authManager().removeAuthenticationConfig(login)
    asked = len(desk.server.seen)
    assert is_offline(desk.add(known))
    assert len(desk.server.seen) == asked
    with pytest.raises(InputError, match="Needs a login"):
        check_login(login)


def test_f12_without_a_copy_it_is_marked_as_needing_a_login(desk, notes, qtbot):
    desk.layers.open(desk.shared(authcfg="nothere"))
    qtbot.waitUntil(lambda: bool(said(notes)))
    assert said(notes)[0].startswith("Libraries – Needs a login")
    assert QgsProject.instance().mapLayers() == {}
    button = next(each for each in notes.findChildren(QToolButton) if each.isVisible())
    choose(button.menu(), "Close")
    qtbot.waitUntil(lambda: not said(notes))


def test_f12_a_master_password_that_is_cancelled_is_asked_once_and_told(desk, login, person, notes, qtbot):
    desk.server.login = "Basic bWFyaWU6c2VjcmV0"
    known = desk.shared(authcfg=login)
    desk.layers.open(known)
    qtbot.waitUntil(lambda: bool(said(notes)))
    assert said(notes)[0].startswith("Libraries – Needs a login: the master password of QGIS was not given")
    assert person.asked == 1
    assert desk.server.seen == []
    assert QgsProject.instance().mapLayers() == {}
    person.gives = "test"
    assert names(desk.add(known)) == sorted(NAMES)
    assert person.asked == 2


@pytest.mark.usefixtures("clean_settings")
def test_f12_a_project_asks_for_the_master_password_once_and_its_layer_can_be_opened_again(
    desk, login, person, tmp_path, qtbot
):
    """QGIS asks when it opens the layer, which it then leaves unavailable; we do not ask once more."""
    desk.server.login = "Basic bWFyaWU6c2VjcmV0"
    person.gives = "test"
    known = desk.shared(authcfg=login)
    save_layer(known)
    desk.add(known)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "day.qgz"))
    project.clear()
    person.gives, person.asked = "", 0
    QgsApplication.authManager().clearMasterPassword()
    QgsApplication.authManager().clearAllCachedConfigs()
    seen = len(desk.server.seen)
    assert project.read(str(tmp_path / "day.qgz"))
    qtbot.wait(300)
    assert [layer.isValid() for layer in project.mapLayers().values()] == [False]
    assert person.asked == 1
    assert len(desk.server.seen) == seen
    person.gives = "test"
    assert names(desk.add(known)) == sorted(NAMES)


def test_f3_opening_is_cancelled_from_the_panel(desk, notes, qtbot):
    import threading

    asked, over = threading.Event(), threading.Event()

    def silent(handler, query):
        asked.set()
        over.wait(30)

    desk.server.override["/ogc/collections/libraries/items"] = silent
    desk.layers.open(desk.shared())
    qtbot.waitUntil(asked.is_set, timeout=20_000)
    qtbot.waitUntil(lambda: any("Opening “Libraries”" in each for each in said(notes)))
    button = next(
        each for each in notes.findChildren(QToolButton) if each.text() == "Cancel" and each.isVisible()
    )
    button.click()
    assert desk.layers.openings == []
    over.set()
    qtbot.waitUntil(lambda: not said(notes))
    assert QgsProject.instance().mapLayers() == {}


def test_g1_a_layer_removed_meanwhile_does_not_matter(desk, badges, qtbot):
    desk.server.given = 3
    layer = desk.add(desk.shared())
    with qtbot.waitSignal(desk.layers.opened, timeout=60_000):
        desk.layers.again(layer.id())
        QgsProject.instance().removeMapLayer(layer.id())
    assert len(QgsProject.instance().mapLayers()) == 1


def test_g1_a_new_project_drops_what_was_being_opened(desk, notes, qtbot):
    desk.layers.open(desk.shared())
    QgsProject.instance().clear()
    assert desk.layers.openings == []
    qtbot.wait(300)
    assert QgsProject.instance().mapLayers() == {}


def test_h11_what_a_server_says_is_shown_as_it_is(desk, notes, badges, qtbot):
    desk.server.given = 3
    title = "<img src=x onerror=alert(1)> & co"
    known = SharedLayer.of(title, Service.OGC_API, f"{desk.server.url}/ogc", "libraries")
    layer = desk.add(known)
    qtbot.waitUntil(lambda: bool(said(notes)))
    assert said(notes)[0].startswith(title)
    assert "&lt;img" in badges.badge(layer.id()).toolTip()


def test_in_french(desk, notes, clean_settings, qtbot):
    from service_points.host.language import install_translator
    from service_points.host.settings import change

    change(language="fr")
    install_translator()
    desk.server.given = 3
    desk.add(desk.shared())
    qtbot.waitUntil(lambda: bool(said(notes)))
    assert said(notes) == [
        "Libraries – INCOMPLET\u00a0: 3 enregistrements reçus, et le service en annonce 7. Les analyses "
        "demandent d’abord."
    ]


# --- the dialog ------------------------------------------------------------------------------------------


@pytest.fixture
def dialog(shared_layers, qtbot, clean_settings):
    made = SharedDialog(shared_layers)
    made.show()
    yield made
    if not sip.isdeleted(made):
        made.close()


@LIVE
def test_the_layers_of_a_service_are_listed_and_one_is_added(desk, dialog, qtbot, service):
    form = dialog.form
    form.address.setText("")
    qtbot.keyClicks(form.address, desk.server.url + PATHS[service])
    form.service.setCurrentIndex(form.service.findData(service))
    assert form.look.isVisible()
    form.look.click()
    qtbot.waitUntil(lambda: form.layer.count() == 1, timeout=20_000)
    titles = {Service.OGC_API: "Bibliothèques", Service.WFS: "Bibliothèques & cie", Service.ESRI: "Libraries"}
    assert form.layer.currentText() == titles[service]
    assert "1 layer" in form.said.text()
    with qtbot.waitSignal(desk.layers.opened, timeout=60_000):
        dialog.add_button.click()
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.name() == titles[service]
    (kept,) = saved_layers()
    assert (kept.service, kept.layer) == (service, LAYERS[service])


@pytest.mark.parametrize(
    ("address", "service"),
    [
        ("https://data.example.ca/arcgis/rest/services/A/FeatureServer/0", Service.ESRI),
        ("https://data.example.ca/geoserver/wfs", Service.WFS),
        ("https://data.example.ca/f/libraries.csv", Service.FILE),
    ],
)
def test_the_kind_of_service_follows_the_address(dialog, qtbot, address, service):
    qtbot.keyClicks(dialog.form.address, address)
    assert dialog.form.service.currentData() is service


def test_i1_an_address_with_a_password_is_refused_in_the_dialog(dialog, qtbot):
    qtbot.keyClicks(dialog.form.address, "https://marie:secret@data.example.ca/f.csv")
    dialog.add_button.click()
    assert dialog.isVisible()
    assert "authentication configuration under “Login”" in dialog.form.said.text()
    assert "secret" not in dialog.form.said.text()
    assert saved_layers() == []


def test_a_service_that_does_not_answer_is_told_in_the_dialog(desk, dialog, qtbot):
    qtbot.keyClicks(dialog.form.address, f"{desk.server.url}/wfs")
    desk.server.down = 403
    dialog.form.look.click()
    qtbot.waitUntil(lambda: "does not let you read this" in dialog.form.said.text(), timeout=20_000)
    assert dialog.form.look.isEnabled()


def test_a_saved_connection_fills_the_form_and_can_be_forgotten(desk, qtbot, clean_settings):
    known = desk.shared(Service.ESRI)
    save_layer(known)
    made = SharedDialog(desk.layers)
    qtbot.addWidget(made)
    made.form.saved.setCurrentIndex(1)
    assert made.form.shared() == known
    made.form.remove.click()
    assert saved_layers() == []
    assert made.form.saved.count() == 1


def test_every_field_has_a_name_for_readers_of_the_screen(dialog):
    from qgis.PyQt.QtWidgets import QComboBox, QFormLayout

    rows = dialog.form.findChild(QFormLayout)
    for row in range(rows.rowCount()):
        assert rows.itemAt(row, QFormLayout.ItemRole.LabelRole).widget().text()
    boxes = [each for each in dialog.form.findChildren(QComboBox) if each.isVisible()]
    assert len(boxes) >= 3
    assert dialog.focusWidget() is None or isinstance(
        dialog.focusWidget(), (QLineEdit, QPushButton, QComboBox)
    )


def test_settings_of_it_are_read_and_mistakes_in_them_passed_over(desk, qgis_app, clean_settings):
    stored = QgsSettings()
    preset = {"title": "Province", "service": "wfs", "url": "https://data.example.ca/wfs", "layer": "a:b"}
    for name, value in preset.items():
        stored.setValue(f"{GROUP}/preset/{name}", value)
    stored.setValue(f"{GROUP}/wrong/service", "smb")
    stored.setValue(f"{GROUP}/secret/service", "file")
    stored.setValue(f"{GROUP}/secret/url", "https://a:b@data.example.ca/f.csv")
    (found,) = saved_layers()
    assert (found.title, found.service, found.layer) == ("Province", Service.WFS, "a:b")
    save_layer(desk.shared())
    assert [each.title for each in saved_layers()] == ["Libraries", "Province"]
    forget_layer(found)
    assert [each.title for each in saved_layers()] == ["Libraries"]


# --- QGIS's own places -----------------------------------------------------------------------------------


@pytest.fixture
def parts(english, qgis_iface, layer_tree, no_copies, qtbot):
    made = SharedParts(qgis_iface)
    yield made
    made.unload()
    qtbot.waitUntil(lambda: not QgsApplication.taskManager().countActiveTasks(), timeout=60_000)


def test_the_data_source_manager_has_a_page(feature_server, parts, qtbot):
    registry = QgsGui.sourceSelectProviderRegistry()
    source = registry.providerByName("service_points_shared")
    assert source.text() == "Service Points"
    page = registry.createSelectionWidget("service_points_shared", None, parts_flags(), parts_mode())
    qtbot.addWidget(page)
    page.show()
    qtbot.keyClicks(page.form.address, f"{feature_server.url}/files/libraries.geojson")
    with qtbot.waitSignal(parts.layers.opened, timeout=60_000):
        page.addButtonClicked()
    (layer,) = QgsProject.instance().mapLayers().values()
    assert shared_of(layer).service is Service.FILE
    assert page.form.saved.count() == 2


def parts_flags():
    from service_points.ui.shared_source import PLAIN

    return PLAIN


def parts_mode():
    from service_points.ui.shared_source import EMBEDDED

    return EMBEDDED


def test_the_browser_lists_the_connections_and_opens_one(parts, shared, qtbot):
    save_layer(shared())
    root = parts.items.createDataItem("", None)
    root.populate(True)
    (item,) = root.children()
    assert (root.name(), item.name()) == ("Service Points", "Libraries")
    context, menu = QgsDataItemGuiContext(), QMenu()
    parts.actions.populateContextMenu(item, menu, [item], context)
    assert entries(menu) == ["Add to Project", "Edit…", "Forget"]
    with qtbot.waitSignal(parts.layers.opened, timeout=60_000):
        assert parts.actions.handleDoubleClick(item, context)
    assert len(QgsProject.instance().mapLayers()) == 1
    choose(menu, "Forget")
    assert saved_layers() == []
    above = QMenu()
    parts.actions.populateContextMenu(root, above, [root], context)
    assert entries(above) == ["Add a Shared Layer…"]


def test_g3_taken_back_twenty_times_nothing_is_left(
    english, qgis_iface, layer_tree, no_copies, clean_settings
):
    def there():
        sources = QgsGui.sourceSelectProviderRegistry().providers()
        items = QgsApplication.dataItemProviderRegistry().providers()
        actions = QgsGui.dataItemGuiProviderRegistry().providers()
        return len(sources), len(items), len(actions)

    before = there()
    for _ in range(20):
        made = SharedParts(qgis_iface)
        assert there() == tuple(count + 1 for count in before)
        made.unload()
    assert there() == before


def test_the_panel_offers_it_and_says_what_is_wrong(feature_server, panel, no_copies, shared, qtbot):
    panel.store_button.menu().aboutToShow.emit()
    assert "Add a shared layer…" in entries(panel.store_button.menu())
    assert not panel.shared_notes.isVisible()
    feature_server.given = 3
    with qtbot.waitSignal(panel.shared.opened, timeout=60_000):
        panel.shared.open(shared())
    qtbot.waitUntil(panel.shared_notes.isVisible)
    assert panel.shared_notes.width() <= 320
    choose(panel.store_button.menu(), "Add a shared layer")
    made = panel.findChild(SharedDialog)
    assert made.isVisible()
    made.reject()
