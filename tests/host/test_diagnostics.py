# SPDX-License-Identifier: GPL-2.0-or-later
"""Diagnostics help somebody else and give nothing away: secrets are planted everywhere and looked for."""

import getpass
import hashlib
import time
import zipfile
from pathlib import Path, PureWindowsPath

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings
from service_points.core.errors import ExchangeError, InputError
from service_points.core.text import Text
from service_points.host import diagnostics, log
from service_points.host import settings as module
from service_points.host.diagnostics import collect, save, shareable
from service_points.host.resources import resource
from service_points.host.settings import change, remember_place, remember_store

PLANTED = [f"planted{n}x" for n in range(50)]  # pragma: allowlist secret


@pytest.fixture
def planted(qgis_app, monkeypatch, tmp_path):
    """Secrets in every place that diagnostics look at; returns them with the names of the person."""
    secrets = iter(PLANTED)
    monkeypatch.setattr(getpass, "getuser", lambda: "jeanne.roy")
    monkeypatch.setattr(Path, "home", staticmethod(lambda: Path("/users/jeanne.roy")))
    QgsSettings().remove("service_points")
    module.forget()
    log._recent.clear()
    change(
        submitter_name=f"Jeanne {next(secrets)}",
        submitter_email=f"{next(secrets)}@ville.example.ca",
        submitter_role=next(secrets),
        submitter_organization=next(secrets),
        signing_key=next(secrets),
        signature_keys=next(secrets),
        inbox_folder="/users/jeanne.roy/Réception",
        cluster_key="/users/jeanne.roy/keys/cluster.pem",
        store="postgresql://jeanne.roy@db.example.ca/register?schema=casp",
    )
    remember_place(f"https://u:{next(secrets)}@example.ca/in?token={next(secrets)}", next(secrets))
    remember_store(f"postgresql://db/reg?password={next(secrets)}")
    QgsSettings().setValue("service_points/cluster/address", f"tls://u:{next(secrets)}@server:8786")
    QgsSettings().setValue("service_points/processes", next(secrets))
    for variable in ("SERVICE_POINTS_GRAPH_CACHE_MB", "PGPASSWORD", "SERVICE_POINTS_UNKNOWN"):
        monkeypatch.setenv(variable, next(secrets))
    module.forget()
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("test", True)
    login = QgsAuthMethodConfig("Basic")
    login.setName("Diagnostics")
    login.setConfig("username", next(secrets))
    login.setConfig("password", next(secrets))
    manager.storeAuthenticationConfig(login)
    for line in (
        "GET https://example.ca/wfs?token={}&x=1 failed",
        "https://jeanne.roy:{}@example.ca/webdav refused",
        "dbname='reg' host=db user='roy' password='{}' sslmode=require",
        "password={} is wrong",
        'body {{"password": "{}", "n": 1}}',
        "Authorization: Bearer {}",
        "Authorization: Basic {}",
        "Cookie: {}",
        "api_key={}",
        "X-Api-Key: {}",
        "client_secret={}&grant_type=client_credentials",
        'body {{"refresh_token": "{}"}}',
        "PGPASSWORD={}",
        "db_password='{}'",
        "AccountKey={};EndpointSuffix=x",
        "aws_secret_access_key = {}",
        "--db-password {}",
        "--password {} --verbose",
        "authcfg={} not found",
        "write to {}@example.ca",
        "token eyJhbGciOi{}.eyJzdWIiOi.c2lnbmF0dXJl",  # pragma: allowlist secret
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----",  # pragma: allowlist secret
        "the folder /users/jeanne.roy/Données is away",
    ):
        log.warning(line.format(next(secrets)))
    log.error(InputError(Text("Failed", "Échec"), f"postgresql://u:{next(secrets)}@db/reg"))
    yield [*PLANTED, "jeanne", "Jeanne", "roy"]
    QgsSettings().remove("service_points")
    module.forget()
    log._recent.clear()


def test_i4_no_secret_and_no_name_is_in_the_file(planted, tmp_path):
    target = tmp_path / "diagnostics.zip"
    save(collect(), target)
    whole = target.read_bytes()
    with zipfile.ZipFile(target) as archive:
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    for name, text in texts.items():
        assert [word for word in planted if word in text] == [], name
    assert b"planted" not in whole


def test_i4_it_still_helps(planted):
    files = collect()
    assert set(files) == {"README.txt", "versions.txt", "settings.txt", "providers.txt", "log.txt"}
    schema = hashlib.sha256(resource("schema", "schema.json").read_bytes()).hexdigest()
    assert schema in files["versions.txt"]
    assert "QGIS: 3." in files["versions.txt"]
    assert "inbox_folder: '~/Réception'  [person]" in files["settings.txt"]
    assert "submitter_name: set  [person]" in files["settings.txt"]
    assert "submitter_licence: ''  [default]" in files["settings.txt"]
    assert "SERVICE_POINTS_GRAPH_CACHE_MB" in files["settings.txt"]
    assert "data: " in files["providers.txt"]
    assert "ogr" in files["providers.txt"]
    assert "warning: GET https://example.ca/wfs?token=…&x=… failed" in files["log.txt"]
    assert "the folder ~/Données is away" in files["log.txt"]
    assert "dbname='reg' host=db" in files["log.txt"]
    assert "error: Failed" in files["log.txt"]


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("C:\\Users\\jdoe\\a.gpkg", PureWindowsPath("C:\\Users\\jdoe"), "~\\a.gpkg"),
        ("c:/users/JDOE/a.gpkg", PureWindowsPath("C:\\Users\\jdoe"), "~/a.gpkg"),
        ("'C:\\\\Users\\\\jdoe\\\\a'", PureWindowsPath("C:\\Users\\jdoe"), "'~\\\\a'"),
        ("/users/jdoe2/a /users/jdoe/a", Path("/users/jdoe"), "/users/jdoe2/a ~/a"),
        ("\\\\server\\users\\jdoe\\a", Path("/users/x"), "\\\\server\\users\\…\\a"),
        ("/ and /a", Path("/"), "/ and /a"),
    ],
)
def test_i4_paths_are_shortened(text, home, expected):
    assert shareable(text, home, "jdoe") == expected


def test_a_short_account_does_not_eat_the_text():
    assert shareable("a store", Path("/users/a"), "a") == "a store"


def test_a_long_message_takes_no_time():
    """A database names the geometry that it refused, in a row of digits."""
    begun = time.process_time()
    assert shareable("01A4" * 50_000, Path("/users/x"), "jdoe").startswith("01A4")
    assert time.process_time() - begun < 2.0


def test_only_the_last_messages_are_kept(qgis_app):
    log._recent.clear()
    for number in range(log.KEPT + 7):
        log.info(f"message {number}")
    kept = log.recent()
    assert len(kept) == log.KEPT
    assert kept[0].endswith("info: message 7")
    log._recent.clear()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(ExchangeError, match="missing"):
        save({"a.txt": "a"}, tmp_path / "missing" / "d.zip")


def test_nothing_half_written_stays(tmp_path, monkeypatch):
    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr(diagnostics.zipfile.ZipFile, "writestr", broken)
    with pytest.raises(ExchangeError):
        save({"a.txt": "a"}, tmp_path / "d.zip")
    assert list(tmp_path.iterdir()) == []
