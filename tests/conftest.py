"""What every test can rely on."""

from collections.abc import Generator

import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresConnection

from tests.postgres import SERVER


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
