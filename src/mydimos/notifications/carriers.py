"""How the messages of each medium are handed over."""

from datetime import datetime
from email.errors import MessageError
from uuid import UUID

from mydimos.notifications.addresses import in_ascii
from mydimos.notifications.mime import letter
from mydimos.notifications.ports import Mail, Outcome, Post, Refused
from mydimos.notifications.return_path import return_path

MALFORMED = "5.1.3"
"""RFC 3463: an address that no mail server could understand."""


class MailCarrier:
    """`ports.Carrier` for mails: each as a MIME message with a return path of its own."""

    def __init__(self, post: Post) -> None:
        self.post = post

    def carry(self, content: Mail, *, message: UUID, now: datetime) -> Outcome:
        """Hand over a mail. A malformed address is refused."""
        try:
            written = letter(content, message=message, now=now)
            recipient = in_ascii(content.to)
        except (ValueError, MessageError):
            return Refused(MALFORMED)
        return self.post.send(written, sender=return_path(message), recipient=recipient)
