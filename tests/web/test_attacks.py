"""Attacks that must fail. Others that were tried: SECURITY.md."""

import pytest
from django.test import Client, RequestFactory

from mydimos.booking.models import Appointment, Hold, Participant
from mydimos.identity.models import Citizen, Session
from mydimos.identity.ports import LoginIdentity
from mydimos.web.citizen import drafts
from mydimos.web.citizen.auth import log_in
from mydimos.web.ui import limits
from tests.factories import (
    NOW,
    at,
    book,
    make_citizen,
    make_offering,
)
from tests.web.bookings import COMPANY, HERSELF, Visit, address_of, visit
from tests.web.visitors import clock, link_of, logged_in, moment

__all__ = ["clock", "visit"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize(
    "address",
    ["/en//evil.example/", "/en///evil.example/", "/en/\\evil.example/", "//evil.example/"],
)
def test_no_page_of_ours_links_to_where_its_address_says(address: str) -> None:
    page = Client().get(address, follow=True).content.decode()

    assert 'href="//evil' not in page
    assert 'href="/\\evil' not in page


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example",
        "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "evil.example",
        " //evil.example", "///evil.example", "http:evil.example", "/%0d%0aSet-Cookie:x=1\r\nX:1",
    ],
)  # fmt: skip
def test_logging_in_leads_nowhere_else(elsewhere: str) -> None:
    answer = logged_in(make_citizen()).get("/login/", {"next": elsewhere})

    where = answer.headers["Location"]
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))
    assert "\n" not in where
    assert "x" not in answer.cookies


def test_a_session_key_that_was_planted_is_not_used() -> None:
    browser = Client()
    browser.cookies["session"] = planted = "planted0planted0planted0planted0"

    browser.post(address_of(make_offering()), {"starts_at": at("09:00").isoformat()})

    assert browser.cookies["session"].value != planted
    assert Session.objects.count() == 1


@pytest.mark.parametrize("rest", ["", "print/", "calendar.ics", "move/", "move/check/", "cancel/",
                                  "cancelled/", "video/", "done/"])  # fmt: skip
def test_an_appointment_of_another_is_not_there(rest: str) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    answer = logged_in(make_citizen()).get(f"/appointments/{appointment.public_id}/{rest}")

    assert answer.status_code == 404


@pytest.mark.parametrize("act", ["cancel/", "move/", "move/confirm/", "send-again/"])
def test_nobody_acts_on_an_appointment_of_another(act: str) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    forged = {"starts_at": moment("13:00"), "hold_id": str(appointment.public_id)}

    answer = logged_in(make_citizen()).post(f"/appointments/{appointment.public_id}/{act}", forged)

    assert answer.status_code == 404
    assert Appointment.objects.get().starts_at == at("12:00")
    assert Appointment.objects.get().is_booked
    assert not Hold.objects.exists()


@pytest.mark.parametrize("page", ["", "details/", "check/", "confirm/"])
def test_nobody_books_with_the_hold_of_another(visit: Visit, page: str) -> None:
    visit.fill_in()
    stranger = logged_in(make_citizen())

    answers = [
        stranger.get(f"{visit.way}{page}", follow=True),
        stranger.post(f"{visit.way}{page}", HERSELF | {"seen": "x"}, follow=True),
    ]

    for answer in answers:
        assert answer.status_code in {405, 409}
        assert "eleni@mail.example" not in answer.content.decode()
    assert visit.hold.citizen == visit.citizen
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("as_if", ["self", "other"])
def test_a_companys_login_books_for_nobody_but_the_company(as_if: str) -> None:
    company = Visit(make_offering(), kind="company")
    way = company.way
    company.client.post(way, {"on_behalf": as_if})
    company.client.post(f"{way}details/", COMPANY | {"on_behalf": as_if})
    company.client.post(f"{way}confirm/", {"seen": "x", "on_behalf": as_if})
    assert not Appointment.objects.exists()

    company.client.post(f"{way}details/", COMPANY)
    company.declare(way)
    assert Appointment.objects.get().on_behalf == "company"
    assert Participant.objects.filter(role="representative").exists()


def test_forged_fields_change_neither_office_nor_person(visit: Visit) -> None:
    other = make_offering()
    forged = {"offering": str(other.public_id), "citizen": "1", "office": other.office.slug}

    visit.fill_in(HERSELF | forged)
    seen = visit.client.get(f"{visit.way}check/").context["seen"]
    visit.client.post(f"{visit.way}confirm/", forged | {"seen": seen})

    assert Appointment.objects.get().offering == visit.offering
    assert Participant.objects.get(role="applicant").citizen == visit.citizen


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a@evil.example"])
def test_a_false_host_name_gets_no_page(host: str) -> None:
    assert Client().get("/", headers={"host": host}).status_code == 400


def test_a_forwarded_host_name_stands_nowhere() -> None:
    forwarded = {"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}

    assert "evil.example" not in Client().get("/", headers=forwarded).content.decode()


def test_whatever_can_be_repeated_by_program_is_counted(
    monkeypatch: pytest.MonkeyPatch, visit: Visit
) -> None:
    counted: list[str] = []
    monkeypatch.setattr(limits, "count_request", lambda limit, *_, **__: counted.append(limit.name))
    stranger, town = Client(), visit.offering.service.municipality.slug
    link = link_of(book(make_citizen(), make_offering(), "12:00"))
    time = {"starts_at": at("10:00").isoformat()}

    for page in ("/search/", "/municipalities/", f"/m/{town}/in-person/"):
        stranger.get(page, {"q": "abcde"})
    assert counted == ["search"] * 3
    counted.clear()
    stranger.post("/login/")
    stranger.post("/feedback/")
    stranger.post(address_of(visit.offering), time)
    visit.client.post(address_of(visit.offering), time)
    stranger.get(f"{link[:-2]}/")
    stranger.post(f"{link}move/", time)
    assert counted == ["login", "feedback", "stranger", "hold", "link", "hold"]


def test_no_form_is_taken_without_the_token_of_a_page(visit: Visit) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = visit.client.cookies
    link = link_of(appointment)

    for address in (
        "/login/",
        "/logout/",
        "/feedback/",
        address_of(visit.offering),
        *(f"{visit.way}{page}" for page in ("", "details/", "confirm/")),
        *(f"{link}{act}" for act in ("move/", "move/confirm/", "cancel/", "send-again/")),
    ):
        assert forger.post(address, HERSELF).status_code == 403, address


@pytest.mark.parametrize("is_herself", [True, False])
def test_a_form_sent_after_the_login_ended_is_shown_to_its_owner_only(
    visit: Visit, is_herself: bool
) -> None:
    visit.client.post(visit.way, {"on_behalf": "self"})
    whose = visit.client.get(f"{visit.way}details/").context["whose"]
    browser = Client()
    browser.post(f"{visit.way}details/", HERSELF | {"whose": whose})

    log_in_again(browser, visit.citizen if is_herself else make_citizen())

    assert bool(drafts.details(browser.session)) == is_herself
    assert not drafts.is_of_another(browser.session, visit.citizen.pk)


def log_in_again(browser: Client, citizen: Citizen) -> None:
    """What happens when GSIS has said who it is."""
    request = RequestFactory().get("/")
    request.session = browser.session
    log_in(request, citizen, LoginIdentity("090000045", "ΕΛΕΝΗ", "Π", is_company=False), now=NOW)
    request.session.save()
    browser.cookies["session"] = str(request.session.session_key)
