# SPDX-License-Identifier: GPL-2.0-or-later
"""An editor's day and the steward's by ``qgis_process`` alone, on the built-in sample and a real web server.

Two editors of one jurisdiction correct the same counter. One sends to a shared folder, the other to a WebDAV
collection that asks for a password; the steward merges both and decides what they disagree on; both read
their receipts. The corrections are made by another program (SQL), as the difference is taken from the data.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from osgeo import gdal, ogr

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

JURISDICTION = "CA-ON"
INSECURE, SECURE = "http://example.ca/counter", "https://example.ca/counter"
ADA, BO = "Mo-Fr 08:00-17:00; PH off", "Mo-Sa 09:00-16:00; PH off"

KEEP_LOGIN = """
import sys
from qgis.core import QgsApplication, QgsAuthMethodConfig
application = QgsApplication([], False)
application.initQgis()
login = QgsAuthMethodConfig("Basic")
login.setName("exchange")
login.setConfig("username", sys.argv[1])
login.setConfig("password", sys.argv[2])
manager = QgsApplication.authManager()
manager.setMasterPassword(sys.argv[3], True)
answer = manager.storeAuthenticationConfig(login)
stored, kept = answer if isinstance(answer, tuple) else (answer, login)
print(kept.id() if stored else "")
"""


@pytest.fixture(scope="module")
def logged_in(nginx_server, tmp_path_factory):
    """The variables of a batch run that may use a login of QGIS, and the login's id."""
    folder = tmp_path_factory.mktemp("login")
    master = folder / "master"
    master.write_text("of this machine\n", encoding="utf-8")
    master.chmod(0o600)
    variables = {
        "QGIS_AUTH_DB_DIR_PATH": str(folder),
        "QGIS_AUTH_PASSWORD_FILE": str(master),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", KEEP_LOGIN, nginx_server.user, nginx_server.password, "of this machine"],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    login = done.stdout.split()[-1:]
    assert login, done.stderr
    return variables, login[0]


def sql(path, statement):
    """Let another program than QGIS change a file."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE, allowed_drivers=["GPKG"])
    result = dataset.ExecuteSQL(statement)
    if result is not None:
        dataset.ReleaseResultSet(result)


def point_in(path, key):
    dataset = ogr.Open(str(path))  # kept: its layers go with it
    layer = dataset.GetLayerByName("service_point")
    layer.SetAttributeFilter(f"id = '{key}'")
    feature = next(iter(layer))
    return {**feature.items(), "lonlat": feature.geometry().GetPoint_2D()}


def table(path):
    dataset = ogr.Open(str(path))
    return [feature.items() for feature in dataset.GetLayer(0)]


def counter(path):
    """The first counter of the jurisdiction that people can visit now."""
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayerByName("service_point")
    layer.SetAttributeFilter(
        f"custodian_code = '{JURISDICTION}' AND channel = 'in_person' AND status = 'active' "
        "AND postal_code IS NOT NULL"
    )
    return min(feature["id"] for feature in layer)


class Office:
    """What everybody in this story has: ``qgis_process``, and folders of their own."""

    def __init__(self, process, folder, variables):
        self._process, self.folder, self._variables = process, folder, variables

    def run(self, algorithm, **parameters):
        done = self._process.run(algorithm, parameters, env=self._variables)
        assert done.rc == 0, done.stderr
        return done.results

    def refused(self, algorithm, **parameters):
        done = self._process.run(algorithm, parameters, env=self._variables)
        assert done.rc == 1
        return done.stderr

    def check_out(self, store, name):
        copy = self.folder / f"{name}.gpkg"
        self.run("checkout", STORE=store, JURISDICTION=JURISDICTION, TARGET=copy)
        return copy

    def findings_on(self, copy, key, name):
        """Return ``{rule: severity}`` of one record."""
        findings = self.folder / f"{name}.csv"
        self.run("validate", INPUT=copy, FINDINGS=findings)
        return {row["rule"]: row["severity"] for row in table(findings) if row["record_id"] == key}


@pytest.fixture
def office(qgis_process, tmp_path, logged_in):
    return Office(qgis_process, tmp_path, logged_in[0])


def test_a_day_by_qgis_process_alone(office, nginx, logged_in, repository, tmp_path):
    store = Path(
        shutil.copyfile(repository / "resources/sample/pine_river_store.gpkg", tmp_path / "store.gpkg")
    )
    shared = tmp_path / "shared"
    shared.mkdir()
    key = counter(store)
    before = point_in(store, key)
    ada, bo = office.check_out(store, "ada"), office.check_out(store, "bo")

    # Ada types carelessly, sees it, and corrects it.
    known = office.findings_on(ada, key, "known")
    typed = before["postal_code"].replace(" ", "").lower()
    sql(ada, f"UPDATE service_point SET url_en = '{INSECURE}', postal_code = '{typed}' WHERE id = '{key}'")
    found = office.findings_on(ada, key, "found")
    new = {rule: severity for rule, severity in found.items() if rule not in known}
    assert sorted(new.values()) == ["error", "warning"], new
    who = {"SUBMITTER": "Ada Tremblay", "EMAIL": "ada@example.ca"}
    sentence = office.refused("exportsubmission", WORKING_COPY=ada, TRANSPORT=shared, **who)
    assert typed in sentence or before["name_en"] in sentence
    assert not list(shared.rglob("*.json"))
    sql(
        ada,
        f"UPDATE service_point SET hours = '{ADA}', postal_code = '{before['postal_code']}', "
        f"url_en = '{SECURE}', geom = MakePoint({before['lonlat'][0] + 0.0004:.7f}, "
        f"{before['lonlat'][1] + 0.0002:.7f}, 4326) WHERE id = '{key}'",
    )
    assert office.findings_on(ada, key, "mended").keys() <= known.keys() | {"G05"}
    sent = office.run("exportsubmission", WORKING_COPY=ada, TRANSPORT=shared, **who)
    assert (sent["STATE"], sent["UPDATES"]) == ("sent", 1)

    # Bo corrects the hours differently, and sends over the web with the login kept in QGIS.
    sql(bo, f"UPDATE service_point SET hours = '{BO}', email = 'bo@example.ca' WHERE id = '{key}'")
    who = {"SUBMITTER": "Bo Nguyen", "EMAIL": "bo@example.ca"}
    web = {"TRANSPORT": nginx.plain + "/exchange/", "AUTHCFG": logged_in[1]}
    sent = office.run("exportsubmission", WORKING_COPY=bo, **web, **who)
    assert sent["STATE"] == "sent"
    assert len(list(nginx.inbox.iterdir())) == 1

    # The steward merges what came in; what both changed waits for somebody.
    merge = {"STORE": store, "POLICY": "apply", "SIGNATURE": "none"}
    first = office.run(
        "mergesubmissions", **merge, SUBMISSIONS=shared / "inbox", RECEIPTS=shared / "receipts"
    )
    assert (first["APPLIED"], first["CONFLICT"]) == (1, 0)
    waiting = tmp_path / "waiting.csv"
    second = office.run(
        "mergesubmissions", **merge, SUBMISSIONS=nginx.inbox, RECEIPTS=nginx.receipts, CONFLICTS=waiting
    )
    assert (second["APPLIED"] + second["PARTLY_APPLIED"], second["CONFLICT"]) in ((1, 0), (0, 1))
    rows = table(waiting)
    differs = [row for row in rows if row["theirs"] != row["ours"]]  # the group's other fields are only shown
    assert [(r["field"], r["base"], r["theirs"], r["ours"]) for r in differs] == [
        ("hours", before["hours"], BO, ADA)
    ]
    after = point_in(store, key)
    assert (after["hours"], after["url_en"], after["email"]) == (ADA, SECURE, "bo@example.ca")

    # Ada was right: Bo's hours are rejected, with the reason.
    decision = {
        "submission_id": differs[0]["submission_id"],
        "seq": int(differs[0]["seq"]),
        "field": "hours",
        "decision": "reject",
        "reason": "The counter was visited: closed on Saturdays.",
    }
    decisions = tmp_path / "decisions.json"
    document = {"format": "casp-decisions", "format_version": "1.0", "decisions": [decision]}
    decisions.write_text(json.dumps(document), encoding="utf-8")
    office.run("mergesubmissions", **merge, DECISIONS=decisions, RECEIPTS=nginx.receipts)

    # Both read their answers, Bo over the web; nothing is left to submit, both copies agree with the store.
    read = {"WORKING_COPY": ada, "RECEIPTS": shared / "receipts", "SUBMISSIONS": shared / "inbox"}
    assert office.run("applyreceipts", **read)["CONFLICTS_FOUND"] == 0
    read = {"WORKING_COPY": bo, **web, "SUBMISSIONS": nginx.inbox}
    assert office.run("applyreceipts", **read, RESOLVE="theirs")["CONFLICTS_FOUND"] >= 1
    for copy in (ada, bo):
        sentence = office.refused("exportsubmission", WORKING_COPY=copy, TARGET=tmp_path / "again", **who)
        assert "nothing to submit" in sentence.lower()
        assert point_in(copy, key)["hours"] == ADA
