"""Where it is measured: PostgreSQL, login server and web server, all ours and on loopback."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.wire import HOST
from mydimos_local.errors import CannotStart
from mydimos_local.folders import CHECKOUT, Folders
from mydimos_local.keys import kept_secrets
from mydimos_local.ports import answers
from mydimos_local.postgres import EmbeddedPostgres
from mydimos_local.process_guard import ProcessGuard

FOLDER = CHECKOUT / "var" / "bench"
WORKERS = 2
THREADS, CONNECTIONS = 16, 4  # per worker, as deploy/programs/serve starts them
PATIENCE = 30.0  # seconds for a server to answer


@dataclass(frozen=True)
class Servers:
    """What clients talk to, and the processes behind it."""

    web: int  # port
    login: int  # port
    pids: dict[str, int]


@dataclass(frozen=True)
class Stage:
    """The database server runs; web and login server can be started on it."""

    server: EmbeddedPostgres
    environment: dict[str, str]
    web_port: int
    login_port: int
    log: Path

    @contextmanager
    def serving(self) -> Iterator[Servers]:
        """Web and login server, until the block ends. Raises CannotStart."""
        guard = ProcessGuard()
        with self.log.open("wb") as log:
            try:
                pids = {"database": _postmaster(self.server)}
                for name, port, command in (
                    ("login", self.login_port, _gsis(self.login_port)),
                    ("web", self.web_port, _granian(self.web_port)),
                ):
                    process = guard.spawn(
                        [sys.executable, *command], env=self.environment, cwd=CHECKOUT, output=log
                    )
                    pids[name] = process.pid
                    _wait_for(port, process, self.log)
                _wait_for_page(self.web_port)
                yield Servers(self.web_port, self.login_port, pids)
            finally:
                guard.close()

    def manage(self, command: str, role: str, *, database: str) -> None:
        """Run a management command on a database. Raises CannotStart with its own words."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command.split()],
            env={
                **self.environment,
                "DATABASE_URL": self.server.url(database, role),
                "DATABASE_POOL": "0",
                "LOG_LEVEL": "WARNING",
                "DJANGO_SETTINGS_MODULE": "mydimos.config.settings",
            },
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CannotStart(f"«manage.py {command}» failed:\n{done.stdout}{done.stderr}")


@contextmanager
def opened(database: str) -> Iterator[Stage]:
    """Start the database server (fsync on, as in production); stop everything at the end.

    Raises CannotStart, also while another benchmark uses the folder.
    """
    folders = Folders(FOLDER)
    with folders.opened():
        server = EmbeddedPostgres(folders.database)
        server.start()
        try:
            ports = _free_ports(2)
            yield Stage(
                server=server,
                environment=_environment(folders, server, database, ports[1]),
                web_port=ports[0],
                login_port=ports[1],
                log=FOLDER / "web.log",
            )
        finally:
            server.stop()


def _environment(
    folders: Folders, server: EmbeddedPostgres, database: str, login_port: int
) -> dict[str, str]:
    """As in production: cookies for HTTPS, one proxy in front, hashed static files."""
    return {
        **os.environ,
        **kept_secrets(folders.secrets),
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "PYTHONPATH": os.pathsep.join((str(CHECKOUT), str(CHECKOUT / "src"))),
        "MYDIMOS_MODE": "production",
        "PUBLIC_URL": f"https://{HOST}",
        "TRUSTED_PROXIES": "1",
        "STATIC_ROOT": str(folders.static),
        "DATABASE_URL": server.url(database),
        "DATABASE_POOL": str(CONNECTIONS),
        "EMAIL_URL": f"smtp://{HOST}:9",  # no worker runs: nothing is sent
        "MAIL_FROM": "myDimos <no-reply@mydimos.example>",
        "GSIS_BASE_URL": f"http://{HOST}:{login_port}/oauth2server",
        "GSIS_CLIENT_ID": "mydimos-bench",
    }


def _gsis(port: int) -> list[str]:
    return ["-m", "mydimos_local.gsis", f"--port={port}"]


def _postmaster(server: EmbeddedPostgres) -> int:
    return int((server.data / "postmaster.pid").read_text().split("\n", 1)[0])


def _granian(port: int) -> list[str]:
    return [
        "-m",
        "granian",
        "--interface=wsgi",
        f"--host={HOST}",
        f"--port={port}",
        f"--workers={WORKERS}",
        f"--blocking-threads={THREADS}",
        "--no-ws",
        "--workers-kill-timeout=5",
        "--log-level=warning",
        "benchmarks.wsgi:application",
    ]


def _free_ports(count: int) -> list[int]:
    listeners = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports: list[int] = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise CannotStart(f"A server ended at once:\n{log.read_text(errors='replace')[-2000:]}")
        if answers(port):
            return
        time.sleep(0.05)
    raise CannotStart(f"Nobody answers on port {port}: see {log}.")


def _wait_for_page(port: int) -> None:
    """The socket is open before a worker has loaded the application."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError, http.client.HTTPException):
            caller = http.client.HTTPConnection(HOST, port, timeout=5)
            caller.request("GET", "/floor/hello", headers={"X-Forwarded-Proto": "https"})
            if caller.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise CannotStart("The web server does not answer.")
