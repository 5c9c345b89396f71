"""The parts of a benchmark, each a table."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from benchmarks.engine import engine_times
from benchmarks.founding import HORIZON
from benchmarks.load import CLIENTS, Measured, Plan, Work, ratio, side_by_side
from benchmarks.pages import floor_kinds, page_kinds
from benchmarks.reading import availability_times
from benchmarks.stage import Servers
from benchmarks.table import show
from benchmarks.towns import Town, next_month
from mydimos.scheduling.spans import ATHENS

LOAD = ("per second", "spread", "p50 ms", "p95 ms", "CPU ms: web", "database", "client")


def show_engine() -> None:
    """The slot engine alone."""
    rows = [
        (f"{employees} employees x {days} days: {what}", f"{took:.1f}")
        for employees, days in ((40, 60), (10, 30))
        for what, took in engine_times(employees, days).items()
    ]
    show("Slot engine alone, half of each day taken", ["question", "ms, shortest of 20"], rows)


def show_availability(towns: list[Town]) -> None:
    """What a page asks first: in this process, without HTTP."""
    now = datetime.now(ATHENS)
    month = next_month(now.date())
    offerings = [town.offering for town in towns]
    rows = []
    for name, first, days in (
        ("a day", month, 1),
        ("a month", month, 30),
        ("the whole horizon", now.date(), HORIZON),
    ):
        took, queries, times = availability_times(offerings, first, days, now)
        rows.append((name, f"{took:.1f}", str(queries), str(times)))
    show("Availability of one offering", ["10 desks", "ms, p50", "queries", "free times"], rows)


def show_floor(servers: Servers, towns: list[Town], plan: Plan) -> None:
    """What the same server, middlewares and database can do at best."""
    kinds = floor_kinds(servers, towns, _today())
    rows = [
        (name, str(clients), *_load(one))
        for clients in CLIENTS
        for name, one in _measured(kinds, clients, plan, servers).items()
    ]
    show("Floor", ["what", "clients", *LOAD], rows)


def show_pages(servers: Servers, towns: list[Town], plan: Plan) -> None:
    """The real pages beside the floor's month read."""
    rows = []
    for clients in CLIENTS:
        found = _measured(page_kinds(servers, towns, _today()), clients, plan, servers)
        floor = found["floor: month"]
        rows += [
            (name, str(clients), *_load(one), f"{ratio(one, floor):.0%}")
            for name, one in found.items()
        ]
    show("Pages of free times", ["what", "clients", *LOAD, "of the floor's month"], rows)


def _measured(
    kinds: Mapping[str, Callable[[], Work]], clients: int, plan: Plan, servers: Servers
) -> dict[str, Measured]:
    return side_by_side(kinds, clients=clients, plan=plan, pids=servers.pids)


def _load(one: Measured) -> tuple[str, ...]:
    processes = (f"{one.cpu_of(name):.2f}" for name in ("web", "database", "client"))
    return (f"{one.rate:,.0f}", one.spread, f"{one.p50:.1f}", f"{one.p95:.1f}", *processes)


def _today() -> date:
    return datetime.now(ATHENS).date()
