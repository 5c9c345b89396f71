"""The worker at work: real jobs, a real mail server, a real mailbox."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment
from mydimos.booking.queries.availability import availability
from mydimos.booking.services import take_hold
from mydimos.config.logs import JsonFormatter
from mydimos.identity.models import Tally
from mydimos.notifications.models import Message
from mydimos.notifications.services import DELIVER
from mydimos.scheduling.spans import local_day
from mydimos.worker import tasks
from mydimos.worker.schedule import (
    delete_other_mail,
    forget,
    read_bounces,
    sweep_holds,
    watch_mail,
)
from tests.factories import confirm, make_citizen, make_offering
from tests.notifications.imap_server import Mailbox, imap_server
from tests.notifications.reports import dsn, nested, vacation
from tests.notifications.smtp_sink import Sink, smtp_sink

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sink(settings: LazySettings) -> Iterator[Sink]:
    with smtp_sink() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def mailbox(settings: LazySettings) -> Iterator[Mailbox]:
    with imap_server() as running:
        settings.BOUNCE_MAILBOX_URL = running.url
        settings.MAIL_BOUNCE_DOMAIN = "bounces.mydimos.example"
        yield running


def work() -> None:
    """Do what is waiting, as `manage.py run_worker` does, and end.

    What one job queues for another may be left: then work twice.
    """
    call_command("run_worker", once=True, concurrency=2)


def book_now() -> Appointment:
    """Book the first free time from now on: the worker reads the clock."""
    offering, citizen, now = make_offering(), make_citizen(), timezone.now()
    today = local_day(int(now.timestamp()))
    seen = availability([offering], first_day=today, last_day=today + timedelta(days=14), now=now)
    first = datetime.fromtimestamp(seen.slots(offering)[0].start, UTC)
    kept = take_hold(by=Actor.citizen(citizen.pk), offering=offering, starts_at=first, now=now)
    return confirm(kept.public_id, citizen, now=now)


def test_whoever_books_gets_a_mail(sink: Sink) -> None:
    book_now()

    work()

    (taken,) = sink.taken
    assert taken.recipients == ["eleni@mail.example"]
    assert Message.objects.get().state == "sent"
    assert not ProcrastinateJob.objects.filter(task_name=DELIVER).exists()


def test_while_the_mail_server_is_away_the_job_waits_for_its_next_turn(sink: Sink) -> None:
    book_now()
    sink.to_mail = "421 4.3.2 Back soon"

    work()

    job = ProcrastinateJob.objects.get(task_name=DELIVER)
    assert Message.objects.get().state == "queued"
    assert job.status == "todo"
    assert job.scheduled_at is not None
    assert job.scheduled_at > timezone.now()


def test_a_fault_of_ours_is_tried_again_too(
    sink: Sink, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(message: Message, *, now: datetime) -> None:
        raise ValueError("eleni@mail.example")

    book_now()
    monkeypatch.setitem(tasks.COMPOSERS, "booking", break_down)

    work()

    assert sink.taken == []
    assert ProcrastinateJob.objects.get(task_name=DELIVER).status == "todo"
    assert Message.objects.get().attempts == 1


def test_jobs_of_a_worker_that_died_are_taken_up_again(sink: Sink) -> None:
    book_now()
    with connection.cursor() as cursor:
        # As a worker leaves it behind when the power fails: "doing", without a worker.
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 1")

    with suppress(AlreadyEnqueued):
        app.tasks["mydimos.take_up"].defer(timestamp=0)
    work()
    work()

    assert len(sink.taken) == 1


def test_a_reminder_is_queued_in_one_transaction_with_its_job(sink: Sink) -> None:
    appointment = book_now()
    with override_settings(REMINDERS=[]):  # a worker that begins looks for reminders by itself
        work()
    lead = appointment.starts_at - timezone.now() + timedelta(minutes=1)
    Appointment.objects.update(changed_at=timezone.now() - timedelta(days=60))

    with override_settings(REMINDERS=[lead]):
        with suppress(AlreadyEnqueued):
            app.tasks["mydimos.remind"].defer(timestamp=0)
        work()
        work()

    assert [str(taken.letter["Subject"]).split(":")[0] for taken in sink.taken] == [
        "Το ραντεβού σας επιβεβαιώθηκε", "Υπενθύμιση",
    ]  # fmt: skip


def test_what_comes_back_is_noted_and_the_rest_is_left_for_people(
    sink: Sink, mailbox: Mailbox
) -> None:
    book_now()
    work()
    message = Message.objects.get()
    mailbox.put(dsn(sink.taken[0].sender))
    mailbox.put(vacation(sink.taken[0].sender))
    mailbox.put(dsn("bounce+aaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaa@x.example"))

    assert read_bounces(timezone.now()) == 1

    message.refresh_from_db()
    assert (message.state, message.status_code) == ("bounced", "5.1.1")
    assert set(mailbox.mails) == {2, 3}


def test_a_mail_made_to_break_the_reader_blocks_no_report_behind_it(
    sink: Sink, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    book_now()
    work()
    mailbox.put(nested(sink.taken[0].sender))
    mailbox.put(dsn(sink.taken[0].sender))

    with caplog.at_level(logging.INFO):
        assert read_bounces(timezone.now()) == 1

    assert Message.objects.get().state == "bounced"
    assert mailbox.seen == {1}
    said = [record.getMessage() for record in caplog.records]
    assert "A mail in the mailbox of bounces cannot be read (RecursionError)." in said
    assert "bounce+" not in caplog.text


def test_mail_that_is_no_report_is_deleted_after_thirty_days(mailbox: Mailbox) -> None:
    now = timezone.now()
    mailbox.put(b"Subject: a question\r\n\r\n", on=(now - timedelta(days=31)).date())
    mailbox.put(b"Subject: a question\r\n\r\n", on=(now - timedelta(days=29)).date())
    read_bounces(now)

    assert delete_other_mail(now) == 1

    assert set(mailbox.mails) == {2}


def test_without_a_mailbox_nothing_is_read() -> None:
    assert read_bounces(timezone.now()) == 0
    assert delete_other_mail(timezone.now()) == 0


def test_what_ran_out_is_forgotten() -> None:
    now = timezone.now()
    Tally.objects.create(key_hash=b"1" * 32, count=1, ends_at=now - timedelta(minutes=1))
    Tally.objects.create(key_hash=b"2" * 32, count=1, ends_at=now + timedelta(minutes=1))

    assert forget(now) == 1
    assert sweep_holds(now) == 0
    assert Tally.objects.count() == 1


def test_the_alarm_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    book_now()

    watch_mail(timezone.now() + timedelta(minutes=16))

    assert "alarm: mail is not leaving" in caplog.text


def test_old_jobs_are_purged() -> None:
    book_now()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '8 days'")

    with suppress(AlreadyEnqueued):
        app.tasks["mydimos.purge"].defer(timestamp=0)
    work()

    assert not ProcrastinateJob.objects.filter(task_name=DELIVER).exists()


def test_logs_name_nobody(sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    sink.to_rcpt = "550 5.1.1 eleni@mail.example unknown"
    with caplog.at_level(logging.INFO):
        appointment = book_now()

        work()

    ours = [record for record in caplog.records if record.name != "mail.log"]  # not the sink's
    said = "".join(JsonFormatter().format(record) for record in ours)
    assert "message refused 5.1.1" in said
    for personal in ("eleni", "Ελένη", "+3069", appointment.reference):
        assert personal not in said
