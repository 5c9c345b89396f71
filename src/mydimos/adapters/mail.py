"""Handing mails to a mail server by SMTP (RFC 5321), one recipient at a time.

Not Django's backend: each message has an envelope sender of its own, and the reply to each command
decides what becomes of the message.
"""

import logging
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from django.conf import settings

from mydimos.notifications.carriers import MailCarrier
from mydimos.notifications.ports import Outcome, Refused, Sent, Unavailable
from mydimos.notifications.rules import reply_is_final

log = logging.getLogger(__name__)

ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")  # RFC 3463, at the head of a reply


def from_settings() -> MailCarrier:
    """The carrier of mails, with the mail server that this installation is set up for."""
    starttls = "starttls" if settings.EMAIL_USE_TLS else ""
    return MailCarrier(
        SmtpPost(
            settings.EMAIL_HOST,
            settings.EMAIL_PORT,
            user=settings.EMAIL_HOST_USER,
            password=settings.EMAIL_HOST_PASSWORD,
            security="tls" if settings.EMAIL_USE_SSL else starttls,
            timeout=settings.EMAIL_TIMEOUT,
        )
    )


class SmtpPost:
    """`notifications.ports.Post` at a mail server.

    `security` is "tls", "starttls" or nothing; `timeout` is in seconds, for each step.
    """

    def __init__(
        self, host: str, port: int, *, user: str, password: str, security: str, timeout: float
    ) -> None:
        self._host, self._port, self._timeout = host, port, timeout
        self._user, self._password = user, password
        self._security = security

    def send(self, letter: EmailMessage, *, sender: str, recipient: str) -> Outcome:
        """Hand over one letter. Raises nothing: an error is an outcome."""
        try:
            with self._connection() as server:
                outcome = _hand_over(server, letter, sender, recipient)
        except smtplib.SMTPResponseException as reply:
            outcome = Unavailable(_code(reply.smtp_code, reply.smtp_error))
        except (OSError, smtplib.SMTPException) as broken:
            log.warning("The mail server cannot be reached (%s).", type(broken).__name__)
            return Unavailable()
        if isinstance(outcome, Unavailable):
            log.warning("The mail server says: not now (%s).", outcome.code)
        return outcome

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        server = self._connect()
        try:
            self._enter(server)
            yield server
        finally:
            # A letter that was accepted stays accepted, even if QUIT fails.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def _connect(self) -> smtplib.SMTP:
        if self._security != "tls":
            return smtplib.SMTP(self._host, self._port, timeout=self._timeout)
        return smtplib.SMTP_SSL(
            self._host, self._port, timeout=self._timeout, context=ssl.create_default_context()
        )

    def _enter(self, server: smtplib.SMTP) -> None:
        if self._security == "starttls":
            server.starttls(context=ssl.create_default_context())
        server.ehlo_or_helo_if_needed()
        if self._user:
            server.login(self._user, self._password)


def _hand_over(server: smtplib.SMTP, letter: EmailMessage, sender: str, recipient: str) -> Outcome:
    """MAIL FROM refused: retry later. RCPT TO or DATA refused: `notifications.rules` decides."""
    code, reply = server.mail(sender)
    if code != 250:
        return Unavailable(_code(code, reply))
    code, reply = server.rcpt(recipient)
    if code not in {250, 251}:
        return _refusal(code, reply)
    code, reply = server.data(letter.as_bytes())
    return Sent(_code(code, reply)) if code == 250 else _refusal(code, reply)


def _refusal(code: int, reply: bytes) -> Outcome:
    status = _code(code, reply)
    return Refused(status) if reply_is_final(code, status) else Unavailable(status)


def _code(code: int, reply: bytes | str) -> str:
    """The enhanced code if there is one, else the code; never the text, which names people."""
    enhanced = ENHANCED.match(reply.encode() if isinstance(reply, str) else reply)
    return enhanced.group().decode() if enhanced else str(code)
