"""What a secret link opens some days after the appointment: one page, and data after a code."""

from datetime import timedelta

import pytest
from django.test import Client

from mydimos.booking.models import AccessCode, Appointment
from mydimos.booking.people import People
from mydimos.directory.models import Channel, Policy
from mydimos.notices.models import Notice
from tests.booking.test_access_codes import wrong_for
from tests.factories import at, book, eleni, make_citizen, make_offering
from tests.web.visitors import Clock, Page, clock, link_of, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PAGES = [
    "", "print/", "calendar.ics", "video/", "send-again/", "move/", "move/check/",
    "move/confirm/", "cancel/", "cancelled/",
]  # fmt: skip
END = at("12:30") + timedelta(days=7)
PERSONAL = ("Ελένη", "eleni@mail.example", "690", "Πιστοποιητικό", "Δευτέρα", "12:00")


@pytest.fixture
def ended(clock: Clock) -> Appointment:
    """An appointment whose links have ended."""
    people = People(
        Appointment.OnBehalf.OTHER,
        eleni(requirements=("step_free",), notes="Έρχομαι με τον σκύλο μου"),
        copy_to="nikos@mail.example",
    )
    appointment = book(make_citizen(), make_offering(channel=Channel.VIDEO), "12:00", people=people)
    clock.now = END
    return appointment


def code_for(appointment: Appointment, role: str = "served") -> str:
    """Ask for a code by the page; the code that was sent."""
    answer = Client().post(f"{link_of(appointment, role)}data/")
    assert answer.status_code == 303
    code: str = AccessCode.objects.get(participant__role=role).code
    return code


def type_code(appointment: Appointment, code: str, role: str = "served") -> Page:
    return Client().post(f"{link_of(appointment, role)}data/code/", {"code": code})


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_link_leads_to_the_one_that_is_left(
    ended: Appointment, page: str
) -> None:
    link = link_of(ended)

    for method in (Client().get, Client().head, Client().post):
        answer = method(f"{link}{page}")
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"{link}data/"
        assert "no-store" in answer.headers["Cache-Control"]
    assert Appointment.objects.get(pk=ended.pk).is_booked


def test_until_then_the_link_opens_the_appointment_and_not_that_page(
    ended: Appointment, clock: Clock
) -> None:
    clock.now = END - timedelta(seconds=1)
    link = link_of(ended)

    assert "Ελένη Παπαδοπούλου" in words_of(Client().get(link))
    for page in ("data/", "data/code/"):
        assert Client().get(f"{link}{page}").headers["Location"] == link
        assert Client().post(f"{link}{page}").headers["Location"] == link
    assert not AccessCode.objects.exists()


def test_the_page_says_that_the_appointment_is_over_and_nothing_personal(
    ended: Appointment,
) -> None:
    page = Client().get(link_of(ended), follow=True)

    assert page.status_code == 200
    words = words_of(page)
    assert "Τα δεδομένα σας" in words
    assert "έχει περάσει" in words
    assert "Στείλτε μου κωδικό" in words
    for personal in (*PERSONAL, ended.spoken_reference):
        assert personal not in page.content.decode()


def test_the_page_of_the_code_tells_nothing_personal_either(ended: Appointment) -> None:
    page = Client().post(f"{link_of(ended)}data/", follow=True)

    assert page.redirect_chain[-1][0] == f"{link_of(ended)}data/code/"
    assert "Στείλαμε τον κωδικό" in words_of(page)
    for personal in (*PERSONAL, ended.spoken_reference):
        assert personal not in page.content.decode()


def test_a_reload_of_the_page_sends_no_code(ended: Appointment) -> None:
    Client().get(f"{link_of(ended)}data/")
    Client().get(f"{link_of(ended)}data/code/")

    assert not AccessCode.objects.exists()


def test_the_right_code_shows_what_is_stored_about_that_participant(ended: Appointment) -> None:
    Notice.objects.create(municipality=ended.municipality, dpo_email="dpo@patras.example")

    page = type_code(ended, code_for(ended))

    assert page.status_code == 200
    words = words_of(page)
    for stored in (
        "Ελένη Παπαδοπούλου",
        "eleni@mail.example",
        "690 000 0001",
        "Πρόσβαση χωρίς σκαλοπάτια",
        "Έρχομαι με τον σκύλο μου",
        ended.spoken_reference,
        ended.offering.service.name,
        "Δευτέρα 2 Φεβρουαρίου 2026",
    ):
        assert stored in words
    assert "nikos@mail.example" not in words
    assert "έως τις 2 Αυγούστου 2026. Έπειτα τα δεδομένα σας διαγράφονται" in words
    assert "dpo@patras.example" in words
    assert "www.dpa.gr" in words
    html = page.content.decode()
    for rest in ("privacy/", "contact/"):
        assert f"/m/{ended.municipality.slug}/{rest}" in html


def test_the_applicant_sees_the_applicants_data_only(ended: Appointment) -> None:
    words = words_of(type_code(ended, code_for(ended, "applicant"), "applicant"))

    assert "nikos@mail.example" in words
    assert "κρυπτογραφικό αποτύπωμα" in words
    assert "Ελένη" not in words
    assert "σκύλο" not in words


def test_the_data_are_kept_nowhere_and_have_no_address(ended: Appointment) -> None:
    browser = Client()
    code = code_for(ended)

    page = browser.post(f"{link_of(ended)}data/code/", {"code": code})

    assert page.headers["Cache-Control"] == "no-store, private"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert set(browser.cookies) <= {"csrftoken"}
    assert "Ελένη" not in words_of(browser.get(f"{link_of(ended)}data/code/"))


@pytest.mark.parametrize("typed", ["{0} {1}", " {0}-{1} ", "{0}\u00a0{1}"])
def test_blanks_and_hyphens_in_the_code_do_not_matter(ended: Appointment, typed: str) -> None:
    code = code_for(ended)

    assert type_code(ended, typed.format(code[:3], code[3:])).status_code == 200


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\x00"])
def test_what_is_no_code_is_said_and_costs_no_try(ended: Appointment, typed: str) -> None:
    code = code_for(ended)

    page = type_code(ended, typed)

    assert page.status_code == 422
    assert type_code(ended, code).status_code == 200


def test_a_wrong_code_is_said_with_the_tries_that_are_left(ended: Appointment) -> None:
    code = code_for(ended)

    first = type_code(ended, wrong_for(code))
    for _ in range(2):
        type_code(ended, wrong_for(code))
    fourth = type_code(ended, wrong_for(code))
    fifth = type_code(ended, wrong_for(code))

    assert first.status_code == 422
    assert "Έχετε 4 προσπάθειες ακόμη" in words_of(first)
    assert "Έχετε 1 προσπάθεια ακόμη" in words_of(fourth)
    assert "Ζητήστε νέο" in words_of(fifth)
    refused = type_code(ended, code)
    assert refused.status_code == 409
    assert "Ελένη" not in words_of(refused)


def test_an_expired_code_leads_to_a_new_one(ended: Appointment, clock: Clock) -> None:
    code = code_for(ended)
    clock.now += timedelta(minutes=10)

    page = type_code(ended, code)

    assert page.status_code == 409
    assert "Ο κωδικός δεν ισχύει πλέον. Ζητήστε νέο." in words_of(page)
    assert "Στείλτε μου κωδικό" in words_of(page)


def test_the_fourth_code_within_an_hour_is_refused(ended: Appointment) -> None:
    for _ in range(3):
        code_for(ended)

    page = Client().post(f"{link_of(ended)}data/")

    assert page.status_code == 409
    assert "Χρησιμοποιήστε τον πιο πρόσφατο" in words_of(page)
    assert f'href="{link_of(ended)}data/code/"' in page.content.decode()


def test_a_link_sends_ten_codes_a_day_and_no_more(ended: Appointment, clock: Clock) -> None:
    for _ in range(10):
        code_for(ended)
        clock.now += timedelta(minutes=30)

    refused = Client().post(f"{link_of(ended)}data/")

    assert refused.status_code == 429
    assert "Retry-After" in refused.headers


def test_the_link_of_a_cancelled_appointment_stays_closed(clock: Clock) -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    link = link_of(appointment)
    Client().post(f"{link}cancel/")
    clock.now = END

    for page in [*PAGES, "data/", "data/code/"]:
        assert Client().get(f"{link}{page}", follow=True).status_code == 404


def test_a_forged_link_does_not_open_the_page(ended: Appointment) -> None:
    forged = f"/a/{ended.public_id}/served/{'A' * 22}/"

    for page in ("data/", "data/code/"):
        assert Client().get(f"{forged}{page}").status_code == 404
        assert Client().post(f"{forged}{page}").status_code == 404
    assert not AccessCode.objects.exists()


def test_the_citizen_who_logs_in_still_sees_the_appointment(ended: Appointment) -> None:
    citizen = ended.participants.get(role="applicant").citizen
    assert citizen

    page = logged_in(citizen).get(f"/appointments/{ended.public_id}/")

    assert "Ελένη Παπαδοπούλου" in words_of(page)


def test_the_english_link_leads_to_the_english_page(ended: Appointment) -> None:
    page = Client().get(link_of(ended, language="en"), follow=True)

    assert "Send me a code" in words_of(page)


def test_the_end_follows_the_rule_of_the_municipality(ended: Appointment) -> None:
    Policy.objects.create(
        municipality=ended.municipality, retention_months=2, retention_basis="booking"
    )
    Appointment.objects.filter(pk=ended.pk).update(booked_at=at("12:00") - timedelta(days=10))

    words = words_of(type_code(ended, code_for(ended)))

    assert "έως τις 23 Μαρτίου 2026" in words
