# SPDX-License-Identifier: GPL-2.0-or-later
"""The menus, a new project from the template, and the diagnostics dialog."""

import zipfile
from pathlib import Path

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QMenu, QPlainTextEdit, QPushButton
from service_points.host import log
from service_points.host import settings as module
from service_points.host.settings import change


@pytest.fixture
def diagnostics(english, qtbot):
    from service_points.ui.diagnostics_dialog import DiagnosticsDialog

    change(submitter_name="Jeanne Planted")
    log.info("Lues\u00a0: 1\u202f234 entités\nde «\u00a0comptoirs.csv\u00a0»")
    made = DiagnosticsDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_shown_is_what_is_saved(diagnostics, tmp_path):
    target = tmp_path / "d.zip"
    diagnostics.save_to(target)
    assert str(target) in diagnostics.said.text()
    shown = diagnostics.text.toPlainText()
    diagnostics.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "Lues\u00a0: 1\u202f234 entités\nde «\u00a0comptoirs.csv\u00a0»" in copied
    with zipfile.ZipFile(target) as archive:
        for name in archive.namelist():
            saved = archive.read(name).decode("utf-8")
            assert name in shown
            assert saved in copied
            assert saved.replace("\u00a0", " ") in shown  # as Qt gives what is shown back
    assert "submitter_name: set" in shown
    assert "Planted" not in shown
    assert diagnostics.text.isReadOnly()


def test_nothing_is_saved_before_it_is_asked_for(diagnostics, monkeypatch):
    from service_points.ui import diagnostics_dialog

    saved = []
    monkeypatch.setattr(diagnostics_dialog, "save", lambda *args: saved.append(args))
    monkeypatch.setattr(diagnostics_dialog.QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    diagnostics.save_button.click()
    assert saved == []


def test_a_folder_that_cannot_be_written_is_said(diagnostics, tmp_path):
    diagnostics.save_to(tmp_path / "no" / "d.zip")
    assert "cannot be written" in diagnostics.said.text()


def test_every_part_of_the_dialog_has_a_name(diagnostics):
    names = [w.accessibleName() or w.text() for w in diagnostics.findChildren(QPushButton)]
    names += [w.accessibleName() for w in diagnostics.findChildren(QPlainTextEdit)]
    assert all(names)
    assert len(names) == 4


def test_a_new_project_is_ready_and_has_the_store(panel, small_store, qgis_iface, qtbot, monkeypatch):
    from service_points.ui.new_project import begin_project

    project = QgsProject.instance()
    change(store=str(small_store))
    monkeypatch.setattr(qgis_iface, "newProject", lambda _ask: project.clear() or True, raising=False)
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=60000):
        assert begin_project(qgis_iface, lambda: panel)
    qtbot.wait(50)
    assert project.crs().authid() == "EPSG:3347"
    assert panel.session.register.path == str(small_store.resolve())
    assert project.title() == "Service points"
    module.forget()


def test_who_stays_with_the_present_project_keeps_it(panel, qgis_iface, monkeypatch):
    from service_points.ui.new_project import begin_project

    project = QgsProject.instance()
    before = project.crs()
    monkeypatch.setattr(qgis_iface, "newProject", lambda _ask: False, raising=False)
    assert not begin_project(qgis_iface, lambda: panel)
    assert project.crs() == before


def test_help_opens_pages_that_lie_here_in_the_person_s_language(english, qgis_iface, monkeypatch, qtbot):
    from service_points.ui import guide
    from service_points.ui.menu_part import MenuPart

    opened, menu = [], QMenu()
    monkeypatch.setattr(guide.QDesktopServices, "openUrl", opened.append)
    monkeypatch.setattr(qgis_iface, "pluginHelpMenu", lambda: menu, raising=False)
    called = []
    part = MenuPart(qgis_iface, "Service Points", {}, {"Diagnostics…": lambda: called.append(True)})
    try:
        for code in ("en", "fr"):
            change(language=code)
            for action in part.help.actions():
                action.trigger()
        assert len(called) == 2
        assert len(opened) == 6
        for url in opened:
            assert url.isLocalFile()
            text = Path(url.toLocalFile()).read_text(encoding="utf-8")
            assert f'<html lang="{"fr" if "/fr/" in url.path() else "en"}' in text
            assert not url.fragment() or f'id="{url.fragment()}"' in text
        assert [("/fr/" in url.path()) for url in opened] == [False] * 3 + [True] * 3
    finally:
        part.unload()
        change(language="")
    assert menu.actions() == []


def test_the_help_of_the_panel_opens_the_guide(panel, monkeypatch):
    from service_points.ui import guide

    opened = []
    monkeypatch.setattr(guide.QDesktopServices, "openUrl", opened.append)
    panel.help_button.click()
    panel.empty.guide.click()
    assert [url.fragment() for url in opened] == ["", ""]
    assert all(Path(url.toLocalFile()).is_file() for url in opened)
