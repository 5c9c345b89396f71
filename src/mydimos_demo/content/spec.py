"""How a municipality of the demo is described, before it becomes rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from mydimos.directory.models import Channel
from mydimos.directory.services.offerings import OfferingRules

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Pattern(Enum):
    """Which hours a team keeps (`hours.py` says what each means)."""

    OFFICE = "every morning"
    SHIFTS = "mornings and afternoons in turn, Saturdays too"
    PUBLIC_DAYS = "two days for visitors, three noons for calls"
    ALTERNATING = "mornings, every second week each"
    REGISTRY = "mornings, two afternoons for video, one evening a month"


@dataclass(frozen=True)
class Unit:
    """A department: what it is called, which thematic fields it looks after, by which rules."""

    name_el: str
    name_en: str
    fields: tuple[str, ...] = ()
    parent: str = ""
    rules: OfferingRules = field(default_factory=OfferingRules)
    mailbox: str = "eggrafa"


@dataclass(frozen=True)
class OfficeSpec:
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
    office: str
    counters: int = 0
    employees: int = 0
    pattern: Pattern = Pattern.OFFICE
    channels: tuple[Channel, ...] = (Channel.IN_PERSON, Channel.PHONE, Channel.VIDEO)


@dataclass(frozen=True)
class Town:
    """A municipality: its offices, departments and teams."""

    code: str
    offices: tuple[OfficeSpec, ...]
    units: Mapping[str, Unit]
    teams: tuple[Team, ...]
    colour: str = ""
    # What it has adopted: every service of its fields, or only those that all municipalities have.
    only_common: bool = False
    # Where a sign language interpreter can be had together with an employee.
    interpreter_at: str = ""
    # The office that closes for a day in the coming weeks.
    closes: str = ""
