"""`python -m benchmarks`: measure, and print a table for each part."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime

from benchmarks.load import Plan
from benchmarks.stage import Stage, opened
from mydimos.demo.errors import CannotStart
from mydimos.demo.postgres import APPLICATION
from mydimos.scheduling.spans import ATHENS

MILLION = 1_000_000
QUICK = Plan(runs=1, seconds=2.0, warm_up=0.5)
PARTS = ("engine", "availability", "floor", "pages")
SERVED = {"floor", "pages"}


def main() -> int:
    """0 when everything was measured; 1 with one sentence when it could not start."""
    chosen = _options()
    database, rows = ("bench_large", 10 * MILLION) if chosen.large else ("bench", MILLION)
    try:
        with opened(database) as stage:
            _set_up_django(stage)
            _measure(stage, database, rows, chosen)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def _options() -> Namespace:
    options = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument(
        "--large", action="store_true", help="10,000,000 appointments, not a tenth"
    )
    options.add_argument("--quick", action="store_true", help="one short run of each")
    options.add_argument("parts", nargs="*", help=f"some of: {' '.join(PARTS)}")
    chosen = options.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        options.error(f"There is no part {', '.join(unknown)}.")
    chosen.parts = chosen.parts or PARTS
    chosen.plan = QUICK if chosen.quick else Plan()
    return chosen


def _measure(stage: Stage, database: str, rows: int, chosen: Namespace) -> None:
    from benchmarks import filling, parts, towns  # noqa: PLC0415 (Django is set up by now)

    if "engine" in chosen.parts:
        parts.show_engine()
    filling.ensure(stage, database, rows, today=datetime.now(ATHENS).date())
    stage.manage("collectstatic --no-input", APPLICATION, database=database)
    found = towns.all_towns()
    if "availability" in chosen.parts:
        parts.show_availability(found)
    if not SERVED & set(chosen.parts):
        return
    with stage.serving() as servers:
        if "floor" in chosen.parts:
            parts.show_floor(servers, found, chosen.plan)
        if "pages" in chosen.parts:
            parts.show_pages(servers, found, chosen.plan)


def _set_up_django(stage: Stage) -> None:
    """Questions are also asked within this process; the client over HTTP does not use it."""
    import django  # noqa: PLC0415 (it reads the environment when it is set up)

    os.environ.update(stage.environment, LOG_LEVEL="WARNING")
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
