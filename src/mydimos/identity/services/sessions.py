"""Ending sessions. A request that is under way cannot bring one back (`SessionStore.save`)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.identity.models import Session, User
from mydimos.identity.sessions import hash_of_key, keys_of_citizen


@transaction.atomic
def end_sessions(*, citizen_id: int | None, by: Actor, now: datetime) -> int:
    """Delete the sessions of a citizen, or all (None); returns how many."""
    sessions = Session.objects.all()
    if citizen_id is not None:
        sessions = sessions.filter(pk__in=keys_of_citizen(citizen_id))
    ended = sessions.delete()[0]
    record(Act.SESSIONS_ENDED, by=by, now=now)
    return ended


@transaction.atomic
def end_sessions_of_user(
    *, user: User, by: Actor, now: datetime, but_key: str | None = None
) -> int:
    """Delete the sessions of a user, but for the one with this key; returns how many."""
    sessions = Session.objects.filter(user=user)
    if but_key:
        sessions = sessions.exclude(pk=hash_of_key(but_key))
    ended = sessions.delete()[0]
    record(Act.SESSIONS_ENDED, by=by, now=now, subject=user.public_id)
    return ended


@transaction.atomic
def end_own_session(*, user: User, session: UUID, by: Actor, now: datetime) -> None:
    """Delete one session of a user; that of another, or none, changes nothing."""
    if Session.objects.filter(user=user, public_id=session).delete()[0]:
        record(Act.SESSIONS_ENDED, by=by, now=now, subject=user.public_id)
