"""How long a demo is not at work after a kill."""

import http.client
import socket
import time
from http import HTTPStatus

from mydimos_local.ports import HOST, Ports
from tests.kills.targets import Demo

LIMIT = 15.0  # seconds: what is promised
PATIENCE = 60.0  # seconds: what is waited for
STEADY = 4.0  # seconds without a failure: what a kill pulls down with it falls within them
PAUSE = 0.2  # seconds between two looks
LONGEST_ANSWER = 5.0  # seconds


class Watch:
    """Looks at a demo from outside, before and after a kill."""

    def __init__(self, demo: Demo, ports: Ports, page: str) -> None:
        self._demo, self._ports, self._page = demo, ports, page
        self._worker = demo.pid("worker")
        self._registered = demo.newest_worker()

    def seconds_until_steady(self, killed_at: float) -> float | None:
        """Seconds from the kill to the first look of a steady stretch; None: there was none."""
        good_since: float | None = None
        while (now := time.monotonic()) - killed_at < PATIENCE:
            if not self._is_at_work():
                good_since = None
            elif good_since is None:
                good_since = now
            if good_since and time.monotonic() - good_since >= STEADY:
                return good_since - killed_at
            time.sleep(PAUSE)
        return None

    def _is_at_work(self) -> bool:
        return (
            self._answers("/readyz")
            and self._answers(self._page)
            and self._takes_mail()
            and self._worker_runs()
        )

    def _answers(self, path: str) -> bool:
        caller = http.client.HTTPConnection(HOST, self._ports.web, timeout=LONGEST_ANSWER)
        try:
            caller.request("GET", path)
            return caller.getresponse().status == HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            caller.close()

    def _takes_mail(self) -> bool:
        try:
            with socket.create_connection((HOST, self._ports.smtp), LONGEST_ANSWER) as caller:
                return caller.recv(3) == b"220"
        except OSError:
            return False

    def _worker_runs(self) -> bool:
        """The same process as before, or another one that has registered in the database."""
        worker = self._demo.pid("worker")
        if worker == self._worker:
            return worker is not None
        return worker is not None and self._demo.newest_worker() > self._registered
