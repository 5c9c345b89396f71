"""The state of the queue, for the operator, and of single messages, for their readers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min

from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message

UNDELIVERED = (Message.State.REFUSED, Message.State.BOUNCED, Message.State.FAILED)
DAY = timedelta(days=1)
LAST, ENOUGH = 200, 20  # messages to look at, and how many must have ended to judge
LONGEST_QUEUE = timedelta(minutes=15)
"""A message that waits longer means that a server or the worker is down."""


@dataclass(frozen=True, slots=True)
class MailHealth:
    """The queue, and the last 24 hours."""

    waiting: int
    oldest: timedelta  # how long the oldest message has been waiting
    refused: int
    bounced: int
    failed: int
    is_mostly_refused: bool  # most of the last messages

    @property
    def alarms(self) -> list[str]:
        """The alarms for the operator; empty if all is well."""
        return [
            *(["mail is not leaving"] if self.oldest > LONGEST_QUEUE else []),
            *(["messages were given up"] if self.failed else []),
            *(["most messages are refused"] if self.is_mostly_refused else []),
        ]


def mail_health(*, now: datetime) -> MailHealth:
    """The queue and the last day; three queries, by the partial indexes and the primary key."""
    queue = Message.objects.filter(state=Message.State.QUEUED).aggregate(
        waiting=Count("pk"), since=Min("queued_at")
    )
    return MailHealth(
        waiting=queue["waiting"],
        oldest=now - queue["since"] if queue["since"] else timedelta(0),
        **_undelivered(now - DAY),
        is_mostly_refused=_is_mostly_refused(),
    )


def delivery_of(subject: UUID, *, medium: Medium) -> dict[str, Message]:
    """The last message about a subject by this medium, by role; dropped ones do not count."""
    messages = Message.objects.filter(subject=subject, medium=medium).exclude(
        state=Message.State.DROPPED
    )
    return {message.recipient: message for message in messages.order_by("queued_at", "pk")}


def queued_at(subject: UUID, *, of_which: str) -> set[datetime]:
    """When messages about a subject were queued whose occasion contains `of_which`."""
    messages = Message.objects.filter(subject=subject, occasion__contains=of_which)
    return set(messages.values_list("queued_at", flat=True))


def _is_mostly_refused() -> bool:
    """Whether most of the last messages failed: then it is the server, not each recipient."""
    last = Message.objects.order_by("-pk").values_list("state", flat=True)[:LAST]
    ended = [state for state in last if state == Message.State.SENT or state in UNDELIVERED]
    refused = [state for state in ended if state in UNDELIVERED]
    return len(ended) >= ENOUGH and len(refused) > len(ended) / 2


def _undelivered(since: datetime) -> dict[str, int]:
    counted = (
        Message.objects.filter(state__in=UNDELIVERED, settled_at__gte=since)
        .values_list("state")
        .annotate(Count("pk"))
    )
    return dict.fromkeys((state.value for state in UNDELIVERED), 0) | dict(counted)
