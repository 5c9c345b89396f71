"""Bookings for the coming days of a demo that was loaded some time ago, made by the verbs."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.booking.errors import BookingError
from mydimos.booking.models import Appointment
from mydimos.booking.people import Declaration, People, Person
from mydimos.booking.queries.availability import availability
from mydimos.booking.services import book_appointment, take_hold
from mydimos.directory.models import Offering
from mydimos.identity.services import recognise_citizen
from mydimos.notifications.models import Message
from mydimos.scheduling.spans import ATHENS
from mydimos_demo.content.appointments import dropped_reminders
from mydimos_demo.content.chance import Chance
from mydimos_demo.content.declarations import declarations
from mydimos_demo.content.people import invented_name
from mydimos_demo.content.towns import TOWNS
from mydimos_local.gsis.people import tax_number

DAYS = 14
A_DAY = 4  # booked appointments that a fully built municipality should have on each open day
OFFERINGS = 5  # of a municipality, that are booked
AT_MOST = 150  # bookings at a time, the nearest days first: the demo waits for them

Slots = Mapping[date, list[tuple[Offering, datetime]]]


@transaction.atomic
def fill_calendars(*, now: datetime) -> int:
    """Book where the fully built municipalities have few appointments; how many were booked.

    `now` is an aware time. The people do not exist: their messages are dropped, in the same
    transaction.
    """
    chance = Chance(f"filling {now:%Y-%m-%d}")
    wanted = [one for town in TOWNS for one in _wanted(town.code, chance, now)]
    texts = declarations(now)
    booked: list[Appointment] = []
    for offering, starts_at in sorted(wanted, key=lambda one: one[1].date())[:AT_MOST]:
        try:
            declared = texts[offering.municipality_id]
            booked.append(_book(offering, starts_at, declared=declared, chance=chance, now=now))
        except BookingError:  # an earlier booking of these took the time
            continue
    _drop_messages(booked, chance, now)
    return len(booked)


def _wanted(code: str, chance: Chance, now: datetime) -> list[tuple[Offering, datetime]]:
    """Free times of the days on which a municipality has too few appointments."""
    today = now.astimezone(ATHENS).date()
    until = today + timedelta(days=DAYS)
    there = _appointments_by_day(code, today, until)
    free = _free_times(code, chance, today, until, now)
    return [
        one
        for day, times in sorted(free.items())
        for one in chance.sample(times, min(len(times), max(0, A_DAY - there[day])))
    ]


def _appointments_by_day(code: str, first: date, last: date) -> Counter[date]:
    starts = Appointment.objects.filter(
        municipality=code,
        status=Appointment.Status.BOOKED,
        starts_at__date__range=(first, last),
    ).values_list("starts_at", flat=True)
    return Counter(moment.astimezone(ATHENS).date() for moment in starts)


def _free_times(code: str, chance: Chance, first: date, last: date, now: datetime) -> Slots:
    offerings = _some_offerings(code, chance, first)
    found: dict[date, list[tuple[Offering, datetime]]] = defaultdict(list)
    if offerings:
        seen = availability(offerings, first_day=first, last_day=last, now=now)
        for offering in offerings:
            for slot in seen.slots(offering):
                starts_at = datetime.fromtimestamp(slot.start, UTC).astimezone(ATHENS)
                found[starts_at.date()].append((offering, starts_at))
    return found


def _some_offerings(code: str, chance: Chance, today: date) -> Sequence[Offering]:
    bookable = Offering.objects.bookable(today).filter(
        municipality=code, max_active_per_person__gt=0
    )
    found = list(bookable.select_related("service__municipality", "office").order_by("pk"))
    return chance.sample(found, min(OFFERINGS, len(found)))


def _book(
    offering: Offering,
    starts_at: datetime,
    *,
    declared: Declaration,
    chance: Chance,
    now: datetime,
) -> Appointment:
    """Book for an invented citizen. Raises BookingError."""
    number = tax_number(f"1{chance.randrange(10_000_000):07}")
    by = Actor.citizen(recognise_citizen(number, is_company=False, now=now).pk)
    hold = take_hold(by=by, offering=offering, starts_at=starts_at, now=now)
    name = invented_name(chance)
    served = Person(
        name=name.name_el,
        email=f"{name.mailbox}@mail.example",
        phone=f"+3069000{chance.randrange(100_000):05}",
    )
    return book_appointment(
        hold_id=hold.public_id,
        by=by,
        people=People(on_behalf=Appointment.OnBehalf.SELF, served=served),
        declaration=declared,
        now=now,
    )


def _drop_messages(booked: Sequence[Appointment], chance: Chance, now: datetime) -> None:
    subjects: list[UUID] = [one.public_id for one in booked]
    queued = Message.objects.filter(subject__in=subjects, state=Message.State.QUEUED)
    queued.update(state=Message.State.DROPPED, settled_at=now)
    Message.objects.bulk_create(
        reminder for one in booked for reminder in dropped_reminders(one, chance=chance, now=now)
    )
