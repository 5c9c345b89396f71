"""Taking what people say about the pages."""

from datetime import datetime

from django.db import transaction

from mydimos.feedback.models import Feedback
from mydimos.notifications.media import Medium
from mydimos.notifications.services import enqueue

LEFT = "feedback.left"
"""The kind of the message that tells the operator of it."""


@transaction.atomic
def leave_feedback(*, words: str, page: str, email: str, language: str, now: datetime) -> Feedback:
    """Keep what a person writes about the pages, and send it to the operator.

    `page` and `email` may be empty.
    """
    feedback = Feedback.objects.create(
        at=now, language=language, words=words, page=page or None, email=email or None
    )
    enqueue(
        LEFT,
        medium=Medium.MAIL,
        municipality="",
        subject=feedback.public_id,
        recipients=["operator"],
        occasion="",
        now=now,
    )
    return feedback
