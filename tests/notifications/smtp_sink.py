"""A mail server on loopback that takes, refuses or postpones, as the test wishes."""

from asyncio.base_events import Server
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


@dataclass
class Taken:
    """What was taken over: the envelope, and the letter in it."""

    sender: str
    recipients: list[str]
    letter: EmailMessage


@dataclass
class Sink:
    """What was taken, and what is said to each command (an empty reply: as usual)."""

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    to_mail: str = ""
    to_rcpt: str = ""
    to_data: str = ""
    when_taken: Callable[[], object] = lambda: None

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, *more: Any) -> str:  # noqa: N802
        envelope.mail_from = more[0]
        return self.to_mail or "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, *more: Any) -> str:  # noqa: N802
        if not self.to_rcpt.startswith(("4", "5")):
            envelope.rcpt_tos.append(more[0])
        return self.to_rcpt or "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.to_data:
            return self.to_data
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.taken.append(Taken(envelope.mail_from, list(envelope.rcpt_tos), letter))
        self.when_taken()
        return "250 2.0.0 Queued"


class _Listening(Controller):
    """aiosmtpd asks its own port whether it is up before the system has given it one."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def smtp_sink(*, password: str = "") -> Iterator[Sink]:
    """A sink on a free port; with a password it checks the login."""
    sink = Sink()

    def check(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        is_right = isinstance(given, LoginPassword) and given.password == password.encode()
        return AuthResult(success=is_right, handled=False)

    login: dict[str, Any] = {
        "authenticator": check,
        "auth_require_tls": False,
    }
    controller = _Listening(sink, hostname="127.0.0.1", port=0, **(login if password else {}))
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()
