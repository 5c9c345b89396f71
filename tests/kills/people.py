"""The people: each logs in, books, and then keeps, moves or cancels the appointment."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random
from threading import Event, Lock, Thread

from benchmarks.journey import (
    SEE_OTHER,
    Bookable,
    Citizen,
    NothingFree,
    address_of,
    hidden_fields,
    new_tax_number,
    times_on,
)
from benchmarks.wire import UnexpectedAnswer

from mydimos_local.ports import Ports
from tests.kills.browser import GaveUp, PatientBrowser

DAY = re.compile(r"[?&;]day=(\d{4}-\d{2}-\d{2})")
APPOINTMENT = re.compile(r"/appointments/([0-9a-f-]{36})/")
MOVES, CANCELS = 0.25, 0.25  # shares of the appointments


@dataclass(frozen=True)
class Told:
    """What a person was told about one appointment."""

    public_id: str
    reference: str
    email: str
    starts_at: datetime | None = None  # after a move
    is_moved: bool = False
    is_cancelled: bool = False
    is_unsure: bool = False  # gave up between sending a move or a cancellation and its answer


@dataclass
class Ledger:
    """What all people were told; used by many threads."""

    told: list[Told] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def write(self, told: Told) -> None:
        """Keep the last word on an appointment."""
        with self._lock:
            self.told.append(told)

    def count(self, what: str, times: int = 1) -> None:
        """Count what happened."""
        with self._lock:
            self.counts[what] += times


@dataclass
class Crowd:
    """Many people at once, until `ended` is set."""

    ports: Ports
    towns: Sequence[Bookable]
    ledger: Ledger
    ended: Event
    threads: list[Thread] = field(default_factory=list)

    def start(self, people: int) -> None:
        """Begin to book, each in a thread."""
        for seed in range(people):
            thread = Thread(target=self._live, args=[Random(seed)], daemon=True)
            thread.start()
            self.threads.append(thread)

    def join(self) -> None:
        """Wait until each has finished the appointment begun."""
        for thread in self.threads:
            thread.join()

    def _live(self, chance: Random) -> None:
        while not self.ended.is_set():
            number = new_tax_number()
            web = PatientBrowser(self.ports.web, address_of(number), self.ended)
            login = PatientBrowser(self.ports.login, address_of(number), self.ended)
            try:
                self._visit(Person(web=web, login=login, number=number), chance)
            except (GaveUp, NothingFree, UnexpectedAnswer) as reason:
                self.ledger.count(_name(reason))
            self.ledger.count("errors seen", web.errors)

    def _visit(self, person: "Person", chance: Random) -> None:
        town = chance.choice(self.towns)
        reference = person.books(town, person.day(town, chance), chance)
        told = Told(person.public_id, reference, f"eleni.{person.number}@mail.example")
        drawn = chance.random()
        if drawn < CANCELS:
            told = person.cancels(told)
        elif drawn < CANCELS + MOVES:
            told = person.moves(told, chance)
        self.ledger.write(told)


class Person(Citizen):
    """A citizen who may change an appointment after booking it."""

    @property
    def public_id(self) -> str:
        """Of the appointment just booked."""
        found = APPOINTMENT.search(self.done)
        assert found, self.done
        return found[1]

    def day(self, town: Bookable, chance: Random) -> date:
        """A day with free times. Raises NothingFree."""
        page = self._get("times of a day", town.times)
        days = sorted(set(DAY.findall(page.body.decode())))
        if not days:
            raise NothingFree
        return date.fromisoformat(chance.choice(days))

    def cancels(self, told: Told) -> Told:
        """Cancel the appointment; what is known about it afterwards."""
        path = f"/appointments/{told.public_id}/cancel/"
        try:
            page = self._get("cancel?", path)
        except (GaveUp, UnexpectedAnswer):
            return told
        return self._changes(told, path, hidden_fields(page), is_cancelled=True)

    def moves(self, told: Told, chance: Random) -> Told:
        """Move the appointment to another time of the day; what is known about it afterwards."""
        path = f"/appointments/{told.public_id}/move/"
        try:
            page = self._get("other times", path)
            wanted = chance.choice(times_on(page))
            self._sends("choose another", path, page, starts_at=wanted)
            page = self._get("compare", f"{path}check/")
        except (GaveUp, NothingFree, UnexpectedAnswer):
            return told
        fields, moment = hidden_fields(page), datetime.fromisoformat(wanted)
        return self._changes(told, f"{path}confirm/", fields, is_moved=True, starts_at=moment)

    def _changes(
        self,
        told: Told,
        path: str,
        fields: dict[str, str],
        *,
        is_moved: bool = False,
        is_cancelled: bool = False,
        starts_at: datetime | None = None,
    ) -> Told:
        """Send the last form. Only a redirect says that it is done, only a page that it is not."""
        try:
            answer = self.web.post(path, fields)
        except GaveUp:
            return replace(told, is_unsure=True)
        if answer.status != SEE_OTHER:
            return told
        return replace(told, is_moved=is_moved, is_cancelled=is_cancelled, starts_at=starts_at)


def _name(reason: Exception) -> str:
    match reason:
        case GaveUp():
            return "gave up: no answer"
        case NothingFree():
            return "gave up: no free time"
        case UnexpectedAnswer(answer=answer):
            return f"began anew: {answer.status} {answer.path or 'page'}"
    return type(reason).__name__
