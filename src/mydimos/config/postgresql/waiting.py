"""How long a web process waits for the database, and what it does while there is none.

The pool has fewer connections than the process has threads. Without these limits all threads would
wait for a database that does not answer, and `/healthz` and static files with them.
"""

import select
from collections.abc import Mapping
from threading import Lock
from time import monotonic
from typing import Any

import psycopg
from psycopg import errors

STATEMENT = 2.0
"""Seconds for one statement. PostgreSQL cancels it: pages need milliseconds."""

SILENCE = 2.5
"""Seconds without an answer. Longer than STATEMENT: then PostgreSQL itself does not answer."""

CONNECTION = 2.0
"""Seconds for a connection of the pool to become free."""

PAUSE = 1.0
"""Seconds until the next try after one that failed. Meanwhile requests are refused at once."""

TRY = CONNECTION + SILENCE
"""Seconds that a try may take. Until it has ended, other requests are refused at once."""


def pool(size: int) -> Mapping[str, Any]:
    """Arguments of the pool of a web process that keeps at most `size` connections."""
    return {
        "min_size": 1,
        "max_size": size,
        "timeout": CONNECTION,
        # Give up early: the next request asks again. Longer pauses would outlast the trouble.
        "reconnect_timeout": PAUSE,
        "connection_class": PageConnection,
    }


class Availability:
    """Whether the database answered the last time. One for each process, safe among threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next_try: float | None = None  # None: it answered

    @property
    def is_away(self) -> bool:
        """Whether it did not answer the last time."""
        return self._next_try is not None

    def refuse_while_away(self) -> bool:
        """Whether this request is to try. Raises OperationalError while it is not time for that.

        False where the database answered the last time.
        """
        with self._lock:
            if self._next_try is None:
                return False
            if monotonic() < self._next_try:
                raise psycopg.OperationalError("the database did not answer a moment ago")
            self._next_try = monotonic() + TRY
            return True

    def failed(self) -> None:
        """Note that it did not answer: the next try comes after a pause."""
        with self._lock:
            self._next_try = monotonic() + PAUSE

    def succeeded(self) -> None:
        """Note that it answered."""
        with self._lock:
            self._next_try = None


DATABASE = Availability()


class PageConnection(psycopg.Connection[Any]):
    """A connection that is closed when PostgreSQL says nothing for SILENCE seconds.

    Time limits of TCP do not help where the machine answers and the program does not.
    """

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        """Run psycopg's generator for one exchange. Raises OperationalError after SILENCE."""
        try:
            return super().wait(gen, *args, **{"timeout": SILENCE, **kwargs})
        except errors._WaitTimeout:  # noqa: SLF001 (the only name it has)
            self.pgconn.finish()
            DATABASE.failed()
            raise psycopg.OperationalError("the database does not answer") from None


def has_hung_up(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server closed an idle connection, as a restart does. Costs no round trip.

    An idle connection has nothing to read, but a goodbye.
    """
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
