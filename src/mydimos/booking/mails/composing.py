"""Writing a message out: for whom, whether at all, in which language."""

from datetime import datetime
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from mydimos.booking.calendar_files import Method, calendar_file
from mydimos.booking.mails.content import Facts
from mydimos.booking.mails.html_to_text import as_text
from mydimos.booking.mails.occasions import CANCELLATION, is_needed
from mydimos.booking.models import Appointment
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Invitation, Mail

# Nothing is fetched: the only style sheet is ours, and in the template.
INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def compose(message: Message, *, now: datetime) -> Mail | None:
    """The mail for a message, from what is true at `now`; None when it is no longer needed."""
    appointment = _appointment(message)
    if appointment is None or not is_needed(
        message.kind, message.occasion, appointment, leads=settings.REMINDERS, now=now
    ):
        return None
    people = {person.role: person for person in appointment.participants.all()}
    recipient = people.get(message.recipient)
    person = next((one for one in people.values() if one.appears), None)
    if recipient is None or person is None or not recipient.email:
        return None
    return _write(message.kind, Facts(appointment, recipient, person, now))


def _appointment(message: Message) -> Appointment | None:
    return (
        Appointment.objects.select_related(
            "municipality", "department", "named_employee", "offering__office", "offering__service"
        )
        .prefetch_related("participants")
        .filter(public_id=message.subject)
        .first()
    )


def _write(kind: str, facts: Facts) -> Mail:
    language = facts.recipient.language
    with override(language):
        words: dict[str, Any] = {
            "facts": facts,
            "appointment": facts.appointment,
            "kind": kind.split(".")[1],
        }
        words["subject"] = render_to_string(f"booking/mail/subject.{language}.txt", words).strip()
        html = render_to_string(f"booking/mail/mail.{language}.html", words)
        return Mail(
            to=facts.recipient.email or "",
            subject=words["subject"],
            text=as_text(html),
            html=INLINER.inline(html),
            sender_name=facts.municipality.name,
            reply_to=facts.reply_to,
            invitation=_invitation(kind, facts),
        )


def _invitation(kind: str, facts: Facts) -> Invitation:
    method = Method.CANCEL if kind == CANCELLATION else Method.REQUEST
    content = calendar_file(
        facts.appointment,
        role=facts.recipient.role,
        language=facts.recipient.language,
        method=method,
        attendee=facts.recipient.email or "",
        now=facts.now,
    )
    return Invitation(content, method)
