"""The parts of a benchmark, each a table."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from math import nan
from statistics import median

from benchmarks.engine import engine_times
from benchmarks.flows import Steps, flow
from benchmarks.founding import HORIZON
from benchmarks.journey import STEPS
from benchmarks.load import CLIENTS, Measured, Plan, Work, cpu_ratio, ratio, side_by_side
from benchmarks.pages import floor_kinds, page_kinds
from benchmarks.profiling import queries_of_a_booking
from benchmarks.reading import availability_times
from benchmarks.rush import NOTHING_FREE, rush, verdicts
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


def warm_up(servers: Servers, towns: list[Town]) -> None:
    """Let every worker import, compile and connect before anything is measured."""
    kinds = {**floor_kinds(servers, towns, _today()), **page_kinds(servers, towns, _today())}
    kinds["booking"] = flow(servers, towns, _today(), Steps())
    side_by_side(kinds, clients=8, plan=Plan(runs=1, seconds=2.0, warm_up=0.0), pids={})


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
            (name, str(clients), *_load(one), *_shares(one, floor)) for name, one in found.items()
        ]
    show("Pages of free times", ["what", "clients", *LOAD, "of the floor's month", "by CPU"], rows)


def show_flows(servers: Servers, towns: list[Town], plan: Plan) -> None:
    """Whole bookings, each of their requests, and the floor's three inserts."""
    rows, steps = [], {clients: Steps() for clients in CLIENTS}
    plan = replace(plan, seconds=plan.seconds * 2)  # one of them takes as long as many pages
    for clients in CLIENTS:
        floor = floor_kinds(servers, towns, _today())["floor: three inserts"]
        booking = flow(servers, towns, _today(), steps[clients])
        kinds = {"floor: three inserts": floor, "whole booking": booking}
        found = _measured(kinds, clients, plan, servers)
        whole = found["floor: three inserts"]
        rows += [
            (
                name,
                str(clients),
                *_load(one),
                f"{one.cpu_of('login'):.2f}",
                *_shares(one, whole),
            )
            for name, one in found.items()
        ]
    header = ["what", "clients", *LOAD, "login", "of the floor's inserts", "by CPU"]
    show("Whole bookings", header, rows)
    each = [
        (step, *(f"{median(steps[clients].took[step] or [nan]) * 1000:.1f}" for clients in CLIENTS))
        for step in STEPS
    ]
    show("Each request of a booking, p50 ms", ["request", "1 client", "8", "32"], each)


def show_queries(servers: Servers, towns: list[Town]) -> None:
    """How often each request of a booking asks the database."""
    counted = queries_of_a_booking(servers, towns, _today())
    rows = [*((step, str(count)) for step, count in counted)]
    rows.append(("in all", str(sum(count for _, count in counted))))
    show("Queries of a booking, BEGIN and COMMIT among them", ["request", "queries"], rows)


def show_rush(servers: Servers) -> bool:
    """A thousand people for two hundred times; whether everything is as it must be."""
    outcome = rush(servers, _today())
    found = verdicts(outcome)
    rows = [
        ("people", str(len(outcome.told))),
        ("booked", str(len(outcome.booked))),
        ("told that nothing is free", str(outcome.told.count(NOTHING_FREE))),
        ("told that the time was taken, with other times", str(outcome.refused)),
        ("seconds until the last answer", f"{outcome.seconds:.1f}"),
        *((name, "yes" if holds else "NO") for name, holds in found.items()),
    ]
    show("A rush: 1,000 people, 200 times", ["what", "how many"], rows)
    for wrong in outcome.wrong[:5]:
        print(wrong[:1000])
    return all(found.values())


def _measured(
    kinds: Mapping[str, Callable[[], Work]], clients: int, plan: Plan, servers: Servers
) -> dict[str, Measured]:
    return side_by_side(kinds, clients=clients, plan=plan, pids=servers.pids)


def _load(one: Measured) -> tuple[str, ...]:
    processes = (f"{one.cpu_of(name):.2f}" for name in ("web", "database", "client"))
    return (f"{one.rate:,.0f}", one.spread, f"{one.p50:.1f}", f"{one.p95:.1f}", *processes)


def _shares(one: Measured, floor: Measured) -> tuple[str, str]:
    return f"{ratio(one, floor):.1%}", f"{cpu_ratio(one, floor):.1%}"


def _today() -> date:
    return datetime.now(ATHENS).date()
