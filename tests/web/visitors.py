"""Test clients: logged in, or with the link of a message."""

from datetime import datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from mydimos.booking.links import link_path
from mydimos.booking.models import Appointment
from mydimos.identity.models import Citizen
from mydimos.web.citizen.auth import KEY
from tests.factories import NOW

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    Page = _MonkeyPatchedWSGIResponse
else:
    Page = HttpResponse


class Clock:
    """What `timezone.now()` says."""

    def __init__(self) -> None:
        self.now = NOW


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """It is the Monday of the tests, half past seven, until a test turns the clock."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


def logged_in(citizen: Citizen) -> Client:
    """A browser in which the citizen has logged in."""
    client = Client()
    session = client.session
    session[KEY] = {
        "id": citizen.pk,
        "kind": citizen.kind,
        "name": "ΕΛΕΝΗ ΠΑΠΑΔΟΠΟΥΛΟΥ",
        "at": timezone.now().isoformat(),
    }
    session.save()
    return client


def link_of(appointment: Appointment, role: str = "served", language: str = "el") -> str:
    """The personal link as it stands in the messages."""
    stored = Appointment.objects.get(pk=appointment.pk)
    return link_path(stored, role, language)


def words_of(response: Page) -> str:
    """What a person reads on the page: without markup, blanks as one."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.texts).split())


def moment(clock: str, day: datetime = NOW) -> str:
    """A time of the day as forms post it."""
    hour, minute = clock.split(":")
    return day.replace(hour=int(hour), minute=int(minute)).isoformat()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
