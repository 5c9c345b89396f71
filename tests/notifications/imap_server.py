"""A mailbox on loopback: as much of IMAP (RFC 3501) as it takes to read and delete mails."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


@dataclass
class Mailbox:
    """Mails by their number, and what was noted about each."""

    user: str = "bounces"
    password: str = "secret / word"
    folder: str = "INBOX"
    port: int = 0
    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    arrived: dict[int, date] = field(default_factory=dict)
    withheld: set[int] = field(default_factory=set)  # mails that the server cannot hand out
    breaks_at: str = ""  # the command at which the line goes dead

    def put(self, mail: bytes, on: date = date(2026, 2, 2)) -> int:
        """A mail arrives."""
        number = max(self.mails, default=0) + 1
        self.mails[number] = mail
        self.arrived[number] = on
        return number

    @property
    def url(self) -> str:
        return f"imap://{self.user}:secret%20%2F%20word@127.0.0.1:{self.port}/{self.folder}"


@contextmanager
def imap_server() -> Iterator[Mailbox]:
    """The mailbox, open for as long as the block lasts."""
    mailbox = Mailbox()

    class Session(_Session):
        box = mailbox

    with ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        mailbox.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield mailbox
        server.shutdown()
        thread.join()


class _Session(StreamRequestHandler):
    box: Mailbox

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, *words = (quoted or plain for quoted, plain in QUOTED.findall(line))
            command = words.pop(0).upper()
            if command == "UID":
                command = words.pop(0).upper()
            if command == self.box.breaks_at:
                return
            self._say(f"{tag} {self._answer(command, words)}")
            if command == "LOGOUT":
                return

    def _answer(self, command: str, words: list[str]) -> str:
        answers = {
            "CAPABILITY": self._capability,
            "LOGIN": self._login,
            "SELECT": self._select,
            "SEARCH": self._search,
            "FETCH": self._fetch,
            "STORE": self._store,
            "EXPUNGE": self._expunge,
            "LOGOUT": self._logout,
        }
        return answers[command](words)

    def _capability(self, _words: list[str]) -> str:
        self._say("* CAPABILITY IMAP4rev1")
        return "OK done"

    def _login(self, words: list[str]) -> str:
        is_right = words == [self.box.user, self.box.password]
        return "OK done" if is_right else f"NO {self.box.user} may not"

    def _select(self, words: list[str]) -> str:
        self._say(f"* {len(self.box.mails)} EXISTS")
        return "OK done" if words == [self.box.folder] else "NO no such mailbox"

    def _search(self, words: list[str]) -> str:
        words = [word.strip("()") for word in words]
        wanted = [
            number for number in self.box.mails if (number in self.box.seen) == ("SEEN" in words)
        ]
        if "BEFORE" in words:
            day = datetime.strptime(words[words.index("BEFORE") + 1], "%d-%b-%Y").date()  # noqa: DTZ007
            wanted = [number for number in wanted if self.box.arrived[number] < day]
        self._say(" ".join(["* SEARCH", *map(str, wanted)]))
        return "OK done"

    def _fetch(self, words: list[str]) -> str:
        number, largest = int(words[0]), int(words[1].rpartition(".")[2].rstrip(">)"))
        if number in self.box.withheld:
            return "NO cannot read it"
        mail = self.box.mails[number][:largest]
        self.wfile.write(f"* 1 FETCH (UID {number} BODY[]<0> {{{len(mail)}}}\r\n".encode())
        self.wfile.write(mail + b")\r\n")
        return "OK done"

    def _store(self, words: list[str]) -> str:
        numbers, flags = {int(number) for number in words[0].split(",")}, " ".join(words[2:])
        if r"\SEEN" in flags.upper():
            self.box.seen |= numbers
        if r"\DELETED" in flags.upper():
            self.box.deleted |= numbers
        return "OK done"

    def _expunge(self, _words: list[str]) -> str:
        for number in self.box.deleted & set(self.box.mails):
            del self.box.mails[number]
        return "OK done"

    def _logout(self, _words: list[str]) -> str:
        self._say("* BYE")
        return "OK done"

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
