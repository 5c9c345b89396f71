"""Everything that happens without a user. procrastinate imports the `tasks` of each app.

A task reads the clock and calls one verb; the rules are where the verbs are.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from mydimos.booking import mails as booking_mails
from mydimos.feedback import mails as feedback_mails
from mydimos.identity import mails as identity_mails
from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Carrier, Mail
from mydimos.notifications.services import DELIVER, deliver, wait_after
from mydimos.worker import schedule

__all__ = ["deliver_message", "schedule"]

COMPOSERS = {
    "booking": booking_mails.compose,
    "feedback": feedback_mails.compose,
    "identity": identity_mails.compose,
}
"""The functions that compose messages, by the beginning of the message's kind."""


class BackOff(BaseRetryStrategy):
    """Retries after growing pauses. `deliver` decides when a message is given up."""

    def get_retry_decision(
        self,
        *,
        exception: BaseException,  # noqa: ARG002 (procrastinate's signature)
        job: Job,
    ) -> RetryDecision:
        """Retry after every error: no connection, or a fault that the next release mends."""
        return RetryDecision(retry_in={"seconds": int(wait_after(job.attempts).total_seconds())})


@app.task(name=DELIVER, queue="mail", retry=BackOff())
def deliver_message(*, message: str) -> None:
    """Make one attempt to send a message. Raises TryLater: the job comes back."""
    deliver(UUID(message), compose=_compose, carriers=carriers(), now=timezone.now())


def carriers() -> dict[Medium, Carrier]:
    """The carriers of this installation, by medium."""
    return {Medium(medium): import_string(path)() for medium, path in settings.CARRIERS.items()}


def _compose(message: Message, *, now: datetime) -> Mail | None:
    return COMPOSERS[message.kind.partition(".")[0]](message, now=now)
