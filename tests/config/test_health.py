"""Alive, and able to serve."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker
from pytest_django import DjangoAssertNumQueries, Settings

from mydimos.config.health import SPILL
from mydimos.identity.models import Tally
from tests.config.test_checks import wrong_by

PARTS = ("database", "migrations", "worker", "clock", "disk")


def a_worker_was_heard(ago: timedelta) -> None:
    heard = timezone.now() - ago
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [heard])


@pytest.mark.django_db
def test_a_process_that_answers_is_alive(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_with_database_tables_and_worker_it_can_serve(client: Client) -> None:
    a_worker_was_heard(timedelta(seconds=10))

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == dict.fromkeys(PARTS, True)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_without_a_worker_mails_stay_and_the_operator_is_told(client: Client) -> None:
    assert not ProcrastinateWorker.objects.exists()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == dict.fromkeys(PARTS, True) | {"worker": False}


@pytest.mark.django_db
def test_a_worker_that_fell_silent_is_none(client: Client) -> None:
    a_worker_was_heard(timedelta(minutes=5))

    assert client.get("/readyz").json()["worker"] is False


@pytest.mark.django_db
def test_a_release_that_was_not_set_up_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_worker_was_heard(timedelta(seconds=10))
    newest = frozenset({("booking", "9999_of_the_next_release")})
    monkeypatch.setattr("mydimos.config.health._newest_migrations", lambda: newest)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == dict.fromkeys(PARTS, True) | {"migrations": False}


@pytest.mark.django_db
def test_without_a_database_the_process_still_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "cursor", _gone)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == dict.fromkeys(PARTS, False)


@pytest.mark.django_db
def test_a_machine_whose_clock_is_wrong_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_worker_was_heard(timedelta(seconds=10))
    wrong_by(monkeypatch, timedelta(seconds=2))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["clock"] is False


@pytest.mark.django_db
def test_a_disk_on_which_nothing_can_be_written_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_worker_was_heard(timedelta(seconds=10))
    full = "SELECT 1/0"  # an error of the database, as a full disk is one
    monkeypatch.setattr("mydimos.config.health.SPILL", full)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == dict.fromkeys(PARTS, True) | {"disk": False}


@pytest.mark.django_db
def test_whether_the_disk_takes_more_is_seen_by_writing_a_row_and_a_temporary_file(
    client: Client,
) -> None:
    client.get("/readyz")

    assert Tally.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64kB'")
        cursor.execute(f"EXPLAIN (ANALYZE) {SPILL}")
        plan = "".join(line for (line,) in cursor.fetchall())
    assert "external merge  Disk" in plan


@pytest.mark.django_db
def test_it_says_nothing_that_helps_an_attacker(client: Client, settings: Settings) -> None:
    answer = client.get("/readyz").content.decode()

    assert settings.DATABASES["default"]["NAME"] not in answer
    assert "mydimos" not in answer


def _gone() -> None:
    from django.db import OperationalError

    raise OperationalError("the server has gone: host=db user=mydimos_web")
