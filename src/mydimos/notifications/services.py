"""Queueing messages, and writing down what became of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app as jobs

from mydimos.notifications.models import Message

# The task is the worker's: this package stands below it and knows it by name only.
DELIVER = "mydimos.deliver"


def enqueue(
    kind: str, *, subject: UUID, recipients: Sequence[str], occasion: str, now: datetime
) -> None:
    """Queue one message for each recipient (a role), in the transaction of what it tells.

    A message that was queued before for the same occasion is not queued again.
    """
    messages = [
        Message(kind=kind, subject=subject, recipient=recipient, occasion=occasion, queued_at=now)
        for recipient in recipients
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    jobs.configure_task(DELIVER, queue="mail").batch_defer(
        *({"message": str(message.public_id)} for message in messages)
    )
