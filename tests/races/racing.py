"""Many threads, a connection each; what each person was told is written down."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from threading import Lock, Thread
from uuid import UUID

from django.db import connections

from mydimos.booking.errors import BookingError, SlotTaken
from mydimos.booking.models import Hold
from mydimos.directory.models import Offering
from mydimos.identity.models import Citizen
from tests.factories import NOW
from tests.races import verbs
from tests.races.town import Town

TICK = timedelta(seconds=0.3)  # the clock goes on by this much with each attempt
SURE = timedelta(minutes=1)  # threads read the clock one after another: a hold ends about then

# How often each act is tried, in parts of a hundred.
WEIGHTS = {
    "book": 46, "hold": 12, "book again": 12, "move": 14, "cancel": 4, "give up": 8, "sweep": 4,
}  # fmt: skip


@dataclass
class Record:
    """What people were told, by public id."""

    booked: set[UUID] = field(default_factory=set)
    cancelled: set[UUID] = field(default_factory=set)
    moves: set[UUID] = field(default_factory=set)  # public ids of the holds
    outcomes: Counter[str] = field(default_factory=Counter)
    refused_to_owner: int = 0
    changed_identity: int = 0
    errors: list[str] = field(default_factory=list)


class Race:
    """Attempts of many people, each drawn by chance."""

    def __init__(self, town: Town, attempts: int) -> None:
        self._town = town
        self._attempts = attempts
        self._numbers = count()
        self._lock = Lock()
        self._holds: dict[int, Hold] = {}  # the last one of each citizen
        self._owners: dict[UUID, Citizen] = {}
        self._offerings: dict[UUID, Offering] = {}
        self.record = Record()

    def run(self, threads: int) -> None:
        """Return when all attempts are made."""
        running = [Thread(target=self._run, args=[Random(seed)]) for seed in range(threads)]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()

    def _run(self, chance: Random) -> None:
        try:
            while (number := next(self._numbers)) < self._attempts:
                self._attempt(chance, NOW + number * TICK)
        finally:
            connections.close_all()

    def _attempt(self, chance: Random, now: datetime) -> None:
        act = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        acts: dict[str, Callable[[Random, datetime], object]] = {
            "book": self._book,
            "hold": self._hold,
            "book again": self._book_again,
            "move": self._move,
            "cancel": self._cancel,
            "give up": self._give_up,
            "sweep": lambda _, now: self._sweep(now),
        }
        try:
            acts[act](chance, now)
            outcome = "done"
        except BookingError as refusal:
            outcome = type(refusal).__name__
        except Exception as error:  # noqa: BLE001 - each is a broken promise: counted and shown
            outcome = type(error).__name__
            with self._lock:
                self.record.errors.append(f"{act}: {outcome}: {error}")
        with self._lock:
            self.record.outcomes[f"{act}: {outcome}"] += 1

    def _hold(self, chance: Random, now: datetime) -> Hold:
        citizen = chance.choice(self._town.citizens)
        offering = chance.choice(self._town.offerings)
        hold = verbs.hold(citizen, offering, self._town.a_time(offering, chance), now)
        with self._lock:
            self._holds[citizen.pk] = hold
        return hold

    def _book(self, chance: Random, now: datetime) -> None:
        hold = self._hold(chance, now)
        citizen = next(one for one in self._town.citizens if one.pk == hold.citizen_id)
        self._confirm(citizen, hold, now)

    def _book_again(self, chance: Random, now: datetime) -> None:
        """Send the last form of a person, which may have been sent before."""
        citizen = chance.choice(self._town.citizens)
        if hold := self._holds.get(citizen.pk):
            self._confirm(citizen, hold, now)

    def _confirm(self, citizen: Citizen, hold: Hold, now: datetime) -> None:
        try:
            appointment = verbs.book(citizen, hold.public_id, now)
        except SlotTaken:
            if hold.expires_at > now + SURE:
                self.record.refused_to_owner += 1
            raise
        with self._lock:
            self.record.booked.add(appointment.public_id)
            self._owners[appointment.public_id] = citizen
            self._offerings[appointment.public_id] = hold.offering
            self.record.changed_identity += appointment.public_id != hold.public_id

    def _move(self, chance: Random, now: datetime) -> None:
        """Move; half the time the same form is sent twice."""
        if not (public_id := self._any(chance)):
            return
        wanted = self._town.a_time(self._offerings[public_id], chance)
        citizen = self._owners[public_id]
        hold = verbs.keep_for_move(citizen, public_id, wanted, now)
        for _ in range(chance.choice((1, 2))):
            verbs.move(citizen, public_id, hold.public_id, now)
            with self._lock:
                self.record.moves.add(hold.public_id)

    def _cancel(self, chance: Random, now: datetime) -> None:
        if public_id := self._any(chance):
            verbs.cancel(self._owners[public_id], public_id, now)
            with self._lock:
                self.record.cancelled.add(public_id)

    def _give_up(self, chance: Random, now: datetime) -> None:  # noqa: ARG002 - as the other acts
        verbs.give_up(chance.choice(self._town.citizens))

    def _sweep(self, now: datetime) -> None:
        verbs.sweep(now=now)

    def _any(self, chance: Random) -> UUID | None:
        """An appointment that is not known to be cancelled."""
        with self._lock:
            open_ones = sorted(self.record.booked - self.record.cancelled)
        return chance.choice(open_ones) if open_ones else None
