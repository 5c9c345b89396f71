"""The pages of the free times over HTTP, beside the floor's month read on the same server."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle
from random import Random

from benchmarks.load import Work
from benchmarks.stage import Servers
from benchmarks.towns import Town, next_month
from benchmarks.wire import Connection, expect
from mydimos.scheduling.spans import day_span

FLOOR_DAYS = 30


def floor_kinds(servers: Servers, towns: list[Town], today: date) -> dict[str, Callable[[], Work]]:
    """What the floor is asked: nothing, a month, a booking."""
    return {
        "floor: hello": lambda: _asking(servers, ["/floor/hello"]),
        "floor: month": lambda: _asking(servers, [_floor_month(town, today) for town in towns]),
        "floor: three inserts": lambda: _floor_booking(servers, towns),
    }


def page_kinds(servers: Servers, towns: list[Town], today: date) -> dict[str, Callable[[], Work]]:
    """The real pages: a month without a day chosen yet, and a day of it."""
    month = next_month(today)
    months = [f"{town.times}?month={month:%Y-%m}" for town in towns]
    return {
        "floor: month": lambda: _asking(servers, [_floor_month(town, today) for town in towns]),
        "page: month": lambda: _asking(servers, months),
        "its calendar alone (htmx)": lambda: _asking(servers, months, "HX-Request: true"),
        "page: a day": lambda: _asking(servers, [f"{t.times}?day={_a_day(month)}" for t in towns]),
        "page: first free time": lambda: _asking(servers, [town.times for town in towns]),
    }


def _a_day(month: date) -> date:
    """The first Tuesday of the second week: no holiday moves there."""
    return month + timedelta(days=7 + (1 - month.weekday()) % 7)


def _asking(servers: Servers, paths: list[str], *headers: str) -> Work:
    """A client that asks for these pages in turn, beginning anywhere."""
    connection = Connection(servers.web)
    shuffled = Random().sample(paths, len(paths))
    turns = cycle(shuffled)

    def work() -> None:
        expect(connection.get(next(turns), *headers))

    return work


def _floor_month(town: Town, today: date) -> str:
    first = day_span(next_month(today))[0]
    last = day_span(next_month(today) + timedelta(days=FLOOR_DAYS))[0]
    resources = ",".join(map(str, town.resources))
    return f"/floor/month?resources={resources}&first={first}&last={last}"


def _floor_booking(servers: Servers, towns: list[Town]) -> Work:
    connection, chance = Connection(servers.web), Random()

    def work() -> None:
        town = chance.choice(towns)
        where = (
            f"resource={chance.choice(town.resources)}&municipality={town.code}"
            f"&department={town.department}&offering={town.offering}"
        )
        expect(connection.post(f"/floor/book?{where}", {}), 204)

    return work
