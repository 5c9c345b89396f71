"""Reading reports of undeliverable mail (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as MimePart
from uuid import UUID

from mydimos.notifications.return_path import message_of

# Where the address of the envelope is found again, by habit of the mail server.
ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says: about which message of ours, and the code if it failed for good."""

    message: UUID
    failed_with: str | None


def report_in(raw: bytes) -> Report | None:
    """The report in a mail; None when it is none, or not about a message of ours.

    A delay is a report without a failure: the mail server is still trying.
    """
    mail = message_from_bytes(raw)
    message = _message(mail)
    if message is None or mail.get_content_type() != "multipart/report":
        return None
    recipients = [part for part in _status_parts(mail) if part.get("Action")]
    if not recipients:
        return None
    failed = [part for part in recipients if str(part["Action"]).strip().lower() == "failed"]
    return Report(message, _status(failed[0]) if failed else None)


def _message(mail: MimePart) -> UUID | None:
    headers = (str(value) for name in ADDRESSED for value in mail.get_all(name, []))
    return next(filter(None, map(message_of, headers)), None)


def _status_parts(mail: MimePart) -> Iterator[MimePart]:
    """The groups of fields of `message/delivery-status`: parsed, they are parts of their own."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (group for group in part.get_payload() if isinstance(group, MimePart))


def _status(failed: MimePart) -> str:
    found = STATUS.search(str(failed.get("Status", "")))
    return found.group() if found else "5.0.0"
