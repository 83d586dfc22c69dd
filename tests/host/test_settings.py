# SPDX-License-Identifier: GPL-2.0-or-later
"""Settings survive a session, never break on what somebody else wrote there, and say who set them."""

from itertools import count

import pytest
from qgis.core import QgsSettings
from service_points.core.errors import InputError
from service_points.host import settings as module
from service_points.host.language import language
from service_points.host.settings import (
    RECENT_LIMIT,
    Settings,
    Source,
    change,
    declared,
    key_of,
    remember_place,
    remember_store,
    settings,
    variable_of,
)


@pytest.fixture(autouse=True)
def clean(qgis_app, monkeypatch, tmp_path):
    for item in declared():
        monkeypatch.delenv(variable_of(item) or "SERVICE_POINTS_NOTHING", raising=False)
    QgsSettings().remove("service_points")
    module.forget()
    yield
    nothing = tmp_path / "nothing.ini"  # there is no way back to no file at all
    nothing.touch()
    assert QgsSettings.setGlobalSettingsPath(str(nothing))
    QgsSettings().remove("service_points")
    module.forget()


@pytest.fixture
def organization(tmp_path):
    """Write QGIS's global settings file, as an IT department does; each under a name of its own, because Qt
    takes a file of the same size and moment for the one it has read."""
    number = count()

    def write(*lines):
        file = tmp_path / f"qgis_global_settings_{next(number)}.ini"
        file.write_text("\n".join(["[service_points]", *lines, ""]), encoding="utf-8")
        assert QgsSettings.setGlobalSettingsPath(str(file))
        module.forget()
        return file

    return write


def test_what_is_chosen_is_read_back():
    change(language="fr", follow_map=False, submitter_name="É. Roy", processes=3)
    expected = Settings(language="fr", follow_map=False, submitter_name="É. Roy", processes=3)
    assert Settings.load() == settings() == expected
    assert settings().source("processes") is Source.PERSON
    assert settings().source("graph_cache_mb") is Source.DEFAULT


def test_settings_are_not_changed_by_accident():
    with pytest.raises(AttributeError):
        settings().language = "fr"


@pytest.mark.parametrize(
    ("key", "raw", "name"),
    [
        ("recent_stores", {"not": "a list"}, "recent_stores"),
        ("follow_map", "maybe", "follow_map"),
        ("processes", 61, "processes"),
        ("processes", "-1", "processes"),
        ("graph_cache_mb", "2.5", "graph_cache_mb"),
        ("language", "../fr", "language"),
        ("jurisdiction", "Ontario", "jurisdiction"),
        ("cluster/address", "http://server:8786", "cluster_address"),
        ("cluster/address", "tls://server", "cluster_address"),
        ("cluster/address", "tls://server:8786/", "cluster_address"),
        ("cluster/address", "TLS://server:8786", "cluster_address"),
        ("store", "postgresql://u:planted@db/reg?schema=casp", "store"),  # pragma: allowlist secret
    ],
)
def test_g9_what_cannot_be_used_falls_back_is_said_and_stays(key, raw, name):
    QgsSettings().setValue(f"service_points/{key}", raw)
    found = Settings.load()
    assert getattr(found, name) == getattr(Settings(), name)
    (problem,) = found.problems
    for sentence in (problem.en, problem.fr):
        assert key in sentence
        assert "planted" not in sentence
    assert "must" in problem.en
    assert QgsSettings().value(f"service_points/{key}") == raw


def test_a_value_that_cannot_be_used_is_not_kept():
    with pytest.raises(InputError, match="tls://server:8786"):
        change(processes=2, cluster_address="tls://user:planted@server:8786")  # pragma: allowlist secret
    assert Settings.load() == Settings()


def test_the_latest_store_comes_first_and_once():
    for name in [*(f"/s{i}.gpkg" for i in range(RECENT_LIMIT + 2)), "/s5.gpkg"]:
        remember_store(name)
    assert settings().recent_stores[:3] == ("/s5.gpkg", "/s9.gpkg", "/s8.gpkg")
    assert len(Settings.load().recent_stores) == RECENT_LIMIT


def test_places_are_remembered_with_their_login():
    remember_place("/exchange")
    remember_place("https://example.ca/in", "abc1234")
    assert settings().known_places() == {"https://example.ca/in": "abc1234", "/exchange": ""}


def test_a_preset_is_a_start_that_a_person_may_leave(organization):
    organization("language=fr", "processes=2")
    assert (settings().processes, settings().source("processes")) == (2, Source.FILE)
    assert not settings().is_locked("processes")
    assert language() == "fr"
    change(processes=4, language="en")
    assert (settings().processes, settings().source("processes")) == (4, Source.PERSON)
    assert language() == "en"


def test_what_was_not_touched_follows_a_new_preset(organization):
    organization("processes=2")
    change(processes=2, follow_map=False)
    organization("processes=3")
    assert settings().processes == 3


def test_what_is_locked_wins_over_the_person(organization):
    change(processes=4, cluster_address="tcp://own:1", graph_cache_mb=7)
    organization(
        "processes=2",
        "cluster\\address=tls://hers:8786",
        "graph_cache_mb=9",
        "locked=processes, cluster/address",
    )
    assert (settings().processes, settings().cluster_address) == (2, "tls://hers:8786")
    assert settings().is_locked("processes")
    assert settings().is_locked("cluster_address")
    assert (settings().graph_cache_mb, settings().is_locked("graph_cache_mb")) == (7, False)
    change(processes=6, cluster_address="")
    assert settings().processes == 2
    organization()
    assert (settings().processes, settings().cluster_address) == (4, "tcp://own:1")


def test_a_star_locks_what_the_file_names_and_nothing_else(organization):
    organization("processes=2", "recent_stores=/a.gpkg", "locked=*")
    assert settings().is_locked("processes")
    assert not settings().is_locked("graph_cache_mb")
    assert not settings().is_locked("recent_stores")
    assert settings().recent_stores == ("/a.gpkg",)


def test_names_in_quotes_are_locked_too(organization):
    organization("processes=2", "graph_cache_mb=9", 'locked="processes, graph_cache_mb"')
    assert settings().is_locked("processes")
    assert settings().is_locked("graph_cache_mb")
    assert settings().problems == ()


def test_a_lock_of_nothing_is_said(organization):
    """A key with a slash is written with a backslash in the file, but not in ``locked``."""
    organization("cluster\\address=tls://hers:8786", "locked=cluster\\address, procesess")
    assert not settings().is_locked("cluster_address")
    first, second = settings().problems
    assert "ddress”, which the global settings file of QGIS locks" in first.en
    assert "“procesess”" in second.en
    assert "«\u00a0procesess\u00a0»" in second.fr


def test_the_environment_wins_over_all(organization, monkeypatch):
    organization("processes=2", "locked=*")
    monkeypatch.setenv("SERVICE_POINTS_PROCESSES", "5")
    monkeypatch.setenv("SERVICE_POINTS_CLUSTER_ADDRESS", "tls://server:8786")
    monkeypatch.setenv("SERVICE_POINTS_LANGUAGE", "fr")
    monkeypatch.setenv("SERVICE_POINTS_GRAPH_CACHE_MB", "")
    module.forget()
    assert (settings().processes, settings().source("processes")) == (5, Source.ENVIRONMENT)
    assert (settings().cluster_address, settings().is_locked("cluster_address")) == (
        "tls://server:8786",
        True,
    )
    assert settings().source("graph_cache_mb") is Source.DEFAULT
    assert language() == "fr"


def test_a_mistake_of_the_organization_leaves_the_person_s_value(organization, monkeypatch):
    change(processes=4)
    organization("processes=two", "locked=processes")
    monkeypatch.setenv("SERVICE_POINTS_PROCESSES", "three")
    module.forget()
    assert settings().processes == 4
    named = [problem.en for problem in settings().problems]
    assert "SERVICE_POINTS_PROCESSES” (environment)" in named[0]
    assert "processes” (global settings file of QGIS)" in named[1]


def test_end_user_mode_is_the_organization_s_alone(organization):
    QgsSettings().setValue("service_points/end_user", True)
    assert not Settings.load().end_user
    change(end_user=True)
    assert not settings().end_user
    organization("end_user=true", "store=/shared/register.gpkg")
    assert settings().end_user
    assert settings().locked_store == "/shared/register.gpkg"
    assert settings().locked_jurisdiction == ""


def test_without_end_user_mode_a_store_is_a_start(organization):
    organization("store=/shared/register.gpkg", "jurisdiction=CA-ON")
    assert settings().store == "/shared/register.gpkg"
    assert (settings().locked_store, settings().locked_jurisdiction) == ("", "")


def test_every_setting_has_a_name_of_its_own():
    keys = [key_of(item) for item in declared()]
    variables = [name for name in map(variable_of, declared()) if name]
    assert len(set(keys)) == len(keys)
    assert len(set(variables)) == len(variables)
    assert {"cluster/address", "cluster/ca", "cluster/certificate", "cluster/key"} < set(keys)
    assert "SERVICE_POINTS_CLUSTER_CERTIFICATE" in variables


@pytest.mark.parametrize("page", ["en/deployment.md", "fr/deploiement.md"])
def test_the_pages_for_it_name_every_key_and_variable(repository, page):
    text = (repository / "docs" / page).read_text(encoding="utf-8")
    for item in declared():
        assert f"`{key_of(item)}`" in text
        assert not variable_of(item) or f"`{variable_of(item)}`" in text
