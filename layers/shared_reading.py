# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a shared layer by QGIS's own provider, counts what comes, and keeps a copy; made for a task's thread.

The service is asked by us first, which says plainly what is wrong and can be cancelled at once, and tells how
many records it has. Then the provider reads. A layer that was read is handed to the main thread with what it
keeps of its records, so that nobody waits for the service there.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from types import TracebackType

from qgis.core import (
    QgsApplication,
    QgsFeatureRequest,
    QgsFeedback,
    QgsNetworkAccessManager,
    QgsVectorLayer,
)

from ..core.connections import Copies, Copy, Reading, Service, SharedLayer
from ..core.connections.asking import advertised
from ..core.connections.file_copy import copy_file
from ..core.errors import ServicePointsError
from ..core.importing.services import ServiceError
from ..core.progress import Part, Progress, check
from ..core.text import Text
from ..core.web.addresses import redacted
from ..host.shared_layers import service_client
from .shared_copy import CopyWriter
from .shared_layer import live_source, open_layer

_POLL_S = 0.1
_ASKED, _READ = 0.1, 0.95
"""How far the work is when the service has answered, and when everything has come."""


@dataclass(frozen=True)
class Loaded:
    """What came of a shared layer.

    ``layer`` is of the main thread; it is ``None`` where a copy is to be opened: the one just made of a file,
    or with ``problem`` the last good one, because the service could not be read. ``copy_problem`` says why
    no copy was kept this time.
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
        return last_copy(shared, copies, problem)


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
    layer = open_layer(live_source(shared), shared.title)
    check(progress)
    if not layer.isValid():
        raise ServiceError(_NOT_OPENED.format(host=shared.host), redacted(layer.error().message()))
    writer = CopyWriter(layer, copies, shared.key)
    try:
        reading = _read(layer, writer, told, Part(progress, _ASKED, _READ), patience_s)
        if reading.stopped and not reading.received:
            raise ServiceError(_NOTHING_CAME.format(host=shared.host))
        copy = writer.adopt(reading)
    finally:
        writer.drop()
    layer.moveToThread(QgsApplication.instance().thread())
    return Loaded(shared, reading, layer, copy, copy_problem=writer.problem)


def _read(
    layer: QgsVectorLayer, writer: CopyWriter, told: int | None, progress: Progress, patience_s: float
) -> Reading:
    """Read all records of a layer, each of them into a copy too. Raises ``Cancelled``."""
    count, request = 0, QgsFeatureRequest()
    with _Watch(progress, patience_s) as watch:
        request.setFeedback(watch.feedback)
        for feature in layer.getFeatures(request):
            watch.note()
            writer.add(feature)
            count += 1
            if told:
                progress.report(min(1.0, count / told))
    check(progress)
    return Reading(count, told, _now(), stopped=watch.ran_out)


class _Watch:
    """Stops a reading that was cancelled, or in which nothing new came for too long.

    The provider waits for its server deep inside QGIS: somebody else must look at the clock meanwhile.
    """

    def __init__(self, progress: Progress, patience_s: float) -> None:
        self.feedback, self.ran_out = QgsFeedback(), False
        self._progress, self._patience_s = progress, patience_s
        self._last, self._over = time.monotonic(), threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def note(self) -> None:
        """Something new came."""
        self._last = time.monotonic()

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_POLL_S):
            self.ran_out = time.monotonic() - self._last > self._patience_s
            if self.ran_out or self._progress.is_cancelled():
                self.feedback.cancel()
                return


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
