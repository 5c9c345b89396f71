"""Where the time goes: queries of each request, and a profile of the pages."""

from datetime import date, timedelta
from pstats import SortKey, Stats
from random import Random

from benchmarks.inside import Ask, Inside, Profiles, Queries, most_costly
from benchmarks.journey import STEPS, Citizen, address_of, new_tax_number
from benchmarks.stage import Servers
from benchmarks.towns import Town, next_month
from benchmarks.wire import Answer, Connection

TIMES = 30
LINES = 40
WEB_STEPS = [step for step in STEPS if not step.startswith("(")]


def queries_of_a_booking(servers: Servers, towns: list[Town], today: date) -> list[tuple[str, int]]:
    """How many statements each request of a booking sends, once everything is warm."""
    browser, queries = Inside(_nothing), Queries()
    town = towns[:1]  # its texts are stored by the first booking
    _book(browser, servers, town, today)
    browser.around = queries
    _book(browser, servers, town, today)
    return list(zip(WEB_STEPS, map(len, queries.statements), strict=True))


def profile_of_month(towns: list[Town], today: date) -> Stats:
    """The page of the free times, for one month."""
    profiles, address = Profiles(), f"?month={next_month(today):%Y-%m}"
    browser = Inside(_nothing)
    browser.get(towns[0].times + address)
    browser.around = profiles
    for number in range(TIMES):
        browser.get(towns[number % len(towns)].times + address)
    return profiles.together()


def profile_of_booking(servers: Servers, towns: list[Town], today: date) -> Profiles:
    """Each request of a booking."""
    profiles, browser = Profiles(), Inside(_nothing)
    _book(browser, servers, towns, today)
    browser.around = profiles
    for _ in range(TIMES):
        _book(browser, servers, towns, today)
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


def _book(browser: Inside, servers: Servers, towns: list[Town], today: date) -> None:
    number = new_tax_number()
    browser.forget(address=address_of(number))
    citizen = Citizen(browser, Connection(servers.login), number)
    day = next_month(today) + timedelta(days=7)
    while day.weekday() > 4:
        day += timedelta(days=1)
    citizen.books(towns[number % len(towns)], day, Random(number))


def _nothing(_number: int, ask: Ask) -> Answer:
    return ask()
