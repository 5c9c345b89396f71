"""Mails as they travel."""

from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from uuid import UUID

import pytest
from django.conf import LazySettings

from mydimos.notifications.mime import letter
from mydimos.notifications.ports import Invitation, Mail

MESSAGE = UUID("6f1f4f3e-8a0b-4a53-9a54-1c2d3e4f5a6b")
NOW = datetime(2026, 2, 2, 5, 30, tzinfo=UTC)
MAIL = Mail(
    to="eleni@mail.example",
    subject="Το ραντεβού σας κλείστηκε: Δευτέρα 2 Μαρτίου 2026, ώρα 09:00 (BCDF-2345)",
    text="Καλημέρα σας.\n",
    html="<p>Καλημέρα σας.</p>\n",
    sender_name="Δήμος Πατρέων",
    reply_to="info@patras.example",
    invitation=Invitation("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", "REQUEST"),
)


def received(mail: Mail = MAIL) -> EmailMessage:
    """The mail as its recipient reads it."""
    parsed = message_from_bytes(letter(mail, message=MESSAGE, now=NOW).as_bytes(), policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_the_reader_sees_the_municipality_and_the_subject() -> None:
    mail = received()

    assert mail["From"].addresses[0].display_name == "Δήμος Πατρέων"
    assert mail["From"].addresses[0].addr_spec == "no-reply@mydimos.example"
    assert mail["To"].addresses[0].addr_spec == "eleni@mail.example"
    assert mail["Subject"] == MAIL.subject
    assert mail["Reply-To"].addresses[0].addr_spec == "info@patras.example"


def test_the_same_message_has_the_same_id_whenever_it_is_sent() -> None:
    later = letter(MAIL, message=MESSAGE, now=datetime(2026, 2, 3, tzinfo=UTC))

    assert later["Message-ID"] == received()["Message-ID"]
    assert received()["Message-ID"] == f"<{MESSAGE.hex}@mydimos.example>"


def test_machines_are_asked_not_to_answer() -> None:
    assert received()["Auto-Submitted"] == "auto-generated"
    assert received()["X-Auto-Response-Suppress"] == "All"


def test_text_html_and_invitation_are_three_ways_to_read_it_and_the_file_is_attached() -> None:
    mail = received()

    alternatives, attachment = mail.iter_parts()
    assert [part.get_content_type() for part in alternatives.iter_parts()] == [
        "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    calendar = list(alternatives.iter_parts())[2]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_param("charset") == "utf-8"
    assert attachment.get_content_type() == "application/ics"
    assert attachment.get_filename() == "appointment.ics"


def test_the_calendar_keeps_its_line_ends() -> None:
    alternatives, attachment = received().iter_parts()
    calendar = list(alternatives.iter_parts())[2]

    assert MAIL.invitation is not None
    assert b64decode(str(calendar.get_payload())).decode() == MAIL.invitation.content
    assert attachment.get_content() == MAIL.invitation.content.encode()


def test_without_an_invitation_there_are_two_ways() -> None:
    mail = received(replace(MAIL, invitation=None))

    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_nothing_in_it_is_longer_than_mail_servers_take() -> None:
    written = letter(replace(MAIL, text="ά" * 5000), message=MESSAGE, now=NOW).as_bytes()

    assert max(map(len, written.split(b"\r\n"))) <= 998
    assert written.isascii()


def test_a_greek_domain_is_written_as_name_servers_know_it() -> None:
    mail = received(replace(MAIL, to="info@πάτρα.ελ"))

    assert mail["To"].addresses[0].addr_spec == "info@xn--hxak7bfo.xn--qxam"


@pytest.mark.parametrize(
    "address", ["", "eleni", "eleni@", "ελένη@mail.example", "a@b..gr", "a@b.gr\r\nBcc: x@y.gr"]
)
def test_a_malformed_address_is_told_apart(address: str) -> None:
    with pytest.raises((ValueError, MessageError)):
        letter(replace(MAIL, to=address), message=MESSAGE, now=NOW)


def test_a_mistake_in_the_offices_address_does_not_stop_the_mail() -> None:
    assert "Reply-To" not in received(replace(MAIL, reply_to="not an address"))


def test_the_installation_itself_may_send_from_a_host_without_dots(settings: LazySettings) -> None:
    settings.MAIL_FROM = "myDimos <no-reply@mailhost>"

    assert received()["From"].addresses[0].addr_spec == "no-reply@mailhost"


def test_a_subject_cannot_add_headers() -> None:
    with pytest.raises(ValueError, match="linefeed"):
        letter(replace(MAIL, subject="x\r\nBcc: y@z.example"), message=MESSAGE, now=NOW)
