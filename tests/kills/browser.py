"""A browser that sends a request again while the server is away, as people do."""

import time
from collections.abc import Callable
from threading import Event

import requests
from benchmarks.wire import Answer

from mydimos_local.ports import HOST

PATIENCE = 45.0  # seconds until a person gives up
PAUSE = 1.0  # seconds between two attempts
READING = 0.5  # seconds for which a person looks at an answer
LONGEST_ANSWER = 20.0  # seconds


class GaveUp(Exception):
    """No answer but errors for PATIENCE seconds."""


class PatientBrowser:
    """Gets pages and sends forms with cookies; follows no redirect.

    `address` is told to the server as a reverse proxy would: limits count by address.
    """

    def __init__(self, port: int, address: str, ended: Event) -> None:
        self._root = f"http://{HOST}:{port}"
        self._session = requests.Session()
        self._session.headers["X-Forwarded-For"] = address
        self._ended = ended
        self.errors = 0  # answers of 500 and more, refused and cut connections

    def get(self, path: str) -> Answer:
        """Get a page. Raises GaveUp."""
        return self._ask(lambda: self._send("GET", path, None))

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form. Raises GaveUp."""
        return self._ask(lambda: self._send("POST", path, fields))

    def _ask(self, ask: Callable[[], requests.Response]) -> Answer:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                response = ask()
            except requests.RequestException:
                pass
            else:
                if response.status_code < requests.codes.server_error:
                    self._ended.wait(READING)
                    headers = {name.lower(): text for name, text in response.headers.items()}
                    return Answer(response.status_code, headers, response.content)
            self.errors += 1
            self._ended.wait(PAUSE)
        raise GaveUp

    def _send(self, method: str, path: str, fields: dict[str, str] | None) -> requests.Response:
        return self._session.request(
            method,
            f"{self._root}{path}",
            data=fields,
            allow_redirects=False,
            timeout=LONGEST_ANSWER,
        )
