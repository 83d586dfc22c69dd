# SPDX-License-Identifier: GPL-2.0-or-later
"""The same work on many parts of an input: one after the other, or by several processes at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, wait
from itertools import islice
from typing import Any, Callable, Protocol, TypeVar

from .progress import SILENT, Part, Progress, check
from .text import Text

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")

_POLL_SECONDS = 0.1


class Executor(Protocol):
    """Where parts of the work go: ``concurrent.futures.Executor``, and a way to hand over large data once.

    ``in_flight``: how many tasks to have under way, enough for its workers and no more than memory holds.
    """

    in_flight: int

    def submit(self, fn: Callable[..., Result], /, *args: Any) -> Future[Result]:  # noqa: ANN401
        """Have ``fn(*args)`` done somewhere; everything must be picklable."""

    def share(self, value: object, progress: Progress) -> object:
        """Return what to give ``submit`` in the place of ``value``, which reaches each worker once only.

        Raises ``concurrent.futures.BrokenExecutor`` when there is no worker, ``Cancelled`` on request.
        """


def in_order(
    work: Callable[[Shared, Task, Progress], Result],
    shared: Shared,
    tasks: Sequence[Task],
    *,
    executor: Executor | None,
    progress: Progress,
) -> Iterator[Result]:
    """Yield ``work(shared, task, progress)`` of each of the ``tasks``, in their order whoever does them.

    ``work`` must be a function of a module whose result depends on its arguments only. A bounded number of
    tasks is under way at any time. When the ``executor`` fails (a process was ended, no memory, a full disk)
    the rest is done here, and the progress says so. Raises ``Cancelled``.
    """
    done = 0
    if executor is not None and len(tasks):
        note = _NOT_STARTED
        try:
            handle = executor.share(shared, progress)
            note = _CONTINUED_ALONE
            for result in _by_others(work, handle, tasks, executor, progress):
                done += 1
                yield result
        except (BrokenExecutor, MemoryError, OSError):
            progress.report(done / len(tasks), note)
    for i in range(done, len(tasks)):
        check(progress)
        yield work(shared, tasks[i], Part(progress, i / len(tasks), (i + 1) / len(tasks)))


def _by_others(
    work: Callable[[Any, Task, Progress], Result],
    handle: object,
    tasks: Sequence[Task],
    executor: Executor,
    progress: Progress,
) -> Iterator[Result]:
    left = iter(tasks)
    under_way = deque(
        executor.submit(_silently, work, handle, task) for task in islice(left, executor.in_flight)
    )
    try:
        for done in range(len(tasks)):
            while not wait(islice(under_way, 1), _POLL_SECONDS).done:
                check(progress)
            check(progress)
            result: Result = under_way.popleft().result()
            under_way.extend(executor.submit(_silently, work, handle, task) for task in islice(left, 1))
            yield result
            progress.report((done + 1) / len(tasks))
    finally:
        for future in under_way:
            future.cancel()


def _silently(work: Callable[[Shared, Task, Progress], Result], shared: Shared, task: Task) -> Result:
    """Do one task in a worker, where nobody watches the progress."""
    return work(shared, task, SILENT)


_NOT_STARTED = Text(
    en="Other processes could not be started, so everything is computed in this one: the results are the "
    "same, it only takes longer.",
    fr="Impossible de lancer d’autres processus\u00a0: tout est calculé dans celui-ci. Les résultats sont "
    "les mêmes, mais c’est plus long.",
)
_CONTINUED_ALONE = Text(
    en="The other processes cannot go on (they were ended, or memory or disk space ran out). The rest is "
    "computed here: the results are the same, it only takes longer.",
    fr="Les autres processus ne peuvent pas continuer (ils ont été arrêtés, ou la mémoire ou l’espace disque "
    "est épuisé). Le reste est calculé ici\u00a0: les résultats sont les mêmes, mais c’est plus long.",
)
