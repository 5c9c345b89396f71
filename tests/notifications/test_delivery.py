"""A message from the queue to its end."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from mydimos.notifications.bounces import Report
from mydimos.notifications.carriers import MailCarrier
from mydimos.notifications.errors import TryLater
from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Mail, Outcome, Refused, Sent, Unavailable
from mydimos.notifications.return_path import message_of
from mydimos.notifications.services import (
    MAX_ATTEMPTS,
    deliver,
    enqueue,
    queue_forgotten,
    record_report,
    wait_after,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 2, 2, 5, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SUBJECT = uuid4()
MAIL = Mail(
    to="eleni@mail.example", subject="Ραντεβού", text="…", html="…", sender_name="Δήμος Πατρέων"
)


class Desk:
    """A post that says what it is told to say."""

    def __init__(self, *outcomes: Outcome, when_sent: Callable[[], None] = lambda: None) -> None:
        self.outcomes = list(outcomes)
        self.letters: list[EmailMessage] = []
        self.senders: list[str] = []
        self.when_sent = when_sent

    def send(self, letter: EmailMessage, *, sender: str, recipient: str) -> Outcome:
        assert recipient
        self.letters.append(letter)
        self.senders.append(sender)
        self.when_sent()
        return self.outcomes.pop(0)


def by(desk: Desk) -> dict[Medium, MailCarrier]:
    return {Medium.MAIL: MailCarrier(desk)}


def always(message: Message, *, now: datetime) -> Mail | None:
    return MAIL


def never(message: Message, *, now: datetime) -> Mail | None:
    return None


def queue(recipients: list[str] | None = None, occasion: str = "0", now: datetime = NOW) -> int:
    return enqueue(
        "booking.confirmation",
        medium=Medium.MAIL,
        municipality="3701",
        subject=SUBJECT,
        recipients=recipients or ["served"],
        occasion=occasion,
        now=now,
    )


def queued() -> Message:
    queue()
    return Message.objects.get()


def the_end() -> tuple[str, str]:
    return Message.objects.values_list("state", "status_code").get()


def test_a_message_is_queued_with_a_job_that_names_nobody() -> None:
    message = queued()

    job = ProcrastinateJob.objects.get()
    assert job.task_name == "mydimos.deliver"
    assert job.args == {"message": str(message.public_id)}
    assert job.lock == f"message {message.public_id}"


def test_what_was_queued_before_is_not_queued_again() -> None:
    assert queue(["served", "applicant"]) == 2
    assert queue(["served", "applicant"]) == 0
    assert queue(["served"], occasion="1") == 1

    assert Message.objects.count() == ProcrastinateJob.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_nothing_is_queued_if_the_act_is_undone() -> None:
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)

    assert not Message.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_message_that_is_taken_over_is_sent() -> None:
    message = queued()

    deliver(message.public_id, compose=always, carriers=by(Desk(Sent("2.0.0"))), now=LATER)

    message.refresh_from_db()
    assert the_end() == ("sent", "2.0.0")
    assert (message.attempts, message.settled_at) == (1, LATER)


def test_a_message_that_was_sent_is_not_sent_again() -> None:
    message = queued()
    desk = Desk(Sent())

    deliver(message.public_id, compose=always, carriers=by(desk), now=NOW)
    deliver(message.public_id, compose=always, carriers=by(desk), now=NOW)

    assert len(desk.letters) == 1


def test_a_message_that_is_no_longer_needed_is_dropped() -> None:
    desk = Desk()

    deliver(queued().public_id, compose=never, carriers=by(desk), now=NOW)

    assert the_end()[0] == "dropped"
    assert desk.letters == []


def test_a_refusal_is_kept_with_its_code() -> None:
    deliver(queued().public_id, compose=always, carriers=by(Desk(Refused("5.1.1"))), now=NOW)

    assert the_end() == ("refused", "5.1.1")
    assert Message.objects.get().is_undelivered


def test_a_message_that_nobody_knows_is_nobodys_trouble() -> None:
    deliver(uuid4(), compose=always, carriers=by(Desk()), now=NOW)


def test_what_cannot_go_now_stays_queued_and_is_tried_again() -> None:
    message = queued()
    desk = Desk(Unavailable("4.7.1"), Sent())

    with pytest.raises(TryLater):
        deliver(message.public_id, compose=always, carriers=by(desk), now=NOW)
    assert the_end() == ("queued", "4.7.1")
    deliver(message.public_id, compose=always, carriers=by(desk), now=LATER)

    assert the_end()[0] == "sent"


def test_after_a_day_of_trying_it_is_given_up() -> None:
    message = queued()
    for _ in range(MAX_ATTEMPTS - 1):
        with pytest.raises(TryLater):
            deliver(message.public_id, compose=always, carriers=by(Desk(Unavailable())), now=NOW)

    deliver(message.public_id, compose=always, carriers=by(Desk(Unavailable("4.4.1"))), now=LATER)

    assert the_end() == ("failed", "4.4.1")
    waits = [wait_after(failures) for failures in range(MAX_ATTEMPTS - 1)]
    assert waits[:4] == [timedelta(seconds=30 * 2**n) for n in range(4)]
    assert timedelta(hours=22) < sum(waits, timedelta(0)) < timedelta(hours=26)


def test_a_message_that_kills_whoever_sends_it_is_given_up_too() -> None:
    message = queued()

    def die() -> None:
        raise KeyboardInterrupt

    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            deliver(message.public_id, compose=always, carriers=by(Desk(when_sent=die)), now=NOW)
    deliver(message.public_id, compose=always, carriers=by(Desk()), now=NOW)

    assert the_end()[0] == "failed"


def test_a_mail_repeated_after_a_crash_has_the_same_message_id() -> None:
    message = queued()

    def die() -> None:
        raise KeyboardInterrupt  # taken over by the mail server, and then the power fails

    crashing = Desk(when_sent=die)
    with pytest.raises(KeyboardInterrupt):
        deliver(message.public_id, compose=always, carriers=by(crashing), now=NOW)
    desk = Desk(Sent())
    deliver(message.public_id, compose=always, carriers=by(desk), now=LATER)

    assert crashing.letters[0]["Message-ID"] == desk.letters[0]["Message-ID"]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_is_spoken_to() -> None:
    was_open: list[bool] = []
    desk = Desk(Sent(), when_sent=lambda: was_open.append(connection.in_atomic_block))

    deliver(queued().public_id, compose=always, carriers=by(desk), now=NOW)

    assert was_open == [False]


def test_an_address_that_cannot_be_one_is_refused_at_once() -> None:
    def malformed(message: Message, *, now: datetime) -> Mail | None:
        return Mail(to="eleni@", subject="…", text="…", html="…", sender_name="…")

    deliver(queued().public_id, compose=malformed, carriers=by(Desk()), now=NOW)

    assert the_end() == ("refused", "5.1.3")


def test_the_envelope_leads_back_to_the_message(settings: LazySettings) -> None:
    settings.MAIL_BOUNCE_DOMAIN = "bounces.mydimos.example"
    message, desk = queued(), Desk(Sent())

    deliver(message.public_id, compose=always, carriers=by(desk), now=NOW)

    assert message_of(desk.senders[0]) == message.public_id


# -- what comes back


def sent() -> UUID:
    message = queued().public_id
    deliver(message, compose=always, carriers=by(Desk(Sent("2.0.0"))), now=NOW)
    return message


def test_a_bounce_is_kept_with_its_code() -> None:
    record_report(Report(sent(), "5.1.1"), now=LATER)

    assert the_end() == ("bounced", "5.1.1")
    assert Message.objects.get().settled_at == LATER


def test_a_delay_changes_nothing() -> None:
    record_report(Report(sent(), None), now=LATER)

    assert the_end() == ("sent", "2.0.0")


def test_a_second_report_changes_nothing() -> None:
    message = sent()
    record_report(Report(message, "5.1.1"), now=LATER)
    record_report(Report(message, "5.0.0"), now=LATER)

    assert the_end() == ("bounced", "5.1.1")


def test_a_bounce_that_is_faster_than_our_own_note_stays() -> None:
    message = queued()
    bounce = Report(message.public_id, "5.1.1")
    desk = Desk(Sent(), when_sent=lambda: record_report(bounce, now=NOW))

    deliver(message.public_id, compose=always, carriers=by(desk), now=NOW)

    assert the_end() == ("bounced", "5.1.1")


def test_a_report_about_a_message_that_was_forgotten_is_nobodys_trouble() -> None:
    record_report(Report(uuid4(), "5.1.1"), now=NOW)


# -- the safety net


def test_a_message_without_a_job_is_queued_anew() -> None:
    public_id = uuid4()
    Message.objects.create(
        public_id=public_id,
        kind="booking.confirmation",
        medium=Medium.MAIL,
        subject=SUBJECT,
        recipient="served",
        occasion="0",
        queued_at=NOW,
    )

    assert queue_forgotten(now=NOW + timedelta(minutes=9)) == 0
    assert queue_forgotten(now=LATER) == 1
    assert queue_forgotten(now=LATER) == 0

    assert ProcrastinateJob.objects.get().args == {"message": str(public_id)}


# -- after an outage of the mail server


def waiting(outcome: Outcome, *, occasion: str, retry_at: datetime, failures: int = 6) -> None:
    """A message that was tried in vain, `wait_after` before its next attempt."""
    queue(occasion=occasion)
    message = Message.objects.get(occasion=occasion)
    with pytest.raises(TryLater):
        deliver(message.public_id, compose=always, carriers=by(Desk(outcome)), now=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = %s, attempts = %s WHERE lock = %s",
            [retry_at, failures, f"message {message.public_id}"],
        )


def retry_at(occasion: str) -> datetime | None:
    message = Message.objects.get(occasion=occasion)
    scheduled: datetime | None = ProcrastinateJob.objects.get(
        lock=f"message {message.public_id}"
    ).scheduled_at
    return scheduled


def send_another(*, now: datetime) -> None:
    queue(occasion="another")
    another = Message.objects.get(occasion="another")
    deliver(another.public_id, compose=always, carriers=by(Desk(Sent())), now=now)


@pytest.mark.parametrize("code", ["", "421", "4.3.2", "5.7.8"])
def test_when_the_mail_server_is_back_the_waiting_messages_go_at_once(code: str) -> None:
    waiting(Unavailable(code), occasion="first", retry_at=LATER)  # tried 16 minutes before LATER

    send_another(now=LATER - timedelta(minutes=10))

    assert retry_at("first") == LATER - timedelta(minutes=10)


@pytest.mark.parametrize("code", ["4.7.1", "450", "4.2.1", "5.7.1"])
def test_what_waits_for_its_own_recipient_keeps_its_turn(code: str) -> None:
    waiting(Unavailable(code), occasion="greylisted", retry_at=LATER)

    send_another(now=LATER - timedelta(minutes=10))

    assert retry_at("greylisted") == LATER


def test_a_server_that_accepts_one_in_ten_does_not_use_up_the_attempts_of_the_others() -> None:
    waiting(Unavailable(), occasion="just tried", retry_at=LATER)

    send_another(now=LATER - timedelta(minutes=15))  # one minute after its last attempt

    assert retry_at("just tried") == LATER
