"""The appointments of the demo as rows. Their people do not exist and get no mail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from mydimos.audit.actors import ActorKind
from mydimos.booking.mails.kinds import Kind
from mydimos.booking.mails.occasions import reminder_occasion
from mydimos.booking.models import Appointment, HistoryEntry, Occupancy, Participant
from mydimos.booking.people import Declaration
from mydimos.booking.services.booking import LETTERS
from mydimos.booking.services.participants import words_of
from mydimos.notifications.media import Medium
from mydimos.notifications.models import Message
from mydimos_demo.content.audit_lines import lines_of_appointments
from mydimos_demo.content.chance import Chance
from mydimos_demo.content.copying import check_deferred_constraints, copy_rows
from mydimos_demo.content.diaries import Taken
from mydimos_demo.content.participants import Public
from mydimos_demo.content.spec import MINUTE

Act, Status = HistoryEntry.Act, Appointment.Status
MissedBecause = HistoryEntry.MissedBecause

MISSED, FOR_OTHERS, AS_COMPANY = 0.12, 0.15, 0.4


@dataclass
class Book:
    """The rows of many appointments, before they are written."""

    chance: Chance
    now: datetime
    declarations: Mapping[str, Declaration]  # by municipality; "": the platform's
    public: Public
    appointments: list[Appointment] = field(default_factory=list)
    occupancies: list[Occupancy] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    history: list[HistoryEntry] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    references: set[str] = field(default_factory=set)

    def enter(self, taken: Taken, *, for_eleni: bool = False) -> None:
        """Add an appointment with its time, its people and its history.

        `for_eleni`: of the first person of the test login, so that she finds some of hers.
        """
        appointment = self._appointment(taken, for_eleni=for_eleni)
        self.appointments.append(appointment)
        if not taken.is_cancelled:
            self.occupancies.extend(_occupancies(appointment, taken))
        self.participants.extend(self.public.of(appointment, is_eleni=for_eleni))
        self.history.extend(_history(appointment))
        if not for_eleni and appointment.status == Status.BOOKED:
            self.messages.extend(dropped_reminders(appointment, chance=self.chance, now=self.now))

    def write(self) -> None:
        """Write all rows; the database checks every one of its constraints."""
        for rows in (
            self.appointments, self.occupancies, self.participants, self.history, self.messages,
        ):  # fmt: skip
            copy_rows(rows)
        copy_rows(list(words_of(self.participants)))
        copy_rows(list(lines_of_appointments(self.history)))
        check_deferred_constraints()

    def _appointment(self, taken: Taken, *, for_eleni: bool) -> Appointment:
        offering, service = taken.offering, taken.offering.service
        starts_at, ends_at = (datetime.fromtimestamp(moment, UTC) for moment in taken.span)
        booked_at = self._booked_at(starts_at)
        status = self._status(taken, ends_at)
        declared = self.declarations.get(service.municipality_id) or self.declarations[""]
        changed_at = self._changed_at(status, booked_at, starts_at, ends_at)
        return Appointment(
            public_id=self.chance.uuid(),
            trace=self.chance.uuid(),
            reference=self._reference(),
            municipality_id=service.municipality_id,
            department_id=service.department_id,
            offering=offering,
            channel=offering.channel,
            starts_at=starts_at,
            ends_at=ends_at,
            status=status,
            made_by=Appointment.MadeBy.CITIZEN,
            booked_through=Appointment.Through.WEB,
            on_behalf=Appointment.OnBehalf.SELF if for_eleni else self._on_behalf(taken),
            named_employee=taken.resources[0] if self._is_named(taken) else None,
            sequence=int(taken.is_cancelled),
            link_version=1 + int(taken.is_cancelled),
            declaration=declared.text,
            notice=declared.notice,
            declared_at=booked_at,
            booked_at=booked_at,
            changed_at=changed_at,
            cancelled_at=changed_at if taken.is_cancelled else None,
        )

    def _booked_at(self, starts_at: datetime) -> datetime:
        """Some days before, by day or in the evening."""
        latest = min(starts_at - timedelta(hours=3), self.now - timedelta(minutes=5))
        return latest - timedelta(minutes=self.chance.randint(0, 12 * 24 * 60))

    def _status(self, taken: Taken, ends_at: datetime) -> Appointment.Status:
        if taken.is_cancelled:
            return self.chance.choice(
                (Status.CANCELLED_BY_CITIZEN,) * 4 + (Status.CANCELLED_BY_MUNICIPALITY,)
            )
        if ends_at > self.now:
            return Status.BOOKED
        return Status.MISSED if self.chance.happens(MISSED) else Status.COMPLETED

    def _changed_at(
        self,
        status: Appointment.Status,
        booked_at: datetime,
        starts_at: datetime,
        ends_at: datetime,
    ) -> datetime:
        if status == Status.BOOKED:
            return booked_at
        if status in {Status.COMPLETED, Status.MISSED}:
            return ends_at
        latest = min(self.now, starts_at - timedelta(hours=2))
        return booked_at + (latest - booked_at) * self.chance.random()

    def _reference(self) -> str:
        while (drawn := "".join(self.chance.choices(LETTERS, k=8))) in self.references:
            pass
        self.references.add(drawn)
        return drawn

    def _on_behalf(self, taken: Taken) -> Appointment.OnBehalf:
        if taken.offering.service.for_companies and self.chance.happens(AS_COMPANY):
            return Appointment.OnBehalf.COMPANY
        if self.chance.happens(FOR_OTHERS):
            return Appointment.OnBehalf.OTHER
        return Appointment.OnBehalf.SELF

    def _is_named(self, taken: Taken) -> bool:
        return taken.offering.names_employee and self.chance.happens(0.5)


def dropped_reminders(
    appointment: Appointment, *, chance: Chance, now: datetime
) -> Iterator[Message]:
    """Reminders that count as dropped: no mail goes to people who do not exist."""
    moment = int(appointment.starts_at.timestamp())
    for lead in settings.REMINDERS:
        yield Message(
            public_id=chance.uuid(),
            kind=Kind.REMINDER,
            medium=Medium.MAIL,
            municipality=appointment.municipality_id,
            subject=appointment.public_id,
            recipient=Participant.Role.SERVED,
            occasion=reminder_occasion(lead, moment),
            state=Message.State.DROPPED,
            queued_at=now,
            settled_at=now,
        )


def _occupancies(appointment: Appointment, taken: Taken) -> Iterator[Occupancy]:
    offering = taken.offering
    for resource in taken.resources:
        yield Occupancy(
            resource=resource,
            during=DateTimeTZRange(appointment.starts_at, appointment.ends_at),
            kind=Occupancy.Kind.APPOINTMENT,
            owner=appointment.public_id,
            gap_before=offering.gap_before // MINUTE,
            gap_after=offering.gap_after // MINUTE,
        )


def _history(appointment: Appointment) -> Iterator[HistoryEntry]:
    yield _entry(appointment, Act.BOOKED, appointment.booked_at, ActorKind.CITIZEN)
    match appointment.status:
        case Status.COMPLETED:
            yield _entry(appointment, Act.COMPLETED, appointment.changed_at, ActorKind.SYSTEM)
        case Status.MISSED:
            yield _entry(appointment, Act.MISSED, appointment.changed_at, ActorKind.SYSTEM)
        case Status.CANCELLED_BY_CITIZEN:
            yield _entry(appointment, Act.CANCELLED, appointment.changed_at, ActorKind.CITIZEN)
        case Status.CANCELLED_BY_MUNICIPALITY:
            yield _entry(appointment, Act.CANCELLED, appointment.changed_at, ActorKind.SYSTEM)


def _entry(
    appointment: Appointment, act: HistoryEntry.Act, at: datetime, actor: ActorKind
) -> HistoryEntry:
    return HistoryEntry(
        appointment=appointment,
        municipality_id=appointment.municipality_id,
        act=act,
        at=at,
        actor=actor,
        missed_because=MissedBecause.DID_NOT_COME if act == Act.MISSED else None,
        starts_at=appointment.starts_at,
    )
