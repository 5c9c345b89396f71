"""How often a password or a code may be tried for one account."""

from datetime import datetime, timedelta

from mydimos.identity.errors import TooManyTries
from mydimos.identity.limits import Limit, count_request

PASSWORDS = (
    Limit("password", 10, timedelta(minutes=15)),
    Limit("password a day", 100, timedelta(days=1)),
)
# Of a million codes three are good at a time: a hundred tries find one with 1 in 3,000.
CODES = (
    Limit("one-time code", 6, timedelta(minutes=15)),
    Limit("one-time code a day", 100, timedelta(days=1)),
)


def count_try(limits: tuple[Limit, ...], account: str, *, now: datetime) -> None:
    """Count a try, right or wrong. Raises TooManyTries.

    Outside of a transaction: undone with it, the count would be none.
    """
    waits = [count_request(limit, f"account {account}", now=now) for limit in limits]
    if longest := max((wait for wait in waits if wait), default=None):
        raise TooManyTries(longest)
