"""The app for one-time codes: adding, confirming, checking."""

from datetime import datetime, timedelta

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.identity.errors import WrongCode
from mydimos.identity.kinds import Kind
from mydimos.identity.models import Factor, User
from mydimos.identity.services.telling import tell
from mydimos.identity.totp import matching_step, new_secret
from mydimos.identity.tries import CODES, count_try

IN_PREPARATION = timedelta(minutes=30)
"""How long a secret that was shown stays the same while the page is opened again."""


@transaction.atomic
def add_factor(*, user_id: int, by: Actor, now: datetime) -> Factor:
    """Prepare an app with a new secret. It counts once `confirm_factor` was given a code."""
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    waiting = Factor.objects.filter(user=user, kind=Factor.Kind.TOTP, confirmed_at=None)
    if young := waiting.filter(added_at__gt=now - IN_PREPARATION).first():
        return young
    waiting.delete()
    record(Act.FACTOR_PREPARED, by=by, now=now, subject=user.public_id)
    return Factor.objects.create(
        user=user, kind=Factor.Kind.TOTP, secret=new_secret(), added_at=now
    )


def confirm_factor(*, user_id: int, code: str, replaces: bool, by: Actor, now: datetime) -> None:
    """Make the prepared app the one that counts; with `replaces`, in place of the one before.

    Raises WrongCode, TooManyTries; WrongCode also where there is one and it is not to be replaced:
    who knows the password alone cannot bring an app of their own.
    """
    count_try(CODES, str(user_id), now=now)
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).get(pk=user_id)
        apps = Factor.objects.filter(user=user, kind=Factor.Kind.TOTP)
        prepared = apps.filter(confirmed_at=None).first()
        step = matching_step(prepared.secret, code, now=now, after=None) if prepared else None
        older = apps.exclude(confirmed_at=None)
        if prepared is None or step is None or (older.exists() and not replaces):
            raise WrongCode
        is_another = bool(older.delete()[0])
        prepared.confirmed_at, prepared.last_step = now, step
        prepared.save(update_fields=["confirmed_at", "last_step"])
        record(Act.FACTOR_CONFIRMED, by=by, now=now, subject=user.public_id)
        if is_another:
            tell(Kind.FACTOR, user, now=now)


def check_code(*, user_id: int, code: str, by: Actor, now: datetime) -> None:
    """Accept a code of the user's app, once. Raises WrongCode, TooManyTries."""
    count_try(CODES, str(user_id), now=now)
    with transaction.atomic():
        is_right = _use(user_id, code, now)
        if not is_right:
            public_id = User.objects.values_list("public_id", flat=True).get(pk=user_id)
            record(Act.CODE_REFUSED, by=by, now=now, subject=public_id)
    # Raised here and not above: the line of the audit is to be committed.
    if not is_right:
        raise WrongCode


def _use(user_id: int, code: str, now: datetime) -> bool:
    """Whether the code is good; then it is so no longer. The row is locked: of two, one wins."""
    factor = (
        Factor.objects.filter(user_id=user_id, kind=Factor.Kind.TOTP)
        .exclude(confirmed_at=None)
        .select_for_update()
        .first()
    )
    if factor is None:
        return False
    step = matching_step(factor.secret, code, now=now, after=factor.last_step)
    if step is None:
        return False
    factor.last_step = step
    factor.save(update_fields=["last_step"])
    return True
