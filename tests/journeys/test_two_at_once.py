"""A citizen with two appointments at the same time, in both languages."""

import re

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from mydimos import formats
from mydimos.booking.models import Appointment
from tests.factories import NOW, add_need, make_resource
from tests.journeys.conftest import Visits
from tests.journeys.town import Town
from tests.journeys.visitor import ELENI, Visitor

OTHER = "permanent-residence-certificate"
DAY = NOW.date().replace(day=12)
SENTENCE = "You have another appointment at that time"


@pytest.mark.parametrize("language", ["el", "en"])
def test_it_is_said_before_she_types_and_before_anything_is_moved(
    visit: Visits, town: Town, language: str
) -> None:
    add_need(town.offers(), [make_resource(town.hall)])
    town.offers(service=OTHER)
    eleni = visit(language)

    with override(language):
        books_at_nine(eleni)
        wants_another_service_at_the_same_time(eleni)
        takes_another_time(eleni)
        moves_it_there(eleni)

    starts = [timezone.localtime(one.starts_at) for one in Appointment.objects.order_by("id")]
    assert [f"{one:%H:%M}" for one in starts] == ["09:00", "11:00"]


def chooses(eleni: Visitor, service: str, clock: str) -> None:
    eleni.opens(f"/m/patras/in-person/{service}/town-hall/?day={DAY}")
    eleni.picks(clock)
    eleni.presses(gettext("Continue"))


def fills_in_and_books(eleni: Visitor) -> None:
    eleni.is_at(gettext("Your details"))
    eleni.types(gettext("Full name"), "Eleni Papadopoulou")
    eleni.types(gettext("E-mail"), "eleni@mail.example")
    eleni.types(gettext("Phone"), "690 000 0001")
    eleni.presses(gettext("Continue"))
    declares(eleni)


def declares(eleni: Visitor) -> None:
    eleni.is_at(gettext("Check your answers"))
    eleni.presses(gettext("I declare the above and book the appointment"))
    eleni.is_at(gettext("Your appointment is booked"))


def says_it_is_for_herself(eleni: Visitor) -> None:
    eleni.is_at(gettext("Who is the appointment for?"))
    eleni.chooses(gettext("For myself"))
    eleni.presses(gettext("Continue"))


def books_at_nine(eleni: Visitor) -> None:
    chooses(eleni, "birth-certificate", "09:00")
    eleni.presses(gettext("Log in with TAXISnet"))
    eleni.logs_in_as(ELENI)
    says_it_is_for_herself(eleni)
    fills_in_and_books(eleni)


def wants_another_service_at_the_same_time(eleni: Visitor) -> None:
    chooses(eleni, OTHER, "09:15")
    says_it_is_for_herself(eleni)
    eleni.is_at(gettext(SENTENCE))
    eleni.reads(gettext("You have already booked for yourself:"))
    link = eleni.page.locator("main").get_by_role("link", name=re.compile("09:00"))
    assert link.get_attribute("href")


def takes_another_time(eleni: Visitor) -> None:
    eleni.follows(gettext("Choose another time"))
    eleni.picks("10:00")
    eleni.presses(gettext("Continue"))
    declares(eleni)  # her details are still there


def moves_it_there(eleni: Visitor) -> None:
    eleni.follows(gettext("My appointments"))
    eleni.page.locator(".app-card a", has_text="10:00").click()
    eleni.follows(gettext("Change time"))
    for clock in ("08:45", "11:00"):
        eleni.chooses_time(formats.date_of(DAY), clock)
        eleni.presses(gettext("Continue"))
        if clock == "08:45":
            eleni.is_at(gettext(SENTENCE))
            eleni.reads("10:00")
            eleni.follows(gettext("Choose another day and time"))
    eleni.presses(gettext("Confirm the new time"))
    eleni.is_at("11:00")
