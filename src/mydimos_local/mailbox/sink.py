"""SMTP on loopback: what arrives becomes a file."""

import socket
from datetime import UTC, datetime
from email.utils import parseaddr
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

# Mails to this domain are refused in the SMTP dialogue, so that failures can be tried.
REFUSED_DOMAIN = "refused.example"
LARGEST_MAIL = 10 * 1024 * 1024  # bytes


class SmtpSink:
    """Listens between `start` and `stop`, in a thread of its own; port 0 takes a free one."""

    def __init__(self, folder: Path, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.port = port or _free_port(host)
        self._controller = Controller(
            _Keeper(folder), hostname=host, port=self.port, data_size_limit=LARGEST_MAIL
        )

    def start(self) -> None:
        """Raises OSError when the port is taken."""
        self._controller.start()

    def stop(self) -> None:
        """End the connections and the thread."""
        self._controller.stop()


class _Keeper:
    """Decides on recipients, writes files. The method names are aiosmtpd's."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._number = count(1)

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, *_: object
    ) -> str:
        if parseaddr(address)[1].rpartition("@")[2].lower() == REFUSED_DOMAIN:
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if not isinstance(envelope.content, bytes):
            return "554 5.6.0 No message"
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        file = self._folder / f"{moment}-{next(self._number)}.eml"
        unfinished = file.with_suffix(".part")
        unfinished.write_bytes(_envelope_lines(envelope) + envelope.content)
        unfinished.replace(file)
        return "250 OK"


def _envelope_lines(envelope: Envelope) -> bytes:
    """Who really gets it, and where a bounce would go: the headers inside need not say so."""
    recipients = ", ".join(envelope.rcpt_tos)
    lines = f"X-Envelope-From: <{envelope.mail_from or ''}>\r\nX-Envelope-To: {recipients}\r\n"
    return lines.encode()


def _free_port(host: str) -> int:
    with socket.socket() as finder:
        finder.bind((host, 0))
        port: int = finder.getsockname()[1]
        return port
