"""Who serves, when, and what they offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from mydimos.directory.models import (
    CatalogueService,
    Channel,
    Department,
    Municipality,
    Offering,
    Office,
    Resource,
    Service,
)
from mydimos.directory.services.offerings import OfferingRules
from mydimos.scheduling.spans import ATHENS
from mydimos.timetable.models import Absence
from mydimos_demo.content.blueprint import Blueprint, Bookable
from mydimos_demo.content.chance import Chance
from mydimos_demo.content.hours import opening_hours
from mydimos_demo.content.people import invented_name
from mydimos_demo.content.spec import MINUTE, Pattern, Team, Town, Unit

LONGEST_CALL = 10 * MINUTE
HORIZON = 45  # days
Kind = Resource.Kind


@dataclass
class Site:
    """One municipality while it is drawn up."""

    town: Town
    municipality: Municipality
    blueprint: Blueprint
    catalogue: Sequence[CatalogueService]
    chance: Chance
    today: date
    offices: dict[str, Office] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    services: dict[str, list[tuple[Service, CatalogueService]]] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)  # how many an office has
    names: set[str] = field(default_factory=set)  # given already


def staff(site: Site, team: Team) -> None:
    """Give a team its counters and employees, and offer the services of its department."""
    unit = site.town.units[team.unit]
    counters = [_counter(site, team, n) for n in range(team.counters)]
    employees = [_employee(site, team, n) for n in range(team.employees)]
    for service, template in site.services[team.unit]:
        for channel in team.channels:
            if channel in template.channels:
                here = channel == Channel.IN_PERSON
                members = (counters or employees) if here else (employees or counters)
                _offer(site, service, template, team, channel, unit.rules, [members])
    if "GEN" in unit.fields and site.town.interpreter_at == team.office:
        _offer_interpretation(site, team, unit, counters + employees)


def _counter(site: Site, team: Team, place_in_team: int) -> Resource:
    number = site.counters[team.office] = site.counters.get(team.office, 0) + 1
    return _resource(
        site, team, place_in_team, Kind.COUNTER, (f"Θυρίδα {number}", f"Counter {number}")
    )


def _employee(site: Site, team: Team, place_in_team: int) -> Resource:
    resource = _resource(site, team, place_in_team, Kind.EMPLOYEE, _new_name(site))
    if team.pattern is Pattern.OFFICE and team.employees > 1:
        site.blueprint.absences.append(_meeting(site, resource))
    if place_in_team and site.chance.happens(0.3):
        site.blueprint.absences.append(_leave(site, resource))
    return resource


def _new_name(site: Site) -> tuple[str, str]:
    while (name := invented_name(site.chance)).name_el in site.names:
        pass
    site.names.add(name.name_el)
    return name.name_el, name.name_en


def _resource(
    site: Site, team: Team, place_in_team: int, kind: Resource.Kind, names: tuple[str, str]
) -> Resource:
    resource = Resource(
        public_id=site.chance.uuid(),
        municipality=site.municipality,
        department=site.departments[team.unit],
        kind=kind,
        name_el=names[0],
        name_en=names[1],
    )
    site.blueprint.resources.append(resource)
    site.blueprint.hours.extend(
        opening_hours(
            team.pattern,
            resource,
            site.offices[team.office],
            place_in_team=place_in_team,
            today=site.today,
        )
    )
    return resource


def _offer(
    site: Site,
    service: Service,
    template: CatalogueService | None,
    team: Team,
    channel: Channel,
    rules: OfferingRules,
    groups: Sequence[Sequence[Resource]],
) -> None:
    duration = template.duration if template else 30 * MINUTE
    offering = Offering(
        public_id=site.chance.uuid(),
        municipality=site.municipality,
        service=service,
        office=site.offices[team.office],
        channel=channel,
        duration=min(duration, LONGEST_CALL) if channel == Channel.PHONE else duration,
        **_for_members(rules, groups[0]),
    )
    groups_kept = tuple(tuple(group) for group in groups)
    site.blueprint.bookables.append(Bookable(offering, groups_kept))


def _offer_interpretation(site: Site, team: Team, unit: Unit, employees: list[Resource]) -> None:
    """A service of the municipality's own: an employee and an interpreter at once."""
    interpreting = Team(team.unit, team.office)
    interpreter = _resource(site, interpreting, 0, Kind.INTERPRETER, _new_name(site))
    service = _interpretation(site, site.departments[team.unit])
    for channel in (Channel.IN_PERSON, Channel.VIDEO):
        _offer(site, service, None, team, channel, unit.rules, [employees, [interpreter]])


def _interpretation(site: Site, department: Department) -> Service:
    general = next(one.category for one in site.catalogue if one.category.code == "GEN")
    service = Service(
        public_id=site.chance.uuid(),
        municipality=site.municipality,
        department=department,
        category=general,
        slug="sign-language-interpretation",
        name_el="Εξυπηρέτηση με διερμηνεία στην Ελληνική Νοηματική Γλώσσα",
        name_en="Service with Greek Sign Language interpretation",
        description_el="Σας εξυπηρετεί υπάλληλος μαζί με διερμηνέα της Ελληνικής Νοηματικής "
        "Γλώσσας, για οποιαδήποτε υπηρεσία του Δήμου.",
        description_en="An employee serves you together with an interpreter of Greek Sign "
        "Language, for any service of the municipality.",
        synonyms_el=["νοηματική", "κωφοί", "βαρήκοοι", "διερμηνέας"],
        synonyms_en=["sign language", "deaf", "hard of hearing", "interpreter"],
        documents_el=["Ταυτότητα"],
        documents_en=["Identity card"],
        is_special_category=True,
    )
    site.blueprint.services.append(service)
    return service


def _meeting(site: Site, resource: Resource) -> Absence:
    """The department meets every Wednesday from 13:00 to 14:00."""
    wednesday = site.today - timedelta(days=(site.today.weekday() - 2) % 7, weeks=4)
    starts_at = datetime.combine(wednesday, time(13), ATHENS)
    return Absence(
        municipality=resource.municipality,
        resource=resource,
        starts_at=starts_at,
        ends_at=starts_at.replace(hour=14),
        every_weeks=1,
    )


def _leave(site: Site, resource: Resource) -> Absence:
    first = site.today + timedelta(days=site.chance.randint(2, 20))
    return Absence(
        municipality=resource.municipality,
        resource=resource,
        **from_to(first, first + timedelta(days=site.chance.randint(2, 8))),
    )


def _for_members(rules: OfferingRules, members: Sequence[Resource]) -> OfferingRules:
    """The rules for those who serve: an employee can be chosen by name, a counter cannot."""
    named = rules.get("names_employee", False) and _are_employees(members)
    return {"horizon_days": HORIZON, **rules, "names_employee": named}


def _are_employees(members: Iterable[Resource]) -> bool:
    return all(member.kind == Kind.EMPLOYEE for member in members)


def from_to(first: date, after_last: date) -> dict[str, datetime]:
    """A stretch of whole days, as columns."""
    starts_at, ends_at = (datetime.combine(day, time.min, ATHENS) for day in (first, after_last))
    return {"starts_at": starts_at, "ends_at": ends_at}
