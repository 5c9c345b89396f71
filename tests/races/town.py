"""The town of the races: few desks, few days, low limits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.conf import settings

from mydimos.directory.models import Offering, Resource
from mydimos.identity.models import Citizen
from tests.factories import (
    TODAY,
    add_need,
    at,
    make_citizen,
    make_offering,
    make_resource,
    make_service,
)

PEOPLE = 16
OF_ONE_OFFERING, OF_ALL = 2, 5  # appointments that a person may have
DAYS = 4


@dataclass(frozen=True)
class Town:
    """Who books, and what there is to book."""

    citizens: list[Citizen]
    offerings: list[Offering]

    def a_time(self, offering: Offering, chance: Random) -> datetime:
        """A time of the offering's grid, from 9 to 12 o'clock of one of the next days."""
        step = int((offering.step or offering.duration).total_seconds()) // 60
        hours, minutes = divmod(9 * 60 + chance.randrange(0, 3 * 60, step), 60)
        day = TODAY + timedelta(days=chance.randint(1, DAYS))
        return at(f"{hours:02}:{minutes:02}", day)


def make_town() -> Town:
    """Three desks and two interpreters that six offerings share, in different orders."""
    settings.MAX_ACTIVE_APPOINTMENTS = OF_ALL
    plain = _offering(desks=3)
    desks = [need_member.resource for need_member in plain.needs.get().members.all()]
    helpers = [make_resource(plain.office, kind="interpreter") for _ in range(2)]
    return Town(
        citizens=[make_citizen() for _ in range(PEOPLE)],
        offerings=[
            plain,
            _sharing(plain, [desks], minutes=15, step=5),
            _sharing(plain, [desks], minutes=20, step=10, gap_before=5, gap_after=10),
            _sharing(plain, [desks, helpers], minutes=30, step=15),
            _sharing(plain, [helpers, desks], minutes=30, step=15),
            _sharing(plain, [desks[:2]], minutes=30, step=15, longest_release_delay=30),
        ],
    )


def _sharing(
    plain: Offering, groups: list[list[Resource]], *, minutes: int, step: int, **lengths: int
) -> Offering:
    """An offering of the same office; `lengths` in minutes."""
    offering = _offering(
        desks=0,
        office=plain.office,
        service=make_service(plain.service.municipality),
        minutes=minutes,
        step=timedelta(minutes=step),
        **{name: timedelta(minutes=length) for name, length in lengths.items()},
    )
    offering.needs.all().delete()
    for group in groups:
        add_need(offering, group)
    return offering


def _offering(**columns: object) -> Offering:
    return make_offering(
        max_active_per_person=OF_ONE_OFFERING,
        move_cutoff=timedelta(0),
        cancel_cutoff=timedelta(0),
        **columns,  # type: ignore[arg-type]
    )
