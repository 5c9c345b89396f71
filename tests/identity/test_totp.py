"""One-time codes."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from mydimos.identity.totp import (
    app_address,
    code_at,
    in_groups,
    matching_step,
    new_secret,
    step_at,
)

SECRET = base64.b32encode(b"12345678901234567890").decode()
NOON = datetime(2026, 2, 2, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"),
        (1234567890, "89005924"), (2000000000, "69279037"), (20000000000, "65353130"),
    ],
)  # fmt: skip
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    step = step_at(datetime.fromtimestamp(seconds, UTC))

    assert code_at(SECRET, step, digits=8) == code
    assert code_at(SECRET, step) == code[-6:]


@pytest.mark.parametrize(
    ("late", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_phone_may_be_half_a_minute_early_or_late(late: int, is_good: bool) -> None:
    typed = code_at(SECRET, step_at(NOON + late * STEP))

    assert (matching_step(SECRET, typed, now=NOON, after=None) is not None) is is_good


def test_a_code_and_those_before_it_are_good_once() -> None:
    before, used, after = (step_at(NOON) + n for n in (-1, 0, 1))

    found = [
        matching_step(SECRET, code_at(SECRET, step), now=NOON, after=used)
        for step in (before, used, after)
    ]

    assert found == [None, None, after]


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "é" * 6])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert matching_step(SECRET, typed, now=NOON, after=None) is None


def test_a_secret_has_160_random_bits_and_is_written_in_groups() -> None:
    secret = new_secret()

    assert len(base64.b32decode(secret)) == 20
    assert secret != new_secret()
    assert [len(group) for group in in_groups(secret).split()] == [4] * 8


def test_apps_read_who_it_is_for_from_the_address() -> None:
    address = urlsplit(app_address(SECRET, account="μαρία@town.example", issuer="myDimos"))

    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/myDimos:μαρία@town.example"
    assert parse_qs(address.query) == {
        "secret": [SECRET], "issuer": ["myDimos"], "digits": ["6"], "period": ["30"],
    }  # fmt: skip
