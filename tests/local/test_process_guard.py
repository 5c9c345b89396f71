"""Nothing that we start outlives us."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mydimos_local.process_guard import ProcessGuard
from tests.demo.processes import alive, descendants, killed_at_the_end, until

# A parent with a child that has a child of its own, all of which would run for an hour.
FAMILY = """
import subprocess, sys, time
from mydimos_local.process_guard import ProcessGuard
hour = "import time; time.sleep(3600)"
nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hour!r}])"
ProcessGuard().spawn([sys.executable, "-c", nested])
print("spawned", flush=True)
time.sleep(3600)
"""
WATCHER, CHILD, GRANDCHILD = range(3)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_parent_that_is_killed_leaves_neither_children_nor_grandchildren(
    number: signal.Signals,
) -> None:
    with killed_at_the_end(_start_family()) as parent:
        family = _whole_family(parent.pid)

        os.kill(parent.pid, number)

        until(lambda: not alive(family))


@pytest.mark.skipif(sys.platform != "linux", reason="needs the kernel's parent-death signal")
def test_on_linux_a_child_ends_with_its_parent_even_without_the_watcher() -> None:
    with killed_at_the_end(_start_family()) as parent:
        family = _whole_family(parent.pid)
        child = {pid for pid in family if alive(descendants(pid))}
        watcher = family - child - descendants(*child)

        for pid in (*watcher, parent.pid):
            os.kill(pid, signal.SIGKILL)

        until(lambda: not alive(child))
        for pid in alive(family):
            os.kill(pid, signal.SIGKILL)


def test_a_child_that_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mydimos_local.process_guard.GRACE", 0.1)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True)"
    guard = ProcessGuard()
    child = guard.spawn([sys.executable, "-c", f"{deaf}; time.sleep(3600)"], output=subprocess.PIPE)
    assert child.stdout
    with child.stdout:
        child.stdout.readline()

        guard.stop(child, signal.SIGTERM)

    guard.close()
    assert child.returncode == -signal.SIGKILL


def test_an_orderly_end_is_one_even_where_the_watcher_was_killed() -> None:
    before = descendants(os.getpid())
    guard = ProcessGuard()
    (watcher,) = descendants(os.getpid()) - before
    child = guard.spawn([sys.executable, "-c", "import time; time.sleep(3600)"])
    os.kill(watcher, signal.SIGKILL)
    until(lambda: not alive({watcher}))

    guard.stop(child, signal.SIGTERM)
    guard.close()

    assert child.returncode is not None


def test_an_orderly_end_leaves_the_signal_to_the_child(tmp_path: Path) -> None:
    polite = "import signal, sys; print(1, flush=True); signal.sigwait([15]); sys.exit(7)"
    block = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [15]); "
    guard = ProcessGuard()
    child = guard.spawn([sys.executable, "-c", block + polite], output=subprocess.PIPE)
    assert child.stdout
    with child.stdout:
        child.stdout.readline()

        guard.stop(child, signal.SIGTERM)

    guard.close()
    assert child.returncode == 7


def _start_family() -> "subprocess.Popen[str]":
    parent = subprocess.Popen(
        [sys.executable, "-c", FAMILY], stdout=subprocess.PIPE, text=True, env=_with_sources()
    )
    assert parent.stdout
    assert parent.stdout.readline() == "spawned\n"
    return parent


def _whole_family(parent: int) -> set[int]:
    """Watcher, child and grandchild, once all three are there."""
    until(lambda: len(descendants(parent)) == 3)
    return descendants(parent)


def _with_sources() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
