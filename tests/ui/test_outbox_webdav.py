# SPDX-License-Identifier: GPL-2.0-or-later
"""From the form to a real nginx with WebDAV and a login, and back: the receipt over the same way."""

import importlib.util
from pathlib import Path

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QMessageBox
from service_points.core.exchange import MergePolicy, checkout
from service_points.core.exchange.outbox_entry import OutboxState
from service_points.core.progress import SILENT
from service_points.core.store import RowChange, open_store
from service_points.host.settings import Settings
from service_points.ui import outbox_place
from service_points.ui.review_work import Tools, receive, write_receipts

_spec = importlib.util.spec_from_file_location(
    "service_points_test_nginx", Path(__file__).parents[1] / "servers" / "webdav" / "conftest.py"
)
_servers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_servers)

nginx_server = _servers.nginx_server
nginx = _servers.nginx
keep_login = _servers.keep_login


@pytest.fixture
def dialog(*, nginx, english, outbox, panel, small_store, tmp_path, names, qtbot, monkeypatch):
    """The form with its preview, of a working copy with one change; private addresses are agreed to."""
    monkeypatch.setattr(outbox_place, "_confirmed", set())
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Yes)
    copy = tmp_path / "copy.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", copy).close()
    with open_store(copy, read_only=False) as store:
        store.apply([RowChange("update", "service_point", names("riverside"), {"hours": "24/7"})])
    with qtbot.waitSignal(panel.session.changes_counted, timeout=60000):
        panel.open_store(str(copy))
    panel.tabs.setCurrentWidget(panel.changes)
    panel.changes.submit.click()
    made = panel.editing._dialog
    made.form.name.setText("Ada Tremblay")
    made.form.email.setText("registre@example.ca")
    made.form.authorized.setChecked(True)
    made.next.click()
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.preview_page, timeout=60000)
    yield made
    if panel.editing._dialog is made:
        made.abandon()


def say_where(dialog, place, login):
    dialog.place.set_place(place)
    dialog.place.login.setConfigId(login)
    dialog.send_button.click()


def test_i1_sent_with_a_login_that_only_qgis_keeps(
    *, dialog, nginx, keep_login, panel, outbox, small_store, qtbot
):
    place = f"{nginx.plain}/exchange"
    say_where(dialog, place, keep_login(nginx.user, "wrong"))
    qtbot.waitUntil(dialog.message.isVisible, timeout=60000)
    assert dialog.message.text().startswith("Not sent. ")
    assert "user name or password" in dialog.message.text()
    assert list(nginx.inbox.iterdir()) == []
    login = keep_login(nginx.user, nginx.password)
    with qtbot.waitSignal(dialog.delivered, timeout=60000):
        say_where(dialog, place, login)
    (entry,) = outbox.entries()
    assert (nginx.inbox / entry.file_name).read_bytes() == entry.path.read_bytes()
    assert Settings.load().known_places() == {place: login}
    dialog.leave.click()
    open_policy = Tools(policy=MergePolicy(signature="none", auto_accept=True, mass_share=1.0))
    done = receive(str(small_store), [nginx.inbox / entry.file_name], open_policy, SILENT)
    write_receipts(nginx.receipts, [each.receipt for each in done])
    with qtbot.waitSignal(panel.editing.outbox.answered, timeout=60000):
        qtbot.waitUntil(panel.changes.outbox.look.isEnabled, timeout=60000)
        panel.changes.outbox.look.click()
    assert outbox.entries()[0].state is OutboxState.ACCEPTED
    stored = QgsSettings()
    stored.sync()
    written = [Path(stored.fileName()), *(path for path in outbox.folder.rglob("*") if path.is_file())]
    assert all(nginx.password.encode() not in path.read_bytes() for path in written if path.exists())


def test_c8_a_server_that_takes_nothing_is_said(*, dialog, nginx, keep_login, outbox, qtbot):
    """The folder takes no files at all here; nothing arrived, and the outbox says so."""
    say_where(dialog, f"{nginx.plain}/readonly", keep_login(nginx.user, nginx.password))
    qtbot.waitUntil(dialog.message.isVisible, timeout=60000)
    assert "takes no files" in dialog.message.text()
    assert dialog.send_button.isEnabled()
    assert len(outbox.entries()) == 1
