"""Which passwords are refused, and why; how what was typed is read."""

import re
import unicodedata

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mydimos.identity.models import User

SHORTEST = 12
LONGEST = 200
FEWEST_LETTERS = 5  # different ones

TOO_SHORT = _("The password needs at least 12 characters. Three or four words are a good one.")
TOO_LONG = _("The password can have up to 200 characters.")
TOO_SIMPLE = _("This password repeats a few characters. Choose another one.")
TOO_COMMON = _("This password is on lists of common passwords. Choose another one.")
TOO_CLOSE = _("This password resembles your name or your e-mail. Choose another one.")

# What people put around a common word to make it longer.
AROUND = re.compile(r"^[\d\W_]+|[\d\W_]+$")


def as_typed(password: str) -> str:
    """The password in one form: some keyboards send «ά» as one letter, others as two."""
    return unicodedata.normalize("NFKC", password)


def problem_with(password: str, *, user: User) -> str | Promise | None:
    """Why a password is refused; None for a good one."""
    typed = as_typed(password)
    if len(typed) < SHORTEST:
        return TOO_SHORT
    if len(typed) > LONGEST:
        return TOO_LONG
    if len(set(typed.lower())) < FEWEST_LETTERS:
        return TOO_SIMPLE
    if _is_common(typed):
        return TOO_COMMON
    return TOO_CLOSE if _resembles(typed, user) else None


def _is_common(password: str) -> bool:
    """Whether it is a common password, or one with digits and signs around it, or twice."""
    core = AROUND.sub("", password)
    half = password[: len(password) // 2]
    doubled = half if half * 2 == password else ""
    return any(_refuses_common(word) for word in (password, core, doubled) if word)


def _refuses_common(word: str) -> bool:
    try:
        _COMMON.validate(word)
    except ValidationError:
        return True
    return False


def _resembles(password: str, user: User) -> bool:
    validator = UserAttributeSimilarityValidator(user_attributes=("full_name", "email"))
    try:
        validator.validate(password, user)
    except ValidationError:
        return True
    return False


_COMMON = CommonPasswordValidator()
