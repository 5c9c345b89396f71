"""Codes and tokens: unguessable, short-lived."""

from collections.abc import Callable
from datetime import timedelta
from secrets import token_urlsafe
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Tickets(Generic[T]):
    """Something handed out for a while, and found again by an unguessable word.

    `clock` counts seconds from anywhere, like `time.monotonic`.
    """

    def __init__(self, lifetime: timedelta, clock: Callable[[], float]) -> None:
        self._lifetime = lifetime.total_seconds()
        self._clock = clock
        self._lock = Lock()
        self._issued: dict[str, tuple[float, T]] = {}  # oldest first

    def issue(self, value: T) -> str:
        ticket = token_urlsafe(24)
        with self._lock:
            self._forget_expired()
            self._issued[ticket] = (self._clock() + self._lifetime, value)
        return ticket

    def look(self, ticket: str) -> T | None:
        with self._lock:
            self._forget_expired()
            return self._issued[ticket][1] if ticket in self._issued else None

    def take(self, ticket: str) -> T | None:
        """Look up a ticket and forget it: it works once."""
        with self._lock:
            self._forget_expired()
            return self._issued.pop(ticket)[1] if ticket in self._issued else None

    def _forget_expired(self) -> None:
        now = self._clock()
        while self._issued:
            oldest = next(iter(self._issued))
            if self._issued[oldest][0] > now:
                return
            del self._issued[oldest]
