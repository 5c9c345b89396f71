"""Several clients at once, for a bounded time; how much was done, and how long each took."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import nan
from statistics import median, quantiles
from threading import Event, Thread
from time import perf_counter, process_time

from benchmarks.cpu import cpu_seconds

Work = Callable[[], None]
"""One thing that a client does again and again."""

CLIENTS = (1, 8, 32)


@dataclass(frozen=True)
class Plan:
    """How long to look: each run is warmed up, and its runs alternate with those of the floor."""

    runs: int = 3
    seconds: float = 4.0
    warm_up: float = 1.0


@dataclass
class Measured:
    """What several runs of the same load gave."""

    rates: list[float] = field(default_factory=list)  # per second, one for each run
    durations: list[float] = field(default_factory=list)  # seconds, of all runs
    cpu: dict[str, list[float]] = field(default_factory=dict)  # milliseconds for one, by process

    @property
    def rate(self) -> float:
        """Per second: the median of the runs."""
        return median(self.rates)

    @property
    def spread(self) -> str:
        """The slowest and the fastest run."""
        return f"{min(self.rates):,.0f}-{max(self.rates):,.0f}"

    def cpu_of(self, process: str) -> float:
        """Milliseconds of processor time for one: the median of the runs. 0 where not known."""
        return median(self.cpu.get(process, [0.0]))

    @property
    def p50(self) -> float:
        """Milliseconds; nan where nothing was done in time."""
        return median(self.durations or [nan]) * 1000

    @property
    def p95(self) -> float:
        """Milliseconds; nan where too little was done in time."""
        return quantiles(self.durations, n=20)[-1] * 1000 if len(self.durations) > 1 else nan


def side_by_side(
    kinds: Mapping[str, Callable[[], Work]],
    *,
    clients: int,
    plan: Plan,
    pids: Mapping[str, int],
) -> dict[str, Measured]:
    """Measure several kinds of work in turns, so that they share the machine's moods.

    Each kind is given as what makes one client. Raises whatever a client raised.
    """
    found = {name: Measured() for name in kinds}
    for _ in range(plan.runs):
        for name, make_client in kinds.items():
            before = _cpu(pids)
            rate, durations, done = run([make_client() for _ in range(clients)], plan)
            found[name].rates.append(rate)
            found[name].durations += durations
            for process, used in _cpu(pids).items():
                spent = (used - before[process]) * 1000 / max(done, 1)
                found[name].cpu.setdefault(process, []).append(spent)
    return found


def ratio(part: Measured, whole: Measured) -> float:
    """How many of this are done in the time of one of that: the median over the runs."""
    return median(
        one / other if other else nan for one, other in zip(part.rates, whole.rates, strict=True)
    )


def run(work: list[Work], plan: Plan) -> tuple[float, list[float], int]:
    """Let all clients work at once.

    How many per second were done and the seconds each took, after the warm-up; how many in all.
    """
    stop, failures = Event(), list[BaseException]()
    done: list[tuple[float, float]] = []
    began = perf_counter()
    threads = [Thread(target=_repeat, args=(one, stop, done, failures)) for one in work]
    for thread in threads:
        thread.start()
    stop.wait(plan.warm_up + plan.seconds)  # ends early where a client failed
    stop.set()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    first, last = began + plan.warm_up, began + plan.warm_up + plan.seconds
    durations = [ended - started for started, ended in done if first <= ended < last]
    return len(durations) / plan.seconds, durations, len(done)


def _cpu(pids: Mapping[str, int]) -> dict[str, float]:
    return {**cpu_seconds(pids), "client": process_time()}


def _repeat(
    work: Work, stop: Event, done: list[tuple[float, float]], failures: list[BaseException]
) -> None:
    try:
        while not stop.is_set():
            started = perf_counter()
            work()
            done.append((started, perf_counter()))
    except BaseException as failure:  # noqa: BLE001 (raised again by `run`)
        failures.append(failure)
        stop.set()
