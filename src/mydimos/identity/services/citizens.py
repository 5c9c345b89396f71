"""Recognising citizens who come back."""

from datetime import datetime

from django.db import transaction

from mydimos.crypto.hashing import all_hashes, keyed_hash
from mydimos.identity.models import Citizen
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
