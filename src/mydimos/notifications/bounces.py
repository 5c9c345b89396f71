"""Reports of undeliverable mail (RFC 3464) in what arrives at the return paths."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as MimePart
from email.parser import BytesHeaderParser
from uuid import UUID

from mydimos.notifications.return_path import message_of
from mydimos.notifications.rules import report_is_final

# The headers in which mail servers leave the address of the envelope.
ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True, slots=True)
class Report:
    """The message that a report is about, and the status code if it did not arrive."""

    message: UUID
    failed_with: str | None


def report_in(raw: bytes) -> Report | None:
    """The report in a mail; None if it is no report, or not about a message of ours.

    A delay is a report without a failure: the mail server is still trying. Parts are parsed only
    when the header names one of our return paths. A mail made to break the parser raises
    RecursionError or another error of the `email` package.
    """
    headers = BytesHeaderParser().parsebytes(raw)
    message = _message(headers)
    if message is None or headers.get_content_type() != "multipart/report":
        return None
    recipients = [part for part in _status_parts(message_from_bytes(raw)) if part.get("Action")]
    if not recipients:
        return None
    failed = [part for part in recipients if report_is_final(str(part["Action"]))]
    return Report(message, _status(failed[0]) if failed else None)


def _message(headers: MimePart) -> UUID | None:
    values = (str(value) for name in ADDRESSED for value in headers.get_all(name, []))
    return next(filter(None, map(message_of, values)), None)


def _status_parts(mail: MimePart) -> Iterator[MimePart]:
    """The groups of fields of `message/delivery-status`: parsed, they are parts of their own."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (group for group in part.get_payload() if isinstance(group, MimePart))


def _status(failed: MimePart) -> str:
    found = STATUS.search(str(failed.get("Status", "")))
    return found.group() if found else "5.0.0"
