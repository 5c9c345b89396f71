"""`make demo`: database, web, worker, login server and mail sink, as one thing."""

import http.client
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from types import FrameType
from zoneinfo import ZoneInfo

from mydimos.demo.children import Child, Family
from mydimos.demo.errors import CannotStart
from mydimos.demo.keys import kept_secrets
from mydimos.demo.places import Places
from mydimos.demo.ports import HOST, Ports, answers
from mydimos.demo.postgres import EmbeddedPostgres
from mydimos.demo.preparation import prepare
from mydimos.demo.readable import readable
from mydimos.demo.welcome import welcome

WEB_WORKERS = max(1, min(os.cpu_count() or 1, 4))
ATHENS = ZoneInfo("Europe/Athens")
THREADS = 4  # requests at a time per web worker; each takes a database connection
EXTRA = {"web": {"DATABASE_POOL": str(THREADS)}}


def run_demo(places: Places, ports: Ports) -> None:
    """Run everything until Ctrl-C or a signal to end. Raises CannotStart."""
    with places.opened():
        ports.refuse_taken()
        server = EmbeddedPostgres(places.database)
        family = Family(_say)
        with _ended_by_signals():
            try:
                server.start()
                environment = _environment(places, ports, server)
                prepare(server, family, environment, datetime.now(ATHENS).date())
                _run_until_stopped(server, family, environment, ports, places)
            except KeyboardInterrupt:
                print("\nStopping …", flush=True)
            finally:
                _ignore_signals()
                family.stop()
                server.stop()


def _run_until_stopped(
    server: EmbeddedPostgres,
    family: Family,
    environment: Mapping[str, str],
    ports: Ports,
    places: Places,
) -> None:
    for child in _children(environment, ports, places):
        family.start(child)
    is_announced = False
    while True:
        family.tend()
        _revive(server)
        if not is_announced and _all_answer(ports):
            print(welcome(ports, places), flush=True)
            is_announced = True


def _revive(server: EmbeddedPostgres) -> None:
    if server.has_died():
        _say("demo", "database ended; starting it again.")
        with suppress(CannotStart):  # its last backends may still be leaving: the next round tries
            server.start()


def _all_answer(ports: Ports) -> bool:
    return all(map(answers, (ports.login, ports.smtp, ports.mailbox))) and _web_answers(ports.web)


def _web_answers(port: int) -> bool:
    """The socket is open before a worker has loaded the application: ask for a page."""
    caller = http.client.HTTPConnection(HOST, port, timeout=3)
    try:
        caller.request("GET", "/healthz")
        return caller.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        caller.close()


def _environment(places: Places, ports: Ports, server: EmbeddedPostgres) -> dict[str, str]:
    return {
        **os.environ,
        **kept_secrets(places.secrets),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "mydimos.config.settings",
        "MYDIMOS_MODE": "demo",
        "PUBLIC_URL": f"http://{HOST}:{ports.web}",
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "STATIC_ROOT": str(places.static),
        "DATABASE_URL": server.url(),
        "EMAIL_URL": f"smtp://{HOST}:{ports.smtp}",
        "MAIL_FROM": "myDimos <no-reply@mydimos.example>",
        "GSIS_BASE_URL": f"http://{HOST}:{ports.login}/oauth2server",
        "GSIS_CLIENT_ID": "mydimos-demo",
    }


def _children(environment: Mapping[str, str], ports: Ports, places: Places) -> list[Child]:
    commands = {
        "login": ["-m", "mydimos.demo.gsis", f"--port={ports.login}"],
        "mail": [
            *("-m", "mydimos.demo.mailbox", f"--folder={places.mails}"),
            *(f"--smtp-port={ports.smtp}", f"--http-port={ports.mailbox}"),
        ],
        "web": ["-m", "granian", *_granian(ports.web)],
        "worker": ["manage.py", "run_worker"],
    }
    return [
        Child(name, [sys.executable, *command], {**environment, **EXTRA.get(name, {})})
        for name, command in commands.items()
    ]


def _granian(port: int) -> list[str]:
    return [
        "--interface=wsgi",
        f"--host={HOST}",
        f"--port={port}",
        f"--workers={WEB_WORKERS}",
        f"--blocking-threads={THREADS}",
        "--no-ws",
        "--respawn-failed-workers",
        "--workers-kill-timeout=5",
        "--log-level=warning",
        "mydimos.config.wsgi:application",
    ]


def _say(name: str, line: str) -> None:
    print(readable(name, line), flush=True)


ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A closed terminal and `kill` end the demo as Ctrl-C does."""
    before = {number: signal.signal(number, _interrupt) for number in ENDING}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _ignore_signals() -> None:
    """Stopping takes a moment; an impatient second Ctrl-C would leave it half done."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
