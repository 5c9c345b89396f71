"""The whole product under one supervisor, without the demo's data."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import requests

from mydimos_local.folders import Folders
from mydimos_local.ports import Ports
from mydimos_local.postgres import APPLICATION, DATABASE
from tests.demo.free_ports import free_ports
from tests.demo.processes import alive, descendants, killed_at_the_end, until

# Tables only: loading 332 municipalities belongs to other tests.
DEMO = """
import sys
from mydimos_demo import preparation
preparation.STEPS = preparation.STEPS[:1]
from mydimos_demo.__main__ import main
sys.exit(main())
"""


class Demo:
    """A running demo, its ports and what it has said."""

    def __init__(self, process: "subprocess.Popen[str]", ports: Ports) -> None:
        self.process = process
        self.ports = ports

    def says(self, wanted: str) -> str:
        """Read on until a line has the words; that line."""
        assert self.process.stdout
        for line in self.process.stdout:
            if re.search(wanted, line):
                return line
        raise AssertionError(f"it ended without saying {wanted!r}")

    def serves_pages(self) -> bool:
        try:
            answer = requests.get(f"http://127.0.0.1:{self.ports.web}/healthz", timeout=30)
        except requests.ConnectionError:
            return False
        return answer.ok


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    ports = free_ports()
    process = subprocess.Popen(
        [sys.executable, "-c", DEMO, f"--folder={folder / 'demo'}"],
        env={**os.environ, "PORT": str(ports.web)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with killed_at_the_end(process):
        demo = Demo(process, ports)
        demo.says("myDimos is running")
        yield demo


def test_what_dies_comes_back_and_a_killed_supervisor_leaves_nobody(folder: Path) -> None:
    with running_demo(folder) as demo:
        everyone = descendants(demo.process.pid)
        (web,) = (pid for pid in everyone if "granian" in _command(pid) and _leads(pid))
        assert demo.serves_pages()

        os.kill(web, signal.SIGKILL)
        demo.says(r"web ended \(killed by SIGKILL\); again in 0.25 s")
        until(demo.serves_pages)

        everyone |= descendants(demo.process.pid)
        os.kill(demo.process.pid, signal.SIGKILL)
        until(lambda: not alive(everyone))


def test_a_database_that_dies_comes_back_with_what_was_written(folder: Path) -> None:
    with running_demo(folder) as demo:
        data = Folders(folder / "demo").database
        address = f"postgresql://{APPLICATION}@/{DATABASE}?host={data}"
        postmaster = int((data / "postmaster.pid").read_text().split()[0])

        os.kill(postmaster, signal.SIGKILL)
        demo.says("database ended")

        until(lambda: _answers(address))


def test_ctrl_c_stops_everything(folder: Path) -> None:
    with running_demo(folder) as demo:
        everyone = descendants(demo.process.pid)

        demo.process.send_signal(signal.SIGINT)
        demo.says("Stopping")

        assert demo.process.wait(timeout=60) == 0
        assert not alive(everyone)


def _answers(address: str) -> bool:
    try:
        with psycopg.connect(address) as connection:
            return connection.execute("SELECT count(*) FROM directory_municipality").fetchone() == (
                0,
            )
    except psycopg.OperationalError:
        return False


def _command(pid: int) -> str:
    listed = subprocess.run(
        ["ps", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False
    )
    return listed.stdout


def _leads(pid: int) -> bool:
    """Whether it is the first of its group, not a worker of one."""
    return os.getpgid(pid) == pid
