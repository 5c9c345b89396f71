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


@dataclass(frozen=True)
class Run:
    """What one load gave: how many per second, and the seconds that each took."""

    rate: float
    durations: list[float]
    cpu: dict[str, float]  # seconds of processor time for one, by process


@dataclass
class Measured:
    """What several runs of the same load gave."""

    runs: list[Run] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Per second: the median of the runs."""
        return median(one.rate for one in self.runs)

    @property
    def spread(self) -> str:
        """The slowest and the fastest run."""
        rates = [one.rate for one in self.runs]
        return f"{min(rates):,.0f}-{max(rates):,.0f}"

    def cpu_of(self, process: str) -> float:
        """Milliseconds of processor time for one: the median of the runs. 0 where not known."""
        return median(one.cpu.get(process, 0.0) for one in self.runs) * 1000

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time for one, client and servers together."""
        return sum(map(self.cpu_of, self.runs[0].cpu))

    @property
    def p50(self) -> float:
        """Milliseconds; nan where nothing was done in time."""
        return median(self._durations or [nan]) * 1000

    @property
    def p95(self) -> float:
        """Milliseconds; nan where too little was done in time."""
        found = self._durations
        return quantiles(found, n=20)[-1] * 1000 if len(found) > 1 else nan

    @property
    def _durations(self) -> list[float]:
        return [took for one in self.runs for took in one.durations]


def side_by_side(
    kinds: Mapping[str, Callable[[], Work]],
    *,
    clients: int,
    plan: Plan,
    pids: Mapping[str, int],
) -> dict[str, Measured]:
    """Measure several kinds of work in turns, so that the load of the machine affects all of them.

    Each kind is given as what makes one client. Raises the first error of a client.
    """
    found = {name: Measured() for name in kinds}
    for _ in range(plan.runs):
        for name, make_client in kinds.items():
            found[name].runs.append(run([make_client() for _ in range(clients)], plan, pids))
    return found


def ratio(part: Measured, whole: Measured) -> float:
    """How many of this are done in the time of one of that: the median over the runs."""
    return median(
        one.rate / other.rate if other.rate else nan
        for one, other in zip(part.runs, whole.runs, strict=True)
    )


def cpu_ratio(part: Measured, whole: Measured) -> float:
    """The same by processor time: steadier where others use the machine too."""
    return whole.cpu / part.cpu if part.cpu else nan


def run(work: list[Work], plan: Plan, pids: Mapping[str, int]) -> Run:
    """Let all clients work at once, first to warm up. Raises what a client raised."""
    stop, failures = Event(), list[BaseException]()
    done: list[tuple[float, float]] = []
    threads = [Thread(target=_repeat, args=(one, stop, done, failures)) for one in work]
    for thread in threads:
        thread.start()
    stop.wait(plan.warm_up)  # ends early where a client failed
    first, before = perf_counter(), _cpu(pids)
    stop.wait(plan.seconds)
    last, after = perf_counter(), _cpu(pids)
    stop.set()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    durations = [ended - began for began, ended in done if first <= ended < last]
    spent = {name: (used - before[name]) / max(len(durations), 1) for name, used in after.items()}
    return Run(len(durations) / (last - first), durations, spent)


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
