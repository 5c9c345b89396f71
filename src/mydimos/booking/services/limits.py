"""Limits of one person. They hold because the verbs lock the person first."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from mydimos.booking.errors import LimitReached, TwoAtOnce
from mydimos.booking.models import Appointment
from mydimos.booking.queries.appointments import own_between
from mydimos.directory.models import Offering
from mydimos.directory.policies import PolicyInForce
from mydimos.identity.models import Citizen

# Every hold and every booking asks it, so the ORM does not write it each time.
ACTIVE = """
SELECT count(*),
       count(*) FILTER (WHERE appointment.municipality_id = %(municipality)s),
       count(*) FILTER (WHERE offering.service_id = %(service)s)
FROM booking_participant AS participant
JOIN booking_appointment AS appointment ON appointment.id = participant.appointment_id
JOIN directory_offering AS offering ON offering.id = appointment.offering_id
WHERE participant.citizen_id = %(citizen)s
  AND appointment.status = 'booked' AND appointment.ends_at > %(now)s
"""


def check_limits(
    citizen: Citizen, offering: Offering, *, policy: PolicyInForce, now: datetime
) -> None:
    """Raise LimitReached when the person has as many active appointments as are allowed.

    The citizen must be locked: two tabs would both count one too few.
    """
    values: dict[str, int | str | datetime] = {
        "citizen": citizen.pk,
        "municipality": offering.municipality_id,
        "service": offering.service_id,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(ACTIVE, values)
        in_all, with_municipality, of_service = cursor.fetchone()
    if of_service >= offering.max_active_per_person:
        raise LimitReached(offering.max_active_per_person, of_this_service=True)
    if with_municipality >= policy.max_active:
        raise LimitReached(policy.max_active, of_this_service=False)
    if in_all >= settings.MAX_ACTIVE_APPOINTMENTS:
        raise LimitReached(settings.MAX_ACTIVE_APPOINTMENTS, of_this_service=False)


def check_no_overlap(
    citizen: Citizen,
    on_behalf: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    excluding: UUID | None = None,
) -> None:
    """Raise TwoAtOnce where the citizen would have to be at two appointments at once.

    Compares appointments booked for oneself: of other persons only the name is known, and two
    may share it. The citizen must be locked.
    """
    is_own = on_behalf == Appointment.OnBehalf.SELF
    if is_own and own_between(citizen, starts_at, ends_at, excluding=excluding).exists():
        raise TwoAtOnce
