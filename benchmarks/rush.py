"""A thousand people at the same moment for two hundred times. Afterwards the database is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from threading import Barrier, Lock, Thread
from time import perf_counter

from benchmarks.founding import DESKS, RUSH_TIMES, open_for_rush
from benchmarks.journey import Citizen, NothingFree, address_of, new_tax_number
from benchmarks.stage import Servers
from benchmarks.towns import Town, town_of_rush
from benchmarks.wire import Connection, UnexpectedAnswer
from mydimos.booking.models import Appointment, Hold, Occupancy
from mydimos.directory.models import Offering

PEOPLE = 1000
PATIENCE = 120  # seconds for a thousand threads to be there
NOTHING_FREE = "nothing free"


@dataclass
class Outcome:
    """What each person was told in the end, and how long all of it took."""

    told: list[str] = field(default_factory=list)  # a reference, NOTHING_FREE, or what went wrong
    refused: int = 0  # how often another person was faster
    seconds: float = 0.0

    @property
    def booked(self) -> list[str]:
        return [one for one in self.told if len(one) == 8]

    @property
    def wrong(self) -> list[str]:
        return [one for one in self.told if len(one) != 8 and one != NOTHING_FREE]


def rush(servers: Servers, today: date) -> Outcome:
    """Let them all come at once, each with a login of their own; what they were told."""
    town, day = town_of_rush(), today + timedelta(days=7)
    open_for_rush(Offering.objects.get(pk=town.offering), day)
    outcome, lock, here = Outcome(), Lock(), Barrier(PEOPLE + 1)

    def comes() -> None:
        citizen = _at_browser(servers, new_tax_number())
        here.wait(PATIENCE)
        told = _told(citizen, town, day)
        with lock:
            outcome.told.append(told)
            outcome.refused += citizen.refused

    outcome.seconds = _all_at_once([comes] * PEOPLE, here)
    return outcome


def verdicts(outcome: Outcome) -> dict[str, bool]:
    """What must be true, asked of the database and not of the pages."""
    town = town_of_rush()
    booked = Appointment.objects.filter(offering=town.offering, status=Appointment.Status.BOOKED)
    references = {row.reference for row in booked}
    occupied = Occupancy.objects.filter(resource__in=town.resources)
    stretches = set(occupied.values_list("resource", "during"))
    return {
        "everybody got an answer": len(outcome.told) == PEOPLE,
        "no error, no page that should not be": not outcome.wrong,
        "all times are booked": len(references) == DESKS * RUSH_TIMES,
        "whoever was told a reference has it, and nobody else": (
            len(outcome.booked) == len(references) and set(outcome.booked) == references
        ),
        "no time is taken twice": len(stretches) == len(occupied) == DESKS * RUSH_TIMES,
        "nobody still waits with a kept time": not Hold.objects.filter(
            offering=town.offering
        ).exists(),
    }


def _at_browser(servers: Servers, number: int) -> Citizen:
    address = address_of(number)
    web, login = (Connection(port, address=address) for port in (servers.web, servers.login))
    return Citizen(web, login, number)


def _told(citizen: Citizen, town: Town, day: date) -> str:
    try:
        shown = citizen.books(town, day, Random(citizen.number))
        return shown.replace(" ", "").replace("-", "")
    except NothingFree:
        return NOTHING_FREE
    except (UnexpectedAnswer, OSError) as problem:
        return f"{type(problem).__name__}: {problem}"


def _all_at_once(calls: list[Callable[[], None]], here: Barrier) -> float:
    """Run each in a thread of its own, from the moment when all are there; the seconds it took."""
    threads = [Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    here.wait(PATIENCE)
    began = perf_counter()
    for thread in threads:
        thread.join()
    return perf_counter() - began
