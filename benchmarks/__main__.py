"""`python -m benchmarks`: measure, and print a table for each part."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime

from benchmarks.load import Plan
from benchmarks.stage import Stage, opened
from mydimos.scheduling.spans import ATHENS
from mydimos_local.errors import CannotStart
from mydimos_local.postgres import APPLICATION

MILLION = 1_000_000
QUICK = Plan(runs=1, seconds=2.0, warm_up=0.5)
PARTS = ("engine", "availability", "floor", "pages", "flows", "queries", "rush")


def main() -> int:
    """0 when everything was measured; 1 when it could not start, or the rush shows a mistake."""
    chosen = _options()
    database, rows = ("bench_large", 10 * MILLION) if chosen.large else ("bench", MILLION)
    try:
        with opened(database) as stage:
            _set_up_django(stage)
            return 0 if _measure(stage, database, rows, chosen) else 1
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1


def _options() -> Namespace:
    options = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument(
        "--large", action="store_true", help="10,000,000 appointments, not a tenth"
    )
    options.add_argument("--quick", action="store_true", help="one short run of each")
    options.add_argument("--profile", action="store_true", help="show where the time goes instead")
    options.add_argument("parts", nargs="*", help=f"some of: {' '.join(PARTS)}")
    chosen = options.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        options.error(f"There is no part {', '.join(unknown)}.")
    chosen.parts = chosen.parts or (() if chosen.profile else PARTS)
    chosen.plan = QUICK if chosen.quick else Plan()
    return chosen


def _measure(stage: Stage, database: str, rows: int, chosen: Namespace) -> bool:
    """Everything that was chosen; False when the rush has shown a mistake."""
    from benchmarks import filling, parts, profiling, towns  # noqa: PLC0415 (Django is set up)

    filling.ensure(stage, database, rows, today=(today := datetime.now(ATHENS).date()))
    stage.manage("collectstatic --no-input", APPLICATION, database=database)
    found = towns.all_towns()
    if "engine" in chosen.parts:
        parts.show_engine()
    if "availability" in chosen.parts:
        parts.show_availability(found)
    with stage.serving() as servers:
        if chosen.profile:
            profiling.print_profiles(servers, found, today)
            return True
        parts.warm_up(servers, found)
        for name, show in (
            ("floor", parts.show_floor),
            ("pages", parts.show_pages),
            ("flows", parts.show_flows),
        ):
            if name in chosen.parts:
                show(servers, found, chosen.plan)
        if "queries" in chosen.parts:
            parts.show_queries(servers, found)
        return "rush" not in chosen.parts or parts.show_rush(servers)


def _set_up_django(stage: Stage) -> None:
    """Questions are also asked within this process; the client over HTTP does not use it."""
    import django  # noqa: PLC0415 (it reads the environment when it is set up)

    os.environ.update(stage.environment, LOG_LEVEL="WARNING")
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
