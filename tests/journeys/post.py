"""The worker and the mailboxes of the people."""

import re
from email.message import EmailMessage
from threading import Thread

from django.core.management import call_command
from django.db import connection

from tests.notifications.smtp_sink import Sink


class Post:
    """Mails as they arrive: queued by the pages, sent by the worker, taken by a mail server."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def letters_to(self, address: str) -> list[EmailMessage]:
        """What has arrived so far, the oldest first. The worker does what is waiting before."""
        self._work()
        return [taken.letter for taken in self._sink.taken if taken.recipients == [address]]

    def _work(self) -> None:
        # The browser's loop runs in this thread; the worker has one of its own.
        worker = Thread(target=_once)
        worker.start()
        worker.join()


def text_of(letter: EmailMessage) -> str:
    """The part for people who read text, blanks as one."""
    return " ".join(_part(letter, "plain").split())


def html_of(letter: EmailMessage) -> str:
    """The part for people who like pictures."""
    return _part(letter, "html")


def link_of(letter: EmailMessage, role: str = "served") -> str:
    """The personal link."""
    words = _part(letter, "plain").split()
    links = [word for word in words if f"/{role}/" in word]
    return next(link for link in links if not link.endswith("/video/"))


def code_of(letter: EmailMessage) -> str:
    """The six digits to type."""
    (code,) = re.findall(r"\b[0-9]{6}\b", text_of(letter))
    return str(code)


def calendar_of(letter: EmailMessage) -> str:
    """The attached calendar file, its long lines put together again (RFC 5545, 3.1)."""
    file = next(part for part in letter.iter_attachments() if part.get_filename())
    payload = file.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode().replace("\r\n ", "").replace("\r\n", "\n")


def uid_of(letter: EmailMessage) -> str:
    """Which entry of the calendar it is about."""
    return next(line for line in calendar_of(letter).splitlines() if line.startswith("UID:"))


def _part(letter: EmailMessage, subtype: str) -> str:
    part = letter.get_body((subtype,))
    assert part is not None
    content: str = part.get_content()
    return content


def _once() -> None:
    try:
        call_command("run_worker", once=True, concurrency=1)
    finally:
        connection.close()
