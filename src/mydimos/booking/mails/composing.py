"""Writing the mail of a message: whether it is needed, for whom, in which language."""

from datetime import datetime

import css_inline
from django.template.loader import render_to_string
from django.utils.translation import override

from mydimos.booking.calendar_files import Method, calendar_file
from mydimos.booking.mails.content import MailContent
from mydimos.booking.mails.kinds import Kind
from mydimos.booking.mails.occasions import is_needed
from mydimos.booking.models import Appointment
from mydimos.booking.queries.access_codes import live_code_of
from mydimos.directory.policies import policy_of
from mydimos.notifications.html_to_text import as_text
from mydimos.notifications.models import Message
from mydimos.notifications.ports import Invitation, Mail

# Fetches nothing: the only style sheet is ours, in the template.
INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def compose(message: Message, *, now: datetime) -> Mail | None:
    """The mail for a message, from what is true at `now`; None when it is no longer needed."""
    kind, appointment = Kind(message.kind), _appointment(message)
    if appointment is None:
        return None
    leads = policy_of(appointment.municipality_id).reminders
    if not is_needed(kind, message.occasion, appointment, leads=leads, now=now):
        return None
    people = {person.role: person for person in appointment.participants.all()}
    recipient = people.get(message.recipient)
    appearing = next((person for person in people.values() if person.appears), None)
    if recipient is None or appearing is None or not recipient.email:
        return None
    access_code = None
    if kind is Kind.ACCESS_CODE:
        access_code = live_code_of(recipient, now=now)
        if access_code is None:
            return None
    return _write(MailContent(appointment, appearing, now, recipient, kind, access_code))


def _appointment(message: Message) -> Appointment | None:
    return (
        Appointment.objects.select_related(
            "municipality", "department", "named_employee", "offering__office", "offering__service"
        )
        .prefetch_related("participants")
        .filter(public_id=message.subject)
        .first()
    )


def _write(content: MailContent) -> Mail:
    with override(content.language):
        subject = content.kind.subject(content)
        words = {"mail": content, "appointment": content.appointment, "subject": subject}
        html = render_to_string(content.kind.template, words)
        return Mail(
            to=content.recipient.email or "",
            subject=subject,
            text=as_text(html),
            html=INLINER.inline(html),
            sender_name=content.municipality.name,
            reply_to=content.reply_to,
            invitation=_invitation(content),
        )


def _invitation(content: MailContent) -> Invitation | None:
    if content.kind is Kind.ACCESS_CODE:
        return None
    method = Method.CANCEL if content.kind is Kind.CANCELLATION else Method.REQUEST
    file = calendar_file(
        content,
        role=content.recipient.role,
        language=content.language,
        method=method,
        attendee=content.recipient.email or "",
    )
    return Invitation(file, method)
