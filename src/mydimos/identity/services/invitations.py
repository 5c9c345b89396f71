"""Inviting users, and accepting."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from mydimos.audit.actors import Actor, ActorKind
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.identity.errors import EmailTaken, InvitationOver, PasswordRefused
from mydimos.identity.links import opens
from mydimos.identity.models import Invitation, User
from mydimos.identity.passwords import as_typed, problem_with
from mydimos.identity.queries import index_of, user_by_email
from mydimos.identity.services.telling import send_invitation


@transaction.atomic
def invite_user(
    *, full_name: str, email: str, language: str, by: Actor, now: datetime
) -> Invitation:
    """Add a user, who has no rights yet, and send the link for the first login.

    Raises EmailTaken, also when two do it at once.
    """
    if user_by_email(email):
        raise EmailTaken
    user = User(full_name=full_name, email=email, email_index=index_of(email), language=language)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as taken:
        raise EmailTaken from taken
    return invite(user, by=by, now=now)


def invite(user: User, *, by: Actor, now: datetime) -> Invitation:
    """Send a user a new invitation, inside the caller's transaction."""
    inviting = by.id if by.kind == ActorKind.EMPLOYEE else None
    invitation = Invitation.objects.create(user=user, invited_by_id=inviting, sent_at=now)
    send_invitation(invitation, now=now)
    record(Act.USER_INVITED, by=by, now=now, subject=user.public_id)
    return invitation


@transaction.atomic
def send_again(*, invitation_id: UUID, by: Actor, now: datetime) -> Invitation:
    """Send a new link for seven days, which ends the one before. Raises InvitationOver."""
    invitation = _lock(invitation_id)
    invitation.number += 1
    invitation.sent_at, invitation.opened_at = now, None
    invitation.save(update_fields=["number", "sent_at", "opened_at"])
    send_invitation(invitation, now=now)
    record(Act.INVITATION_SENT_AGAIN, by=by, now=now, subject=invitation.user.public_id)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation_id: UUID, by: Actor, now: datetime) -> None:
    """End an invitation: its link opens nothing. Raises InvitationOver for one that is over."""
    invitation = _lock(invitation_id)
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    record(Act.INVITATION_WITHDRAWN, by=by, now=now, subject=invitation.user.public_id)


@transaction.atomic
def open_invitation(*, invitation_id: UUID, signature: str, now: datetime) -> Invitation:
    """The invitation of a link, noting that it was opened. Raises InvitationOver."""
    invitation = _opened_by(invitation_id, signature, now)
    if invitation.opened_at is None:
        invitation.opened_at = now
        invitation.save(update_fields=["opened_at"])
    return invitation


@transaction.atomic
def accept_invitation(
    *, invitation_id: UUID, signature: str, password: str, by: Actor, now: datetime
) -> User:
    """Set the first password of the invited user; the link is used up.

    Raises InvitationOver, PasswordRefused.
    """
    invitation = _opened_by(invitation_id, signature, now)
    user = invitation.user
    if problem := problem_with(password, user=user):
        raise PasswordRefused(problem)
    user.set_password(as_typed(password))
    user.save(update_fields=["password"])
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    record(Act.INVITATION_ACCEPTED, by=by, now=now, subject=user.public_id)
    return user


def _opened_by(invitation_id: UUID, signature: str, now: datetime) -> Invitation:
    invitation = _lock(invitation_id)
    good = opens(invitation, signature) and invitation.is_open(now)
    if not good or not invitation.user.is_active:
        raise InvitationOver
    return invitation


def _lock(invitation_id: UUID) -> Invitation:
    """An invitation that is not settled, locked: of two clicks one accepts it."""
    found = (
        Invitation.objects.filter(public_id=invitation_id, accepted_at=None, withdrawn_at=None)
        .select_related("user")
        .select_for_update(of=("self",))
        .first()
    )
    if found is None:
        raise InvitationOver
    return found
