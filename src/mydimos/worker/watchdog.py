"""Ends a worker that hangs, so that the service manager starts another one."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Any

from procrastinate.job_context import JobContext

log = logging.getLogger(__name__)

LONGEST_JOB = timedelta(minutes=15)
"""A mail server or a mailbox may answer slowly, step by step; no job is meant to take this long."""

LONGEST_STANDSTILL = timedelta(minutes=1)
"""The event loop turns many times a second."""

LOOK = timedelta(seconds=10)


class Watchdog:
    """Watches the event loop and the jobs of this process, from a thread of its own.

    It asks no database: one that is away is no reason to end.
    """

    def __init__(self, *, end: Callable[[], None] = lambda: os._exit(1)) -> None:
        self._end = end
        self._started: dict[int, float] = {}  # job → monotonic seconds
        self._turned = monotonic()
        self._stopped = Event()

    def start(self) -> None:
        """Watch from now on. Called in the event loop."""
        loop = asyncio.get_running_loop()

        def turn() -> None:
            self._turned = monotonic()
            loop.call_later(1, turn)

        turn()
        Thread(target=self._watch, name="watchdog", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer: an event loop that has ended turns no more, and hangs as little."""
        self._stopped.set()

    async def time_job(
        self, process: Callable[[], Awaitable[Any]], context: JobContext, _worker: object
    ) -> Any:
        """Run a job and note that it runs (procrastinate's `worker_middleware`)."""
        self._started[id(context)] = monotonic()
        try:
            return await process()
        finally:
            del self._started[id(context)]

    def trouble(self, at: float) -> str:
        """Why the worker must end at this moment (monotonic seconds), or an empty text."""
        if at - self._turned > LONGEST_STANDSTILL.total_seconds():
            return "the event loop stands still"
        if any(at - began > LONGEST_JOB.total_seconds() for began in [*self._started.values()]):
            return "a job does not end"
        return ""

    def _watch(self) -> None:
        while not self._stopped.wait(LOOK.total_seconds()):
            if trouble := self.trouble(monotonic()):
                log.error("alarm: the worker hangs and ends: %s", trouble)
                self._end()
                return
