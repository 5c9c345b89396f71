"""A kept mail, read for showing: any charset, any damage."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cached_property
from pathlib import Path
from re import fullmatch

NAME = r"\d{8}T\d{12}-\d+"


class StoredMail:
    """One .eml file of the sink."""

    def __init__(self, file: Path) -> None:
        self.name = file.stem
        self._file = file

    @property
    def arrived_at(self) -> datetime:
        """The moment in its file's name, UTC."""
        return datetime.strptime(self.name.partition("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)

    @property
    def subject(self) -> str:
        return self.header("Subject")

    @property
    def recipients(self) -> str:
        """Those of the SMTP dialogue, also where the headers name others."""
        return self.header("X-Envelope-To") or self.header("To")

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self._message.items()]

    @property
    def source(self) -> bytes:
        return self._file.read_bytes()

    @property
    def text(self) -> str | None:
        return self._body("plain")

    @property
    def html(self) -> str | None:
        return self._body("html")

    @property
    def calendars(self) -> list[str]:
        """The text of each iCalendar part, attached or as an alternative, without repetitions."""
        parts = (
            part for part in self._message.walk() if part.get_content_type() == "text/calendar"
        )
        return list(dict.fromkeys(_text(part) for part in parts))

    def header(self, name: str) -> str:
        """Decoded; empty where there is none."""
        return str(self._message.get(name, ""))

    @cached_property
    def _message(self) -> EmailMessage:
        return BytesParser(EmailMessage, policy=policy.default).parsebytes(self.source)

    def _body(self, subtype: str) -> str | None:
        part = self._message.get_body((subtype,))
        return _text(part) if isinstance(part, EmailMessage) else None


def newest_first(folder: Path) -> Iterator[StoredMail]:
    """The kept mails. File names begin with the moment, so their order is the order of arrival."""
    for file in sorted(folder.glob("*.eml"), reverse=True):
        if fullmatch(NAME, file.stem):
            yield StoredMail(file)


def find_mail(folder: Path, name: str) -> StoredMail | None:
    """The mail of that name; nothing for names that are not of our making."""
    file = folder / f"{name}.eml"
    return StoredMail(file) if fullmatch(NAME, name) and file.exists() else None


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", errors="replace")
    except LookupError:  # a charset that nobody knows
        return raw.decode("utf-8", errors="replace")
