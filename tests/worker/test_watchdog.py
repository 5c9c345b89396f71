"""A worker that hangs ends, so that it is started again."""

import asyncio
from threading import Event
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest

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
