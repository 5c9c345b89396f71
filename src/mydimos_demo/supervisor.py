"""`make demo`: database, web, worker, login server and mail sink under one process."""

import http.client
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from types import FrameType

from mydimos.scheduling.spans import ATHENS
from mydimos_demo.banner import banner
from mydimos_demo.log_lines import log_line
from mydimos_demo.preparation import prepare
from mydimos_demo.processes import ProcessGroup
from mydimos_demo.programs import database, environment, programs
from mydimos_local.folders import Folders
from mydimos_local.ports import HOST, Ports, answers
from mydimos_local.postgres import EmbeddedPostgres

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run_demo(folders: Folders, ports: Ports, *, ends_with_parent: bool = False) -> None:
    """Run the demo until Ctrl-C or a signal to end. Raises CannotStart.

    With `ends_with_parent` also until the parent process is gone: `make`, for one,
    does not pass on that it was killed.
    """
    parent = os.getppid()
    with folders.opened():
        ports.refuse_taken()
        server, group = EmbeddedPostgres(folders.database), ProcessGroup(_say)
        _end_by_signals()
        try:
            _start(server, group, folders, ports)
            _tend(
                group,
                is_ready=lambda: _all_answer(ports),
                announce=lambda: _print(banner(ports, folders)),
                is_wanted=lambda: not ends_with_parent or os.getppid() == parent,
            )
        except KeyboardInterrupt:
            _print("\nStopping …")
        finally:
            _ignore_signals()
            group.stop()
            server.stop()


def _start(server: EmbeddedPostgres, group: ProcessGroup, folders: Folders, ports: Ports) -> None:
    group.start(database(server))
    server.wait_until_ready()
    settings = environment(folders, ports, server.url())
    prepare(server, group, settings, today=datetime.now(ATHENS).date())
    for process in programs(folders, ports, settings):
        group.start(process)


def _tend(
    group: ProcessGroup,
    *,
    is_ready: Callable[[], bool],
    announce: Callable[[], None],
    is_wanted: Callable[[], bool],
) -> None:
    is_announced = False
    while is_wanted():
        group.tend()
        if not is_announced and is_ready():
            announce()
            is_announced = True


def _all_answer(ports: Ports) -> bool:
    return all(map(answers, (ports.login, ports.smtp, ports.mailbox))) and _web_answers(ports.web)


def _web_answers(port: int) -> bool:
    """Whether a page is served: the socket is open before a worker has loaded the application."""
    caller = http.client.HTTPConnection(HOST, port, timeout=3)
    try:
        caller.request("GET", "/healthz")
        return caller.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        caller.close()


def _say(name: str, line: str) -> None:
    _print(log_line(name, line))


def _print(text: str) -> None:
    with suppress(OSError):  # the terminal may be gone; that is no reason to leave things running
        print(text, flush=True)


def _end_by_signals() -> None:
    """Let a closed terminal and `kill` end the demo as Ctrl-C does; nohup keeps it running."""
    for number in ENDING:
        # A shell makes a background process ignore Ctrl-C: sent by name, it ends the demo anyway.
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _ignore_signals() -> None:
    """Stopping takes a moment; an impatient second Ctrl-C would leave it half done."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
