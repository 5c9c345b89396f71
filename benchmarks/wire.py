"""A browser's connection, as small as can be: the client must not take the server's time away.

HTTP/1.1 with keep-alive on a plain socket, cookies, no more than our own servers need.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

HOST = "127.0.0.1"
LONGEST_ANSWER = 600.0  # seconds: in a rush people wait in line


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, the headers (names in small letters), the body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """Where a redirect leads, without scheme and host."""
        parts = urlsplit(self.headers.get("location", ""))
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


class Connection:
    """One connection to a server on loopback. Cookies are kept until `forget`.

    `address` is told to the server as the reverse proxy would: whose connection it is.
    """

    def __init__(self, port: int, *, address: str = HOST) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self._cookies: dict[str, str] = {}
        self.address = address

    def forget(self, *, address: str = HOST) -> None:
        """Become another person on the same connection, as behind a reverse proxy."""
        self._cookies.clear()
        self.address = address

    def get(self, path: str, *more: str) -> Answer:
        """Get a page; `more` are headers. Raises OSError when the server is silent or gone."""
        return self._ask(self._head("GET", path, *more))

    def post(self, path: str, fields: Mapping[str, str | list[str]]) -> Answer:
        """Send a form. Raises OSError."""
        body = urlencode(fields, doseq=True).encode()
        return self._ask(
            self._head(
                "POST",
                path,
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
                f"Origin: https://{HOST}",
            )
            + body
        )

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket = None

    def _head(self, method: str, path: str, *more: str) -> bytes:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {HOST}",
            "Accept: text/html",
            "X-Forwarded-Proto: https",
            f"X-Forwarded-For: {self.address}",
            *more,
        ]
        if self._cookies:
            lines.append("Cookie: " + "; ".join(map("=".join, self._cookies.items())))
        return "\r\n".join([*lines, "", ""]).encode()

    def _ask(self, request: bytes) -> Answer:
        is_new = self._socket is None
        try:
            return self._exchange(request)
        except ConnectionError:
            self.close()
            if is_new:
                raise
            return self._exchange(request)  # the server had closed an idle connection

    def _exchange(self, request: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection((HOST, self._port), LONGEST_ANSWER)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        head, _, body = self._receive_head(self._socket).partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._keep(value)
            headers[name.lower()] = value
        body = self._receive_body(self._socket, body, int(headers.get("content-length", "0")))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split(" ", 2)[1]), headers, body)

    def _receive_head(self, sock: socket.socket) -> bytes:
        received = b""
        while b"\r\n\r\n" not in received:
            received += _some(sock)
        return received

    def _receive_body(self, sock: socket.socket, body: bytes, length: int) -> bytes:
        pieces = [body]
        missing = length - len(body)
        while missing > 0:
            pieces.append(_some(sock))
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        if value.strip('"'):
            self._cookies[name] = value
        else:
            self._cookies.pop(name, None)


def expect(answer: Answer, status: int = HTTPStatus.OK) -> Answer:
    """The answer, if it has this status. Raises UnexpectedAnswer."""
    if answer.status != status:
        raise UnexpectedAnswer(answer)
    return answer


class UnexpectedAnswer(Exception):
    """The server said something else than it should: the figures would mean nothing."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(
            f"{answer.status} {answer.path} {answer.body[:2000].decode(errors='replace')}"
        )
        self.answer = answer


def _some(sock: socket.socket) -> bytes:
    received = sock.recv(1 << 18)
    if not received:
        raise ConnectionResetError("The server closed the connection.")
    return received
