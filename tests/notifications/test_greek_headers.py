"""Greek subjects and names arrive as they were written, at any length."""

import email
from email.header import decode_header, make_header
from email.utils import parseaddr
from uuid import UUID

import pytest
from pytest_django import Settings

from mydimos.notifications.mime import letter
from mydimos.notifications.ports import Mail
from tests.factories import NOW

SUBJECT = "Νέα ώρα για το ραντεβού σας: Δευτέρα 23 Νοεμβρίου 2026, ώρα 09:00 (YX9H-RJGQ)"


@pytest.mark.parametrize("length", range(1, 40))
def test_no_blank_is_lost_where_a_header_is_folded(length: int, settings: Settings) -> None:
    settings.MAIL_FROM = "no-reply@mydimos.example"
    subject, name = f"{'α' * length} {SUBJECT}", f"Δήμος {'β' * length} και Δυτικής Ελλάδας"
    mail = Mail(
        to="eleni@mail.example", subject=subject, sender_name=name, text="x", html="<p>x</p>"
    )

    travelling = bytes(letter(mail, message=UUID(int=1), now=NOW))

    arrived = email.message_from_bytes(travelling)
    sender = str(make_header(decode_header(arrived["From"])))
    assert str(make_header(decode_header(arrived["Subject"]))) == subject
    assert parseaddr(sender) == (name, "no-reply@mydimos.example")
    assert all(len(line) <= 78 for line in travelling.partition(b"\r\n\r\n")[0].splitlines())
