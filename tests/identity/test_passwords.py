"""Which passwords are refused."""

import unicodedata

import pytest

from mydimos.identity.models import User
from mydimos.identity.passwords import (
    TOO_CLOSE,
    TOO_COMMON,
    TOO_LONG,
    TOO_SHORT,
    TOO_SIMPLE,
    as_typed,
    problem_with,
)

MARIA = User(full_name="Μαρία Παπαδοπούλου", email="maria.papadopoulou@kalamata.example")


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("elevenchars", TOO_SHORT),
        ("ab " * 67, TOO_LONG),
        ("aaaaaaaaaaaa", TOO_SIMPLE),
        ("121212121212", TOO_SIMPLE),
        ("1q2w3e4r5t6y", TOO_COMMON),
        ("Password2026!", TOO_COMMON),
        ("!!!sunshine123", TOO_COMMON),
        ("sunshinesunshine", TOO_COMMON),
        ("maria.papadopoulou", TOO_CLOSE),
        ("Παπαδοπούλου1", TOO_CLOSE),
    ],
)
def test_weak_ones_are_refused_and_why_is_said(password: str, problem: str) -> None:
    assert problem_with(password, user=MARIA) == problem


@pytest.mark.parametrize(
    "password",
    ["τρία καράβια στο λιμάνι", "correct horse battery", "kU7!pq-29xLm", "ab cd ef gh ij"],
)
def test_good_ones_are_taken_whatever_they_are_made_of(password: str) -> None:
    assert problem_with(password, user=MARIA) is None


def test_two_keyboards_that_write_an_accent_differently_type_one_password() -> None:
    composed, decomposed = (unicodedata.normalize(form, "τρία καράβια") for form in ("NFC", "NFD"))

    assert composed != decomposed
    assert as_typed(composed) == as_typed(decomposed)
