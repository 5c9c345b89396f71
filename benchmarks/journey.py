"""A citizen who books: every page and form from the free times to the page that says "booked"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from itertools import count
from random import Random
from threading import Lock
from time import perf_counter
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

from benchmarks.wire import Answer, UnexpectedAnswer
from mydimos_local.gsis import tax_number

SEE_OTHER, CONFLICT = 303, 409
TIMES = re.compile(r'type="radio"\s+name="starts_at"\s+value="([^"]+)"')
NEAREST = re.compile(r'type="submit"\s+name="starts_at"\s+value="([^"]+)"')
HIDDEN = re.compile(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"')
REFERENCE = re.compile(r'class="app-done__reference">([^<]+)<')

STEPS = (
    "times of a day", "choose one", "login page", "to TAXISnet", "(at TAXISnet)", "back from it",
    "keep the time", "for whom?", "answer", "details", "send them", "check", "confirm", "done",
)  # fmt: skip


class Browser(Protocol):
    """Something that gets pages and sends forms, with cookies."""

    def get(self, path: str) -> Answer: ...

    def post(self, path: str, fields: dict[str, str]) -> Answer: ...


class Bookable(Protocol):
    """An offering that can be booked."""

    @property
    def times(self) -> str:
        """The address of the page with the free times."""


class NothingFree(Exception):
    """There is no free time left to choose from."""


@dataclass
class Citizen:
    """One person with a tax number, at a browser; the seconds of each step are noted."""

    web: Browser
    login: Browser
    number: int
    took: dict[str, list[float]] = field(default_factory=dict)
    refused: int = 0  # how often another person was faster
    done: str = ""  # the address of the page that says "booked"

    def books(self, town: Bookable, day: date, chance: Random) -> str:
        """From the free times of a day to an appointment; its reference.

        Raises NothingFree when the day has none, UnexpectedAnswer for anything else.
        """
        page = self.looks_at(town, day)
        wanted = chance.choice(times_on(page))
        page = self._get("login page", self._chooses(town.times, page, wanted).path)
        self.logs_in(page)
        held = self._ask("keep the time", lambda: self.web.get("/book/"))
        while held.status == CONFLICT:
            held = self._chooses_again(town, day, held, chance)
        return self._goes_on(_redirected(held))

    def looks_at(self, town: Bookable, day: date) -> Answer:
        """The page with the times of a day."""
        return self._get("times of a day", f"{town.times}?day={day}")

    def logs_in(self, page: Answer) -> None:
        """From the page of the login to TAXISnet and back."""
        away = self._sends("to TAXISnet", "/login/", page)
        location = urlsplit(away.headers["location"])
        fields = dict(parse_qsl(location.query)) | {"taxid": tax_number(f"{self.number:08d}")}
        back = self._ask("(at TAXISnet)", lambda: self.login.post(location.path, fields))
        _redirected(self._ask("back from it", lambda: self.web.get(back.path)))

    def _chooses(self, address: str, page: Answer, wanted: str) -> Answer:
        return self._sends("choose one", address, page, starts_at=wanted)

    def _chooses_again(self, town: Bookable, day: date, taken: Answer, chance: Random) -> Answer:
        """One of those that the refusal offers, else of those that the day still has."""
        self.refused += 1
        offered = NEAREST.findall(_text(taken))
        page = taken if offered else self.looks_at(town, day)
        fields = hidden_fields(page) | {"starts_at": chance.choice(offered or times_on(page))}
        return self._ask("choose one", lambda: self.web.post(town.times, fields))

    def _goes_on(self, hold: Answer) -> str:
        page = self._get("for whom?", hold.path)
        page = self._get("details", self._sends("answer", hold.path, page, on_behalf="self").path)
        typed = {
            "name": "Ελένη Παπαδοπούλου",
            "email": f"eleni.{self.number}@mail.example",
            "phone": "2610 000 001",
            "notes": "",
        }
        sent = self._sends("send them", f"{hold.path}details/", page, **typed)
        page = self._get("check", sent.path)
        self.done = self._sends("confirm", f"{hold.path}confirm/", page).path
        page = self._get("done", self.done)
        found = REFERENCE.search(_text(page))
        if not found:
            raise UnexpectedAnswer(page)
        return found[1].strip()

    def _get(self, step: str, path: str) -> Answer:
        answer = self._ask(step, lambda: self.web.get(path))
        if answer.status != 200:
            raise UnexpectedAnswer(answer)
        return answer

    def _sends(self, step: str, path: str, page: Answer, **typed: str) -> Answer:
        fields = hidden_fields(page) | typed
        return _redirected(self._ask(step, lambda: self.web.post(path, fields)))

    def _ask(self, step: str, ask: Callable[[], Answer]) -> Answer:
        began = perf_counter()
        answer = ask()
        self.took.setdefault(step, []).append(perf_counter() - began)
        return answer


def new_tax_number() -> int:
    """A tax number, without its check digit, of a person who was never here before.

    Never twice in one run: a person cannot be at two appointments at once.
    """
    with _one_at_a_time:
        return next(_numbers)


_numbers, _one_at_a_time = count(20_000_000), Lock()


def address_of(number: int) -> str:
    """The IP address of a person: limits count by address, so each person has one."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def times_on(page: Answer) -> list[str]:
    """The free times that a page offers, as its form sends them. Raises NothingFree."""
    times: list[str] = TIMES.findall(_text(page))
    if not times:
        raise NothingFree
    return times


def hidden_fields(page: Answer) -> dict[str, str]:
    """What the forms of a page send besides what people type."""
    return {name: unescape(value) for name, value in HIDDEN.findall(_text(page))}


def _redirected(answer: Answer) -> Answer:
    if answer.status != SEE_OTHER:
        raise UnexpectedAnswer(answer)
    return answer


def _text(page: Answer) -> str:
    return page.body.decode()
