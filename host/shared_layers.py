# SPDX-License-Identifier: GPL-2.0-or-later
"""The connections to shared layers that a person saved, in QGIS's settings, and what they need of QGIS.

Below ``service_points/shared_layers`` each connection is a group of its own with ``title``, ``service``,
``url``, ``layer`` and ``authcfg``, so that IT can preset them too. No login is among them but its id.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsSettings

from ..core.connections import Copies, Service, SharedLayer
from ..core.errors import InputError
from ..core.importing.services import Client
from ..core.progress import SILENT, Progress
from ..core.text import Text
from . import log
from .language import say, tr
from .network import session

GROUP = "service_points/shared_layers"
_ATTEMPTS, _LONGEST_S = 3, 15.0
"""A person waits, and there may be a copy to show: three attempts in three seconds, or as a server asks."""

_MEMBERS = ("title", "url", "layer", "authcfg")


def saved_layers() -> list[SharedLayer]:
    """Return the saved connections by title. One that cannot be used (a preset with a mistake) is logged."""
    stored, found = QgsSettings(), []
    stored.beginGroup(GROUP)
    for name in stored.childGroups():
        title, url, layer, authcfg = (str(stored.value(f"{name}/{each}") or "") for each in _MEMBERS)
        try:
            service = Service(str(stored.value(f"{name}/service") or ""))
            found.append(SharedLayer.of(title, service, url, layer, authcfg))
        except ValueError:
            log.warning(
                tr("The shared layer “{name}” of the settings is of an unknown kind and is left out.").format(
                    name=name
                )
            )
        except InputError as problem:
            log.warning(f"{GROUP}/{name}: {say(problem.text)}")
    return sorted(found, key=lambda each: (each.title.casefold(), each.key))


def save_layer(shared: SharedLayer) -> None:
    """Keep a connection, in place of the one to the same layer."""
    forget_layer(shared)
    stored = QgsSettings()
    values = {**{name: getattr(shared, name) for name in _MEMBERS}, "service": shared.service.value}
    for name, value in values.items():
        stored.setValue(f"{GROUP}/{shared.key}/{name}", value)


def forget_layer(shared: SharedLayer) -> None:
    """Forget a connection, whatever the name of its group; copies and layers stay."""
    stored = QgsSettings()
    stored.beginGroup(GROUP)
    for name in stored.childGroups():
        members = {each: str(stored.value(f"{name}/{each}") or "") for each in ("service", *_MEMBERS)}
        try:
            known = SharedLayer.of(
                members["title"], Service(members["service"]), *(members[each] for each in _MEMBERS[1:])
            )
        except (ValueError, InputError):
            continue
        if known.key == shared.key:
            stored.remove(name)


def profile_copies() -> Copies:
    """Return the copies of this profile: they outlive the program and the plugin."""
    return Copies(Path(QgsApplication.qgisSettingsDirPath()) / "service_points" / "copies")


def service_client(authcfg: str = "", progress: Progress = SILENT) -> Client:
    """Return what asks a service through QGIS's network; the login goes to that server only."""
    own, elsewhere = session(authcfg, progress), session("", progress)
    return Client(own, elsewhere=elsewhere, progress=progress, attempts=_ATTEMPTS, longest_wait_s=_LONGEST_S)


def check_login(authcfg: str, *, ask: bool = True) -> None:
    """Have QGIS ready to log in; on the main thread, where QGIS may ask for its master password.

    Raises ``InputError``: the configuration is not on this computer, or the password was not given.
    """
    if not authcfg:
        return
    manager = QgsApplication.authManager()
    if authcfg not in manager.configIds():
        raise InputError(_NOT_HERE)
    if not manager.masterPasswordIsSet() and not (ask and manager.setMasterPassword(True)):
        raise InputError(_NOT_GIVEN)


_NOT_HERE = Text(
    "Needs a login: the authentication configuration of this address is not on this computer. Make one in "
    "Settings > Options > Authentication, choose it beside the address, and try again.",
    "Identification requise\u00a0: la configuration d’authentification de cette adresse ne se trouve pas sur "
    "cet ordinateur. Créez-en une dans Préférences > Options > Authentification, choisissez-la à côté de "
    "l’adresse, puis réessayez.",
)
_NOT_GIVEN = Text(
    "Needs a login: the master password of QGIS was not given, so the login cannot be read. Try again and "
    "give it.",
    "Identification requise\u00a0: le mot de passe principal de QGIS n’a pas été donné, de sorte que "
    "l’identification ne peut être lue. Réessayez en le donnant.",
)
