# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a shared layer by QGIS's own provider, counts what comes, and keeps a copy; made for a task's thread.

The service is asked by us first, which says plainly what is wrong and can be cancelled at once, and tells how
many records it has. Then the provider reads. A layer that was read is handed to the main thread with what it
keeps of its records, so that nobody waits for the service there.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timezone
from types import TracebackType

from qgis.core import (
    QgsApplication,
    QgsFeatureRequest,
    QgsNetworkAccessManager,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, QTimerEvent
from qgis.PyQt.QtNetwork import QNetworkReply

from ..core.connections import Copies, Copy, Reading, Service, SharedLayer, State
from ..core.connections.asking import advertised
from ..core.connections.file_copy import copy_file
from ..core.errors import Cancelled, ServicePointsError
from ..core.importing.services import ServiceError
from ..core.progress import Part, Progress, check
from ..core.text import Text
from ..core.web.addresses import redacted
from ..host.shared_layers import service_client
from .shared_copy import CopyWriter
from .shared_layer import live_source, open_layer

_POLL_MS = 100
_ASKED, _READ = 0.1, 0.95
"""How far the work is when the service has answered, and when everything has come."""


@dataclass(frozen=True)
class Loaded:
    """What came of a shared layer.

    ``layer`` is of the main thread; it is ``None`` where a copy is to be opened: the one just made of a file,
    that of what came before a service was left, or with ``problem`` the last good one, because the service
    could not be read. ``copy_problem`` says why no copy was kept this time.
    """

    shared: SharedLayer
    reading: Reading
    layer: QgsVectorLayer | None = None
    copy: Copy | None = None
    problem: BaseException | None = None
    copy_problem: ServicePointsError | None = None

    @property
    def is_offline(self) -> bool:
        return self.problem is not None


def load_shared(
    shared: SharedLayer, copies: Copies, progress: Progress, *, patience_s: float | None = None
) -> Loaded:
    """Return the layer as the service gives it, or else its last good copy.

    ``patience_s``: for how long the service may give nothing new while it is read; the default is QGIS's own
    limit. Raises what keeps it from being read where there is no copy, and ``Cancelled``.
    """
    limit_s = QgsNetworkAccessManager.timeout() / 1000.0 if patience_s is None else patience_s
    try:
        if shared.service is Service.FILE:
            return _load_file(shared, copies, progress)
        return _load_live(shared, copies, progress, limit_s)
    except ServicePointsError as problem:
        return last_copy(shared, copies, problem.with_traceback(None))
    except Cancelled as stop:  # without the frames: the layer in them is to end here, in its own thread
        raise stop.with_traceback(None) from None


def last_copy(shared: SharedLayer, copies: Copies, problem: BaseException) -> Loaded:
    """Return the last good copy, to be shown because of a problem, or raise the problem."""
    last = copies.find(shared.key)
    if last is None:
        raise problem
    return Loaded(shared, last.reading, copy=last, problem=problem)


def _load_file(shared: SharedLayer, copies: Copies, progress: Progress) -> Loaded:
    part = copies.begin(shared.key)
    try:
        count = copy_file(service_client(shared.authcfg, progress), shared, part, progress)
        made = copies.adopt(part, shared.key, Reading(count, None, _now(), is_whole=True))
    finally:
        copies.drop(part)
    return Loaded(shared, made.reading, copy=made)


def _load_live(shared: SharedLayer, copies: Copies, progress: Progress, patience_s: float) -> Loaded:
    told = advertised(service_client(shared.authcfg, progress), shared)
    progress.report(_ASKED)
    with _Watch(progress, patience_s) as watch:
        layer = open_layer(live_source(shared), shared.title)
        check(progress)
        if not layer.isValid():
            raise ServiceError(_NOT_OPENED.format(host=shared.host), redacted(layer.error().message()))
        writer = CopyWriter(layer, copies, shared.key)
        try:
            reading = _read(layer, writer, told, watch, Part(progress, _ASKED, _READ))
            copy = writer.adopt(reading) if reading.stopped or reading.state is not State.INCOMPLETE else None
        finally:
            writer.drop()
    if reading.stopped:  # its provider may go on for ever, so nobody gets this layer
        if copy is None or not reading.received:
            raise ServiceError(_NOTHING_CAME.format(host=shared.host))
        return Loaded(shared, reading, copy=copy)
    layer.moveToThread(QgsApplication.instance().thread())
    return Loaded(shared, reading, layer, copy, copy_problem=writer.problem)


def _read(
    layer: QgsVectorLayer, writer: CopyWriter, told: int | None, watch: _Watch, progress: Progress
) -> Reading:
    """Read all records of a layer, each of them into a copy too. Raises ``Cancelled``."""
    count, request = 0, QgsFeatureRequest()
    request.setTimeout(int(watch.patience_s * 1000))  # for the next record; what reads in its own thread
    watch.note()
    for feature in layer.getFeatures(request):
        watch.note()
        writer.add(feature)
        count += 1
        if told:
            progress.report(min(1.0, count / told))
        if progress.is_cancelled():
            break
    check(progress)
    return Reading(count, told, _now(), stopped=watch.is_late)


class _Watch(QObject):
    """Breaks off what the provider asks in this thread, when that was cancelled or nothing new came in time.

    The provider waits for its server in an event loop, where a timer is heard (by ``timerEvent``: see
    ``host.network`` on signals in other threads). QGIS's own limit is for a server that is silent, not for
    one that drips.
    """

    def __init__(self, progress: Progress, patience_s: float) -> None:
        super().__init__()
        self.patience_s = patience_s
        self._progress, self._last = progress, time.monotonic()

    @property
    def is_late(self) -> bool:
        """Return whether nothing new came in time."""
        return time.monotonic() - self._last >= self.patience_s

    def note(self) -> None:
        """Something new came."""
        self._last = time.monotonic()

    def __enter__(self) -> _Watch:
        self._timer = self.startTimer(_POLL_MS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.killTimer(self._timer)

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: N802
        if self._progress.is_cancelled() or self.is_late:
            for reply in QgsNetworkAccessManager.instance().findChildren(QNetworkReply):
                reply.abort()


def _now() -> datetime:
    return datetime.now(timezone.utc).replace(microsecond=0)


_NOT_OPENED = Text(
    "“{host}” answers, but QGIS cannot open this layer. Check the kind of service and the layer’s name; the "
    "log of QGIS says more.",
    "«\u00a0{host}\u00a0» répond, mais QGIS ne peut pas ouvrir cette couche. Vérifiez le type de service et "
    "le nom de la couche; le journal de QGIS en dit plus.",
)
_NOTHING_CAME = Text(
    "“{host}” answers, but gave no record in time. Try again later.",
    "«\u00a0{host}\u00a0» répond, mais n’a donné aucun enregistrement à temps. Réessayez plus tard.",
)
