"""A database that died is started again, also where the first attempts fail."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from mydimos_demo.processes import ProcessGroup
from mydimos_demo.programs import database
from mydimos_local.binaries import Installation
from mydimos_local.postgres import SUPERUSER, EmbeddedPostgres
from tests.demo.processes import until


class Demo:
    """A process group that runs the database only, and what it said."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        self.server = EmbeddedPostgres(folder / "data")
        self.group = ProcessGroup(lambda _name, line: self.said.append(line))
        self.group.start(database(self.server))
        self.server.wait_until_ready()

    def kill(self) -> None:
        pid = (self.server.data / "postmaster.pid").read_text().split()[0]
        os.kill(int(pid), signal.SIGKILL)

    def tend_until_it_says(self, words: str, times: int = 1) -> None:
        self._tend_until(lambda: sum(words in line for line in self.said) >= times)

    def tend_until_it_answers(self) -> None:
        self._tend_until(self._answers)

    def _tend_until(self, condition: Callable[[], bool]) -> None:
        def tended() -> bool:
            self.group.tend()
            return condition()

        until(tended)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.server.url("postgres", SUPERUSER)).close()
        except psycopg.OperationalError:
            return False
        return True


@pytest.fixture
def demo(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Demo]:
    monkeypatch.setattr("mydimos_demo.processes.LONGEST_PAUSE", 0.1)
    demo = Demo(folder)
    yield demo
    demo.group.stop()
    demo.server.stop()


def test_while_its_program_is_away_it_is_tried_again_and_again(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Installation, "program", lambda _self, name: f"/nowhere/{name}")
        demo.kill()
        demo.tend_until_it_says("database ended (exit code 1", times=3)

    demo.tend_until_it_answers()


def test_while_its_log_cannot_be_written_it_is_tried_again_and_again(demo: Demo) -> None:
    """As on a full disk: what fails is not PostgreSQL, but writing beside it."""
    log = demo.server.data.with_name("data.log")
    log.unlink()
    log.mkdir()
    demo.kill()
    demo.tend_until_it_says("data.log", times=3)

    log.rmdir()
    demo.tend_until_it_answers()


def test_why_it_ends_is_said_in_its_own_words(demo: Demo) -> None:
    settings = demo.server.data / "postgresql.auto.conf"
    settings.write_text("port = 'none'\n")
    demo.kill()
    demo.tend_until_it_says("exit code 1: ")

    settings.unlink()
    demo.tend_until_it_answers()
