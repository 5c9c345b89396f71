"""The processes of the demo are looked after."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from mydimos_demo.processes import Process, ProcessGroup, program
from mydimos_local.process_guard import ProcessGuard
from tests.demo.processes import alive, until


class Listener:
    """Collects what a group says."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, name: str, line: str) -> None:
        self.lines.append(f"{name}: {line}")


@pytest.fixture
def said() -> Listener:
    return Listener()


@pytest.fixture
def group(said: Listener, monkeypatch: pytest.MonkeyPatch) -> ProcessGroup:
    monkeypatch.setattr("mydimos_demo.processes.LONGEST_PAUSE", 0.0)
    return ProcessGroup(said)


def test_what_dies_is_started_again_and_that_is_said(group: ProcessGroup, said: Listener) -> None:
    group.start(python("short", "print('here', flush=True); raise SystemExit(3)"))

    tend_until(group, lambda: said.lines.count("short: here") >= 3)

    group.stop()
    assert "demo: short ended (exit code 3); again in 0 s." in said.lines


def test_pauses_grow_while_it_keeps_dying(said: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mydimos_demo.processes.time.monotonic", Clock(step=1.0))
    group = ProcessGroup(said)
    group.start(python("short", "pass"))

    tend_until(group, lambda: len([line for line in said.lines if "again in" in line]) >= 6)

    group.stop()
    pauses = [line.partition("again in ")[2] for line in said.lines if "again in" in line]
    assert pauses[:6] == ["0.25 s.", "0.5 s.", "1 s.", "2 s.", "4 s.", "5 s."]


def test_after_a_healthy_stretch_the_pause_is_short_again(
    said: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(step=0.0)
    monkeypatch.setattr("mydimos_demo.processes.time.monotonic", clock)
    group = ProcessGroup(said)
    process = python("web", "import time; time.sleep(3600)")
    group.start(process)

    for healthy in (0.0, 5.0, 5.0, 21.0):
        clock.now += healthy
        assert process.running
        process.running.kill()
        process.running.wait()
        group.tend()
        clock.now += 5.0
        group.tend()

    group.stop()
    assert [line.partition("again in ")[2] for line in said.lines] == [
        "0.25 s.", "0.5 s.", "1 s.", "0.25 s.",
    ]  # fmt: skip


def test_what_cannot_be_started_again_is_tried_until_it_can(
    group: ProcessGroup, said: Listener
) -> None:
    working = python("database", "print('here', flush=True); raise SystemExit(1)")
    attempts = iter([False, True, True, False])

    def launch(guard: ProcessGuard) -> "subprocess.Popen[bytes]":
        if next(attempts, False):
            raise OSError("No space left on device")
        return working.launch(guard)

    group.start(Process("database", launch))
    tend_until(group, lambda: said.lines.count("database: here") >= 2)

    group.stop()
    failed = "demo: database ended (No space left on device); again in 0 s."
    assert said.lines.count(failed) == 2


def test_what_was_started_first_ends_last(group: ProcessGroup, said: Listener) -> None:
    goodbye = "import signal, sys; signal.signal(15, lambda *_: sys.exit(print('ends')))"
    waiting = f"{goodbye}; print('up', flush=True); signal.pause()"
    for name in ("database", "web"):
        group.start(python(name, waiting))
    tend_until(group, lambda: len(said.lines) == 2)

    group.stop()

    assert said.lines[2:] == ["web: ends", "database: ends"]


def test_the_children_of_what_died_do_not_keep_its_port(
    group: ProcessGroup, said: Listener
) -> None:
    orphaning = (
        "import subprocess, sys; subprocess.Popen([sys.executable, '-c', "
        "'import os, time; print(os.getpid(), flush=True); time.sleep(3600)'])"
    )
    group.start(python("parent", f"{orphaning}; import time; time.sleep(3600)"))
    tend_until(group, lambda: said.lines)
    grandchild = int(said.lines[0].removeprefix("parent: "))

    group.stop()

    until(lambda: not alive({grandchild}))


def test_the_last_words_and_greek_come_through(group: ProcessGroup, said: Listener) -> None:
    code = group.run(python("once", "print('Καλημέρα\\nτέλος', end='')"))

    group.stop()
    assert code == 0
    assert said.lines == ["once: Καλημέρα", "once: τέλος"]


def test_a_flood_of_words_does_not_block_the_end(group: ProcessGroup, said: Listener) -> None:
    # Not print(): the signal may come while the first print is still at its buffer.
    loud = "signal.signal(15, lambda *_: (os.write(1, b'x' * 10**6 + b'\\n'), os._exit(0)))"
    group.start(
        python("loud", f"import os, signal; {loud}\nprint('up', flush=True)\nsignal.pause()")
    )
    tend_until(group, lambda: said.lines)

    group.stop()

    assert max(map(len, said.lines)) > 10**6


def tend_until(group: ProcessGroup, condition: Callable[[], object]) -> None:
    def tended() -> object:
        group.tend()
        return condition()

    until(tended)


class Clock:
    """A clock that goes on by one step whenever it is read."""

    def __init__(self, step: float) -> None:
        self.now, self._step = 0.0, step

    def __call__(self) -> float:
        self.now += self._step
        return self.now


def python(name: str, source: str) -> Process:
    return program(name, [sys.executable, "-c", source], {"PYTHONIOENCODING": "utf-8"})
