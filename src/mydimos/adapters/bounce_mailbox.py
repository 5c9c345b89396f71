"""Reading the mailbox to which undeliverable mail returns, by IMAP (RFC 3501)."""

import imaplib
import logging
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from imap_tools import AND, BaseMailBox, MailBox, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError

from mydimos.notifications.ports import Found

log = logging.getLogger(__name__)

TIMEOUT = 30  # seconds, for each step
# Only the beginning of a mail is read: the report comes first, the mail that it is about later.
LARGEST = 256 * 1024  # bytes
BATCH = 500  # mails in one session; the others wait for the next


def from_settings() -> "ImapMailbox":
    """The mailbox of this installation."""
    return ImapMailbox(settings.BOUNCE_MAILBOX_URL)


class ImapMailbox:
    """`notifications.ports.BounceMailbox` at `imaps://user:password@host:port/mailbox`.

    Without TLS (`imap://`) the password can be read on the way: for this machine only.
    Raises ValueError for another kind of address.
    """

    def __init__(self, url: str) -> None:
        self._url: SplitResult = urlsplit(url)
        if self._url.scheme not in {"imap", "imaps"} or not self._url.hostname:
            raise ValueError("BOUNCE_MAILBOX_URL must begin with imaps:// or imap://.")
        self._folder = unquote(self._url.path.strip("/")) or "INBOX"

    def read(self, examine: Callable[[bytes], Found]) -> Counter[Found]:
        """Give each unseen mail to `examine`; delete reports, mark the others as seen.

        A report is deleted after it was examined: a crash in between shows it once more.
        Returns how many mails there were of each kind.
        Raises OSError when the mailbox cannot be reached or opened.
        """
        found: Counter[Found] = Counter()
        with self._session() as mailbox:
            for uid in mailbox.uids(AND(seen=False), charset=None)[:BATCH]:
                raw = _beginning(mailbox, uid)
                kind = Found.UNREADABLE if raw is None else examine(raw)
                if kind is Found.REPORT:
                    mailbox.delete(uid)
                else:
                    mailbox.flag(uid, MailMessageFlags.SEEN, value=True)
                found[kind] += 1
        return found

    def delete_seen(self, *, before: date) -> int:
        """Delete the seen mails that arrived before a day; returns how many.

        Raises OSError when the mailbox cannot be reached or opened.
        """
        with self._session() as mailbox:
            uids = mailbox.uids(AND(seen=True, date_lt=before), charset=None)
            mailbox.delete(uids, chunks=BATCH)
            return len(uids)

    @contextmanager
    def _session(self) -> Iterator[BaseMailBox]:
        mailbox = self._connect()
        try:
            user, password = unquote(self._url.username or ""), unquote(self._url.password or "")
            mailbox.login(user, password, initial_folder=self._folder)
            yield mailbox
        except (imaplib.IMAP4.error, ImapToolsError) as refused:
            log.warning("The mailbox of bounces refuses us (%s).", type(refused).__name__)
            raise OSError("mailbox") from None  # its text may name the account
        finally:
            with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
                mailbox.logout()
            with suppress(OSError):  # the line stays open when the server does not answer LOGOUT
                mailbox.client.shutdown()

    def _connect(self) -> BaseMailBox:
        host, port = self._url.hostname or "", self._url.port
        try:
            if self._url.scheme == "imap":
                return MailBoxUnencrypted(host, port or 143, timeout=TIMEOUT)
            context = ssl.create_default_context()
            return MailBox(host, port or 993, timeout=TIMEOUT, ssl_context=context)
        except imaplib.IMAP4.error as refused:
            log.warning("The mailbox of bounces refuses us (%s).", type(refused).__name__)
            raise OSError("mailbox") from None


def _beginning(mailbox: BaseMailBox, uid: str) -> bytes | None:
    """The beginning of a mail, without marking it as seen; None where the server refuses it.

    The library reads whole mails only, so its IMAP client is asked.
    """
    status, parts = mailbox.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)")
    if status != "OK":
        return None
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), None)
