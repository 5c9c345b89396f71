"""MIME messages (RFC 5322, 2045) of mails, with the invitation where calendars look for it."""

from contextlib import suppress
from datetime import datetime
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from django.conf import settings

from mydimos.notifications.addresses import in_ascii, own_in_ascii
from mydimos.notifications.ports import Invitation, Mail


class Folding(EmailPolicy):
    """Folds Greek headers into encoded words of at most 75 characters (RFC 2047).

    Python's own folding may lose the blank between two of them ("για το ραντεβούσας").
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The bytes of one header, folded."""
        if str(value).isascii() or name not in {"Subject", "From"}:
            return super().fold_binary(name, value)
        words, rest = str(value), ""
        for address in getattr(value, "addresses", ()):
            words, rest = address.display_name, f"{self.linesep} <{address.addr_spec}>"
        folded = Header(words, "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {folded}{rest}{self.linesep}".encode("ascii")


def letter(mail: Mail, *, message: UUID, now: datetime) -> EmailMessage:
    """The MIME message of a mail. Its Message-ID is the same each time it is sent.

    Raises ValueError or MessageError when the recipient or a header is malformed.
    """
    written = EmailMessage(policy=Folding(linesep="\r\n"))
    sender = own_in_ascii(parseaddr(settings.MAIL_FROM)[1])
    written["From"] = Address(mail.sender_name, addr_spec=sender)
    written["To"] = Address(addr_spec=in_ascii(mail.to))
    written["Subject"] = mail.subject
    written["Date"] = now
    written["Message-ID"] = f"<{message.hex}@{sender.rpartition('@')[2]}>"
    if mail.reply_to:
        # A mistake in an office's address must not stop its mails.
        with suppress(ValueError, MessageError):
            written["Reply-To"] = Address(addr_spec=own_in_ascii(mail.reply_to))
    # No automatic answers, please (RFC 3834; the second is Exchange's).
    written["Auto-Submitted"] = "auto-generated"
    written["X-Auto-Response-Suppress"] = "All"
    _fill(written, mail)
    return written


def _fill(written: EmailMessage, mail: Mail) -> None:
    written.set_content(mail.text, cte="base64")
    written.add_alternative(mail.html, subtype="html", cte="base64")
    if mail.invitation:
        _invite(written, mail.invitation)


def _invite(written: EmailMessage, invitation: Invitation) -> None:
    """As an alternative for Gmail and Outlook, as a file for Apple Mail and the rest."""
    written.add_alternative(
        invitation.content, subtype="calendar", cte="base64", params={"method": invitation.method}
    )
    written.add_attachment(
        invitation.content.encode(),
        maintype="application",
        subtype="ics",
        filename="appointment.ics",
    )
