"""How a municipality of the demo is described, before it becomes rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import Enum

from mydimos.directory.models import Channel

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Pattern(Enum):
    """Which hours a team keeps (`hours.py` says what each means)."""

    OFFICE = "every morning"
    SHIFTS = "mornings and afternoons in turn, Saturdays too"
    PUBLIC_DAYS = "two days for visitors, three noons for calls"
    ALTERNATING = "mornings, every second week each"
    REGISTRY = "mornings, two afternoons for video, one evening a month"


@dataclass(frozen=True)
class Terms:
    """The rules of a department's offerings."""

    step: timedelta | None = None
    gap_before: timedelta = timedelta(0)
    gap_after: timedelta = timedelta(0)
    notice: timedelta = timedelta(0)
    notice_working_days: int | None = None
    horizon_days: int = 45
    move_cutoff: timedelta = 4 * HOUR
    cancel_cutoff: timedelta = HOUR
    names_employee: bool = False
    max_active_per_person: int = 2
    staff_share: Decimal = Decimal(0)
    longest_release_delay: timedelta = 30 * MINUTE


@dataclass(frozen=True)
class Unit:
    """A department: what it is called, which thematic fields it looks after, on which terms."""

    name_el: str
    name_en: str
    fields: tuple[str, ...] = ()
    parent: str = ""
    terms: Terms = field(default_factory=Terms)
    mailbox: str = "eggrafa"


@dataclass(frozen=True)
class Place:
    """An office."""

    slug: str
    name_el: str
    name_en: str
    address_el: str
    address_en: str
    postcode: str = ""
    coordinates: tuple[str, str] | None = None
    is_csc: bool = False
    step_free: bool | None = None
    directions_el: str = ""
    directions_en: str = ""


@dataclass(frozen=True)
class Team:
    """Who serves for a department at an office.

    Visitors come to the counters, where there are any; calls are taken by the employees.
    """

    unit: str
    place: str
    counters: int = 0
    employees: int = 0
    pattern: Pattern = Pattern.OFFICE
    channels: tuple[Channel, ...] = (Channel.IN_PERSON, Channel.PHONE, Channel.VIDEO)


@dataclass(frozen=True)
class Town:
    """A municipality: places, departments, who serves where."""

    code: str
    places: tuple[Place, ...]
    units: Mapping[str, Unit]
    teams: tuple[Team, ...]
    colour: str = ""
    # What it has adopted: every service of its fields, or only those that all municipalities have.
    only_common: bool = False
    # Where a sign language interpreter can be had together with an employee.
    interpreter_at: str = ""
    # The office that closes for a day in the coming weeks.
    closes: str = ""
