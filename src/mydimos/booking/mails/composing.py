"""Writing a message out: for whom, whether at all, in which language."""

from datetime import datetime
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from mydimos import formats
from mydimos.booking.calendar_files import Method, calendar_file
from mydimos.booking.mails.content import MailContent
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
    return _write(message.kind, MailContent(appointment, person, now, recipient))


def _appointment(message: Message) -> Appointment | None:
    return (
        Appointment.objects.select_related(
            "municipality", "department", "named_employee", "offering__office", "offering__service"
        )
        .prefetch_related("participants")
        .filter(public_id=message.subject)
        .first()
    )


def _write(kind: str, content: MailContent) -> Mail:
    language = content.language
    with override(language):
        words: dict[str, Any] = {
            "mail": content,
            "appointment": content.appointment,
            "kind": kind.split(".")[1],
            "length": formats.length(content.length),
        }
        words["subject"] = render_to_string(f"booking/mail/subject.{language}.txt", words).strip()
        html = render_to_string(f"booking/mail/mail.{language}.html", words)
        return Mail(
            to=content.recipient.email or "",
            subject=words["subject"],
            text=as_text(html),
            html=INLINER.inline(html),
            sender_name=content.municipality.name,
            reply_to=content.reply_to,
            invitation=_invitation(kind, content),
        )


def _invitation(kind: str, content: MailContent) -> Invitation:
    method = Method.CANCEL if kind == CANCELLATION else Method.REQUEST
    file = calendar_file(
        content,
        role=content.recipient.role,
        language=content.language,
        method=method,
        attendee=content.recipient.email or "",
    )
    return Invitation(file, method)
