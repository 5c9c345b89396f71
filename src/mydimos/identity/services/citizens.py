"""Recognising citizens who come back, and ending their sessions."""

from datetime import datetime

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.crypto.hashing import all_hashes, keyed_hash
from mydimos.identity.models import Citizen, Session
from mydimos.identity.sessions import keys_of_citizen
from mydimos.scheduling.spans import ATHENS


@transaction.atomic
def recognise_citizen(tax_number: str, *, is_company: bool, now: datetime) -> Citizen:
    """The citizen of a tax number, made on the first visit. Only a keyed hash is kept (R23).

    A hash made under an older key is found and renewed.
    """
    today = now.astimezone(ATHENS).date()
    citizen = _known(tax_number)
    if citizen is None:
        version, digest = keyed_hash(tax_number, purpose="tax number")
        kind = Citizen.Kind.COMPANY if is_company else Citizen.Kind.PERSON
        citizen, _ = Citizen.objects.get_or_create(
            tax_number_hash=digest,
            key_version=version,
            defaults={"kind": kind, "last_seen_on": today},
        )
    elif citizen.last_seen_on != today:
        citizen.last_seen_on = today
        citizen.save(update_fields=["last_seen_on"])
    return citizen


@transaction.atomic
def end_sessions(*, citizen_id: int | None, by: Actor, now: datetime) -> int:
    """Delete the sessions of a citizen, or all (None); returns how many.

    A request that is under way cannot bring its session back (`SessionStore.save`).
    """
    sessions = Session.objects.all()
    if citizen_id is not None:
        sessions = sessions.filter(pk__in=keys_of_citizen(citizen_id))
    ended = sessions.delete()[0]
    record(Act.SESSIONS_ENDED, by=by, now=now)
    return ended


def _known(tax_number: str) -> Citizen | None:
    current, *older = all_hashes(tax_number, purpose="tax number")
    for version, digest in (current, *older):
        found = Citizen.objects.filter(tax_number_hash=digest, key_version=version).first()
        if found is None:
            continue
        if version != current[0]:
            found.key_version, found.tax_number_hash = current
            found.save(update_fields=["key_version", "tax_number_hash"])
        return found
    return None
