"""The mails of a folder over HTTP, and the phone of the demo. Reading only, loopback only."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from re import fullmatch
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mydimos_local.phone import phone_page

NAME = r"(\d{8}T\d{12})-\d+"  # as the sink names its files
SHOWN = 200  # mails in the list
OUR_NAMES = {"127.0.0.1", "localhost"}
ATHENS = ZoneInfo("Europe/Athens")
STYLE = Path(__file__).with_name("style.css").read_text()
FRAME = """<!DOCTYPE html><html lang="el"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>
<body><p><a href="/">Μηνύματα της επίδειξης</a> · <a href="/phone">Κωδικοί υπαλλήλων</a></p>
<p>Κανένα μήνυμα δεν φεύγει από αυτόν τον υπολογιστή. Ανανεώστε τη σελίδα για τα νεότερα.</p>
<main><h1>{title}</h1>{body}</main></body></html>"""
OURS = "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'"
# A mail brings its own styles. Scripts and forms stay off, also when it is opened alone.
OF_A_MAIL = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


class Answer(NamedTuple):
    """What goes back to the browser."""

    text: str
    content_type: str = "text/html"
    status: HTTPStatus = HTTPStatus.OK
    policy: str = OURS
    refresh: int = 0  # seconds


class MailboxPage(ThreadingHTTPServer):
    """Shows the mails of a folder; port 0 takes a free one. Raises OSError when it is taken."""

    daemon_threads = True

    def __init__(self, folder: Path, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.folder = folder
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """The address of the list."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: MailboxPage

    def do_GET(self) -> None:
        text, content_type, status, rules, refresh = self._answer()
        self.send_response(status)
        for name, value in (
            ("Content-Type", f"{content_type}; charset=utf-8"),
            ("Content-Length", str(len(text.encode()))),
            ("Content-Security-Policy", f"{rules}; base-uri 'none'; form-action 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(name, value)
        if refresh:
            self.send_header("Refresh", str(refresh))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: which mail is read stays out of the terminal."""

    def _answer(self) -> Answer:
        # Under another name for this machine a foreign page could read along (DNS rebinding).
        if self.headers.get("Host", "").partition(":")[0] not in OUR_NAMES:
            return Answer("Wrong host", status=HTTPStatus.MISDIRECTED_REQUEST)
        name, _, part = self.path.partition("?")[0].strip("/").partition("/")
        file = self.server.folder / f"{name}.eml"
        if not name:
            return _list(self.server.folder)
        if name == "phone":
            body, left = phone_page()
            return Answer(FRAME.format(title="Κωδικός μίας χρήσης", body=body), refresh=left)
        if name == "style.css":
            return Answer(STYLE, "text/css")
        if fullmatch(NAME, name) and file.exists() and (answer := _shown(file, part)):
            return answer
        return Answer("Αυτό το μήνυμα δεν υπάρχει.", status=HTTPStatus.NOT_FOUND)


def _list(folder: Path) -> Answer:
    """The newest mails: file names begin with the moment of arrival."""
    files = sorted(file for file in folder.glob("*.eml") if fullmatch(NAME, file.stem))
    rows = "".join(map(_row, files[: -SHOWN - 1 : -1]))
    head = '<tr><th scope="col">Ώρα</th><th scope="col">Προς</th><th scope="col">Θέμα</th></tr>'
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    body = table if rows else "<p>Δεν έχει σταλεί ακόμη κανένα μήνυμα.</p>"
    return Answer(FRAME.format(title="Μηνύματα", body=body))


def _row(file: Path) -> str:
    mail = _read(file)
    return (
        f"<tr><td>{_moment(file)}</td><td>{escape(str(mail['X-Envelope-To']))}</td>"
        f'<td><a href="/{file.stem}">{escape(_subject(mail))}</a></td></tr>'
    )


def _shown(file: Path, part: str) -> Answer | None:
    """A mail, or a part of it: its HTML, its calendar file, its source."""
    mail = _read(file)
    calendar = next((one for one in mail.walk() if one.get_content_type() == "text/calendar"), None)
    html = mail.get_body(("html",))
    match part:
        case "":
            return Answer(_page(file, mail))
        case "html" if html:
            beside = '<head><base target="_blank">'  # links open in a tab of their own
            return Answer(_text(html).replace("<head>", beside, 1), policy=OF_A_MAIL)
        case "rantevou.ics" if calendar:
            return Answer(_text(calendar), "text/calendar")
        case "source":
            return Answer(file.read_text(errors="replace"), "text/plain")
    return None


def _page(file: Path, mail: EmailMessage) -> str:
    text = mail.get_body(("plain",))
    body = f"""<p>Προς: {escape(str(mail["X-Envelope-To"]))}<br>{_moment(file)}</p>
        <iframe title="Το μήνυμα όπως φαίνεται" src="/{file.stem}/html"
                sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
        <p><a href="/{file.stem}/rantevou.ics">Αρχείο ημερολογίου (.ics)</a> ·
        <a href="/{file.stem}/source">Το μήνυμα όπως στάλθηκε</a></p>
        <h2>Απλό κείμενο</h2><pre>{escape(_text(text)) if text else "–"}</pre>"""
    return FRAME.format(title=escape(_subject(mail)), body=body)


def _read(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), EmailMessage, policy=policy.default)


def _subject(mail: EmailMessage) -> str:
    return str(mail["Subject"] or "Χωρίς θέμα")


def _moment(file: Path) -> str:
    arrived = datetime.strptime(file.stem.partition("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return f"{arrived.astimezone(ATHENS):%d/%m/%Y %H:%M:%S}"


def _text(part: MIMEPart) -> str:
    """The text in its charset, else as UTF-8."""
    raw = part.get_payload(decode=True)
    try:
        return bytes(raw).decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return bytes(raw).decode(errors="replace")
