# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import needs of QGIS: its network, and files of the profile."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qgis.core import QgsApplication

from ..core.importing.services import Client
from ..core.progress import SILENT, Progress
from .network import session


def connect(authcfg: str = "", progress: Progress = SILENT) -> Client:
    """Return a client that reads through QGIS; the login goes to the address's own server only."""
    return Client(session(authcfg, progress), elsewhere=session("", progress), progress=progress)


def absences_file() -> Path:
    """Return the file that remembers what earlier imports of this person lacked."""
    return _folder() / "import_absences.json"


def decisions_file() -> Path:
    """Return the file that remembers what this person decided of the records of sources."""
    return _folder() / "import_decisions.json"


def profiles_folder() -> Path:
    """Return the folder that this person's own import profiles are saved in."""
    return _folder() / "import_profiles"


def _folder() -> Path:
    """Return the folder of the plugin in the profile; a profile that is new has none yet."""
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "service_points"
    with suppress(OSError):  # whoever writes there says what is wrong
        folder.mkdir(parents=True, exist_ok=True)
    return folder
