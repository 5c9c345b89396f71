"""The rows of all municipalities, made in memory and written at once."""

from dataclasses import dataclass, field

from mydimos.directory.models import (
    Department,
    Municipality,
    Offering,
    Office,
    Resource,
    Service,
)
from mydimos.directory.services import new_lent, new_needs
from mydimos.notices.models import Notice
from mydimos.timetable.models import Absence, Closure, OpeningHours
from mydimos_demo.content.copying import copy_rows


@dataclass(frozen=True)
class Bookable:
    """An offering and who meets its needs."""

    offering: Offering
    groups: tuple[tuple[Resource, ...], ...]


@dataclass
class Blueprint:
    """Rows that are not written yet. They refer to each other; `write` keeps the order."""

    municipalities: list[Municipality] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    departments: list[Department] = field(default_factory=list)
    parts: list[Department] = field(default_factory=list)  # departments within departments
    offices: list[Office] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    bookables: list[Bookable] = field(default_factory=list)
    hours: list[OpeningHours] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)

    def write(self) -> None:
        """Write all of it: a fixed number of statements, however many municipalities."""
        Municipality.objects.bulk_create(
            self.municipalities,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["opened_on", "phone", "email", "website", "colour"],
        )
        for rows in (
            self.notices, self.departments, self.parts, self.offices, self.resources,
            self.services, [bookable.offering for bookable in self.bookables],
        ):  # fmt: skip
            copy_rows(rows)
        copy_rows([new_lent(resource) for resource in self.resources])
        self._write_needs()
        for times in (self.hours, self.absences, self.closures):
            copy_rows(times)

    def _write_needs(self) -> None:
        made = [new_needs(bookable.offering, bookable.groups) for bookable in self.bookables]
        copy_rows([need for needs, _ in made for need in needs])
        copy_rows([member for _, members in made for member in members])
