"""The database is silent, hangs up or is gone: pages wait seconds, and all heals by itself."""

import copy
import importlib.util
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from mydimos.config.postgresql import waiting
from mydimos.config.postgresql.base import DatabaseWrapper
from mydimos.config.postgresql.waiting import has_hung_up
from tests.postgres import SERVER
from tests.relay import Relay, relay_to

SIZE = 3


@pytest.fixture
def relay(django_db_setup: None) -> Iterator[Relay]:
    with relay_to(SERVER.socket) as running:
        yield running


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits in parts of a second, and no pause between two tries."""
    monkeypatch.setattr(waiting, "SILENCE", 0.3)
    monkeypatch.setattr(waiting, "CONNECTION", 10.0)
    monkeypatch.setattr(waiting, "PAUSE", 0.0)
    monkeypatch.setattr(waiting, "DATABASE", waiting.Availability())
    monkeypatch.setattr("mydimos.config.postgresql.base.DATABASE", waiting.DATABASE)


@pytest.fixture
def web(relay: Relay, django_db_blocker: DjangoDbBlocker) -> Iterator[list[DatabaseWrapper]]:
    """What the threads of a web process have: a wrapper each, one pool behind them."""
    described = copy.deepcopy(connection.settings_dict)
    described |= {"HOST": "127.0.0.1", "PORT": str(relay.port)}
    described["OPTIONS"]["pool"] = {**waiting.pool(SIZE)}
    wrappers = [DatabaseWrapper(described, alias="relayed") for _ in range(SIZE)]
    with django_db_blocker.unblock():
        yield wrappers
    for wrapper in wrappers:
        wrapper.connection = None
    wrappers[0].close_pool()


def answer(wrapper: DatabaseWrapper) -> int:
    """Ask the database once, as a request does: the connection goes back to the pool."""
    try:
        with wrapper.cursor() as cursor:
            cursor.execute("SELECT 1")
            return int(cursor.fetchone()[0])
    finally:
        wrapper.close()


def fill_pool(web: list[DatabaseWrapper]) -> None:
    """Have every thread hold a connection at the same time, then give all of them back."""
    for wrapper in web:
        wrapper.ensure_connection()
    for wrapper in web:
        wrapper.close()


def test_after_a_restart_of_the_database_no_request_fails(
    web: list[DatabaseWrapper], relay: Relay
) -> None:
    fill_pool(web)

    relay.hang_up()

    assert [answer(wrapper) for wrapper in web * 3] == [1] * SIZE * 3


def test_a_live_connection_is_recognised_without_asking_the_database(
    web: list[DatabaseWrapper], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_pool(web)

    def ask(*_: object, **__: object) -> None:
        raise AssertionError("the database was asked")

    with monkeypatch.context() as patched:
        patched.setattr(waiting.PageConnection, "wait", ask)
        assert not has_hung_up(web[0].pool.getconn())


def test_a_database_that_falls_silent_ends_the_request_and_is_used_again_when_it_speaks(
    web: list[DatabaseWrapper], relay: Relay
) -> None:
    fill_pool(web)

    relay.fall_silent()
    with pytest.raises(OperationalError, match="does not answer"):
        answer(web[0])
    relay.speak()
    relay.hang_up()  # what was swallowed does not come back: as after a cut of the network

    assert [answer(wrapper) for wrapper in web] == [1] * SIZE


def test_while_the_database_is_silent_only_one_request_at_a_time_waits_for_it(
    web: list[DatabaseWrapper], relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_pool(web)
    relay.fall_silent()
    with pytest.raises(OperationalError, match="does not answer"):
        answer(web[0])
    monkeypatch.setattr(waiting, "SILENCE", 60)
    waiting.DATABASE.refuse_while_away()  # another thread begins a try

    for wrapper in web:
        with pytest.raises(OperationalError, match="did not answer a moment ago"):
            answer(wrapper)


def test_after_a_pause_one_request_tries_and_the_others_are_refused_until_it_has_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, database = Clock(), waiting.Availability()
    monkeypatch.setattr(waiting, "monotonic", clock)
    monkeypatch.setattr(waiting, "PAUSE", 1.0)
    assert not database.refuse_while_away()

    database.failed()
    refused_at_once(database)
    clock.now += 0.75
    refused_at_once(database)
    clock.now += 0.25
    assert database.refuse_while_away()
    clock.now += waiting.TRY - 0.25
    refused_at_once(database)  # one is still trying
    clock.now += 0.25
    assert database.refuse_while_away()  # nothing was heard of that one

    database.succeeded()
    assert not database.refuse_while_away()


def test_the_limits_of_waiting_fit_into_each_other() -> None:
    """PostgreSQL cancels a statement before it counts as silent; a page fails within seconds."""
    shipped = importlib.util.find_spec(waiting.__name__)
    assert shipped
    limits = importlib.util.module_from_spec(shipped)
    assert shipped.loader
    shipped.loader.exec_module(limits)

    assert limits.STATEMENT < limits.SILENCE
    assert limits.TRY >= limits.CONNECTION + limits.SILENCE
    assert limits.TRY + limits.PAUSE < 10  # a page without a database says «in 10 seconds»
    assert limits.pool(SIZE)["timeout"] == limits.CONNECTION
    assert limits.pool(SIZE)["reconnect_timeout"] == limits.PAUSE


def test_an_idle_connection_of_the_pool_is_no_sign_that_the_database_answers(
    web: list[DatabaseWrapper], relay: Relay
) -> None:
    """Each of them would keep another thread waiting."""
    fill_pool(web)
    relay.fall_silent()

    for wrapper in web:
        with pytest.raises(OperationalError, match="does not answer"):
            wrapper.ensure_connection() if waiting.DATABASE.is_away else answer(wrapper)

        assert waiting.DATABASE.is_away


def test_a_database_that_is_gone_is_used_again_when_it_is_back(
    web: list[DatabaseWrapper], relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_pool(web)
    relay.go_away()
    monkeypatch.setattr(web[0].pool, "timeout", 0.2)
    with pytest.raises(OperationalError):
        answer(web[0])

    relay.come_back()
    monkeypatch.setattr(web[0].pool, "timeout", 30)

    assert [answer(wrapper) for wrapper in web] == [1] * SIZE


def test_once_the_database_was_gone_the_next_request_is_refused_at_once(
    web: list[DatabaseWrapper], relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_pool(web)
    relay.go_away()
    monkeypatch.setattr(waiting, "PAUSE", 60.0)
    monkeypatch.setattr(web[0].pool, "timeout", 0.2)
    with pytest.raises(OperationalError):
        answer(web[0])

    with pytest.raises(OperationalError, match="did not answer a moment ago"):
        answer(web[1])


def test_a_statement_that_takes_too_long_is_cancelled_by_the_database(
    web: list[DatabaseWrapper],
) -> None:
    with web[0].cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        shown = cursor.fetchone()[0]
    web[0].close()

    assert shown == f"{int(waiting.STATEMENT)}s"


def test_the_library_knows_the_limits_of_tcp_that_the_settings_name() -> None:
    options = settings.DATABASES["default"]["OPTIONS"]
    limits = {
        name: options[name] for name in options if name.startswith(("connect", "keep", "tcp"))
    }

    assert len(limits) == 5
    assert psycopg.conninfo.make_conninfo("", **limits)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", "Η υπηρεσία δεν είναι διαθέσιμη αυτή τη στιγμή"),
        ("/en/", "The service is not available at the moment"),
        ("/m/kalamata/", "Όσα ραντεβού έχετε κλείσει ισχύουν"),
        ("/appointments/", "Δοκιμάστε ξανά σε λίγα λεπτά"),
    ],
)
def test_without_a_database_a_page_says_that_it_is_for_a_moment(
    client: Client, address: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    client.cookies["session"] = "a" * 32
    monkeypatch.setattr(connection, "cursor", _gone)

    page = client.get(address)

    assert (page.status_code, page["Retry-After"]) == (503, "10")
    assert said in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def refused_at_once(database: waiting.Availability) -> None:
    with pytest.raises(psycopg.OperationalError, match="did not answer a moment ago"):
        database.refuse_while_away()


def _gone(*_: object) -> None:
    raise OperationalError("the server has gone: host=db user=mydimos_web")
