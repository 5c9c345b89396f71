"""Limits of one person. They hold because the verbs lock the person first."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

from mydimos.booking.errors import LimitReached, TwoAtOnce
from mydimos.booking.models import Appointment, Participant
from mydimos.booking.queries.appointments import own_between
from mydimos.directory.models import Offering
from mydimos.directory.policies import PolicyInForce
from mydimos.identity.models import Citizen


def check_limits(
    citizen: Citizen, offering: Offering, *, policy: PolicyInForce, now: datetime
) -> None:
    """Raise LimitReached when the person has as many active appointments as are allowed.

    The citizen must be locked: two tabs would both count one too few.
    """
    counts = Participant.objects.filter(
        citizen=citizen,
        appointment__status=Appointment.Status.BOOKED,
        appointment__ends_at__gt=now,
    ).aggregate(
        in_all=Count("pk"),
        with_municipality=Count("pk", filter=Q(appointment__municipality=offering.municipality_id)),
        of_service=Count("pk", filter=Q(appointment__offering__service=offering.service_id)),
    )
    if counts["of_service"] >= offering.max_active_per_person:
        raise LimitReached(offering.max_active_per_person, of_this_service=True)
    if counts["with_municipality"] >= policy.max_active:
        raise LimitReached(policy.max_active, of_this_service=False)
    if counts["in_all"] >= settings.MAX_ACTIVE_APPOINTMENTS:
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
