"""What is told to the operator of the platform."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from mydimos.directory.models import Feedback
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Mail


def compose(message: Message, *, now: datetime) -> Mail | None:  # noqa: ARG001 (as all composers)
    """Somebody's feedback; None when it was deleted, or when nobody is named to read it."""
    feedback = Feedback.objects.filter(public_id=message.subject).first()
    if feedback is None or not settings.FEEDBACK_EMAIL:
        return None
    words = {"feedback": feedback}
    return Mail(
        to=settings.FEEDBACK_EMAIL,
        subject="myDimos: σχόλιο για την προσβασιμότητα ή τη χρήση",
        text=render_to_string("directory/mail/feedback.txt", words),
        html=render_to_string("directory/mail/feedback.html", words),
        sender_name="myDimos",
        reply_to=feedback.email or "",
    )
