"""The process table, and waiting for it to say something."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

PATIENCE = 60.0  # seconds; only a failing test waits that long


class Entry(NamedTuple):
    """One running process (a zombie does not run)."""

    pid: int
    parent: int


def running() -> list[Entry]:
    """All running processes, from /proc or else from ps."""
    if Path("/proc/self/stat").exists():
        return list(_from_proc())
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    )
    rows = (line.split() for line in listed.stdout.splitlines())
    return [Entry(int(pid), int(parent)) for pid, parent, stat in rows if "Z" not in stat]


def descendants(pid: int) -> set[int]:
    """Children, their children, and so on."""
    table = running()
    found: set[int] = set()
    newest = {pid}
    while newest:
        newest = {entry.pid for entry in table if entry.parent in newest} - found
        found |= newest
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run."""
    return pids & {entry.pid for entry in running()}


def until(condition: Callable[[], object]) -> None:
    """Return as soon as the condition holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


@contextmanager
def killed_at_the_end(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """A failing test leaves nothing behind either."""
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()


def _from_proc() -> Iterator[Entry]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            # "pid (name) state ppid …": the name may hold anything, a ")" too.
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            if state not in {"Z", "X"}:
                yield Entry(int(folder.name), int(parent))
