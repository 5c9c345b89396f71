"""Queueing messages, sending them, and writing down what became of them."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.errors import MessageError
from typing import Protocol
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import F, QuerySet
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from mydimos.notifications.bounces import Report
from mydimos.notifications.errors import TryLater
from mydimos.notifications.mime import in_ascii, letter
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Mail, Outcome, Post, Refused, Sent
from mydimos.notifications.queries import UNDELIVERED
from mydimos.notifications.return_path import return_path

log = logging.getLogger(__name__)

# The task is the worker's: this package stands below it and knows it by name only.
DELIVER = "mydimos.deliver"

MAX_ATTEMPTS = 20
"""With the waits of `wait_after`, the last attempt is made some 24 hours after the first."""

LONGEST_WAIT = timedelta(hours=2)

MALFORMED = "5.1.3"
"""RFC 3463: an address that no mail server could understand."""

QUEUE = """
INSERT INTO notifications_message
       (public_id, kind, subject, recipient, occasion, state, queued_at, attempts, status_code)
SELECT new.public_id, %(kind)s, %(subject)s, new.recipient, %(occasion)s, 'queued', %(now)s, 0, ''
FROM unnest(%(public_ids)s::uuid[], %(recipients)s::varchar[]) AS new (public_id, recipient)
ON CONFLICT DO NOTHING
RETURNING public_id
"""

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
    """Writes a message out, from what is true now; None when it is no longer needed."""

    def __call__(self, message: Message, *, now: datetime) -> Mail | None: ...


def enqueue(
    kind: str, *, subject: UUID, recipients: Sequence[str], occasion: str, now: datetime
) -> int:
    """Queue one message for each recipient (a role), in the transaction of what it tells.

    A message that was queued before for the same occasion is not queued again. Returns how many
    were queued.
    """
    values: dict[str, str | datetime | UUID | list[str] | list[UUID]] = {
        "public_ids": [uuid4() for _ in recipients],
        "recipients": list(recipients),
        "kind": kind,
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


def deliver(message_id: UUID, *, compose: Compose, post: Post, now: datetime) -> None:
    """Make one attempt to send a message, if it is still waiting.

    The attempt is counted first, so that a message that breaks whoever sends it is given up too.
    No transaction is open while the post is spoken to: if we end between its "accepted" and our
    note of it, the mail is repeated with the same Message-ID.

    Raises TryLater when another attempt shall be made.
    """
    message = Message.objects.filter(public_id=message_id, state=Message.State.QUEUED).first()
    if message is None:
        return
    if message.attempts >= MAX_ATTEMPTS:
        _settle(message, Message.State.FAILED, now=now)
        return
    Message.objects.filter(pk=message.pk).update(attempts=F("attempts") + 1)
    if mail := compose(message, now=now):
        _note(message, _send(message, mail, post, now), now=now)
    else:
        _settle(message, Message.State.DROPPED, now=now)


def wait_after(failures: int) -> timedelta:
    """How long to wait: half a minute, doubled after each failure, two hours at most."""
    return min(timedelta(seconds=30 * 2.0 ** min(failures, 16)), LONGEST_WAIT)


def record_report(report: Report, *, now: datetime) -> None:
    """Note a message that came back as undeliverable. A report that it is late changes nothing."""
    if report.failed_with is not None:
        gone = Message.objects.filter(public_id=report.message).exclude(state__in=UNDELIVERED)
        _write(gone, Message.State.BOUNCED, code=report.failed_with, now=now)


def queue_forgotten(*, now: datetime) -> int:
    """Queue anew what waits though no job is left that would send it; returns how many.

    A safety net: a queue that was emptied by hand, a job that a half-made upgrade did not know.
    """
    with connection.cursor() as cursor:
        cursor.execute(FORGOTTEN, {"before": now - FORGOTTEN_AFTER})
        forgotten = [public_id for (public_id,) in cursor.fetchall()]
    for public_id in forgotten:
        _defer(public_id)
    return len(forgotten)


def _defer(public_id: UUID) -> None:
    """In Django's transaction, in whatever process: the worker's own connector has another.

    The lock: two workers never send one message at the same time.
    """
    configure_task(
        name=DELIVER,
        job_manager=JobManager(DjangoConnector()),
        queue="mail",
        lock=f"message {public_id}",
    ).defer(message=str(public_id))


def _send(message: Message, mail: Mail, post: Post, now: datetime) -> Outcome:
    try:
        written = letter(mail, message=message.public_id, now=now)
    except (ValueError, MessageError):
        return Refused(MALFORMED)
    return post.send(written, sender=return_path(message.public_id), recipient=in_ascii(mail.to))


def _note(message: Message, outcome: Outcome, *, now: datetime) -> None:
    if isinstance(outcome, Sent):
        _settle(message, Message.State.SENT, code=outcome.code, now=now)
    elif isinstance(outcome, Refused):
        _settle(message, Message.State.REFUSED, code=outcome.code, now=now)
    elif message.attempts + 1 >= MAX_ATTEMPTS:
        _settle(message, Message.State.FAILED, code=outcome.code, now=now)
    else:
        Message.objects.filter(pk=message.pk).update(status_code=outcome.code)
        raise TryLater(outcome.code)


def _settle(message: Message, state: Message.State, *, now: datetime, code: str = "") -> None:
    """Write the end of a waiting message; a bounce that was faster than our note stays."""
    waiting = Message.objects.filter(pk=message.pk, state=Message.State.QUEUED)
    _write(waiting, state, code=code, now=now)


def _write(messages: QuerySet[Message], state: Message.State, *, code: str, now: datetime) -> None:
    if messages.update(state=state, status_code=code, settled_at=now):
        log.info("message %s %s", state.value, code)
