# SPDX-License-Identifier: GPL-2.0-or-later
"""What helps somebody else to see why the plugin does not work here: versions, settings, log. No data.

Everything is text. It is shown before it is saved, and what is shown is what is saved.
"""

from __future__ import annotations

import getpass
import platform
import re
import sys
import zipfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from osgeo import gdal, osr
from qgis.core import Qgis, QgsApplication, QgsProviderRegistry, QgsSettings
from qgis.PyQt.QtCore import QLocale, qVersion

from ..core.errors import ExchangeError
from ..core.file_moves import remove_left, replace_file
from ..core.schema import load_schema
from ..core.text import Text
from ..core.web.addresses import redacted
from . import log
from .language import language, say
from .resources import plugin_version
from .settings import Settings, declared, key_of

_LIBRARIES = ("numpy", "scipy", "shapely", "pyproj", "requests", "jinja2", "psycopg2", "distributed")
_SHORTEST_NAME = 3
_KEYS = "(?:api|access|account|private|secret)[_-]?key(?:[_-]?id)?"
_SECRETS = f"password|passwd|passphrase|token|secret|authcfg|{_KEYS}"
_LOGINS = "pwd|user|username|login|authorization|cookie|session|signature|sig"
_KEYWORDS = re.compile(
    rf"""(?ix) ((?:{_SECRETS})|\b(?:{_LOGINS})) (["']?\s*[=:]\s*)
    (?: (?:bearer|basic|digest)\s+\S+ | '[^'\n]*' | "[^"\n]*" | [^\s,;&)'"]+ )"""
)
_OPTION = re.compile(rf"(?i)(?<!\S)(--?(?:[a-z]+[_-]){{0,3}}(?:{_SECRETS}|{_LOGINS}))\s+[^\s-]\S*")
_BEARER = re.compile(r"(?i)\b(bearer|basic|digest)\s+[A-Za-z0-9._~+/=-]{6,}")
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]+-----.*?(?:-----END [A-Z ]+-----|\Z)", re.S)
_TOKEN = re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*")
_MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HIDDEN = "…"


def shareable(text: str, home: Path | None = None, account: str | None = None) -> str:
    """Return a text without passwords, tokens, logins, mailboxes, and the name of the person's account.

    Paths below the ``home`` folder begin with ``~``.
    """
    cleaned = _PRIVATE_KEY.sub(_HIDDEN, text)
    cleaned = redacted(cleaned)
    cleaned = _KEYWORDS.sub(rf"\1\2{_HIDDEN}", cleaned)
    cleaned = _OPTION.sub(rf"\1 {_HIDDEN}", cleaned)
    cleaned = _TOKEN.sub(_HIDDEN, _BEARER.sub(rf"\1 {_HIDDEN}", cleaned))
    cleaned = _MAILBOX.sub(f"{_HIDDEN}@{_HIDDEN}", cleaned)
    folder = str(Path.home() if home is None else home)
    if len(folder) > _SHORTEST_NAME:
        for written in {folder, folder.replace("\\", "/"), folder.replace("\\", "\\\\")}:
            cleaned = re.sub(rf"(?i){re.escape(written)}(?![\w-])", "~", cleaned)
    for name in (_account() if account is None else account, platform.node()):
        if len(name) >= _SHORTEST_NAME:
            cleaned = re.sub(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", _HIDDEN, cleaned)
    return cleaned


def collect() -> dict[str, str]:
    """Return the files of the bundle by name; on the main thread."""
    gathered = {
        "README.txt": say(_ABOUT),
        "versions.txt": _lines(_versions()),
        "settings.txt": _lines(_settings()),
        "providers.txt": _lines(_providers()),
        "log.txt": "\n".join(log.recent()) or say(_NO_LOG),
    }
    return {name: shareable(text) + "\n" for name, text in gathered.items()}


def save(files: Mapping[str, str], target: Path) -> None:
    """Write the bundle in one step. Raises ``ExchangeError``."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text.encode("utf-8"))
        replace_file(partial, target)
    except OSError as error:
        remove_left(partial)
        raise ExchangeError(_NOT_SAVED.format(path=target), str(error)) from error


def _versions() -> dict[str, str]:
    schema = load_schema()
    found = {
        "Service Points": plugin_version(),
        "schema": f"{schema.version} sha256 {schema.sha256}",
        "QGIS": f"{Qgis.QGIS_VERSION} {Qgis.QGIS_DEV_VERSION}",
        "Qt": qVersion(),
        "Python": sys.version.replace("\n", " "),
        "GDAL": gdal.VersionInfo("RELEASE_NAME"),
        "GEOS": Qgis.geosVersion(),
        "PROJ": f"{osr.GetPROJVersionMajor()}.{osr.GetPROJVersionMinor()}",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "language": f"{language()} ({QLocale.system().name()})",
    }
    return {**found, **{name: _version_of(name) for name in _LIBRARIES}}


def _version_of(library: str) -> str:
    for name in (library, f"{library}-binary"):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return "-"


def _settings() -> dict[str, str]:
    """Return each setting with who set it; of personal ones only whether there is something."""
    known, lines = Settings.load(), {}
    for item in declared():
        value = getattr(known, item.name)
        shown = ("set" if value else "empty") if item.metadata.get("private") else repr(value)
        locked = ", locked" if known.is_locked(item.name) else ""
        lines[key_of(item)] = f"{shown}  [{known.source(item.name).value}{locked}]"
    lines |= {f"problem {n}": say(text) for n, text in enumerate(known.problems, 1)}
    lines["global settings file"] = QgsSettings.globalSettingsPath() or "-"
    lines["profile"] = QgsApplication.qgisSettingsDirPath()
    return lines


def _providers() -> dict[str, str]:
    from qgis.utils import active_plugins, pluginMetadata  # noqa: PLC0415  (not there in every program)

    registry = QgsApplication.processingRegistry()
    algorithms = {
        f"processing {each.id()}": f"{len(each.algorithms())} {each.versionInfo()}"
        for each in sorted(registry.providers(), key=lambda provider: provider.id())
    }
    data = {"data": ", ".join(sorted(QgsProviderRegistry.instance().providerList()))}
    plugins = {f"plugin {name}": pluginMetadata(name, "version") for name in sorted(active_plugins)}
    return {**algorithms, **data, **plugins}


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such account: in a container, on Windows
        return ""


def _lines(values: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in values.items())


_ABOUT = Text(
    "Diagnostics of the QGIS plugin Service Points. For whoever helps with a problem: versions, "
    "settings and the last messages. It has no data, no passwords and no names; read it before you send it.",
    "Diagnostic de l’extension QGIS Points de service. Pour qui aide à résoudre un problème\u00a0: "
    "versions, paramètres et derniers messages. Il ne contient ni données, ni mots de passe, ni noms; "
    "lisez-le avant de l’envoyer.",
)
_NO_LOG = Text("No messages.", "Aucun message.")
_NOT_SAVED = Text(
    "The diagnostics were not saved to {path}: the folder cannot be written. Choose another folder.",
    "Le diagnostic n’a pas été enregistré dans {path}\u00a0: le dossier ne peut être modifié. "
    "Choisissez un autre dossier.",
)
