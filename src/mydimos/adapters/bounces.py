"""Reading the mailbox to which undeliverable mail returns, by IMAP (RFC 3501)."""

import imaplib
import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

log = logging.getLogger(__name__)

TIMEOUT = 30  # seconds, for each step
# Of each mail so much is read: the report is at its beginning, what was sent may follow it.
LARGEST = 256 * 1024  # bytes
BATCH = 500  # mails at one time; the others wait for the next


def from_settings() -> "ImapMailbox":
    """The mailbox of this installation."""
    return ImapMailbox(settings.BOUNCE_MAILBOX_URL)


class ImapMailbox:
    """`notifications.ports.BounceMailbox` at `imaps://user:password@host:port/mailbox`.

    Without TLS (`imap://`) the password is open to whoever listens: for this machine only.
    Raises ValueError for another kind of address.
    """

    def __init__(self, url: str) -> None:
        self._url: SplitResult = urlsplit(url)
        if self._url.scheme not in {"imap", "imaps"} or not self._url.hostname:
            raise ValueError("BOUNCE_MAILBOX_URL must begin with imaps:// or imap://.")
        self._folder = unquote(self._url.path.strip("/")) or "INBOX"

    def read(self, settle: Callable[[bytes], bool]) -> int:
        """Show each unseen mail; delete those that `settle` accepts, mark the others as seen.

        A mail is deleted after it was settled: if we end in between, it is shown again.
        Raises OSError when the mailbox cannot be reached or opened.
        """
        try:
            with self._session() as session:
                return _read(session, settle)
        except imaplib.IMAP4.error as refused:
            log.warning("The mailbox of bounces refuses us (%s).", type(refused).__name__)
            raise OSError("mailbox") from None  # its text may name the account

    @contextmanager
    def _session(self) -> Iterator[imaplib.IMAP4]:
        session = self._connect()
        try:
            session.login(unquote(self._url.username or ""), unquote(self._url.password or ""))
            _done(session.select(f'"{self._folder}"'))
            yield session
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                session.logout()
            with suppress(OSError):  # the line stays open when the goodbye failed
                session.shutdown()

    def _connect(self) -> imaplib.IMAP4:
        host, port = self._url.hostname or "", self._url.port
        if self._url.scheme == "imap":
            return imaplib.IMAP4(host, port or 143, timeout=TIMEOUT)
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=context, timeout=TIMEOUT)


def _read(session: imaplib.IMAP4, settle: Callable[[bytes], bool]) -> int:
    settled = 0
    for uid in _done(session.uid("SEARCH", "UNSEEN"))[0].split()[:BATCH]:
        is_settled = settle(_fetch(session, uid.decode()))
        flag = r"(\Seen \Deleted)" if is_settled else r"(\Seen)"
        _done(session.uid("STORE", uid.decode(), "+FLAGS.SILENT", flag))
        settled += is_settled
    if settled:
        _done(session.expunge())
    return settled


def _fetch(session: imaplib.IMAP4, uid: str) -> bytes:
    """The beginning of a mail, without marking it as seen yet."""
    parts = _done(session.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)"))
    return next((part[1] for part in parts if isinstance(part, tuple)), b"")


def _done(answer: tuple[str, list[Any]]) -> list[Any]:
    """What a command gave. Raises imaplib.IMAP4.error unless it succeeded."""
    status, found = answer
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    return [part for part in found if part is not None] or [b""]
