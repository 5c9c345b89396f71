"""Hostile texts, in forms and in addresses: they are answered, shown as text, and lead nowhere."""

from typing import Any

import pytest
from django.test import Client

from mydimos.booking.models import Participant
from mydimos.notices.models import LegalText
from tests.factories import book, make_citizen, make_municipality, make_offering, make_office
from tests.web.bookings import HERSELF, Visit, address_of, visit
from tests.web.visitors import clock, link_of

__all__ = ["clock", "visit"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

STRANGE = {
    "nothing that ends a text": "\0",
    "emoji": "\U0001f389" * 50,
    "right to left": "\u202egpj.exe\u2066",
    "overlong": "α" * 20_000,
    "half a character": "\ud83c".encode("utf-8", "surrogatepass").decode("latin-1"),
    "SQL": "' OR 1=1; DROP TABLE booking_hold --",
    "a template": "{{ settings.SECRET_KEY }}{% debug %}",
    "a path": "../../../../etc/passwd",
}


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_no_question_in_an_address_breaks_a_page(strange: str) -> None:
    offering = make_offering()
    town = offering.service.municipality.slug
    pages = [
        ("/search/", "q"),
        ("/municipalities/", "q"),
        ("/municipalities/", "region"),
        (f"/m/{town}/", "service"),
        (f"/m/{town}/in-person/", "q"),
        (address_of(offering), "month"),
        (address_of(offering), "day"),
        (address_of(offering), "employee"),
        ("/login/", "next"),
        ("/login/", "problem"),
        ("/login/return/", "state"),
        ("/login/return/", "code"),
    ]
    browser = Client()
    for page, name in pages:
        answer = browser.get(page, {name: strange})
        assert answer.status_code < 400, (page, name)


@pytest.mark.parametrize(
    "address",
    [
        "/a/{id}/%00/{signature}/",
        "/a/{id}/served/%00/",
        "/a/%00/",
        "/a/{id}/served%0d%0aSet-Cookie:x=1/{signature}/",
        "/manual/pictures/..%2f..%2f..%2fpyproject.toml",
        "/manual/pictures/%00.el.png",
        "/manual/pictures/" + "a" * 5000 + ".el.png",
        "/theme/%00%00%00%00%00%00.css",
        "/m/%00/crest",
        "/services/%00/",
        "/static/..%2f..%2fsettings.py",
        "/book/%00/",
    ],
)
def test_no_address_breaks_a_page_or_leads_out_of_it(address: str) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    signature = link_of(appointment).split("/")[4]

    answer = Client().get(address.format(id=appointment.public_id, signature=signature))

    assert answer.status_code == 404


FORMS: dict[str, dict[str, Any]] = {
    "details/": HERSELF,
    "": {"on_behalf": "self"},
    "confirm/": {"seen": "x"},
}


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("page", FORMS)
def test_whatever_is_typed_gets_an_answer(visit: Visit, page: str, strange: str) -> None:
    visit.fill_in()
    for field in FORMS[page]:
        answer = visit.client.post(f"{visit.way}{page}", FORMS[page] | {field: strange})
        assert answer.status_code in {303, 409, 422}, field


def test_a_name_cannot_add_lines_to_a_calendar_or_a_mail(visit: Visit) -> None:
    evil = "Ελένη\r\nATTENDEE:mailto:evil@mail.example\r\nBcc: evil@mail.example"

    visit.fill_in(HERSELF | {"name": evil})
    visit.declare()
    served = Participant.objects.get(role="served")
    file = visit.client.get(f"/appointments/{served.appointment.public_id}/calendar.ics")

    assert "\n" not in served.name
    assert not [line for line in file.content.splitlines() if line.startswith(b"ATTENDEE")]


@pytest.mark.parametrize("address", ["/search/", "/municipalities/", "/m/patras/in-person/"])
def test_what_was_searched_for_is_shown_as_text(address: str) -> None:
    make_offering()
    page = Client().get(address, {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in page


def test_a_municipalitys_own_text_can_run_nothing() -> None:
    town = make_offering().service.municipality
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1))"
    LegalText.objects.create(
        municipality=town, kind="privacy-notice", language="el", version="1", body=f"# T\n\n{evil}"
    )

    page = Client().get(f"/m/{town.slug}/privacy/").content.decode()

    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page


def test_an_offices_name_cannot_add_lines_to_a_calendar() -> None:
    town = make_municipality(name_el="Δήμος\r\nATTENDEE:mailto:a@evil.example")
    office = make_office(town, name_el="Δημαρχείο\r\nATTENDEE:mailto:b@evil.example")
    offering = make_offering(municipality=town, office=office)
    link = link_of(book(make_citizen(), offering, "12:00"))

    file = Client().get(f"{link}calendar.ics").content

    assert not [line for line in file.splitlines() if line.startswith(b"ATTENDEE")]
