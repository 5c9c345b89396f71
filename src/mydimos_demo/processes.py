"""The processes of the demo: started, listened to, started again when they die."""

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from mydimos_local.folders import CHECKOUT
from mydimos_local.process_guard import ProcessGuard

PATIENCE = 15.0  # seconds to end by themselves when asked
LONGEST_PAUSE = 30.0  # seconds between two attempts
STEADY = 60.0  # seconds after which a process is taken to be well again


@dataclass
class Child:
    """One process and its history."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    next_try: float = 0.0
    unfinished_line: bytes = field(default=b"", repr=False)


class ProcessGroup:
    """All processes of one demo. Used from one thread: `tend` must be called again and again."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        self._say = say
        self._guard = ProcessGuard()
        self._outputs = selectors.DefaultSelector()
        self._children: list[Child] = []

    def start(self, child: Child) -> None:
        """Start a process that shall run until `stop`."""
        self._children.append(child)
        self._launch(child)

    def run(self, child: Child) -> int:
        """Run a process to its end; its exit code."""
        self._launch(child)
        try:
            while (code := _code(child)) is None:
                self._read(timeout=0.1)
        finally:
            self._reap(child)
        return code

    def tend(self) -> None:
        """Pass on what was said; notice who died; start again those whose pause is over."""
        self._read(timeout=0.25)
        now = time.monotonic()
        for child in self._children:
            if child.process is None:
                if now >= child.next_try:
                    self._launch(child)
            elif (code := _code(child)) is not None:
                self._reap(child)
                self._plan_restart(child, code, now)

    def stop(self) -> None:
        """Ask all of them to end, wait, end those that do not."""
        for child in self._children:
            if child.process and child.process.poll() is None:
                child.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and any(_is_alive(child) for child in self._children):
            self._read(timeout=0.1)
        for child in self._children:
            self._reap(child)
        self._guard.close()
        self._outputs.close()

    def _launch(self, child: Child) -> None:
        child.process = self._guard.spawn(
            child.command, env=child.environment, cwd=CHECKOUT, output=subprocess.PIPE
        )
        child.started_at = time.monotonic()
        if child.process.stdout:
            os.set_blocking(child.process.stdout.fileno(), False)
            self._outputs.register(child.process.stdout, selectors.EVENT_READ, child)

    def _plan_restart(self, child: Child, code: int, now: float) -> None:
        child.failures = 1 if now - child.started_at > STEADY else child.failures + 1
        pause = min(2.0 ** (child.failures - 1), LONGEST_PAUSE)
        child.next_try = now + pause
        self._say("demo", f"{child.name} ended ({_cause(code)}); again in {pause:.0f} s.")

    def _reap(self, child: Child) -> None:
        """Take leave of a process: its children, its last words, its pipe."""
        if child.process is None:
            return
        self._guard.clear(child.process)
        if child.process.stdout:
            self._take(child)
            if child.unfinished_line:
                self._say(child.name, _text(child.unfinished_line))
            with suppress(KeyError):
                self._outputs.unregister(child.process.stdout)
            child.process.stdout.close()
        child.process, child.unfinished_line = None, b""

    def _read(self, timeout: float) -> None:
        for key, _ in self._outputs.select(timeout):
            self._take(key.data)

    def _take(self, child: Child) -> None:
        if child.process is None or child.process.stdout is None:
            return
        said = child.process.stdout.read()
        if said == b"":  # closed; a pipe that is only empty gives None
            with suppress(KeyError):
                self._outputs.unregister(child.process.stdout)
        *lines, child.unfinished_line = (child.unfinished_line + (said or b"")).split(b"\n")
        for line in lines:
            self._say(child.name, _text(line))


def _code(child: Child) -> int | None:
    return child.process.poll() if child.process else 0


def _is_alive(child: Child) -> bool:
    return _code(child) is None


def _text(line: bytes) -> str:
    return line.decode(errors="replace").rstrip("\r")


def _cause(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"
