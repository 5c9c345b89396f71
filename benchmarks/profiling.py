"""Where the time goes: queries of each request, and a profile of the pages."""

from datetime import date, timedelta
from pstats import SortKey, Stats
from random import Random

from benchmarks.inside import Around, Ask, Inside, Profiles, Queries, most_costly
from benchmarks.journey import STEPS, Citizen, Numbers
from benchmarks.stage import Servers
from benchmarks.towns import Town, next_month
from benchmarks.wire import Answer, Connection

TIMES = 30
LINES = 40
WEB_STEPS = [step for step in STEPS if not step.startswith("(")]


def queries_of_a_booking(servers: Servers, towns: list[Town], today: date) -> list[tuple[str, int]]:
    """How many statements each request of a booking sends, once everything is warm."""
    _book(servers, towns, today, _nothing)
    queries = Queries()
    _book(servers, towns, today, queries)
    return list(zip(WEB_STEPS, map(len, queries.statements), strict=True))


def profile_of_month(towns: list[Town], today: date) -> Stats:
    """The page of the free times, for one month."""
    profiles, address = Profiles(), f"?month={next_month(today):%Y-%m}"
    Inside(0, _nothing).get(towns[0].times + address)
    for number in range(TIMES):
        Inside(number, profiles).get(towns[number % len(towns)].times + address)
    return profiles.together()


def profile_of_booking(servers: Servers, towns: list[Town], today: date) -> Profiles:
    """Each request of a booking."""
    profiles = Profiles()
    _book(servers, towns, today, _nothing)
    for _ in range(TIMES):
        _book(servers, towns, today, profiles)
    return profiles


def print_profiles(servers: Servers, towns: list[Town], today: date) -> None:
    """The month page, each request of a booking, and all of these together."""
    _print("The month page", profile_of_month(towns, today), LINES)
    booking = profile_of_booking(servers, towns, today)
    for step, (_, profile) in zip(WEB_STEPS, sorted(booking.profiles.items()), strict=True):
        _print(step, Stats(profile), LINES // 2)
    _print("A whole booking", booking.together(), LINES)


def _print(title: str, stats: Stats, lines: int) -> None:
    for order, name in ((SortKey.CUMULATIVE, "in all"), (SortKey.TIME, "by themselves")):
        print(f"\n## {title}: functions that cost most {name}\n")
        print(most_costly(stats, order, lines))


def _book(servers: Servers, towns: list[Town], today: date, around: Around) -> None:
    number = next(_NUMBERS)
    citizen = Citizen(Inside(number, around), Connection(servers.login), number)
    day = next_month(today) + timedelta(days=7)
    while day.weekday() > 4:
        day += timedelta(days=1)
    citizen.books(towns[number % len(towns)], day, Random(number))


def _nothing(_number: int, ask: Ask) -> Answer:
    return ask()


_NUMBERS = Numbers()
