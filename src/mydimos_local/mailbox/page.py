"""The mailbox over HTTP: reading only, loopback only."""

from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from mydimos_local.mailbox import pages
from mydimos_local.mailbox.stored import StoredMail, find_mail

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# A mail brings its own styles; everything else of it stays off, in the frame and when opened alone.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
OUR_NAMES = {"127.0.0.1", "localhost"}


@dataclass(frozen=True)
class Answer:
    """What goes back to the browser."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK
    policy: str = PAGE_POLICY
    file_name: str = ""


class MailboxPage(ThreadingHTTPServer):
    """Shows the mails of a folder; port 0 takes a free one. Raises OSError when it is taken."""

    daemon_threads = True

    def __init__(self, folder: Path, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.folder = folder
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: MailboxPage

    def do_GET(self) -> None:
        self._send(self._answer())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: who reads which mail is nobody's business."""

    def _answer(self) -> Answer:
        # Another name for this machine would let a foreign page read along (DNS rebinding).
        if self.headers.get("Host", "").partition(":")[0] not in OUR_NAMES:
            return Answer(b"Wrong host", "text/plain", HTTPStatus.MISDIRECTED_REQUEST)
        match self.path.partition("?")[0].strip("/").split("/"):
            case [""]:
                return Answer(pages.list_page(self.server.folder).encode())
            case ["style.css"]:
                return Answer(pages.STYLE, "text/css; charset=utf-8")
            case [name, *rest]:
                mail = find_mail(self.server.folder, name)
                return (_part(mail, rest) if mail else None) or _nothing()
        return _nothing()

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Content-Security-Policy", answer.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        if answer.file_name:
            disposition = f'attachment; filename="{answer.file_name}"'
            self.send_header("Content-Disposition", disposition)
        self.end_headers()
        self.wfile.write(answer.body)


def _part(mail: StoredMail, rest: list[str]) -> Answer | None:
    match rest:
        case []:
            return Answer(pages.mail_page(mail).encode())
        case ["html"] if mail.html is not None:
            return Answer(pages.framed(mail.html).encode(), policy=MAIL_POLICY)
        case ["source"]:
            return Answer(mail.source, "message/rfc822", file_name=f"{mail.name}.eml")
        case ["calendar", number] if number.isdecimal() and int(number) < len(mail.calendars):
            text = mail.calendars[int(number)]
            return Answer(text.encode(), "text/calendar; charset=utf-8", file_name="rantevou.ics")
    return None


def _nothing() -> Answer:
    return Answer(pages.missing_page().encode(), status=HTTPStatus.NOT_FOUND)
