"""One-time codes (RFC 6238, with the values that apps assume). Pure: no table, no clock."""

import base64
import hmac
import secrets
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote, urlencode

SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20  # as long as the hash: RFC 4226, 4, R6
DRIFT = 1  # steps to either side: phones are not quite on time


def new_secret() -> str:
    """A random secret in base32, as apps take it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def step_at(moment: datetime) -> int:
    """The time step of a moment."""
    return int(moment.timestamp()) // SECONDS


def code_at(secret: str, step: int, *, digits: int = DIGITS) -> str:
    """The code of a time step."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0xF
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**digits:0{digits}d}"


def matching_step(secret: str, code: str, *, now: datetime, after: int | None) -> int | None:
    """The step whose code was typed, near `now`; None if none is, or it is not later than `after`.

    Each code is compared in constant time.
    """
    given = code.encode()
    fitting = [
        step for step in _near(now) if hmac.compare_digest(code_at(secret, step).encode(), given)
    ]
    return next((step for step in fitting if after is None or step > after), None)


def in_groups(secret: str) -> str:
    """The secret as people type it: groups of four letters."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def app_address(secret: str, *, account: str, issuer: str) -> str:
    """The address that apps read from a QR code (Key URI Format)."""
    label = quote(f"{issuer}:{account}", safe="")
    values = {"secret": secret, "issuer": issuer, "digits": DIGITS, "period": SECONDS}
    return f"otpauth://totp/{label}?{urlencode(values, quote_via=quote)}"


def _near(now: datetime) -> Iterator[int]:
    middle = step_at(now)
    return iter(range(middle - DRIFT, middle + DRIFT + 1))
