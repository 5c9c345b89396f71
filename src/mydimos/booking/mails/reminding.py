"""Reminders: found when they are due, each sent once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice, pairwise

from django.db import transaction
from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from mydimos.booking.mails.kinds import Kind
from mydimos.booking.mails.occasions import reminder_occasion
from mydimos.booking.models import Appointment, Participant
from mydimos.directory.policies import reminders_by_municipality
from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos.notifications.services import enqueue

BATCH = 200  # appointments in one transaction
ROLES = (Participant.Role.SERVED, Participant.Role.REPRESENTATIVE, Participant.Role.APPLICANT)
REACHED = {Medium.MAIL: Q(email__isnull=False)}
"""Reminders go out by these media, to the participants who can be reached so."""


def queue_reminders(*, now: datetime) -> int:
    """Queue every reminder that is due and was not queued yet; returns how many messages.

    When it last ran does not matter: after an outage the latest reminder that is due goes out,
    and none for an appointment that was booked or moved after the reminder's moment.
    """
    queued = 0
    for leads, appointments in _by_leads():
        for lead, next_lead in _stretches(leads):
            due = iter(list(_due(appointments, lead, next_lead, now)))
            while batch := list(islice(due, BATCH)):
                queued += _queue(batch, lead, now)
    return queued


def _by_leads() -> Iterator[tuple[Sequence[timedelta], QuerySet[Appointment]]]:
    """The platform's reminders for all municipalities without their own, then each of the own."""
    own = reminders_by_municipality()
    yield own.pop(None), Appointment.objects.exclude(municipality__in=list(own))
    for leads in sorted(set(own.values())):
        codes = [code for code, reminders in own.items() if reminders == leads]
        yield leads, Appointment.objects.filter(municipality__in=codes)


def _stretches(leads: Sequence[timedelta]) -> Iterator[tuple[timedelta, timedelta]]:
    """Each reminder with the next one, from whose moment on the first is no longer due."""
    return pairwise([*sorted(leads, reverse=True), timedelta(0)])


def _due(
    appointments: QuerySet[Appointment], lead: timedelta, next_lead: timedelta, now: datetime
) -> QuerySet[Appointment]:
    """The appointments to remind of, without those queued already; along the index by start."""
    occasion = Concat(
        Value(reminder_occasion(lead, "")),
        Func(F("starts_at"), template="extract(epoch from %(expressions)s)::bigint::text"),
        output_field=CharField(),
    )
    queued = Message.objects.filter(
        subject=OuterRef("public_id"), kind=Kind.REMINDER, occasion=OuterRef("occasion")
    )
    return appointments.annotate(occasion=occasion).filter(
        ~Exists(queued),
        status=Appointment.Status.BOOKED,
        starts_at__gt=now + next_lead,
        starts_at__lte=now + lead,
        changed_at__lte=F("starts_at") - lead,
    )


@transaction.atomic
def _queue(batch: Sequence[Appointment], lead: timedelta, now: datetime) -> int:
    return sum(_queue_by(medium, batch, lead, now) for medium in REACHED)


def _queue_by(medium: Medium, batch: Sequence[Appointment], lead: timedelta, now: datetime) -> int:
    roles = _roles(batch, medium)
    return sum(
        enqueue(
            Kind.REMINDER,
            medium=medium,
            municipality=appointment.municipality_id,
            subject=appointment.public_id,
            recipients=roles[appointment.pk],
            occasion=reminder_occasion(lead, int(appointment.starts_at.timestamp())),
            now=now,
        )
        for appointment in batch
    )


def _roles(batch: Sequence[Appointment], medium: Medium) -> dict[int, list[str]]:
    """The roles reached by a medium, by appointment: who appears, an applicant who wants a copy."""
    roles = defaultdict(list)
    reached = Participant.objects.filter(REACHED[medium], appointment__in=batch, role__in=ROLES)
    for appointment, role in reached.values_list("appointment_id", "role"):
        roles[appointment].append(role)
    return roles
