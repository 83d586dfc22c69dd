# SPDX-License-Identifier: GPL-2.0-or-later
"""The submission form signs with a key that QGIS keeps; whoever has none is not asked for one."""

import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from service_points.core.exchange.signature import Key
from service_points.host.credentials import checked_signature
from service_points.host.settings import Settings, change
from service_points.ui.signing_key import kept_keys
from service_points.ui.submission_delivery import to_folder

SECRET = b"thirty-two bytes of a shared key"
ONTARIO, QUEBEC = Key("CA-ON.2026", SECRET), Key("CA-QC", SECRET[::-1])


@pytest.fixture
def keys(authentication):
    """Keep keys in QGIS's own database: keep(key) → the id of its configuration."""
    for authcfg, _ in kept_keys():
        authentication.forget(authcfg)
    return lambda key: authentication.keep_key(key, f"Key of {key.key_id}")


def fill_in(dialog, authcfg=None):
    form = dialog.form
    form.name.setText("Ada Tremblay")
    form.email.setText("registre@example.ca")
    form.authorized.setChecked(True)
    if authcfg is not None:
        form.key.setCurrentIndex(form.key.findData(authcfg))


def preview(dialog, qtbot):
    dialog.next.click()
    qtbot.waitUntil(lambda: not dialog.bar.isVisible(), timeout=60000)


def written(dialog, qtbot, folder):
    with qtbot.waitSignal(dialog.delivered, timeout=60000) as signal:
        dialog.deliver(to_folder(folder))
    return json.loads(Path(signal.args[0]).read_text(encoding="utf-8"))


def test_who_has_no_key_is_not_asked(keys, dialog, edited, qtbot, tmp_path):
    made = dialog(edited)
    assert not made.form.key.isVisible()
    fill_in(made)
    preview(made, qtbot)
    assert not made.preview_page.signed.isVisible()
    assert "signature" not in written(made, qtbot, tmp_path)["integrity"]


def test_what_the_form_signs_the_steward_can_check(keys, dialog, edited, qtbot, tmp_path):
    """RFC 2104 of prefix and content hash (schema.md C); computed here by the standard library."""
    authcfg = keys(ONTARIO)
    made = dialog(edited)
    fill_in(made, authcfg)
    preview(made, qtbot)
    assert made.preview_page.signed.isVisible()
    assert made.preview_page.signed.text() == "Signed with the key “CA-ON.2026”."
    document = written(made, qtbot, tmp_path)
    integrity = document["integrity"]
    message = b"casp-submission-v1:" + integrity["content_sha256"].encode("ascii")
    value = base64.b64encode(hmac.new(SECRET, message, hashlib.sha256).digest()).decode("ascii")
    assert integrity["signature"] == {"alg": "hmac-sha256", "key_id": "CA-ON.2026", "value": value}
    assert checked_signature(document, [ONTARIO]) == "valid"


def test_the_key_is_chosen_by_keys_and_remembered_by_its_id(keys, dialog, edited, qtbot):
    keys(QUEBEC)
    authcfg = keys(ONTARIO)
    made = dialog(edited)
    assert (made.form.key.currentText(), made.form.key.accessibleName()) == ("No signature", "Sign with")
    fill_in(made)
    made.form.key.setFocus()
    QTest.keyClick(made.form.key, Qt.Key.Key_Down)
    assert made.form.key.authcfg == authcfg
    preview(made, qtbot)
    assert Settings.load().signing_key == authcfg
    assert dialog(edited).form.key.authcfg == authcfg


def test_another_key_makes_another_document(keys, dialog, edited, qtbot, tmp_path):
    """Back in the form the signature is taken away: what was prepared with it is not sent."""
    authcfg = keys(ONTARIO)
    made = dialog(edited)
    fill_in(made, authcfg)
    preview(made, qtbot)
    made.back.click()
    made.form.key.setCurrentIndex(0)
    preview(made, qtbot)
    assert not made.preview_page.signed.isVisible()
    assert "signature" not in written(made, qtbot, tmp_path)["integrity"]


def test_i1_a_key_that_is_gone_is_said_and_nothing_goes_unsigned(authentication, keys, dialog, edited, qtbot):
    authcfg = keys(ONTARIO)
    change(signing_key=authcfg)
    authentication.forget(authcfg)
    made = dialog(edited)
    assert made.form.key.isVisible()
    assert made.form.key.currentText() == f"A key that is not on this computer ({authcfg})"
    fill_in(made)
    preview(made, qtbot)
    assert made.pages.currentWidget() is made.form_page
    assert "The key for signing cannot be read" in made.message.text()
    made.form.key.setCurrentIndex(0)
    preview(made, qtbot)
    assert made.pages.currentWidget() is made.preview_page


def test_the_key_of_another_jurisdiction_is_refused(keys, dialog, edited, qtbot):
    """The steward would count its signature as none (see host.credentials)."""
    authcfg = keys(QUEBEC)
    made = dialog(edited)
    fill_in(made, authcfg)
    preview(made, qtbot)
    assert made.pages.currentWidget() is made.form_page
    assert "“CA-QC” would say nothing to the stewards" in made.message.text()
    assert "named CA-ON" in made.message.text()
