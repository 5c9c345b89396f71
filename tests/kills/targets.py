"""The processes of a running demo, and killing one of them."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress

import psycopg

from mydimos_local.postgres import DATABASE, SUPERUSER, EmbeddedPostgres

# What stands in the command of the first process of each program.
PROGRAMS = {
    "web master": "granian",
    "worker": "run_worker",
    "mail sink": "mydimos_local.mailbox",
}
HELPERS = ("checkpointer", "walwriter", "background writer", "autovacuum launcher")


class Demo:
    """The processes below the supervisor with this process number."""

    def __init__(self, supervisor: int, server: EmbeddedPostgres) -> None:
        self._supervisor = supervisor
        self._server = server
        self._turn = 0

    def pid(self, target: str) -> int | None:
        """A process of a kind: "web worker", "backend", …; None while there is none."""
        match target:
            case "postmaster":
                return self._postmaster()
            case "backend":
                return self._backend("client backend")
            case "helper of PostgreSQL":
                self._turn += 1
                return self._backend(HELPERS[self._turn % len(HELPERS)])
            case "web worker":
                masters = self._children(self._supervisor, PROGRAMS["web master"])
                workers = [pid for master in masters for pid in self._children(master, "")]
                return workers[self._turn % len(workers)] if workers else None
        return next(iter(self._children(self._supervisor, PROGRAMS[target])), None)

    def kill(self, target: str) -> int | None:
        """Send SIGKILL to a process of that kind; its number, None where there is none."""
        pid = self.pid(target)
        if pid is None:
            return None
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return pid

    def newest_worker(self) -> int:
        """The number of the worker that registered last; 0 while the database is away."""
        query = "SELECT coalesce(max(id), 0) FROM procrastinate_workers"
        try:
            with self.connect() as connection:
                row = connection.execute(query).fetchone()
        except psycopg.OperationalError:
            return 0
        return int(row[0]) if row else 0

    def connect(self) -> psycopg.Connection:
        """A connection past all rights. Raises OperationalError."""
        return psycopg.connect(self._server.url(DATABASE, SUPERUSER), connect_timeout=5)

    def _postmaster(self) -> int | None:
        with suppress(OSError, ValueError, IndexError):
            return int((self._server.data / "postmaster.pid").read_text().split()[0])
        return None

    def _backend(self, kind: str) -> int | None:
        query = (
            "SELECT pid FROM pg_stat_activity WHERE backend_type = %s"
            " AND pid <> pg_backend_pid() ORDER BY state = 'active' DESC, random() LIMIT 1"
        )
        with suppress(psycopg.OperationalError), self.connect() as connection:
            row = connection.execute(query, [kind]).fetchone()
            return int(row[0]) if row else None
        return None

    def _children(self, parent: int, word: str) -> list[int]:
        return [
            pid
            for pid, above, command in _processes()
            # The guard becomes the program in the same process: it is not the program yet.
            if above == parent and word in command and "process_guard" not in command
        ]


def _processes() -> Iterator[tuple[int, int, str]]:
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    for line in listed.stdout.splitlines():
        pid, parent, command = line.split(None, 2)
        if "<defunct>" not in command:
            yield int(pid), int(parent), command
