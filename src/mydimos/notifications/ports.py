"""What is sent, and what is asked of the post and of the mailbox where bounces arrive."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol


@dataclass(frozen=True, slots=True, repr=False)
class Invitation:
    """A calendar file (RFC 5545) that the reader's calendar takes in by itself (RFC 6047)."""

    content: str
    method: str


@dataclass(frozen=True, slots=True, repr=False)
class Mail:
    """A mail to one person. It exists for as long as it takes to send it."""

    to: str
    subject: str
    text: str
    html: str
    sender_name: str
    reply_to: str = ""
    invitation: Invitation | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The mail server took it over."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The mail server will never take it for this recipient."""

    code: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Not now: no connection, or "try again later"; or it does not let us in."""

    code: str = ""


Outcome = Sent | Refused | Unavailable


class Post(Protocol):
    """Takes mails away."""

    def send(self, letter: EmailMessage, *, sender: str, recipient: str) -> Outcome:
        """Hand over one letter; the addresses are those of the envelope. Raises nothing."""
        ...


class BounceMailbox(Protocol):
    """Where undeliverable mails come back to."""

    def read(self, settle: Callable[[bytes], bool]) -> int:
        """Show each new mail; delete those that `settle` accepts, leave the others as read.

        Returns how many were settled. Raises OSError when the mailbox cannot be reached.
        """
        ...
