"""Keeping the word index of names in step with the names and with the key in use."""

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from mydimos.booking.models import Participant, ParticipantWord
from mydimos.booking.services.participants import words_of
from mydimos.booking.words import digests_of
from mydimos.crypto.sealing import CannotOpen, unseal

BATCH = 500
NAMES = ("name", "company")


def renew_words(*, writes: bool) -> int:
    """Return how many participants' words differ from what the key in use makes of their names.

    With `writes` they are stored again, a batch in a transaction. Rows in use by others are left
    for the next run; names that no key opens stay as they are.
    """
    outdated, last = 0, 0
    while True:
        with transaction.atomic():
            rows = _next(last, locked=writes)
            stale = [row for row in rows if _open_names(row) and _is_stale(row)]
            if writes:
                ParticipantWord.objects.filter(participant__in=stale).delete()
                ParticipantWord.objects.bulk_create(words_of(stale))
        outdated += len(stale)
        if not rows:
            return outdated
        last = rows[-1].pk


def _next(last: int, *, locked: bool) -> list[Participant]:
    """The next rows by key, names still sealed: one that does not open must not end the run."""
    rows = Participant.objects.filter(pk__gt=last, name__isnull=False).order_by("pk")
    if locked:
        rows = rows.select_for_update(skip_locked=True, no_key=True)
    sealed = {f"sealed_{name}": Cast(name, TextField()) for name in NAMES}
    return list(rows.only("appointment").annotate(**sealed).prefetch_related("words")[:BATCH])


def _open_names(row: Participant) -> bool:
    """Open the names of a row in place; whether all of them opened."""
    for name in NAMES:
        sealed = getattr(row, f"sealed_{name}")
        try:
            place = f"{Participant._meta.label}.{name}"
            setattr(row, name, sealed and unseal(sealed, place=place).decode())
        except CannotOpen:
            return False
    return True


def _is_stale(row: Participant) -> bool:
    stored = {bytes(word.digest) for word in row.words.all()}
    return stored != set(digests_of(row.name, row.company))
