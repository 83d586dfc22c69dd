# SPDX-License-Identifier: GPL-2.0-or-later
"""The signing key: in the authentication database, encrypted, and in no setting."""

from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsSettings
from service_points.core.errors import ExchangeError
from service_points.core.exchange.signature import Key
from service_points.host.credentials import load_key

KEY = Key("ca-on.2026", b"\x00\xff" * 8 + b"a secret no one wrote")


@pytest.fixture
def kept(authentication):
    return authentication.keep_key(KEY, "Clé de l’Ontario")


def test_a_key_comes_back_as_it_was(kept):
    assert load_key(kept) == KEY


def test_i1_the_secret_is_in_no_file(kept):
    QgsSettings().sync()
    files = [path for path in Path(QgsApplication.qgisSettingsDirPath()).rglob("*") if path.is_file()]
    assert any(path.name == "qgis-auth.db" for path in files)
    for path in files:
        data = path.read_bytes()
        assert b"a secret no one wrote" not in data, path
        assert KEY.material not in data, path


def test_a_key_that_was_removed_or_never_there(authentication, kept):
    authentication.forget(kept)
    with pytest.raises(ExchangeError, match="not on this computer"):
        load_key(kept)


def test_a_login_is_no_key(authentication):
    login = authentication.keep("ada", "not base64 é", "web")
    with pytest.raises(ExchangeError, match="no key"):
        load_key(login)
