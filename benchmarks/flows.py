"""Whole bookings over HTTP by several people at once, beside the floor's three inserts."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from benchmarks.founding import HORIZON
from benchmarks.journey import Citizen, NothingFree, address_of, new_tax_number
from benchmarks.load import Work
from benchmarks.stage import Servers
from benchmarks.towns import Town
from benchmarks.wire import Connection

FAR_ENOUGH = 3  # days ahead, so that no time passes while it is measured


@dataclass
class Steps:
    """How long each request of the flow took, over all clients."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, citizen: Citizen) -> None:
        for step, seconds in citizen.took.items():
            self.took[step] += seconds


def flow(servers: Servers, towns: list[Town], today: date, steps: Steps) -> Callable[[], Work]:
    """Make one client: new people, one after another, who book in some town on some day."""

    def client() -> Work:
        web, login, chance = Connection(servers.web), Connection(servers.login), Random()

        def work() -> None:
            number = new_tax_number()
            for connection in (web, login):
                connection.forget(address=address_of(number))
            citizen = Citizen(web, login, number)
            _book(citizen, towns, today, chance)
            steps.add(citizen)

        return work

    return client


def _book(citizen: Citizen, towns: list[Town], today: date, chance: Random) -> None:
    while True:
        with suppress(NothingFree):
            citizen.books(chance.choice(towns), _weekday(today, chance), chance)
            return


def _weekday(today: date, chance: Random) -> date:
    while True:
        day = today + timedelta(days=chance.randrange(FAR_ENOUGH, HORIZON - 1))
        if day.weekday() < 5:
            return day
