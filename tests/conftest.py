"""What every test can rely on."""

import os
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresConnection
from hypothesis import HealthCheck, settings

from tests.browser import INSTALL, chromium
from tests.postgres import SERVER

# A test is wrong or right, however busy the machine is.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# `make test-fast`: a first look, not the proof.
settings.register_profile("fast", parent=settings.get_profile("unhurried"), max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "unhurried"))

NO_BROWSER = f"There is no Chromium. Install it with: {INSTALL}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys need a browser; without one they are skipped, and the summary says so loudly."""
    journeys = [item for item in items if item.get_closest_marker("journey")]
    if journeys and chromium() is None:
        for item in journeys:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The last words before pytest's own."""
    skipped = [
        report
        for report in terminalreporter.getreports("skipped")
        if NO_BROWSER in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section("THE JOURNEYS DID NOT RUN", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} journeys were skipped. {NO_BROWSER}", red=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None) -> Generator[None]:
    """In place of pytest-django's: the database is a copy, made by another role than ours."""
    SERVER.start()
    SERVER.provide_database()
    yield
    _hang_up()
    SERVER.drop_database()


@pytest.fixture(autouse=True)
def _emptied_queue(request: pytest.FixtureRequest) -> Generator[None]:
    """After a test that really commits, Django empties its own tables only: not the job queue's."""
    yield
    if _commits(request):
        SERVER.empty_queue()


@pytest.fixture
def folder() -> Generator[Path]:
    """A short path (sockets!) that PostgreSQL's own account can enter when we are root."""
    with TemporaryDirectory(prefix="mydimos-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(request.fixturenames)
    )


def _hang_up() -> None:
    """Close the connection and the pool behind it: an open one would see its database go."""
    connection.close()
    if isinstance(connection, PostgresConnection):
        connection.close_pool()
