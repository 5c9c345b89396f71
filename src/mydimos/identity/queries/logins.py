"""What a user can log in with, and where he or she is logged in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mydimos.identity.confidentiality import VERSION
from mydimos.identity.models import Confirmation, Factor, RecoveryCode, Session
from mydimos.identity.sessions import hash_of_key


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A login of a user in one browser."""

    public_id: UUID
    begun_at: datetime
    last_used_at: datetime
    is_this_one: bool


def own_sessions(user_id: int, *, session_key: str | None, now: datetime) -> list[OwnSession]:
    """Where a user is logged in, the last used first."""
    rows = Session.objects.filter(user_id=user_id, expires_at__gt=now).defer("contents")
    this = hash_of_key(session_key or "")
    return [
        OwnSession(row.public_id, row.begun_at, row.last_used_at, bytes(row.key_hash) == this)
        for row in rows.order_by("-last_used_at")
    ]


def factor_of(user_id: int, *, is_confirmed: bool = True) -> Factor | None:
    """The app of a user: the one that counts, or the one that is being set up."""
    found = Factor.objects.filter(user_id=user_id, kind=Factor.Kind.TOTP)
    return found.filter(confirmed_at__isnull=not is_confirmed).first()


def has_factor(user_id: int) -> bool:
    """Whether a user can prove more than the password."""
    return Factor.objects.filter(user_id=user_id, confirmed_at__isnull=False).exists()


def codes_left(user_id: int) -> int:
    """How many recovery codes were not used yet."""
    return RecoveryCode.objects.filter(user_id=user_id, used_at=None).count()


def has_confirmed(user_id: int) -> bool:
    """Whether a user has confirmed the duty of confidentiality in its present version."""
    return Confirmation.objects.filter(user_id=user_id, version=VERSION).exists()
