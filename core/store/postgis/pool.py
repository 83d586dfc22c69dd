# SPDX-License-Identifier: GPL-2.0-or-later
"""Connections for many short questions to one store, from several threads; a question can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg2

from ...errors import StoreError
from ...progress import Progress, check
from ..address import PostgisAddress
from .session import Session

_LOOK_S = 0.05


class SessionPool:
    """Gives every question a connection of its own; those that are free are used again."""

    def __init__(self, address: PostgisAddress) -> None:
        self.address = address
        self._free: list[Session] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def reading(self, progress: Progress) -> Iterator[Any]:
        """Give a cursor inside a read-only transaction. Raises as ``Session.reading``, and ``Cancelled``.

        The server is told to stop as soon as ``progress`` is cancelled; that connection is not used again,
        because the word may arrive late.
        """
        check(progress)
        with self._lock:
            session = self._free.pop() if self._free else Session(self.address)
        fresh = False
        try:
            with session.reading() as cursor:
                cursor.execute("SELECT set_config('jit', 'off', true)")  # compiling takes longer than a page
                with _stopping(cursor.connection, progress):
                    yield cursor
            check(progress)
            fresh = True
        except StoreError:
            check(progress)  # stopped by us
            raise
        finally:
            with self._lock:
                if fresh and not self._closed:
                    self._free.append(session)
                else:
                    session.close()

    def close(self) -> None:
        """Let go of the connections; those in use are closed when they are handed back."""
        with self._lock:
            self._closed = True
            for session in self._free:
                session.close()
            self._free.clear()


@contextmanager
def _stopping(connection: Any, progress: Progress) -> Iterator[None]:  # noqa: ANN401
    """Cancel what the server does for this connection once ``progress`` is cancelled."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK_S):
            if progress.is_cancelled():
                with suppress(psycopg2.Error):
                    connection.cancel()
                return

    watcher = threading.Thread(target=watch, daemon=True, name="service-points-question")
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
