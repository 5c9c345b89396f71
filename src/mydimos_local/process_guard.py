"""Ends the processes that a process has started when that process ends, even by SIGKILL.

Three layers, because none covers all: on Linux the kernel tells each child that its parent died;
a small watcher, which notices by the end of a pipe, ends whole process groups (the children of
children, and everything on macOS); `close` is for the orderly end.

This file is also run by its path, as the watcher and as the first thing in each child: it may use
the standard library only.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

GRACE = 10.0  # seconds between the polite signal and SIGKILL
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Account(NamedTuple):
    """The user and group under which a child runs."""

    uid: int
    gid: int


class ProcessGuard:
    """Spawns processes, each in a session of its own, that do not outlive this one.

    Use it from the main thread: Linux looks at the thread that spawned.
    """

    def __init__(self) -> None:
        self._watcher = subprocess.Popen(
            [*_this_file(), "watch"], stdin=subprocess.PIPE, start_new_session=True, cwd="/"
        )

    def spawn(
        self,
        command: Sequence[str | Path],
        *,
        stop_with: signal.Signals = signal.SIGTERM,
        account: Account | None = None,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        output: IO[Any] | int | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a command; its whole group gets `stop_with` when we are gone."""
        process = subprocess.Popen(
            [*_this_file(), "run", *_words(stop_with, account), *map(str, command)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output is not None else None,
            start_new_session=True,
            env=env,
            cwd=cwd,
        )
        self._tell(f"+{process.pid} {int(stop_with)}")
        return process

    def stop(self, process: subprocess.Popen[bytes], stop_with: signal.Signals) -> None:
        """Ask once, wait, then kill what is left of the process's group."""
        if process.poll() is None:
            process.send_signal(stop_with)
            with suppress(subprocess.TimeoutExpired):
                process.wait(GRACE)
        self.clear(process)

    def clear(self, process: subprocess.Popen[bytes]) -> None:
        """Kill what is left of the process's group; the watcher forgets it."""
        _signal_group(process.pid, signal.SIGKILL)
        process.wait()
        with suppress(BrokenPipeError):  # the watcher was killed: it has nothing to forget
            self._tell(f"-{process.pid}")

    def close(self) -> None:
        """End the watcher, which ends the processes that still run."""
        if self._watcher.stdin:
            with suppress(BrokenPipeError):
                self._watcher.stdin.close()
        self._watcher.wait()

    def _tell(self, line: str) -> None:
        if self._watcher.stdin:
            self._watcher.stdin.write(line.encode() + b"\n")
            self._watcher.stdin.flush()


def _this_file() -> list[str]:
    return [sys.executable, "-I", "-S", __file__]


def _words(stop_with: signal.Signals, account: Account | None) -> list[str]:
    uid, gid = account or (-1, -1)
    return [str(os.getpid()), str(int(stop_with)), str(uid), str(gid)]


def _watch() -> None:
    """Until the pipe ends: keep the list of groups. Then end them."""
    groups: dict[int, int] = {}
    for line in sys.stdin:
        pid, _, number = line[1:].partition(" ")
        if line.startswith("+"):
            groups[int(pid)] = int(number)
        else:
            groups.pop(int(pid), None)
    for group, number in groups.items():
        _signal_group(group, number)
    deadline = time.monotonic() + GRACE
    while any(_signal_group(group, 0) for group in groups) and time.monotonic() < deadline:
        time.sleep(0.05)
    for group in groups:
        _signal_group(group, signal.SIGKILL)


def _signal_group(group: int, number: int) -> bool:
    """Send a signal to a process group; whether a process was there to get it."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS says so of groups that hold nothing but zombies
        return False
    return True


def _run(parent: int, stop_with: int, account: Account, command: list[str]) -> None:
    """Become the command: as its user, and bound to the parent's life where the kernel can."""
    if account.uid >= 0:
        os.setgroups([])
        os.setgid(account.gid)
        os.setuid(account.uid)
    if sys.platform == "linux":
        # After the change of user: the kernel forgets it there.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, stop_with, 0, 0, 0)
    if os.getppid() == parent:
        os.execvp(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    if sys.argv[1] == "watch":
        _watch()
    else:
        _parent, _stop_with, _uid, _gid = (int(word) for word in sys.argv[2:6])
        _run(_parent, _stop_with, Account(_uid, _gid), sys.argv[6:])
