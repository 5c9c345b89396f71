"""Finding an appointment by what a person at the counter says."""

import re
from collections.abc import Collection

from django.db.models import Q, QuerySet

from mydimos.booking.models import Appointment, Participant, ParticipantWord
from mydimos.booking.queries.appointments import Listed, listed, with_everything
from mydimos.booking.words import known_digests
from mydimos.crypto.hashing import all_hashes
from mydimos.directory.phones import NotANumber, NotCallable, e164
from mydimos.greek.spelling import fold

MOST = 50
MOST_WORDS = 5

REFERENCE = re.compile(r"[2-9A-Z]{8}")
# Greek capitals that look like Latin ones: a reference is read from paper, on a Greek keyboard.
LOOK_ALIKES = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")


def find(departments: Collection[int], typed: str) -> list[Listed]:
    """Appointments of these departments that fit what was typed, newest first, at most 50.

    A reference (with or without hyphen), an e-mail address, a phone number or words of a name or
    of a company; all of the words must occur. Two queries each, three if it could have been a
    reference. To show them to an employee, call `booking.services.find_people`, which writes down
    that they were seen (R28).
    """
    for condition in _readings(typed):
        rows = with_everything().filter(condition, department__in=departments)
        if found := _newest(rows):
            return found
    return []


def reference_in(typed: str) -> str | None:
    """The reference in a text, as it is stored: «κ7ρμ 2χηβ» is K7PM2XHB."""
    letters = "".join(char for char in typed if char.isalnum())
    reference = letters.upper().translate(LOOK_ALIKES)
    return reference if REFERENCE.fullmatch(reference) else None


def _readings(typed: str) -> list[Q]:
    """What the text can mean, the likeliest first."""
    if "@" in typed:
        return [Q(pk__in=_with_index("email", typed.strip().lower()))]
    if phone := _phone(typed):
        return [Q(pk__in=_with_index("phone", phone))]
    readings = []
    if reference := reference_in(typed):
        readings.append(Q(reference=reference))
    if words := fold(typed).split()[:MOST_WORDS]:
        readings.append(_named(words))
    return readings


def _phone(typed: str) -> str | None:
    try:
        return e164(typed.strip())
    except (NotANumber, NotCallable):
        return None


def _with_index(kind: str, value: str) -> QuerySet[Participant, int]:
    """Appointments of which a participant has this address or number, under any known key."""
    hashes = [digest for _, digest in all_hashes(value, purpose=kind)]
    found = Participant.objects.filter(**{f"{kind}_index__in": hashes})
    return found.values_list("appointment", flat=True)


def _named(words: list[str]) -> Q:
    condition = Q()
    for word in words:
        known = ParticipantWord.objects.filter(digest__in=known_digests(word))
        condition &= Q(pk__in=known.values("appointment"))
    return condition


def _newest(rows: QuerySet[Appointment]) -> list[Listed]:
    return listed(rows.order_by("-starts_at", "-pk")[:MOST])
