"""PostgreSQL for the demo and the tests: our own child, on a private socket, no network."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from mydimos_local.binaries import MAJOR, Installation, account_for
from mydimos_local.errors import CannotStart
from mydimos_local.process_guard import ProcessGuard

SUPERUSER = "postgres"
OWNER = "mydimos_owner"  # owns the tables; used by migrations only
GROUP = "mydimos_app"  # holds the rights on the tables
OFFICE = "mydimos_office"  # what a request of the office becomes: sees some departments
APPLICATION = "mydimos_web"  # what web and worker log in as
DATABASE = "mydimos"

LONGEST_SOCKET_FOLDER = 85  # the kernel allows 104 bytes (macOS), the file's name needs 16
PATIENCE = 60.0  # seconds for recovery after a hard stop
NO_FSYNC = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedPostgres:
    """One server with its data in one folder. `fsync=False` is for data that may be lost.

    There are no passwords: only the user's own account can enter the folder of the socket. Start it
    from the main thread.
    """

    def __init__(self, data: Path, *, fsync: bool = True) -> None:
        self.data = data.absolute()
        self._fsync = fsync
        self._account = account_for(self.data)
        self._programs = Installation(account=self._account, spare=self.data.parent)
        self._log = self.data.with_name(f"{self.data.name}.log")
        self._guard: ProcessGuard | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.socket = self._socket_folder()

    def start(self) -> None:
        """Start the server, making the data folder the first time; return when it answers.

        Raises CannotStart: data of another version or user, or the server's own last words.
        """
        self._guard = self._guard or ProcessGuard()
        if self._process:
            self._guard.clear(self._process)
        try:
            self.launch(self._guard)
            self.wait_until_ready()
        except CannotStart:
            self.stop()
            raise

    def launch(self, guard: ProcessGuard) -> subprocess.Popen[bytes]:
        """Start the server and return its process, which may still be recovering.

        For a supervisor that keeps it running; `stop` leaves that process alone. Raises
        CannotStart where the data folder cannot be made or used.
        """
        self._make_data_folder()
        self._refuse_foreign_data()
        with self._log.open("wb") as log:
            self._process = guard.spawn(
                [self._programs.program("postgres"), *self._arguments()],
                stop_with=signal.SIGINT,
                account=self._account,
                cwd=Path("/"),
                output=log,
            )
        return self._process

    def wait_until_ready(self) -> None:
        """Return when the launched server answers. Raises CannotStart with its last words."""
        deadline = time.monotonic() + PATIENCE
        while self._process and time.monotonic() < deadline:
            if self._is_ready(self._process.pid):
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.02)
        raise CannotStart(f"PostgreSQL did not start: {self.last_words()}")

    def last_words(self) -> str:
        """The last error of the server's log, without its prefix."""
        try:
            lines = self._log.read_text(errors="replace").strip().splitlines()
        except OSError as error:
            return f"its log cannot be read: {error}"
        worst = [line for line in lines if "FATAL" in line or "PANIC" in line] or lines[-1:]
        return worst[-1].rpartition(":  ")[2] if worst else "it said nothing"

    def stop(self) -> None:
        """End the server ("fast shutdown"): connections are cut, all is written."""
        if self._guard:
            if self._process:
                self._guard.stop(self._process, signal.SIGINT)
            self._guard.close()
        self._process = self._guard = None
        if self.socket != self.data:
            shutil.rmtree(self.socket, ignore_errors=True)

    def has_died(self) -> bool:
        """Whether the server ended without having been asked."""
        return self._process is not None and self._process.poll() is not None

    def url(self, database: str = DATABASE, role: str = APPLICATION) -> str:
        """The address as DATABASE_URL wants it."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}"

    def ensure_roles_and_database(self, database: str = DATABASE) -> None:
        """Make the owner, the group that holds the rights, the application's login, a database."""
        with psycopg.connect(self.url("postgres", SUPERUSER), autocommit=True) as connection:
            for role, options in (
                (OWNER, "LOGIN"),
                (GROUP, "NOLOGIN"),
                (OFFICE, "NOLOGIN NOINHERIT"),
                (APPLICATION, f"LOGIN IN ROLE {GROUP}"),
            ):
                if not _exists(connection, "pg_roles", "rolname", role):
                    create = f"CREATE ROLE {{}} {options}"  # constants of this file
                    connection.execute(sql.SQL(create).format(sql.Identifier(role)))
            connection.execute(
                sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(
                    sql.Identifier(OFFICE), sql.Identifier(APPLICATION)
                )
            )
            if not _exists(connection, "pg_database", "datname", database):
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(database), sql.Identifier(OWNER)
                    )
                )

    def _socket_folder(self) -> Path:
        if len(os.fsencode(self.data)) <= LONGEST_SOCKET_FOLDER:
            return self.data
        folder = Path(tempfile.mkdtemp(prefix="mydimos-"))
        self._give_away(folder)
        return folder

    def _make_data_folder(self) -> None:
        """Run initdb beside the final place, so that a half-made folder is never taken for one."""
        if self.data.exists():
            return
        unfinished = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700, parents=True)
        self._give_away(unfinished)
        self._programs.run(
            "initdb",
            f"--pgdata={unfinished}",
            f"--username={SUPERUSER}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            *(() if self._fsync else ("--no-sync",)),
        )
        unfinished.rename(self.data)

    def _give_away(self, folder: Path) -> None:
        if self._account:
            os.chown(folder, self._account.uid, self._account.gid)

    def _refuse_foreign_data(self) -> None:
        if not os.access(self.data, os.R_OK | os.W_OK | os.X_OK):
            raise CannotStart(
                f"The data in {self.data} belong to another user: start as that user, "
                "or remove the folder."
            )
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != str(MAJOR):
            raise CannotStart(
                f"The data in {self.data} were written by PostgreSQL {found}, this is PostgreSQL "
                f"{MAJOR}: «make demo-reset» starts over with new data."
            )

    def _arguments(self) -> list[str]:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.socket}",
            "unix_socket_permissions=0700",
            "max_connections=200",
            "timezone=UTC",
            "log_timezone=UTC",
            *(() if self._fsync else NO_FSYNC),
        ]
        return ["-D", str(self.data), *(word for one in settings for word in ("-c", one))]

    def _is_ready(self, pid: int) -> bool:
        """A stale file says "ready" too, hence the comparison with our child's number."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _exists(connection: psycopg.Connection, table: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(
        sql.Identifier(table), sql.Identifier(column)
    )
    return connection.execute(query, [name]).fetchone() is not None
