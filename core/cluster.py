# SPDX-License-Identifier: GPL-2.0-or-later
"""Workers on other computers, behind a ``dask.distributed`` scheduler: a ``core.parallel.Executor``.

The engine is not ours. It hands out tasks, tries those of a lost worker again, and speaks TLS; here it is
given our code, our data by their content, and our words for what may go wrong. A scheduler can have any code
run on its workers, and on the computers that ask it: only addresses that the settings name are opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Callable, TypeVar
from uuid import uuid4

from .cluster_problems import ClusterError, problem_of, unlike
from .cluster_words import NO_CODE, NO_DISTRIBUTED, NO_WORKERS, OTHERS_AT_WORK, UNREACHABLE
from .code_archive import code_archive
from .file_moves import temporary_folder
from .parcels import Parcel, packed_call, take_apart
from .progress import Progress, check
from .remote import perform, ticket
from .scheduler import Scheduler
from .text import shortest

Result = TypeVar("Result")

CONNECT_SECONDS = 10.0
"""How long a scheduler may take to answer, and a first worker to be there."""

_PACKAGE = __name__.partition(".")[0]
_POLL_SECONDS = 0.1
_CLOSE_SECONDS = 2.0
_FEWEST_IN_FLIGHT = 16
_CODE = "service-points-code"  # where the scheduler remembers which code its workers have


class Cluster:
    """The workers of ``scheduler``. ``connect`` comes first; after the block nothing is left there."""

    def __init__(self, scheduler: Scheduler, connect_seconds: float = CONNECT_SECONDS) -> None:
        self.scheduler, self._seconds = scheduler, connect_seconds
        self.in_flight = _FEWEST_IN_FLIGHT
        self.workers = 0
        self._client: Any = None
        self._executor: Any = None
        self._ticket = ticket("")
        self._sent: dict[str, Any] = {}
        self._last: tuple[object, Parcel] | None = None
        self._blocking = ThreadPoolExecutor(1, thread_name_prefix="cluster")

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._last, self._executor = None, None
        self._sent.clear()
        self._blocking.submit(self._close)  # after what is still under way there
        self._blocking.shutdown(wait=kind is None)

    def connect(self, progress: Progress) -> None:
        """Open the connection, compare versions and send our code where it is not there yet.

        Raises ``ClusterError`` when any of that fails, ``Cancelled``.
        """
        self._watched(self._open, progress)
        self._watched(self._compare, progress)
        self._watched(self._send_code, progress)
        self._executor = self._client.get_executor(pure=False)

    def share(self, value: object, progress: Progress) -> Parcel:
        """Send to every worker those pieces of ``value`` that were not sent before."""
        if self._last is None or self._last[0] is not value:
            parcel, pieces = take_apart(value, progress)
            new = {_key(name): piece for name, piece in pieces.items() if _key(name) not in self._sent}
            if new:
                self._sent.update(self._watched(lambda: self._scatter(new), progress))
            self._last = (value, parcel)
        return self._last[1]

    def submit(self, fn: Callable[..., Result], /, *args: Any) -> Future[Result]:  # noqa: ANN401
        """Have ``fn(*args)`` done by a worker."""
        call, parcels = packed_call(fn, args)
        answer: Future[Result] = Future()
        try:
            done = self._executor.submit(
                perform,
                self._ticket,
                call,
                [parcel.names for parcel in parcels],
                [[self._sent[_key(name)] for name in parcel.names] for parcel in parcels],
            )
        except Exception as problem:  # the connection is gone
            answer.set_exception(problem_of(problem, self.scheduler.address))
            return answer
        answer.add_done_callback(lambda own: done.cancel() if own.cancelled() else None)
        done.add_done_callback(lambda theirs: self._hand_over(theirs, answer))
        return answer

    def _hand_over(self, done: Future[Result], answer: Future[Result]) -> None:
        if answer.cancelled() or not answer.set_running_or_notify_cancel():
            return
        try:
            answer.set_result(done.result())
        except (Exception, CancelledError) as problem:
            answer.set_exception(problem_of(problem, self.scheduler.address))

    def _open(self) -> None:
        try:
            from distributed import Client  # noqa: PLC0415
            from distributed.security import Security  # noqa: PLC0415
        except ImportError as problem:
            raise ClusterError(NO_DISTRIBUTED, str(problem)) from problem
        address, tls = self.scheduler.address, self.scheduler.tls()
        try:
            security = Security(require_encryption=True, **tls) if tls else None
            self._client = Client(address, timeout=self._seconds, security=security, set_as_default=False)
        except Exception as problem:  # no route, nobody there, a certificate that is refused
            text = UNREACHABLE.format(address=address, seconds=shortest(self._seconds))
            raise ClusterError(text, str(problem)) from problem

    def _compare(self) -> None:
        with self._said():
            with suppress(TimeoutError, asyncio.TimeoutError):  # one and the same from Python 3.11 on
                self._client.wait_for_workers(1, timeout=self._seconds)
            found = self._client.get_versions()["workers"]
            threads = self._client.nthreads()
        if not found or not threads:
            raise ClusterError(
                NO_WORKERS.format(address=self.scheduler.address, seconds=shortest(self._seconds))
            )
        for worker in sorted(found):
            difference = unlike(found[worker], worker)
            if difference is not None:
                raise ClusterError(difference)
        self.workers = len(threads)
        self.in_flight = max(_FEWEST_IN_FLIGHT, 2 * sum(threads.values()))

    def _send_code(self) -> None:
        digest, archive = code_archive()
        self._ticket = ticket(digest)
        with self._said():
            former = self._client.get_metadata([_CODE], None)
            if former == digest:
                return
            if former and any(_ours(key) for keys in self._client.processing().values() for key in keys):
                raise ClusterError(OTHERS_AT_WORK.format(address=self.scheduler.address))
        try:
            with temporary_folder() as folder:
                # zipimport knows a path once
                path = Path(folder, f"{_PACKAGE}_{digest}_{uuid4().hex[:8]}.zip")
                path.write_bytes(archive)
                self._client.upload_file(str(path))
            self._client.set_metadata([_CODE], digest)
        except Exception as problem:  # a full disk there, or a scheduler that takes no code
            raise ClusterError(NO_CODE.format(address=self.scheduler.address), str(problem)) from problem

    def _scatter(self, new: dict[str, Any]) -> dict[str, Any]:
        with self._said():
            sent: dict[str, Any] = self._client.scatter(
                new, broadcast=True, hash=False, timeout=self._seconds
            )
        return sent

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Turn what the engine raises into a ``ClusterError``."""
        try:
            yield
        except Exception as problem:
            raise problem_of(problem, self.scheduler.address) from problem

    def _watched(self, call: Callable[[], Result], progress: Progress) -> Result:
        """Do what blocks in another thread, and listen to the person meanwhile."""
        done = self._blocking.submit(call)
        while not wait([done], _POLL_SECONDS).done:
            check(progress)
        return done.result()

    def _close(self) -> None:
        if self._client is not None:
            with suppress(Exception):  # it may be gone already
                self._client.close(timeout=_CLOSE_SECONDS)


def _ours(key: object) -> bool:
    return str(key).startswith(perform.__name__)


def _key(name: str) -> str:
    return f"service-points-{name}"
