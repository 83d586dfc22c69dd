# SPDX-License-Identifier: GPL-2.0-or-later
"""A private PostgreSQL with PostGIS on a free port of this machine; it is gone when the tests end."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest
from service_points.core.store import PostgisAddress, RowChange, create_store
from service_points.core.text import Text

ADMINISTRATOR = "administrator"
SECRET = "p w'd\\%41:é&"  # what a real password may hold: it must never be seen again
CHROOT = Path("/opt/venv")  # the QGIS 3.44 leg has no PostgreSQL; its driver is tested by the other legs
NOW = datetime(2026, 11, 1, 12, 30, tzinfo=timezone.utc)
STORE_ID = "5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001"
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
TITLE = Text("Pine River", "Rivière aux Pins")
JURISDICTIONS = (
    {"code": "CA", "level": "federal", "name_en": "Canada", "name_fr": "Canada"},
    {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario", "auto_accept": True},
    {"code": "CA-QC", "level": "provincial", "name_en": "Quebec", "name_fr": "Québec"},
)
AUDIT = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}


def _installed() -> Path | None:
    """Return the programs' folder of the newest PostgreSQL that has PostGIS."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    for path in reversed(found):
        if (Path("/usr/share/postgresql") / path.parts[-3] / "extension" / "postgis.control").is_file():
            return path.parent
    return None


def _account() -> tuple[str, ...] | None:
    """Return how to run commands as somebody else than root, whom PostgreSQL refuses; None if not at all."""
    if os.name == "nt":
        return None
    if os.getuid() != 0:
        return ()
    import pwd  # not on Windows

    if "postgres" not in {each.pw_name for each in pwd.getpwall()}:
        return None
    return ("runuser", "-u", "postgres", "--") if shutil.which("runuser") else None


class Server:
    """A running server. Everybody needs a password, but for the administrator on the server's own socket."""

    def __init__(self, programs: Path, run_as: tuple[str, ...]) -> None:
        self._programs, self._run_as = programs, run_as
        self.folder = Path(tempfile.mkdtemp(prefix="service-points-pg."))
        if run_as:
            shutil.chown(self.folder, "postgres")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._number, self._users = 0, set()
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        data, settings = self.folder / "data", self.folder / "options"
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
        }
        settings.write_text("".join(f"{k} = '{v}'\n" for k, v in options.items()), encoding="utf-8")
        self._call(
            "initdb", "-D", data, "-U", ADMINISTRATOR, "--auth-local=trust", "--auth-host=scram-sha-256",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        with (data / "postgresql.conf").open("a", encoding="utf-8") as configuration:
            configuration.write(settings.read_text(encoding="utf-8"))
        self._call("pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "start")
        os.chmod(self.folder, 0o755)  # the administrator's socket lies there
        for setting in ("timezone = 'America/St_Johns'", "datestyle = 'SQL, DMY'", "extra_float_digits = -3"):
            # nothing may depend on how an account is set
            self.psql("postgres", "-c", f"ALTER ROLE {ADMINISTRATOR} SET {setting}")

    def stop(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self._call("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _call(self, program: str, *arguments: object) -> None:
        command = [*self._run_as, str(self._programs / program), *map(str, arguments)]
        quiet = {name: subprocess.DEVNULL for name in ("stdin", "stdout", "stderr")}
        subprocess.run(command, cwd="/", timeout=120, check=True, **quiet)

    def psql(self, database: str, *arguments: object, ok: bool = True) -> str:
        """Run psql as the administrator and return what it says."""
        where = ["-h", self.folder, "-p", self.port, "-U", ADMINISTRATOR, "-d", database]
        command = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", *map(str, [*where, *arguments])]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd="/", check=False)
        assert (done.returncode == 0) is ok, done.stderr
        return done.stdout.strip() if ok else done.stderr

    def database(self, *, postgis: bool = True) -> str:
        """Create a database and return its name."""
        self._number += 1
        name = f"base_{self._number}"
        self.psql("postgres", "-c", f"CREATE DATABASE {name}")
        if postgis:
            self.psql(name, "-c", "CREATE EXTENSION postgis")
        return name

    def address(self, database: str, user: str | None = None, schema: str = "casp") -> PostgisAddress:
        """Return a store's address: the administrator's on the socket, anybody else's with a password."""
        if user is None:
            where = {"host": str(self.folder), "port": str(self.port), "user": ADMINISTRATOR}
            return PostgisAddress.of({**where, "dbname": database}, schema)
        where = {"host": "127.0.0.1", "port": str(self.port), "user": user, "password": SECRET}
        return PostgisAddress.of({**where, "dbname": database}, schema)

    def user(self, name: str, *roles: str) -> str:
        """Make an account that logs in with the password, and a member of roles, once."""
        if name in self._users:
            return name
        self._users.add(name)
        password = SECRET.replace("'", "''").replace("\\", "\\\\")
        self.psql("postgres", "-c", f"CREATE ROLE {name} LOGIN PASSWORD E'{password}'")
        for role in roles:
            self.psql("postgres", "-c", f"GRANT {role} TO {name}")
        return name


@pytest.fixture(scope="session")
def postgres():
    """The server; skips where none can be had, but not under CI, whose set-up installs it."""
    programs, run_as = _installed(), _account()
    if programs is None or run_as is None or shutil.which("psql") is None:
        reason = "PostgreSQL with PostGIS is not installed, or there is no account to run it: make setup-test"
        if os.environ.get("CI") and Path(sys.prefix) != CHROOT:
            pytest.fail(reason)
        pytest.skip(reason)
    server = Server(programs, run_as)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def roles(postgres, repository):
    """The three roles, made by the administrator's own file."""
    name = postgres.database(postgis=False)
    postgres.psql(name, "-f", repository / "resources" / "postgis" / "roles.sql")
    return name


@pytest.fixture(scope="session")
def base(postgres, roles):
    """A database with PostGIS on a server with the roles."""
    return postgres.database()


@pytest.fixture(scope="session")
def new_address(postgres, base):
    """Return the administrator's address of a schema that does not exist yet, another one each time."""
    return lambda: postgres.address(base, schema=f"casp_{uuid.uuid4().hex[:8]}")


@pytest.fixture(scope="session")
def make_store():
    """Create a store at an address, from the same fixed arguments unless a test gives others."""
    from service_points.core.store.postgis import create_postgis_store

    def create(address, **values):
        given = {"title": TITLE, "jurisdictions": JURISDICTIONS, "store_id": STORE_ID, "now": NOW}
        given["steward_email"] = "steward@example.ca"
        return create_postgis_store(address, **{**given, **values})

    return create


@pytest.fixture(scope="session")
def fill(repository):
    """Put generated points into an empty store."""
    from service_points.core.store.postgis.session import connect

    path = repository / "benchmarks" / "large_register.py"
    spec = importlib.util.spec_from_file_location("service_points_large_register", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def put(address, points, seed=module.SEED):
        with closing(connect(address)) as connection:
            module.fill(connection, address.schema, points, seed)

    return put


@pytest.fixture(scope="session")
def large(roles, new_address, make_store, fill):
    """The address of a store that is just too large to be read whole."""
    address = new_address()
    make_store(address).close()
    fill(address, 20_500)
    return address


@pytest.fixture
def address(new_address):
    return new_address()


@pytest.fixture
def new_postgis(make_store, address):
    """Create the store at ``address``."""
    return lambda **values: make_store(address, **values)


@pytest.fixture
def postgis(new_postgis):
    """A store in the database with one organization."""
    with new_postgis() as store:
        store.apply([ORGANIZATION_ROW])
        yield store


@pytest.fixture(params=["geopackage", "postgis"])
def store(request, tmp_path):
    """The same store, once in a file and once in a database."""
    if request.param == "postgis":
        yield request.getfixturevalue("postgis")
        return
    with create_store(
        tmp_path / "store.gpkg",
        title=TITLE,
        jurisdictions=JURISDICTIONS,
        store_id=STORE_ID,
        steward_email="steward@example.ca",
        now=NOW,
    ) as opened:
        opened.apply([ORGANIZATION_ROW])
        yield opened


ORGANIZATION_ROW = RowChange("insert", "organization", ORGANIZATION, {"name_en": "Province", **AUDIT})


@pytest.fixture
def point_id():
    return lambda number: f"{number:08d}-0000-4000-8000-000000000000"


@pytest.fixture
def insert_point(point_id):
    def insert(number, **values):
        row = {
            "organization_id": ORGANIZATION,
            "channel": "in_person",
            "point_type": "service_centre",
            "name_en": f"Office {number}",
            "verified_on": "2026-10-01",
            "verified_method": "phone",
            "geom": "POINT (-75.6972000 45.4215000)",
            **AUDIT,
            **values,
        }
        return RowChange("insert", "service_point", point_id(number), row)

    return insert


@pytest.fixture
def submission_row(point_id):
    """Return a row of the inbox as a sender writes it."""

    def row(number, jurisdiction="CA-ON", **values):
        return {
            "id": point_id(number),
            "content_sha256": "0" * 64,
            "jurisdiction_code": jurisdiction,
            "submitter": {"name": "A", "email": "a@example.ca"},
            "created_at": "2026-10-02T03:04:05Z",
            "received_at": "2026-10-02T03:04:06Z",
            "state": "received",
            "base_revision": 0,
            "document": {"a": [1, None, True, "é"]},
            **values,
        }

    return row


@pytest.fixture
def save_connection(qgis_app, postgres, secret):
    """Save a connection in QGIS: its login in an authentication configuration, or as plain text."""
    from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsDataSourceUri, QgsProviderRegistry

    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("test", True)
    names, keys = [], []

    def save(name, database, login, *, plain=False, port=None):
        uri, authcfg = QgsDataSourceUri(), ""
        where = ("127.0.0.1", str(port or postgres.port), database)
        if plain:
            uri.setConnection(*where, login, secret)
        else:
            configuration = QgsAuthMethodConfig("Basic")
            configuration.setName(f"login of {name}")
            configuration.setConfig("username", login)
            configuration.setConfig("password", secret)
            assert manager.storeAuthenticationConfig(configuration)
            authcfg = configuration.id()
            keys.append(authcfg)
            uri.setConnection(*where, "", "")
            uri.setAuthConfigId(authcfg)
        settings = {"saveUsername": True, "savePassword": True, "authcfg": authcfg}
        metadata.saveConnection(metadata.createConnection(uri.uri(False), settings), name)
        names.append(name)
        return name

    yield save
    for name in names:
        metadata.deleteConnection(name)
    for key in keys:
        manager.removeAuthenticationConfig(key)


@pytest.fixture
def run(provider):
    """Run an algorithm and return its results and all it said."""
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    def execute(name, **parameters):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"servicepoints:{name}")
        feedback, context = QgsProcessingFeedback(False), QgsProcessingContext()
        good, message = algorithm.checkParameterValues(parameters, context)
        if not good:
            return None, message
        results, ok = algorithm.run(parameters, context, feedback)
        return (results if ok else None), feedback.textLog()

    return execute


@pytest.fixture
def secret():
    """The password of every account; no message may show it."""
    return SECRET
