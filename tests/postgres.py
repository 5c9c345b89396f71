"""The database of a test run: one throw-away server, migrated once, one copy per worker.

A plug-in (`-p tests.postgres`), because the settings read the address before any conftest is read.
The controller starts the server; with several workers each gets its own copy of the one migrated
template. Tests log in as the application does, not as the owner of the tables.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from mydimos_local.postgres import APPLICATION, OWNER, SUPERUSER, EmbeddedPostgres
from tests import environment

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "mydimos_template"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
FOLDER_VARIABLE = "MYDIMOS_TEST_SERVER"


class ThrowAwayServer:
    """The server of this run: begun by the controller, used by every worker."""

    def __init__(self) -> None:
        self.folder = self._folder()
        self.database = f"mydimos_{WORKER or 'alone'}"
        self._server = EmbeddedPostgres(self.folder / "data", fsync=False)
        self._is_ours = False

    def url(self, database: str, role: str) -> str:
        """The address of a database for a role; known before the server runs."""
        return self._server.url(database, role)

    @property
    def socket(self) -> Path:
        """Where the server listens."""
        return self._server.socket / ".s.PGSQL.5432"

    def start(self) -> None:
        """Start, unless it runs already."""
        if not WORKER and not self._is_ours:
            self._server.start()
            self._server.ensure_roles_and_database(TEMPLATE)
            self._is_ours = True

    def stop(self) -> None:
        """Stop and forget everything."""
        if not WORKER:
            self._server.stop()
            shutil.rmtree(self.folder, ignore_errors=True)

    def provide_database(self) -> None:
        """Give this worker a fresh copy of the template, which the first one has migrated."""
        with (self.folder / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            migrated = self.folder / "migrated"
            if not migrated.exists():
                self._set_up_template()
                migrated.touch()
            self._copy_template()

    def drop_database(self) -> None:
        """Let the copy go, so that memory and disk stay small in a long run."""
        self._as_superuser("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.database)

    def empty_queue(self) -> None:
        """Forget every job, committed ones too."""
        with psycopg.connect(self.url(self.database, SUPERUSER)) as connection:
            connection.execute("TRUNCATE procrastinate_jobs CASCADE")

    def _folder(self) -> Path:
        if WORKER:
            return Path(os.environ[FOLDER_VARIABLE])
        folder = Path(tempfile.mkdtemp(prefix="mydimos-test-"))
        folder.chmod(0o755)  # the server's account must get through; its data folder is private
        os.environ[FOLDER_VARIABLE] = str(folder)
        return folder

    def _set_up_template(self) -> None:
        done = subprocess.run(
            [sys.executable, ROOT / "manage.py", "setup_database"],
            env={**os.environ, "DATABASE_URL": self.url(TEMPLATE, OWNER)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.exit(f"setup_database failed:\n{done.stdout}{done.stderr}", returncode=3)
        self._allow_emptying()

    def _allow_emptying(self) -> None:
        """TRUNCATE is how tests with several connections clean up; the application may not."""
        statement = "GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {}"
        with psycopg.connect(self.url(TEMPLATE, SUPERUSER)) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(APPLICATION)))

    def _copy_template(self) -> None:
        self.drop_database()
        self._as_superuser(
            "CREATE DATABASE {} TEMPLATE {} OWNER {}", self.database, TEMPLATE, OWNER
        )

    def _as_superuser(self, statement: str, *names: str) -> None:
        query = sql.SQL(statement).format(*map(sql.Identifier, names))
        with psycopg.connect(self.url("postgres", SUPERUSER), autocommit=True) as connection:
            connection.execute(query)


os.environ.update(environment.FIXED)
SERVER = ThrowAwayServer()
os.environ["DATABASE_URL"] = SERVER.url(SERVER.database, APPLICATION)
STATIC = SERVER.folder / "static"  # WhiteNoise wants one that exists
STATIC.mkdir(exist_ok=True)
os.environ["STATIC_ROOT"] = str(STATIC)


def pytest_configure(config: pytest.Config) -> None:
    """Workers cannot start the server (it would end with the first of them): begin before them."""
    if config.getoption("numprocesses", None):
        SERVER.start()


def pytest_unconfigure() -> None:
    """The end of the run, however it went."""
    SERVER.stop()
