"""Whether a worker is running."""

from datetime import datetime, timedelta

from django.db.models import Max
from procrastinate.contrib.django.models import ProcrastinateWorker

SILENCE = timedelta(seconds=45)
"""A worker gives a sign of life every 10 seconds (`run_worker`)."""


def last_sign_of_life() -> datetime | None:
    """The newest sign of life of any worker; None without a worker."""
    heard: datetime | None = ProcrastinateWorker.objects.aggregate(at=Max("last_heartbeat"))["at"]
    return heard


def is_working(*, now: datetime) -> bool:
    """Whether a worker is alive: asked by /readyz."""
    heard = last_sign_of_life()
    return heard is not None and now - heard < SILENCE
