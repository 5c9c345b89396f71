"""A browser that logs in, and servers that are not GSIS."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

import requests

from mydimos.adapters.gsis import GsisLogin
from mydimos_local.gsis import DEMO_CLIENT, Behaviour, Person

RETURN_TO = "https://rantevou.example/login/return"
TOKEN = b'{"access_token": "secret-token-word", "token_type": "bearer"}'


def login_at(base_url: str, *, timeout: timedelta = timedelta(seconds=10)) -> GsisLogin:
    return GsisLogin(base_url, DEMO_CLIENT.id, DEMO_CLIENT.secret, timeout=timeout)


def patience_with(person: Person) -> timedelta:
    """Short only with who is slow on purpose: a busy machine must not look like a failure."""
    return timedelta(seconds=0.4 if person.behaviour is Behaviour.SLOW else 10)


def choose(login: GsisLogin, **button: str) -> Mapping[str, str]:
    """Press a button on the page of the login: the query with which the browser comes back."""
    url = login.authorize_url(state="s7a7e", redirect_uri=RETURN_TO)
    request = dict(parse_qsl(urlsplit(url).query))
    answer = requests.post(
        url.partition("?")[0], data=request | button, allow_redirects=False, timeout=10
    )
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def code_of(login: GsisLogin, tax_number: str) -> str:
    return login.code_from(choose(login, taxid=tax_number))


@contextmanager
def running(server: BaseServer) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Quiet(ThreadingHTTPServer):
    """Ignores a client that has closed the connection."""

    daemon_threads = True

    def handle_error(self, *args: object) -> None:
        pass


@dataclass(frozen=True)
class Script:
    """What an impostor says; `write` sends the whole answer to who-is-it by hand."""

    userinfo: bytes = b""
    status: int = 200
    headers: Mapping[str, str] | None = None
    token: bytes = TOKEN
    token_status: int = 200
    write: Callable[[BaseHTTPRequestHandler], None] | None = None


@contextmanager
def impostor(script: Script) -> Iterator[tuple[str, list[str]]]:
    """A server that follows the script: its address, and the list of what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            self._say(script.token_status, script.token, {})

        def do_GET(self) -> None:
            asked.append(self.path)
            if script.write:
                script.write(self)
            else:
                self._say(script.status, script.userinfo, script.headers or {})

        def _say(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = Quiet(("127.0.0.1", 0), Handler)
    with running(server):
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
