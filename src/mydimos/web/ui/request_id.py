"""A random number for each request: all lines of the log that belong to it carry it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex

_current = ContextVar("request_id", default="")


def current_id() -> str:
    """The id of the request of this thread; empty outside of requests."""
    return _current.get()


@contextmanager
def new_id() -> Iterator[None]:
    """Give the request an id, until the block ends."""
    token = _current.set(token_hex(8))
    try:
        yield
    finally:
        _current.reset(token)
