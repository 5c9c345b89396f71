"""A demo of its own, started and stopped as `make demo` does."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mydimos_local.errors import CannotStart
from mydimos_local.folders import CHECKOUT, Folders
from mydimos_local.ports import Ports

PATIENCE = 60.0  # seconds to stop


@contextmanager
def running_demo(folders: Folders, ports: Ports, log: Path) -> Iterator[int]:
    """Start a demo with new data; the process number of its supervisor, once it is ready.

    Its output goes to `log`. Raises CannotStart.
    """
    folders.remove()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mydimos_demo", f"--folder={folders.var}", "--ends-with-parent"],
            # Each person has an address of their own: limits count by address.
            env={**os.environ, "PORT": str(ports.web), "TRUSTED_PROXIES": "1"},
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(process, log)
        yield process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_until_ready(process: "subprocess.Popen[bytes]", log: Path) -> None:
    while "myDimos is running" not in log.read_text(errors="replace"):
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            continue
        raise CannotStart(f"The demo did not start: see {log}.")
