"""`manage.py run_worker` as a process of its own."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateWorker
from procrastinate.exceptions import AlreadyEnqueued

from mydimos.notifications.models import Message
from mydimos.worker.queries import is_working, last_sign_of_life
from mydimos_local.postgres import APPLICATION
from tests.notifications.smtp_sink import smtp_sink
from tests.postgres import SERVER
from tests.relay import relay_to
from tests.worker.test_tasks import book_now, work

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(settings.ROOT)
PATIENCE = 60  # seconds, for a machine that is busy


@pytest.fixture(autouse=True)
def _no_traces() -> Iterator[None]:
    """Django empties its own tables after a test, not procrastinate's."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")


@pytest.fixture
def taken() -> Iterator[tuple[int, int]]:
    """A mail server; its port, and a pipe in which a byte arrives for each mail."""
    reading, writing = os.pipe()
    with smtp_sink() as sink:
        sink.when_taken = lambda: os.write(writing, b".")
        yield sink.port, reading
    os.close(reading)
    os.close(writing)


def start_worker(port: int, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "run_worker", "--poll", "0.2"],
        env={**os.environ, "EMAIL_URL": f"smtp://127.0.0.1:{port}", **environment},
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_sends_what_is_booked_while_it_runs_and_ends_when_told(
    taken: tuple[int, int], sign: signal.Signals
) -> None:
    port, pipe = taken
    worker = start_worker(port)
    try:
        book_now()
        assert select.select([pipe], [], [], PATIENCE)[0], "no mail arrived"
        assert is_working(now=timezone.now())

        worker.send_signal(sign)

        assert worker.wait(PATIENCE) == 0
    finally:
        worker.kill()
        worker.wait()
    assert Message.objects.get().state == "sent"
    assert not ProcrastinateWorker.objects.exists()


def test_a_worker_that_loses_the_database_ends_with_a_fault_so_that_it_is_started_again(
    taken: tuple[int, int],
) -> None:
    port, pipe = taken
    with relay_to(SERVER.socket) as relay:
        through = f"postgresql://{APPLICATION}@127.0.0.1:{relay.port}/{SERVER.database}"
        worker = start_worker(port, DATABASE_URL=through)
        try:
            book_now()
            assert select.select([pipe], [], [], PATIENCE)[0], "no mail arrived"

            relay.go_away()

            assert worker.wait(PATIENCE) == 1
        finally:
            worker.kill()
            worker.wait()


def test_a_worker_killed_between_the_mail_servers_answer_and_our_note_repeats_the_mail() -> None:
    book_now()
    with smtp_sink() as sink:
        killed = start_worker(sink.port)
        sink.when_taken = killed.kill  # SIGKILL: it never hears that the mail was taken over
        assert killed.wait(PATIENCE) == -signal.SIGKILL
        assert Message.objects.get().state == "queued"

        let_it_be_missed()
        sink.when_taken = lambda: None
        with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=sink.port):
            with suppress(AlreadyEnqueued):  # the killed worker may have queued it on the minute
                app.tasks["mydimos.take_up"].defer(timestamp=0)
            work()
            work()

    first, second = sink.taken
    assert first.letter["Message-ID"] == second.letter["Message-ID"]
    assert Message.objects.get().state == "sent"


def let_it_be_missed() -> None:
    """A minute passes without a sign of life."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
        )


def test_without_a_worker_nobody_is_at_work() -> None:
    assert last_sign_of_life() is None
    assert not is_working(now=timezone.now())


def test_a_worker_that_fell_silent_is_not_at_work() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    heard = last_sign_of_life()

    assert heard is not None
    assert is_working(now=heard + timedelta(seconds=10))
    assert not is_working(now=heard + timedelta(seconds=46))
