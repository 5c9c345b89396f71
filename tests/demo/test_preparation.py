"""The demo knows whether its tables are of this version."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest

from mydimos_demo import stamp
from mydimos_demo.preparation import prepare
from mydimos_demo.processes import Process, ProcessGroup
from mydimos_demo.stamp import Stamp
from mydimos_local.errors import CannotStart
from mydimos_local.postgres import DATABASE, SUPERUSER, EmbeddedPostgres

TODAY = date(2026, 3, 4)


class Steps(ProcessGroup):
    """Counts the steps in place of running them; `fails` is the code of each."""

    def __init__(self, fails: int = 0) -> None:
        self.names: list[str] = []
        self._fails = fails

    def run(self, process: Process) -> int:
        self.names.append(process.name)
        return self._fails


@pytest.fixture
def server(folder: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(folder / "data", fsync=False)
    server.start()
    yield server
    server.stop()


def prepared(server: EmbeddedPostgres, fails: int = 0, today: date = TODAY) -> int:
    """How many steps were run."""
    steps = Steps(fails)
    prepare(server, steps, {}, today=today)
    return len(steps.names)


def test_what_is_up_to_date_is_not_made_again(server: EmbeddedPostgres) -> None:
    assert prepared(server) == 5
    assert prepared(server) == 0


def test_each_day_the_calendars_are_filled_once(server: EmbeddedPostgres) -> None:
    prepared(server)

    assert prepared(server, today=TODAY + timedelta(days=1)) == 1
    assert prepared(server, today=TODAY + timedelta(days=1)) == 0


def test_new_data_and_new_migrations_are_loaded_on_top(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(server)
    sources_are(monkeypatch, {**migrations(), "booking/migrations/0099_more.py": "new"})

    assert prepared(server) == 5


def test_tables_of_an_edited_migration_are_recognised_and_the_way_out_is_said(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(server)
    sources_are(monkeypatch, {**migrations(), "booking/migrations/0001_initial.py": "edited"})

    with pytest.raises(CannotStart, match=r"older version.*«make demo-reset»"):
        prepared(server)


def test_tables_are_recognised_also_where_their_preparation_was_interrupted(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CannotStart, match="setup_database"):
        prepared(server, fails=1)
    assert prepared(server) == 5

    sources_are(monkeypatch, migrations(), "other")
    with pytest.raises(CannotStart, match="setup_database"):
        prepared(server, fails=1)
    sources_are(monkeypatch, {**migrations(), "booking/migrations/0001_initial.py": "edited"})
    with pytest.raises(CannotStart, match="make demo-reset"):
        prepared(server)


def test_a_database_of_the_first_versions_is_recognised(server: EmbeddedPostgres) -> None:
    server.ensure_roles_and_database()
    with psycopg.connect(server.url("postgres", SUPERUSER)) as connection:
        connection.execute(f"COMMENT ON DATABASE {DATABASE} IS '0123456789abcdef'".encode())

    with pytest.raises(CannotStart, match="make demo-reset"):
        prepared(server)


def test_each_migration_has_a_fingerprint() -> None:
    assert "booking/migrations/0001_initial.py" in migrations()
    assert all(migrations().values())


def migrations() -> Mapping[str, str]:
    return stamp.of_sources("", TODAY).migrations


def sources_are(
    monkeypatch: pytest.MonkeyPatch, names: Mapping[str, str], fingerprint: str = "newer"
) -> None:
    monkeypatch.setattr(stamp, "of_sources", lambda *_: Stamp(fingerprint, names))
