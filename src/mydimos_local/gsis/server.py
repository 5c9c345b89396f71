"""The service over HTTP: standard library, one thread per connection."""

import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl

from mydimos_local.gsis import replies
from mydimos_local.gsis.replies import Reply
from mydimos_local.gsis.service import Client, Service

BASE_PATH = "/oauth2server"  # as at GSIS
DEMO_CLIENT = Client("mydimos-demo", "not-a-secret-on-loopback")
LARGEST_FORM = 16 * 1024  # bytes
SAFE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class GsisServer(ThreadingHTTPServer):
    """Serves until `shutdown`; an answer that is being slow on purpose ends with it."""

    daemon_threads = True
    request_queue_size = 512  # a load test knocks all at once

    def __init__(self, address: tuple[str, int], service: Service) -> None:
        self.service = service
        super().__init__(address, _Handler)

    @property
    def base_url(self) -> str:
        """What GSIS_BASE_URL has to be."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}{BASE_PATH}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silent where the other side did not wait for a slow answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        self.service.closing.set()
        super().server_close()


def make_server(
    host: str,
    port: int,
    *,
    client: Client = DEMO_CLIENT,
    slow: timedelta = timedelta(seconds=15),
    code_lifetime: timedelta = timedelta(minutes=2),
    clock: Callable[[], float] = monotonic,
) -> GsisServer:
    """A server that listens but does not serve yet; port 0 takes a free one.

    `clock` counts seconds; codes expire by it. Raises OSError when the port is taken.
    """
    service = Service(client, slow=slow, code_lifetime=code_lifetime, clock=clock)
    return GsisServer((host, port), service)


class _Handler(BaseHTTPRequestHandler):
    server: GsisServer
    protocol_version = "HTTP/1.1"
    server_version = "GSIS-demo"
    disable_nagle_algorithm = True
    timeout = 60  # seconds that an idle connection is kept

    def do_GET(self) -> None:
        path, query = self._address()
        service = self.server.service
        match path.strip("/").split("/"):
            case [""]:
                self._send(_welcome())
            case ["style.css"]:
                self._send(Reply(body=replies.STYLE, content_type="text/css; charset=utf-8"))
            case ["oauth", "authorize"]:
                self._send(service.show_authorize(query))
            case ["userinfo"]:
                self._send(service.userinfo(self.headers.get("Authorization", "")))
            case ["logout", client_id]:
                self._send(service.logout(client_id, query))
            case _:
                self._send(_not_found())

    def do_POST(self) -> None:
        path, _ = self._address()
        form = self._form()
        if form is None:
            self.close_connection = True  # the rest of the body is no request
            self._send(replies.json_error(HTTPStatus.BAD_REQUEST, "invalid_request", "Bad form"))
        elif path == "/oauth/authorize":
            self._send(self.server.service.authorize(form))
        elif path == "/oauth/token":
            self._send(self.server.service.token(form))
        else:
            self._send(_not_found())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Nothing: addresses here carry codes."""

    def _address(self) -> tuple[str, Mapping[str, str]]:
        path, _, query = self.path.partition("?")
        return path.removeprefix(BASE_PATH), dict(parse_qsl(query))

    def _form(self) -> Mapping[str, str] | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LARGEST_FORM:
            return None
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        return dict(parse_qsl(body, keep_blank_values=True))

    def _send(self, reply: Reply) -> None:
        headers = {**SAFE_HEADERS, "Content-Type": reply.content_type, **reply.headers}
        self.send_response(reply.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)


def _welcome() -> Reply:
    return replies.message(
        HTTPStatus.OK, "Δοκιμαστική σύνδεση", "Η σύνδεση ξεκινά από την εφαρμογή των ραντεβού."
    )


def _not_found() -> Reply:
    return replies.message(
        HTTPStatus.NOT_FOUND, "Η σελίδα δεν βρέθηκε", "Η διεύθυνση δεν υπάρχει εδώ."
    )
