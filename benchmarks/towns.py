"""The towns that are measured, as their addresses and rows call them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from benchmarks.founding import OFFICE, RUSH
from mydimos.directory.models import Offering


@dataclass(frozen=True)
class Town:
    """One offering that is measured: how it is called in addresses, and who serves."""

    municipality: str
    code: str
    channel: str
    service: str
    office: str
    department: int
    offering: int
    resources: list[int]

    @property
    def times(self) -> str:
        """The address of the page with the free times."""
        return f"/m/{self.municipality}/{self.channel}/{self.service}/{self.office}/"


def all_towns() -> list[Town]:
    """Every town that has an offering."""
    return [_town(row) for row in _offerings().filter(office__slug=OFFICE)]


def town_of_rush() -> Town:
    """Where a thousand people come at once."""
    return _town(_offerings().get(office__slug=RUSH))


def next_month(today: date) -> date:
    """The first day of the month that is measured: all of it lies ahead."""
    return (today.replace(day=1) + timedelta(days=31)).replace(day=1)


def _offerings() -> QuerySet[Offering]:
    return Offering.objects.select_related("service__municipality", "office").order_by("pk")


def _town(row: Offering) -> Town:
    return Town(
        municipality=row.service.municipality.slug,
        code=row.service.municipality_id,
        channel="in-person",
        service=row.service.slug,
        office=row.office.slug,
        department=row.service.department_id,
        offering=row.pk,
        resources=sorted(row.needs.get().resources.values_list("pk", flat=True)),
    )
