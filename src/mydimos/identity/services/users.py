"""What happens to a user's account: logging in, confirming, leaving."""

from datetime import datetime, timedelta

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.identity.confidentiality import VERSION
from mydimos.identity.kinds import Kind
from mydimos.identity.models import Confirmation, Factor, Invitation, User
from mydimos.identity.services.invitations import invite
from mydimos.identity.services.sessions import end_sessions_of_user
from mydimos.identity.services.telling import tell

UNCONFIRMED = timedelta(days=1)
KEEP_INVITATIONS = timedelta(days=90)
"""Long enough to see who was invited when; the audit knows it afterwards."""


@transaction.atomic
def note_login(*, user: User, is_known_browser: bool, by: Actor, now: datetime) -> None:
    """Record a login with all its proofs; a mail tells of one from a browser not seen before."""
    is_first = user.last_login is None
    user.last_login = now
    user.save(update_fields=["last_login"])
    record(Act.LOGGED_IN, by=by, now=now, subject=user.public_id)
    if not is_known_browser and not is_first:
        tell(Kind.NEW_BROWSER, user, now=now)


@transaction.atomic
def confirm_confidentiality(*, user: User, by: Actor, now: datetime) -> None:
    """Record that a user has confirmed the duty of confidentiality, in its present version."""
    _, is_new = Confirmation.objects.get_or_create(user=user, version=VERSION, defaults={"at": now})
    if is_new:
        record(Act.CONFIDENTIALITY_CONFIRMED, by=by, now=now, subject=user.public_id)


@transaction.atomic
def deactivate_user(*, user: User, by: Actor, now: datetime) -> None:
    """End the access of a user who has left, with the next request of each browser.

    The row stays: what he or she did must remain legible. Roles are taken by `access`.
    """
    user.is_active = False
    user.save(update_fields=["is_active"])
    _forget_proofs(user, by, now)
    record(Act.USER_DEACTIVATED, by=by, now=now, subject=user.public_id)


def forget_leftovers(*, now: datetime) -> int:
    """Delete apps that were never confirmed, and invitations that were over long ago."""
    prepared = Factor.objects.filter(confirmed_at=None, added_at__lt=now - UNCONFIRMED)
    old = Invitation.objects.filter(sent_at__lt=now - KEEP_INVITATIONS)
    settled = old.exclude(accepted_at=None, withdrawn_at=None)
    return prepared.delete()[0] + settled.delete()[0]


@transaction.atomic
def reset_login(*, user: User, by: Actor, now: datetime) -> Invitation:
    """Let a user who can no longer log in begin again, by a new invitation."""
    _forget_proofs(user, by, now)
    record(Act.LOGIN_RESET, by=by, now=now, subject=user.public_id)
    return invite(user, by=by, now=now)


def _forget_proofs(user: User, by: Actor, now: datetime) -> None:
    user.set_unusable_password()
    user.save(update_fields=["password"])
    user.factors.all().delete()
    user.recovery_codes.all().delete()
    user.invitations.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    end_sessions_of_user(user=user, by=by, now=now)
