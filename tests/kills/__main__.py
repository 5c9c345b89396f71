"""`python -m tests.kills`: book over HTTP while parts of the demo are killed; then count.

Prints each kill, the figures and one line per promise. Ends with 1 where a promise is broken. Takes
about four minutes. The limit of --seconds is for two cores that do nothing else.
"""

import os
import sys
import time
from argparse import ArgumentParser
from threading import Event

import psycopg

from mydimos_local.errors import CannotStart
from mydimos_local.folders import CHECKOUT, Folders
from mydimos_local.postgres import EmbeddedPostgres
from tests.demo.free_ports import free_ports
from tests.kills.offerings import busiest_offerings
from tests.kills.people import Crowd, Ledger
from tests.kills.promises import Mailbox, Promise, promises, waiting_messages
from tests.kills.recovery import LIMIT, Watch
from tests.kills.running import running_demo
from tests.kills.targets import Demo

PEOPLE = 20
# Each kind alone, then one after another, so that pauses would grow if they could.
PLAN = (
    "web worker", "worker", "backend", "mail sink", "postmaster", "web master",
    "helper of PostgreSQL", "worker", "web worker", "postmaster", "mail sink", "backend",
    "web master", "worker", "postmaster", "helper of PostgreSQL", "mail sink", "web worker",
)  # fmt: skip
BEFORE, AFTER = 5.0, 10.0  # seconds of booking without a kill
DRAINED = 90.0  # seconds for the last messages
FOLDER = CHECKOUT / "var" / "kills"


def main() -> int:
    """0 when every promise held; 1 with those that did not, or why it could not start."""
    options = ArgumentParser(prog="python -m tests.kills", description=__doc__)
    options.add_argument("--seconds", type=float, default=LIMIT, help="until all is back at work")
    limit = options.parse_args().seconds
    folders, ports, log = Folders(FOLDER / "demo"), free_ports(), FOLDER / "demo.log"
    try:
        with running_demo(folders, ports, log) as supervisor:
            demo = Demo(supervisor, EmbeddedPostgres(folders.database))
            with demo.connect() as connection:
                towns = busiest_offerings(connection)
            ledger, ended = Ledger(), Event()
            crowd = Crowd(ports, towns, ledger, ended)
            crowd.start(PEOPLE)
            time.sleep(BEFORE)
            back = [_kill(demo, Watch(demo, ports, towns[0].times), target) for target in PLAN]
            time.sleep(AFTER)
            ended.set()
            crowd.join()
            with demo.connect() as connection:
                _drain(connection)
                mailbox = Mailbox(folders.mails)
                kept = [_recovered(back, limit), *promises(connection, ledger.told, mailbox)]
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    _print_figures(ledger, mailbox)
    return _print_promises(kept)


def _kill(demo: Demo, watch: Watch, target: str) -> float | None:
    """Kill one process; the seconds until all is back at work."""
    killed_at = time.monotonic()
    found = "" if demo.kill(target) else " (there was none)"
    seconds = watch.seconds_until_steady(killed_at)
    shown = "not back" if seconds is None else f"back at work after {seconds:4.1f} s"
    print(f"killed: {target:<22}{shown}{found}", flush=True)
    return seconds


def _drain(connection: psycopg.Connection) -> None:
    """Return when no message waits, or when it takes too long: a promise counts what is left."""
    connection.autocommit = True
    deadline = time.monotonic() + DRAINED
    while waiting_messages(connection) and time.monotonic() < deadline:
        time.sleep(0.5)


def _recovered(back: list[float | None], limit: float) -> Promise:
    late = sum(seconds is None or seconds > limit for seconds in back)
    return Promise(f"back at work within {limit:g} s of each of {len(back)} kills", late)


def _print_figures(ledger: Ledger, mailbox: Mailbox) -> None:
    told = ledger.told
    print(
        f"\n{len(told)} bookings acknowledged, {sum(one.is_cancelled for one in told)} cancelled, "
        f"{sum(one.is_moved for one in told)} moved, {sum(one.is_unsure for one in told)} unsure; "
        f"{mailbox.copies} mails came twice with the same Message-ID."
    )
    print(f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    for what, times in sorted(ledger.counts.items()):
        print(f"  {times:5}  {what}")
    print()


def _print_promises(kept: list[Promise]) -> int:
    for promise in kept:
        word = f"BROKEN {promise.broken} x" if promise.broken else "ok"
        print(f"{word}: {promise.sentence}")
    return int(any(promise.broken for promise in kept))


if __name__ == "__main__":
    sys.exit(main())
