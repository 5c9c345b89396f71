"""The processes of the demo are looked after."""

import sys
from collections.abc import Callable

import pytest

from mydimos_demo.processes import Child, ProcessGroup
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
    assert pauses[:6] == ["1 s.", "2 s.", "4 s.", "8 s.", "16 s.", "30 s."]


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
    # Not print(): the signal may come while the first one is still at its buffer.
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
        self._now, self._step = 0.0, step

    def __call__(self) -> float:
        self._now += self._step
        return self._now


def python(name: str, program: str) -> Child:
    return Child(name, [sys.executable, "-c", program], {"PYTHONIOENCODING": "utf-8"})
