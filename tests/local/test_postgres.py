"""The embedded database: one server, private, sturdy."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from mydimos_local.errors import CannotStart
from mydimos_local.postgres import OWNER, SUPERUSER, EmbeddedPostgres
from tests.demo.processes import alive, descendants, killed_at_the_end, until

HOST_OF_A_SERVER = """
import sys, time
from pathlib import Path
from mydimos_local.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), fsync=False)
server.start()
print("ready", flush=True)
time.sleep(3600)
"""


@contextmanager
def started(data: Path, *, fsync: bool = False) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(data, fsync=fsync)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def test_what_was_written_is_there_after_a_restart(folder: Path) -> None:
    with started(folder / "data") as server:
        server.ensure_roles_and_database()
        with psycopg.connect(server.url(role=OWNER)) as owner:
            owner.execute("CREATE TABLE kept (word text)")
            owner.execute("INSERT INTO kept VALUES ('Καλαμάτα')")

    with started(folder / "data") as server:
        server.ensure_roles_and_database()
        with psycopg.connect(server.url(role=OWNER)) as owner:
            words = owner.execute("SELECT word FROM kept").fetchall()

    assert words == [("Καλαμάτα",)]


def test_the_application_is_neither_owner_nor_superuser(folder: Path) -> None:
    with started(folder / "data") as server:
        server.ensure_roles_and_database()
        with psycopg.connect(server.url()) as application:
            rights = application.execute(
                "SELECT rolsuper, rolcreatedb, rolcreaterole, pg_has_role('mydimos_app', 'member'),"
                " pg_has_role('mydimos_owner', 'member') FROM pg_roles"
                " WHERE rolname = current_user"
            ).fetchone()

    assert rights == (False, False, False, True, False)


def test_nobody_else_reaches_the_socket_and_there_is_no_network(folder: Path) -> None:
    with started(folder / "data") as server:
        with psycopg.connect(server.url("postgres", SUPERUSER)) as connection:
            addresses = connection.execute("SHOW listen_addresses").fetchone()
        mode = stat.S_IMODE(server.socket.stat().st_mode)

    assert addresses == ("",)
    assert mode == 0o700


def test_a_long_path_does_not_matter_to_the_socket(folder: Path) -> None:
    deep = folder / ("long" * 20) / "data"
    deep.parent.mkdir()

    with started(deep) as server, psycopg.connect(server.url("postgres", SUPERUSER)) as connection:
        answer = connection.execute("SELECT 1").fetchone()

    assert answer == (1,)
    assert not server.socket.exists()


def test_data_of_another_version_are_refused_in_one_sentence(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "PG_VERSION").write_text("16\n")

    with pytest.raises(CannotStart, match=r"written by PostgreSQL 16.*make demo-reset"):
        EmbeddedPostgres(folder / "data").start()


def test_a_second_server_on_the_same_data_is_told_why_not(folder: Path) -> None:
    with started(folder / "data"):
        second = EmbeddedPostgres(folder / "data", fsync=False)

        with pytest.raises(CannotStart, match="did not start: lock file"):
            second.start()


def test_what_was_acknowledged_survives_a_server_that_is_killed(folder: Path) -> None:
    with started(folder / "data", fsync=True) as server:
        with psycopg.connect(server.url("postgres", SUPERUSER)) as connection:
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("INSERT INTO kept VALUES ('εδώ')")
        postmaster = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        backends = descendants(postmaster)

        os.kill(postmaster, signal.SIGKILL)
        until(server.has_died)
        until(lambda: not alive(backends))
        server.start()

        with psycopg.connect(server.url("postgres", SUPERUSER)) as connection:
            words = connection.execute("SELECT word FROM kept").fetchall()

    assert words == [("εδώ",)]


def test_a_host_that_is_killed_leaves_no_server_behind(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOST_OF_A_SERVER, str(folder / "data")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with killed_at_the_end(process):
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        all_of_them = descendants(process.pid)
        assert len(all_of_them) > 3  # watcher, postmaster, its own children

        os.kill(process.pid, signal.SIGKILL)

        until(lambda: not alive(all_of_them))
