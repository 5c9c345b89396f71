"""Loading everything the demo has: once, in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction

from mydimos.booking.models import Appointment
from mydimos.directory.models import (
    CatalogueService,
    Channel,
    Municipality,
    Offering,
    Office,
    Resource,
    Service,
)
from mydimos.directory.services import load_catalogue, load_municipalities
from mydimos.scheduling.spans import ATHENS, Span, overlaps
from mydimos.timetable.models import Holiday
from mydimos.timetable.queries import calendar
from mydimos.timetable.services import load_holidays
from mydimos_demo.content.appointments import Book
from mydimos_demo.content.audit_lines import lines_of_directory
from mydimos_demo.content.blueprint import Blueprint, Bookable
from mydimos_demo.content.building import build
from mydimos_demo.content.chance import Chance
from mydimos_demo.content.copying import copy_rows
from mydimos_demo.content.declarations import declarations
from mydimos_demo.content.diaries import Diary, Taken
from mydimos_demo.content.employees import load_employees
from mydimos_demo.content.notices import platform_notice
from mydimos_demo.content.ordinary import ordinary_town
from mydimos_demo.content.participants import Public, draw_citizens
from mydimos_demo.content.towns import TOWNS

SEED = "mydimos"
ELENIS_TOWN = "4501"
CITIZENS = 9000
PAST, FUTURE = 4, 45  # days
BUSY_WEEKS = (0.6, 0.55, 0.15, 0.06, 0.03)
BUILT = {town.code: town for town in TOWNS}


@dataclass(frozen=True)
class Summary:
    """How many of what there is."""

    municipalities: int
    offices: int
    resources: int
    services: int
    offerings: int
    appointments: int

    def __str__(self) -> str:
        return ", ".join(f"{count:,} {what}" for what, count in vars(self).items())


@transaction.atomic
def load_demo(*, now: datetime) -> Summary:
    """Load the code book and, where nothing is there yet, the content of the demo.

    Dates count from the day it is in Athens at `now`.
    """
    load_municipalities()
    load_catalogue()
    load_holidays()
    if not Office.objects.exists():
        _load(now)
    return summary()


def summary() -> Summary:
    """Count what there is."""
    return Summary(
        municipalities=Municipality.objects.exclude(opened_on=None).count(),
        offices=Office.objects.count(),
        resources=Resource.objects.count(),
        services=Service.objects.count(),
        offerings=Offering.objects.count(),
        appointments=Appointment.objects.count(),
    )


def _load(now: datetime) -> None:
    today = now.astimezone(ATHENS).date()
    blueprint = _drawn_up(today)
    blueprint.write()
    load_employees(now=now)
    copy_rows(list(lines_of_directory(blueprint, now)))
    chance = Chance(f"{SEED} people")
    citizens = draw_citizens(CITIZENS, now=now, chance=chance)
    copy_rows(citizens)
    book = Book(chance, now, declarations(now), Public(citizens, chance))
    for code, taken in _busy_towns(blueprint, today):
        eleni = _first_ones(taken, now) if code == ELENIS_TOWN else set()
        for number, one in enumerate(taken):
            book.enter(one, for_eleni=number in eleni)
    for one in _quiet_towns(blueprint, today):
        book.enter(one)
    book.write()


def _drawn_up(today: date) -> Blueprint:
    blueprint = Blueprint(notices=[platform_notice()])
    catalogue = list(CatalogueService.objects.select_related("category").order_by("code"))
    for municipality in Municipality.objects.order_by("code"):
        chance = Chance(f"{SEED} {municipality.code}")
        town = BUILT.get(municipality.code) or ordinary_town(municipality, chance)
        build(town, municipality, blueprint, catalogue=catalogue, chance=chance, today=today)
    return blueprint


def _busy_towns(blueprint: Blueprint, today: date) -> Iterator[tuple[str, list[Taken]]]:
    """The fully built municipalities, one after the other."""
    for code, bookables in groupby(blueprint.bookables, key=_municipality_of):
        if code in BUILT:
            yield code, list(_taken(code, list(bookables), today, _share_when_busy(today)))


def _quiet_towns(blueprint: Blueprint, today: date) -> Iterator[Taken]:
    """A few appointments everywhere else; at once, but for those with holidays of their own."""
    own_holidays = set(
        Holiday.objects.filter(municipality__isnull=False).values_list("municipality", flat=True)
    )
    together: list[Bookable] = []
    for code, bookables in groupby(blueprint.bookables, key=_municipality_of):
        if code in BUILT:
            continue
        if code in own_holidays:
            yield from _taken(code, list(bookables), today, _share_when_quiet(today))
        else:
            together.extend(bookables)
    yield from _taken("", together, today, _share_when_quiet(today))


def _taken(
    municipality: str,
    bookables: list[Bookable],
    today: date,
    share: Callable[[date], float],
) -> Iterator[Taken]:
    """Times that are taken, where those resources and offices are open."""
    members = {one for bookable in bookables for group in bookable.groups for one in group}
    seen = calendar(
        municipality=municipality,
        resources=[one.pk for one in members],
        offices={bookable.offering.office_id for bookable in bookables},
        first_day=today - timedelta(days=PAST),
        last_day=today + timedelta(days=FUTURE),
        today=today,
    )
    diary = Diary(seen, Chance(f"{SEED} diary {municipality}"), today=today)
    yield from diary.fill(bookables, share=share)


def _share_when_busy(today: date) -> Callable[[date], float]:
    """Some 60 % of the next two weeks, then less and less."""

    def share(day: date) -> float:
        weeks = (day - today).days // 7
        return BUSY_WEEKS[min(weeks, len(BUSY_WEEKS) - 1)] if weeks >= 0 else 0.4

    return share


def _share_when_quiet(today: date) -> Callable[[date], float]:
    """A few on some days of the next three weeks."""
    chance = Chance(f"{SEED} quiet")

    def share(day: date) -> float:
        return 0.08 if (day - today).days < 21 and chance.happens(0.08) else 0.0

    return share


def _first_ones(taken: Iterable[Taken], now: datetime) -> set[int]:
    """The next visit, the next video call and a past visit, for the first test login."""
    moment = now.timestamp()
    chosen: dict[tuple[bool, str], int] = {}
    spans: list[Span] = []
    for number, one in sorted(enumerate(taken), key=lambda pair: pair[1].span):
        is_past = one.span[1] < moment
        kind = is_past, one.offering.channel
        if one.is_cancelled or one.offering.channel == Channel.PHONE or kind in chosen:
            continue
        is_soon = not is_past and one.span[0] <= moment + 2 * 24 * 3600
        if not is_soon and not any(overlaps(one.span, other) for other in spans):
            chosen[kind] = number
            spans.append(one.span)
    return set(chosen.values())


def _municipality_of(bookable: Bookable) -> str:
    return bookable.offering.service.municipality_id
