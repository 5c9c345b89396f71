"""Queueing messages, sending them, and recording their fate."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import F, QuerySet
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from mydimos.notifications.bounces import Report, report_in
from mydimos.notifications.errors import TryLater
from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos.notifications.ports import BounceMailbox, Carrier, Found, Mail, Outcome, Refused, Sent
from mydimos.notifications.queries import UNDELIVERED
from mydimos.notifications.rules import SERVER_IS_AWAY

log = logging.getLogger(__name__)

# The task is the worker's: this package stands below it and knows it by name only.
DELIVER = "mydimos.deliver"

MAX_ATTEMPTS = 20
"""With the waits of `wait_after`, the last attempt is made some 24 hours after the first."""

LONGEST_WAIT = timedelta(hours=2)

QUEUE = """
INSERT INTO notifications_message
       (public_id, kind, medium, municipality, subject, recipient, occasion,
        state, queued_at, attempts, status_code)
SELECT new.public_id, %(kind)s, %(medium)s, %(municipality)s, %(subject)s, new.recipient,
       %(occasion)s, 'queued', %(now)s, 0, ''
FROM unnest(%(public_ids)s::uuid[], %(recipients)s::varchar[]) AS new (public_id, recipient)
ON CONFLICT DO NOTHING
RETURNING public_id
"""

# Messages that waited for a mail server that was away. Those that were tried a moment ago are left
# out: a server that accepts one in ten would use up all their attempts in a minute. The job comes
# back `wait_after` its last attempt, from which the moment of that attempt follows.
WAKE = """
UPDATE procrastinate_jobs SET scheduled_at = %(now)s WHERE id IN (
    SELECT job.id
    FROM procrastinate_jobs AS job
    JOIN notifications_message AS message ON job.lock = 'message ' || message.public_id
    WHERE job.status = 'todo' AND job.queue_name = 'mail' AND job.scheduled_at > %(now)s
      AND message.state = 'queued' AND message.attempts > 0
      AND message.status_code ~ %(server_is_away)s
      AND job.scheduled_at
          - least(30 * 2 ^ (job.attempts - 1), %(longest_wait)s) * interval '1 second' < %(before)s
    ORDER BY job.id
    FOR UPDATE OF job SKIP LOCKED
)
"""

WAKE_AFTER = timedelta(minutes=5)
"""Since the last attempt, before a message is woken by the success of another one."""

KEEP_OTHER_MAIL = timedelta(days=30)
"""How long mail that is no report stays in the mailbox of bounces: people's addresses are in it."""

FORGOTTEN_AFTER = timedelta(minutes=10)

FORGOTTEN = """
SELECT public_id FROM notifications_message AS message
WHERE state = 'queued' AND queued_at < %(before)s
  AND NOT EXISTS (
    SELECT FROM procrastinate_jobs AS job
    WHERE job.status IN ('todo', 'doing') AND job.lock = 'message ' || message.public_id
  )
ORDER BY queued_at LIMIT 1000
"""


class Compose(Protocol):
    """Writes a message, from what is true at `now`; None when it is no longer needed."""

    def __call__(self, message: Message, *, now: datetime) -> Mail | None: ...


def enqueue(
    kind: str,
    *,
    medium: Medium,
    municipality: str,
    subject: UUID,
    recipients: Sequence[str],
    occasion: str,
    now: datetime,
) -> int:
    """Queue one message for each recipient (a role), in the transaction of the act it tells of.

    `municipality` is its ELSTAT code, `subject` the public id of what the message is about.
    A message that was queued before for the same occasion is not queued again.
    Returns how many were queued.
    """
    values: dict[str, str | datetime | UUID | list[str] | list[UUID]] = {
        "public_ids": [uuid4() for _ in recipients],
        "recipients": list(recipients),
        "kind": kind,
        "medium": medium,
        "municipality": municipality,
        "subject": subject,
        "occasion": occasion,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUEUE, values)
        queued = [public_id for (public_id,) in cursor.fetchall()]
    for public_id in queued:
        _defer(public_id)
    return len(queued)


def deliver(
    message_id: UUID, *, compose: Compose, carriers: Mapping[Medium, Carrier], now: datetime
) -> None:
    """Make one attempt to send a message, if it is still waiting.

    The attempt is counted first, so that a message that kills the worker is given up too.
    No transaction is open while the carrier is at work: after a crash between the server's
    "accepted" and our record of it, the mail is sent again with the same Message-ID.

    Raises TryLater when another attempt must be made.
    """
    message = Message.objects.filter(public_id=message_id, state=Message.State.QUEUED).first()
    if message is None:
        return
    if message.attempts >= MAX_ATTEMPTS:
        _settle(message, Message.State.FAILED, now=now)
        return
    Message.objects.filter(pk=message.pk).update(attempts=F("attempts") + 1)
    if mail := compose(message, now=now):
        carrier = carriers[Medium(message.medium)]
        outcome = carrier.carry(mail, message=message.public_id, now=now)
        _record_outcome(message, outcome, now=now)
    else:
        _settle(message, Message.State.DROPPED, now=now)


def wait_after(failures: int) -> timedelta:
    """How long to wait: half a minute, doubled after each failure, two hours at most.

    `WAKE` computes the same in SQL.
    """
    return min(timedelta(seconds=30 * 2.0 ** min(failures, 16)), LONGEST_WAIT)


def record_report(report: Report, *, now: datetime) -> None:
    """Record that a message came back as undeliverable. A report of a delay changes nothing."""
    if report.failed_with is not None:
        gone = Message.objects.filter(public_id=report.message).exclude(state__in=UNDELIVERED)
        _write(gone, Message.State.BOUNCED, code=report.failed_with, now=now)


def read_bounces(mailbox: BounceMailbox, *, now: datetime) -> int:
    """Record what new mail in the mailbox of bounces reports; returns how many reports.

    Mail that cannot be parsed is logged without its content, counted and left as seen: it blocks
    nothing behind it. Raises OSError when the mailbox cannot be reached.
    """

    def examine(raw: bytes) -> Found:
        try:
            report = report_in(raw)
        except Exception as broken:  # noqa: BLE001 - strangers write these mails, to break us too
            log.warning(
                "A mail in the mailbox of bounces cannot be read (%s).", type(broken).__name__
            )
            return Found.UNREADABLE
        if report:
            record_report(report, now=now)
        return Found.REPORT if report else Found.OTHER

    found = mailbox.read(examine)
    for kind in (Found.OTHER, Found.UNREADABLE):
        if found[kind]:
            log.info(
                "mails in the mailbox of bounces: %s", kind.value, extra={"count": found[kind]}
            )
    return found[Found.REPORT]


def delete_other_mail(mailbox: BounceMailbox, *, now: datetime) -> int:
    """Delete mail that is no report 30 days after it came; returns how many.

    Raises OSError when the mailbox cannot be reached.
    """
    return mailbox.delete_seen(before=(now - KEEP_OTHER_MAIL).date())


def queue_forgotten(*, now: datetime) -> int:
    """Queue the waiting messages that have no job to send them; returns how many.

    A safety net: a queue that was emptied by hand, a job that a half-made upgrade did not know.
    """
    with connection.cursor() as cursor:
        cursor.execute(FORGOTTEN, {"before": now - FORGOTTEN_AFTER})
        forgotten = [public_id for (public_id,) in cursor.fetchall()]
    for public_id in forgotten:
        _defer(public_id)
    return len(forgotten)


def _defer(public_id: UUID) -> None:
    """Queue the job in Django's transaction, in the worker too, whose own connector has another.

    The lock: two workers never send one message at the same time.
    """
    configure_task(
        name=DELIVER,
        job_manager=JobManager(DjangoConnector()),
        queue="mail",
        lock=f"message {public_id}",
    ).defer(message=str(public_id))


def _record_outcome(message: Message, outcome: Outcome, *, now: datetime) -> None:
    if isinstance(outcome, Sent):
        _settle(message, Message.State.SENT, code=outcome.code, now=now)
        _wake_waiting(now)
    elif isinstance(outcome, Refused):
        _settle(message, Message.State.REFUSED, code=outcome.code, now=now)
    elif message.attempts + 1 >= MAX_ATTEMPTS:
        _settle(message, Message.State.FAILED, code=outcome.code, now=now)
    else:
        Message.objects.filter(pk=message.pk).update(status_code=outcome.code)
        raise TryLater(outcome.code)


def _wake_waiting(now: datetime) -> None:
    """Make the messages due that waited for the mail server: it has just accepted one."""
    values: dict[str, str | float | datetime] = {
        "now": now,
        "before": now - WAKE_AFTER,
        "server_is_away": SERVER_IS_AWAY,
        "longest_wait": LONGEST_WAIT.total_seconds(),
    }
    with connection.cursor() as cursor:
        cursor.execute(WAKE, values)
        if cursor.rowcount:
            log.info("messages queued at once after an outage", extra={"count": cursor.rowcount})


def _settle(message: Message, state: Message.State, *, now: datetime, code: str = "") -> None:
    """Write the end of a waiting message; a bounce that was recorded before stays."""
    waiting = Message.objects.filter(pk=message.pk, state=Message.State.QUEUED)
    _write(waiting, state, code=code, now=now)


def _write(messages: QuerySet[Message], state: Message.State, *, code: str, now: datetime) -> None:
    if messages.update(state=state, status_code=code, settled_at=now):
        log.info("message %s %s", state.value, code)
