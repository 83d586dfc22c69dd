# SPDX-License-Identifier: GPL-2.0-or-later
"""Worker processes on this machine."""

from __future__ import annotations

import shutil
import sys
import tempfile
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack, suppress
from itertools import count
from multiprocessing.context import SpawnContext
from pathlib import Path
from types import TracebackType
from typing import Any, Callable, TypeVar, cast

from .file_moves import remove_left
from .local_worker import WorkerProcess, begin, started_with
from .progress import Progress, check
from .shared import SharedFile, greet, load, perform, store

Result = TypeVar("Result")

_POLL_SECONDS = 0.05


class LocalPool:
    """``processes`` workers run by the interpreter ``python``: a ``core.parallel.Executor``.

    They start with the first use, or with ``begin``, and end with the ``with`` block, by force, at work or
    not. What is large goes through files in a temporary folder, which ends with them: a worker may then be
    killed at any moment without leaving half a message in a pipe on which the executor would wait for ever.
    """

    in_flight = 16

    def __init__(self, python: str, processes: int, start_seconds: float = 20.0) -> None:
        self._python, self._number, self._start_seconds = python, processes, start_seconds
        self._workers: ProcessPoolExecutor | None = None
        self._begun: tuple[ProcessPoolExecutor, list[Future[tuple[int, ...]]]] | None = None
        self._context = _Context(python)
        self._files = count()
        self._afterwards = ExitStack()

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers = None
        self._afterwards.close()

    def begin(self) -> None:
        """Have the workers start while other work is done here. Whether they can is told by ``share``."""
        with suppress(BrokenExecutor, OSError):
            self._begun = self._launched()

    def submit(self, fn: Callable[..., Result], /, *args: Any) -> Future[Result]:  # noqa: ANN401
        """Have ``fn(*args)`` done by a worker. Call ``share`` before."""
        if self._workers is None:
            raise BrokenExecutor
        path = self._next_file()
        done = self._workers.submit(perform, path, fn, args)
        answer: Future[Result] = Future()

        def hand_over(done: Future[None]) -> None:
            if not answer.set_running_or_notify_cancel():
                return
            try:
                done.result()
                result = cast("Result", load(path, mapped=False))
                remove_left(path)
            except Exception as problem:  # whatever it is, the caller of ``result`` hears of it
                answer.set_exception(problem)
            else:
                answer.set_result(result)

        done.add_done_callback(hand_over)
        return answer

    def share(self, value: object, progress: Progress) -> SharedFile:
        """Store ``value`` where every worker reads it once. Raises ``BrokenExecutor`` without workers."""
        if self._workers is None:
            self._start(progress)
        shared = SharedFile(self._next_file())
        store(value, shared.path, progress)
        return shared

    def _start(self, progress: Progress) -> None:
        """Start all workers and wait until one of them answers, which proves the interpreter."""
        workers, answers = self._begun or self._launched()
        self._begun, waited = None, 0.0
        while not wait(answers[:1], _POLL_SECONDS).done:
            check(progress)
            waited += _POLL_SECONDS
            if waited > self._start_seconds:
                raise BrokenExecutor
        if answers[0].result() != sys.version_info[:2]:
            raise BrokenExecutor
        self._workers = workers

    def _launched(self) -> tuple[ProcessPoolExecutor, list[Future[tuple[int, ...]]]]:
        """Start all workers; each is asked for an answer."""
        self._folder = Path(tempfile.mkdtemp(prefix="service_points_"))
        self._afterwards.callback(shutil.rmtree, self._folder, ignore_errors=True)
        try:
            with started_with(self._python):  # on Linux and macOS this starts a helper of multiprocessing
                workers = ProcessPoolExecutor(self._number, self._context, begin)
        except (ImportError, NotImplementedError, OSError) as problem:  # a system without semaphores
            raise BrokenExecutor from problem
        self._afterwards.callback(workers.shutdown, wait=True)
        self._afterwards.callback(self._context.kill)
        return workers, [workers.submit(greet) for _ in range(self._number)]

    def _next_file(self) -> Path:
        return self._folder / str(next(self._files))


class _Context(SpawnContext):
    """The spawn context with processes of our own, which it remembers."""

    def __init__(self, python: str) -> None:
        super().__init__()
        self._python = python
        self._started: list[WorkerProcess] = []

    def Process(self, *args: Any, **more: Any) -> WorkerProcess:  # type: ignore[override]  # noqa: ANN401, N802
        process = WorkerProcess(*args, **more)
        process.python = self._python
        self._started.append(process)
        return process

    def kill(self) -> None:
        """End every process at once."""
        for process in self._started:
            if process.pid is not None:
                process.kill()
