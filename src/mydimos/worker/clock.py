"""Registering acts that run by the clock."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

log = logging.getLogger(__name__)

Act = Callable[[datetime], int]


def every(cron: str) -> Callable[[Act], Act]:
    """Run an act at these minutes (crontab, UTC): at most one running and one queued.

    The act is given the time and returns a count for the log. Missed runs are not repeated: each
    act looks at what is due, not at when it last ran.
    """

    def register(act: Act) -> Act:
        name = f"mydimos.{act.__name__}"

        @app.periodic(cron=cron)
        @app.task(name=name, queue="clock", lock=name, queueing_lock=name)
        def run(timestamp: int) -> None:  # noqa: ARG001 (procrastinate gives it)
            if count := act(timezone.now()):
                log.info("done: %s", name, extra={"count": count})

        return act

    return register
