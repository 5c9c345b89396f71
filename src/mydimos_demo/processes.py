"""The processes of the demo: started, read, started again when they end."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from mydimos_local.errors import CannotStart
from mydimos_local.folders import CHECKOUT
from mydimos_local.process_guard import ProcessGuard

PATIENCE = 15.0  # seconds to end after the first signal
# Seconds between two attempts, doubled by each failure. Short: all is back within 15 s of a kill,
# also where PostgreSQL takes the worker with it.
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0
STEADY = 20.0  # seconds: after such a run the next pause is the shortest again

Launch = Callable[[ProcessGuard], subprocess.Popen[bytes]]


@dataclass
class Process:
    """A process that should run, and how its attempts went."""

    name: str
    launch: Launch
    stop_with: signal.Signals = signal.SIGTERM
    last_words: Callable[[], str] = lambda: ""  # why it ended, where its output is a file
    running: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    next_try: float = 0.0
    unfinished_line: bytes = field(default=b"", repr=False)

    @property
    def code(self) -> int | None:
        """The exit code; None while it runs, 0 where there is no process."""
        return self.running.poll() if self.running else 0


def program(name: str, command: Sequence[str], environment: Mapping[str, str]) -> Process:
    """A process whose output is read through a pipe."""
    return Process(
        name,
        lambda guard: guard.spawn(command, env=environment, cwd=CHECKOUT, output=subprocess.PIPE),
    )


class ProcessGroup:
    """All processes of one demo. Used from one thread, which calls `tend` in a loop."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        self._say = say
        self._guard = ProcessGuard()
        self._outputs = selectors.DefaultSelector()
        self._processes: list[Process] = []

    def start(self, process: Process) -> None:
        """Start a process that runs until `stop`; what follows may rely on it."""
        self._processes.append(process)
        self._launch(process)

    def run(self, process: Process) -> int:
        """Run a process to its end; its exit code."""
        self._launch(process)
        try:
            while (code := process.code) is None:
                self._read(timeout=0.1)
        finally:
            self._reap(process)
        return code

    def tend(self) -> None:
        """Pass output on; start again what ended, after a pause that grows with each failure."""
        self._read(timeout=0.25)
        now = time.monotonic()
        for process in self._processes:
            if process.running is None:
                if now >= process.next_try:
                    self._try_again(process, now)
            elif (code := process.code) is not None:
                self._reap(process)
                self._plan_restart(process, _cause(code, process.last_words()), now)

    def stop(self) -> None:
        """End all of them, the last one first: what they rely on ends after them."""
        for process in reversed(self._processes):
            self._end(process)
        self._guard.close()
        self._outputs.close()

    def _launch(self, process: Process) -> None:
        process.started_at = time.monotonic()
        process.running = process.launch(self._guard)
        if process.running.stdout:
            os.set_blocking(process.running.stdout.fileno(), False)
            self._outputs.register(process.running.stdout, selectors.EVENT_READ, process)

    def _try_again(self, process: Process, now: float) -> None:
        try:
            self._launch(process)
        except (CannotStart, OSError) as error:  # a full disk, data that another one holds
            self._plan_restart(process, str(error), now)

    def _plan_restart(self, process: Process, cause: str, now: float) -> None:
        was_steady = now - process.started_at > STEADY
        process.failures = 1 if was_steady else process.failures + 1
        pause = min(FIRST_PAUSE * 2 ** (process.failures - 1), LONGEST_PAUSE)
        process.next_try = now + pause
        self._say("demo", f"{process.name} ended ({cause}); again in {pause:g} s.")

    def _end(self, process: Process) -> None:
        if process.running and process.code is None:
            process.running.send_signal(process.stop_with)
        deadline = time.monotonic() + PATIENCE
        while process.code is None and time.monotonic() < deadline:
            self._read(timeout=0.02)
        self._reap(process)

    def _reap(self, process: Process) -> None:
        """Kill what the process left running, pass the rest of its output on, close the pipe."""
        if process.running is None:
            return
        self._guard.clear(process.running)
        if process.running.stdout:
            self._take(process)
            if process.unfinished_line:
                self._say(process.name, _text(process.unfinished_line))
            with suppress(KeyError):
                self._outputs.unregister(process.running.stdout)
            process.running.stdout.close()
        process.running, process.unfinished_line = None, b""

    def _read(self, timeout: float) -> None:
        for key, _ in self._outputs.select(timeout):
            self._take(key.data)

    def _take(self, process: Process) -> None:
        if process.running is None or process.running.stdout is None:
            return
        said = process.running.stdout.read()
        if said == b"":  # closed; a pipe that is only empty gives None
            with suppress(KeyError):
                self._outputs.unregister(process.running.stdout)
        *lines, process.unfinished_line = (process.unfinished_line + (said or b"")).split(b"\n")
        for line in lines:
            self._say(process.name, _text(line))


def _text(line: bytes) -> str:
    return line.decode(errors="replace").rstrip("\r")


def _cause(code: int, last_words: str) -> str:
    cause = f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"
    return f"{cause}: {last_words}" if code > 0 and last_words else cause
