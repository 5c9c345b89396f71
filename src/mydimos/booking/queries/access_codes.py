"""The codes that still count."""

from datetime import datetime

from django.db.models import QuerySet

from mydimos.booking.models import AccessCode, Participant
from mydimos.booking.models.access_code import MOST_TRIES


def live_codes(*, now: datetime) -> QuerySet[AccessCode]:
    """The codes that have not expired and can still be tried."""
    return AccessCode.objects.filter(expires_at__gt=now, tries__lt=MOST_TRIES)


def live_code_of(participant: Participant, *, now: datetime) -> AccessCode | None:
    """The code of a participant, if it still counts; one query."""
    return live_codes(now=now).filter(participant=participant).first()
