"""The messages that are handed over, and the outside systems that take them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from enum import Enum
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True, repr=False)
class Invitation:
    """A calendar file (RFC 5545) that calendars recognise in a mail (RFC 6047)."""

    content: str
    method: str


@dataclass(frozen=True, slots=True, repr=False)
class Mail:
    """A mail to one person. It is never stored."""

    to: str
    subject: str
    text: str
    html: str
    sender_name: str
    reply_to: str = ""
    invitation: Invitation | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The server accepted the message."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server will never accept the message for this recipient."""

    code: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Not sent now: no connection, "try again later", or we are not let in."""

    code: str = ""


Outcome = Sent | Refused | Unavailable


class Carrier(Protocol):
    """Hands over the messages of one medium."""

    def carry(self, content: Mail, *, message: UUID, now: datetime) -> Outcome:
        """Hand over one message. Raises nothing: what went wrong is the outcome."""
        ...


class Post(Protocol):
    """Hands MIME messages to a mail server."""

    def send(self, letter: EmailMessage, *, sender: str, recipient: str) -> Outcome:
        """Hand over one letter; the addresses are those of the envelope. Raises nothing."""
        ...


class Found(Enum):
    """What a mail in the mailbox of bounces turned out to be."""

    REPORT = "report"  # about a message of ours, and recorded
    OTHER = "other"  # an answer, an advertisement, a report about something else
    UNREADABLE = "unreadable"  # made to break the program that reads it, or damaged


class BounceMailbox(Protocol):
    """The mailbox to which undeliverable mails come back."""

    def read(self, examine: Callable[[bytes], Found]) -> Counter[Found]:
        """Give each new mail to `examine`; delete reports, leave the others as seen.

        Returns how many there were of each kind. Raises OSError when the mailbox cannot be reached.
        """
        ...

    def delete_seen(self, *, before: date) -> int:
        """Delete the seen mails that arrived before a day; returns how many.

        Raises OSError when the mailbox cannot be reached.
        """
        ...
