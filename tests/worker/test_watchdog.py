"""A worker that hangs ends, so that it is started again."""

import asyncio
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from mydimos.worker import watchdog
from mydimos.worker.watchdog import LONGEST_JOB, LONGEST_STANDSTILL, Watchdog

JOB: Any = SimpleNamespace()
SECOND = 1.0


def test_a_worker_that_has_nothing_to_do_does_not_hang() -> None:
    assert not Watchdog().trouble(monotonic())


def test_a_job_that_does_not_end_is_a_reason_to_end() -> None:
    dog = Watchdog()

    async def look(seconds: float) -> str:
        dog._turned = monotonic() + seconds  # the event loop goes on
        return dog.trouble(monotonic() + seconds)

    async def job() -> tuple[str, str]:
        longest = LONGEST_JOB.total_seconds()
        return await look(longest - SECOND), await look(longest + SECOND)

    in_time, late = asyncio.run(dog.time_job(job, JOB, None))

    assert (in_time, late) == ("", "a job does not end")


def test_a_job_that_failed_is_over() -> None:
    dog = Watchdog()

    async def job() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        asyncio.run(dog.time_job(job, JOB, None))

    assert not dog._started


def test_an_event_loop_that_stands_still_ends_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = Event()
    monkeypatch.setattr(watchdog, "LOOK", LONGEST_STANDSTILL / 10_000)
    monkeypatch.setattr(watchdog, "LONGEST_STANDSTILL", LONGEST_STANDSTILL / 1_000)
    dog = Watchdog(end=ended.set)

    async def stand_still() -> bool:
        dog.start()
        return ended.wait(60)  # blocks the event loop, as a fault of ours would

    assert asyncio.run(stand_still())


def test_a_worker_that_has_ended_leaves_no_watchdog() -> None:
    """Its event loop turns no more; a minute later the process, which goes on, would be ended."""
    dog = Watchdog(end=lambda: None)

    async def work() -> Thread:
        dog.start()
        return next(thread for thread in enumerate_threads() if thread.name == "watchdog")

    thread = asyncio.run(work())
    dog.stop()
    thread.join(timeout=60)

    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_ends_stops_its_watchdog(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[Watchdog] = []
    monkeypatch.setattr(Watchdog, "start", lambda _: None)
    monkeypatch.setattr(Watchdog, "stop", lambda dog: stopped.append(dog))  # noqa: PLW0108 (a method)

    call_command("run_worker", once=True, concurrency=1)

    assert len(stopped) == 1
