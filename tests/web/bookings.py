"""A visit: choosing a time and filling in the forms."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mydimos.booking.models import Hold
from mydimos.directory.models import Offering
from tests.factories import at, make_citizen, make_offering
from tests.web.visitors import Page, logged_in

HERSELF = {
    "on_behalf": "self",
    "name": "Ελένη Παπαδοπούλου",
    "email": "eleni@mail.example",
    "phone": "69 0000 0001",
    "notes": "",
}
ANOTHER = HERSELF | {"on_behalf": "other", "name": "Μαρία Παππά", "email": "maria@mail.example"}
COMPANY = HERSELF | {"on_behalf": "company", "company": "Αλμύρα Τρόφιμα Α.Ε."}


class Visit:
    """A citizen who logged in and chose a time."""

    def __init__(self, offering: Offering, clock: str = "09:00", kind: str = "person") -> None:
        self.offering = offering
        self.citizen = make_citizen(kind)
        self.client = logged_in(self.citizen)
        self.choose(clock)

    def choose(self, clock: str) -> Page:
        """Press a time."""
        chosen = {"starts_at": at(clock).isoformat()}
        return self.client.post(address_of(self.offering), chosen)

    @property
    def hold(self) -> Hold:
        return Hold.objects.get(citizen=self.citizen)

    @property
    def way(self) -> str:
        return f"/book/{self.hold.public_id}/"

    def fill_in(self, typed: dict[str, Any] | None = None, way: str = "") -> Page:
        """Send both forms."""
        typed = typed or HERSELF
        way = way or self.way
        self.client.post(way, {"on_behalf": typed["on_behalf"]})
        return self.client.post(f"{way}details/", typed)

    def declare(self, way: str = "") -> Page:
        """Look at the answers and press the button."""
        way = way or self.way
        seen = self.client.get(f"{way}check/").context["seen"]
        return self.client.post(f"{way}confirm/", {"seen": seen})


@pytest.fixture
def visit() -> Visit:
    return Visit(make_offering())


def address_of(offering: Offering, name: str = "times", query: str = "") -> str:
    service = offering.service
    way = [service.municipality.slug, offering.channel, service.slug, offering.office.slug]
    return reverse(f"citizen:{name}", args=way) + query


def look(offering: Offering, query: str = "", **headers: Any) -> Page:
    return Client().get(address_of(offering, query=query), headers=headers)
