"""What is told to the operator of the platform."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from mydimos.feedback.models import Feedback
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Mail


def compose(message: Message, *, now: datetime) -> Mail | None:  # noqa: ARG001 (as all composers)
    """The mail with a person's feedback; None once that was deleted, or without FEEDBACK_EMAIL."""
    feedback = Feedback.objects.filter(public_id=message.subject).first()
    if feedback is None or not settings.FEEDBACK_EMAIL:
        return None
    words = {"feedback": feedback}
    return Mail(
        to=settings.FEEDBACK_EMAIL,
        subject="myDimos: σχόλιο για την προσβασιμότητα ή τη χρήση",
        text=render_to_string("feedback/mail/left.txt", words),
        html=render_to_string("feedback/mail/left.html", words),
        sender_name="myDimos",
        reply_to=feedback.email or "",
    )
