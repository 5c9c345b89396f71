"""`python -m tests.races [--attempts 5000] [--threads 24]`: race, then ask whether all held.

Prints the outcomes and one line per promise. Ends with 1 where a promise is broken.
"""

import os
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from threading import Event, Thread
from typing import Self

import django
import psycopg

from mydimos_local.postgres import SUPERUSER
from tests.postgres import SERVER

BETWEEN = 2.0  # seconds between two looks while people race


def main() -> int:
    """0 when every promise held."""
    options = ArgumentParser(prog="python -m tests.races", description=__doc__)
    options.add_argument("--attempts", type=int, default=5000)
    options.add_argument("--threads", type=int, default=24)
    chosen = options.parse_args()
    try:
        SERVER.start()
        SERVER.provide_database()
        os.environ["DJANGO_SETTINGS_MODULE"] = "mydimos.config.settings"
        django.setup()
        return _race(chosen.attempts, chosen.threads)
    finally:
        SERVER.stop()


def _race(attempts: int, threads: int) -> int:
    from tests.factories import NOW
    from tests.races.promises import afterwards
    from tests.races.racing import TICK, Race
    from tests.races.town import make_town

    race = Race(make_town(), attempts)
    began = time.monotonic()
    with Looks() as looks:
        race.run(threads)
    print(f"{attempts} attempts in {time.monotonic() - began:.0f} s, {threads} at a time:")
    for outcome, times in sorted(race.record.outcomes.items()):
        print(f"  {times:6}  {outcome}")
    for error in race.record.errors[:5]:
        print(f"  {error}")
    with _connect() as connection:
        kept = list(afterwards(connection, race.record, NOW + attempts * TICK))
    print(f"\nLooked {looks.number} times while it ran:")
    for sentence, broken in looks.broken.items():
        print(f"BROKEN {broken} x meanwhile: {sentence}")
    for promise in kept:
        word = f"BROKEN {promise.broken} x" if promise.broken else "ok"
        print(f"{word}: {promise.sentence}")
    return int(bool(looks.broken) or any(promise.broken for promise in kept))


class Looks:
    """Asks again and again, while people race, for what holds at any moment."""

    def __init__(self) -> None:
        self.number = 0
        self.broken: Counter[str] = Counter()
        self._ended = Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        from tests.races.promises import always

        with _connect() as connection:
            while not self._ended.wait(BETWEEN):
                self.number += 1
                self.broken += Counter(
                    {promise.sentence: promise.broken for promise in always(connection)}
                )


def _connect() -> psycopg.Connection:
    return psycopg.connect(SERVER.url(SERVER.database, SUPERUSER), autocommit=True)


if __name__ == "__main__":
    sys.exit(main())
